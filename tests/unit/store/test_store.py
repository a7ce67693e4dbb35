import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.errors import CaseBusyError, CaseDamagedError, UsageError
from wherefrom.ids import digest_text
from wherefrom.records import (
    Bound,
    Capture,
    Claim,
    Document,
    Ending,
    Figure,
    Outcome,
    Reading,
    Segment,
    Span,
)
from wherefrom.records.layout import DATABASE_FILE
from wherefrom.store import Store, Work, open_store


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


def test_reading_again_replaces_documents_and_what_was_found_in_them(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "one", "two"))
        old = next(store.read.documents()).id
        [document, _] = store.read.documents()
        store.write.save_of_document(document, {"figures": (figure_in(old),)})
        assert len(store.read.case_records().figures) == 1
        store.write.save_reading(capture, reading_of(capture, "three"))
        records = store.read.case_records()
        assert [document.text for document in records.documents] == ["three"]
        assert records.figures == ()


def test_what_was_done_on_a_document_is_forgotten_when_it_is_read_again(tmp_path: Path) -> None:
    capture = capture_of("a")
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        store.write.save_reading(capture, reading_of(capture, "one"))
        [name] = store.read.document_digests()
        store.derived.note(Work("measure", name, "1", "rest-1"))
        store.derived.note(Work("read", capture.id, "1", "rest-1"))
        store.write.save_reading(capture, reading_of(capture, "one"))
        assert store.derived.done("measure") == {}
        assert store.derived.done("read") == {capture.id: Work("read", capture.id, "1", "rest-1")}


def test_the_digest_of_a_document_follows_all_that_reading_gave(tmp_path: Path) -> None:
    capture = capture_of("a")
    [document] = reading_of(capture, "one").documents
    digests = set()
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        for changed in (document, replace(document, title="Other"), replace(document, text_sha256=digest_text("two"))):
            store.write.save_reading(capture, Reading((changed,), ()))
            digests.add(store.read.document_digests()[document.id])
    assert len(digests) == 3


def _save_and_fail(store: Store, capture: Capture, boom: str) -> None:
    with store.together():
        store.write.save_reading(capture, reading_of(capture, "one"))
        store.derived.note(Work("read", capture.id, "1", "rest-1"))
        raise OSError(boom)


def test_work_written_together_is_kept_together_or_not_at_all(tmp_path: Path) -> None:
    capture, boom = capture_of("a"), "the disk is gone"
    with open_store(tmp_path) as store:
        store.write.save_capture(capture)
        with pytest.raises(OSError, match=boom):
            _save_and_fail(store, capture, boom)
        assert list(store.read.documents()) == []
        assert store.derived.done("read") == {}


def test_what_a_stage_gave_without_a_table_comes_back_by_key(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for key, body in (("b", b"second"), ("a", b"first"), ("c", b"")):
            store.derived.note(Work("describe", key, "1", "rest-1", "", body))
        assert list(store.derived.bodies("describe")) == [b"first", b"second"]
        store.derived.forget("describe")
        assert store.derived.done("describe") == {}


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
        store.write.save_of_case({"claims": (claim,)})
        with pytest.raises(TypeError):
            store.write.save_of_case({"claims": (object(),)})
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
        store.write.save_of_case({"claims": (claim,)})

    def save_too_much() -> None:
        with open_store(tmp_path) as store:
            store.write._connection.execute("PRAGMA max_page_count = 1")  # noqa: SLF001
            store.write.save_of_case({"claims": (replace(claim, text="words " * 100_000),)})

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
        store.write.save_of_case({"claims": (claim,)})
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
        store.derived.note(Work("s", "k", None, ""))  # type: ignore[arg-type]
