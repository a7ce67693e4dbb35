"""What stands within what: the smallest content around a cue, and never two attributions within each other."""

from dataclasses import replace

from wherefrom.attribute.parts.chains import DEEPEST, drop_crossing, link_drafts
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.records import Span


def draft(cue: tuple[int, int], content: tuple[int, int]) -> Draft:
    return Draft(0, Rule.THAT_CLAUSE, "said", (), (Span(*cue),), (Span(*content),))


def test_a_cue_stands_within_the_smallest_content_around_it() -> None:
    outer, middle, inner = draft((0, 4), (5, 60)), draft((10, 14), (15, 60)), draft((20, 24), (25, 60))
    chains = link_drafts([inner, outer, middle])
    assert chains.drafts == (outer, middle, inner)
    assert chains.within == (None, 0, 1)


def test_two_whose_contents_hold_each_others_cues_stand_within_neither() -> None:
    one, other = draft((0, 4), (10, 30)), draft((12, 16), (0, 9))
    assert link_drafts([one, other]).within == (None, None)


def test_what_is_relied_on_stands_within_what_it_relays_though_its_cue_is_outside() -> None:
    saying = draft((0, 4), (5, 30))
    citing = replace(draft((32, 38), (5, 30)), relays=saying.cue)
    assert link_drafts([citing, saying]).within == (None, 0)
    assert link_drafts([citing]).within == (None,)


def test_a_content_that_holds_its_own_cue_is_no_reading() -> None:
    crossing, sound = draft((5, 9), (0, 20)), draft((30, 34), (35, 50))
    assert drop_crossing([crossing, sound, draft((30, 34), (35, 50))]) == [sound]


def test_a_chain_is_told_outermost_first_and_ends_at_the_deepest() -> None:
    drafts = [draft((at, at + 1), (at + 2, 200)) for at in range(0, 40, 2)]
    chains = link_drafts(drafts)
    assert chains.chain_of(2) == [0, 1, 2]
    assert len(chains.chain_of(19)) == DEEPEST + 1
