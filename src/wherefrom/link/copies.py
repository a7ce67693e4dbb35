"""Copies: documents that reproduce another's text, folded by containment.

Documents are taken from the longest to the shortest. Each is held against the leaders that share sampled shingles with
it and becomes a copy of one of them, or a leader itself. Only leaders are indexed, so two hundred copies of one story
cost two hundred look-ups, not forty thousand; and every copy has matched its leader itself, so that a chain of likenesses
(single link) cannot glue two stories into one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from wherefrom.ids import make_id
from wherefrom.link.passages import SentenceIndex, align_documents
from wherefrom.link.shingles import Fingerprint, count_shared, fingerprint_document
from wherefrom.records import Document, Link, LinkKind

MAKER = "wherefrom.link/copies 1"
# A copy's body stands in its parent to this share at least. Swept on the development half of the syndication set.
LEAST_CONTAINED = 0.3
# And this share of the longer body is the shared part: less, and the longer document is a digest or tells more than this
# story. Truncation to a third passes; one item of a digest of five does not.
LEAST_OF_LONGER = 0.16
# Of a short text a third is a sentence, which a quotation shares as well: where less than so many shingles are shared, most
# of the text must be.
ENOUGH_SHARED, LEAST_OF_LITTLE = 40, 0.6
# A sentence or two in the same words may be two people's reports of one fact; folding would hide the second.
FEWEST_SHARED = 20
# A partial copy shares at least so many shingles: some two sentences.
LEAST_PARTIAL = 14
# Sampled shingles two documents must share before they are compared in full.
LEAST_SAMPLED = 2
# A shingle that so many stories hold is boilerplate or a stock phrase; it proposes no candidates.
MOST_HOLDERS = 64
# Compared in full with one document: the leaders that share most.
MOST_CANDIDATES = 12
# Within one cluster, so many members are weighed as parents of each other; beyond it only the first and the fullest.
MOST_PARENTS = 24

Report = Callable[[int, int], None]


@dataclass(slots=True)
class _Cluster:
    """One story: its fullest document, and the members with what they share with it."""

    leader: int
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Match:
    """Two documents compared in full: shared shingles as a share of the shorter, and of the longer body."""

    contained: float
    of_longer: float
    shared: int

    @property
    def is_copy(self) -> bool:
        if self.shared < FEWEST_SHARED:
            return False
        least = LEAST_CONTAINED if self.shared >= ENOUGH_SHARED else LEAST_OF_LITTLE
        return self.contained >= least and self.of_longer >= LEAST_OF_LONGER


class CopyFinder:
    """Finds the copies among documents.

    Args:
        documents: all documents of the case, in order.
        credited: for a document's id, the ids of held documents that its credit lines name as the wire.
    """

    def __init__(self, documents: Sequence[Document], credited: dict[str, set[str]] | None = None) -> None:
        self._documents = documents
        self._credits = credited or {}
        self._prints: list[Fingerprint] = []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._clusters: dict[int, _Cluster] = {}
        self._partial: list[tuple[int, int, _Match]] = []

    def find(self, report: Report | None = None) -> list[Link]:
        """Every copy and partial copy as a link; ``report`` is told how many documents are done, of how many."""
        total = len(self._documents)
        for done, document in enumerate(self._documents, start=1):
            self._prints.append(fingerprint_document(document))
            if report is not None and done % 64 == 0:
                report(done // 2, total)
        order = sorted(range(total), key=lambda index: (-len(self._prints[index].shingles), index))
        for done, index in enumerate(order, start=1):
            self._place(index)
            if report is not None and done % 64 == 0:
                report((total + done) // 2, total)
        links = [link for cluster in self._clusters.values() if cluster.members for link in self._link_cluster(cluster)]
        links += [link for a, b, match in self._partial if (link := self._link(a, b, match, LinkKind.PARTIAL_COPY))]
        return links

    def _place(self, index: int) -> None:
        """Fold a document into a cluster, or make it the leader of its own."""
        own = set(self._prints[index].shingles)
        best: tuple[float, int] | None = None
        partial: list[tuple[int, _Match]] = []
        for leader in self._candidates(index):
            match = self._compare(own, leader)
            if match.is_copy and (best is None or match.contained > best[0]):
                best = (match.contained, leader)
            elif match.shared >= LEAST_PARTIAL:
                partial.append((leader, match))
        if best is not None:
            self._clusters[best[1]].members.append(index)
        else:
            self._clusters[index] = _Cluster(index)
            for shingle in self._prints[index].sample:
                holders = self._holders[shingle]
                if len(holders) <= MOST_HOLDERS:
                    holders.append(index)
        self._partial += [(index, leader, match) for leader, match in partial if best is None or leader != best[1]]

    def _candidates(self, index: int) -> list[int]:
        shared: Counter[int] = Counter()
        for shingle in self._prints[index].sample:
            holders = self._holders.get(shingle)
            if holders and len(holders) <= MOST_HOLDERS:
                shared.update(holders)
        least = LEAST_SAMPLED if len(self._prints[index].sample) > LEAST_SAMPLED else 1
        return [leader for leader, count in shared.most_common(MOST_CANDIDATES) if count >= least]

    def _compare(self, own: set[int], other: int) -> _Match:
        shared = count_shared(own, self._prints[other].shingles)
        sizes = len(own), len(self._prints[other].shingles)
        return _Match(shared / max(min(sizes), 1), shared / max(*sizes, 1), shared)

    def _link_cluster(self, cluster: _Cluster) -> list[Link]:
        """A copy link from every member to its parent."""
        members = sorted([cluster.leader, *cluster.members], key=self._seniority)
        root = self._choose_root(members, cluster.leader)
        links = []
        for index in members:
            if index == root:
                continue
            parent, match = self._choose_parent(index, root, cluster.leader, members)
            link = self._link(index, parent, match, LinkKind.COPY)
            if link is not None:
                links.append(link)
        return links

    def _seniority(self, index: int) -> tuple[bool, str, int, int]:
        """Dated before undated, earlier before later, fuller before shorter, added earlier before later."""
        published = self._documents[index].published
        return published is None, published or "", -len(self._prints[index].shingles), index

    def _choose_root(self, members: list[int], leader: int) -> int:
        """The document that the others go back to: the credited wire, else the earliest, else the one nearest to all."""
        credited = Counter(held for index in members for held in self._credits.get(self._documents[index].id, ()))
        by_id = {self._documents[index].id: index for index in members}
        named = [(count, -members.index(by_id[held]), by_id[held]) for held, count in credited.items() if held in by_id]
        if named:
            return max(named)[2]
        first = self._documents[members[0]].published
        earliest = [index for index in members if self._documents[index].published == first][:MOST_PARENTS]
        if first is None and len(members) > MOST_PARENTS:
            return leader
        return self._most_central(earliest, members[:MOST_PARENTS])

    def _most_central(self, among: list[int], members: list[int]) -> int:
        """The document most of whose words the others have, and few else: a local introduction makes it less so."""
        if len(among) == 1:
            return among[0]
        shares = {
            index: sum(self._share_of(own, self._compare(own, other), index, other) for other in members)
            for index in among
            for own in (set(self._prints[index].shingles),)
        }
        return max(among, key=lambda index: (round(shares[index], 3), -members.index(index)))

    def _choose_parent(self, index: int, root: int, leader: int, members: list[int]) -> tuple[int, _Match]:
        """The earlier member that holds most of this one; among equals the root, then the earliest."""
        own = set(self._prints[index].shingles)
        place = members.index(index) if len(members) <= MOST_PARENTS else 0
        candidates = dict.fromkeys([root, *members[:place]])
        if leader != index and len(members) > MOST_PARENTS:
            candidates[leader] = None
        best, best_match = root, self._compare(own, root)
        best_share = self._share_of(own, best_match, index, best)
        for candidate in candidates:
            match = self._compare(own, candidate)
            share = self._share_of(own, match, index, candidate)
            if match.is_copy and share > best_share + 0.01:
                best, best_match, best_share = candidate, match, share
        if not best_match.is_copy and leader != index:
            return leader, self._compare(own, leader)
        return best, best_match

    def _share_of(self, own: set[int], match: _Match, index: int, other: int) -> float:
        """How much of this document stands in the other, and of the other in this one."""
        return (
            match.shared / max(len(own) + len(self._prints[other].shingles) - match.shared, 1) if index != other else 0
        )

    def _link(self, index: int, parent: int, match: _Match, kind: LinkKind) -> Link | None:
        copying, original = self._documents[index], self._documents[parent]
        evidence = align_documents(copying, SentenceIndex(original))
        if kind is LinkKind.PARTIAL_COPY and not evidence:
            return None
        share = min(match.contained, 1.0)
        which = "its text" if len(self._prints[index].shingles) <= len(self._prints[parent].shingles) else "the other"
        where = "the other" if which == "its text" else "it"
        return Link(
            id=make_id("link", kind.value, copying.id, original.id),
            kind=kind,
            a=copying.id,
            b=original.id,
            score=round(share, 4),
            explanation=f"{share:.0%} of the words of {which} stand in {where}, side by side as there",
            evidence=evidence,
            confidence=round(_confidence(match, kind), 3),
            maker=MAKER,
        )


def find_originals(links: Iterable[Link]) -> dict[str, str]:
    """For the id of each copy, the id of the document that it goes back to, through copies of copies."""
    parents = {link.a: link.b for link in links if link.kind is LinkKind.COPY}

    def original(document: str) -> str:
        seen = {document}
        while (parent := parents.get(document)) is not None and parent not in seen:
            document = parent
            seen.add(document)
        return document

    return {copy: original(copy) for copy in parents}


def _confidence(match: _Match, kind: LinkKind) -> float:
    """How sure: from one half at the thresholds to .99 for bodies that are the same.

    A partial copy is sure when much is shared, whatever part of the whole it is.
    """
    if kind is LinkKind.PARTIAL_COPY:
        return min(0.95, 0.5 + match.shared / 200)
    margin = (match.contained - LEAST_CONTAINED) / (1 - LEAST_CONTAINED)
    return min(0.99, 0.6 + 0.3 * margin + 0.1 * match.of_longer)
