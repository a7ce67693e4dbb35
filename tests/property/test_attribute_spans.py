"""Laws that hold for what attribution finds in any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Measured
from wherefrom.spans import digest_spans

PIECES = """Mara Quill Pike said told that according to the report by Dr. , . : “ ” " ? ( ) — ' ’s he she who and denied as
saying in an interview on Monday experts which may 40 wells of The pair was quoted citing wants to asked whether"""
WORDS = st.sampled_from([*PIECES.split(), "\n\n"])
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_records_lie_in_the_text_and_refer_to_each_other(text: str) -> None:
    document = read_text(text)
    found = attribute_document(document, Measured())
    attributions = {record.id: record for record in found.attributions}
    speakers = {record.id for record in found.speakers}
    assert len(attributions) == len(found.attributions)
    assert len(speakers) == len(found.speakers)
    for record in found.attributions:
        spans = (*record.source, *record.cue, *record.content)
        assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
        assert record.digest == digest_spans(document.text, spans)
        assert record.within is None or record.within in attributions
        assert {*record.speakers, *record.to} <= speakers
        assert 0 <= record.confidence <= 1
    for statement in found.statements:
        assert all(0 <= span.start < span.end <= len(document.text) for span in statement.spans)
        assert all(one in attributions for one in statement.chain)
        assert all(attributions[b].within == a for a, b in zip(statement.chain, statement.chain[1:], strict=False))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_records(text: str) -> None:
    document = read_text(text)
    assert attribute_document(document, Measured()) == attribute_document(document, Measured())
