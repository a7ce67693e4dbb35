"""The dossier as a folder: complete, sealed, the same each time, and never in the way of anything else."""

import errno
import fcntl
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.errors import CaseDamagedError, UsageError
from wherefrom.publish import publish_dossier
from wherefrom.records import CaseRecords

Publish = Callable[..., Path]


@pytest.fixture
def publish(case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path) -> Publish:
    def run(name: str = "dossier", records: CaseRecords = case, **changes: object) -> Path:
        out = tmp_path / name
        publish_dossier(records, evidence, out, replace(settings, **changes))
        return out

    return run


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_document_and_claim_has_a_page_and_the_summary_counts_them(
    case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    summary = publish_dossier(
        case, evidence, tmp_path / "out", settings, lambda done, total: told.append((done, total))
    )
    written = files(tmp_path / "out")
    pages = [name for name in written if name.endswith(".html")]
    assert {f"documents/{document.id}.html" for document in case.documents} <= set(pages)
    assert {f"claims/{claim.id}.html" for claim in case.claims} <= set(pages)
    assert summary.pages == len(pages)
    assert summary.size == sum(map(len, written.values()))
    assert summary.index == tmp_path / "out" / "index.html"
    assert [done for done, _ in told] == list(range(1, len(pages) + 1))
    assert told[-1] == (len(pages), len(pages))


def test_manifest_names_every_other_file_sorted_with_its_digest(publish: Publish) -> None:
    written = files(publish())
    manifest = written.pop("manifest-sha256.txt").decode()
    assert manifest == "".join(f"{hashlib.sha256(written[name]).hexdigest()}  {name}\n" for name in sorted(written))


def test_published_twice_is_the_same_bytes(publish: Publish) -> None:
    assert files(publish("one")) == files(publish("two"))


def test_originals_lie_under_their_digest_and_the_ledger_comes_along(
    publish: Publish, evidence: Path, case: CaseRecords
) -> None:
    out = publish()
    assert {path.name for path in (out / "originals").iterdir()} == {f"{c.sha256}.bin" for c in case.captures}
    assert all(hashlib.sha256(p.read_bytes()).hexdigest() == p.stem for p in (out / "originals").iterdir())
    assert (out / "custody.jsonl").read_bytes() == (evidence.parent / "custody.jsonl").read_bytes()


def test_originals_stay_away_when_the_settings_say_so(publish: Publish) -> None:
    assert not (publish(originals=False) / "originals").exists()


def test_altered_original_stops_the_publishing_and_leaves_nothing(
    publish: Publish, evidence: Path, case: CaseRecords, tmp_path: Path
) -> None:
    (evidence / case.captures[0].path).write_bytes(b"altered")
    with pytest.raises(CaseDamagedError, match="no longer the one"):
        publish()
    assert {path.name for path in tmp_path.iterdir()} == {"case"}


def test_missing_original_is_named_on_the_page_about_the_making(
    publish: Publish, evidence: Path, case: CaseRecords
) -> None:
    (evidence / case.captures[0].path).unlink()
    assert "wire.txt" in (publish() / "making.html").read_text()


def test_capture_path_that_leaves_the_evidence_is_not_followed(
    publish: Publish, case: CaseRecords, evidence: Path
) -> None:
    payload = b"secret"
    (evidence.parent / "secret").write_bytes(payload)
    stray = replace(case.captures[0], path="../secret", sha256=hashlib.sha256(payload).hexdigest())
    out = publish(records=replace(case, captures=(stray,)))
    assert not any(path.read_bytes() == payload for path in (out / "originals").glob("*"))


def test_folder_that_is_no_dossier_is_refused_and_untouched(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="no dossier"):
        publish()
    assert files(tmp_path / "dossier") == {"index.html": b"mine"}


def test_file_in_the_way_is_refused(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "dossier").write_text("mine")
    with pytest.raises(UsageError, match="no dossier"):
        publish()


def test_earlier_dossier_is_replaced_as_a_whole(publish: Publish, case: CaseRecords) -> None:
    out = publish()
    stale = out / "claims" / f"{case.claims[0].id}.html"
    publish(records=replace(case, claims=case.claims[1:]))
    assert not stale.exists()
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_every_page_forbids_scripts_and_has_none(publish: Publish) -> None:
    for name, page in files(publish()).items():
        if name.endswith(".html"):
            text = page.decode()
            assert "default-src 'none'" in text
            assert not re.search(r"<script|<style|<iframe| on\w+=\"|\sstyle=", text.replace("&lt;", "")), name


def test_hostile_words_are_shown_as_text_and_addresses_never_linked(publish: Publish) -> None:
    for name, page in files(publish()).items():
        if name.endswith(".html"):
            text = page.decode()
            assert "<img" not in text, name
            assert not re.search(r'href="(?!#|\.\./|[a-z]+/|[a-z-]+[0-9]*\.html|dossier\.css|data:,)', text), name


def test_turned_and_control_letters_are_made_visible(publish: Publish, case: CaseRecords) -> None:
    memo = next(document for document in case.documents if "script" in document.name)
    page = (publish() / "documents" / f"{memo.id}.html").read_text()
    assert "⟦U+202E⟧" in page
    assert "⟦U+0007⟧" in page
    assert "\u202e" not in page


def test_names_that_are_no_ids_cannot_leave_the_folder(publish: Publish, case: CaseRecords, tmp_path: Path) -> None:
    document = replace(case.documents[5], id="../../escaped")
    out = publish(records=CaseRecords(documents=(document,), name="x"))
    assert len(list((out / "documents").iterdir())) == 1
    assert not list(tmp_path.rglob("escaped*"))


def test_empty_case_is_published(publish: Publish) -> None:
    page = (publish(records=CaseRecords()) / "index.html").read_text()
    assert "0 documents" in page


def test_large_case_shows_lone_claims_on_their_documents_page(publish: Publish, case: CaseRecords) -> None:
    out = publish(claim_pages=2)
    rain = next(claim for claim in case.claims if "rain" in claim.text)
    nested = next(claim for claim in case.claims if claim.text == "62 crates")
    circle = next(claim for claim in case.claims if claim.text.startswith("sixty"))
    leaf = case.statement[rain.statements[0]].document
    assert not (out / "claims" / f"{rain.id}.html").exists()
    # A note alone earns no page; two statements and a warning each do.
    assert not (out / "claims" / f"{nested.id}.html").exists()
    assert (out / "claims" / f"{circle.id}.html").exists()
    assert f'href="documents/{leaf}.html#{rain.statements[0]}"' in (out / "claims.html").read_text()
    assert "3 claims of one statement each" in (out / "making.html").read_text()


def test_interrupted_publishing_leaves_the_earlier_dossier_and_nothing_else(
    publish: Publish, case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path
) -> None:
    before = files(publish())

    def interrupt(done: int, _total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_dossier(case, evidence, tmp_path / "dossier", settings, interrupt)
    assert files(tmp_path / "dossier") == before
    assert {path.name for path in tmp_path.iterdir()} == {"case", "dossier"}


def workshop_of(out: Path, *inside: str) -> Path:
    """What a killed publisher leaves beside the dossier's place."""
    workshop = out.parent / f".{out.name}.publishing-abcd1234"
    for name in inside:
        (workshop / name).mkdir(parents=True)
        (workshop / name / "index.html").write_text(name)
    return workshop


def test_workshop_of_a_killed_publisher_is_cleared(publish: Publish, tmp_path: Path) -> None:
    workshop = workshop_of(tmp_path / "dossier", "new")
    publish()
    assert not workshop.exists()


def test_workshop_in_use_and_folders_of_others_are_left(publish: Publish, tmp_path: Path) -> None:
    used, other = workshop_of(tmp_path / "dossier", "new"), tmp_path / ".dossier.publishing-abcd5678"
    (other / "mine").mkdir(parents=True)
    (tmp_path / ".dossier-backup").mkdir()
    descriptor = os.open(used, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    publish()
    os.close(descriptor)
    assert (used / "new" / "index.html").exists()
    assert (other / "mine").exists()
    assert (tmp_path / ".dossier-backup").exists()


def refuse(*_paths: Path) -> None:
    raise OSError(errno.EINVAL, "Invalid argument")


def test_without_an_exchange_the_earlier_dossier_is_moved_away_first(
    publish: Publish, case: CaseRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wherefrom.publish.staging.exchange", refuse)
    out = publish()
    stale = out / "claims" / f"{case.claims[0].id}.html"
    publish(records=replace(case, claims=case.claims[1:]))
    assert not stale.exists()
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_dossier_moved_away_by_a_killed_publisher_is_brought_back(
    publish: Publish, case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path
) -> None:
    before = files(publish())
    workshop = workshop_of(tmp_path / "dossier", "new")
    (tmp_path / "dossier").rename(workshop / "old")

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_dossier(case, evidence, tmp_path / "dossier", settings, interrupt)
    assert files(tmp_path / "dossier") == before
    assert not workshop.exists()
