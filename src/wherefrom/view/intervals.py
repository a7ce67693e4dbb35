"""An interval in words, the same on every screen: never a number of origins where nobody is named."""

from wherefrom.language.counting import counted
from wherefrom.records import NodeKind, Trace

NOT_ASSERTED = "nobody asserts it"
NO_SOURCE = "no source named"


def say_interval(trace: Trace) -> str:
    """On how many independent origins a claim rests, as short as it can stand.

    Returns:
        "1 origin", "2 to 3 origins"; where nobody is named "no source named", with how many unnamed people there may be;
        where the claim is only denied, asked or wished, that nobody asserts it.
    """
    if not trace.documents:
        return NOT_ASSERTED
    if not trace.origins:
        unnamed = sum(node.kind is NodeKind.UNNAMED for node in trace.nodes)
        return f"{NO_SOURCE}, {unnamed} unnamed" if unnamed else NO_SOURCE
    if trace.lo == trace.hi:
        return counted(trace.lo, "origin")
    return f"{trace.lo} to {counted(trace.hi, 'origin')}"
