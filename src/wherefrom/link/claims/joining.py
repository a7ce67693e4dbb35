"""Claims: statements that say the same thing, joined by their words and kept apart by explicit checks.

Likeness alone accepts every changed claim; so two statements join only when they are alike in words and meaning *and* nothing
speaks against it (`vetoes`). Each statement is held against the representative of a claim, never against another
member, so that a chain of likenesses cannot drift from one claim to another.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from wherefrom.ids import make_id
from wherefrom.link.claims.likeness import LEAST_ALIKE, Likeness
from wherefrom.link.claims.profiles import Profile
from wherefrom.link.claims.vetoes import find_veto
from wherefrom.link.making import Worth, make_link
from wherefrom.records import CaseRecords, Claim, Evidence, Link, LinkKind, Stance, Statement
from wherefrom.spans import covered_text, hull

MAKER = "wherefrom.link/claims 2"

# A statement's rarest words propose its candidates; words in more claims than this propose none.
PROBES, MOST_HOLDERS = 8, 400
REPORT_EVERY = 200

Report = Callable[[int, int], None]


@dataclass(slots=True)
class _Group:
    """A claim while it is gathered; the first profile represents it."""

    profiles: list[Profile]
    scores: list[float] = field(default_factory=lambda: [1.0])


def join_claims(
    case: CaseRecords, profiles: Sequence[Profile], likeness: Likeness, report: Report | None = None
) -> tuple[list[Claim], list[Link]]:
    """Join the statements of a case into claims; every statement is in exactly one.

    Args:
        case: documents, statements and dates.
        profiles: of its statements, in order.
        likeness: how they are compared.
        report: told how many statements are done, and of how many.

    Costs the number of statements times a bounded number of candidates each.
    """
    weights = likeness.weights
    groups: list[_Group] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for done, profile in enumerate(_fullest_first(profiles), start=1):
        best = _best_group(profile, groups, holders, weights, likeness)
        if best is None:
            groups.append(_Group([profile]))
            for stem in profile.stems:
                if len(holders[stem]) <= MOST_HOLDERS:
                    holders[stem].append(len(groups) - 1)
        else:
            number, score = best
            groups[number].profiles.append(profile)
            groups[number].scores.append(score)
        if report is not None and done % REPORT_EVERY == 0:
            report(done, len(profiles))
    order = {statement.id: number for number, statement in enumerate(case.statements)}
    groups.sort(key=lambda group: min(order[profile.statement.id] for profile in group.profiles))
    maker = f"{MAKER}, {likeness.maker}"
    claims = [_claim(case, group, order, maker) for group in groups]
    return claims, [link for group in groups for link in _links(group, maker)]


def _fullest_first(profiles: Sequence[Profile]) -> list[Profile]:
    """The wording with most in it represents its claim, so that shorter ones are held against all of it."""
    return sorted(
        profiles, key=lambda profile: -len(profile.numerals) * 2 - len(profile.dates) - min(len(profile.stems), 12)
    )


def weigh_stems(profiles: Sequence[Profile]) -> dict[str, float]:
    """Each stem's weight: the rarer among the statements, the heavier."""
    counts = Counter(stem for profile in profiles for stem in profile.stems)
    total = max(len(profiles), 2)
    return {stem: 1 + log(total / count) for stem, count in counts.items()}


def _best_group(
    profile: Profile,
    groups: list[_Group],
    holders: dict[str, list[int]],
    weights: Mapping[str, float],
    likeness: Likeness,
) -> tuple[int, float] | None:
    rarest = sorted(profile.stems, key=lambda stem: (-weights[stem], stem))[:PROBES]
    proposed = Counter(number for stem in rarest for number in holders.get(stem, ()))
    best: tuple[int, float] | None = None
    for number, _ in proposed.most_common(20):
        other = groups[number].profiles[0]
        score = likeness.score(profile, other)
        if score >= LEAST_ALIKE and (best is None or score > best[1]) and not find_veto(profile, other):
            best = (number, score)
    return best


def _claim(case: CaseRecords, group: _Group, order: dict[str, int], maker: str) -> Claim:
    first, *others = group.profiles
    members = [first.statement, *sorted((profile.statement for profile in others), key=lambda s: order[s.id])]
    statements = tuple(member.id for member in members)
    return make_claim(case, statements, round(min(_confidence(score) for score in group.scores), 3), maker)


# What stands before the words of a claim that nobody asserts: they would else read as their opposite.
_NOT_ASSERTED = {Stance.DENIED: "[denied] ", Stance.ASKED: "[asked] ", Stance.WISHED: "[wished] "}


def make_claim(case: CaseRecords, statements: tuple[str, ...], confidence: float, maker: str) -> Claim:
    """The claim of some statements; the first gives it its id, and the first that asserts it its words."""
    told = [case.statement[name] for name in statements]
    best = next((own for own in told if own.stance not in _NOT_ASSERTED), told[0])
    words = f"{_NOT_ASSERTED.get(best.stance, '')}{_wording(case, best)}"
    return Claim(make_id("claim", told[0].id), words, statements, confidence, maker)


def _wording(case: CaseRecords, statement: Statement) -> str:
    pieces = covered_text(case.document[statement.document].text, statement.spans).split("\n")
    return " … ".join(" ".join(piece.split()) for piece in pieces if piece.strip())


def _confidence(score: float) -> float:
    """From .5 at the threshold to 1 for the same words."""
    return 0.5 + 0.5 * (score - LEAST_ALIKE) / (1 - LEAST_ALIKE)


def _links(group: _Group, maker: str) -> list[Link]:
    first = group.profiles[0].statement
    return [
        make_link(
            LinkKind.SAME_CLAIM,
            (profile.statement.id, first.id),
            Worth(score, _confidence(score)),
            f"alike to {score:.0%} in words and meaning, and no number, date, denial or name tells them apart",
            (Evidence(hull(profile.statement.spans), hull(first.spans)),),
            maker,
        )
        for profile, score in zip(group.profiles[1:], group.scores[1:], strict=True)
    ]
