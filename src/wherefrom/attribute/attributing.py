"""From a document to its attributions, statements, speakers and citations: tag, pair, speakers, chains, in this order."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from wherefrom.attribute.credits.asking import CreditReader, load_credit_reader, names_of_outlet
from wherefrom.attribute.credits.crediting import credit_statements
from wherefrom.attribute.find.finding import find_drafts
from wherefrom.attribute.find.second_reader import SecondReader
from wherefrom.attribute.parts.chains import Chains, drop_crossing, link_drafts
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.recognised import RecognisedName
from wherefrom.attribute.parts.units import HEADINGS, SPEAKING_ROLES, Unit, cut_units
from wherefrom.attribute.people.choosing import Chooser
from wherefrom.attribute.people.directory import Directory, Somebody, build_directory
from wherefrom.attribute.people.names import NameRun, find_names
from wherefrom.attribute.people.ranker import load_ranker
from wherefrom.attribute.people.recognised_names import make_runs, settle_kinds, short_forms
from wherefrom.attribute.people.speakers import SpeakerFinder
from wherefrom.attribute.recording import Recorder
from wherefrom.attribute.say.statements import propose_credited, propose_own
from wherefrom.attribute.works.citations import find_citations
from wherefrom.errors import ModelError
from wherefrom.language.text import tokens_in
from wherefrom.records import Attributed, Document, Measured, Span
from wherefrom.spans import overlaps

_Loaded = TypeVar("_Loaded")


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
    if rules:
        return record_drafts(document, measured, units, found)
    return record_drafts(document, measured, units, found, _or_none(load_credit_reader), _or_none(load_ranker))


def _or_none(load: Callable[[], _Loaded]) -> _Loaded | None:
    """A model, or nothing where it cannot be used: whoever reads a case has said so."""
    try:
        return load()
    except ModelError:
        return None


def record_drafts(
    document: Document,
    measured: Measured,
    units: list[Unit],
    found: list[Draft],
    reader: CreditReader | None = None,
    chooser: Chooser | None = None,
) -> Attributed:
    """Attributions that were found, with their chains, speakers and statements.

    Args:
        document: read text.
        measured: its figures and dates.
        units: its units.
        found: drafts in any order; those within others need not say so yet.
        reader: asked whom the document has each statement from; None: what was found is all.
        chooser: decides whom pronouns mean; None: by rules.
    """
    text = document.text
    chains = link_drafts(drop_crossing(found))
    sentences = [sentence for unit in units for sentence in unit.sentences]
    credited = propose_credited(text, chains, sentences)
    holding = {number for own in credited if own.draft is not None for number in chains.chain_of(own.draft)}

    prose = [p.span for p in document.passages if p.role in SPEAKING_ROLES - HEADINGS]
    passages = [tokens_in(text, span.start, span.end) for span in prose]
    reading = reader.open(document) if reader is not None else None
    names = settle_kinds(text, reader.names(reading)) if reader is not None and reading is not None else None
    directory = build_directory(text, _find_runs(document, text, names))
    own = propose_own(text, units, [chains.drafts[number] for number in sorted(holding)], _marks(measured, directory))
    proposed = [*credited, *own]
    if reader is not None and reading is not None:
        chains, proposed = credit_statements(reading, names or (), units, chains, proposed, reader)
    quoted = [span for unit in units for quotation in unit.quotations.values() for span in quotation.spans]
    recognised = None if names is None else [name.span for name in names]
    finder = SpeakerFinder(document.id, directory, sentences, quoted, chooser, recognised)
    recorder = Recorder(document, chains, finder, directory)
    own_names = names_of_outlet(document)
    for number in sorted(range(len(chains.drafts)), key=lambda number: chains.drafts[number].start):
        _resolve(number, chains, finder, recorder, own_names)

    citations = find_citations(document, passages, directory, finder, recorder.speaking())
    attributions = recorder.attributions([unit.tokens for unit in units])
    statements = recorder.statements(proposed)
    return Attributed(attributions, statements, recorder.speakers(), recorder.citations(citations))


def _resolve(number: int, chains: Chains, finder: SpeakerFinder, recorder: Recorder, own_names: Sequence[Span]) -> None:
    """Find the speakers of one attribution, and of those told; the outlet whose document it is told it beside others."""
    draft, within = chains.drafts[number], chains.within[number]
    outer = recorder.parties_of(within) if within is not None else []
    others = [span for span in draft.source if not any(overlaps(span, name) for name in own_names)]
    found = _each_once(
        who
        for span in others or draft.source
        for who in finder.resolve(span, draft.antecedent, outer, remember=within is None)
    )
    told = _each_once(who for span in draft.told for who in finder.resolve(span, None, outer, remember=False))
    recorder.note(number, found, told)


def _each_once(found: Iterable[Somebody]) -> list[Somebody]:
    return list({who.key: who for who in found}.values())


def _find_runs(document: Document, text: str, names: Sequence[RecognisedName] | None) -> list[NameRun]:
    """The name runs of all passages; those of headings, where every word may have a capital, only as short forms.

    Args:
        document: read text.
        text: its text.
        names: as the network recognised them; None: rules find them.
    """
    runs: list[NameRun] = []
    starts, known = [name.span.start for name in names or ()], short_forms(text, names or ())
    for passage in document.passages:
        if passage.role in SPEAKING_ROLES:
            tokens = tokens_in(text, passage.span.start, passage.span.end)
            if names is None:
                own = find_names(text, tokens)
            else:
                low, high = (bisect_left(starts, at) for at in (passage.span.start, passage.span.end))
                own = make_runs(text, tokens, names[low:high], known)
            heading = passage.role in HEADINGS
            runs.extend(replace(run, heading=True, initial=True) if heading else run for run in own)
    return runs


def _marks(measured: Measured, directory: Directory) -> list[Span]:
    """What makes a sentence checkable: figures, dates, named parties."""
    figures = [figure.span for figure in measured.figures]
    dates = [date.span for date in measured.dates]
    return sorted([*figures, *dates, *(span for _, span, _ in directory.seen)])
