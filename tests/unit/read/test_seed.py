"""The real article that the project began with."""

from pathlib import Path

import pytest

from wherefrom.read import read_text
from wherefrom.records import Document, Passage, Role


@pytest.fixture(scope="module")
def article(shared: Path) -> Document:
    return read_text((shared / "seed-case" / "would-be-defector-2012-02-15.txt").read_text(encoding="utf-8"))


def texts(document: Document, role: Role) -> list[str]:
    return [words(document, passage) for passage in document.passages if passage.role is role]


def words(document: Document, passage: Passage) -> str:
    return " ".join(document.text[passage.span.start : passage.span.end].split())


def test_metadata_are_read_from_the_text(article: Document) -> None:
    assert article.title == "Would-be China Defector, Once Bo Xilai’s Right Hand, Oversaw Organ Harvesting"
    assert article.author == "Matthew Robertson"
    assert article.outlet == "Epoch Times"
    assert article.published == "2012-02-15"
    assert article.language == "en"
    assert dict(article.metadata_from)["author"] == "text: byline"


def test_the_front_and_the_end_have_their_roles(article: Document) -> None:
    assert texts(article, Role.STANDFIRST) == [
        "Former Chongqing vice mayor involved in ‘thousands’ of transplantation operations"
    ]
    assert texts(article, Role.BYLINE) == ["By Matthew Robertson", "Epoch Times Staff"]
    assert texts(article, Role.DATELINE) == ["February 15, 2012"]
    assert texts(article, Role.SUBHEADING) == ["Wang’s Award", "Execution Site", "Live Harvesting"]
    assert article.passages[-1].role is Role.CREDIT
    assert words(article, article.passages[-1]) == "With research by Sophia Fang."


def test_abbreviations_end_no_sentence(article: Document) -> None:
    sentences = [article.text[s.start : s.end] for passage in article.passages for s in passage.sentences]
    assert not [sentence for sentence in sentences if sentence.endswith(("Feb.", "U.S.", "Dr.", "D.C."))]
