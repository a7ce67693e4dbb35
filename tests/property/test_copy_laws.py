"""Laws of copies: whatever documents share, no way from copy to parent leads back to where it began."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.link.copies.folding import CopyFinder
from wherefrom.link.making import Worth, make_link
from wherefrom.read import read_text
from wherefrom.records import Document, LinkKind
from wherefrom.view.copy_roots import find_originals

_WORDS = [
    f"{a}{b}{c}" for a in ("bar", "dor", "kel", "min") for b in ("ta", "lo", "ri", "ne") for c in ("n", "st", "m")
]
_CHANCE = random.Random(5)
PARAGRAPHS = [" ".join(_CHANCE.choices(_WORDS, k=40)).capitalize() + "." for _ in range(8)]


@st.composite
def piles(draw: st.DrawFn) -> list[Document]:
    """Documents of some of the same paragraphs, in any order, some cut, dated or not."""
    made = []
    for number in range(draw(st.integers(2, 9))):
        chosen = draw(st.lists(st.sampled_from(range(len(PARAGRAPHS))), min_size=1, max_size=6, unique=True))
        cut = draw(st.integers(0, 30))
        text = "\n\n".join(" ".join(PARAGRAPHS[index].split()[cut * (at == 0) :]) for at, index in enumerate(chosen))
        published = draw(st.sampled_from([None, "2026-01-01", "2026-01-02", "2026-01-03"]))
        made.append(read_text(text, document_id=f"d{number}", published=published))
    return made


@settings(max_examples=60, deadline=None)
@given(piles())
def test_copies_form_no_circle_and_each_has_one_parent(documents: list[Document]) -> None:
    links = [link for link in CopyFinder(documents).find() if link.kind is LinkKind.COPY]
    parents = {link.a: link.b for link in links}
    assert len(parents) == len(links)
    originals = find_originals(links)
    assert originals.keys() == parents.keys(), "a document in a circle would stand for itself"
    for name in parents:
        way = [name]
        while way[-1] in parents:
            assert parents[way[-1]] not in way
            way.append(parents[way[-1]])
        assert originals[name] == way[-1]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_whatever_a_person_rules_a_story_has_one_original(ends: list[tuple[str, str]]) -> None:
    found = find_originals([make_link(LinkKind.COPY, own, Worth(1, 1), "", (), "m") for own in ends])
    assert not set(found) & set(found.values()), "what others go back to is no copy itself"
    parents = dict(ends)
    for a, b in pairwise([*parents, *parents.values()]):
        if parents.get(a) == b and a != b:
            assert found.get(a, a) == found.get(b, b)
