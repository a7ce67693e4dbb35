"""What the rules put right in what the reader found, and what they leave as it is."""

from wherefrom.attribute.find.supplement import supplement
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import cut_units
from wherefrom.records import Span

from .conftest import build_document


def at(text: str, words: str) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


TEXT = "Oren Pike stayed a day and, according to the radio, revealed that the pump had failed."


def revealing(source: str) -> tuple[str, str]:
    """Whom the lead and the verb credit in the end, where a reader credited somebody with the verb."""
    content = at(TEXT, "revealed that the pump had failed")
    lead = Draft(0, Rule.TRAINED, "to", at(TEXT, "the radio"), at(TEXT, "according to"), content)
    inner = at(TEXT, "that the pump had failed")
    revealed = Draft(0, Rule.TRAINED, "revealed", at(TEXT, source), at(TEXT, "revealed"), inner)
    mended = supplement(TEXT, cut_units(build_document(TEXT)), [lead, revealed])
    first, second = mended[0].source[0], mended[1].source[0]
    return TEXT[first.start : first.end], TEXT[second.start : second.end]


def test_who_revealed_is_not_who_tells_of_it() -> None:
    assert revealing("the radio") == ("the radio", "Oren Pike")


def test_another_source_than_the_leads_is_left_to_the_reader() -> None:
    assert revealing("a day") == ("the radio", "a day")
