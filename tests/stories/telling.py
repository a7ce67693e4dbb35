"""A story analysed: its documents through every stage, in memory, and look-ups over what was found."""

from dataclasses import dataclass
from functools import cached_property

import wherefrom
from tests.stories.story import Marked, Story
from wherefrom.records import Attribution, CaseRecords, Claim, Span, Speaker, Statement
from wherefrom.spans import covered_text

_LOOSE = " \n,.;:“”\"'‘’«»"


def bare(words: str) -> str:
    """Words without what taste puts at their edges: marks, white space, and a leading "that"."""
    return " ".join(words.split()).strip(_LOOSE).removeprefix("that ").strip(_LOOSE)


@dataclass(frozen=True)
class Telling:
    """What the program makes of a story. A look-up that finds nothing, or too much, fails with what there is."""

    story: Story

    @cached_property
    def case(self) -> CaseRecords:
        """All records."""
        return wherefrom.analyse(
            [
                wherefrom.read_text(own.text, document_id=own.name, outlet=own.outlet, published=own.date)
                for own in self.story.documents
            ]
        )

    def text(self, document: str, spans: tuple[Span, ...]) -> str:
        """The words of some spans."""
        return " … ".join(covered_text(self.case.document[document].text, [span]) for span in spans)

    def words(self, statement: Statement) -> str:
        """The words of a statement."""
        return self.text(statement.document, statement.spans)

    def statement(self, words: str, document: str = "") -> Statement:
        """The only statement that holds some words: in all documents, or in one."""
        fits = [own for own in self.case.statements if words in self.words(own) and document in {"", own.document}]
        assert len(fits) == 1, f"“{words}” stands in {len(fits)} of {[self.words(own) for own in self.case.statements]}"
        return fits[0]

    def claim(self, words: str) -> Claim:
        """The only claim one of whose statements holds some words."""
        holding = {own.id for own in self.case.statements if words in self.words(own)}
        fits = [claim for claim in self.case.claims if holding & set(claim.statements)]
        assert len(fits) == 1, f"“{words}” stands in {[claim.text for claim in fits or self.case.claims]}"
        return fits[0]

    def attribution(self, number: str) -> Attribution:
        """The attribution that the marks of a number ask for, word for word but for marks at its edges."""
        pairs = [(own.name, mark) for own in self.story.documents for mark in own.marked if mark.number == number]
        assert len(pairs) == 1, f"{len(pairs)} documents mark an attribution {number!r}"
        document, mark = pairs[0]
        near = [own for own in self.case.attributions if own.document == document]
        fits = [own for own in near if self._fits(document, own, mark)]
        told = [tuple(self.text(document, part) for part in (own.source, own.cue, own.content)) for own in near]
        assert len(fits) == 1, f"marked {number!r}, found {told}"
        return fits[0]

    def _fits(self, document: str, own: Attribution, mark: Marked) -> bool:
        pairs = ((own.source, mark.source), (own.cue, mark.cue), (own.content, mark.content))
        return all(
            bare(self.text(document, found)) == bare(self.text(document, asked))
            and all(any(f.start <= a.end and a.start <= f.end for f in found) for a in asked)
            for found, asked in pairs
        )

    def speakers(self, words: str) -> list[Speaker]:
        """Whom the attributions with a source of exactly some words credit, each once."""
        fits = [own for own in self.case.attributions if bare(self.text(own.document, own.source)) == words]
        sources = [self.text(own.document, own.source) for own in self.case.attributions]
        assert fits, f"“{words}” is none of the sources {sources}"
        return list({name: self.case.speaker[name] for own in fits for name in own.speakers}.values())

    def named(self, name: str) -> list[Speaker]:
        """The speakers of a name, in every document."""
        fits = [own for own in self.case.speakers if own.name == name]
        assert fits, f"“{name}” is none of the speakers {[own.name for own in self.case.speakers]}"
        return fits

    def chain(self, statement: Statement) -> list[str]:
        """The names along a statement's chain, the outermost first."""
        links = [self.case.attribution[name] for name in statement.chain]
        return [" and ".join(self.case.speaker[name].name for name in link.speakers) or "nobody" for link in links]
