"""Ranking: whom a pronoun means, by weights learned from labels of two readers (training/labels); it may answer: unclear.

A log-linear choice among the candidates and nobody (McFadden 1974): the model is small because the labels are few.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, log1p

from wherefrom.attribute.people.choosing import Candidate, Choice
from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse
from wherefrom.attribute.people.kinds import gender_of
from wherefrom.attribute.people.nearby import who_is_near
from wherefrom.attribute.people.pronouns import NEUTRAL, SINGULAR
from wherefrom.errors import ModelError
from wherefrom.infer import load_settings
from wherefrom.records import Span, SpeakerKind

MODEL = "pronouns"
FEATURES = (
    "one", "same sentence", "sentence before", "two before", "further", "first", "first in same", "first in sentence before",
    "beside", "speaks, quoted", "speaks, not quoted", "spoke last", "spoke lately", "gender fits", "gender unknown",
    "times", "nearest", "nearer", "full name", "opens, first in sentence before", "opens, spoke last", "opens, nearest",
)  # fmt: skip
_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.UNNAMED_PERSON})
_THINGS = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.UNNAMED_INSTITUTION})
# Pronouns by whom they may mean; each group has weights of its own. "They" is left to rules: what it means has seldom a name.
GROUPS = {"he": (SINGULAR, _PEOPLE), "it": (NEUTRAL, _THINGS)}


def group_of(form: str) -> str:
    """The group of a pronoun; empty for none."""
    return next((name for name, (forms, _) in GROUPS.items() if form in forms), "")


def fitting(form: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those of a kind, and not of a gender, that a pronoun cannot mean."""
    kinds, gender = GROUPS[group_of(form)][1], gender_of(form)
    return [
        own for own in candidates
        if own.who.kind in kinds and not (gender and own.who.gender and own.who.gender != gender)
    ]  # fmt: skip


def features(form: str, own: Candidate, place: int) -> list[float]:
    """What tells for one candidate, in the order of `FEATURES`.

    Args:
        form: the pronoun, lower case.
        own: the candidate.
        place: how many who fit are nearer.
    """
    gender = gender_of(form)
    told = [
        True,
        own.back == 0,
        own.back == 1,
        own.back == 2,  # noqa: PLR2004 - sentences
        own.back > 2,  # noqa: PLR2004 - sentences
        own.first,
        own.first and own.back == 0,
        own.first and own.back == 1,
        own.beside,
        own.speaks and own.quoted,
        own.speaks and not own.quoted,
        own.spoke == 0,
        own.spoke is not None,
        bool(gender) and own.who.gender == gender,
        bool(gender) and not own.who.gender,
    ]
    opens = [own.first and own.back == 1, own.spoke == 0, place == 0]
    return [
        *map(float, told),
        log1p(own.times),
        float(place == 0),
        log1p(place),
        float(" " in own.who.name),
        *(float(own.opens and one) for one in opens),
    ]


class Ranker:
    """The trained chooser.

    Args:
        weights: of each group of pronouns, in the order of `FEATURES`.
        least: how sure it must be; below, it is unclear whom a pronoun means.
        maker: name and version.
    """

    forms = SINGULAR | NEUTRAL

    def __init__(self, weights: dict[str, Sequence[float]], least: float, maker: str) -> None:
        self._weights, self._least, self._maker = weights, least, maker

    def gather(self, discourse: Discourse, span: Span, speaking: Sequence[Somebody]) -> list[Candidate]:
        """Whom a pronoun may mean."""
        return who_is_near(discourse, span, speaking)

    def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
        """Whom a pronoun means; None: unclear."""
        group = group_of(form)
        fit = fitting(form, candidates) if group else []
        if not fit:
            return None
        weights = self._weights[group]
        scores = [
            exp(sum(a * b for a, b in zip(weights, features(form, own, place), strict=True)))
            for place, own in enumerate(fit)
        ]
        best = max(range(len(fit)), key=scores.__getitem__)
        sure = scores[best] / (1 + sum(scores))
        return Choice(fit[best].who, sure, self._maker) if sure >= self._least else None


@cache
def load_ranker() -> Ranker:
    """The ranker that ships.

    Raises:
        ModelError: it is missing, or is not the one that was trained, or looks at other features.
    """
    maker, held = load_settings(MODEL)
    if held["features"] != list(FEATURES):
        raise ModelError(
            "The weights of the ranker of pronouns are of other features than it looks at.", "Train it again."
        )
    return Ranker(held["weights"], held["least"], maker)  # type: ignore[arg-type] # JSON
