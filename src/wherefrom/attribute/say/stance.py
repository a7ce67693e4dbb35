"""Stance, hedges and negations: how a source stands to what is credited to it, and the words that show it."""

from collections.abc import Iterable, Sequence

from wherefrom.language.lists import word_lists
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Form, Span, Stance

_LISTS = word_lists("stance")
_BY_HEAD = {
    form: stance
    for stance, group in (
        (Stance.DENIED, "denied"),
        (Stance.ASKED, "asked"),
        (Stance.WISHED, "wished"),
        (Stance.BELIEVED, "believed"),
        (Stance.HEDGED, "hedged"),
    )
    for form in _LISTS[group]
}
_NOT = frozenset({"not", "never", "didn't", "doesn't", "don't", "hasn't", "haven't", "won't", "wouldn't", "couldn't"})
_BE = frozenset({"is", "are", "was", "were", "been", "be"})
# A form of "be" that makes "is believed" a hedge stands at most this many words before.
_BE_REACH = 2


def stance_of_cue(text: str, cue: Iterable[Span], head: str, next_form: str) -> Stance:
    """The stance that a cue expresses.

    Args:
        text: the document's text.
        cue: the cue's spans.
        head: its deciding word, lower case.
        next_form: the word after it, lower case ("called for").
    """
    tokens = [token for span in cue for token in tokens_in(text, span.start, span.end)]
    stance = _BY_HEAD.get(head, Stance.ASSERTED)
    if head in _LISTS["wished_with_for"] and next_form not in {"for", "on"}:
        stance = Stance.ASSERTED
    negated = any(token.form in _NOT for token in tokens)
    if stance is Stance.DENIED and negated:
        return Stance.ASSERTED
    if stance is Stance.ASSERTED and find_hedges(tokens):
        return Stance.HEDGED
    return stance


def stance_of_author(hedges: Sequence[Span], text: str, spans: Sequence[Span]) -> Stance:
    """The stance of the author's own words."""
    # The mark is the last letter of a whole sentence, and stands behind one that was trimmed.
    if "?" in text[spans[-1].end - 1 : spans[-1].end + 1]:
        return Stance.ASKED
    return Stance.HEDGED if hedges else Stance.ASSERTED


def find_hedges(tokens: Sequence[Token]) -> list[Span]:
    """The words that weaken, in order."""
    found = []
    for index, token in enumerate(tokens):
        if token.form not in _LISTS["hedge"] or (token.form in {"may", "might"} and token.kind is WordClass.NAME):
            continue
        if token.form == "may" and token.capital and index:
            continue
        if token.form == "possible" and _is_no_doubt(tokens, index):
            continue
        if token.form in _LISTS["hedge_as_participle"] and not _is_participle(tokens, index):
            continue
        found.append(Span(token.start, token.end))
    return found


def _is_no_doubt(tokens: Sequence[Token], index: int) -> bool:
    """Whether "possible" tells what can be done, not what may be so: "possible to", "not possible", "as soon as possible"."""
    after = tokens[index + 1].kind if index + 1 < len(tokens) else None
    before = tokens[index - 1].form if index else ""
    return after is WordClass.TO or before in {"not", "as", "if", "when", "where", "whenever", "wherever", "n't"} | _NOT


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is an adjective before a noun, or follows a form of "be"."""
    before = tokens[max(0, index - _BE_REACH) : index]
    if any(token.form in _BE for token in before):
        return True
    return bool(before) and before[-1].kind in {WordClass.DETERMINER, WordClass.POSSESSIVE} and index + 1 < len(tokens)


def find_negations(tokens: Sequence[Token]) -> list[Span]:
    """The words that deny, in order."""
    return [Span(token.start, token.end) for token in tokens if token.form in _LISTS["negation"]]


def tells_first_hand(tokens: Sequence[Token]) -> bool:
    """Whether the words tell that the speaker saw or did it: "I saw", "we buried", "I was there"."""
    for index, token in enumerate(tokens[:-1]):
        if token.form not in {"i", "we"}:
            continue
        following = [t.form for t in tokens[index + 1 : index + 5] if t.kind is not WordClass.ADVERB]
        if not following or following[0] not in _LISTS["first_hand_verb"]:
            continue
        if following[0] not in {"was", "were"}:
            return True
        if len(following) > 1 and following[1] in _LISTS["first_hand_place"]:
            return True
    return False


def form_of(text: str, content: Sequence[Span]) -> Form:
    """Direct when all stands in double quotation marks, mixed when some does, else indirect."""
    marks = '"“”«»'
    whole = [text[span.start : span.end].strip(" ,.") for span in content]
    quoted = [words for words in whole if words[:1] in marks or words[:2] == "''"]
    if quoted and len(quoted) == len(whole) and all(_is_one_quotation(words) for words in whole):
        return Form.DIRECT
    return Form.MIXED if any(mark in words for words in whole for mark in (*marks, "''")) else Form.INDIRECT


def _is_one_quotation(words: str) -> bool:
    """Whether nothing stands outside the marks; a later paragraph of a quotation may lack its closing one."""
    inner = words[1:-1]
    return not ("”" in inner and "“" in inner[inner.find("”") :]) and inner.count('"') in {0, 2}
