"""Stamps and signatures: everything that acts name is there, unaltered and true; nothing else is there."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wherefrom.capture.ledger import record_act
from wherefrom.capture.seals import check_stamps, sign_ledger, stamp_ledger
from wherefrom.capture.seals.kept_beside import keep_beside
from wherefrom.capture.seals.ledger_signing import render_statement
from wherefrom.keys import OwnKey
from wherefrom.publish import sign_dossier
from wherefrom.records import ActKind
from wherefrom.verify import Seal, What, verify_case
from wherefrom.verify.ledger import Chain, LedgerLine, SealAct
from wherefrom.verify.timestamps import check_stamp

Write = Callable[[Path], None]
GENERATOR = '<!doctype html><meta name="generator" content="wherefrom dossier"><title>Dossier</title>'


class Authority(Protocol):
    """What these tests ask of `tests/time_authority.py`."""

    root: Path

    def address(self, behaviour: str = "good") -> str: ...


def found(folder: Path, signer: str = "") -> set[tuple[What, str]]:
    return {(problem.what, problem.thing) for problem in verify_case(folder, signer=signer).problems}


@pytest.fixture
def key() -> OwnKey:
    return OwnKey(Ed25519PrivateKey.generate())


@pytest.fixture
def signed(case: Path, key: OwnKey) -> Path:
    """A case with one signature, and an act after it."""
    sign_ledger(case, key, "The quay fire", "a collector")
    record_act(case, ActKind.NOTE, "an editor", {"note": "later"})
    return case


@pytest.fixture
def published(dossier: Path, write_manifest: Write) -> Path:
    """A dossier by its first page."""
    (dossier / "index.html").write_text(GENERATOR)
    write_manifest(dossier)
    return dossier


def sealed_files(case: Path) -> list[Path]:
    return sorted(path for name in ("stamps", "signatures") for path in (case / name).glob("*"))


def test_every_flipped_byte_of_a_signature_statement_or_key_is_named(signed: Path) -> None:
    for path in sealed_files(signed):
        content = path.read_bytes()
        for place in range(len(content)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert (What.ALTERED, path.relative_to(signed).as_posix()) in found(signed), (path.name, place)
        path.write_bytes(content)
    assert found(signed) == set()


def test_flipped_byte_of_a_token_is_named(case: Path, time_authority: Authority) -> None:
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    path = case / made.path
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert found(case) == {(What.ALTERED, made.path)}
    path.write_bytes(content)
    assert found(case) == set()


def test_missing_and_added_files_are_named(signed: Path) -> None:
    statement, key, signature = (
        next(path for path in sealed_files(signed) if path.name.endswith(end)) for end in (".txt", ".pem", ".sig")
    )
    key.unlink()
    signature.rename(signature.with_name("another.sig"))
    (signed / "stamps").mkdir()
    (signed / "stamps" / "planted.tsr").write_bytes(b"x")
    (signed / "stamps" / "link.tsr").symlink_to("/etc/passwd")
    assert found(signed) == {
        (What.MISSING, f"signatures/{key.name}"),
        (What.MISSING, f"signatures/{statement.name}.sig"),
        (What.ADDED, "signatures/another.sig"),
        (What.ADDED, "stamps/planted.tsr"),
        (What.ADDED, "stamps/link.tsr"),
    }


def test_file_in_a_folder_s_place_is_named(case: Path) -> None:
    (case / "stamps").write_bytes(b"x")
    assert found(case) == {(What.ADDED, "stamps")}


def test_signature_of_another_key_is_found_although_the_ledger_names_its_bytes(case: Path, key: OwnKey) -> None:
    head, other = verify_case(case).head, OwnKey(Ed25519PrivateKey.generate())
    statement = render_statement("The quay fire", head, 6, "a forger", key.public.fingerprint)
    keep(case, head, key, {"statement": statement, "signature": other.sign(statement), "public_key": key.public.pem})
    assert found(case) == {(What.ALTERED, "signatures/a.sig")}


def test_statement_with_another_fingerprint_is_found(case: Path, key: OwnKey) -> None:
    head, other = verify_case(case).head, OwnKey(Ed25519PrivateKey.generate())
    statement = render_statement("The quay fire", head, 6, "a forger", key.public.fingerprint)
    files = {"statement": statement, "signature": other.sign(statement), "public_key": other.public.pem}
    keep(case, head, key, files)
    assert found(case) == {(What.ALTERED, "signatures/a.txt")}


@pytest.mark.parametrize(("head", "acts"), [("ab" * 32, 6), ("", 5), ("", 7)])
def test_signed_head_that_is_not_in_the_chain_there_is_found(case: Path, key: OwnKey, head: str, acts: int) -> None:
    told = head or verify_case(case).head
    statement = render_statement("The quay fire", told, acts, "a collector", key.public.fingerprint)
    files = {"statement": statement, "signature": key.sign(statement), "public_key": key.public.pem}
    keep(case, told, key, files, acts)
    assert found(case) == {(What.ALTERED, "signatures/a.txt")}


def test_text_that_is_no_statement_is_found_though_it_is_signed(case: Path, key: OwnKey) -> None:
    files = {"statement": b"I agree.\n", "signature": key.sign(b"I agree.\n"), "public_key": key.public.pem}
    keep(case, verify_case(case).head, key, files)
    assert found(case) == {(What.ALTERED, "signatures/a.txt")}


def keep(case: Path, head: str, key: OwnKey, files: dict[str, bytes], acts: int = 6) -> None:
    """Keep what a forger, or a faulty program, would; the ledger names it all by its digests."""
    paths = {"statement": "signatures/a.txt", "signature": "signatures/a.sig", "public_key": "signatures/a.pem"}
    details = {"step": "ledger", "head": head, "acts": acts, "fingerprint": key.public.fingerprint, **paths}
    keep_beside(case, ActKind.SIGN, "a collector", details, files)


def test_stamp_of_another_head_is_found(case: Path, time_authority: Authority) -> None:
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    token, earlier = (case / made.path).read_bytes(), verify_case(case).head
    told = {"authority": "http://time.invalid/", "told_at": "2026-01-01T00:00:00Z", "step": "stamped"}
    keep_beside(case, ActKind.STAMP, "a", {**told, "head": earlier, "token": "stamps/a.tsr"}, {"token": token})
    keep_beside(case, ActKind.STAMP, "a", {**told, "head": "ab" * 32, "token": "stamps/b.tsr"}, {"token": token})
    assert found(case) == {(What.ALTERED, "stamps/a.tsr"), (What.ALTERED, "stamps/b.tsr")}


def test_time_noted_other_than_the_token_tells_is_found(case: Path, time_authority: Authority) -> None:
    head = verify_case(case).head
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    told = {"authority": "a", "told_at": "2019-01-01T00:00:00Z", "step": "stamped", "head": head}
    keep_beside(case, ActKind.STAMP, "a", {**told, "token": "stamps/a.tsr"}, {"token": (case / made.path).read_bytes()})
    report = verify_case(case)
    assert [(problem.what, problem.thing) for problem in report.problems] == [(What.ALTERED, "stamps/a.tsr")]
    assert [seal.at for seal in report.seals] == [made.told_at]
    checked = check_stamps(case, time_authority.root)
    assert [bool(stamp.failure) for stamp in checked] == [False, True]


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        (b"\x02\x01\x05\x18\x0f20260304050607Z", "2026-03-04T05:06:07Z"),
        (b"\x02\x03\x18\x0f2\x18\x0f20260304050607Z\x01", "2026-03-04T05:06:07Z"),
        (b"\x02\x01\x05\x18\x1320260304050607.25Z", "2026-03-04T05:06:07.250000Z"),
        (b"\x02\x01\x05\x18\x1120260304050607.0Z", "2026-03-04T05:06:07Z"),
        (b"\x02\x02\x05\x18\x0f20260304050607Z", ""),
        (b"\x18\x0f20260304050607Z", ""),
        (b"", ""),
    ],
)
def test_time_of_a_token_is_read_from_its_own_bytes(fields: bytes, time: str) -> None:
    imprint = bytes.fromhex("3031300d060960864801650304020105000420") + b"\xab" * 32
    chain = Chain("custody.jsonl", [LedgerLine("ab" * 32, 1, ""), LedgerLine("cd" * 32, 2, "")])
    act = SealAct(2, "stamp", {"token": "stamps/a.tsr", "head": "ab" * 32, "told_at": time})
    result = check_stamp(chain, act, b"before" + imprint + fields)
    assert (result.at if isinstance(result, Seal) else "") == time


@pytest.mark.parametrize("path", ["../outside.tsr", "/etc/passwd", "custody.jsonl", "stamps/absent.tsr", ""])
def test_path_that_an_act_names_opens_nothing_outside(case: Path, path: str) -> None:
    told = {"step": "stamped", "head": verify_case(case).head, "authority": "a", "told_at": "", "token": path}
    record_act(case, ActKind.STAMP, "a", {**told, "token_sha256": "ab" * 32})
    assert found(case) == {(What.MISSING, path)}


def test_act_that_lacks_its_fields_is_named_not_an_error(case: Path) -> None:
    record_act(case, ActKind.STAMP, "a", {"step": "stamped"})
    record_act(case, ActKind.SIGN, "a", {"step": "ledger", "head": 7})
    record_act(case, ActKind.STAMP, "a", {"step": "of a later version"})
    assert found(case) == {(What.ALTERED, "custody.jsonl, line 7"), (What.ALTERED, "custody.jsonl, line 8")}


def test_signer_is_demanded(signed: Path, key: OwnKey) -> None:
    assert found(signed, key.public.fingerprint) == set()
    assert found(signed, "ab" * 32) == {(What.MISSING, "signature of custody.jsonl")}


def test_signer_whose_signature_does_not_hold_has_not_signed(signed: Path, key: OwnKey) -> None:
    next((signed / "signatures").glob("*.sig")).unlink()
    assert (What.MISSING, "signature of custody.jsonl") in found(signed, key.public.fingerprint)


def test_signed_dossier_is_sound_and_its_signer_is_named(published: Path, key: OwnKey) -> None:
    sign_dossier(published, key)
    report = verify_case(published, signer=key.public.fingerprint)
    assert report.problems == ()
    assert [(seal.thing, seal.by) for seal in report.seals] == [("manifest-sha256.txt", key.public.fingerprint)]
    assert found(published, "ab" * 32) == {(What.MISSING, "signature of manifest-sha256.txt")}


def test_several_people_sign_a_dossier_and_twice_is_once(published: Path, key: OwnKey) -> None:
    other = OwnKey(Ed25519PrivateKey.generate())
    for own in (key, other, key):
        sign_dossier(published, own)
    report = verify_case(published)
    assert report.problems == ()
    assert {seal.by for seal in report.seals} == {key.public.fingerprint, other.public.fingerprint}


def test_every_flipped_byte_beside_a_signed_manifest_is_named(published: Path, key: OwnKey) -> None:
    made = sign_dossier(published, key)
    for path in (made.signature, made.public_key):
        content = path.read_bytes()
        for place in range(len(content)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert {what for what, _ in found(published)} == {What.ALTERED}, (path.name, place)
        path.write_bytes(content)
    assert found(published) == set()


def test_manifest_made_anew_breaks_the_signature(published: Path, key: OwnKey, write_manifest: Write) -> None:
    made = sign_dossier(published, key)
    kept = [(path, path.read_bytes()) for path in (made.signature, made.public_key)]
    for path, _ in kept:
        path.unlink()
    (published / "index.html").write_text(f"{GENERATOR}<p>Another.")
    write_manifest(published)
    for path, content in kept:
        path.write_bytes(content)
    assert found(published) == {(What.ALTERED, made.signature.name)}


def test_half_of_a_dossier_s_signature_is_named(published: Path, key: OwnKey) -> None:
    made = sign_dossier(published, key)
    made.public_key.unlink()
    assert found(published) == {(What.MISSING, made.public_key.name)}


def test_public_key_under_another_fingerprint_s_name_is_named(published: Path, key: OwnKey) -> None:
    made = sign_dossier(published, key)
    for path in (made.signature, made.public_key):
        path.rename(path.with_name(f"manifest-sha256.txt.{'0' * 16}{path.suffix}"))
    assert found(published) == {(What.ALTERED, f"manifest-sha256.txt.{'0' * 16}.pem")}


def test_dossier_that_carries_the_ledger_s_seals_carries_them_all(
    signed: Path, tmp_path: Path, write_manifest: Write
) -> None:
    folder = tmp_path / "carried"
    folder.mkdir()
    shutil.copy(signed / "custody.jsonl", folder)
    write_manifest(folder)
    assert found(folder) == set()
    shutil.copytree(signed / "signatures", folder / "signatures")
    write_manifest(folder)
    assert found(folder) == set()
    lost = next((folder / "signatures").glob("*.pem"))
    lost.unlink()
    write_manifest(folder)
    assert found(folder) == {(What.MISSING, f"signatures/{lost.name}")}
