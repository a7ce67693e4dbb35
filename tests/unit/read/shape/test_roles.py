import pytest

from wherefrom.read import read_text
from wherefrom.records import Document, Role

BODY = (
    "The harbour board closed the northern quay on Tuesday after two inspectors reported cracks in the wall, "
    "according to people who attended the meeting and asked not to be named."
)


def roles(document: Document) -> list[tuple[str, str]]:
    return [
        (passage.role.value, document.text[passage.span.start : passage.span.end][:40]) for passage in document.passages
    ]


def test_a_text_that_is_one_short_line_is_body() -> None:
    assert roles(read_text("Quay closed")) == [("body", "Quay closed")]


def test_a_first_paragraph_that_is_a_sentence_is_no_headline() -> None:
    assert [role for role, _ in roles(read_text(f"The board met.\n\n{BODY}"))] == ["body", "body"]


def test_a_headline_is_known_by_the_title_though_it_ends_in_a_stop() -> None:
    document = read_text(f"All eyes on the quay.\n\n{BODY}", title="All eyes on the quay")
    assert document.passages[0].role is Role.HEADLINE


def test_a_byline_gives_author_and_outlet() -> None:
    document = read_text(f"Quay closed\n\nBy Jane Doe and John Roe, Harrow Gazette\n\n{BODY}")
    assert (document.author, document.outlet) == ("Jane Doe and John Roe", "Harrow Gazette")


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    document = read_text(f"Quay closed\n\nBy Monday the water had risen to the second step of the wall.\n\n{BODY}")
    assert document.author is None


def test_a_dateline_is_parted_from_its_paragraph() -> None:
    document = read_text(f"Quay closed\n\nHARROW, England (Reuters) - {BODY}")
    assert roles(document)[1:] == [("dateline", "HARROW, England (Reuters) -"), ("body", BODY[:40])]
    assert (document.outlet, dict(document.metadata_from)["outlet"]) == ("Reuters", "text: agency in the dateline")


def test_labelled_lines_of_a_clipping_are_metadata() -> None:
    document = read_text(f"Title: Quay closed\nPublisher: Harrow Gazette\nDate: 3 May 2014\n\n{BODY}")
    assert (document.title, document.outlet, document.published) == ("Quay closed", "Harrow Gazette", "2014-05-03")


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    wrapped = "The harbour board closed the northern quay on Tuesday\nafter two inspectors reported cracks in the wall, as was\nto be expected."
    assert len(read_text(wrapped).passages) == 1


def test_a_list_of_short_lines_holds_no_subheadings() -> None:
    document = read_text(f"Quay closed\n\n{BODY}\n\nBread\n\nButter\n\nMilk\n\n{BODY}")
    assert [role for role, _ in roles(document)].count("subheading") <= 1


@pytest.mark.parametrize("line", ["Reporting by A. Roe; Editing by B. Doe", "© 2014 Harrow Gazette", "(Reuters)"])
def test_credits_close_an_article(line: str) -> None:
    assert read_text(f"Quay closed\n\n{BODY}\n\n{line}").passages[-1].role is Role.CREDIT


def test_what_is_given_beats_what_the_text_shows() -> None:
    document = read_text(f"Quay closed\n\nBy Jane Doe\n\n{BODY}", author="J. Doe", published="2014-05")
    assert (document.author, document.published) == ("J. Doe", "2014-05")
