"""Cues: the words that credit ("said", "has denied", "according to"), found by how often such words do.

The lexicon holds counts: how often a form was seen, and how often it headed a cue, in all and in each frame after and
before it. The estimate joins the two frames as independent evidence; forms of one verb lend each other their counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log

from wherefrom.attribute.parts.draft import Cue
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.frames import GROUPED, frame_after, frame_before, is_participle, stem
from wherefrom.language.lists import read_lexicon, word_lists, word_set
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Role

# Tried at 0.3, 0.4, 0.5 and 0.6 on 220 held-out articles of the training half, counts from the others: F1 of cue heads was
# 70.2, 70.6, 70.1 and 69.0.
LEAST_PROBABILITY = 0.42
# How many unseen occurrences a coarser rate is worth against a frame's own counts.
_WEIGHT = 3.0
# "quotes A as estimating" needs no more proof than that the verb can credit.
_LEAST_QUOTED_AS = 0.1
_EDGE = 1e-3
_HEADLINE_SOURCE_TOKENS = 5
# 0.71 of 14 held-out headlines of the form "Name: words" credited the name; few, so rounded down.
_HEADLINE_COLON = 0.6
_PARTICLE_SHARE = 0.5
_NO_HEAD = GROUPED | {WordClass.PRONOUN, WordClass.DETERMINER, WordClass.PREPOSITION, WordClass.SUBORDINATOR}


# Verbs of the reporting list credit at least this often, and in these frames this often, until counts say otherwise: estimates,
# overruled by three sightings.
_REPORTING_RATE = 0.5
_AFTER_REPORTING = {
    "that": 0.9,
    "quotation": 0.9,
    "how": 0.8,
    "whether": 0.8,
    "end": 0.3,
    "stop": 0.3,
    "of": 0.2,
    "verb": 0.2,
}
_BEFORE_REPORTING = {
    "determiner": 0.1,
    "preposition": 0.1,
    "nominal": 0.4,
    "start": 0.2,
    "clitic": 0.1,
    "pronoun": 0.8,
    "name": 0.6,
    "to": 0.2,
}


@dataclass(slots=True)
class _Entry:
    """Counts of one form."""

    seen: int = 0
    credited: int = 0
    frames: dict[str, tuple[int, int, int]] = field(default_factory=dict)


@cache
def _load_counts() -> tuple[dict[str, _Entry], dict[str, tuple[int, int]]]:
    """Counts by form, and (seen, credited) by stem."""
    entries: dict[str, _Entry] = defaultdict(_Entry)
    stems: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in read_lexicon("cues.tsv").splitlines():
        if line.startswith("#"):
            continue
        form, frame, *numbers = line.split("\t")
        seen, credited, joined = map(int, numbers)
        if frame == "*":
            entries[form].seen, entries[form].credited = seen, credited
            before = stems[stem(form)]
            stems[stem(form)] = (before[0] + seen, before[1] + credited)
        else:
            entries[form].frames[frame] = (seen, credited, joined)
    return dict(entries), dict(stems)


_LEADS = word_lists("leads")
_LEADS_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(_LEADS["phrases"]):
    _LEADS_BY_FIRST.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
_FEELING = _LEADS["feeling"]
_FEELING_FRAMES = frozenset({"by", "about", "at", "over", "with", "that", "to"})
# "according to" credits in 394 of 422 places of the training half; the feeling participles are an estimate.
_LEAD_RATE = 0.93
_FEELING_RATE = 0.6


@cache
def _reporting_stems() -> frozenset[str]:
    return frozenset(stem(form) for form in word_set("reporting")) | {"said", "told", "wrote", "written", "swor"}


def is_reporting(form: str) -> bool:
    """Whether a word is a form of a verb or noun of reporting."""
    return stem(form) in _reporting_stems()


def _rate(credited: float, seen: float, prior: float) -> float:
    return (credited + _WEIGHT * prior) / (seen + _WEIGHT)


def _log_odds(rate: float) -> float:
    kept = min(max(rate, _EDGE), 1 - _EDGE)
    return log(kept / (1 - kept))


@cache
def cue_probability(form: str, after: str, before: str) -> float:
    """How likely a word in such frames credits somebody; 0 for a word never seen to."""
    entries, stems = _load_counts()
    entry = entries.get(form)
    if entry is None:
        if stem(form) not in _reporting_stems():
            return 0.0
        entry = _Entry()
    seen, credited = stems.get(stem(form), (0, 0))
    base = _rate(entry.credited, entry.seen, credited / seen if seen else _REPORTING_RATE)
    if stem(form) in _reporting_stems():
        base = max(base, _REPORTING_RATE)
    total = _log_odds(base)
    for key, usual in ((f"> {after}", _AFTER_REPORTING), (f"< {before}", _BEFORE_REPORTING)):
        frame = entry.frames.get(key, (0, 0, 0))
        default = usual.get(key[2:], base) if stem(form) in _reporting_stems() else base
        total += _log_odds(_rate(frame[1], frame[0], default)) - _log_odds(base)
    return 1 / (1 + exp(-total))


@cache
def _takes_particle(form: str, after: str) -> bool:
    """Whether the next word usually belongs to the cue ("pointed out")."""
    entry = _load_counts()[0].get(form)
    frame = entry.frames.get(f"> {after}") if entry else None
    return frame is not None and frame[1] > 0 and frame[2] / frame[1] > _PARTICLE_SHARE


def find_cues(unit: Unit, least: float = LEAST_PROBABILITY) -> list[Cue]:
    """The cues of a unit outside its long quotations, in order.

    Args:
        unit: where to look.
        least: the least probability of a cue.
    """
    found: list[Cue] = []
    for index in range(len(unit.tokens)):
        free = found[-1].right if found else 0
        if index < free:
            continue
        lead = _match_lead(unit.tokens, index)
        if lead:
            found.append(Cue(unit.number, index, index, index + lead, _LEAD_RATE, "lead"))
            continue
        cue = _cue_at(unit, index, free, least)
        if cue is not None:
            found.append(cue)
    if unit.role is Role.HEADLINE and not found:
        found.extend(_find_headline_colon(unit.number, unit.tokens))
    return found


def _cue_at(unit: Unit, index: int, free: int, least: float) -> Cue | None:
    """The cue that a word heads, its auxiliaries and adverbs taken in, but nothing before ``free``."""
    tokens, token = unit.tokens, unit.tokens[index]
    if not token.form[:1].isalpha() or token.kind in _NO_HEAD:
        return None
    after, before = frame_after(tokens, index), frame_before(tokens, index)
    probability = cue_probability(token.form, after, before)
    if free and is_participle(token) and _follows_as(tokens, index):
        least = _LEAST_QUOTED_AS
    feels = _feels(token.form, before, after)
    if feels:
        probability = max(probability, _FEELING_RATE)
    if probability < least:
        return None
    left = index
    while left > free and tokens[left - 1].kind in GROUPED:
        left -= 1
    right = index + 1
    following = tokens[right] if right < len(tokens) else None
    if following is not None and following.form[:1].isalpha():
        right += (feels and following.kind is WordClass.PREPOSITION) or _takes_particle(token.form, after)
    return Cue(unit.number, index, left, right, probability, after)


def is_lead(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a cue is a phrase that leads a source in: "according to", "in the eyes of"."""
    return cue.frame == "lead" and cue.right <= len(tokens)


def _match_lead(tokens: Sequence[Token], index: int) -> int:
    """How many tokens of a phrase that leads a source in begin here; 0 for none."""
    for phrase in _LEADS_BY_FIRST.get(tokens[index].form, ()):
        if tuple(token.form for token in tokens[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _feels(form: str, before: str, after: str) -> bool:
    """Whether a participle tells how somebody takes something: "were troubled by", "was worried that"."""
    return form in _FEELING and before.startswith("be ") and after in _FEELING_FRAMES


def _follows_as(tokens: Sequence[Token], index: int) -> bool:
    """Whether "as", and perhaps an adverb, stands before: "quotes her as saying"."""
    at = index - 1
    while at > 0 and tokens[at].kind is WordClass.ADVERB:
        at -= 1
    return tokens[at].form == "as"


def _find_headline_colon(number: int, tokens: Sequence[Token]) -> list[Cue]:
    """The colon of "Name: words" in a headline."""
    for index, token in enumerate(tokens[: _HEADLINE_SOURCE_TOKENS + 1]):
        if token.kind is WordClass.COLON and 0 < index < len(tokens) - 1:
            return [Cue(number, index, index, index + 1, _HEADLINE_COLON, "colon")]
        if token.kind not in {WordClass.NAME, WordClass.CLITIC, WordClass.NOMINAL}:
            break
    return []
