"""Naming: whom a name means, in a source's words: a full name, a surname, a name after a description, a name heard first."""

from wherefrom.attribute.people.directory import (
    BY_AMBIGUOUS_SURNAME,
    BY_SURNAME,
    SURE,
    Directory,
    Somebody,
    key_of,
    roles_of,
)
from wherefrom.attribute.people.discourse import Reference
from wherefrom.attribute.people.kinds import gender_of_words, kind_of_name
from wherefrom.attribute.people.names import TITLES, is_people
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span, SpeakerKind

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
# A title before a name stands at most so many letters before it.
_TITLE_REACH = 30


def who_is_named(directory: Directory, core: list[Token], description: str) -> Reference | None:
    """Whom the name that ends some words means; None where no name known in the document does.

    Args:
        directory: who is known.
        core: the words that name one party.
        description: what the words after them tell.
    """
    head = core[-1]
    named = directory.named_within(Span(core[0].start, head.end))
    if not named or named[-1][0].end != head.end or head.kind is not WordClass.NAME or is_people(head.form):
        return None
    own, who = named[-1]
    before = directory.text[core[0].start : own.start].strip()
    words = before.split()
    while words and words[-1].casefold() in TITLES and not description:
        words.pop()
    return Reference(
        who,
        own,
        _sureness(directory, own, who),
        description=description or clean_lead(" ".join(words)),
        roles=roles_of(before),
        gender=gender_of_words(f"{before} {description}".casefold().split()),
        introduced=bool(description),
    )


def who_is_heard_first(directory: Directory, core: list[Token], description: str) -> Reference:
    """Somebody whose name the document gives in no fuller form."""
    text = directory.text
    start = len(core)
    while start > 0 and core[start - 1].kind in {WordClass.NAME, WordClass.NUMBER}:
        start -= 1
    own = Span(core[start].start, core[-1].end)
    name = " ".join(text[own.start : own.end].split())
    who = directory.known.get(key_of(name))
    if who is not None:
        return Reference(who, own, BY_SURNAME)
    lead = clean_lead(text[core[0].start : own.start].strip())
    kind = kind_of_name(name, [token.form for token in core])
    titled = core[start].form in TITLES and len(core) - start > 1
    told = len(name.split()) > 1 or titled or bool(description or lead) or kind is SpeakerKind.ORGANISATION
    gender = gender_of_words([token.form for token in core])
    new = Somebody(key_of(name), name, kind, description or lead, gender, introduced=told)
    return Reference(new, own, BY_SURNAME, standing_for=() if kind is SpeakerKind.ORGANISATION else (core[-1].form,))


def who_is_apposed(directory: Directory, core: list[Token], rest: list[Token]) -> Reference | None:
    """A described person whose name follows in commas: "a lawyer for the union, Benedikt Orle"."""
    if not rest:
        return None
    named = directory.named_within(Span(rest[0].start, rest[-1].end))
    for own, who in named:
        if who.kind is SpeakerKind.PERSON and _follows_comma(directory.text, own.start):
            lead = clean_lead(directory.text[core[0].start : core[-1].end])
            return Reference(who, own, BY_SURNAME, description=lead, introduced=True)
    return None


def _follows_comma(text: str, start: int) -> bool:
    """Whether a name stands right after a comma, but for a title."""
    before = text[max(0, start - _TITLE_REACH) : start].rstrip()
    while before and before.rpartition(" ")[2].casefold() in TITLES:
        before = before.rpartition(" ")[0].rstrip()
    return before.endswith(",")


def _sureness(directory: Directory, own: Span, who: Somebody) -> float:
    words = directory.text[own.start : own.end].casefold().split()
    if len(words) > 1 or who.name.casefold() == words[0]:
        return SURE
    return BY_SURNAME if len(directory.by_word.get(words[0], ())) == 1 else BY_AMBIGUOUS_SURNAME


def clean_lead(words: str) -> str:
    """What stands before a name, as a description; an article alone is none."""
    return "" if words.casefold() in _DETERMINERS else strip_determiner(words).strip(" ,“\"'")


def strip_determiner(words: str) -> str:
    """Words without "the", "its" and the like before them, unless they are all."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in _DETERMINERS else words
