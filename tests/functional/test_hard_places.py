"""A case where it is hard to keep one: a full disk, a read-only medium, two writers, a wrong clock, an odd path."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

import wherefrom
from wherefrom.capture.ledger import read_ledger, record_act
from wherefrom.config import read_settings, write_settings
from wherefrom.errors import CaseBusyError, UsageError
from wherefrom.records import ActKind, LinkKind
from wherefrom.store import open_store
from wherefrom.verify import verify_case

FIRST = (
    "ALDMERE, 3 May 2026. The port company dumped forty drums of solvent into the Aldmere river, said Mara Quill, a diver"
    " who saw it. The drums lay below the mill for a week before the council sent a boat to bring them up again."
)
TEXTS = {
    "first.txt": FIRST,
    "copy.txt": FIRST + "\n\nThe mill was built in 1911.",
    "other.txt": "The bakery on Ferry Lane sold sixty drums of solvent, the Estuary Post reported. It rained in Holm.",
}
# The act that the case's one decision is: after the first, three captures.
DECISION = 5
READING = ("show", "gaps", "search", "verify", "publish", "export")
WRITING = ("add", "trace", "decide")


def make_case(folder: Path) -> wherefrom.Case:
    """A traced case of three documents, one decision in it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = wherefrom.create(folder / "case", "Drums", collector="A. Reporter")
    write_settings(made.folder, replace(read_settings(made.folder), reader="rules", workers=1))
    case = wherefrom.open(made.folder)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    case.add(*(folder / name for name in TEXTS))
    case.trace()
    case.decide("split", copies(case)[0], note="written by somebody else")
    return case


def copies(case: wherefrom.Case) -> list[str]:
    return [link.a for link in case.records.links if link.kind is LinkKind.COPY]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("drums")).folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> wherefrom.Case:
    return wherefrom.open(shutil.copytree(made, tmp_path / "case"))


def command_line(verb: str, case: Path, beside: Path) -> list[str]:
    """Each command as a user would give it."""
    arguments: dict[str, list[str | Path]] = {
        "show": [case],
        "gaps": [case],
        "search": [case, "drums"],
        "verify": [case],
        "publish": [case, beside / "dossier"],
        "export": [case, "--out", beside / "all.json"],
        "add": [case, beside / "new.txt"],
        "trace": [case],
        "decide": [case, "withdraw", str(DECISION)],
    }
    return [sys.executable, "-m", "wherefrom", verb, *map(str, arguments[verb])]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", timeout=240)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def apart() -> list[str]:
    """What begins a command in a mount namespace of its own."""
    for command in (["unshare", "-m"], ["unshare", "-Urm"]):
        if shutil.which("unshare") and run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).returncode == 0:
            return command
    pytest.skip("this system lets nobody mount a small disk of their own")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["add", "trace", "judge", "publish", "export"])
def test_disk_full_at_any_point_loses_nothing_and_is_said(tmp_path: Path, apart: list[str], kind: str) -> None:
    disk, inbox = tmp_path / "disk", tmp_path / "inbox"
    disk.mkdir()
    driver = Path(__file__).with_name("fill_disk.py")
    script = 'mount -t tmpfs -o size=12m tmpfs "$1" && exec "$2" "$3" "$1" "$4" "$5"'
    ended = run([*apart, "sh", "-c", script, "sh", str(disk), sys.executable, str(driver), kind, str(inbox)])
    assert ended.returncode == 0, ended.stderr[-3000:]
    told = json.loads(ended.stdout)
    assert told["faults"] == []
    assert told["refused"] >= 5


def test_full_disk_is_said_on_the_command_line(tmp_path: Path, made: Path, apart: list[str]) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "new.txt").write_text("The crane fell.")
    command = command_line("add", tmp_path / "disk/case", tmp_path)
    script = 'mount -t tmpfs -o size=4m tmpfs "$1" && cp -r "$2" "$1/case" && { cat /dev/zero > "$1/filler"; shift 2; "$@"; }'
    ended = run([*apart, "sh", "-c", script, "sh", str(tmp_path / "disk"), str(made), *command])
    assert ended.returncode == 2, ended.stdout
    assert "Traceback" not in ended.stderr
    assert "run the same command again" in " ".join(ended.stderr.split())


@pytest.mark.parametrize("verb", [*READING, *WRITING])
def test_read_only_case_can_be_read_and_given_to_others(
    case: wherefrom.Case, tmp_path: Path, apart: list[str], verb: str
) -> None:
    (tmp_path / "new.txt").write_text("The crane fell, said Ada Holt.")
    before = files(case.folder)
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    ended = run([*apart, "sh", "-c", script, "sh", str(case.folder), *command_line(verb, case.folder, tmp_path)])
    assert "Traceback" not in ended.stderr
    assert files(case.folder) == before
    if verb in WRITING:
        assert ended.returncode == 2, ended.stdout
        assert "cannot be written" in " ".join(ended.stderr.split())
        return
    assert ended.returncode == 0, ended.stderr
    if verb == "publish":
        assert "no act in its ledger tells of this dossier" in ended.stdout
        assert verify_case(tmp_path / "dossier").is_sound
    if verb == "export":
        assert "no act in its ledger" in ended.stdout
        assert json.loads((tmp_path / "all.json").read_text())["claims"]


def test_read_only_case_keeps_what_a_killed_writer_left_in_the_database_log(
    case: wherefrom.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(case.folder / "case.db", isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("UPDATE derived SET version = 'left in the log' WHERE stage = 'link'")
    left = shutil.copytree(case.folder, tmp_path / "left")
    connection.close()
    assert (left / "case.db-wal").stat().st_size
    monkeypatch.setattr("wherefrom.store.database.is_read_only", lambda _folder: True)
    before = files(left)
    with open_store(left) as store:
        assert store.derived.done("link")[""].version == "left in the log"
    assert files(left) == before
    (left / "case.db").unlink()
    (left / "case.db-wal").unlink()
    with pytest.raises(UsageError, match="missing"), open_store(left):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_case_of_somebody_else_can_be_read(made: Path, tmp_path: Path) -> None:
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if run([*command, "true"]).returncode or run([*command, sys.executable, "-c", "import wherefrom.cli"]).returncode:
        pytest.skip("this system lets nobody be somebody else here")
    # Not below pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        case = Path(shutil.copytree(made, Path(open_to_all) / "case"))
        shown = run([*command, *command_line("show", case, tmp_path)])
        assert shown.returncode == 0, shown.stderr
        refused = run([*command, *command_line("trace", case, tmp_path)])
        assert refused.returncode == 2
        assert "cannot be written" in " ".join(refused.stderr.split())
        (case / "case.toml").chmod(0)
        refused = run([*command, *command_line("show", case, tmp_path)])
        assert refused.returncode == 2
        assert "cannot be read" in " ".join(refused.stderr.split())


@pytest.fixture
def held(case: wherefrom.Case) -> Iterator[int]:
    """Another process that is writing to the case; its number."""
    writer = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(case.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"locked\n"
    yield writer.pid
    writer.communicate(b"")


HOLDER = """
import sys
from pathlib import Path
from wherefrom.capture import lock_case
with lock_case(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def every_writing_verb(case: wherefrom.Case, beside: Path) -> dict[str, Callable[[], object]]:
    (beside / "new.txt").write_text("The crane fell, said Ada Holt.")
    return {
        "add": lambda: case.add(beside / "new.txt"),
        "trace": case.trace,
        "decide": lambda: case.decide("withdraw", str(DECISION)),
        "publish": lambda: case.publish(beside / "dossier"),
        "export": lambda: case.export(beside / "all.json"),
    }


def test_second_writer_is_refused_by_every_verb_that_writes(case: wherefrom.Case, tmp_path: Path, held: int) -> None:
    for verb in every_writing_verb(case, tmp_path).values():
        with pytest.raises(CaseBusyError, match=rf"\({held}\) is writing to the case"):
            verb()
    ended = run(command_line("add", case.folder, tmp_path))
    assert ended.returncode == 3
    assert "Wait until it ends" in " ".join(ended.stderr.split())
    assert len(case.records.documents) == 3
    assert case.search("drums")
    assert case.verify().is_sound


def test_clock_that_goes_backwards_changes_nothing(
    case: wherefrom.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wherefrom.capture.ledger.act_lines.now", lambda: "1971-01-01T00:00:00.000000Z")
    (tmp_path / "new.txt").write_text("The crane fell, said Ada Holt.")
    case.add(tmp_path / "new.txt")
    case.trace()
    case.decide("withdraw", str(DECISION))
    case.publish(tmp_path / "dossier")
    assert list(read_ledger(case.folder))[-1].at.startswith("1971")
    assert copies(case)
    assert case.verify().problems == ()
    assert verify_case(tmp_path / "dossier").problems == ()
    bagit.Bag(str(case.folder / "evidence")).validate()


ODD_NAMES = [
    'Дело № 7 – 案件 é, it\'s "quoted" `and` $HOME; #1?x=%20&y,\ntwo lines\tand a tab',
    os.fsdecode(b"-rf no \xff UTF-8 [bold]"),
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_path_may_hold_anything(made: Path, tmp_path: Path, name: str) -> None:
    beside = tmp_path / name
    beside.mkdir()
    case = Path(shutil.copytree(made, beside / name))
    (beside / "new.txt").write_text("The crane fell, said Ada Holt.")
    for verb in ("add", "trace", "show", "publish", "export", "verify"):
        ended = run(command_line(verb, case, beside))
        assert ended.returncode == 0, (verb, ended.stderr)
    command = ["/usr/bin/env", "sha256sum", "--check", "--quiet", "manifest-sha256.txt"]
    subprocess.run(command, cwd=case / "evidence", check=True)
    assert verify_case(beside / "dossier").is_sound
    assert wherefrom.open(case).records.documents


def newer_database(case: Path) -> None:
    connection = sqlite3.connect(case / "case.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def newer_settings(case: Path) -> None:
    with (case / "case.toml").open("a") as stream:
        stream.write('\ninvented_later = "yes"\n')


def newer_act(case: Path) -> None:
    act = record_act(case, ActKind.NOTE, "me", {"text": "x"})
    ledger, head = case / "custody.jsonl", case / "custody.head"
    lines = ledger.read_bytes().splitlines(keepends=True)
    lines[-1] = lines[-1].replace(b'"kind":"note"', b'"kind":"invented-later"')
    ledger.write_bytes(b"".join(lines))
    head.write_text(hashlib.sha256(lines[-1][:-1]).hexdigest() + "\n")
    assert act.number == len(lines)


@pytest.mark.parametrize("change", [newer_database, newer_settings, newer_act])
def test_case_of_a_newer_version_is_left_alone_and_that_is_said(
    case: wherefrom.Case, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    verbs = {"show": lambda: case.claim("drums"), **every_writing_verb(case, tmp_path)}
    change(case.folder)
    before = files(case.folder)
    for verb in verbs.values():
        with pytest.raises(UsageError) as refused:
            verb()
        assert "newer version of Wherefrom" in str(refused.value).replace("A newer", "newer")
    ended = run(command_line("show", case.folder, tmp_path))
    assert ended.returncode == 2
    assert "newer version of Wherefrom" in " ".join(ended.stderr.split())
    assert verify_case(case.folder).is_sound
    after = files(case.folder)
    for name in (".lock", "case.db-shm", "case.db-wal"):
        before.pop(name, None)
        after.pop(name, None)
    assert after == before


def test_database_may_be_deleted_at_any_time_and_comes_back_with_judgements(case: wherefrom.Case) -> None:
    before = case.records
    for path in case.folder.glob("case.db*"):
        path.unlink()
    again = wherefrom.open(case.folder)
    assert again.records.documents == ()
    again.trace()
    for kind in ("documents", "statements", "claims", "links", "traces", "findings", "decisions", "captures", "acts"):
        assert getattr(again.records, kind) == getattr(before, kind), kind
    assert copies(again) == []
