"""Which origins are shown to be distinct: by who they are, and by their words. What is not shown distinct is counted once.

Two parties may be one where nothing in their names tells them apart (a surname with and without a first name; a body and a longer
name of it), where one is the other's office, voice or work, and where one told the other. And whoever it is credited to, one
sentence in the same words is one telling: somebody took it over, or both read it off one page.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wherefrom.language.lists import word_lists
from wherefrom.language.tokens import WordClass, cut_tokens
from wherefrom.language.words import FUNCTION_WORDS, find_words
from wherefrom.records import Alike, Form, Node, Party, SpeakerKind, Statement
from wherefrom.view.casebook import Casebook

SAME_WORDS = 8
"""So many words in a row, word for word, are nobody's own who has not read or heard them."""

ALIKE_LETTERS = 4
"""Words that begin with so many same letters may be one word: "Russia's", "Russian"."""

# What identity says of a party that a person parted from others of its name: that settles who it is.
_LISTS = word_lists("parties")
_TITLES = _LISTS["title"] | _LISTS["title_male"] | _LISTS["title_female"] | {"elect"}
_PARTED = "a person parted"
_FINITE = frozenset({WordClass.VERB, WordClass.AUXILIARY})


@dataclass(frozen=True)
class Origin:
    """An origin of one claim.

    Attributes:
        node: its id in the claim's graph.
        party: who it is; None for a document's own author.
        names: every name under which documents speak of it, as the words that tell.
        described: no document gives it a name of its own ("the streaming service", "the river authority"), or it is a work.
        says: something that it is credited with says something, and does not only name the matter ("the finger at the general").
        texts: what the documents say that speak of it, where it is only described; there anybody named may be meant.
        about: the words of its descriptions.
        told: keys of the parties that it told, for this claim.
        statements: what it is credited with.
    """

    node: str
    party: Party | None
    names: tuple[tuple[str, ...], ...]
    described: bool
    says: bool
    texts: tuple[str, ...]
    about: tuple[frozenset[str], ...]
    told: frozenset[str]
    statements: tuple[Statement, ...]


def find_alike(book: Casebook, nodes: Sequence[Node]) -> Iterator[Alike]:
    """Pairs of origins that are not shown to be distinct, each with the reason.

    Args:
        book: of the case.
        nodes: the first-hand and external nodes of one claim, with their statements.
    """
    origins = [_origin(book, node) for node in nodes]
    tellings = {origin.node: _tellings_of(book, origin) for origin in origins}
    for one, other in _candidates(origins, tellings):
        if _is_parted(one) or _is_parted(other):
            continue
        why = _why_one(one, other) or _why_one_telling(tellings[one.node], tellings[other.node])
        if why:
            yield Alike(one.node, other.node, why)


def _origin(book: Casebook, node: Node) -> Origin:
    statements = tuple(book.case.statement[name] for name in node.statements)
    links = [own for statement in statements for own in book.chain_of(statement)]
    speakers = {name: book.case.speaker[name] for own in links for name in own.speakers if name in book.case.speaker}
    mine = [speaker for speaker in speakers.values() if book.party_of(speaker).key == node.id]
    told = {
        book.party_of(book.case.speaker[name]).key
        for own in links
        if any(speaker.id in own.speakers for speaker in mine)
        for name in own.to
        if name in book.case.speaker
    }
    party = book.party_of(mine[0]) if mine else None
    names = dict.fromkeys((party.name, *party.others)) if party else {node.label: None}
    about = tuple(frozenset(_telling(speaker.description)) for speaker in mine if speaker.description)
    tell = _without_titles if party and party.kind is SpeakerKind.PERSON else _telling
    described = party is not None and (
        party.kind is SpeakerKind.DOCUMENT or (party.kind is not SpeakerKind.PERSON and not any(map(has_name, names)))
    )
    says = party is None or any(book.made_of(own, _says_something) for own in statements)
    documents = dict.fromkeys(speaker.document for speaker in mine) if described else {}
    texts = tuple(book.case.document[name].text for name in documents)
    return Origin(node.id, party, tuple(map(tell, names)), described, says, texts, about, frozenset(told), statements)


def _says_something(words: str) -> bool:
    return any(token.kind in _FINITE for token in cut_tokens(words, 0, len(words)))


def has_name(words: str) -> bool:
    """Whether words hold a name: something with a capital, or an address."""
    return any(character.isupper() for character in words) or "." in words.strip(".")


def _telling(words: str) -> tuple[str, ...]:
    return tuple(word.stem for word in find_words(words) if word.form not in FUNCTION_WORDS and word.form != "'s")


def _without_titles(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell who it is: "President-Elect Quill" is Quill."""
    words = name.replace("-", " ").split()
    bare = [word for word in words if word.casefold() not in _TITLES and f"{word.casefold()}." not in _TITLES]
    return _telling(" ".join(bare)) or _telling(name)


def _candidates(origins: Sequence[Origin], tellings: Mapping[str, Collection[int]]) -> Iterator[tuple[Origin, Origin]]:
    """Pairs that share a word of a name or description, a telling, or of which one told the other."""
    holders: dict[object, list[int]] = defaultdict(list)
    for number, origin in enumerate(origins):
        words = {word for name in origin.names for word in name} | {word for own in origin.about for word in own}
        initials = {_initials(name) for name in origin.names if len(name) > 1}
        told = {("told", own) for own in (origin.node, *origin.told)}
        for key in {*words, *initials, *tellings[origin.node], *told}:
            holders[key].append(number)
    pairs = {pair for found in holders.values() for pair in combinations(sorted(set(found)), 2)}
    described = [number for number, origin in enumerate(origins) if origin.described or not origin.says]
    pairs |= {(min(a, b), max(a, b)) for a in described for b in range(len(origins)) if a != b}
    return ((origins[a], origins[b]) for a, b in sorted(pairs))


def _is_parted(origin: Origin) -> bool:
    return origin.party is not None and _PARTED in origin.party.why


def _why_one(one: Origin, other: Origin) -> str:
    """Why two parties may be one; empty: they are two."""
    if one.node in other.told or other.node in one.told:
        return "one told the other"
    if not (one.says and other.says):
        return "the words name a matter, and say nothing of it"
    if one.party is None or other.party is None:
        return ""
    if one.party.kind is other.party.kind is SpeakerKind.PERSON:
        fits = any(_may_be_one_person(a, b) for a in one.names for b in other.names)
        return "the names may be one person's" if fits else ""
    return (
        _why_of_one_body(one, other)
        or _why_of_one_body(other, one)
        or _why_of_description(one, other)
        or _why_of_description(other, one)
        or _why_of_one_head(one, other)
    )


def _why_of_description(described: Origin, other: Origin) -> str:
    """Why somebody who is only described may be another: the text that describes them names the other too."""
    if not described.described or other.party is None:
        return ""
    if other.described:
        shared = any(set(a) & set(b) for a in described.names for b in other.names)
        return "the descriptions share a word" if shared else ""
    called = (other.party.name, *other.party.others)
    if other.party.kind is SpeakerKind.PERSON:
        called = tuple(name.split()[-1] for name in called)
    named = any(name in text for name in called for text in described.texts)
    return "the text that describes the one names the other" if named else ""


def _why_of_one_head(one: Origin, other: Origin) -> str:
    """Why two bodies may be one: names that end alike, and of whose other words half or more begin alike."""
    for a in one.names:
        for b in other.names:
            few, many = sorted((a, b), key=len)
            if len(few) < 2 or few[-1] != many[-1]:  # noqa: PLR2004 - a head, and something that tells it from others
                continue
            alike = sum(any(x[:ALIKE_LETTERS] == y[:ALIKE_LETTERS] for y in many[:-1]) for x in few[:-1])
            if 2 * alike >= len(few) - 1:
                return "the names end alike"
    return ""


def _why_of_one_body(body: Origin, other: Origin) -> str:
    """Why another may be a body, its office, its voice or a work of it."""
    for name in filter(None, body.names):
        if any(set(name) <= words for words in other.about):
            return "one speaks for the other"
        if any(set(name) <= set(words) for words in other.names):
            return "one name is a part of the other"
        if len(name) == 1 and any(len(words) > 1 and _initials(words) == name[0] for words in other.names):
            return "one name is the letters of the other"
    return ""


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _may_be_one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have one surname, and first names of which none is shown to differ: Tom may be Thomas, and T. both."""
    if not one or not other or one[-1] != other[-1]:
        return False
    first, second = one[:-1], other[:-1]
    if not first or not second:
        return True
    return any(a[0] == b[0] for a in first for b in second)


def _tellings_of(book: Casebook, origin: Origin) -> dict[int, str]:
    """What an origin is credited with, word for word, as numbers: every run of so many words, and whole quotations of fewer."""
    tellings: dict[int, str] = {}
    for statement in origin.statements:
        forms = tuple(word.form for word in find_words(book.text_of(statement)))
        chain = book.chain_of(statement)
        runs = [forms[at : at + SAME_WORDS] for at in range(len(forms) - SAME_WORDS + 1)]
        if not runs and forms and chain and chain[-1].form is Form.DIRECT:
            runs = [forms]
        for run in runs:
            tellings.setdefault(hash(run), statement.id)
    return tellings


def _why_one_telling(one: Mapping[int, str], other: Mapping[int, str]) -> str:
    """Why the words of two are one telling. What one statement credits to both is the word of two."""
    shared = one.keys() & other.keys()
    return "the same words are credited to both" if any(one[words] != other[words] for words in shared) else ""
