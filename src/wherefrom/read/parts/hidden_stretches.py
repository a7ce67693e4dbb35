"""Text that a reader of a document does not see, whatever the format: kept, placed, and named in the outcome."""

from collections import Counter
from collections.abc import Iterable, Sequence

from wherefrom.records import Hidden, Span


def join_hidden(hidden: Iterable[Hidden], text: str | None = None) -> list[Hidden]:
    """The same stretches in order, those that touch and are hidden alike put together.

    Args:
        hidden: sorted by their spans.
        text: the document's; with it, stretches parted by white space alone are put together too.
    """
    joined: list[Hidden] = []
    for each in hidden:
        last = joined[-1] if joined else None
        if last is None or each.how is not last.how:
            start = max(each.span.start, last.span.end if last else 0)
            if start < each.span.end:
                joined.append(Hidden(Span(start, each.span.end), each.how))
            continue
        between = text[last.span.end : each.span.start] if text is not None else ""
        if each.span.start <= last.span.end or (text is not None and not between.strip()):
            joined[-1] = Hidden(Span(last.span.start, max(last.span.end, each.span.end)), last.how)
        else:
            joined.append(each)
    return joined


def name_hidden(hidden: Sequence[Hidden]) -> list[str]:
    """A clause of the outcome; none when nothing is hidden."""
    if not hidden:
        return []
    letters: Counter[str] = Counter()
    for each in hidden:
        letters[each.how.value] += each.span.end - each.span.start
    told = "; ".join(f"{count} letters {how}" for how, count in letters.most_common())
    return [f"kept though it is not to be seen: {told}"]
