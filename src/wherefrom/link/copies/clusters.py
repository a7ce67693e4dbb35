"""Clusters: documents that tell one story in the same words, gathered by containment.

Documents are taken from the longest to the shortest. Each is held against the leaders that share sampled shingles with it and
joins one of them, or leads a cluster itself. Only leaders are indexed in full, so two hundred copies of one story cost two
hundred look-ups, not forty thousand. A document that a leader's wording no longer shows may still join through a member that it
matches closely; a loose match with a member joins nothing, so that a chain of likenesses (single link) cannot glue two stories.

Shingles that stand in many clusters are boilerplate or stock phrases: they are found in a first pass and left out of a second.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from wherefrom.link.copies.shingles import SAMPLED, Fingerprint, Shingles, count_shared, densest, is_shared

# A copy's body stands in its parent to this share at least. Swept on the development half of the syndication set.
LEAST_CONTAINED = 0.3
# And this share of the longer body is the shared part: less, and the longer document is a digest or tells more than this
# story. Truncation to a third passes; one item of a digest of five does not.
LEAST_OF_LONGER = 0.16
# Of a short text a third is a sentence, which a quotation shares as well: where less than so many shingles are shared, most
# of the text must be.
ENOUGH_SHARED, LEAST_OF_LITTLE = 40, 0.6
# A sentence or two in the same words may be two people's reports of one fact; folding would hide the second.
FEWEST_SHARED = 16
# Through a member: it must be matched so closely, or the leader at least so far.
CLOSE_CONTAINED, CLOSE_OF_LONGER, TOUCHES_LEADER = 0.6, 0.3, 0.2
# A partial copy shares at least so many shingles, most of them in one stretch: some two sentences.
LEAST_PARTIAL, STRETCH, LEAST_IN_STRETCH = 14, 16, 11
# Sampled shingles two documents must share before they are compared in full.
LEAST_SAMPLED = 2
# A shingle that so many stories hold proposes no candidates.
MOST_HOLDERS = 12
# Compared in full with one document: the leaders that share most, and the members.
MOST_CANDIDATES, MOST_MEMBERS = 12, 6
# A shingle in more clusters than this, and than this share of all, is no story's own.
COMMON_CLUSTERS, COMMON_SHARE = 6, 0.004
# A leader of which this part stands in documents of other stories, and nowhere in its own members, is a digest.
FOREIGN_SHARE = 0.2
REPORT_EVERY = 64


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents compared in full: shared shingles as a share of the shorter, and of the longer body."""

    contained: float
    of_longer: float
    shared: int

    @property
    def is_copy(self) -> bool:
        """Whether one is a copy of the other, or both of a third."""
        if self.shared < FEWEST_SHARED:
            return False
        least = LEAST_CONTAINED if self.shared >= ENOUGH_SHARED else LEAST_OF_LITTLE
        return self.contained >= least and self.of_longer >= LEAST_OF_LONGER

    @property
    def is_close(self) -> bool:
        """Whether they are so alike that what one is a copy of, the other is too."""
        return self.is_copy and self.contained >= CLOSE_CONTAINED and self.of_longer >= CLOSE_OF_LONGER


@dataclass(slots=True)
class Cluster:
    """One story: its fullest document, and the others."""

    leader: int
    members: list[int] = field(default_factory=list)


class Gatherer:
    """Gathers documents into clusters.

    Args:
        prints: the fingerprint of each document.
    """

    def __init__(self, prints: Sequence[Fingerprint]) -> None:
        self._prints = prints
        self.shingles = [own.shingles for own in prints]
        self.clusters: dict[int, Cluster] = {}
        self.partial: list[tuple[int, int, Match]] = []
        self._common: Shingles | None = None
        self._freed: list[int] = []

    def gather(self, report: Callable[[int], None]) -> None:
        """Fill ``clusters`` and ``partial``; ``report`` is told after each of two passes how far it is, as a count."""
        for last in (False, True):
            self._pass(report, len(self._prints) * last)
            if not last and not self._drop_common():
                break
        self._split_digests()

    def _pass(self, report: Callable[[int], None], done_before: int) -> None:
        self.clusters, self.partial = {}, []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._member_holders: defaultdict[int, list[int]] = defaultdict(list)
        self._leader_of: dict[int, int] = {}
        order = sorted(range(len(self._prints)), key=lambda index: (-len(self.shingles[index]), index))
        for done, index in enumerate(order, start=1):
            self._place(index)
            if done % REPORT_EVERY == 0:
                report((done_before + done) // 2)

    def compare(self, own: int, other: int) -> Match:
        """Two documents by their shingles, common ones left out."""
        shared = count_shared(self.shingles[own], self.shingles[other])
        sizes = len(self.shingles[own]), len(self.shingles[other])
        return Match(shared / max(min(sizes), 1), shared / max(*sizes, 1), shared)

    def _place(self, index: int) -> None:
        """Fold a document into a cluster, or make it the leader of its own."""
        best: tuple[float, int] | None = None
        partial: list[tuple[int, Match]] = []
        for leader in self._candidates(index, self._holders, MOST_CANDIDATES):
            match = self.compare(index, leader)
            if match.is_copy and (best is None or match.contained > best[0]):
                best = (match.contained, leader)
            elif match.shared >= LEAST_PARTIAL:
                partial.append((leader, match))
        leader_found = best[1] if best is not None else self._through_member(index)
        if leader_found is None:
            self._lead(index)
        else:
            self._join(index, leader_found)
        self.partial += [(index, other, match) for other, match in partial if other != leader_found]

    def _lead(self, index: int) -> None:
        self.clusters[index] = Cluster(index)
        for shingle in self._sample(index).tolist():
            holders = self._holders[shingle]
            if len(holders) <= MOST_HOLDERS:
                holders.append(index)

    def _join(self, index: int, leader: int) -> None:
        self.clusters[leader].members.append(index)
        self._leader_of[index] = leader
        sample = self._sample(index)
        for shingle in sample[~is_shared(sample, self.shingles[leader])].tolist():
            holders = self._member_holders[shingle]
            if len(holders) <= MOST_MEMBERS:
                holders.append(index)

    def _through_member(self, index: int) -> int | None:
        """The leader of a cluster that a document belongs to by one of its members."""
        for member in self._candidates(index, self._member_holders, MOST_MEMBERS):
            match, leader = self.compare(index, member), self._leader_of[member]
            if match.is_close or (match.is_copy and self.compare(index, leader).contained >= TOUCHES_LEADER):
                return leader
        return None

    def _candidates(self, index: int, index_of: dict[int, list[int]], most: int) -> list[int]:
        shared: Counter[int] = Counter()
        sample = self._sample(index).tolist()
        for shingle in sample:
            holders = index_of.get(shingle)
            if holders and len(holders) <= MOST_HOLDERS:
                shared.update(holders)
        least = LEAST_SAMPLED if len(sample) > LEAST_SAMPLED * SAMPLED else 1
        return [other for other, count in shared.most_common(most) if count >= least]

    def _sample(self, index: int) -> Shingles:
        own = self._prints[index].sample
        return own if self._common is None else own[~is_shared(own, self._common)]

    def _drop_common(self) -> bool:
        """Leave out the shingles that stand in many clusters; whether there are any."""
        own = [
            np.unique(np.concatenate([self.shingles[index] for index in (cluster.leader, *cluster.members[:1])]))
            for cluster in self.clusters.values()
        ]
        if not own:
            return False
        values, counts = np.unique(np.concatenate(own), return_counts=True)
        common = values[counts > max(COMMON_CLUSTERS, COMMON_SHARE * len(own))]
        if not len(common):
            return False
        self._common = common
        self.shingles = [shingles[~is_shared(shingles, common)] for shingles in self.shingles]
        return True

    def is_stretch(self, own: int, other: int) -> bool:
        """Whether two documents share a stretch of text, not stock phrases here and there."""
        ordered = self._prints[own].ordered
        return densest(is_shared(ordered, self.shingles[other]), STRETCH) >= LEAST_IN_STRETCH

    def _split_digests(self) -> None:
        """Take leaders that hold other stories as well out of their clusters; their members gather anew."""
        foreign: defaultdict[int, list[int]] = defaultdict(list)
        for index, leader, _ in self.partial:
            foreign[leader].append(index)
            foreign[index].append(leader)
        for leader in [name for name, cluster in self.clusters.items() if cluster.members and foreign.get(name)]:
            members = self.clusters[leader].members
            if self._is_digest(leader, members, foreign[leader]):
                self.clusters[leader] = Cluster(leader)
                for member in members:
                    self.partial.append((member, leader, self.compare(member, leader)))
                    self._gather_again(member)

    def _is_digest(self, leader: int, members: Sequence[int], others: Sequence[int]) -> bool:
        own = self.shingles[leader]
        ours = np.zeros(len(own), np.bool_)
        for member in members:
            ours |= is_shared(own, self.shingles[member])
        theirs = np.zeros(len(own), np.bool_)
        for other in others:
            if other not in members and self.is_stretch(leader, other):
                theirs |= is_shared(own, self.shingles[other])
        return int(np.count_nonzero(theirs & ~ours)) >= FOREIGN_SHARE * len(own)

    def _gather_again(self, index: int) -> None:
        """Let a document whose leader was a digest join the first cluster of those set free that it matches."""
        for leader in self._freed:
            if self.compare(index, leader).is_copy:
                self.clusters[leader].members.append(index)
                return
        self.clusters[index] = Cluster(index)
        self._freed.append(index)
