"""The map from letters to bytes holds for any text, charset, damage and cut; seeded fuzzing holds it for every reader."""

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fuzz.loop import make_input
from fuzz.targets import READERS, TARGETS
from tests.property.strategies import NASTY, texts
from wherefrom.ids import digest_text
from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.records import Document, Span
from wherefrom.spans import covered_text, digest_spans, locate_span, merge_spans, strip_span

CHARSETS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp1251", "koi8-r", "iso8859-7", "mac-roman",
    "gb18030", "gbk", "big5", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "cp437", "utf-7",
)  # fmt: skip
long_texts = st.lists(texts | st.sampled_from(NASTY), max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(
    long_texts,
    st.sampled_from(CHARSETS),
    st.sampled_from([None, *CHARSETS]),
    st.binary(max_size=3),
    st.integers(0, 400),
)
def test_every_stretch_of_decoded_text_is_its_bytes_and_none_is_missing(
    text: str, written: str, declared: str | None, damage: bytes, at: int
) -> None:
    data = text.encode(written, "ignore")
    data = data[:at] + damage + data[at:]
    source = decode_source(data, "", declared)
    end, unit_end = 0, None
    for stretch in source.stretches:
        assert stretch.start == end < stretch.end
        assert unit_end is None or stretch.unit_start >= unit_end
        end, unit_end = stretch.end, stretch.unit_end
        assert stretch.unit_end <= len(data)
        if stretch.exact:
            assert (
                data[stretch.unit_start : stretch.unit_end].decode(source.encoding)
                == source.text[stretch.start : stretch.end]
            )
    assert end == len(source.text)


@settings(max_examples=200, deadline=None)
@given(long_texts, st.sampled_from(["utf-8", "utf-16-le", "cp1252", "gb18030", "shift_jis"]), st.data())
def test_any_cut_of_a_text_leads_back_to_its_own_bytes(text: str, encoding: str, data: st.DataObject) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    payload = mark + text.encode(encoding, "ignore")
    source = decode_source(payload, "", encoding)
    assume(source.text)
    draft = DocumentDraft()
    draft.copy_lines(source, 0, len(source.text))
    document = Document(
        "d", "c", "", "n", draft.text, digest_text(draft.text), source.encoding, (), tuple(draft.segments)
    )
    start = data.draw(st.integers(0, len(draft.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(draft.text))))
    for segment in locate_span(document, span):
        if segment.exact:
            assert span.start <= segment.start < segment.end <= span.end
            found = payload[segment.unit_start : segment.unit_end].decode(source.encoding)
            assert found == draft.text[segment.start : segment.end]


@given(long_texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_spans_count_code_points_whatever_they_stand_on(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    assert covered_text(text, spans) == "\n".join(text[span.start : span.end] for span in spans)
    assert digest_spans(text, spans) == digest_text(covered_text(text, spans))
    merged = merge_spans(spans)
    assert merge_spans(merged) == merged
    for span in spans:
        inside = Span(min(span.start, len(text)), min(span.end, len(text)))
        stripped = strip_span(text, inside)
        assert covered_text(text, [stripped]) == covered_text(text, [inside]).strip() or stripped.start == stripped.end


@pytest.mark.parametrize("name", READERS)
def test_every_reader_keeps_the_law_on_damaged_inputs(name: str) -> None:
    """A few inputs of each reader in this process; `make fuzz` tries thousands, each in one of its own."""
    target = TARGETS[name]
    seeds = target.seeds()
    for number in range(12):
        target.check(make_input(target, seeds, 20261124, number))
