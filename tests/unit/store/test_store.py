import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.errors import CaseBusyError, CaseDamagedError, UsageError
from wherefrom.ids import digest_text
from wherefrom.records import (
    Attributed,
    Bound,
    Capture,
    Claim,
    Document,
    Ending,
    Figure,
    Linked,
    Measured,
    Outcome,
    Reading,
    Segment,
    Span,
)
from wherefrom.records.layout import DATABASE_FILE
from wherefrom.store import open_store


def capture_of(name: str) -> Capture:
    return Capture(
        f"cap-{name}", digest_text(name), 3, "text/plain", name, f"data/{name}", name, "2026-01-01T00:00:00Z", "Ada"
    )


def document_of(capture: Capture, part: str, text: str) -> Document:
    identifier = f"doc-{capture.id}-{part}"
    segments = (Segment(0, len(text), "", 0, len(text)),)
    return Document(
        identifier, capture.id, part, f"{capture.name} {part}", text, digest_text(text), "utf-8", (), segments
    )


def reading_of(capture: Capture, *texts: str) -> Reading:
    documents = tuple(document_of(capture, f"row:{n}", text) for n, text in enumerate(texts))
    return Reading(documents, (Outcome(capture.id, "", Ending.READ, "", "test 1"),))


def figure_in(document: str) -> Figure:
    return Figure("fig-1", document, Span(0, 1), "2", 2, 2, Bound.EXACT, "", "", None, "", "", 0.9, "test 1")


def test_documents_come_back_in_the_order_of_their_captures(tmp_path: Path) -> None:
    first, second = capture_of("b"), capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(first)
        store.write.save_capture(second)
        store.write.save_reading(second, reading_of(second, "late"))
        store.write.save_reading(first, reading_of(first, "early", "next"))
        assert [document.text for document in store.read.documents()] == ["early", "next", "late"]
        assert store.read.captures_not_read() == ()


def test_reading_again_replaces_documents_and_what_was_found_in_them(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "one", "two"))
        old = next(store.read.documents()).id
        store.write.save_attributed(old, Measured(figures=(figure_in(old),)), Attributed(), "v1")
        assert len(store.read.case_records().figures) == 1
        store.write.save_reading(capture, reading_of(capture, "three"))
        records = store.read.case_records()
        assert [document.text for document in records.documents] == ["three"]
        assert records.figures == ()


def test_only_documents_of_another_version_wait_for_attribution(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "one", "two"))
        first, second = (document.id for document in store.read.documents())
        store.write.save_attributed(first, Measured(), Attributed(), "v1")
        assert store.read.documents_not_attributed("v1") == (second,)
        assert store.read.documents_not_attributed("v2") == (first, second)


def test_search_finds_whole_words_whatever_their_accents_and_shows_them(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "The café burned.", "Nothing here"))
        (hit,) = store.read.search("cafe burned", 10)
        assert hit.snippet == "The [café] [burned]."
        assert store.read.search('"unbalanced OR NEAR(', 10) == ()
        assert store.read.search("   ", 10) == ()


def test_search_forgets_replaced_documents(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "harbour"))
        store.write.save_reading(capture, reading_of(capture, "quay"))
        assert store.read.search("harbour", 5) == ()


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    claim = Claim("cl-1", "words", ("st-1",), 1.0, "test 1")
    with open_store(tmp_path) as store:
        store.write.save_linked(Linked(claims=(claim,)))
        with pytest.raises(TypeError):
            store.write.save_linked(Linked(claims=(object(),)))  # type: ignore[arg-type]
        assert store.read.case_records().claims == (claim,)


def test_newer_database_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / DATABASE_FILE)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(UsageError, match="newer version"), open_store(tmp_path):
        pass


def test_damaged_database_says_that_it_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / DATABASE_FILE).write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(CaseDamagedError, match="made again"), open_store(tmp_path):
        pass


def test_locked_database_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path):
        pass
    monkeypatch.setattr("wherefrom.store.database.BUSY_SECONDS", 0.01)
    other = sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None)
    other.execute("PRAGMA user_version = 0")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CaseBusyError), open_store(tmp_path):
        pass
    other.close()


def test_full_disk_says_what_to_do_and_leaves_what_was_there(tmp_path: Path) -> None:
    claim = Claim("cl-1", "words", ("st-1",), 1.0, "test 1")
    with open_store(tmp_path) as store:
        store.write.save_linked(Linked(claims=(claim,)))

    def save_too_much() -> None:
        with open_store(tmp_path) as store:
            store.write._connection.execute("PRAGMA max_page_count = 1")  # noqa: SLF001
            store.write.save_linked(Linked(claims=(replace(claim, text="words " * 100_000),)))

    with pytest.raises(UsageError, match="is full") as told:
        save_too_much()
    assert "run the same command again" in told.value.remedy
    with open_store(tmp_path) as store:
        assert store.read.case_records().claims == (claim,)


def test_read_only_database_is_read_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "a case #1?é"
    case.mkdir()
    claim = Claim("cl-1", "words", ("st-1",), 1.0, "test 1")
    with open_store(case) as store:
        store.write.save_linked(Linked(claims=(claim,)))
    monkeypatch.setattr("wherefrom.store.database.is_read_only", lambda _folder: True)
    before = sorted(case.iterdir())
    with open_store(case) as store:
        assert store.read.case_records().claims == (claim,)
        assert sorted(case.iterdir()) == before


def test_read_only_database_of_an_earlier_version_is_read_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_FILE)
    connection.execute("PRAGMA user_version = 0")
    connection.execute("VACUUM")
    connection.close()
    monkeypatch.setattr("wherefrom.store.database.is_read_only", lambda _folder: True)
    before = (tmp_path / DATABASE_FILE).read_bytes()
    with open_store(tmp_path) as store:
        assert store.read.case_records().claims == ()
    assert (tmp_path / DATABASE_FILE).read_bytes() == before


def test_mistakes_of_our_own_are_not_taken_for_damage(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), open_store(tmp_path) as store:
        store.write._connection.execute("INSERT INTO state (key, value) VALUES ('k', NULL)")  # noqa: SLF001
