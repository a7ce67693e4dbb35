"""Frames: what stands after and before a word, coarsely, so that counts can say when it credits somebody.

"said" before "that" nearly always credits; "show" before "a" seldom does; "report" after "a" hardly ever.
"""

from collections.abc import Sequence

from wherefrom.language.tokens import Token, WordClass

GROUPED = frozenset({WordClass.AUXILIARY, WordClass.ADVERB})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"})
_TELLING = frozenset({"as", "how", "why", "what", "whether", "if", "where", "when"})
_SAME_FRAME = {
    WordClass.POSSESSIVE: "determiner",
    WordClass.NUMBER: "determiner",
    WordClass.AND: "conjunction",
    WordClass.QUOTATION: "quotation",
}


def frame_after(tokens: Sequence[Token], index: int) -> str:
    """The frame that follows a word: a preposition itself, else the class of the next word but adverbs."""
    at = index + 1
    while at < len(tokens) and tokens[at].kind is WordClass.ADVERB:
        at += 1
    if at >= len(tokens):
        return "end"
    token = tokens[at]
    if token.kind is WordClass.PREPOSITION:
        return token.form
    if token.kind is WordClass.SUBORDINATOR:
        return token.form if token.form in _TELLING else "subordinator"
    return _SAME_FRAME.get(token.kind, token.kind.value)


def frame_before(tokens: Sequence[Token], index: int) -> str:
    """The frame that precedes a word: the class before its auxiliaries, and whether one is a form of "be"."""
    at, auxiliary = index - 1, ""
    while at >= 0 and tokens[at].kind in GROUPED:
        if tokens[at].kind is WordClass.AUXILIARY and not auxiliary:
            auxiliary = "be " if tokens[at].form in _BE else "aux "
        at -= 1
    if at < 0:
        return f"{auxiliary}start"
    token = tokens[at]
    return auxiliary + _SAME_FRAME.get(token.kind, token.kind.value)


def stem(form: str) -> str:
    """A crude stem under which the forms of one verb are counted together."""
    for ending in ("ying", "ied", "ies"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return form[: -len(ending)] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            form = form[: -len(ending)]
            break
    return form[:-1] if len(form) > 4 and form[-1] == form[-2] else form  # noqa: PLR2004 - "planned", "plan"


def is_participle(token: Token) -> bool:
    """Whether a word has the form of a present participle ("saying")."""
    return token.form.endswith("ing")
