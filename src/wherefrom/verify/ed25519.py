"""Ed25519 signatures, checked with whole numbers alone (RFC 8032, section 5.1, pure Ed25519).

It only verifies: nothing here is secret, so nothing has to take the same time for every input. It is strict where
the RFC leaves a choice: numbers and points must be written in their one canonical form, and a key of small order, for
which a signature fits any message, is refused.
"""

import hashlib

_P = 2**255 - 19
# The order of the group that the base point makes.
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_1 = pow(2, (_P - 1) // 4, _P)
_KEY_SIZE, _SIGNATURE_SIZE = 32, 64

# Extended homogeneous coordinates (section 5.1.4): x = X/Z, y = Y/Z, xy = T/Z.
_Point = tuple[int, int, int, int]
_NEUTRAL: _Point = (0, 1, 1, 0)


def is_valid_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature over a message was made with the private half of a key (section 5.1.7).

    The equation is checked without the cofactor, [S]B = R + [k]A, as OpenSSL does.

    Args:
        public_key: 32 raw bytes.
        message: what was signed.
        signature: 64 bytes.
    """
    if len(public_key) != _KEY_SIZE or len(signature) != _SIGNATURE_SIZE:
        return False
    key, scalar = _decode(public_key), int.from_bytes(signature[32:], "little")
    if key is None or scalar >= _L or _is_neutral(_multiply(8, key)):
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    # R is held against its bytes, so a form of R that is not canonical never fits.
    return _encode(_add(_multiply(scalar, _BASE), _multiply(challenge, _negate(key)))) == signature[:32]


def _add(a: _Point, b: _Point) -> _Point:
    """The sum of two points (section 5.1.4); complete: it doubles as well."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    twisted, doubled = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = right - left, doubled - twisted, doubled + twisted, right + left
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _multiply(times: int, point: _Point) -> _Point:
    """A point added to itself so many times."""
    total = _NEUTRAL
    while times:
        if times & 1:
            total = _add(total, point)
        point = _add(point, point)
        times >>= 1
    return total


def _negate(point: _Point) -> _Point:
    return -point[0] % _P, point[1], point[2], -point[3] % _P


def _is_neutral(point: _Point) -> bool:
    return point[0] % _P == 0 and (point[1] - point[2]) % _P == 0


def _encode(point: _Point) -> bytes:
    """A point as 32 bytes (section 5.1.2)."""
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(encoded: bytes) -> _Point | None:
    """The point of 32 bytes (section 5.1.3); None when they are none, or not in canonical form."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= _P:
        return None
    x = _find_x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _find_x(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_1 % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _base_point() -> _Point:
    y = 4 * pow(5, -1, _P) % _P
    x = _find_x(y, 0) or 0
    return x, y, 1, x * y % _P


_BASE = _base_point()
