"""RFC 3161 tokens: that one speaks of a head of this ledger. Whether its own signature holds is for `openssl ts`.

Checking that signature means checking certificates, up to an authority that the reader trusts: more than the standard
library can do. What is checked here is that the kept token is the one that the ledger names, and that the hash in it is
the hash of a line of this ledger.
"""

import re

from wherefrom.verify.ledger import Chain, SealAct
from wherefrom.verify.report import Problem, Seal, What, printable

# The fixed part of a MessageImprint (RFC 3161, section 2.4.2) with SHA-256: the algorithm, its parameters NULL or left
# out, and the beginning of the 32 bytes of the hash.
_IMPRINTS = (
    bytes.fromhex("3031300d060960864801650304020105000420"),
    bytes.fromhex("302f300b06096086480165030402010420"),
)
# An INTEGER and a GeneralizedTime, DER: tag, length, content.
_SERIAL_AND_TIME = re.compile(
    rb"\x02(?P<length>[\x01-\x7f])(?P<serial>.{1,127}?)\x18[\x0f-\x1f]"
    rb"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})\.?([0-9]*)Z",
    re.DOTALL,
)


def check_stamp(chain: Chain, act: SealAct, token: bytes) -> Problem | Seal:
    """Hold a token against the ledger.

    Args:
        chain: the ledger, read.
        act: the act that names it.
        token: its bytes, which have the SHA-256 that the act gives.
    """
    thing, head = printable(str(act.details["token"])), act.details.get("head")
    covered = chain.find(head) if isinstance(head, str) else 0
    if not isinstance(head, str) or not 0 < covered < act.line:
        return Problem(What.ALTERED, thing, f"{chain.place(act.line)}, says that it stamps a head that is none before")
    after = _after_imprint(token, bytes.fromhex(head))
    if not after:
        return Problem(What.ALTERED, thing, f"it does not hold the head {head}, which {chain.place(act.line)}, says")
    # What is printed is the token's own time: whoever writes the ledger could have noted another.
    told_at, noted = _read_time(after), act.details.get("told_at")
    if not told_at or told_at != noted:
        return Problem(
            What.ALTERED, thing, f"it tells the time {told_at or '(none)'}; {chain.place(act.line)}, another"
        )
    return Seal("stamp", chain.path, printable(str(act.details.get("authority", ""))), "", told_at, covered)


def _after_imprint(token: bytes, digest: bytes) -> bytes:
    """What follows the MessageImprint of this hash in a token; empty where it holds none."""
    for imprint in _IMPRINTS:
        place = token.find(imprint + digest)
        if place >= 0:
            return token[place + len(imprint) + len(digest) :]
    return b""


def _read_time(fields: bytes) -> str:
    """The time of a TSTInfo in ISO 8601, from its fields after the imprint: serialNumber, genTime (RFC 3161, 2.4.2)."""
    found = _SERIAL_AND_TIME.match(fields)
    # A serial number has up to 160 bits, so that its length is one byte.
    if found is None or len(found["serial"]) != found["length"][0]:
        return ""
    year, month, day, hour, minute, second, rest = (part.decode() for part in found.groups()[2:])
    # Written as the program that keeps tokens writes it: microseconds, where there are any.
    fraction = f".{rest[:6]:0<6}" if rest.strip("0") else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{fraction}Z"
