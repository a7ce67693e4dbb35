"""What verification found."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What is wrong with a thing."""

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not match.

    Attributes:
        what: what is wrong.
        thing: with what: a path relative to the folder, or a line of the ledger. Undecodable bytes and control
            characters are escaped, so that it can be printed.
        why: how it was noticed, in one sentence.
    """

    what: What
    thing: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.thing}: {self.why}"


@dataclass(frozen=True, slots=True)
class Seal:
    """A stamp or a signature that holds.

    Attributes:
        kind: ``stamp`` or ``signature``.
        thing: of what: the ledger's path, or the manifest's.
        by: the authority's address, or the fingerprint of the signer's key.
        name: how the signer calls themselves; empty where it is not said.
        at: when, as the authority or the signer's own clock told it; empty where it is not said.
        acts: of a ledger, how many acts it covers, from the first.
    """

    kind: str
    thing: str
    by: str
    name: str
    at: str
    acts: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was checked, and what does not match.

    Attributes:
        folder: the folder as given.
        kind: ``case`` or ``dossier``.
        files: files whose bytes were hashed.
        size: bytes hashed.
        acts: lines of the ledger.
        captures: payloads that the ledger names.
        head: SHA-256 of the ledger's last line; note it elsewhere, and give it as the known head next time. Empty
            when there is no ledger.
        problems: everything that does not match; empty when all is as it was left.
        notes: what is no problem and worth knowing, each in one sentence: an act that a killed writer left in flight.
        seals: the stamps and signatures that hold.
    """

    folder: str
    kind: str
    files: int
    size: int
    acts: int
    captures: int
    head: str
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    seals: tuple[Seal, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether everything matches."""
        return not self.problems


def describe_seal(seal: Seal, acts: int) -> str:
    """A stamp or signature in one sentence.

    Args:
        seal: one that holds.
        acts: how many acts the ledger has by now.
    """
    covered = f"the ledger up to act {seal.acts} of {acts}" if seal.acts else seal.thing
    if seal.kind == "stamp":
        return f"Stamped at {seal.at} by {seal.by}: {covered}. (Check the token's own signature with openssl ts.)"
    called = f', who signs as "{seal.name}"' if seal.name else ""
    return f"Signed by the key {seal.by}{called}: {covered}."


def printable(text: str) -> str:
    """A name with what a terminal would obey or could not show written as escapes."""
    return "".join(
        character if character.isprintable() and character != "\\" else _escape(character) for character in text
    )


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - PEP 383: the undecodable byte code - 0xDC00
        return f"\\x{code - 0xDC00:02x}"
    return "\\\\" if character == "\\" else character.encode("unicode_escape").decode()
