"""What stands within what: the smallest content around a cue, and never two attributions within each other."""

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.relays.chains import DEEPEST, chain_of, drop_crossing, link_drafts
from wherefrom.records import Span


def draft(cue: tuple[int, int], content: tuple[int, int]) -> Draft:
    return Draft(0, Rule.THAT_CLAUSE, "said", (), (Span(*cue),), (Span(*content),))


def test_a_cue_stands_within_the_smallest_content_around_it() -> None:
    outer, middle, inner = draft((0, 4), (5, 60)), draft((10, 14), (15, 60)), draft((20, 24), (25, 60))
    link_drafts([inner, outer, middle])
    assert (outer.within, middle.within, inner.within) == (None, outer, middle)


def test_two_whose_contents_hold_each_others_cues_stand_within_neither() -> None:
    one, other = draft((0, 4), (10, 30)), draft((12, 16), (0, 9))
    link_drafts([one, other])
    assert (one.within, other.within) == (None, None)


def test_a_content_that_holds_its_own_cue_is_no_reading() -> None:
    crossing, sound = draft((5, 9), (0, 20)), draft((30, 34), (35, 50))
    assert drop_crossing([crossing, sound, draft((30, 34), (35, 50))]) == [sound]


def test_a_chain_is_told_outermost_first_and_ends_at_the_deepest() -> None:
    drafts = [draft((at, at + 1), (at + 2, 200)) for at in range(0, 40, 2)]
    link_drafts(drafts)
    assert chain_of(drafts[2]) == drafts[:3]
    assert len(chain_of(drafts[-1])) == DEEPEST + 1
