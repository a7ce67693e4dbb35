"""Copies: documents that reproduce another's text, folded by containment.

Documents are taken from the longest to the shortest. Each is held against the leaders that share sampled shingles with
it and becomes a copy of one of them, or a leader itself. Only leaders are indexed, so two hundred copies of one story
cost two hundred look-ups, not forty thousand; and every copy has matched its leader itself, so that a chain of likenesses
(single link) cannot glue two stories into one.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from wherefrom.link.copies.clusters import LEAST_CONTAINED, Cluster, Gatherer, Match
from wherefrom.link.copies.passages import SentenceIndex, align_documents
from wherefrom.link.copies.shingles import fingerprint_document
from wherefrom.link.making import Worth, make_link
from wherefrom.records import Document, Link, LinkKind

MAKER = "wherefrom.link/copies 1"
# Within one cluster, so many members are weighed as parents of each other; beyond it only the first and the fullest.
MOST_PARENTS = 24
MOST_REMEMBERED = 512

Report = Callable[[int, int], None]


class CopyFinder:
    """Finds the copies among documents.

    Args:
        documents: all documents of the case, in order.
        credited: for a document's id, the ids of held documents that its credit lines name as the wire.
    """

    def __init__(self, documents: Sequence[Document], credited: dict[str, set[str]] | None = None) -> None:
        self._documents = documents
        self._credits = credited or {}
        self._gatherer = Gatherer([])
        self._sentences: dict[int, SentenceIndex] = {}

    def find(self, report: Report | None = None) -> list[Link]:
        """Every copy and partial copy as a link; ``report`` is told how many documents are done, of how many."""
        total = len(self._documents)
        told = (lambda done: report(done, total)) if report is not None else (lambda _done: None)
        self._gatherer = Gatherer([fingerprint_document(document) for document in self._documents])
        self._gatherer.gather(told)
        clusters = [cluster for cluster in self._gatherer.clusters.values() if cluster.members]
        links = [link for cluster in clusters for link in self._link_cluster(cluster)]
        for own, other, match in self._gatherer.partial:
            if self._gatherer.is_stretch(own, other):
                link = self._link(own, other, match, LinkKind.PARTIAL_COPY)
                links += [link] if link is not None else []
        return links

    def _sentences_of(self, index: int) -> SentenceIndex:
        """A document's sentences; some hundred are remembered, since a root is aligned with all its copies."""
        found = self._sentences.get(index)
        if found is None:
            if len(self._sentences) >= MOST_REMEMBERED:
                self._sentences.clear()
            found = self._sentences[index] = SentenceIndex(self._documents[index])
        return found

    def _link_cluster(self, cluster: Cluster) -> list[Link]:
        """A copy link from every member to its parent."""
        members = sorted([cluster.leader, *cluster.members], key=self._seniority)
        root = self._choose_root(members, cluster.leader)
        parents: dict[int, int] = {}
        for index in members:
            if index != root:
                parent = self._choose_parent(index, root, cluster.leader, members)
                parents[index] = root if _leads_to(parents, parent, index) else parent
        found = (
            self._link(index, parent, self._gatherer.compare(index, parent), LinkKind.COPY)
            for index, parent in parents.items()
        )
        return [link for link in found if link is not None]

    def _seniority(self, index: int) -> tuple[bool, str, int, int]:
        """Dated before undated, earlier before later, fuller before shorter, added earlier before later."""
        published = self._documents[index].published
        return published is None, published or "", -len(self._gatherer.shingles[index]), index

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
        shares = {index: sum(self._share_of(index, other) for other in members) for index in among}
        return max(among, key=lambda index: (round(shares[index], 3), -members.index(index)))

    def _choose_parent(self, index: int, root: int, leader: int, members: list[int]) -> int:
        """The earlier member that holds most of this one; among equals the root, then the earliest."""
        place = members.index(index) if len(members) <= MOST_PARENTS else 0
        candidates = dict.fromkeys([root, *members[:place]])
        if leader != index and len(members) > MOST_PARENTS:
            candidates[leader] = None
        best, best_share = root, self._share_of(index, root)
        for candidate in candidates:
            share = self._share_of(index, candidate)
            if share > best_share + 0.01 and self._gatherer.compare(index, candidate).is_copy:
                best, best_share = candidate, share
        return leader if leader != index and not self._gatherer.compare(index, best).is_copy else best

    def _share_of(self, index: int, other: int) -> float:
        """How much of one document stands in the other, and of the other in this one (Jaccard)."""
        if index == other:
            return 0.0
        shared = self._gatherer.compare(index, other).shared
        return shared / max(len(self._gatherer.shingles[index]) + len(self._gatherer.shingles[other]) - shared, 1)

    def _link(self, index: int, parent: int, match: Match, kind: LinkKind) -> Link | None:
        copying, original = self._documents[index], self._documents[parent]
        evidence = align_documents(self._sentences_of(index), self._sentences_of(parent))
        if kind is LinkKind.PARTIAL_COPY and not evidence:
            return None
        share = min(match.contained, 1.0)
        which = (
            "its text" if len(self._gatherer.shingles[index]) <= len(self._gatherer.shingles[parent]) else "the other"
        )
        where = "the other" if which == "its text" else "it"
        words = f"{share:.0%} of the words of {which} stand in {where}, side by side as there"
        worth = Worth(share, _confidence(match, kind))
        return make_link(kind, (copying.id, original.id), worth, words, evidence, MAKER)


def _leads_to(parents: dict[int, int], start: int, end: int) -> bool:
    """Whether a way from copy to parent comes by a document; there is no circle in the parents so far."""
    while start != end and start in parents:
        start = parents[start]
    return start == end


def _confidence(match: Match, kind: LinkKind) -> float:
    """How sure: from one half at the thresholds to .99 for bodies that are the same.

    A partial copy is sure when much is shared, whatever part of the whole it is.
    """
    if kind is LinkKind.PARTIAL_COPY:
        return min(0.95, 0.5 + match.shared / 200)
    margin = (match.contained - LEAST_CONTAINED) / (1 - LEAST_CONTAINED)
    return min(0.99, 0.6 + 0.3 * margin + 0.1 * match.of_longer)
