"""What attribute_document finds in invented texts."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from wherefrom.attribute import attribute_document
from wherefrom.records import (
    Attributed,
    Attribution,
    CitationKind,
    Document,
    Form,
    Measured,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from wherefrom.spans import check_anchor


@dataclass
class Found:
    """A document and what was found in it, in words."""

    document: Document
    attributed: Attributed

    def words(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.document.text[span.start : span.end] for span in spans]

    def by_cue(self, cue: str) -> Attribution:
        # Annotators take the colon of "said:" into the cue, and so does the reader that learnt from them.
        [one] = [a for a in self.attributed.attributions if self.words(a.cue) in ([cue], [f"{cue}:"])]
        return one

    def names(self, ids: tuple[str, ...]) -> list[str]:
        by_id = {speaker.id: speaker for speaker in self.attributed.speakers}
        return [by_id[one].name for one in ids]

    def speaker(self, name: str) -> Speaker:
        [one] = [speaker for speaker in self.attributed.speakers if speaker.name == name]
        return one

    def statement(self, start: str) -> Statement:
        [one] = [s for s in self.attributed.statements if self.words(s.spans)[0].startswith(start)]
        return one


Finder = Callable[..., Found]


@pytest.fixture
def find(make_document: Callable[..., Document]) -> Finder:
    def find_in(text: str, *, headline: bool = False) -> Found:
        document = make_document(text, headline=headline)
        return Found(document, attribute_document(document, Measured()))

    return find_in


def test_indirect_speech_with_that(find: Finder) -> None:
    found = find("Mara Quill said that the dam had failed in March.")
    said = found.by_cue("said")
    assert found.words(said.source) == ["Mara Quill"]
    assert found.words(said.content) == ["that the dam had failed in March"]
    assert said.form is Form.INDIRECT


def test_quotation_with_source_after_its_cue(find: Finder) -> None:
    found = find("“The pump was never checked,” said Oren Pike, an engineer at the plant.")
    said = found.by_cue("said")
    assert found.words(said.source) == ["Oren Pike, an engineer at the plant"]
    assert said.form is Form.DIRECT
    assert found.speaker("Oren Pike").description == "an engineer at the plant"


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("''", "''")])
def test_quotation_broken_by_its_credit_is_one_content(find: Finder, opening: str, closing: str) -> None:
    found = find(f"{opening}It broke at noon,{closing} Ada Crane said, {opening}and nobody came to help us.{closing}")
    said = found.by_cue("said")
    assert len(said.content) == 2
    assert len(found.attributed.attributions) == 1


def test_quotation_over_paragraphs_is_one_content(find: Finder) -> None:
    found = find(
        "Ada Crane said: “The water came up to the door.\n\n“We lost all the hens that night.\n\n“Nobody came to help.”"
    )
    said = found.by_cue("said")
    assert [len(words) > 5 for words in found.words(said.content)] == [True, True, True]


def test_unclosed_quotation_ends_with_its_paragraph(find: Finder) -> None:
    found = find("Ada Crane said: “The water came up to the door.\n\nThe council met on Tuesday in Holm.")
    [words] = found.words(found.by_cue("said").content)
    assert words.endswith("door.")


def test_denial_is_a_denial(find: Finder) -> None:
    found = find("The ministry has denied that the wells were poisoned.")
    assert found.by_cue("has denied").stance is Stance.DENIED
    assert found.words(found.statement("the wells").negations) == ["denied"]


def test_object_relative_denial_has_its_antecedent(find: Finder) -> None:
    found = find("They spoke of forced labour in the camps, a practice the Varnish government has denied.")
    denied = found.by_cue("has denied")
    assert found.words(denied.source) == ["the Varnish government"]
    assert "forced labour in the camps" in found.words(denied.content)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Mara Quill believes that the dam will fail.", Stance.BELIEVED),
        ("Mara Quill wants to close the dam this year.", Stance.WISHED),
        ("Mara Quill asked whether the dam was safe.", Stance.ASKED),
        ("Mara Quill suggested that the dam was unsafe.", Stance.HEDGED),
    ],
)
def test_stance_follows_the_cue(find: Finder, text: str, stance: Stance) -> None:
    [one] = find(text).attributed.attributions
    assert one.stance is stance


@pytest.mark.parametrize(
    "text",
    [
        "According to Mara Quill, the dam failed twice in March.",
        "The dam failed twice in March, according to Mara Quill.",
        "The dam, according to Mara Quill, failed twice in March.",
    ],
)
def test_according_to_stands_anywhere(find: Finder, text: str) -> None:
    found = find(text)
    [one] = found.attributed.attributions
    assert found.words(one.source) == ["Mara Quill"]
    assert "failed twice in March" in " ".join(found.words(one.content))


def test_relay_makes_a_chain(find: Finder) -> None:
    found = find("Mara Quill told the inspectors that the pump was broken, according to a Holm Gazette report.")
    outer, inner = found.by_cue("according to"), found.by_cue("told")
    assert inner.within == outer.id
    assert found.names(inner.to) == ["inspectors"]
    statement = found.statement("the pump was broken")
    assert statement.chain == (outer.id, inner.id)


def test_quoted_as_is_nested(find: Finder) -> None:
    found = find(
        "The Review, a quarterly journal, quotes Ada Crane and Oren Pike as estimating that 300 wells are dry."
    )
    outer, inner = found.by_cue("quotes"), found.by_cue("estimating")
    assert inner.within == outer.id
    assert found.names(inner.speakers) == ["Ada Crane", "Oren Pike"]


def test_surname_and_pronoun_mean_the_full_name(find: Finder) -> None:
    found = find("Mara Quill runs the plant. Quill said the dam was safe. She added that it had been checked.")
    assert found.names(found.by_cue("said").speakers) == ["Mara Quill"]
    assert found.names(found.by_cue("added").speakers) == ["Mara Quill"]


def test_the_pair_are_those_joined_by_and(find: Finder) -> None:
    found = find(
        "Ada Crane, a nurse, and Oren Pike, a surgeon, wrote a report on the wells. The pair say that 40 are dry."
    )
    assert found.names(found.by_cue("say").speakers) == ["Ada Crane", "Oren Pike"]


def test_role_noun_means_who_was_introduced_by_it(find: Finder) -> None:
    found = find("Ada Crane, a human rights lawyer, spoke in Holm. The lawyer said that 40 wells were dry.")
    assert found.names(found.by_cue("said").speakers) == ["Ada Crane"]


def test_bare_surname_is_not_introduced(find: Finder) -> None:
    found = find("“We have made a new kind of pump,” Tolland said.")
    assert not found.speaker("Tolland").introduced


def test_title_alone_introduces(find: Finder) -> None:
    assert find("“We have made a new kind of pump,” Dr. Ina Tolland said.").speaker("Ina Tolland").introduced


@pytest.mark.parametrize(
    ("source", "kind", "count"),
    [
        ("Two witnesses", SpeakerKind.UNNAMED_GROUP, 2),
        ("Experts", SpeakerKind.UNNAMED_GROUP, None),
        ("A neighbour", SpeakerKind.UNNAMED_PERSON, 1),
        ("The company", SpeakerKind.UNNAMED_INSTITUTION, None),
    ],
)
def test_unnamed_sources_are_typed(find: Finder, source: str, kind: SpeakerKind, count: int | None) -> None:
    found = find(f"{source} said that the dam had failed.")
    [speaker] = found.attributed.speakers
    assert (speaker.kind, speaker.count) == (kind, count)


def test_unnamed_parties_of_two_documents_stay_two(find: Finder) -> None:
    first = find("Experts said that the dam had failed.").attributed.speakers[0]
    second = find("Experts said that the pump had failed.").attributed.speakers[0]
    assert first.key != second.key


def test_authors_own_sentence_is_a_statement_without_chain(find: Finder) -> None:
    found = find("Mara Quill opened the plant in Holm. It rained.")
    [statement] = found.attributed.statements
    assert statement.chain == ()
    assert [name.key for name in statement.names] == ["mara quill"]


def test_headline_is_a_statement(find: Finder) -> None:
    found = find("Dam kept its cracks secret for years\n\nIt rained in the hills.", headline=True)
    assert found.statement("Dam kept").chain == ()


def test_headline_with_name_and_colon_is_credited(find: Finder) -> None:
    found = find("Quill: the dam is safe again\n\nIt rained.", headline=True)
    assert found.words(found.by_cue(":").source) == ["Quill"]


def test_hedges_are_kept(find: Finder) -> None:
    found = find("Mara Quill said that the leak was the likely cause of the flood.")
    assert found.words(found.statement("the leak").hedges) == ["likely"]


def test_first_hand_is_told_by_the_words(find: Finder) -> None:
    found = find(
        "“We buried forty of them behind the mill,” Oren Pike said. “It was a cold winter for everyone,” he said."
    )
    assert [s.first_hand for s in found.attributed.statements] == [True, False]


def test_works_are_cited_once(find: Finder) -> None:
    found = find(
        "Ada Crane and Oren Pike wrote a report on the wells. In Crane’s acceptance speech, she thanked the town. "
        "Later, in Crane’s acceptance speech, she named no one. At a press conference on Monday in Holm, Pike sat still."
    )
    kinds = [citation.kind for citation in found.attributed.citations]
    assert sorted(kinds) == sorted([CitationKind.REPORT, CitationKind.SPEECH, CitationKind.PRESS_CONFERENCE])


def test_every_digest_covers_its_words(find: Finder) -> None:
    found = find("Mara Quill told the inspectors that the pump was broken, according to a Holm Gazette report.")
    for a in found.attributed.attributions:
        check_anchor(found.document, (*a.source, *a.cue, *a.content), a.digest, a.id)
    for s in found.attributed.statements:
        check_anchor(found.document, s.spans, s.digest, s.id)


def test_better_evidence_is_surer(find: Finder) -> None:
    quoted = find("“The pump was never checked,” Oren Pike said.").attributed.attributions[0]
    bare = find("Oren Pike praised the new pump of the plant.").attributed.attributions[0]
    assert quoted.confidence > bare.confidence


def test_what_is_left_of_a_sentence_is_no_statement_where_it_breaks_off(find: Finder) -> None:
    found = find("Prominent among Quill's deeds in Holm in 1999 was what Oren Pike called “the great escape”.")
    assert not [s for s in found.attributed.statements if found.words(s.spans)[-1].endswith(" was")]


def test_attributions_nested_deeper_than_a_chain_is_followed_are_all_recorded(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("according to " * 300 + "the envoy, the quay is closed.")
    made = attribute_document(document, Measured(), rules=True)
    assert len(made.attributions) > 100
