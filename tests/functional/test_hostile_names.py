"""Names that wish the terminal, the ledger or the reader harm, from the command line to the dossier's manifest."""

import json
import os
import subprocess
import sys
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import pytest

NAMES = (
    b"one\ntwo.txt", b"\x1b[2J\x1b]0;owned\x07.txt", "photo\u202etxt.exe".encode(), "a\u200bb\ufeff.txt".encode(), b"\xff\xfe\x80.txt",
    b"-rf", b"--help", b"[bold red]owned[blink].txt", b"\\xff.txt", b"..\\..\\etc\\passwd", "caf\u00e9.txt".encode(), "cafe\u0301.txt".encode(),
    b"n" * 251 + b".txt", b"<img src=x onerror=alert(1)>.txt", b"{{7*7}}.txt", "\u2028\u0085.txt".encode(), b" ", b"%s%n.txt", b"CON",
)  # fmt: skip


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wherefrom", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=240, env={**os.environ, "COLUMNS": "160"})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A case with one file of each name, and mail that attaches files with others; and everything that was printed."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "in").mkdir()
    for number, name in enumerate(NAMES):
        path = os.fsencode(folder / "in") + b"/" + name
        try:
            Path(os.fsdecode(path)).write_text(f"The quay burned on day {number}, said Ilse Varga, a watchman.\n")
        except OSError:
            continue
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@x.example", "Files"
    mail.set_content("Attached.")
    for number, name in enumerate(
        ("../../../etc/cron.d/x", "/etc/passwd", "C:\\boot.ini", "a\x1b[2Jb.txt", "\u202etxt.exe", "x" * 3000, "..")
    ):
        mail.add_attachment(f"Attached words, number {number}, said the watchman.", filename=name)
    (folder / "in" / "mail.eml").write_bytes(bytes(mail))
    (folder / "in" / os.fsdecode(b"link\n\xff")).symlink_to("nowhere\x1b[2J")
    printed = b""
    case = folder / "case"
    for arguments in (("init", case), ("add", case, folder / "in"), ("trace", case), ("show", case), ("gaps", case), ("search", case, "quay"),
                      ("verify", case), ("publish", case, folder / "dossier"), ("verify", folder / "dossier")):  # fmt: skip
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        printed += done.stdout + done.stderr
    return folder, printed


def test_nothing_that_is_printed_commands_the_terminal(told: tuple[Path, bytes]) -> None:
    printed = told[1].decode("utf-8")
    bad = {
        sign
        for sign in printed
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\n\r\t\u00ad\u200c\u200d"
    }
    assert not bad
    assert "symbolic link" in printed


def test_json_of_hostile_names_is_json(told: tuple[Path, bytes]) -> None:
    done = run("add", told[0] / "case", told[0] / "in", "--json")
    assert len(json.loads(done.stdout)["known"]) >= 15


def test_no_attached_name_became_a_path(told: tuple[Path, bytes]) -> None:
    folder = told[0]
    assert sorted(path.name for path in folder.iterdir()) == ["case", "dossier", "in"]
    for top in (folder / "case", folder / "dossier"):
        for path in top.rglob("*"):
            assert path.name.isascii()
            assert path.name.isprintable()
            assert len(path.name) < 100


def test_manifests_are_verified_by_stock_tools(told: tuple[Path, bytes]) -> None:
    for where in (told[0] / "case" / "evidence", told[0] / "dossier"):
        command = ["/usr/bin/env", "sha256sum", "--strict", "--status", "-c", "manifest-sha256.txt"]
        assert subprocess.run(command, cwd=where, check=False).returncode == 0
