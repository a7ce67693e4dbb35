"""Discourse: what a document has told up to a place: who is known, who spoke in which sentence, who spoke lately.

Asking changes nothing; only `hear` does, once it is decided whom some words mean.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from wherefrom.attribute.people.directory import Directory, Somebody
from wherefrom.records import Span, SpeakerKind

# Searches among those last spoken of, last named, or introduced by a role go no further back than this many.
REACH = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom some words mean, and what they tell of them.

    Attributes:
        who: as known before the words; or new.
        mention: the words.
        confidence: that they mean them.
        description, gender, roles, introduced: what the words tell, where it was not known before.
        standing_for: words that may stand for the name from now on, lower case.
    """

    who: Somebody
    mention: Span
    confidence: float
    description: str = ""
    gender: str = ""
    roles: frozenset[str] = frozenset()
    introduced: bool = False
    standing_for: tuple[str, ...] = ()


class Discourse:
    """What one document has told so far, in the order of its text.

    Args:
        directory: who is named in it.
        sentences: all sentences, in order.
        quoted: its quotations, in order: who is named in one is seldom whom the words around it mean.
    """

    def __init__(self, directory: Directory, sentences: Sequence[Span], quoted: Sequence[Span] = ()) -> None:
        self.directory = directory
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._quoted = sorted(quoted)
        self._quoted_starts = [span.start for span in self._quoted]
        self._spoken: dict[int, str] = {}
        self._lately: list[str] = []

    def hear(self, span: Span, references: Sequence[Reference], *, remember: bool) -> list[Somebody]:
        """Take note of whom a source means.

        Args:
            span: the source's words.
            references: whom they mean.
            remember: later words may mean them because they spoke; False for those who were only told.

        Returns:
            Them, as known from now on, each once.
        """
        known = self.directory.known
        for reference in references:
            if reference.who.key not in known:
                self.directory.add(reference.who, reference.standing_for)
            known[reference.who.key] = _with(known[reference.who.key], reference)
        keys = list(dict.fromkeys(reference.who.key for reference in references))
        if remember and keys:
            self._spoken[self.sentence_of(span.start)] = keys[0]
            self._lately = [*(key for key in self._lately if key not in keys), *keys][-REACH:]
        return [known[key] for key in keys]

    def sentence_of(self, position: int) -> int:
        """The number of the sentence in which a code point stands."""
        return bisect_right(self._starts, position) - 1

    def opens_sentence(self, position: int) -> bool:
        """Whether a word opens its sentence, but for marks before it."""
        at = self.sentence_of(position)
        before = self.directory.text[self._starts[at] : position] if at >= 0 else ""
        return not any(character.isalnum() for character in before)

    def spoken_in(self, sentence: int) -> Somebody | None:
        """Who was credited last in a sentence."""
        key = self._spoken.get(sentence)
        return None if key is None else self.directory.known[key]

    def spoken_lately(self) -> Iterator[Somebody]:
        """Who was credited, the latest first."""
        return (self.directory.known[key] for key in reversed(self._lately))

    def named_in(self, sentence: int, before: int) -> list[Somebody]:
        """Who is named in a sentence before a code point, in order, on the same side of its quotation marks."""
        if not 0 <= sentence < len(self._sentences):
            return []
        span = self._sentences[sentence]
        asked = self.quotation_at(before)
        return [
            who
            for own, who in self.directory.named_within(Span(span.start, min(span.end, before)))
            if self.quotation_at(own.start) in {None, asked}
        ]

    def named_before(self, position: int) -> list[tuple[Span, Somebody]]:
        """Who was named last before a code point, in order, with where they are named."""
        seen, known = self.directory.seen, self.directory.known
        end = bisect_left(seen, position, key=lambda item: item[0])
        return [(span, known[key]) for _, span, key in seen[max(0, end - REACH) : end]]

    def persons_before(self, position: int) -> list[tuple[Span, Somebody]]:
        """The persons among those."""
        return [(span, who) for span, who in self.named_before(position) if who.kind is SpeakerKind.PERSON]

    def known_lately(self) -> Iterator[Somebody]:
        """Who came to be known, the latest first."""
        return islice(reversed(self.directory.known.values()), REACH)

    def quotation_at(self, position: int) -> Span | None:
        """The quotation in which a code point stands."""
        at = bisect_right(self._quoted_starts, position) - 1
        return self._quoted[at] if at >= 0 and position < self._quoted[at].end else None


def _with(who: Somebody, told: Reference) -> Somebody:
    """Somebody as known after some words."""
    return replace(
        who,
        description=who.description or told.description,
        gender=who.gender or told.gender,
        roles=who.roles | told.roles,
        introduced=who.introduced or told.introduced,
        mentions=who.mentions | {told.mention},
        confidence=min(who.confidence, told.confidence),
    )
