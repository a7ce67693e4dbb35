"""What a reader of the original does not see is marked in the dossier, so that an editor sees it."""

from dataclasses import replace
from pathlib import Path

from wherefrom.config import Settings
from wherefrom.publish import publish_dossier
from wherefrom.publish.dossier.marking import hidden_marks
from wherefrom.records import CaseRecords, Hidden, Hiding, Span


def test_hidden_words_are_marked_and_the_key_says_what_the_mark_means(
    case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path
) -> None:
    document = case.documents[0]
    span = Span(document.text.index("harbour"), document.text.index("harbour") + len("harbour"))
    hiding = replace(document, hidden=(Hidden(span, Hiding.COVERED),))
    publish_dossier(replace(case, documents=(hiding, *case.documents[1:])), evidence, tmp_path / "out", settings)
    page = (tmp_path / "out" / "documents" / f"{document.id}.html").read_text(encoding="utf-8")
    assert "m-hidden" in page
    assert "what is in the file and not to be seen on the page" in page
    marked = page.split("m-hidden ")
    assert any(piece.partition(">")[2].startswith("harbour<") for piece in marked[1:])
    other = (tmp_path / "out" / "documents" / f"{case.documents[1].id}.html").read_text(encoding="utf-8")
    assert "m-hidden" not in other


def test_only_the_marks_of_a_window_are_made(case: CaseRecords) -> None:
    hidden = tuple(Hidden(Span(at, at + 2), Hiding.TINY) for at in range(0, 40, 4))
    document = replace(case.documents[0], hidden=hidden)
    assert [mark.span.start for mark in hidden_marks(document, Span(5, 13))] == [4, 8, 12]
