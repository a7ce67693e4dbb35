"""Cases made by hand from a few words, to be traced: documents, whom their statements credit, and what links them.

A party is written as its name; ``?experts`` is an unnamed group, ``~the prosecutor's office`` an institution without a name that
the text speaks of definitely, ``Ana Roe & Ben Low`` two speakers of one source, and the empty string a source nobody resolved.
"""

from dataclasses import dataclass, field, replace

import wherefrom
from wherefrom.ids import digest_text
from wherefrom.link.parties.identity import decide_parties
from wherefrom.records import (
    Attribution,
    CaseRecords,
    Citation,
    CitationKind,
    Claim,
    Decision,
    Document,
    Evidence,
    Form,
    Link,
    LinkKind,
    Passage,
    Role,
    Ruling,
    Segment,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

MAKER = "a test"
DRY = "the wells of Holm are dry"


@dataclass(frozen=True)
class Said:
    """One statement: its words, whom it credits from the page inward, and what marks it.

    Attributes:
        words: of the statement, which name no source.
        credits: the parties of its chain, nearest to the page first.
        claim: statements of one label are one claim; the claim labelled ``it`` is traced.
        hedge, no: the word in it that hedges, or that denies.
    """

    words: str = DRY
    credits: tuple[str, ...] = ()
    claim: str = "it"
    hedge: str = ""
    no: str = ""
    saw: bool = False


@dataclass(frozen=True)
class Doc:
    """A document: its name, its statements, and its metadata."""

    name: str
    said: tuple[Said, ...] = (Said(),)
    outlet: str | None = None
    published: str | None = None
    author: str | None = None


@dataclass(frozen=True)
class Tie:
    """A link between documents by name, statements (``a/0``), attributions (``a/0:0``) or speakers (``a:ana roe``)."""

    kind: LinkKind
    a: str
    b: str
    confidence: float = 0.9


@dataclass(frozen=True)
class Scenario:
    """A graph in words, and what it must come to; what is None is not asked.

    Attributes:
        interval: firm, lo and hi.
        edges: "a>b" for each edge.
        kinds: "node=kind" for nodes that matter.
        drifts: "kind: before>after" in order.
        apart: ids of speakers whom a person ruled to be others of the same name.
    """

    name: str
    docs: tuple[Doc, ...]
    interval: tuple[int, int, int]
    ties: tuple[Tie, ...] = ()
    edges: set[str] | None = None
    origins: set[str] | None = None
    cut: set[str] | None = None
    circles: tuple[tuple[str, ...], ...] = ()
    rootless: tuple[tuple[str, ...], ...] = ()
    kinds: set[str] = field(default_factory=set)
    drifts: tuple[str, ...] | None = None
    documents: int | None = None
    apart: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The name, as a test is shown."""
        return self.name


def doc(
    name: str, *credited: str, words: str = DRY, outlet: str | None = None, day: str | None = None, **marks: object
) -> Doc:
    """A document of one statement."""
    author = marks.pop("author", None)
    said = Said(words, credited, **marks)  # type: ignore[arg-type]
    return Doc(name, (said,), outlet, f"2026-05-{day}" if day else None, str(author) if author else None)


@dataclass
class _Text:
    """The text of a document while it is written."""

    text: str = ""

    def put(self, words: str) -> Span:
        """Write words; returns where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def make_case(scenario: Scenario) -> CaseRecords:
    """The records of a scenario."""
    documents: list[Document] = []
    statements: list[Statement] = []
    attributions: list[Attribution] = []
    speakers: dict[str, Speaker] = {}
    for one in scenario.docs:
        text = _Text()
        sentences = []
        for number, said in enumerate(one.said):
            start = len(text.text)
            statements.append(_write(one, f"{one.name}/{number}", said, text, attributions, speakers))
            sentences.append(Span(start, len(text.text)))
            text.put(" ")
        documents.append(_document(one, text.text, tuple(sentences)))
    cites = [tie for tie in scenario.ties if tie.kind is LinkKind.CITATION]
    labels = list(dict.fromkeys(said.claim for one in scenario.docs for said in one.said))
    label_of = {f"{one.name}/{n}": said.claim for one in scenario.docs for n, said in enumerate(one.said)}
    case = CaseRecords(
        documents=tuple(documents),
        attributions=tuple(attributions),
        statements=tuple(statements),
        speakers=tuple(speakers.values()),
        citations=tuple(_citation(tie, statements) for tie in cites),
        figures=tuple(figure for one in documents for figure in wherefrom.find_figures(one).figures),
        links=tuple(_link(tie, documents) for tie in scenario.ties),
        claims=tuple(
            Claim(label, label, tuple(s.id for s in statements if label_of[s.id] == label), 1.0, MAKER)
            for label in labels
        ),
        decisions=tuple(
            Decision(number, Ruling.SPLIT, speaker, "", "", "2026-05-01", "Ana")
            for number, speaker in enumerate(scenario.apart)
        ),
    )
    # Who is who is decided by linking, before anything is traced.
    return replace(case, parties=decide_parties(case, case.links))


def _write(
    one: Doc, name: str, said: Said, text: _Text, attributions: list[Attribution], speakers: dict[str, Speaker]
) -> Statement:
    words = text.put(said.words)
    chain: list[str] = []
    for depth, party in enumerate(said.credits):
        text.put(", ")
        span = text.put(party.replace("?", "").replace("~", "").replace(" & ", " and "))
        credited = tuple(_speaker(one, own, span, speakers) for own in party.split(" & ") if own)
        cue = text.put(" said")
        chain.append(f"{name}:{depth}")
        attributions.append(
            Attribution(
                chain[-1],
                one.name,
                (span,),
                (cue,),
                (words,),
                Form.INDIRECT,
                Stance.ASSERTED,
                credited,
                chain[-2] if depth else None,
                (),
                0.9,
                MAKER,
                "",
            )
        )
    text.put(".")
    hedges, negations = (
        (Span(words.start + said.words.index(mark), words.start + said.words.index(mark) + len(mark)),) if mark else ()
        for mark in (said.hedge, said.no)
    )
    return Statement(
        name, one.name, (words,), tuple(chain), Stance.ASSERTED, hedges, negations, (), said.saw, 0.9, MAKER, ""
    )


def _speaker(one: Doc, party: str, span: Span, speakers: dict[str, Speaker]) -> str:
    plain = party.lstrip("?~").removeprefix("the ") if party[0] in "?~" else party
    kind = {"?": SpeakerKind.UNNAMED_GROUP, "~": SpeakerKind.UNNAMED_INSTITUTION}.get(party[0], SpeakerKind.PERSON)
    identifier = f"{one.name}:{plain.casefold()}"
    key = plain.casefold() if kind is SpeakerKind.PERSON else identifier
    speakers.setdefault(
        identifier, Speaker(identifier, one.name, key, plain, kind, "", None, (span,), True, 0.9, MAKER)
    )
    return identifier


def _document(one: Doc, text: str, sentences: tuple[Span, ...]) -> Document:
    return Document(
        one.name, one.name, "", one.name, text, digest_text(text), "utf-8",
        (Passage(Span(0, len(text)), Role.BODY, sentences),), (Segment(0, len(text), "", 0, len(text.encode())),),
        outlet=one.outlet, published=one.published, author=one.author,
    )  # fmt: skip


def _citation(tie: Tie, statements: list[Statement]) -> Citation:
    within = next(own for own in statements if own.document == tie.a)
    return Citation(f"cites {tie.b}", tie.a, within.spans[0], tie.b, CitationKind.REPORT, "", "", 0.9, MAKER)


def _link(tie: Tie, documents: list[Document]) -> Link:
    a = f"cites {tie.b}" if tie.kind is LinkKind.CITATION else tie.a
    lengths = {one.id: len(one.text) for one in documents}
    evidence = (Evidence(Span(0, lengths[tie.a]), None),) if tie.a in lengths else ()
    return Link(f"{tie.kind.value} {a} {tie.b}", tie.kind, a, tie.b, 0.9, "", evidence, tie.confidence, MAKER)
