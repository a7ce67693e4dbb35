"""RFC 3161 tokens: that one speaks of a head of this ledger. Whether its own signature holds is for `openssl ts`.

Checking that signature means checking certificates, up to an authority that the reader trusts: more than the standard
library can do. What is checked here is that the kept token is the one that the ledger names, and that the hash in it is
the hash of a line of this ledger.
"""

from wherefrom.verify.ledger import Chain, SealAct
from wherefrom.verify.report import Problem, Seal, What, printable

# The fixed part of a MessageImprint (RFC 3161, section 2.4.2) with SHA-256: the algorithm, its parameters NULL or left
# out, and the beginning of the 32 bytes of the hash.
_IMPRINTS = (
    bytes.fromhex("3031300d060960864801650304020105000420"),
    bytes.fromhex("302f300b06096086480165030402010420"),
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
    if not any(imprint + bytes.fromhex(head) in token for imprint in _IMPRINTS):
        return Problem(What.ALTERED, thing, f"it does not hold the head {head}, which {chain.place(act.line)}, says")
    authority, told_at = (printable(str(act.details.get(key, ""))) for key in ("authority", "told_at"))
    return Seal("stamp", chain.path, authority, "", told_at, covered)
