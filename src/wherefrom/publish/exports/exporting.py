"""Exports: one road for every format: staged beside its place, counted, sealed by a digest, moved into place whole.

Nothing is dropped in silence: each writer returns what it wrote and what its format could not carry, with the reason.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from pathlib import Path

from wherefrom.publish.exports.export_place import place_export
from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.formats import ExportFormat, find_format, load_writer
from wherefrom.records import CaseRecords
from wherefrom.view.casebook import Casebook


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What an export is made of.

    Attributes:
        case: every record of the case.
        evidence: the bag with the preserved originals; ledger and settings lie beside it.
        maker: the program and its version.
        organisation: for whom the case is kept, as its settings say; may be empty.
        limit_bytes: an archive among the originals is unpacked up to this many bytes.
    """

    case: CaseRecords
    evidence: Path
    maker: str
    organisation: str = ""
    limit_bytes: int = 512 * 1024 * 1024

    @property
    def changed_at(self) -> str:
        """When the case last changed, UTC, ISO 8601: the date of every export of this state of it."""
        if self.case.acts:
            return self.case.acts[-1].at
        return max((capture.at for capture in self.case.captures), default="") or "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that an export does not hold, or holds otherwise.

    Attributes:
        count: how many.
        what: of what, in the plural ("figures").
        why: one plain clause.
    """

    count: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer wrote.

    Attributes:
        counts: how many of each thing, by its name in the plural.
        omissions: what the format could not carry.
    """

    counts: dict[str, int]
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What an export came to.

    Attributes:
        format: its name.
        path: what was written.
        files: how many files that is.
        size: their bytes.
        sha256: of the file; for a folder, of its manifest (`list_files` says how that is made).
        counts: how many of each thing were written.
        omissions: what the format could not carry.
        recorded: whether the custody ledger names this copy; a case that cannot be written to cannot.
        stale: what of it is not made from what the case holds now, in words; empty: all of it is.
    """

    format: str
    path: Path
    files: int
    size: int
    sha256: str
    counts: dict[str, int] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    recorded: bool = False
    stale: tuple[str, ...] = ()


def write_export(
    source: ExportSource,
    name: str,
    out: Path,
    former: Collection[str] = (),
    on_sealed: Callable[[ExportSummary], None] | None = None,
) -> ExportSummary:
    """Write a case in one of the formats that `formats` lists.

    Args:
        source: what to write.
        name: of the format.
        out: the file or folder to be written. Where the format is a folder and this ends in ``.zip``, one ZIP file.
        former: digests of earlier exports to this place; only one of these, unchanged since, is ever replaced.
        on_sealed: told of the export when it is complete, just before it is moved into place.

    Raises:
        UsageError: there is no such format, or something else is in the way.
        InstallationError: a library that the format needs is not installed.
        CaseDamagedError: an original is no longer the one that was captured.
    """
    chosen = find_format(name)
    write = load_writer(chosen)
    written: list[Written] = []
    sealed: list[ExportSummary] = []

    def seal(files: int, size: int, digest: str) -> None:
        omissions = tuple(own for own in written[0].omissions if own.count)
        sealed.append(ExportSummary(chosen.name, out, files, size, digest, written[0].counts, omissions))
        if on_sealed:
            on_sealed(sealed[0])

    place_export(out, chosen.is_folder, former, lambda staged: written.append(write(source, staged)), seal)
    return sealed[0]


# What a case says of itself, and what it keeps for its own use: no records that an export could lose.
TOLD_OF_CASE = frozenset({"name", "stale", "fallbacks", "known"})


def left_out(case: CaseRecords, carried: Collection[str], why: str) -> tuple[Omission, ...]:
    """An omission for each kind of record that the case has and an export does not carry.

    Args:
        case: the case.
        carried: names of the fields of `CaseRecords` that the export carries.
        why: the reason, one clause.
    """
    kinds = (own.name for own in fields(case) if own.name not in {*carried, *TOLD_OF_CASE})
    return tuple(Omission(len(getattr(case, kind)), kind, why) for kind in kinds if getattr(case, kind))


def told_by_party(book: Casebook) -> Omission:
    """The omission for links that say no more than that two speakers are one, in a format where one party is one thing."""
    count = sum(book.is_within_party(link) for link in book.case.links)
    return Omission(count, "links between names of one party", "the party is told of once, under all its names")


def changed_text(scribe: Scribe, why: str = "the format lacks them; each is written as its number") -> Omission:
    """The omission for characters that the format could not hold."""
    return Omission(scribe.replaced, "characters", why)


__all__ = [
    "ExportFormat",
    "ExportSource",
    "ExportSummary",
    "Omission",
    "Written",
    "changed_text",
    "left_out",
    "told_by_party",
    "write_export",
]
