"""Names and kinds of files that wish the program harm: each is preserved or refused with its reason, and harms nothing else."""

import mmap
import os
import socket
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import bagit
import pytest

from wherefrom.capture import CaptureResult, Refused, capture_file, list_inputs
from wherefrom.capture.bag import open_bag
from wherefrom.capture.ground.file_names import unescape_path
from wherefrom.capture.ledger import read_captures, read_ledger
from wherefrom.verify import verify_case
from wherefrom.verify.report import printable

LIMIT = 10_000_000
REMOVE = ("/usr/bin/env", "rm", "-rf", "--")

NAMES = {
    "newline": b"one\ntwo.txt",
    "carriage return": b"evidence\rdata.txt",
    "tab": b"a\tb.txt",
    "escape sequence": b"\x1b[2J\x1b]0;owned\x07.txt",
    "bidirectional override": "photo\u202etxt.exe".encode(),
    "zero width": "a\u200bb\u2060\ufeff.txt".encode(),
    "only white space": b" ",
    "no-break space": "\u00a0.txt".encode(),
    "255 bytes": b"n" * 251 + b".txt",
    "255 bytes of letters of several bytes": "\u00e9".encode() * 125 + b"x.txt",
    "no UTF-8": b"\xff\xfe\x80.txt",
    "half a letter": b"caf\xc3.txt",
    "a surrogate in UTF-8": b"\xed\xa0\x80.txt",
    "what the ledger escapes": b"\\xff.txt",
    "leading dash": b"-rf",
    "an option": b"--help",
    "the list from standard input": b"-",
    "a device of another system": b"CON",
    "a device of another system with an ending": b"nul.txt",
    "a trailing dot": b"name.",
    "a drive": b"C:\\Windows\\system.ini",
    "backslashes that lead up": b"..\\..\\..\\etc\\passwd",
    "percent that leads up": b"..%2f..%2fetc%2fpasswd",
    "three dots": b"...",
    "a hidden file": b".htaccess",
    "a bag's own file": b"manifest-sha256.txt",
    "a line of a manifest": b"0" * 64 + b"  data-00",
    "the ledger's name": b"custody.jsonl",
    "markup": b"<img src=x onerror=alert(1)>.txt",
    "a template": b"{{7*7}}{% raw %}.txt",
    "a console's markup": b"[bold red]owned[blink].txt",
    "a shell's words": b"$(touch owned);`id`|x.txt",
    "a format": b"%s%n{0.__class__}.txt",
    "an ending of 250 letters": b"a." + b"b" * 250,
    "letters that are no ending": "x.\u0442\u0445\u0442".encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def remove_deep(tmp_path: Path) -> Iterator[None]:
    """Python's own remover would exhaust the stack, here and whenever pytest clears its folders."""
    yield
    subprocess.run([*REMOVE, str(tmp_path / "in")], check=True)


def capture_all(case: Path, named: Path) -> list[CaptureResult]:
    with open_bag(case) as bag:
        return [capture_file(bag, entry, "me", limit_bytes=LIMIT) for entry in list_inputs([str(named)])]


def assert_sound(case: Path) -> None:
    bagit.Bag(str(case / "evidence")).validate()
    assert verify_case(case).problems == ()
    assert len(list(read_ledger(case))) == len((case / "custody.jsonl").read_bytes().splitlines())


def make_or_skip(make: Callable[[], object]) -> None:
    """Some file systems hold no such thing."""
    try:
        make()
    except (OSError, PermissionError) as error:
        pytest.skip(f"this system makes none: {error}")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_file_is_preserved_whatever_it_is_called(case: Path, folder: Path, name: bytes) -> None:
    source = folder / os.fsdecode(name)
    make_or_skip(lambda: source.write_bytes(b"words"))
    (result,) = capture_all(case, folder)
    assert result.capture is not None
    digest = result.capture.sha256
    assert result.capture.path in {f"data/{digest[:2]}/{digest}{ending}" for ending in ("", ".txt")}
    assert os.fsencode(unescape_path(result.capture.name)) == name
    assert os.fsencode(unescape_path(result.capture.received_from)) == os.fsencode(source)
    assert source.read_bytes() == b"words"
    assert_sound(case)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_verify_names_a_hostile_file_that_was_added_without_obeying_it(case: Path, name: bytes) -> None:
    added = case / "evidence/data" / os.fsdecode(name)
    make_or_skip(lambda: added.write_bytes(b"words"))
    problems = verify_case(case).problems
    shown = "".join(map(str, problems))
    assert printable(f"evidence/data/{os.fsdecode(name)}") in {problem.thing for problem in problems}
    assert shown.isprintable()
    shown.encode("utf-8")


def test_twins_of_normalisation_and_case_are_files_of_their_own(case: Path, folder: Path) -> None:
    names = [unicodedata.normalize(form, "caf\u00e9.txt") for form in ("NFC", "NFD")]
    names += ["CAF\u00c9.txt", "File.txt", "file.txt", "stra\u00dfe.txt", "strasse.txt", "\u212a.txt", "K.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(f"number {number}")
    there = len(list(folder.iterdir()))
    results = capture_all(case, folder)
    assert len({result.name for result in results}) == len(results) == there
    assert len(list(read_captures(case))) == there
    assert_sound(case)


@pytest.mark.usefixtures("remove_deep")
@pytest.mark.timeout(120)
def test_folders_ten_thousand_deep_are_refused_where_the_path_ends_and_the_rest_goes_on(
    case: Path, folder: Path
) -> None:
    at = os.open(folder, os.O_RDONLY)
    for _ in range(10_000):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=at))
    os.close(at)
    (folder / "near.txt").write_text("words")
    results = capture_all(case, folder)
    refused = [result for result in results if result.refusal]
    assert ["longer than the system allows" in result.refusal for result in refused] == [True]
    assert [result.name for result in results if result.capture] == ["near.txt"]
    assert_sound(case)


def test_links_to_the_outside_and_in_circles_are_refused_one_by_one(case: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key").write_text("no document")
    targets = {
        "file": tmp_path / "secret/key", "folder": tmp_path / "secret", "up": Path(".."), "self": Path("self"),
        "a": Path("b"), "b": Path("a"), "dangling": Path("/nowhere"), "root": Path("/"), "device": Path("/dev/zero"),
        "process": Path("/proc/self/fd/0"),
    }  # fmt: skip
    for name, target in targets.items():
        (folder / name).symlink_to(target)
    results = capture_all(case, folder)
    assert {result.name for result in results} == set(targets)
    assert all("symbolic link" in result.refusal for result in results)
    assert_sound(case)


def test_hard_links_are_one_payload_and_an_act_for_each_name(case: Path, folder: Path) -> None:
    (folder / "one.txt").write_text("words")
    (folder / "two.txt").hardlink_to(folder / "one.txt")
    results = capture_all(case, folder)
    assert [result.is_new for result in results] == [True, False]
    kept = case / "evidence" / next(read_captures(case)).path
    # A link into the bag would let whoever holds the other name alter the evidence.
    assert kept.stat().st_nlink == 1
    assert_sound(case)


@pytest.mark.timeout(30)
def test_pipes_sockets_and_devices_are_refused_without_being_opened(
    case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        results = capture_all(case, folder)
    assert [result.refusal.split(",")[0] for result in results] == ["it is a pipe", "it is a socket"]
    for device in ("/dev/zero", "/dev/null", "/dev/tty", "/dev/full"):
        if Path(device).exists():
            assert "device" in capture_file(case, Path(device), "me", limit_bytes=LIMIT).refusal
    assert_sound(case)


def test_sparse_file_of_terabytes_is_refused_by_the_limit_and_not_read(case: Path, folder: Path) -> None:
    with (folder / "sparse.bin").open("wb") as stream:
        make_or_skip(lambda: stream.truncate(4 * 1024**4))
    (result,) = capture_all(case, folder)
    assert "4,398,046,511,104 bytes" in result.refusal
    assert list((case / "incoming").iterdir()) == []


def change_after_first_read(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Let something happen to the source between two reads of it."""
    real_read, done = os.read, []

    def read(descriptor: int, size: int) -> bytes:
        chunk = real_read(descriptor, min(size, 10))
        if not done:
            done.append(change())
        return chunk

    monkeypatch.setattr("wherefrom.capture.ground.taking_in.os.read", read)


def test_file_that_shrinks_while_it_is_copied_is_refused(
    case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "log.txt"
    source.write_bytes(b"x" * 100)
    change_after_first_read(monkeypatch, lambda: os.truncate(source, 5))
    result = capture_file(case, source, "me", limit_bytes=LIMIT)
    monkeypatch.undo()
    assert "changed while" in result.refusal
    assert_sound(case)


def test_file_that_is_overwritten_while_it_is_copied_is_refused(
    case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "log.txt"
    source.write_bytes(b"x" * 100)
    os.utime(source, (1, 1))
    change_after_first_read(monkeypatch, lambda: source.write_bytes(b"y" * 100))
    result = capture_file(case, source, "me", limit_bytes=LIMIT)
    monkeypatch.undo()
    assert "changed while" in result.refusal
    assert_sound(case)


def test_file_that_vanishes_while_it_is_copied_is_preserved_whole(
    case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "letter.txt"
    source.write_bytes(b"x" * 100)
    change_after_first_read(monkeypatch, source.unlink)
    result = capture_file(case, source, "me", limit_bytes=LIMIT)
    monkeypatch.undo()
    assert result.capture is not None
    assert (case / "evidence" / result.capture.path).read_bytes() == b"x" * 100
    assert_sound(case)


def test_file_that_becomes_a_link_after_it_was_listed_is_refused(case: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "letter.txt").write_text("words")
    (tmp_path / "key").write_text("no document")
    (entry,) = list_inputs([str(folder)])
    (folder / "letter.txt").unlink()
    (folder / "letter.txt").symlink_to(tmp_path / "key")
    assert "symbolic link" in capture_file(case, entry, "me", limit_bytes=LIMIT).refusal
    assert_sound(case)


def test_folder_that_becomes_a_link_while_it_is_walked_is_not_followed(folder: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text("words")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key").write_text("no document")
    walk = iter(list_inputs([str(folder)]))
    assert next(walk).path == folder / "a/x.txt"
    (folder / "b/x.txt").unlink()
    (folder / "b").rmdir()
    (folder / "b").symlink_to(tmp_path / "secret")
    assert [entry.path for entry in walk] == [folder / "b"]


def test_file_mapped_and_written_by_a_neighbour_is_copied_and_never_linked(case: Path, folder: Path) -> None:
    source = folder / "shared.txt"
    source.write_bytes(b"x" * 100)
    with source.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as mapped:
        (result,) = capture_all(case, folder)
        mapped[:5] = b"later"
        mapped.flush()
    assert result.capture is not None
    assert (case / "evidence" / result.capture.path).read_bytes() == b"x" * 100
    assert_sound(case)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no /proc")
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "name", ["/proc/self/status", "/proc/self/maps", "/proc/version", "/sys/kernel/notes", "/proc/kmsg"]
)
def test_file_that_the_system_writes_at_each_reading_is_refused(case: Path, name: str) -> None:
    if not Path(name).exists():
        pytest.skip(f"this system has no {name}")
    result = capture_file(case, Path(name), "me", limit_bytes=LIMIT)
    if not result.refusal:
        # Some of them do say their length.
        assert result.capture is not None
        assert result.capture.size == Path(name).stat().st_size
    assert_sound(case)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no /proc")
def test_file_that_gives_read_errors_is_refused_with_how_far_it_could_be_read(case: Path) -> None:
    assert "only to byte 0" in capture_file(case, Path("/proc/self/mem"), "me", limit_bytes=LIMIT).refusal
    assert list((case / "incoming").iterdir()) == []


def test_system_file_says_that_it_is_no_preserved_file(case: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system has no /proc")
    assert "no preserved file" in capture_file(case, Path("/proc/self/status"), "me", limit_bytes=LIMIT).refusal


@pytest.mark.parametrize("path", ["a\0b", "/etc/passwd/below", "x" * 300, "/" * 5000 + "x", "/proc/self/fd/99999"])
def test_path_that_leads_nowhere_is_refused_and_told(case: Path, path: str) -> None:
    results = [capture_file(case, entry, "me", limit_bytes=LIMIT) for entry in list_inputs([path])]
    assert all(result.refusal for result in results)
    assert_sound(case)


def test_empty_name_is_refused_and_does_not_mean_the_folder_one_is_in(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case.parent)
    (entry,) = list_inputs([""])
    assert isinstance(entry, Refused)
    assert capture_file(case, entry, "me", limit_bytes=LIMIT).refusal == entry.reason


def test_case_reached_through_a_link_or_other_spelling_is_never_swallowed(case: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(case)
    for spelling in (
        case / "..",
        case / "evidence" / "..",
        tmp_path / "link" / "evidence" / "..",
        tmp_path / "link" / "evidence",
    ):
        entries = list(list_inputs([str(spelling)], exclude=case))
        inside = [entry for entry in entries if isinstance(entry, Refused)]
        assert inside, spelling
        assert not any("evidence" in entry.path.parts[-2:] for entry in entries if not isinstance(entry, Refused))


def test_parts_of_the_own_case_are_never_taken_in_again(case: Path, folder: Path) -> None:
    (folder / "letter.txt").write_text("words")
    capture_all(case, folder)
    for part in ("evidence", "evidence/data", "incoming"):
        entries = list(list_inputs([str(case / part)], exclude=case))
        assert all(isinstance(entry, Refused) for entry in entries), part


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_case_may_be_called_so_itself(tmp_path: Path, name: bytes) -> None:
    from wherefrom.capture.bag import create_evidence  # noqa: PLC0415 - only here

    case = tmp_path / os.fsdecode(name)
    make_or_skip(case.mkdir)
    create_evidence(case, "me")
    (tmp_path / "letter").write_text("words")
    assert capture_file(case, tmp_path / "letter", "me", limit_bytes=LIMIT).capture is not None
    assert verify_case(case).problems == ()
