"""Whatever people and files are called: it reaches the papers of custody as text, whole, and as nothing else."""

import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.publish.papers.custody_record import Checked, make_custody_record
from wherefrom.publish.papers.custody_report import write_custody
from wherefrom.publish.wording import show_hidden
from wherefrom.records import Act, ActKind, Capture, CaseRecords

TAGS = {
    "html", "head", "meta", "title", "style", "body", "section", "header", "p", "h1", "h2", "h3", "table", "thead", "tbody",
    "tr", "td", "th", "span", "b", "i", "br", "div", "code",
}  # fmt: skip
# What markup, style sheets and attributes are broken with, among letters of every kind.
WORDS = st.lists(
    st.sampled_from(["<", ">", "&", '"', "'", "\\", "}", "{", "</style>", "<script>", "-->", "]]>", "\u202e", "\0", "{{", "%}"])
    | st.text(max_size=4),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=25, deadline=None)
def test_any_text_stays_text(case: str, name: str, told: str) -> None:
    capture = Capture("cap-1", "0" * 64, 1, "text/plain", name, "data/x", name, "", told)
    acts = (
        Act(1, "2026-11-24T10:00:00Z", told, ActKind.CAPTURE, {"id": "cap-1", "note": told, "custodian": name}),
        Act(2, "2026-11-24T10:00:01Z", told, ActKind.TRANSFER, {"to": told, "items": "all", "count": 1}),
    )
    record = make_custody_record(CaseRecords(captures=(capture,), acts=acts, name=case), Checked("0" * 64, 1, 1))
    with tempfile.TemporaryDirectory() as folder:
        for paper in write_custody(record, Path(folder)).papers:
            page = Page(paper.read_bytes().decode("utf-8"))
            assert page.tags <= TAGS
            text = squeeze("".join(page.words))
            for given_words in (case, name, told):
                assert squeeze(show_hidden(given_words)) in text


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
