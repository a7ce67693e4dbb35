"""The road of every export: placed whole, sealed, counted, and nothing of anybody else's replaced."""

import json
import sys
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from wherefrom.errors import CaseDamagedError, InstallationError, UsageError
from wherefrom.publish import FORMATS, ExportFormat, ExportSource, find_format, write_export
from wherefrom.publish.exports.export_place import list_files, measure_export
from wherefrom.publish.exports.export_text import Scribe, is_web_address
from wherefrom.records import CaseRecords

NAMES = [own.name for own in FORMATS]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_case_gives_the_same_bytes(name: str, source: ExportSource, tmp_path: Path) -> None:
    first = write_export(source, name, tmp_path / "first" / "case.x")
    again = write_export(source, name, tmp_path / "again" / "case.x")
    assert first.sha256 == again.sha256
    assert first.size > 100
    assert measure_export(first.path) == (first.files, first.size, first.sha256)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_case_is_exported_and_what_could_not_be_held_is_counted(
    name: str, hostile: ExportSource, tmp_path: Path
) -> None:
    summary = write_export(hostile, name, tmp_path / "out")
    told = {own.what: own.count for own in summary.omissions}
    assert summary.size > 0
    if name != "wacz":  # it holds no statements; its pages' titles are the only text
        assert told["characters"] > 0


@pytest.mark.parametrize("name", NAMES)
def test_empty_case_is_exported(name: str, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    source = ExportSource(CaseRecords(name="Empty"), tmp_path / "evidence", "wherefrom test")
    assert write_export(source, name, tmp_path / "out").omissions == () or name == "claimreview"


@pytest.mark.parametrize("name", NAMES)
def test_an_export_that_fails_leaves_what_was_there(name: str, source: ExportSource, tmp_path: Path) -> None:
    first = write_export(source, name, tmp_path / "out")

    def refuse(_summary: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_export(source, name, tmp_path / "out", {first.sha256}, refuse)
    assert measure_export(tmp_path / "out")[2] == first.sha256
    assert [own.name for own in tmp_path.iterdir() if own.name.startswith(".out")] == []


@pytest.mark.parametrize("name", ["json", "csv"])
def test_only_a_former_export_that_nobody_changed_is_replaced(name: str, source: ExportSource, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = write_export(source, name, out)
    other = replace(source, case=replace(source.case, name="Other", claims=source.case.claims[:1]))
    with pytest.raises(UsageError, match="no export"):
        write_export(other, name, out)
    write_export(other, name, out, {first.sha256})
    changed = out / "claims.csv" if out.is_dir() else out
    changed.write_text("mine")
    with pytest.raises(UsageError, match="no export"):
        write_export(other, name, out, {first.sha256})
    assert changed.read_text() == "mine"


def test_a_link_is_never_written_through(source: ExportSource, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / "out").symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError):
        write_export(source, "json", tmp_path / "out")


def test_a_folder_can_be_one_zip_file(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "bagit", tmp_path / "harbour.zip")
    with zipfile.ZipFile(summary.path) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert "harbour/bagit.txt" in names
    assert summary.files == 1


def test_digest_of_a_folder_is_that_of_its_list(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "csv", tmp_path / "out")
    lines = list_files(tmp_path / "out")
    assert [line[66:-1] for line in lines] == [
        "claims.csv",
        "documents.csv",
        "findings.csv",
        "links.csv",
        "statements.csv",
    ]
    assert summary.files == len(lines)


@pytest.mark.parametrize("name", ["bagit", "wacz", "ro-crate"])
def test_altered_original_is_never_passed_on(name: str, source: ExportSource, tmp_path: Path) -> None:
    (source.evidence / source.case.captures[2].path).write_bytes(b"altered")
    with pytest.raises(CaseDamagedError):
        write_export(source, name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["bagit", "wacz", "ro-crate"])
def test_missing_original_is_counted(name: str, source: ExportSource, tmp_path: Path) -> None:
    (source.evidence / source.case.captures[2].path).unlink()
    summary = write_export(source, name, tmp_path / "out")
    assert {own.what: own.count for own in summary.omissions}["originals"] == 1


def test_unknown_format_names_all_others() -> None:
    with pytest.raises(UsageError) as told:
        find_format("docx")
    assert all(name in told.value.remedy for name in NAMES)


@pytest.mark.parametrize("own", [own for own in FORMATS if own.needs], ids=lambda own: own.name)
def test_missing_library_says_what_to_install(
    own: ExportFormat, source: ExportSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"wherefrom.publish.exports.export_{own.name.replace('-', '_')}"
    for loaded in [name for name in sys.modules if name.partition(".")[0] == own.needs]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, own.needs, None)
    with pytest.raises(InstallationError, match=own.needs) as told:
        write_export(source, own.name, tmp_path / "out")
    assert 'pip install "wherefrom[export]"' in told.value.remedy


def test_every_format_has_its_module_and_its_page(project_root: Path) -> None:
    page = (project_root / "docs/exports.md").read_text()
    for own in FORMATS:
        stem = own.name.replace("-", "_")
        assert hasattr(import_module(f"wherefrom.publish.exports.export_{stem}"), f"write_{stem}")
        assert f"`{own.name}`" in page


def test_lone_surrogates_are_written_out_and_controls_for_xml_too() -> None:
    scribe = Scribe()
    assert scribe.unicode("a\ud800b\x00") == "a⟦U+D800⟧b\x00"
    assert scribe.xml("a\ud800b\x00\r\ufffe\t") == "a⟦U+D800⟧b⟦U+0000⟧⟦U+000D⟧⟦U+FFFE⟧\t"
    assert scribe.same_length("a\ud800b") == "a\ufffdb"
    assert scribe.replaced == 6


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "http://a b", "http://a\r\nWARC-Type: response", "https://a/\u202e", 'http://a/"><svg>',
        "ftp://a", "", None, "http://\ud800", "//a", "data:text/html,x", "http://a/\x00",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_count_as_such(text: str | None) -> None:
    assert not is_web_address(text)
    assert is_web_address("https://münchen.example/a?b=%20#c")


def test_json_summary_can_be_printed(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "graphml", tmp_path / "out")
    assert json.dumps(summary.counts)
    assert all(own.count > 0 and own.what and own.why for own in summary.omissions)
