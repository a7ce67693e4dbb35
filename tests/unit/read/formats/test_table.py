"""The table of formats is the one place: what stands in it is read, prepared, shown and fuzzed."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from fuzz.targets import target_of
from wherefrom.case import health
from wherefrom.cli import collect, doctor
from wherefrom.confine import Mechanisms
from wherefrom.read.dispatch import read_samples
from wherefrom.read.formats import table
from wherefrom.read.formats.table import Format
from wherefrom.read.formats.text.plain import read_plain
from wherefrom.read.guard.prepared import prepare_reading
from wherefrom.read.parts.material import Material, ReadPart
from wherefrom.records import Ending, Reading
from wherefrom.records.media_types import MEDIA_TYPES, MediaType

Read = Callable[..., Reading]

HARBOUR_LOG = MediaType("application/x-harbour-log", (".harbour", ".hlog"), ("text/x-harbour",))
MAIL = (
    "From: a@quay.example\nSubject: Crane\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\n\nSee the log.\n--x\nContent-Type: application/octet-stream\n"
    'Content-Disposition: attachment; filename="monday.hlog"\n\n~The crane fell, she said.\n--x--\n'
)


def read_harbour_log(material: Material, read_part: ReadPart) -> Reading:
    return read_plain(Material(material.capture, material.data, material.part, material.name), read_part)


MADE_UP = Format(
    "harbour", "harbour logs", (HARBOUR_LOG,), read_harbour_log, "wherefrom.read/plain 2",
    lambda: (b"~The crane fell, she said.\n",), "empty: bytes of the file",
)  # fmt: skip


@pytest.fixture
def with_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "FORMATS", (*table.FORMATS, MADE_UP))


def load_script(root: Path, name: str) -> ModuleType:
    spec = spec_from_file_location(name, root / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("number", range(len(table.FORMATS)), ids=[one.name for one in table.FORMATS])
def test_each_format_reads_its_own_trifles_whole_and_is_the_maker_it_says(number: int) -> None:
    one, reading = list(read_samples())[number]
    assert len(reading.documents) >= len(one.samples())
    assert {outcome.ending for outcome in reading.outcomes} == {Ending.READ}
    assert one.maker in {outcome.maker for outcome in reading.outcomes}


def test_no_name_ending_or_beginning_belongs_to_two_media_types() -> None:
    for told in ("names", "endings", "begins"):
        each = [word for kind in MEDIA_TYPES for word in getattr(kind, told)]
        assert len(each) == len(set(each)), told
    each = [kind.name for one in table.FORMATS for kind in one.types]
    assert len(each) == len(set(each))
    assert set(each) <= {kind.name for kind in MEDIA_TYPES}


def test_formats_are_found_by_any_name_of_their_media_types() -> None:
    for one in table.FORMATS:
        for kind in one.types:
            assert [table.find_format(name) for name in kind.names] == [one] * len(kind.names)
    assert table.find_format("image/png") is None


def test_parts_are_named_by_their_endings_archives_within_others_excepted() -> None:
    assert table.type_named("PDF") == "application/pdf"
    assert table.type_named("markdown") == "text/markdown"
    assert table.type_named("wacz") == table.type_named("warc") == table.type_named("") == table.type_named("exe") == ""


@pytest.mark.usefixtures("with_made_up")
def test_a_format_of_one_line_is_read_by_each_of_its_names_and_as_an_attachment(read_bytes: Read) -> None:
    for name in HARBOUR_LOG.names:
        assert (
            read_bytes(b"~The crane fell, she said.\n", f"{name}; charset=utf-8").documents[0].text.startswith("~The")
        )
    reading = read_bytes(MAIL.encode(), "message/rfc822")
    assert [document.text.strip() for document in reading.documents][1:] == ["~The crane fell, she said."]


def test_what_no_format_reads_is_refused(read_bytes: Read) -> None:
    assert "no reader for application/x-harbour-log" in read_bytes(b"~", HARBOUR_LOG.name).outcomes[0].reason


@pytest.mark.usefixtures("with_made_up")
def test_a_format_of_one_line_is_told_of_by_doctor_and_by_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_look_at_confinement", lambda: health._tell_mechanisms(Mechanisms()))  # noqa: SLF001 - slow
    app = typer.Typer()
    collect.add_commands(app)
    doctor.add_commands(app)
    told = CliRunner().invoke(app, ["doctor"]).output
    assert "reading harbour logs (.harbour): works: wherefrom.read/plain 2" in " ".join(told.split())
    assert ".wacz and .harbour;" in " ".join(CliRunner().invoke(app, ["add", "--help"]).output.split())


@pytest.mark.usefixtures("with_made_up")
def test_a_format_of_one_line_is_documented_and_fuzzed(project_root: Path) -> None:
    script = load_script(project_root, "generate_formats")
    assert (
        "| harbour logs | .harbour .hlog | `application/x-harbour-log`, `text/x-harbour` |" in script.describe_formats()
    )
    assert " .wacz .harbour\n" in script.renew((project_root / "README.md").read_text(encoding="utf-8"))
    target = target_of(MADE_UP)
    assert target.seeds() == list(MADE_UP.samples())
    target.check(target.seeds()[0])


def test_preparing_reads_the_trifles_of_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def sample() -> tuple[bytes, ...]:
        asked.append("harbour")
        return MADE_UP.samples()

    made_up = Format("harbour", "", (HARBOUR_LOG,), read_harbour_log, "", sample, "")
    monkeypatch.setattr(table, "FORMATS", (made_up,))
    prepare_reading()
    assert asked == ["harbour"]


def test_doctor_fails_where_a_format_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Format(
        "harbour", "harbour logs", (HARBOUR_LOG,), read_harbour_log, "wherefrom.read/x 1", lambda: (b" ",), ""
    )
    monkeypatch.setattr(table, "FORMATS", (broken,))
    sign = next(health._look_at_formats())  # noqa: SLF001 - the formats alone
    assert sign.health is health.Health.FAILED
    assert "no text found" in sign.seen
