"""The lists across documents: speakers, timeline, findings, what is missing, how it was made."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from importlib.metadata import version
from platform import python_version
from typing import Protocol

from wherefrom.config import Settings
from wherefrom.ids import make_id
from wherefrom.publish.dossier.lookups import Lookups, file_name
from wherefrom.publish.dossier.marking import Mark, MarkedPiece, cut_pieces
from wherefrom.publish.dossier.site import Site
from wherefrom.publish.dossier.statement_views import DocumentText, show_date
from wherefrom.publish.dossier.timeline_figure import MOST_ROWS, draw_timeline, read_stretch
from wherefrom.records import (
    UNNAMED_KINDS,
    Capture,
    DateKind,
    DateMention,
    Document,
    Ending,
    Finding,
    Outcome,
    Party,
    decisions_in_force,
)
from wherefrom.view.ranking import rank_severity
from wherefrom.view.shortening import shorten

NOT_HELD = "cited but not held"
SPEAKERS_A_PAGE = 300
DATES_A_PAGE = 250
FINDINGS_A_PAGE = 200
_QUOTE_WORDS = 320


class _Made(Protocol):
    """Any record that says what made it."""

    @property
    def maker(self) -> str: ...

    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party with what its speakers' documents tell of it."""

    anchor: str
    name: str
    kind: str
    is_named: bool
    descriptions: tuple[str, ...]
    documents: tuple[str, ...]
    statements: int
    introduced: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    when: tuple[date, date]
    mention: DateMention
    shown: str
    document: Document
    pieces: tuple[MarkedPiece, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place of a finding: the document and the words there."""

    document: Document
    words: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with the words of the places that show it."""

    finding: Finding
    places: tuple[Quoted, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the finding in its list."""
        return file_name(self.finding.id)

    @property
    def order(self) -> tuple[int, str]:
        """What the list is grouped by: severity, then check."""
        return (rank_severity(self.finding.severity), self.finding.check)


@dataclass(frozen=True, slots=True)
class Maker:
    """What made records, of which kind, how many, and with what confidence."""

    maker: str
    kind: str
    records: int
    least: float
    mean: float


def write_listings(site: Site, lookups: Lookups, texts: dict[str, DocumentText], not_carried: list[str]) -> None:
    """Write all lists across documents."""
    _write_speakers(site, lookups)
    _write_timeline(site, lookups, texts)
    findings = sorted(
        lookups.case.findings, key=lambda record: (rank_severity(record.severity), record.check, -len(record.claims))
    )
    checks = Counter(finding.check for finding in findings)
    views = [show_finding(lookups, finding) for finding in findings]
    site.write_list("findings", "findings.html", views, FINDINGS_A_PAGE, checks=sorted(checks.items()))
    missing = sorted((finding for finding in findings if finding.check == NOT_HELD), key=lambda f: -len(f.claims))
    site.write_list(
        "missing",
        "missing.html",
        [show_finding(lookups, finding) for finding in missing],
        FINDINGS_A_PAGE,
        not_read=list(_not_read(lookups)),
    )
    site.write(
        "making.html",
        "making.html",
        makers=count_makers(lookups),
        settings=[(field.name, getattr(lookups.settings, field.name)) for field in fields(Settings)],
        version=version("wherefrom"),
        python=python_version(),
        without_page=len(lookups.case.claims) - len(lookups.with_page),
        not_carried=not_carried,
        not_applied={lost.decision.number: lost.reason for lost in lookups.case.unplaced},
        in_force={decision.number for decision in decisions_in_force(lookups.case.decisions)},
    )


def show_finding(lookups: Lookups, finding: Finding) -> FindingView:
    """A finding with the words that show it."""
    places = [
        Quoted(document, shorten(document.text[place.span.start : place.span.end], _QUOTE_WORDS))
        for place in finding.places
        if (document := lookups.case.document.get(place.document))
    ]
    return FindingView(finding, tuple(places))


def _write_speakers(site: Site, lookups: Lookups) -> None:
    parties = [_show_party(lookups, party) for party in lookups.book.parties]
    parties.sort(key=lambda party: (not party.is_named, -len(party.documents), -party.statements, party.name))
    site.write_list(
        "speakers", "speakers.html", parties, SPEAKERS_A_PAGE, named=sum(party.is_named for party in parties)
    )


def _show_party(lookups: Lookups, party: Party) -> PartyView:
    records = [lookups.case.speaker[name] for name in party.speakers if name in lookups.case.speaker]
    kinds = Counter(record.kind for record in records)
    kind = kinds.most_common(1)[0][0]
    names = Counter(record.name for record in records)
    return PartyView(
        anchor=make_id("speaker", party.key),
        name=names.most_common(1)[0][0],
        kind=kind.value,
        is_named=kind not in UNNAMED_KINDS,
        descriptions=tuple(dict.fromkeys(record.description for record in records if record.description)),
        documents=tuple(dict.fromkeys(record.document for record in records)),
        statements=sum(lookups.said[record.id] for record in records),
        introduced=any(record.introduced for record in records),
    )


def _write_timeline(site: Site, lookups: Lookups, texts: dict[str, DocumentText]) -> None:
    kinds = {DateKind.DATE, DateKind.TIME}
    placed = [
        (when, number, mention)
        for number, mention in enumerate(lookups.case.dates)
        if mention.kind in kinds and mention.document in texts and (when := read_stretch(mention))
    ]
    placed.sort(key=lambda found: found[:2])
    moments = [_show_moment(texts[mention.document], when, mention) for when, _, mention in placed]
    site.write_list(
        "timeline",
        "timeline.html",
        moments,
        DATES_A_PAGE,
        figure=draw_timeline(mention for _, _, mention in placed),
        most_rows=MOST_ROWS,
        unplaced=sum(mention.kind in kinds for mention in lookups.case.dates) - len(placed),
    )


def _show_moment(text: DocumentText, when: tuple[date, date], mention: DateMention) -> Moment:
    pieces = cut_pieces(text.document.text, text.sentence(mention.span.start), [Mark(mention.span, "date")])
    return Moment(when, mention, show_date(mention).normal, text.document, pieces)


def _not_read(lookups: Lookups) -> Iterator[tuple[Outcome, Capture | None]]:
    for outcome in lookups.case.outcomes:
        if outcome.ending is not Ending.READ:
            yield outcome, lookups.case.capture.get(outcome.capture)


def count_makers(lookups: Lookups) -> list[Maker]:
    """Every maker of records in the case, with how sure of them it was."""
    case = lookups.case
    kinds: dict[str, Sequence[_Made]] = {
        "statements": case.statements,
        "attributions": case.attributions,
        "speakers": case.speakers,
        "citations": case.citations,
        "figures": case.figures,
        "dates": case.dates,
        "links": case.links,
        "claims": case.claims,
        "parties": case.parties,
        "traces": case.traces,
        "findings": case.findings,
    }
    confidences: dict[tuple[str, str], list[float]] = {}
    for kind, records in kinds.items():
        for record in records:
            confidences.setdefault((record.maker, kind), []).append(record.confidence)
    makers = [Maker(*key, len(found), min(found), sum(found) / len(found)) for key, found in confidences.items()]
    readers = Counter(outcome.maker for outcome in case.outcomes)
    makers += [Maker(maker, "readings", count, 1.0, 1.0) for maker, count in readers.items()]
    return sorted(makers, key=lambda maker: (maker.maker, maker.kind))
