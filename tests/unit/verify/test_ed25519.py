"""Ed25519 by RFC 8032: its own test vectors, and what must not pass."""

import hashlib

import pytest

from wherefrom.verify.ed25519 import is_valid_signature

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19

# RFC 8032, section 7.1: TEST 1, TEST 2, TEST 3, TEST SHA(abc): public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
        "c027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
        "d9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_vector_of_the_rfc_is_valid_and_over_another_message_is_not(key: str, message: bytes, signature: str) -> None:
    assert is_valid_signature(bytes.fromhex(key), message, bytes.fromhex(signature))
    assert not is_valid_signature(bytes.fromhex(key), message + b"x", bytes.fromhex(signature))


def test_every_flipped_bit_is_found() -> None:
    key, message, signature = bytes.fromhex(VECTORS[2][0]), VECTORS[2][1], bytes.fromhex(VECTORS[2][2])
    whole = key + message + signature
    for bit in range(len(whole) * 8):
        other = bytearray(whole)
        other[bit // 8] ^= 1 << bit % 8
        parts = bytes(other[:32]), bytes(other[32:-64]), bytes(other[-64:])
        assert not is_valid_signature(*parts), bit


def test_second_form_of_the_same_scalar_is_refused() -> None:
    key, message, signature = bytes.fromhex(VECTORS[1][0]), VECTORS[1][1], bytes.fromhex(VECTORS[1][2])
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_valid_signature(key, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "key",
    [
        (1).to_bytes(32, "little"),  # the neutral point
        (PRIME - 1).to_bytes(32, "little"),  # of order 2
        (0).to_bytes(32, "little"),  # of order 4
        (PRIME + 1).to_bytes(32, "little"),  # the neutral point, not in canonical form
        (1 | 1 << 255).to_bytes(32, "little"),  # the neutral point with a sign that zero has not
        (2).to_bytes(32, "little"),  # no point of the curve
    ],
)
def test_key_for_which_anything_would_be_valid_or_that_is_none_is_refused(key: bytes) -> None:
    # R neutral and S zero satisfy the bare equation for a key of small order and a fitting message.
    signature = (1).to_bytes(32, "little") + bytes(32)
    assert not any(is_valid_signature(key, bytes([number]), signature) for number in range(16))


def test_commitment_not_in_canonical_form_is_refused() -> None:
    key = bytes.fromhex(VECTORS[0][0])
    for commitment in (PRIME, PRIME + 1, 1 | 1 << 255):
        assert not is_valid_signature(key, b"", commitment.to_bytes(32, "little") + bytes(32))


@pytest.mark.parametrize(("key_size", "signature_size"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
def test_wrong_sizes_are_refused(key_size: int, signature_size: int) -> None:
    assert not is_valid_signature(bytes(key_size), b"", bytes(signature_size))
