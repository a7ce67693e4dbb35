"""BagIt: valid for the library and for `sha256sum`, and complete."""

import subprocess
from pathlib import Path

import bagit
import pytest

from wherefrom.ids import digest_bytes
from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.exports.export_bagit import find_head
from wherefrom.records import CaseRecords, decode_record
from wherefrom.records.layout import INFO_FILE, LEDGER_FILE, MANIFEST_FILE


@pytest.fixture(params=["plain", "hostile"])
def bag(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    source: ExportSource = request.getfixturevalue("source" if request.param == "plain" else "hostile")
    return write_export(source, "bagit", tmp_path / "bag").path


def test_the_library_finds_it_valid(bag: Path) -> None:
    opened = bagit.Bag(str(bag))
    opened.validate()
    assert opened.info["Payload-Oxum"] == f"{_size(bag / 'data')}.{len(list(_files(bag / 'data')))}"
    assert opened.version_info == (1, 0)


def test_sha256sum_finds_it_whole(bag: Path) -> None:
    for manifest in (MANIFEST_FILE, "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=bag, check=True)  # noqa: S607


def test_it_names_the_head_of_the_ledger_that_it_holds(bag: Path) -> None:
    ledger = (bag / "data/custody/custody.jsonl").read_bytes()
    assert bagit.Bag(str(bag)).info["External-Identifier"] == f"sha256:{digest_bytes(ledger.splitlines()[-1])}"


def test_it_holds_originals_and_records(source: ExportSource, tmp_path: Path) -> None:
    bag = write_export(source, "bagit", tmp_path / "bag").path
    for own in source.case.captures:
        assert digest_bytes((bag / own.path).read_bytes()) == own.sha256
    assert decode_record((bag / "data/records.json").read_bytes(), CaseRecords) == source.case


def test_stamps_and_signatures_go_with_it_and_links_do_not(source: ExportSource, tmp_path: Path) -> None:
    case = source.evidence.parent
    (case / "stamps").mkdir()
    (case / "stamps" / "1.tsr").write_bytes(b"token")
    (case / "stamps" / "2.tsr").symlink_to("/etc/passwd")
    bag = write_export(source, "bagit", tmp_path / "bag").path
    assert (bag / "data/custody/stamps/1.tsr").read_bytes() == b"token"
    assert not (bag / "data/custody/stamps/2.tsr").exists()
    bagit.Bag(str(bag)).validate()


def test_names_with_line_breaks_make_no_new_element(hostile: ExportSource, tmp_path: Path) -> None:
    bag = write_export(hostile, "bagit", tmp_path / "bag").path
    lines = (bag / INFO_FILE).read_text(encoding="utf-8").splitlines()
    assert all(line.partition(": ")[0].replace("-", "").isalpha() for line in lines)


def test_a_line_still_being_written_is_no_head(tmp_path: Path) -> None:
    (tmp_path / LEDGER_FILE).write_bytes(b'{"number":1}\n{"numb')
    assert find_head(tmp_path) == digest_bytes(b'{"number":1}')
    assert find_head(tmp_path / "nowhere") == ""


def _files(folder: Path) -> list[Path]:
    return [own for own in folder.rglob("*") if own.is_file()]


def _size(folder: Path) -> int:
    return sum(own.stat().st_size for own in _files(folder))
