"""Keys: encrypted, outside of every case, readable by their owner alone, never replaced."""

import hashlib
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_public_key,
)

from wherefrom.errors import UsageError
from wherefrom.keys import (
    default_key_path,
    given_passphrase,
    group_digits,
    is_readable_by_others,
    load_key,
    make_key,
    public_path,
    show_key,
    weakness_of,
)

PASSPHRASE = b"six words that chance did pick"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "wherefrom" / "key.pem"


def test_made_key_is_unlocked_by_its_passphrase_alone(path: Path) -> None:
    public = make_key(path, PASSPHRASE)
    key = load_key(path, PASSPHRASE)
    assert key.public == public == show_key(path)
    for other in (b"another", b"", PASSPHRASE + b" "):
        with pytest.raises(UsageError):
            load_key(path, other)


def test_key_is_encrypted_pkcs8_for_its_owner_alone(path: Path) -> None:
    make_key(path, PASSPHRASE)
    assert path.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not is_readable_by_others(path)
    path.chmod(0o644)
    assert is_readable_by_others(path)


def test_fingerprint_is_the_hash_of_the_raw_public_key(path: Path) -> None:
    public = make_key(path, PASSPHRASE)
    raw = load_pem_public_key(public.pem).public_bytes_raw()  # type: ignore[union-attr]
    assert public.fingerprint == hashlib.sha256(raw).hexdigest()
    assert group_digits(public.fingerprint).split() == [public.fingerprint[at : at + 4] for at in range(0, 64, 4)]


def test_openssl_unlocks_the_key_and_stretches_its_passphrase_further(path: Path, openssl_time: ModuleType) -> None:
    public = make_key(path, PASSPHRASE)
    given = ("-passin", f"pass:{PASSPHRASE.decode()}")
    assert openssl_time.openssl("pkey", "-in", path, *given, "-pubout").stdout == public.pem
    stronger = path.with_name("stronger.pem")
    stretch = ("-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "600000")
    passed = ("-passout", f"pass:{PASSPHRASE.decode()}")
    assert openssl_time.openssl("pkcs8", *stretch, "-in", path, *given, "-out", stronger, *passed).returncode == 0
    assert load_key(stronger, PASSPHRASE).public == public


def test_key_is_never_replaced(path: Path) -> None:
    make_key(path, PASSPHRASE)
    content = path.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        make_key(path, PASSPHRASE)
    assert path.read_bytes() == content


def test_public_key_in_the_way_leaves_no_key_without_its_public_half(path: Path) -> None:
    path.parent.mkdir(parents=True)
    public_path(path).write_text("somebody's")
    with pytest.raises(UsageError, match="there already"):
        make_key(path, PASSPHRASE)
    assert not path.exists()


def test_link_in_the_key_s_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        make_key(path, PASSPHRASE)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    "mark", ["custody.jsonl", "custody.head", "case.toml", "manifest-sha256.txt", "evidence/bagit.txt"]
)
def test_key_in_a_case_or_dossier_is_refused(tmp_path: Path, mark: str) -> None:
    folder = (tmp_path / "given" / mark).parent
    folder.mkdir(parents=True)
    (tmp_path / "given" / mark).write_text("")
    with pytest.raises(UsageError, match="inside"):
        make_key(folder / "keys" / "key.pem", PASSPHRASE)
    assert not (folder / "keys").exists()


def test_link_into_a_case_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "custody.jsonl").write_text("")
    (tmp_path / "config").symlink_to(tmp_path / "case", target_is_directory=True)
    with pytest.raises(UsageError, match="inside"):
        make_key(tmp_path / "config" / "key.pem", PASSPHRASE)


def test_key_moved_into_a_case_signs_no_more(path: Path, tmp_path: Path) -> None:
    make_key(path, PASSPHRASE)
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.toml").write_text("")
    with pytest.raises(UsageError, match="inside"):
        load_key(path.rename(tmp_path / "case" / "key.pem"), PASSPHRASE)


def test_empty_passphrase_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match="empty"):
        make_key(path, b"")
    assert not path.exists()


def test_key_without_encryption_or_of_another_kind_is_refused(path: Path) -> None:
    path.parent.mkdir(parents=True)
    private = Ed25519PrivateKey.generate()
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(UsageError, match="not encrypted"):
        load_key(path, PASSPHRASE)
    other = X25519PrivateKey.generate()
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE)))
    with pytest.raises(UsageError, match="no Ed25519 key"):
        load_key(path, PASSPHRASE)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(UsageError, match="cannot be unlocked"):
        load_key(path, PASSPHRASE)


def test_missing_key_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(UsageError, match="wherefrom key make"):
        load_key(path, PASSPHRASE)
    with pytest.raises(UsageError, match="wherefrom key make"):
        show_key(path)


def test_default_place_follows_the_xdg_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for named, folder in (
        ("/elsewhere", Path("/elsewhere")),
        ("relative", tmp_path / ".config"),
        ("", tmp_path / ".config"),
    ):
        monkeypatch.setenv("XDG_CONFIG_HOME", named)
        assert default_key_path() == folder / "wherefrom" / "key.pem"


def test_passphrase_of_a_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHEREFROM_PASSPHRASE", raising=False)
    assert given_passphrase(None) is None
    monkeypatch.setenv("WHEREFROM_PASSPHRASE", "naïve words")
    assert given_passphrase(None) == "naïve words".encode()
    file = tmp_path / "passphrase"
    file.write_bytes(b" with blanks \r\nsecond line\n")
    assert given_passphrase(file) == b" with blanks "
    file.write_bytes(b"\nsecond line\n")
    with pytest.raises(UsageError, match="empty"):
        given_passphrase(file)
    with pytest.raises(UsageError, match="cannot be read"):
        given_passphrase(tmp_path / "absent")
    monkeypatch.setenv("WHEREFROM_PASSPHRASE", "")
    with pytest.raises(UsageError, match="empty"):
        given_passphrase(None)


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [(b"short", "shorter"), (b"a" * 40, "different"), (b"31415926535897932384", "digits"), (PASSPHRASE, "")],
)
def test_weak_passphrases_are_told(passphrase: bytes, reason: str) -> None:
    assert reason in weakness_of(passphrase)
    assert bool(weakness_of(passphrase)) is bool(reason)


def test_key_in_the_way_gets_no_other_public_half(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("somebody's")
    with pytest.raises(UsageError, match="there already"):
        make_key(path, PASSPHRASE)
    assert not public_path(path).exists()
    assert path.read_text() == "somebody's"


def test_stranger_makes_the_fingerprint_from_the_public_key(path: Path, openssl_time: ModuleType) -> None:
    # As docs/trust.md says: openssl pkey -pubin -in key.pub.pem -outform DER | tail -c 32 | sha256sum
    public = make_key(path, PASSPHRASE)
    der = openssl_time.openssl("pkey", "-pubin", "-in", public_path(path), "-outform", "DER").stdout
    assert hashlib.sha256(der[-32:]).hexdigest() == public.fingerprint
