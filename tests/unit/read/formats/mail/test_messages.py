import time
from collections.abc import Callable
from email.message import EmailMessage

from wherefrom.records import Ending, Reading, Role

Read = Callable[..., Reading]


def write(subject: str = "Über die Brücke", body: str = "Dear all,\n\nI saw it.\n\n> You said so.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Jörg Roe <j@x.example>", "a@b.example"
    message["Date"], message["Subject"] = "Wed, 15 Feb 2012 10:00:00 +0100", subject
    message.set_content(body)
    return message


def test_headers_are_a_passage_and_metadata(read_bytes: Read) -> None:
    document = read_bytes(bytes(write()), "message/rfc822").documents[0]
    assert (document.title, document.author, document.published) == ("Über die Brücke", "Jörg Roe", "2012-02-15")
    assert document.passages[0].role is Role.MAIL_HEADER
    assert document.part == "message:1"
    assert [passage.role for passage in document.passages[1:]] == [Role.BODY, Role.BODY, Role.QUOTED_BLOCK]


def test_each_attachment_is_a_document_read_by_its_own_reader(read_bytes: Read) -> None:
    message = write()
    message.add_attachment(
        b'{"text": "A row."}\n', maintype="application", subtype="octet-stream", filename="rows.jsonl"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(write("Inner", "Inner words."))
    reading = read_bytes(bytes(message), "message/rfc822")
    parts = [document.part for document in reading.documents]
    assert parts == ["message:1", "message:1/part:2/row:1", "message:1/part:4/message:1"]
    refused = [outcome for outcome in reading.outcomes if outcome.ending is Ending.REFUSED]
    assert [(outcome.part, outcome.reason) for outcome in refused] == [("message:1/part:3", "no reader for image/png")]


def test_html_stands_in_where_there_is_no_plain_text(read_bytes: Read) -> None:
    message = EmailMessage()
    message["Subject"] = "Only HTML"
    message.set_content("<p>I &amp; she saw it.</p><script>no()</script>", subtype="html")
    assert read_bytes(bytes(message), "message/rfc822").documents[0].text.endswith("I & she saw it.")


def test_a_mailbox_gives_a_document_for_each_message(read_bytes: Read) -> None:
    box = b"From a Wed\n" + bytes(write("One")) + b"\nFrom b Thu\n" + bytes(write("Two")) + b"\n"
    assert [document.title for document in read_bytes(box, "application/mbox").documents] == ["One", "Two"]


def test_mail_nested_without_end_is_reported(read_bytes: Read) -> None:
    message = write("Innermost")
    for _ in range(12):
        outer = write("Outer")
        outer.add_attachment(message)
        message = outer
    reading = read_bytes(bytes(message), "message/rfc822")
    assert reading.outcomes[-1].ending is Ending.REFUSED
    assert "deep" in reading.outcomes[-1].reason


def test_hostile_headers_take_no_time(read_bytes: Read) -> None:
    for header in (b"From: " + b"=?x?=" * 20_000, b"Date: " + b"(" * 100_000, b'From: "(' * 20_000):
        begun = time.perf_counter()
        assert read_bytes(header + b"\n\nwords", "message/rfc822").outcomes
        assert time.perf_counter() - begun < 20


def test_a_sender_of_a_thousand_brackets_is_shown_and_nobodys_name(read_bytes: Read) -> None:
    document = read_bytes(
        b"From: " + b"(" * 1900 + b"\nSubject: Harbour\n\nThe quay is closed.\n", "message/rfc822"
    ).documents[0]
    assert document.title == "Harbour"
    assert document.author is None
    assert "((((" in document.text


def test_parameters_without_end_are_parsed_in_bounded_time(read_bytes: Read) -> None:
    hostile = b"Content-Type: text/plain" + b";a=b" * 250_000 + b"\nSubject: Harbour\n\nThe quay is closed.\n"
    started = time.process_time()
    reading = read_bytes(hostile, "message/rfc822")
    assert reading.documents[0].text.strip() == "The quay is closed."
    assert time.process_time() - started < 5
