"""Find: every attribution of a document as a draft, by the trained reader; by rules where it cannot be loaded."""

from collections.abc import Iterable
from dataclasses import replace

from wherefrom.attribute.chains import find_nested
from wherefrom.attribute.drafting import Drafter, mark_shared
from wherefrom.attribute.drafts import Draft
from wherefrom.attribute.reader import Reader, Reading, load_reader
from wherefrom.attribute.second_reader import SecondReader
from wherefrom.attribute.tagging import tag_units
from wherefrom.attribute.units import Unit
from wherefrom.attribute.windows import Ints, Words, pick_words
from wherefrom.errors import ModelError
from wherefrom.records import Document
from wherefrom.spans import overlaps

# A content of fewer words holds no attribution of its own.
_FEWEST_WORDS = 6
_DEEPEST = 4
# What a speaker says of themself ("I think …") is part of what they say, no link of a chain.
_OWN_WORDS = frozenset({"i", "we", "me", "us", "you"})
# Words with which one attribution relies on another source: "…, citing two officials".
_RELAYING = frozenset({"citing", "quoting"})


def find_drafts(
    document: Document, units: list[Unit], *, rules: bool = False, second: SecondReader | None = None
) -> list[Draft]:
    """The attributions of a document, outer and inner.

    Args:
        document: what to read.
        units: its units.
        rules: by the rules alone.
        second: a second reader to ask for what the first did not find.
    """
    try:
        reader = None if rules else load_reader()
    except ModelError:
        reader = None
    if reader is None:
        found = [*tag_units(units), *find_nested(document.text, units)]
    else:
        words, outer = reader.read(document)
        drafter = Drafter(document.text, units, words, reader.maker)
        found = _draft_all(drafter, [*outer, *_read_within(reader, words, outer, document.text)])
        found += _find_relays(units, found)
    return found if second is None else [*found, *second.propose(document.text, units, found)]


def _draft_all(drafter: Drafter, readings: Iterable[Reading]) -> list[Draft]:
    drafts = [draft for draft in map(drafter.draft, readings) if draft is not None]
    return mark_shared(drafts)


def _read_within(reader: Reader, words: Words, outer: list[Reading], text: str) -> list[Reading]:
    """Attributions inside contents, to some depth: each content is read as if it stood alone."""
    found: list[Reading] = []
    level = outer
    for _ in range(_DEEPEST):
        contents = [reading.content for reading in level if _size(reading.content) >= _FEWEST_WORDS]
        picked, index = pick_words(words, contents)
        inner = [_put_back(reading, index) for reading in reader.read_words(picked) if _stays(reading, picked)]
        level = [reading for reading in inner if not _is_own(reading, words, text)]
        if not level:
            break
        found.extend(level)
    return found


def _size(runs: Iterable[tuple[int, int]]) -> int:
    return sum(high - low for low, high in runs)


def _stays(reading: Reading, picked: Words) -> bool:
    """Whether all parts stand in one and the same content."""
    runs = (reading.cue, *reading.source, *reading.content)
    passages = {int(picked.passage[at]) for low, high in runs for at in (low, high - 1)}
    return len(passages) == 1 and bool(reading.content)


def _put_back(reading: Reading, index: Ints) -> Reading:
    """A reading of picked words as one of all words; a run that spans a gap is cut there."""
    cue = _runs_in_all(reading.cue, index)[0]
    source = tuple(run for own in reading.source for run in _runs_in_all(own, index))
    content = tuple(run for own in reading.content for run in _runs_in_all(own, index))
    return replace(reading, cue=cue, source=source, content=content)


def _runs_in_all(run: tuple[int, int], index: Ints) -> list[tuple[int, int]]:
    own = index[run[0] : run[1]].tolist()
    runs = [[own[0], own[0] + 1]]
    for at in own[1:]:
        if at == runs[-1][1]:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return [(low, high) for low, high in runs]


def _is_own(reading: Reading, words: Words, text: str) -> bool:
    """Whether the source of an inner attribution is the speaker."""
    if len(reading.source) != 1:
        return False
    low, high = reading.source[0]
    return text[words.start[low] : words.end[high - 1]].lower() in _OWN_WORDS


def _find_relays(units: list[Unit], found: list[Draft]) -> list[Draft]:
    """Whom an attribution relies on in its turn ("…, citing two officials"), by rule, where the reader has no such link."""
    likely = [unit for unit in units if any(token.form in _RELAYING for token in unit.tokens)]
    relays = []
    for draft in tag_units(likely) if likely else ():
        if draft.rule != "relay" or draft.within is None:
            continue
        outer = next((own for own in found if _same_cue(own, draft.within)), None)
        known = any(_same_cue(own, draft) for own in found)
        if outer is not None and not known:
            relays.append(replace(draft, content=outer.content, within=outer))
    return relays


def _same_cue(one: Draft, other: Draft) -> bool:
    return any(overlaps(a, b) for a in one.cue for b in other.cue)
