"""Plain words for what the records hold, and letters that would hide or turn others made visible."""

import re

from wherefrom.language.counting import counted
from wherefrom.records import Trace

# Control characters, the marks that turn or override the direction of text, zero-width marks that hide inside a word,
# tag characters, and lone surrogates. Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]|\r(?!\n)"
)


def show_hidden(text: str) -> str:
    """The text with every hidden or direction-turning character written out as ⟦U+202E⟧."""
    return _HIDDEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def say_confidence(confidence: float) -> str:
    """A confidence of 0 to 1 in whole percent; never rounded up to certainty."""
    percent = round(confidence * 100)
    if percent == 100 and confidence < 1:  # noqa: PLR2004 - a hundred percent
        percent = 99
    return f"{percent} %"


def say_size(size: int) -> str:
    """A number of bytes as a reader says it, in the powers of ten that file managers use."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= step:
            return f"{size / step:.1f} {unit}"
    return counted(size, "byte")


def say_number(value: float) -> str:
    """A number with thousands separated, without a tail of zeros."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")


def explain_interval(trace: Trace) -> str:
    """What the interval of one claim means, in words that need no explanation of their own."""
    if not trace.documents:
        return "Nobody in the case asserts it: what is said of it denies it, asks or wishes it."
    carried = f"{counted(trace.documents, 'document')} {'carries' if trace.documents == 1 else 'carry'} this claim."
    return f"{carried} {_explain_firm(trace)} {_explain_high(trace)}".strip()


def _explain_firm(trace: Trace) -> str:
    if trace.firm == 0:
        return "Nobody who is named, and nobody who saw it, can be reached from them by a route of its own."
    if trace.firm == 1 and trace.alike:
        return "Those who are named are not shown to be distinct from one another: they count as one origin."
    if trace.firm == 1:
        return (
            "All routes to somebody who is named or was there share a step: they count as one origin, "
            "however often it is repeated."
            if trace.documents > 1
            else "One named or first-hand origin is shown for it."
        )
    return (
        f"They lead to {trace.firm} named or first-hand origins by routes that share no step: "
        "if any one of them is wrong, the others still stand."
    )


def _explain_high(trace: Trace) -> str:
    extra = trace.hi - trace.firm
    if trace.hi == 0:
        return "Nothing in this case shows where it comes from."
    if extra > 0 and trace.alike:
        return f"{extra} more, if all who are named are distinct and every unnamed source is someone new."
    if extra <= 0:
        return "There is no unnamed source that could add another."
    if trace.firm == 0 and extra == 1:
        return "What is left is one unnamed source, or one document that names none."
    if trace.firm == 0:
        return (
            "What is left are unnamed sources, or documents that name none: "
            f"{extra} origins if each is someone new, one if they are all the same."
        )
    return (
        f"Unnamed sources, and documents that name no source, add {extra} if each is someone new, "
        "and none if they are somebody already counted."
    )
