"""Variants: what a credited or copied document says, where it is not the very claim: another number, denied, another day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wherefrom.link.claims.likeness import Likeness
from wherefrom.link.claims.profiles import Profile
from wherefrom.link.claims.vetoes import find_veto
from wherefrom.link.making import Worth, make_link
from wherefrom.records import CaseRecords, Claim, Evidence, Link, LinkKind
from wherefrom.spans import hull

MAKER = "wherefrom.link/variants 2"
# Between two documents of which one credits the other so much likeness will do, or so much in meaning alone: whoever passes a
# thing on says it in other words. Anywhere else it would say nothing. On 24 piles of the nine voices handed out, what a document
# says of something else reaches .53 in meaning, and what it says of the same .62.
LEAST_ALIKE, LEAST_MEANT = 0.5, 0.6


class VariantFinder:
    """Finds, for what a document credits to another one of the case, what that one said.

    Args:
        case: documents, statements, attributions.
        profiles: of its statements.
        likeness: how statements are compared.
        originals: for the id of each copy, the id of the document that it goes back to.
    """

    def __init__(
        self, case: CaseRecords, profiles: Sequence[Profile], likeness: Likeness, originals: Mapping[str, str]
    ) -> None:
        self._case, self._likeness, self._originals = case, likeness, originals
        self._in: dict[str, list[Profile]] = defaultdict(list)
        self._crediting: dict[str, list[Profile]] = defaultdict(list)
        for profile in profiles:
            self._in[profile.statement.document].append(profile)
            for chain in (profile.statement.chain, *profile.statement.also):
                for name in chain:
                    self._crediting[name].append(profile)

    def find(self, links: Iterable[Link], claims: Iterable[Claim]) -> list[Link]:
        """A link from each statement to the variant of it in a document that it credits, or that its own is a copy of.

        Args:
            links: relays and copies.
            claims: statements that are the same already need no variant.
        """
        claim_of = {statement: claim.id for claim in claims for statement in claim.statements}
        found: dict[str, Link] = {}
        for own, document in self._credited(links):
            others = self._in[document]
            if own.statement.document == document or any(
                claim_of[own.statement.id] == claim_of[other.statement.id] for other in others
            ):
                continue
            link = self._best(own, others)
            if link is not None:
                found.setdefault(link.id, link)
        return list(found.values())

    def _credited(self, links: Iterable[Link]) -> Iterator[tuple[Profile, str]]:
        """Each statement with each document that may hold what it goes back to."""
        for link in links:
            if link.kind is LinkKind.RELAY:
                for own in self._crediting.get(link.a, ()):
                    yield from ((own, name) for name in self._with_original(link.b))
            elif link.kind is LinkKind.COPY:
                original = self._originals[link.a]
                yield from ((own, original) for own in self._in[link.a])

    def _with_original(self, document: str) -> tuple[str, ...]:
        original = self._originals.get(document, document)
        return (document,) if original == document else (document, original)

    def _best(self, own: Profile, others: Sequence[Profile]) -> Link | None:
        """To the statement that says most nearly the same; a change of roles between two wordings is one more difference."""
        scored = [(score, other) for other in others if (score := self._alike(own, other)) >= LEAST_ALIKE]
        if not scored:
            return None
        score, other = max(scored, key=lambda pair: pair[0])
        return _link(own, other, score, find_veto(own, other))

    def _alike(self, own: Profile, other: Profile) -> float:
        """How alike a statement is to what it may go back to, in words or in meaning; 0 below what will do."""
        words, meant = self._likeness.score(own, other), self._likeness.meaning(own, other)
        return max(words, meant if meant >= LEAST_MEANT else 0.0)


def _link(own: Profile, other: Profile, score: float, reason: str) -> Link:
    return make_link(
        LinkKind.VARIANT,
        (own.statement.id, other.statement.id),
        Worth(score, 0.5 + 0.4 * (score - LEAST_ALIKE) / (1 - LEAST_ALIKE)),
        f"what the document it goes back to says, alike to {score:.0%}" + (f", but {reason}" if reason else ""),
        (Evidence(hull(own.statement.spans), hull(other.statement.spans)),),
        MAKER,
    )
