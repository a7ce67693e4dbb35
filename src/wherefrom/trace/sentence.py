"""A trace in one plain sentence, in words that a reporter would use; never whether anything is true."""

from functools import partial

from wherefrom.language.counting import counted
from wherefrom.records import Node, NodeKind, Trace

NAMES_SHOWN = 3

_count = partial(counted, in_words=True)


def describe_trace(trace: Trace) -> str:
    """The sentence: who carries the claim, what it rests on, and through what it runs."""
    if not trace.documents:
        denied = f"; it is denied by {_count(len(trace.against), 'statement')}" if trace.against else ""
        return f"Nobody in the case asserts this{denied}."
    carried = (
        f"{_count(trace.documents, 'document').capitalize()} {'carries' if trace.documents == 1 else 'carry'} this"
    )
    denied = f"; {_count(len(trace.against), 'statement denies', 'statements deny')} it" if trace.against else ""
    return f"{carried}; {_rests_on(trace)}{_through(trace)}{_circles(trace)}{denied}."


def _rests_on(trace: Trace) -> str:
    nodes = {node.id: node for node in trace.nodes}
    origins = [nodes[name] for name in trace.origins]
    unnamed = [node for node in trace.nodes if node.kind is NodeKind.UNNAMED]
    silent = _silent_documents(trace)
    it = "it rests" if trace.documents == 1 else "together they rest"
    if trace.hi == 0:
        return f"{it} on nothing outside {'itself' if len(trace.nodes) == 1 else 'their own circle'}"
    if origins:
        first_hand = all(node.kind is NodeKind.FIRST_HAND for node in origins)
        kind = "first-hand origin" if first_hand else "named origin"
        words = f"{it} on {_count(len(origins), kind)} ({_names(origins)})"
        known = len(origins) if trace.alike else trace.firm
        if trace.alike:
            shown = f"of which {_count(trace.firm, 'is', 'are')} shown" if trace.firm > 1 else "not shown"
            words += f", {shown} to be distinct"
        if trace.hi > known:
            words += f", and at most {_count(trace.hi - known, 'more', 'more')} that {'is' if trace.hi - known == 1 else 'are'} not named"
        elif len(origins) > known:
            words += f", reached by {_count(trace.firm, 'independent route')} only"
        return words
    if unnamed and silent:
        return f"no origin is named: {it} on unnamed sources ({_names(unnamed)}) and on what {_count(len(silent), 'document')} {'says' if len(silent) == 1 else 'say'} without a source"
    if unnamed:
        return f"no origin is named: {it} on {'an unnamed source' if len(unnamed) == 1 else 'unnamed sources'} ({_names(unnamed)})"
    return "it names no source" if trace.documents == 1 else "none of them leads to a source"


def _silent_documents(trace: Trace) -> list[Node]:
    """Documents from which no edge leads on."""
    relying = {edge.a for edge in trace.edges}
    return [node for node in trace.nodes if node.kind is NodeKind.DOCUMENT and node.id not in relying]


def _through(trace: Trace) -> str:
    """The channel through which all of several documents run."""
    if trace.documents < 2 or len(trace.cut) != 1:  # noqa: PLR2004
        return ""
    channel = next(node for node in trace.nodes if node.id == trace.cut[0])
    if channel.id in trace.origins and len(trace.origins) == 1:
        return ""
    if channel.kind is NodeKind.DOCUMENT and channel.copies and len(channel.copies) + 1 == trace.documents:
        return f"; all are one story, of which {_count(len(channel.copies), 'copy', 'copies')} {'was' if len(channel.copies) == 1 else 'were'} found"
    return f"; every route runs through one: {channel.label}"


def _circles(trace: Trace) -> str:
    if not trace.circles:
        return ""
    nodes = {node.id: node for node in trace.nodes}
    named = _names([nodes[name] for name in trace.circles[0]])
    lost = ", with no way out to a source" if trace.rootless else ""
    return f"; {named} rely on one another in a circle{lost}"


def _names(nodes: list[Node]) -> str:
    labels = [node.label for node in nodes[:NAMES_SHOWN]]
    more = len(nodes) - len(labels)
    return ", ".join(labels) + (f" and {more} more" if more else "")
