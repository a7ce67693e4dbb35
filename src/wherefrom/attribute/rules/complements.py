"""Complements: what kind of thing follows a verb: a clause, a quotation, a question, "to", "as", a noun."""

from collections.abc import Sequence
from enum import StrEnum

from wherefrom.language.tokens import Token, WordClass


class Complement(StrEnum):
    """What follows a verb."""

    CLAUSE = "clause"
    QUOTATION = "quotation"
    QUESTION = "question"
    INFINITIVE = "infinitive"
    AS = "as"
    NAMED = "named"
    TOPIC = "topic"
    NOUN = "noun"
    NONE = "none"


_QUESTIONS = frozenset({"how", "why", "what", "whether", "if", "where", "when", "who", "which"})
_SINGLE_MARKS = frozenset({"'", "‘"})
_TOPICS = frozenset({"about", "of", "for", "against", "with"})
_NOMINAL = frozenset(
    {
        WordClass.NAME,
        WordClass.NOMINAL,
        WordClass.NUMBER,
        WordClass.DETERMINER,
        WordClass.POSSESSIVE,
        WordClass.PRONOUN,
        WordClass.CLITIC,
    }
)
_INSIDE = _NOMINAL | {WordClass.PREPOSITION, WordClass.ADVERB, WordClass.AND, WordClass.OTHER}
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "it's", "he's", "she's", "they're", "we're", "i'm"})
_BASE_FORMS = frozenset({"be", "have", "do"})
_FINITE = frozenset({WordClass.VERB, WordClass.AUXILIARY})
# How far the verb of a bare clause, an "as" or a quotation may stand from what opens the complement.
_REACH = 14


def complement_after(tokens: Sequence[Token], at: int) -> tuple[Complement, int]:
    """The kind of complement that begins at an index, adverbs and a comma stepped over, and where it begins."""
    while at < len(tokens) and (tokens[at].kind is WordClass.ADVERB or tokens[at].form in {",", ":"}):
        at += 1
    return (_kind_at(tokens, at) if at < len(tokens) else Complement.NONE), at


def _kind_at(tokens: Sequence[Token], at: int) -> Complement:
    first = tokens[at]
    if first.kind is WordClass.OPENING or first.form in _SINGLE_MARKS:
        return Complement.QUOTATION
    if first.form in _QUESTIONS:
        return Complement.QUESTION
    if first.kind is WordClass.THAT:
        return Complement.CLAUSE if at + 1 < len(tokens) else Complement.NOUN
    if first.kind in _NOMINAL:
        return _after_noun(tokens, at)
    if first.kind is WordClass.PREPOSITION and first.form in _TOPICS:
        return Complement.TOPIC
    return {WordClass.TO: Complement.INFINITIVE}.get(
        first.kind, Complement.AS if first.form == "as" else Complement.NONE
    )


def _after_noun(tokens: Sequence[Token], at: int) -> Complement:
    """What a complement that begins like a noun phrase is: its first verb, "to", "as" or quotation mark tells."""
    if tokens[at].form in _SUBJECTS:
        return Complement.CLAUSE
    for index in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[index]
        contracted = token.kind is WordClass.CLITIC and tokens[index - 1].kind is WordClass.PRONOUN  # "it's"
        if contracted or (token.kind in _FINITE and not token.form.endswith("ing")):
            return Complement.CLAUSE
        if token.kind is WordClass.TO:
            after = tokens[index + 1] if index + 1 < len(tokens) else token
            if after.kind is WordClass.VERB or after.form in _BASE_FORMS or after.kind is WordClass.NOMINAL:
                return Complement.INFINITIVE
            continue  # "cuts to the budget": a preposition
        if token.form == "as":
            return Complement.AS
        if token.kind is WordClass.OPENING or token.form in _SINGLE_MARKS:
            return Complement.NAMED
        if token.kind not in _INSIDE:
            break
    return Complement.NOUN
