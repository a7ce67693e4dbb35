"""The graph of a claim, as scenarios: who copies, credits and relays whom, and on how much the claim then rests."""

from dataclasses import replace

import pytest

from tests.unit.trace.scenario import DRY, Doc, Said, Scenario, Tie, doc, make_case
from wherefrom.records import LinkKind, Trace
from wherefrom.trace import trace_claim, trace_claims

COPY, RELAY, PARTIAL = LinkKind.COPY, LinkKind.RELAY, LinkKind.PARTIAL_COPY
FORTY, SIXTY = "40 wells of Holm are dry", "60 wells of Holm are dry"

SCENARIOS = [
    Scenario("a document without a source is vague", (doc("a"),), (0, 1, 1), edges=set(), origins=set(), cut={"a"}),
    Scenario("a named person is an origin", (doc("a", "Ana Roe"),), (1, 1, 1), edges={"a>ana roe"}, origins={"ana roe"},
             kinds={"ana roe=external", "a=document"}),
    Scenario("an unnamed group is no origin", (doc("a", "?experts"),), (0, 1, 1), edges={"a>a:experts"},
             origins=set(), kinds={"a:experts=unnamed"}),
    Scenario("an unresolved source is unnamed", (doc("a", ""),), (0, 1, 1), edges={"a>unnamed in a/0:0"}),
    Scenario("the same person in two documents is one", (doc("a", "Ana Roe"), doc("b", "Ana Roe")), (1, 1, 1),
             edges={"a>ana roe", "b>ana roe"}, cut={"ana roe"}),
    Scenario("two people in two documents are two", (doc("a", "Ana Roe"), doc("b", "Ben Low")), (2, 2, 2),
             origins={"ana roe", "ben low"}),
    Scenario("two people in one document are two origins through one channel", (doc("a", "Ana Roe & Ben Low"),), (1, 1, 1),
             edges={"a>ana roe", "a>ben low"}, origins={"ana roe", "ben low"}, cut={"a"}),
    Scenario("experts of two documents may be two", (doc("a", "?experts"), doc("b", "?experts")), (0, 1, 2)),
    Scenario("a person beside an unnamed source", (doc("a", "Ana Roe"), doc("b", "?experts")), (1, 1, 2)),
    Scenario("a person beside a document without a source", (doc("a", "Ana Roe"), doc("b")), (1, 1, 2)),
    Scenario("an office told of definitely is an origin", (doc("a", "~the prosecutor's office"),), (1, 1, 1),
             edges={"a>office:prosecutor's office"}, kinds={"office:prosecutor's office=external"}),
    Scenario("the office of two texts is one", (doc("a", "~the prosecutor's office"), doc("b", "~the prosecutor's office")),
             (1, 1, 1), cut={"office:prosecutor's office"}),
    Scenario("an office told of indefinitely is unnamed", (doc("a", "~a prosecutor's office"),), (0, 1, 1), origins=set()),
    Scenario("an institution of one word is unnamed", (doc("a", "~the police"),), (0, 1, 1), origins=set()),
    Scenario("a group told of definitely is unnamed", (doc("a", "?the village elders"),), (0, 1, 1), origins=set()),
    Scenario("who saw it is a first-hand origin", (doc("a", "Ana Roe", saw=True),), (1, 1, 1), kinds={"ana roe=first-hand"}),
    Scenario("an author who saw it is a first-hand origin", (doc("a", saw=True, author="Cy Dean"),), (1, 1, 1),
             edges={"a>author of a"}, kinds={"author of a=first-hand"}),
    Scenario("an unnamed witness stays unnamed", (doc("a", "?witnesses", saw=True),), (0, 1, 1), kinds={"a:witnesses=unnamed"}),
    Scenario("the outer of a chain relays the inner", (doc("a", "Ana Roe", "Ben Low"),), (1, 1, 1),
             edges={"a>ana roe", "ana roe>ben low"}, origins={"ben low"}, kinds={"ana roe=relay"}),
    Scenario("a chain of three", (doc("a", "Ana Roe", "Ben Low", "Cy Dean"),), (1, 1, 1),
             edges={"a>ana roe", "ana roe>ben low", "ben low>cy dean"}, origins={"cy dean"}),
    Scenario("a relay of unnamed people names no origin", (doc("a", "Ana Roe", "?experts"),), (0, 1, 1), origins=set()),
    Scenario("an unnamed relay of a named person", (doc("a", "?experts", "Ana Roe"),), (1, 1, 1), origins={"ana roe"},
             edges={"a>a:experts", "a:experts>ana roe"}),
    Scenario("two relays of one person are one route", (doc("a", "Ana Roe", "Cy Dean"), doc("b", "Ben Low", "Cy Dean")),
             (1, 1, 1), cut={"cy dean"}),
    Scenario("one relay of two people is one route", (doc("a", "Ana Roe", "Ben Low"), doc("b", "Ana Roe", "Cy Dean")),
             (1, 1, 1), origins={"ben low", "cy dean"}, cut={"ana roe"}),
    Scenario("who speaks for itself elsewhere is an origin though it relays here",
             (doc("a", "Ana Roe", "Ben Low"), doc("b", "Ana Roe")), (1, 1, 1), origins={"ana roe", "ben low"},
             cut={"ana roe"}, kinds={"ana roe=external"}),
    Scenario("who saw it in one text is first-hand in the whole", (doc("a", "Ana Roe"), doc("b", "Ana Roe", saw=True)), (1, 1, 1),
             kinds={"ana roe=first-hand"}),
    Scenario("two relays that speak together", (doc("a", "Ana Roe & Ben Low", "Cy Dean"),), (1, 1, 1),
             edges={"a>ana roe", "a>ben low", "ana roe>cy dean", "ben low>cy dean"}),
    Scenario("mutual credit of two people is no circle", (doc("a", "Ana Roe", "Ben Low"), doc("b", "Ben Low", "Ana Roe")),
             (2, 2, 2), edges={"a>ana roe", "ana roe>ben low", "b>ben low"}),
    Scenario("a copy folds into its original", (doc("a", "Ana Roe"), doc("b", "Ana Roe")), (1, 1, 1), (Tie(COPY, "b", "a"),),
             edges={"a>ana roe"}, documents=2),
    Scenario("a copy of a document without a source adds nobody", (doc("a"), doc("b")), (0, 1, 1), (Tie(COPY, "b", "a"),)),
    Scenario("a copy of a copy folds into the first", (doc("a"), doc("b"), doc("c")), (0, 1, 1),
             (Tie(COPY, "b", "a"), Tie(COPY, "c", "b")), edges=set(), documents=3),
    Scenario("a copy's own source is its original's", (doc("a", "Ana Roe"), doc("b", "Ben Low")), (1, 1, 1),
             (Tie(COPY, "b", "a"),), edges={"a>ana roe"}, origins={"ana roe"}),
    Scenario("a copy whose original is silent stands for itself", (doc("a", claim="other", words="bread is dear in Tarn"),
             doc("b", "Ana Roe")), (1, 1, 1), (Tie(COPY, "b", "a"),), edges={"b>ana roe"}, documents=1),
    Scenario("a copy with another number leads to its original", (doc("a", "Ana Roe", words=FORTY, claim="other"),
             doc("b", words=SIXTY)), (1, 1, 1), (Tie(COPY, "b", "a"),), edges={"b>a", "a>ana roe"},
             drifts=("number changed: 40>60",), documents=2),
    Scenario("a relay leads to the outlet's document", (doc("a", "Ana Roe"), doc("b", "The Post")), (1, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), edges={"a>ana roe", "b>a"}, cut={"a"}),
    Scenario("a relay to a document without the claim names the outlet alone",
             (doc("a", claim="other", words="bread is dear in Tarn"), doc("b", "The Post")), (1, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), edges={"b>the post"}, origins={"the post"}, documents=1),
    Scenario("a relay to a document's own copy is no step", (doc("a"), doc("b", "The Post")), (0, 1, 1),
             (Tie(COPY, "b", "a"), Tie(RELAY, "b/0:0", "a")), edges=set()),
    Scenario("a relay to a copy leads to the original", (doc("a", "Ana Roe"), doc("b", "Ana Roe"), doc("c", "The Post")),
             (1, 1, 1), (Tie(COPY, "b", "a"), Tie(RELAY, "c/0:0", "b")), edges={"a>ana roe", "c>a"}),
    Scenario("a chain goes on above a held outlet", (doc("a", "Ana Roe"), doc("b", "The Post", "Ben Low")), (1, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), edges={"b>a", "a>ana roe", "a>ben low"}),
    Scenario("two outlets that credit each other are a circle without a root", (doc("a", "The Echo"), doc("b", "The Post")),
             (0, 0, 0), (Tie(RELAY, "a/0:0", "b"), Tie(RELAY, "b/0:0", "a")), edges={"a>b", "b>a"}, circles=(("a", "b"),),
             rootless=(("a", "b"),)),
    Scenario("a circle with a way out has a root",
             (Doc("a", (Said(credits=("The Echo",)), Said(credits=("Ana Roe",)))), doc("b", "The Post")), (1, 1, 1),
             (Tie(RELAY, "a/0:0", "b"), Tie(RELAY, "b/0:0", "a")), circles=(("a", "b"),), origins={"ana roe"}),
    Scenario("forty behind one wire", (doc("w", "Ana Roe & Ben Low"), *(doc(f"d{n}") for n in range(5))), (1, 1, 1),
             tuple(Tie(RELAY, f"d{n}", "w") for n in range(5)), cut={"w"}, documents=6),
    Scenario("a wire credit is relied on beside a person", (doc("w", "Ana Roe"), doc("b", "Ben Low")), (2, 2, 2),
             (Tie(RELAY, "b", "w"),), edges={"w>ana roe", "b>ben low", "b>w"}),
    Scenario("a work cited beside is relied on", (doc("a", "Ana Roe"), doc("b")), (1, 1, 1), (Tie(LinkKind.CITATION, "b", "a"),),
             edges={"a>ana roe", "b>a"}),
    Scenario("words taken over from an earlier document", (doc("a", "Ana Roe", day="01"), doc("b", day="02")), (1, 1, 1),
             (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe", "b>a"}),
    Scenario("words taken over from a later document are not", (doc("a", "Ana Roe", day="03"), doc("b", day="02")), (1, 1, 2),
             (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe"}),
    Scenario("words taken over on the same day are not", (doc("a", "Ana Roe", day="02"), doc("b", day="02")), (1, 1, 2),
             (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe"}),
    Scenario("words taken over from an undated document are not", (doc("a", "Ana Roe"), doc("b", day="02")), (1, 1, 2),
             (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe"}),
    Scenario("words taken over into an undated document are not", (doc("a", "Ana Roe", day="02"), doc("b")), (1, 1, 2),
             (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe"}),
    Scenario("words taken over by a text that names its source are not", (doc("a", "Ana Roe", day="01"), doc("b", "Ben Low", day="02")),
             (2, 2, 2), (Tie(PARTIAL, "b", "a"),), edges={"a>ana roe", "b>ben low"}),
    Scenario("two spellings of one name are one", (doc("a", "Ana Roe"), doc("b", "Anna Roe")), (1, 1, 1),
             (Tie(LinkKind.SAME_SPEAKER, "b:anna roe", "a:ana roe"),), edges={"a>ana roe", "b>ana roe"}),
    Scenario("a person ruled to be another of the name is two", (doc("a", "Ana Roe"), doc("b", "Ana Roe")), (2, 2, 2),
             apart=("b:ana roe",), origins={"ana roe", "ana roe in b"}),
    Scenario("a hedge lost on the way", (doc("a", words=f"perhaps {DRY}", hedge="perhaps"), doc("b", "The Post")), (0, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), drifts=("hedge lost: perhaps>",)),
    Scenario("a hedge gained on the way", (doc("a"), doc("b", "The Post", words=f"perhaps {DRY}", hedge="perhaps")), (0, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), drifts=("hedge gained: >perhaps",)),
    Scenario("a bound lost on the way is a hedge lost", (doc("a", words=f"about {FORTY}"), doc("b", "The Post", words=FORTY)),
             (0, 1, 1), (Tie(RELAY, "b/0:0", "a"),), drifts=("hedge lost: about 40>40",)),
    Scenario("a negation flipped on the way", (doc("a", words="the wells of Holm are not dry", no="not"), doc("b", "The Post")),
             (0, 1, 1), (Tie(RELAY, "b/0:0", "a"),), drifts=("negation flipped: not>",)),
    Scenario("a population widened on the way", (doc("a", words="some wells of Holm are dry"),
             doc("b", "The Post", words="all wells of Holm are dry")), (0, 1, 1), (Tie(RELAY, "b/0:0", "a"),),
             drifts=("population widened: some wells of Holm are>all wells of Holm are",)),
    Scenario("strength gained on the way", (doc("a", words="dust is linked to coughs in Holm"),
             doc("b", "The Post", words="dust causes coughs in Holm")), (0, 1, 1), (Tie(RELAY, "b/0:0", "a"),),
             drifts=("link made stronger: go together>brings about",)),
    Scenario("a source named on the way", (doc("a", "?experts"), doc("b", "The Post", "Ana Roe")), (1, 1, 1),
             (Tie(RELAY, "b/0:0", "a"),), drifts=("unnamed source become named: experts>Ana Roe",)),
    Scenario("the outlet itself is no source named on the way", (doc("a", "?experts", outlet="The Post"), doc("b", "The Post")),
             (0, 1, 1), (Tie(RELAY, "b/0:0", "a"),), drifts=()),
    Scenario("nothing changed is no drift", (doc("a", "Ana Roe"), doc("b", "The Post")), (1, 1, 1), (Tie(RELAY, "b/0:0", "a"),),
             drifts=()),
    Scenario("a variant upstream that a link shows", (doc("a", "Ana Roe", words="bread is dear", claim="other"),
             doc("b", "The Post")), (1, 1, 1), (Tie(RELAY, "b/0:0", "a"), Tie(LinkKind.VARIANT, "b/0", "a/0")),
             edges={"b>a", "a>ana roe"}, documents=2),
]  # fmt: skip


def shown(trace: Trace) -> str:
    """The graph of a trace, to be read when a scenario fails."""
    lines = [f"firm {trace.firm}, lo {trace.lo}, hi {trace.hi}, {trace.documents} documents, cut {trace.cut}"]
    lines += [f"  {node.id} ({node.kind.value}) copies={node.copies}" for node in trace.nodes]
    lines += [f"  {edge.a} > {edge.b}: {edge.how} {edge.confidence}" for edge in trace.edges]
    lines += [f"  drift {drift.kind.value}: {drift.before} > {drift.after} x {drift.factor}" for drift in trace.drifts]
    return "\n".join(["", *lines, f"  circles {trace.circles}, rootless {trace.rootless}", f"  {trace.sentence}"])


def traced(scenario: Scenario) -> Trace:
    """The trace of the claim that a scenario is about."""
    return next(trace for trace in trace_claims(make_case(scenario)) if trace.claim == "it")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_scenario(scenario: Scenario) -> None:
    trace = traced(scenario)
    graph = shown(trace)
    assert (trace.firm, trace.lo, trace.hi) == scenario.interval, graph
    if scenario.edges is not None:
        assert {f"{edge.a}>{edge.b}" for edge in trace.edges} == scenario.edges, graph
    if scenario.origins is not None:
        assert set(trace.origins) == scenario.origins, graph
    if scenario.cut is not None:
        assert set(trace.cut) == scenario.cut, graph
    if scenario.drifts is not None:
        assert tuple(f"{d.kind.value}: {d.before}>{d.after}" for d in trace.drifts) == scenario.drifts, graph
    assert trace.circles == scenario.circles, graph
    assert trace.rootless == scenario.rootless, graph
    assert scenario.kinds <= {f"{node.id}={node.kind.value}" for node in trace.nodes}, graph
    assert trace.documents == (len(scenario.docs) if scenario.documents is None else scenario.documents), graph
    assert trace.amplification == (round(trace.documents / trace.hi, 2) if trace.hi else None), graph


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_one_claim_alone_and_all_of_a_case_come_to_the_same(scenario: Scenario) -> None:
    case = make_case(scenario)
    assert trace_claims(case) == tuple(trace_claim(case, claim) for claim in case.claims)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_order_of_documents_changes_no_interval(scenario: Scenario) -> None:
    turned = replace(scenario, docs=scenario.docs[::-1], ties=scenario.ties[::-1])
    one, other = traced(scenario), traced(turned)
    assert (one.firm, one.lo, one.hi) == (other.firm, other.lo, other.hi), shown(one) + shown(other)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_one_more_copy_changes_no_interval(scenario: Scenario) -> None:
    copied = replace(scenario.docs[0], name="one more copy")
    more = replace(
        scenario, docs=(*scenario.docs, copied), ties=(*scenario.ties, Tie(COPY, copied.name, scenario.docs[0].name))
    )
    one, other = traced(scenario), traced(more)
    assert (one.firm, one.lo, one.hi) == (other.firm, other.lo, other.hi), shown(one) + shown(other)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_one_more_unnamed_source_never_makes_a_claim_firmer(scenario: Scenario) -> None:
    one, other = traced(scenario), traced(replace(scenario, docs=(*scenario.docs, doc("more", "?people"))))
    assert other.firm == one.firm, shown(one) + shown(other)
    assert one.hi <= other.hi <= one.hi + 1, shown(one) + shown(other)


def test_two_copies_of_each_other_are_one_story() -> None:
    circle = Scenario("circle of copies", (doc("a"), doc("b")), (0, 1, 1), (Tie(COPY, "a", "b"), Tie(COPY, "b", "a")))
    assert traced(circle).hi == 1


def test_a_changed_number_is_told_with_its_factor() -> None:
    scenario = next(own for own in SCENARIOS if own.name == "a copy with another number leads to its original")
    [drift] = traced(scenario).drifts
    assert (drift.upstream, drift.downstream, drift.factor) == ("a/0", "b/0", 1.5)


def test_a_trace_is_as_sure_as_its_weakest_step() -> None:
    docs = (doc("a", "Ana Roe"), doc("b", "The Post"))
    weak = Scenario("weak", docs, (1, 1, 1), (Tie(COPY, "b", "a", 0.3),))
    assert traced(weak).confidence == pytest.approx(0.3)
    assert traced(replace(weak, ties=(Tie(RELAY, "b", "a", 0.4),))).confidence == pytest.approx(0.4)
