"""A case made by hand: six documents, a circle, copies, a cut, a nested chain, a drift, and hostile words."""

import hashlib
import itertools
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.ids import digest_text, make_id
from wherefrom.link.parties.identity import decide_parties
from wherefrom.publish import ExportSource
from wherefrom.records import (
    Attribution,
    Bound,
    Capture,
    CaseRecords,
    Citation,
    CitationKind,
    Claim,
    DateKind,
    DateMention,
    Document,
    Drift,
    DriftKind,
    Edge,
    Ending,
    Evidence,
    Figure,
    Finding,
    Form,
    Granularity,
    Link,
    LinkKind,
    Name,
    Node,
    NodeKind,
    Outcome,
    Passage,
    Place,
    Role,
    Segment,
    Severity,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Trace,
)
from wherefrom.spans import digest_spans

MAKER = "wherefrom.test/hand 1"
HOSTILE_TITLE = "<script>document.title='owned';alert(1)</script>\"'><img src=x onerror=alert(2)>"
HOSTILE_URL = 'javascript:alert(3)//"><svg onload=alert(4)>'
TURNED = "safe\u202egnp.exe\u0007"

TEXTS = {
    "wire": "Forty crates left the quay\n\nThe harbour master said forty crates left the quay on 3 May 2011. "
    "Mara Velt, a crane driver, said she saw them go. A report by the Tide Institute says a clerk estimated 62 crates. "
    "Nobody at the port has denied it. The Ledger first wrote of the crates.",
    "daily": "Crates gone\n\nThe harbour master said forty crates left the quay on 3 May 2011. It rained.",
    "ledger": "More crates\n\nAccording to the Evening Post, sixty crates were likely gone. It was dark.",
    "post": "Sixty crates\n\nThe Ledger reports that sixty crates were gone. Officials would not say.",
    "memo": f'{HOSTILE_TITLE}\n\nA clerk wrote: "</q></blockquote><script>alert(5)</script> forty crates & {TURNED}".',
    "leaf": "Weather\n\nThe author saw rain on the quay.",
}  # fmt: skip


@dataclass
class Builder:
    """Puts records together from words: spans are found by searching the text."""

    documents: dict[str, Document]
    attributions: list[Attribution]
    statements: dict[str, Statement]
    speakers: dict[str, Speaker]

    def span(self, key: str, words: str) -> Span:
        start = self.documents[key].text.index(words)
        return Span(start, start + len(words))

    def speaker(self, key: str, name: str, kind: SpeakerKind = SpeakerKind.PERSON, description: str = "") -> str:
        document = self.documents[key]
        identifier = make_id("spk", document.id, name)
        self.speakers[identifier] = Speaker(
            identifier, document.id, name.casefold(), name, kind, description, None, (), bool(description), 0.9, MAKER
        )
        return identifier

    def attribute(self, key: str, source: str, cue: str, content: str, *speakers: str) -> str:
        document = self.documents[key]
        spans = (self.span(key, source), self.span(key, cue), self.span(key, content))
        identifier = make_id("att", document.id, source, cue, content)
        self.attributions.append(
            Attribution(
                id=identifier, document=document.id, source=spans[:1], cue=spans[1:2], content=spans[2:],
                form=Form.INDIRECT, stance=Stance.ASSERTED, speakers=speakers, within=None, to=(), confidence=0.83,
                maker=MAKER, digest=digest_spans(document.text, spans),
            )
        )  # fmt: skip
        return identifier

    def state(self, key: str, words: str, *chain: str, hedge: str = "", names: tuple[Name, ...] = ()) -> str:
        document = self.documents[key]
        span = self.span(key, words)
        identifier = make_id("stm", document.id, words)
        self.statements[identifier] = Statement(
            id=identifier, document=document.id, spans=(span,), chain=chain,
            stance=Stance.HEDGED if hedge else Stance.ASSERTED, hedges=(self.span(key, hedge),) if hedge else (),
            negations=(), names=names, first_hand=False, confidence=0.77, maker=MAKER,
            digest=digest_spans(document.text, (span,)),
        )  # fmt: skip
        return identifier


def make_document(key: str, text: str) -> tuple[Document, Capture]:
    payload = text.encode()
    sha = hashlib.sha256(payload).hexdigest()
    capture = Capture(
        f"cap-{sha[:16]}", sha, len(payload), "text/plain", f"{key}.txt", f"data/{sha[:2]}/{sha}.txt",
        HOSTILE_URL if key == "memo" else f"/inbox/{key}.txt", "2024-05-01T10:00:00Z", "a collector",
    )  # fmt: skip
    head = text.index("\n\n")
    starts = [head + 2, *(head + 2 + at + 2 for at in _stops(text[head + 2 :]))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    sentences = tuple(itertools.starmap(Span, zip(starts, ends, strict=True)))
    document = Document(
        id=make_id("doc", key), capture=capture.id, part="", name=text[:head], text=text,
        text_sha256=digest_text(text), encoding="utf-8",
        passages=(
            Passage(Span(0, head), Role.HEADLINE, (Span(0, head),)),
            Passage(Span(head + 2, len(text)), Role.BODY, sentences),
        ),
        segments=(Segment(0, len(text), "", 0, len(payload)),),
        title=text[:head], author="Ida Noor" if key == "wire" else None, outlet=f"The {key.title()}",
        published="2011-05-04", url=HOSTILE_URL if key == "memo" else None, metadata_from=(("title", "text: headline"),),
    )  # fmt: skip
    return document, capture


def _stops(text: str) -> list[int]:
    return [at for at in range(len(text) - 2) if text[at : at + 2] == ". "]


def build_case() -> CaseRecords:
    """The case: forty crates (wire, copied by the daily), sixty crates (a circle), and two small claims."""
    made = {key: make_document(key, text) for key, text in TEXTS.items()}
    build = Builder({key: document for key, (document, _) in made.items()}, [], {}, {})
    ids = {key: document.id for key, document in build.documents.items()}
    forty = [
        build.state(
            key,
            "forty crates left the quay on 3 May 2011",
            build.attribute(
                key, "The harbour master", "said", "forty crates left the quay on 3 May 2011",
                build.speaker(key, "the harbour master", SpeakerKind.UNNAMED_PERSON),
            ),
        )
        for key in ("wire", "daily")
    ]  # fmt: skip
    velt = build.speaker("wire", "Mara Velt", description="a crane driver")
    saw = build.state("wire", "she saw them go", build.attribute("wire", "Mara Velt", "said", "she saw them go", velt))
    tide = build.speaker("wire", "Tide Institute", SpeakerKind.ORGANISATION)
    clerk = build.speaker("wire", "a clerk", SpeakerKind.UNNAMED_PERSON)
    nested = build.state(
        "wire",
        "62 crates",
        build.attribute("wire", "A report by the Tide Institute", "says", "a clerk estimated 62 crates", tide),
        build.attribute("wire", "a clerk", "estimated", "62 crates", clerk),
    )
    sixty_ledger = build.state(
        "ledger",
        "sixty crates were likely gone",
        build.attribute("ledger", "the Evening Post", "According to", "sixty crates were likely gone"),
        hedge="likely",
    )
    sixty_post = build.state(
        "post",
        "sixty crates were gone",
        build.attribute("post", "The Ledger", "reports", "sixty crates were gone"),
    )
    memo = build.state("memo", "</q></blockquote><script>alert(5)</script> forty crates", hedge="")
    rain = build.state("leaf", "The author saw rain on the quay")
    claims = [
        Claim(make_id("clm", n), text, statements, 0.8, MAKER)
        for n, (text, statements) in enumerate(
            [
                ("forty crates left the quay on 3 May 2011", (forty[0], forty[1], saw)),
                ("sixty crates were gone", (sixty_post, sixty_ledger)),
                ("62 crates", (nested,)),
                ("</q></blockquote><script>alert(5)</script> forty crates", (memo,)),
                ("The author saw rain on the quay", (rain,)),
            ]
        )
    ]
    wire, ledger, post = (
        Node(ids[key], NodeKind.DOCUMENT, build.documents[key].name, copies, statements)
        for key, copies, statements in (
            ("wire", (ids["daily"],), (forty[0], saw)),
            ("ledger", (), (sixty_ledger,)),
            ("post", (), (sixty_post,)),
        )
    )
    master = Node("doc:the harbour master", NodeKind.UNNAMED, "the harbour master")
    velt_node = Node("mara velt", NodeKind.FIRST_HAND, "Mara Velt")
    traces = (
        make_trace(
            claims[0].id,
            (wire, master, velt_node),
            (
                Edge(wire.id, master.id, "quotes", forty[0], confidence=0.5),
                Edge(wire.id, velt_node.id, "quotes", saw, confidence=0.9),
            ),
            counts=(2, 1, 1, 1),
            cut=(wire.id,),
        ),
        replace(
            make_trace(
                claims[1].id,
                (ledger, post),
                (Edge(ledger.id, post.id, "relays"), Edge(post.id, ledger.id, "relays", sixty_post)),
                counts=(2, 0, 0, 0),
            ),
            circles=((ledger.id, post.id),),
            rootless=((ledger.id, post.id),),
            drifts=(Drift(DriftKind.HEDGE_LOST, sixty_ledger, sixty_post, "likely", "", None, 0.7),),
        ),
        make_trace(claims[2].id, (wire,), (), counts=(1, 1, 1, 2)),
        make_trace(claims[3].id, (Node(ids["memo"], NodeKind.DOCUMENT, HOSTILE_TITLE),), (), counts=(1, 0, 1, 1)),
        make_trace(claims[4].id, (Node(ids["leaf"], NodeKind.DOCUMENT, "Weather"),), (), counts=(1, 1, 1, 1)),
    )
    case = CaseRecords(
        documents=tuple(build.documents.values()),
        attributions=tuple(build.attributions),
        statements=tuple(build.statements.values()),
        speakers=tuple(build.speakers.values()),
        citations=(
            Citation(
                make_id("cit", 1), ids["wire"], build.span("wire", "A report by the Tide Institute"),
                "report by the Tide Institute", CitationKind.REPORT, "tide institute", "", 0.8, MAKER,
            ),
            Citation(
                make_id("cit", 2), ids["post"], build.span("post", "The Ledger"), "The Ledger", CitationKind.ARTICLE,
                "", HOSTILE_URL, 0.8, MAKER,
            ),
        ),
        figures=(
            Figure(
                make_id("fig", 1), ids["wire"], build.span("wire", "62 crates"), "62 crates", 62, 62, Bound.ABOUT, "",
                "crate", None, "", "", 0.9, MAKER,
            ),
        ),
        dates=(
            DateMention(
                make_id("dat", 1), ids["wire"], build.span("wire", "3 May 2011"), "3 May 2011", DateKind.DATE,
                "2011-05-03", "2011-05-03", Granularity.DAY, "2011-05-03", "itself", False, 0.95, MAKER,
            ),
            DateMention(
                make_id("dat", 2), ids["post"], build.span("post", "sixty"), "that spring", DateKind.DATE,
                "2011-03-01", "2011-05-31", Granularity.SEASON, "2011-SP", "document date", False, 0.6, MAKER,
            ),
        ),
        links=(
            Link(
                make_id("lnk", 1), LinkKind.COPY, ids["daily"], ids["wire"], 0.9, "90 % of its text stands in the other",
                (Evidence(build.statements[forty[1]].spans[0], build.statements[forty[0]].spans[0]),), 0.9, MAKER,
            ),
            Link(
                make_id("lnk", 2), LinkKind.CITATION, make_id("cit", 2), ids["ledger"], 1.0, "named alike", (), 0.8, MAKER
            ),
        ),
        claims=tuple(claims),
        traces=traces,
        findings=(
            Finding(
                make_id("fnd", 1), "circle", Severity.SERIOUS, "Two outlets cite each other and nobody else.",
                (Place(ids["post"], build.span("post", "The Ledger reports")),), (claims[1].id,), 0.9, MAKER,
            ),
            Finding(
                make_id("fnd", 2), "cited but not held", Severity.NOTE, "The report is not in the case.",
                (Place(ids["wire"], build.span("wire", "A report by the Tide Institute")),), (claims[2].id,), 0.8, MAKER,
            ),
            Finding(
                make_id("fnd", 3), "hedge lost", Severity.WARNING, f"“likely” is gone {HOSTILE_TITLE}.",
                (Place(ids["memo"], Span(0, 20)),), (claims[1].id,), 0.7, MAKER,
            ),
        ),
        captures=tuple(capture for _, capture in made.values()),
        outcomes=(
            *(Outcome(capture.id, "", Ending.READ, "", MAKER) for _, capture in made.values()),
            Outcome("cap-broken", "", Ending.REFUSED, "It is encrypted <b>.", MAKER),
        ),
        name="Harbour",
    )  # fmt: skip
    return replace(case, parties=decide_parties(case, case.links))


def make_trace(
    claim: str,
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...],
    counts: tuple[int, int, int, int],
    cut: tuple[str, ...] = (),
) -> Trace:
    documents, firm, low, high = counts
    origins = tuple(node.id for node in nodes if node.kind in {NodeKind.EXTERNAL, NodeKind.FIRST_HAND})
    return Trace(
        claim, nodes, edges, documents, firm, low, high, origins, cut, (), (), documents / high if high else None, (),
        f"It rests on {low} to {high} origins.", 0.75, MAKER,
    )  # fmt: skip


def write_evidence(case: CaseRecords, folder: Path) -> Path:
    """The preserved originals of the case, with a ledger beside them."""
    evidence = folder / "case" / "evidence"
    for capture, text in zip(case.captures, TEXTS.values(), strict=True):
        path = evidence / capture.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (evidence.parent / "custody.jsonl").write_text(json.dumps({"number": 1}) + "\n")
    return evidence


@pytest.fixture(scope="session")
def case() -> CaseRecords:
    return build_case()


@pytest.fixture
def evidence(case: CaseRecords, tmp_path: Path) -> Path:
    return write_evidence(case, tmp_path)


@pytest.fixture
def settings() -> Settings:
    return Settings(name="The harbour <case>")


NASTY = "\x00\x01\x1b[2J\u202e\u2066\ud800\ufffe</script><script>alert(6)</script>]]>&\"'\r\n=cmd|' /C calc'!A0"


def make_nasty(case: CaseRecords) -> CaseRecords:
    """The case with every kind of text that ever broke a format, where texts of documents come to stand."""
    nasty = [
        replace(
            own, name=f"{NASTY}{own.name}", title=f"{NASTY}{own.title}", author=NASTY, outlet=NASTY, url=HOSTILE_URL,
            published="spring\ud800 of 2011", language="\udfff?", part="" if place else "row:\ud800",
        )
        for place, own in enumerate(case.documents)
    ]  # fmt: skip
    # The text itself grows at its end, so that every span stays.
    nasty = [replace(own, text=f"{own.text}{NASTY}", text_sha256=digest_text(f"{own.text}{NASTY}")) for own in nasty]
    first = case.statements[0]
    spans = (*first.spans, Span(len(case.document[first.document].text), len(case.document[first.document].text) + 12))
    text = next(own.text for own in nasty if own.id == first.document)
    statements = (replace(first, spans=spans, digest=digest_spans(text, spans)), *case.statements[1:])
    return replace(
        case,
        name=NASTY,
        documents=tuple(nasty),
        statements=statements,
        speakers=tuple(replace(own, name=NASTY, key=f"{own.key}{NASTY}", description=NASTY) for own in case.speakers),
        claims=tuple(replace(own, text=f"{NASTY}{own.text}") for own in case.claims),
        links=tuple(replace(own, explanation=NASTY) for own in case.links),
        findings=tuple(replace(own, message=NASTY) for own in case.findings),
        citations=tuple(replace(own, title=NASTY) for own in case.citations),
        captures=tuple(replace(own, name=f"{NASTY}.txt", received_from=NASTY, by=NASTY) for own in case.captures),
    )


@pytest.fixture
def source(case: CaseRecords, evidence: Path) -> ExportSource:
    return ExportSource(case, evidence, "wherefrom test")


@pytest.fixture
def hostile(case: CaseRecords, evidence: Path) -> ExportSource:
    return ExportSource(make_nasty(case), evidence, "wherefrom test")
