"""Signatures over the ledger's head, held against openssl."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wherefrom.capture.bag import open_bag
from wherefrom.capture.ledger import read_ledger, record_act
from wherefrom.capture.seals import sign_ledger
from wherefrom.capture.seals.ledger_signing import render_statement
from wherefrom.errors import CaseDamagedError
from wherefrom.keys import OwnKey
from wherefrom.records import ActKind
from wherefrom.verify import verify_case


@pytest.fixture
def key() -> OwnKey:
    return OwnKey(Ed25519PrivateKey.generate())


def test_signature_passes_openssl_and_fails_over_another_text(
    case: Path, key: OwnKey, openssl_time: ModuleType
) -> None:
    signed = sign_ledger(case, key, "The quay fire", "a collector")
    check = ("pkeyutl", "-verify", "-pubin", "-inkey", case / signed.public_key, "-rawin")
    files = ("-in", case / signed.statement, "-sigfile", case / signed.signature)
    assert openssl_time.openssl(*check, *files).returncode == 0
    other = ("-in", case / "custody.jsonl", "-sigfile", case / signed.signature)
    assert openssl_time.openssl(*check, *other).returncode != 0


def test_statement_says_what_is_signed_and_by_whom(case: Path, key: OwnKey) -> None:
    head = verify_case(case).head
    signed = sign_ledger(case, key, "The quay fire", "a collector")
    text = (case / signed.statement).read_text(encoding="utf-8")
    assert f"\nhead: {head}\nacts: 1\n" in text
    assert "\ncase: The quay fire\n" in text
    assert "\nsigner: a collector\n" in text
    assert f"\nfingerprint: {key.public.fingerprint} " in text


def test_act_names_the_files_by_their_digests(case: Path, key: OwnKey) -> None:
    signed = sign_ledger(case, key, "The quay fire", "a collector")
    act = list(read_ledger(case))[-1]
    assert act.kind is ActKind.SIGN
    assert act.details["statement"] == signed.statement
    report = verify_case(case)
    assert report.problems == ()
    (seal,) = report.seals
    assert (seal.kind, seal.by, seal.name, seal.acts) == ("signature", key.public.fingerprint, "a collector", 1)


def test_several_people_sign(case: Path, key: OwnKey) -> None:
    sign_ledger(case, key, "The quay fire", "a collector")
    sign_ledger(case, OwnKey(Ed25519PrivateKey.generate()), "The quay fire", "an editor")
    record_act(case, ActKind.NOTE, "an editor", {"note": "later"})
    report = verify_case(case)
    assert report.problems == ()
    assert [(seal.name, seal.acts) for seal in report.seals] == [("a collector", 1), ("an editor", 2)]


def test_damaged_ledger_is_not_signed(case: Path, key: OwnKey) -> None:
    record_act(case, ActKind.NOTE, "an editor", {"note": "a"})
    record_act(case, ActKind.NOTE, "an editor", {"note": "b"})
    ledger = case / "custody.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"note":"a"', b'"note":"c"'))
    with pytest.raises(CaseDamagedError):
        sign_ledger(case, key, "The quay fire", "a collector")
    assert not (case / "signatures").exists()


SIGNER = """
import sys
from pathlib import Path
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from wherefrom.capture.seals import sign_ledger
from wherefrom.keys import OwnKey

key = OwnKey(Ed25519PrivateKey.generate())
print("ready", flush=True)
while True:
    print(sign_ledger(Path(sys.argv[1]), key, "A case", "a signer").signature, flush=True)
"""


def test_signer_killed_at_random_moments_loses_nothing_acknowledged(case: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(int(os.environ.get("WHEREFROM_KILLS", "5"))):
        with subprocess.Popen(
            [sys.executable, "-c", SIGNER, str(case)], stdout=subprocess.PIPE, text=True, bufsize=1
        ) as signer:
            assert signer.stdout is not None
            assert signer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.08))
            signer.kill()
            acknowledged += [line.strip() for line in signer.stdout if line.endswith("\n")]
        report = verify_case(case)
        assert report.problems == ()
        assert len(report.seals) >= len(acknowledged)
        with open_bag(case):
            pass
        assert verify_case(case).notes == ()
    assert acknowledged
    assert all((case / path).is_file() for path in acknowledged)


def test_name_cannot_add_a_line_to_the_statement() -> None:
    statement = render_statement("A\nhead: 00", "ab" * 32, 1, "B\u2028\u202ehead: 11", "cd" * 32).decode()
    assert statement.count("\n") == 8
    assert [line for line in statement.splitlines() if line.startswith("head: ")] == [f"head: {'ab' * 32}"]
    assert "\u202e" not in statement


def test_unlocked_key_does_not_show_itself(key: OwnKey) -> None:
    assert repr(key) == f"OwnKey({key.public.fingerprint})"
