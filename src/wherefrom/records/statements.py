"""Who said what: attributions, statements, speakers and citations in one document."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Span


class Form(StrEnum):
    """How a content stands on the page: all in quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stance(StrEnum):
    """How the source stands to the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HEDGED = "hedged"
    ASKED = "asked"
    WISHED = "wished"
    BELIEVED = "believed"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED_PERSON = "unnamed person"
    UNNAMED_GROUP = "unnamed group"
    UNNAMED_INSTITUTION = "unnamed institution"
    UNKNOWN = "unknown"


UNNAMED_KINDS = frozenset(
    {
        SpeakerKind.UNNAMED_PERSON,
        SpeakerKind.UNNAMED_GROUP,
        SpeakerKind.UNNAMED_INSTITUTION,
        SpeakerKind.UNKNOWN,
    }
)


class CitationKind(StrEnum):
    """What kind of work or record is mentioned."""

    LINK = "link"
    REPORT = "report"
    SPEECH = "speech"
    ARTICLE = "article"
    BROADCAST = "broadcast"
    WEBSITE = "website"
    PRESS_CONFERENCE = "press conference"
    LETTER = "letter"
    DOCUMENT = "document"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content bound together.

    Attributes:
        id: stable for the same document and spans.
        document: id of the document.
        source: the span(s) credited; empty when the text credits nobody.
        cue: the words that credit; may be empty.
        content: the span(s) credited to the source; in order.
        form: direct, mixed or indirect.
        stance: how the source stands to the content.
        speakers: ids of the speakers whom the source refers to ("the pair" has two); empty when not resolved.
        within: id of the attribution in whose content, or as whose relay, this one stands; None for an outermost one.
            The outer one is nearer to the page: "a report says that X told Y": report is outer, X inner.
        to: ids of the speakers who were told, where the text says so ("revealed to consular officials").
        confidence: 0 to 1, the maker's own estimate that source, cue and content belong together as given.
        maker: what made it, with version.
        digest: SHA-256 of the covered text, source, cue and content joined by newlines.
    """

    id: str
    document: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    speakers: tuple[str, ...]
    within: str | None
    to: tuple[str, ...]
    confidence: float
    maker: str
    digest: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named party inside a statement.

    Attributes:
        span: the words that name it here ("Wang", "he").
        key: case-folded full name as resolved within the document ("wang lijun").
    """

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition in words: a sentence (or less) of an attribution's content, or of the author's own voice.

    Attributes:
        id: stable for the same document and spans.
        document: id of the document.
        spans: the words, without the words that credit them; in order.
        chain: ids of the attributions it stands in, outermost (nearest to the page) first; empty: the author's voice.
        stance: of the innermost attribution, or of the author's own wording.
        hedges: words that weaken it ("likely", "alleged"), inside the statement or in its cue.
        negations: words that deny it ("not", "denied"), inside the statement or in its cue.
        names: named parties inside it, in order.
        first_hand: the words tell that the speaker, or who writes, saw or did it ("I saw", "we buried", "records show us").
        confidence: 0 to 1.
        maker: what made it, with version.
        digest: SHA-256 of the covered text, spans joined by newlines.
        also: further chains, outermost first: others whom the document has it from besides.
    """

    id: str
    document: str
    spans: tuple[Span, ...]
    chain: tuple[str, ...]
    stance: Stance
    hedges: tuple[Span, ...]
    negations: tuple[Span, ...]
    names: tuple[Name, ...]
    first_hand: bool
    confidence: float
    maker: str
    digest: str
    also: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom source spans of one document refer to.

    Attributes:
        id: stable for the same document and key.
        document: id of the document.
        key: what its document calls it, by which linking decides who is one party: the case-folded full name of a named
            one; for an unnamed one the document's id and the description, since "experts" of two documents are not known
            to be the same.
        name: as a reader would write it ("Ethan Gutmann", "experts").
        kind: person, organisation, document, or one of the unnamed kinds.
        description: how the text introduces the speaker ("a former Canadian secretary of state"); may be empty.
        count: how many people, where the text says so ("two witnesses"); None when unknown.
        mentions: spans that refer to it, in order.
        introduced: the text gives a full name or says who it is.
        confidence: 0 to 1, that all mentions are the same party.
        maker: what made it, with version.
    """

    id: str
    document: str
    key: str
    name: str
    kind: SpeakerKind
    description: str
    count: int | None
    mentions: tuple[Span, ...]
    introduced: bool
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a work or record.

    Attributes:
        id: stable for the same document and span.
        document: id of the document that cites.
        span: the words that mention it.
        title: what a reader would look for ("Radio France International report", "acceptance speech of Wang Lijun").
        kind: link, report, speech and so on.
        by: key of the speaker whose work it is, where the text says so; else empty.
        url: the address, where the text gives one; else empty.
        confidence: 0 to 1.
        maker: what made it, with version.
    """

    id: str
    document: str
    span: Span
    title: str
    kind: CitationKind
    by: str
    url: str
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Attributed:
    """What attribution finds in one document."""

    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    citations: tuple[Citation, ...] = ()
