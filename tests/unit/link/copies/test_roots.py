"""The document that the copies of one story go back to."""

import wherefrom
from wherefrom.link.copies.folding import CopyFinder
from wherefrom.records import Document, LinkKind

STORY = (
    "The harbour at Wexley lost its crane in the storm on Monday night. Forty families left the lower streets before dawn,"
    " and the school opened its hall for them. Nobody was hurt, but the fish market will stay closed for a week, and the"
    " ferry does not run. Divers look for the hook of the crane, which weighs two tons and fell beside the pilot boat."
)


def document(name: str, published: str | None, text: str = STORY) -> Document:
    return wherefrom.read_text(text, document_id=name, published=published)


def parents(documents: list[Document], credited: dict[str, set[str]] | None = None) -> dict[str, str]:
    return {link.a: link.b for link in CopyFinder(documents, credited).find() if link.kind is LinkKind.COPY}


def test_the_earliest_is_the_root_where_no_credit_line_names_a_wire() -> None:
    documents = [document("late", "2020-03-03"), document("early", "2020-03-01"), document("wire", "2020-03-02")]
    assert parents(documents) == {"late": "early", "wire": "early"}


def test_the_wire_that_a_credit_line_names_is_the_root_though_it_is_dated_later() -> None:
    documents = [document("late", "2020-03-03"), document("early", "2020-03-01"), document("wire", "2020-03-02")]
    assert parents(documents, {"early": {"wire"}}) == {"early": "wire", "late": "wire"}


def test_of_two_wires_the_one_that_more_copies_credit_is_the_root() -> None:
    documents = [document(name, f"2020-03-0{day}") for day, name in enumerate(("one", "two", "three", "four"), start=1)]
    credited = {"one": {"three"}, "two": {"four"}, "three": {"four"}}
    found = parents(documents, credited)
    assert set(found) == {"one", "two", "three"}
    assert set(found.values()) == {"four"}


def test_a_wire_that_is_credited_and_not_among_the_copies_is_no_root() -> None:
    other = document("wire", "2019-01-01", "Quite another story about bees, gardens, mills and a choir in a chapel.")
    documents = [document("late", "2020-03-03"), document("early", "2020-03-01"), other]
    assert parents(documents, {"late": {"wire"}}) == {"late": "early"}
