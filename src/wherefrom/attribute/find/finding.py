"""Find: every attribution of a document as a draft, by the trained reader; by rules where it cannot be loaded."""

from collections.abc import Iterable

from wherefrom.attribute.find.second_reader import SecondReader
from wherefrom.attribute.find.supplement import supplement
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.relays.inner import find_inner
from wherefrom.attribute.relays.nested import find_nested
from wherefrom.attribute.rules.tagging import tag_units
from wherefrom.attribute.trained.drafting import Drafter, mark_shared
from wherefrom.attribute.trained.network_reader import Triple, load_reader
from wherefrom.errors import ModelError
from wherefrom.records import Document


def find_drafts(
    document: Document, units: list[Unit], *, rules: bool = False, second: SecondReader | None = None
) -> list[Draft]:
    """The attributions of a document, outer and inner.

    Args:
        document: what to read.
        units: its units.
        rules: by the rules alone.
        second: a second reader to ask for what the first did not find.
    """
    try:
        reader = None if rules else load_reader()
    except ModelError:
        reader = None
    if reader is None:
        found = [*tag_units(units), *find_nested(document.text, units)]
    else:
        words, outer = reader.read(document)
        drafter = Drafter(document.text, units, words, reader.maker)
        found = _draft_all(drafter, outer)
        found = supplement(document.text, units, found)
        found += find_inner(document.text, units, found)
    return found if second is None else [*found, *second.propose(document.text, units, found)]


def _draft_all(drafter: Drafter, readings: Iterable[Triple]) -> list[Draft]:
    drafts = [draft for draft in map(drafter.draft, readings) if draft is not None]
    return mark_shared(drafts)
