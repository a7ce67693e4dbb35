"""Law: what verifies signatures here agrees with the library that makes them, on sound and on altered ones."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.verify.ed25519 import is_valid_signature


def library_accepts(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_signature_of_the_library_is_valid(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    assert is_valid_signature(private.public_key().public_bytes_raw(), message, private.sign(message))


@given(
    seed=st.binary(min_size=32, max_size=32),
    message=st.binary(min_size=1, max_size=60),
    place=st.integers(min_value=0),
    change=st.integers(min_value=1, max_value=255),
)
@settings(max_examples=150, deadline=None)
def test_altered_signature_key_or_message_is_judged_as_by_the_library(
    seed: bytes, message: bytes, place: int, change: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    whole = bytearray(private.public_key().public_bytes_raw() + private.sign(message) + message)
    whole[place % len(whole)] ^= change
    key, signature, text = bytes(whole[:32]), bytes(whole[32:96]), bytes(whole[96:])
    assert is_valid_signature(key, text, signature) == library_accepts(key, text, signature) is False


@given(key=st.binary(min_size=32, max_size=32), signature=st.binary(min_size=64, max_size=64))
@settings(max_examples=60, deadline=None)
def test_arbitrary_bytes_are_refused_without_an_error(key: bytes, signature: bytes) -> None:
    assert not is_valid_signature(key, b"", signature)
