"""Expectations: one pattern and one function a kind of line; a line that no pattern fits, or several, is an error."""

import re
from collections.abc import Callable

from tests.stories.story import StoryError
from tests.stories.telling import Telling
from wherefrom.records import DateMention, Figure, Finding, LinkKind, Trace

Judge = Callable[..., None]
_KINDS: list[tuple[re.Pattern[str], Judge]] = []


def expects(pattern: str) -> Callable[[Judge], Judge]:
    """Register a kind of line: ``W`` stands for words in quotation marks, ``D`` for a document's letter."""
    pattern = pattern.replace("W", '"([^"]+)"').replace("D", "([A-Z])")

    def register(judge: Judge) -> Judge:
        _KINDS.append((re.compile(pattern), judge))
        return judge

    return register


def judge_expectation(telling: Telling, line: str) -> None:
    """Hold one expectation against what was found.

    Raises:
        StoryError: nobody knows such a line.
        AssertionError: it is not so.
    """
    fits = [(match, judge) for pattern, judge in _KINDS if (match := pattern.fullmatch(line))]
    if len(fits) != 1:
        message = f"{len(fits)} kinds of expectation fit the line: {line}"
        raise StoryError(message)
    match, judge = fits[0]
    judge(telling, *match.groups())


# Attribute


@expects(r"attributions (\d+)")
def _attributions(telling: Telling, count: str) -> None:
    sources = [(telling.text(own.document, own.source), own.maker) for own in telling.case.attributions]
    assert len(sources) == int(count), sources


@expects(r"stance(?: (\d))? (\w+)")
def _stance(telling: Telling, number: str | None, stance: str) -> None:
    assert telling.attribution(number or "").stance.value == stance


@expects(r"form(?: (\d))? (direct|mixed|indirect)")
def _form(telling: Telling, number: str | None, form: str) -> None:
    assert telling.attribution(number or "").form.value == form


@expects(r"told(?: (\d))? W")
def _told(telling: Telling, number: str | None, name: str) -> None:
    assert [telling.case.speaker[own].name for own in telling.attribution(number or "").to] == [name]


@expects("speaker W is (.+)")
def _speaker(telling: Telling, words: str, name: str) -> None:
    found = " + ".join(own.name for own in telling.speakers(words)) or "nobody"
    assert found == name


@expects("kind W is (.+)")
def _kind(telling: Telling, name: str, kind: str) -> None:
    assert {own.kind.value for own in telling.named(name)} == {kind}


@expects("described W as W")
def _described(telling: Telling, name: str, words: str) -> None:
    assert {own.description for own in telling.named(name)} == {words}


@expects(r"count W = (\d+)")
def _count(telling: Telling, name: str, count: str) -> None:
    assert {own.count for own in telling.named(name)} == {int(count)}


@expects("introduced W (yes|no)")
def _introduced(telling: Telling, name: str, answer: str) -> None:
    assert {own.introduced for own in telling.named(name)} == {answer == "yes"}


@expects("no speaker W")
def _no_speaker(telling: Telling, name: str) -> None:
    assert name not in {own.name for own in telling.case.speakers}


@expects("chain W : (.+)")
def _chain(telling: Telling, words: str, chain: str) -> None:
    assert (" > ".join(telling.chain(telling.statement(words))) or "author") == chain


@expects("statement W is (asserted|denied|hedged|asked|wished|believed)")
def _statement(telling: Telling, words: str, stance: str) -> None:
    assert telling.statement(words).stance.value == stance


@expects("statement whole: W")
def _whole(telling: Telling, words: str) -> None:
    assert words in {telling.words(own).strip(" .,“”") for own in telling.case.statements}, [
        telling.words(own) for own in telling.case.statements
    ]


@expects("statement none: W")
def _no_statement(telling: Telling, words: str) -> None:
    assert any(words in document.text for document in telling.case.documents), "no document has these words"
    assert [telling.words(own) for own in telling.case.statements if words in telling.words(own)] == []


@expects("(hedges|negations) W: (.+)")
def _weakened(telling: Telling, which: str, words: str, expected: str) -> None:
    own = telling.statement(words)
    spans = own.hedges if which == "hedges" else own.negations
    assert (", ".join(telling.text(own.document, (span,)) for span in spans) or "none") == expected


@expects("first-hand W (yes|no)")
def _first_hand(telling: Telling, words: str, answer: str) -> None:
    assert telling.statement(words).first_hand is (answer == "yes")


@expects("names W: (.+)")
def _names(telling: Telling, words: str, expected: str) -> None:
    assert (", ".join(name.key for name in telling.statement(words).names) or "none") == expected


@expects("citation W is (.+?)(?: by W)?")
def _citation(telling: Telling, words: str, kind: str, by: str | None) -> None:
    fits = [own for own in telling.case.citations if words == telling.text(own.document, (own.span,))]
    all_cited = [(telling.text(own.document, (own.span,)), own.title) for own in telling.case.citations]
    assert [own.kind.value for own in fits] == [kind], all_cited
    if by is not None:
        assert fits[0].by == by


@expects(r"citations (\d+)")
def _citations(telling: Telling, count: str) -> None:
    assert len(telling.case.citations) == int(count), [own.title for own in telling.case.citations]


@expects("titled W")
def _titled(telling: Telling, title: str) -> None:
    assert title in {own.title for own in telling.case.citations}, [own.title for own in telling.case.citations]


# Figures


def _figure_of(telling: Telling, raw: str) -> Figure:
    fits = [own for own in telling.case.figures if own.raw == raw]
    assert len(fits) == 1, f"“{raw}” is {len(fits)} of {[own.raw for own in telling.case.figures]}"
    return fits[0]


def _date_of(telling: Telling, raw: str) -> DateMention:
    fits = [own for own in telling.case.dates if own.raw == raw]
    assert len(fits) == 1, f"“{raw}” is {len(fits)} of {[own.raw for own in telling.case.dates]}"
    return fits[0]


@expects(r"figure W = (?:(about|over|under|at least|at most|vague) )?([\d.-]*?)(?:(\.\.)([\d.]*))?(?: ([a-zA-Z ]+))?")
def _figure(telling: Telling, raw: str, bound: str, low: str, dots: str, high: str, unit: str) -> None:  # noqa: PLR0913, PLR0917
    own = _figure_of(telling, raw)
    ends = (float(low) if low else None, (float(high) if high else None) if dots else float(low))
    assert (own.low, own.high, own.bound.value, own.unit) == (*ends, bound or "exact", unit or "")


@expects("counted W: (.+)")
def _counted(telling: Telling, raw: str, counted: str) -> None:
    assert (_figure_of(telling, raw).counted or "nothing") == counted


@expects("ratio W of W")
def _ratio(telling: Telling, raw: str, whole: str) -> None:
    assert _figure_of(telling, raw).ratio_of == whole


@expects("period W is W")
def _period(telling: Telling, raw: str, date: str) -> None:
    assert _figure_of(telling, raw).period == _date_of(telling, date).id


@expects("figure none W")
def _no_figure(telling: Telling, raw: str) -> None:
    assert any(raw in document.text for document in telling.case.documents), "no document has these words"
    assert [own.raw for own in telling.case.figures if raw in own.raw or own.raw in raw] == []


@expects(r"date W = (\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")
def _date(telling: Telling, raw: str, first: str, last: str | None) -> None:
    own = _date_of(telling, raw)
    assert (own.first, own.last) == (first, last or first), own.timex


@expects(r"date W is (\S+)")
def _timex(telling: Telling, raw: str, timex: str) -> None:
    assert _date_of(telling, raw).timex == timex


@expects(r"date W nowhere")
def _unplaced(telling: Telling, raw: str) -> None:
    assert _date_of(telling, raw).first is None


@expects(r"date W approximate (yes|no)")
def _approximate(telling: Telling, raw: str, answer: str) -> None:
    assert _date_of(telling, raw).approximate is (answer == "yes")


@expects("date none W")
def _no_date(telling: Telling, raw: str) -> None:
    assert any(raw in document.text for document in telling.case.documents), "no document has these words"
    assert [own.raw for own in telling.case.dates if raw in own.raw or own.raw in raw] == []


# Link


def _linked(telling: Telling, a: str, b: str) -> dict[str, str]:
    """The kinds of the links from a record of one document to a record of another, and their explanations."""
    home = {own.id: own.document for own in (*telling.case.attributions, *telling.case.statements)}
    home |= {own.id: own.document for own in (*telling.case.speakers, *telling.case.citations)}
    ends = [(link, home.get(link.a, link.a), home.get(link.b, link.b)) for link in telling.case.links]
    return {link.kind.value: link.explanation for link, first, second in ends if (first, second) == (a, b)}


_LINKS = "|".join(sorted((kind.value for kind in LinkKind), key=len, reverse=True))


@expects(rf"({_LINKS}) D of D(?:: (.+))?")
def _link(telling: Telling, kind: str, a: str, b: str, explanation: str | None) -> None:
    found = _linked(telling, a, b)
    assert kind in found, telling.case.links
    assert explanation is None or explanation in found[kind], found[kind]


@expects(rf"no ({_LINKS}) D of D")
def _no_link(telling: Telling, kind: str, a: str, b: str) -> None:
    assert kind not in _linked(telling, a, b) | _linked(telling, b, a)


@expects("(joined|apart) W D and W D")
def _joined(telling: Telling, how: str, *places: str) -> None:
    first, a, second, b = places
    ids = {telling.statement(first, a).id, telling.statement(second, b).id}
    assert any(ids <= set(claim.statements) for claim in telling.case.claims) is (how == "joined")


# Trace


def _trace_of(telling: Telling, words: str) -> Trace:
    return telling.case.trace[telling.claim(words).id]


@expects(r"claim W: firm (\d+) lo (\d+) hi (\d+)(?: documents (\d+))?")
def _claim(telling: Telling, words: str, *numbers: str | None) -> None:
    own = _trace_of(telling, words)
    *interval, documents = numbers
    nodes = [(node.kind.value, node.label) for node in own.nodes]
    assert [own.firm, own.lo, own.hi] == [int(number or 0) for number in interval], nodes
    assert documents is None or own.documents == int(documents)


@expects("origins W: (.+)")
def _origins(telling: Telling, words: str, expected: str) -> None:
    own = _trace_of(telling, words)
    labels = {node.id: node.label for node in own.nodes}
    assert (", ".join(labels[name] for name in own.origins) or "none") == expected


@expects("alike W: (.+)")
def _alike(telling: Telling, words: str, expected: str) -> None:
    own = _trace_of(telling, words)
    assert ("; ".join(alike.why for alike in own.alike) or "none") == expected


@expects("node W: W is (document|relay|first-hand|external|unnamed)")
def _node(telling: Telling, words: str, label: str, kind: str) -> None:
    nodes = [(node.label, node.kind.value) for node in _trace_of(telling, words).nodes]
    assert (label, kind) in nodes, nodes


@expects("(cut) W: (.+)")
def _cut(telling: Telling, _cut: str, words: str, expected: str) -> None:
    own = _trace_of(telling, words)
    labels = {node.id: node.label for node in own.nodes}
    assert (", ".join(sorted(labels[name] for name in own.cut)) or "none") == expected


@expects(r"circle W: ([A-Z ]+|none)( rootless)?")
def _circle(telling: Telling, words: str, expected: str, rootless: str | None) -> None:
    own = _trace_of(telling, words)
    assert ([" ".join(sorted(circle)) for circle in own.circles] or ["none"]) == [expected]
    assert bool(own.rootless) is bool(rootless)


@expects("drift W: (.+)")
def _drift(telling: Telling, words: str, expected: str) -> None:
    kinds = [drift.kind.value for drift in _trace_of(telling, words).drifts]
    assert (", ".join(dict.fromkeys(kinds)) or "none") == expected


@expects("factor W: ([0-9.]+)")
def _factor(telling: Telling, words: str, expected: str) -> None:
    assert float(expected) in [drift.factor for drift in _trace_of(telling, words).drifts]


@expects("said of W: W")
def _sentence(telling: Telling, words: str, expected: str) -> None:
    assert expected in _trace_of(telling, words).sentence, _trace_of(telling, words).sentence


@expects("amplified W: ([0-9.]+)")
def _amplified(telling: Telling, words: str, expected: str) -> None:
    assert _trace_of(telling, words).amplification == float(expected)


# Check


def _findings(telling: Telling, check: str) -> list[Finding]:
    return [own for own in telling.case.findings if own.check == check]


def _only_finding(telling: Telling, check: str) -> Finding:
    found = _findings(telling, check)
    assert len(found) == 1, [own.message for own in found] or telling.case.findings
    return found[0]


@expects(r"finding W(?: in D)?(?: (note|warning|serious))?")
def _finding(telling: Telling, check: str, document: str | None, severity: str | None) -> None:
    own = _only_finding(telling, check)
    assert document is None or own.places[0].document == document, own
    assert severity is None or own.severity.value == severity, own


@expects("no finding W")
def _no_finding(telling: Telling, check: str) -> None:
    assert [own.message for own in _findings(telling, check)] == []


@expects("message W: W")
def _message(telling: Telling, check: str, words: str) -> None:
    messages = [own.message for own in _findings(telling, check)]
    assert any(words in message for message in messages), messages


@expects("place W: W")
def _place(telling: Telling, check: str, words: str) -> None:
    own = _only_finding(telling, check)
    assert words == _first_place(telling, own)


def _first_place(telling: Telling, finding: Finding) -> str:
    """The words where a finding asks to begin reading."""
    place = finding.places[0]
    return telling.text(place.document, (place.span,)).strip(" .")
