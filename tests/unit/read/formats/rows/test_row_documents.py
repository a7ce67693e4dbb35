import json
from collections.abc import Callable

from wherefrom.records import Ending, Reading, Role

Read = Callable[..., Reading]


def test_fields_are_found_under_their_usual_names(read_bytes: Read) -> None:
    row = {
        "Headline": "Quay closed",
        "Body": "The board met.",
        "Byline": "Jane Doe",
        "Publisher": "Harrow Gazette",
        "Date": "2014-05-03",
        "extra": 1,
    }
    reading = read_bytes(json.dumps(row).encode(), "application/jsonl")
    document = reading.documents[0]
    assert (document.title, document.author, document.outlet) == ("Quay closed", "Jane Doe", "Harrow Gazette")
    assert (document.published, document.part) == ("2014-05-03", "row:1")
    assert reading.outcomes[0].ending is Ending.READ
    assert reading.outcomes[0].reason == "fields not used: extra"


def test_a_headline_that_the_text_lacks_comes_from_its_own_field(read_bytes: Read) -> None:
    data = b'{"title": "Quay closed", "text": "The board met on Tuesday."}'
    document = read_bytes(data, "application/jsonl").documents[0]
    assert document.text == "Quay closed\n\nThe board met on Tuesday."
    assert document.passages[0].role is Role.HEADLINE
    first = document.segments[0]
    assert data[first.unit_start : first.unit_end] == b"Quay closed"


def test_a_headline_that_the_text_has_is_not_said_twice(read_bytes: Read) -> None:
    data = b'{"title": "Quay closed", "text": "Quay closed.\\n\\nThe board met."}'
    assert read_bytes(data, "application/jsonl").documents[0].text == "Quay closed.\n\nThe board met."


def test_a_bad_row_costs_itself_only(read_bytes: Read) -> None:
    reading = read_bytes(b'{"text": "One."}\n{"text": \n[1]\n{"text": " "}\n{"text": "Five."}\n', "application/jsonl")
    assert [document.part for document in reading.documents] == ["row:1", "row:5"]
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert reading.outcomes[0].reason.startswith("3 of 5 rows not read: row 2 (no valid JSON")


def test_a_file_without_a_text_field_is_refused(read_bytes: Read) -> None:
    reading = read_bytes(b"name,age\nAnn,3\n", "text/csv")
    assert (reading.documents, reading.outcomes[0].ending) == ((), Ending.REFUSED)
    assert "fields not used: name, age" in reading.outcomes[0].reason


def test_csv_keeps_quoted_line_ends_and_doubled_marks(read_bytes: Read) -> None:
    data = b'id;text\r\n1;"He said ""no"";\r\nthen left."\r\n2;plain\r\n'
    assert [document.text for document in read_bytes(data, "text/csv").documents] == [
        'He said "no";\nthen left.',
        "plain",
    ]


def test_a_quotation_mark_never_closed_is_a_bad_row(read_bytes: Read) -> None:
    reading = read_bytes(b'text\ngood\n"bad\n', "text/csv")
    assert [document.text for document in reading.documents] == ["good"]
    assert "never closed" in reading.outcomes[0].reason


def test_json_nested_without_end_is_refused(read_bytes: Read) -> None:
    assert read_bytes(b"[" * 200_000, "application/json").outcomes[0].ending is Ending.REFUSED


def test_a_lone_surrogate_becomes_the_replacement_character(read_bytes: Read) -> None:
    assert read_bytes(b'{"text": "a\\ud800b"}', "application/jsonl").documents[0].text == "a\ufffdb"
