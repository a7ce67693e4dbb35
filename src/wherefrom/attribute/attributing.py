"""From a document to its attributions, statements, speakers and citations: tag, pair, speakers, chains, in this order."""

from collections.abc import Iterable
from dataclasses import replace

from wherefrom.attribute.credits.asking import CreditReader, load_credit_reader
from wherefrom.attribute.credits.crediting import credit_statements
from wherefrom.attribute.find.finding import find_drafts
from wherefrom.attribute.find.second_reader import SecondReader
from wherefrom.attribute.parts.chains import Chains, drop_crossing, link_drafts
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.units import HEADINGS, SPEAKING_ROLES, Unit, cut_units
from wherefrom.attribute.people.directory import Directory, Somebody, build_directory
from wherefrom.attribute.people.names import NameRun, find_names
from wherefrom.attribute.people.speakers import SpeakerFinder
from wherefrom.attribute.recording import Recorder
from wherefrom.attribute.say.statements import propose_credited, propose_own
from wherefrom.attribute.works.citations import find_citations
from wherefrom.errors import ModelError
from wherefrom.language.text import tokens_in
from wherefrom.records import Attributed, Document, Measured, Span


def attribute_document(
    document: Document, measured: Measured, *, rules: bool = False, second: SecondReader | None = None
) -> Attributed:
    """Find who said what, through whom, and what the author asserts, in one document.

    Args:
        document: read text with passages and sentences.
        measured: its figures and dates; they tell which of the author's sentences can be checked.
        rules: find attributions by rules alone; they answer too where the trained reader cannot be loaded, and every
            record says which of the two made it.
        second: a language model to ask too; what it could not be asked, and why, is noted in it.

    Returns:
        Attributions, statements, speakers and citations, each in the order of the text.
    """
    units = cut_units(document)
    found = find_drafts(document, units, rules=rules, second=second)
    return record_drafts(document, measured, units, found, None if rules else _credit_reader())


def _credit_reader() -> CreditReader | None:
    try:
        return load_credit_reader()
    except ModelError:
        return None


def record_drafts(
    document: Document, measured: Measured, units: list[Unit], found: list[Draft], reader: CreditReader | None = None
) -> Attributed:
    """Attributions that were found, with their chains, speakers and statements.

    Args:
        document: read text.
        measured: its figures and dates.
        units: its units.
        found: drafts in any order; those within others need not say so yet.
        reader: asked whom the document has each statement from; None: what was found is all.
    """
    text = document.text
    chains = link_drafts(drop_crossing(found))
    sentences = [sentence for unit in units for sentence in unit.sentences]
    credited = propose_credited(text, chains, sentences)
    holding = {number for own in credited if own.draft is not None for number in chains.chain_of(own.draft)}

    prose = [p.span for p in document.passages if p.role in SPEAKING_ROLES - HEADINGS]
    passages = [tokens_in(text, span.start, span.end) for span in prose]
    directory = build_directory(text, _find_runs(document, text))
    own = propose_own(text, units, [chains.drafts[number] for number in sorted(holding)], _marks(measured, directory))
    proposed = [*credited, *own]
    if reader is not None:
        chains, proposed = credit_statements(document, units, chains, proposed, reader)
    quoted = [span for unit in units for quotation in unit.quotations.values() for span in quotation.spans]
    finder = SpeakerFinder(document.id, directory, sentences, quoted)
    recorder = Recorder(document, chains, finder, directory)
    for number in sorted(range(len(chains.drafts)), key=lambda number: chains.drafts[number].start):
        _resolve(number, chains, finder, recorder)

    citations = find_citations(document, passages, directory, finder, recorder.speaking())
    attributions = recorder.attributions([unit.tokens for unit in units])
    statements = recorder.statements(proposed)
    return Attributed(attributions, statements, recorder.speakers(), recorder.citations(citations))


def _resolve(number: int, chains: Chains, finder: SpeakerFinder, recorder: Recorder) -> None:
    """Find the speakers of one attribution, and of those told."""
    draft, within = chains.drafts[number], chains.within[number]
    outer = recorder.parties_of(within) if within is not None else []
    found = _each_once(
        who for span in draft.source for who in finder.resolve(span, draft.antecedent, outer, remember=within is None)
    )
    told = _each_once(who for span in draft.told for who in finder.resolve(span, None, outer, remember=False))
    recorder.note(number, found, told)


def _each_once(found: Iterable[Somebody]) -> list[Somebody]:
    return list({who.key: who for who in found}.values())


def _find_runs(document: Document, text: str) -> list[NameRun]:
    """The name runs of all passages; those of headings, where every word may have a capital, only as short forms."""
    runs: list[NameRun] = []
    for passage in document.passages:
        if passage.role in SPEAKING_ROLES:
            own = find_names(text, tokens_in(text, passage.span.start, passage.span.end))
            heading = passage.role in HEADINGS
            runs.extend(replace(run, heading=True, initial=True) if heading else run for run in own)
    return runs


def _marks(measured: Measured, directory: Directory) -> list[Span]:
    """What makes a sentence checkable: figures, dates, named parties."""
    figures = [figure.span for figure in measured.figures]
    dates = [date.span for date in measured.dates]
    return sorted([*figures, *dates, *(span for _, span, _ in directory.seen)])
