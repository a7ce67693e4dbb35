"""Keys, stamps and signatures seen from outside: each command started as a user would, answers held against openssl."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest

WORDS = "six words that chance did pick"


class Authority(Protocol):
    """What these tests ask of `tests/time_authority.py`."""

    root: Path

    def address(self, behaviour: str = "good") -> str: ...


class Desk:
    """One person's machine: a folder for keys, a passphrase in the environment, a traced case."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.case = folder, folder / "case"
        self.environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "COLUMNS": "160"}
        self.environment.pop("WHEREFROM_PASSPHRASE", None)

    def run(
        self, *arguments: str | Path, words: str = WORDS, module: str = "wherefrom"
    ) -> subprocess.CompletedProcess[str]:
        """Start the program; no words: the environment holds none."""
        held = {"WHEREFROM_PASSPHRASE": words} if words else {}
        return subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=120,
            env={**self.environment, **held},
        )

    def verify(self, *arguments: str | Path) -> int:
        """Start the verification that needs no installation; its exit code."""
        return self.run(*arguments, module="wherefrom.verify").returncode


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("a desk – é"))
    (made.folder / "note.txt").write_text("The mayor said that 40 sheds burned on 3 March 2026.\n")
    for arguments in (
        ("init", made.case, "--name", "The sheds", "--collector", "A. Reporter"),
        ("add", made.case, made.folder / "note.txt"),
        ("trace", made.case),
        ("key", "make"),
    ):
        ended = made.run(*arguments)
        assert ended.returncode == 0, ended.stderr
    return made


def fingerprint_of(desk: Desk) -> str:
    shown: dict[str, str] = json.loads(desk.run("key", "show", "--json", words="").stdout)
    return shown["fingerprint"]


def test_key_is_shown_to_be_read_out(desk: Desk) -> None:
    shown = desk.run("key", "show", words="")
    assert shown.returncode == 0, shown.stderr
    groups = re.search(r"^  ((?:[0-9a-f]{4} ){15}[0-9a-f]{4})$", shown.stdout, re.MULTILINE)
    assert groups is not None
    assert groups[1].replace(" ", "") == fingerprint_of(desk)
    assert "-----BEGIN PUBLIC KEY-----" in shown.stdout
    assert "PRIVATE" not in shown.stdout


def test_key_is_not_made_in_a_case_nor_twice_nor_without_a_passphrase(desk: Desk) -> None:
    assert desk.run("key", "make", "--key", desk.case / "key.pem").returncode == 2
    assert not (desk.case / "key.pem").exists()
    assert desk.run("key", "make").returncode == 2
    asked = desk.run("key", "make", "--key", desk.folder / "other.pem", words="")
    assert asked.returncode == 2
    assert "no terminal" in asked.stderr
    assert not (desk.folder / "other.pem").exists()


def test_passphrase_asked_on_a_terminal_is_not_shown(desk: Desk) -> None:
    command = [sys.executable, "-m", "wherefrom", "key", "make", "--key", str(desk.folder / "typed" / "key.pem")]
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, desk.environment)  # noqa: S606
    shown = b""
    for question in (b"not shown): ", b"Once more: "):
        while question not in shown:
            shown += os.read(terminal, 1024)
        os.write(terminal, f"{WORDS}\n".encode())
    while True:
        try:
            piece = os.read(terminal, 1024)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
    assert b"Fingerprint" in shown
    assert b"six words" not in shown
    signed = desk.run("sign", desk.case, "--key", desk.folder / "typed" / "key.pem")
    assert signed.returncode == 0, signed.stderr


def test_signed_case_is_verified_by_the_signer_s_fingerprint(desk: Desk, openssl_time: ModuleType) -> None:
    signed = desk.run("sign", desk.case, "--json")
    assert signed.returncode == 0, signed.stderr
    statement, signature, key = (desk.case / path for path in json.loads(signed.stdout)["files"])
    check = ("pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", statement, "-sigfile", signature)
    assert openssl_time.openssl(*check).returncode == 0
    fingerprint = fingerprint_of(desk)
    spoken = " ".join(re.findall("....", fingerprint.upper()))
    known = desk.run("verify", desk.case, "--signer", spoken)
    assert known.returncode == 0, known.stdout
    assert f"Signed by the key {fingerprint}" in known.stdout
    assert desk.run("verify", desk.case, "--signer", "short").returncode == 2
    assert desk.verify(desk.case, "--signer", spoken) == 0
    assert desk.verify(desk.case, "--signer", "0" * 64) == 1
    assert desk.verify(desk.case, "--signer", "short") == 2


def test_wrong_passphrase_signs_nothing(desk: Desk) -> None:
    before = (desk.case / "custody.jsonl").read_bytes()
    assert desk.run("sign", desk.case, words="another").returncode == 2
    assert desk.run("sign", desk.case, words="").returncode == 2
    out = desk.folder / "unsigned"
    assert desk.run("publish", desk.case, out, "--sign", words="another").returncode == 2
    assert not out.exists()
    assert (desk.case / "custody.jsonl").read_bytes() == before


def test_dossier_is_signed_as_it_is_published_and_afterwards(desk: Desk, openssl_time: ModuleType) -> None:
    out, fingerprint = desk.folder / "dossier", fingerprint_of(desk)
    assert desk.run("sign", desk.case).returncode == 0
    published = desk.run("publish", desk.case, out, "--sign")
    assert published.returncode == 0, published.stderr
    assert desk.verify(out, "--signer", fingerprint) == 0
    assert (out / "signatures").is_dir()
    assert desk.verify(desk.case) == 0
    summed = subprocess.run(
        ["sha256sum", "-c", "--quiet", "--strict", "manifest-sha256.txt"],  # noqa: S607
        cwd=out,
        capture_output=True,
        check=False,
    )
    assert summed.returncode == 0, summed.stdout
    signature = next(out.glob("manifest-sha256.txt.*.sig"))
    check = ("pkeyutl", "-verify", "-pubin", "-inkey", signature.with_suffix(".pem"), "-rawin")
    files = ("-in", out / "manifest-sha256.txt", "-sigfile", signature)
    assert openssl_time.openssl(*check, *files).returncode == 0
    acts = [json.loads(line) for line in (desk.case / "custody.jsonl").read_bytes().splitlines()]
    assert acts[-1]["details"]["step"] == "dossier"
    assert acts[-1]["details"]["fingerprint"] == fingerprint
    signature.unlink()
    signature.with_suffix(".pem").unlink()
    assert desk.verify(out, "--signer", fingerprint) == 1
    assert desk.run("sign", out).returncode == 0
    assert desk.verify(out, "--signer", fingerprint) == 0


def test_stamp_asks_nobody_unless_told_to(desk: Desk) -> None:
    ended = desk.run("stamp", desk.case)
    assert ended.returncode == 2
    assert "nobody was asked" in ended.stderr


def test_authorities_of_the_settings_are_asked_and_their_stamps_checked(
    desk: Desk, time_authority: Authority, openssl_time: ModuleType
) -> None:
    settings = desk.case / "case.toml"
    before = settings.read_text(encoding="utf-8")
    addresses = [time_authority.address("garbage"), time_authority.address()]
    settings.write_text(f"{before}time_authorities = {json.dumps(addresses)}\n", encoding="utf-8")
    try:
        stamped = desk.run("stamp", desk.case, "--authority", time_authority.address("good?more"), "--json")
    finally:
        settings.write_text(before, encoding="utf-8")
    assert stamped.returncode == 0, stamped.stderr
    asked = json.loads(stamped.stdout)["asked"]
    assert [bool(stamp["failure"]) for stamp in asked] == [True, False, False]
    for stamp in asked[1:]:
        token = desk.case / stamp["path"]
        check = ("ts", "-verify", "-digest", stamp["head"], "-in", token, "-CAfile", time_authority.root)
        assert openssl_time.openssl(*check).returncode == 0
    checked = desk.run("stamp", desk.case, "--check", "--ca", time_authority.root)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("signature holds") == 2
    verified = desk.run("verify", desk.case)
    assert verified.returncode == 0, verified.stdout
    assert verified.stdout.count("Stamped at") == 2


def test_no_stamp_at_all_ends_with_1(desk: Desk, time_authority: Authority) -> None:
    ended = desk.run("stamp", desk.case, "--authority", time_authority.address("error"))
    assert ended.returncode == 1
    assert "status 503" in ended.stdout
    assert "No stamp" in ended.stdout
    assert desk.verify(desk.case) == 0


def test_check_without_certificates_is_misuse(desk: Desk) -> None:
    assert desk.run("stamp", desk.case, "--check").returncode == 2
    assert desk.run("stamp", desk.case, "--check", "--ca", desk.folder / "note.txt").returncode == 2
