from collections.abc import Callable

import pytest

from wherefrom.config import Settings
from wherefrom.records import Ending, Reading

Read = Callable[..., Reading]


def test_a_byte_order_mark_is_no_text(read_bytes: Read) -> None:
    document = read_bytes(b"\xef\xbb\xbfThe board met.", "text/plain").documents[0]
    assert document.text == "The board met."
    assert document.segments[0].unit_start == 3


def test_line_ends_become_line_feeds(read_bytes: Read) -> None:
    assert read_bytes(b"One.\r\n\r\nTwo.\rThree.", "text/plain").documents[0].text == "One.\n\nTwo.\nThree."


def test_bytes_that_are_no_utf8_are_counted(read_bytes: Read) -> None:
    reading = read_bytes("Käse und Brötchen für ".encode() + b"\xff\xfe alle.", "text/plain")
    assert reading.documents[0].text == "Käse und Brötchen für \ufffd alle."
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert reading.outcomes[0].reason.startswith("2 bytes are not valid UTF-8")


def test_windows_1252_is_recognised(read_bytes: Read) -> None:
    text = "Der Bürgermeister erklärte, die Brücke über den Fluß müsse für Monate gesperrt bleiben. " * 3
    assert read_bytes(text.encode("cp1252"), "text/plain").documents[0].text == text


@pytest.mark.parametrize("data", [b"", b" \n\t\n", bytes(range(32)) * 40])
def test_no_text_is_an_outcome(read_bytes: Read, data: bytes) -> None:
    reading = read_bytes(data, "text/plain")
    assert not reading.documents
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert reading.outcomes[0].reason.startswith("no text found")


def test_a_file_over_the_limit_is_refused(read_bytes: Read) -> None:
    reading = read_bytes(b"12345", "text/plain", settings=Settings(file_bytes=4))
    assert "5 of 4 bytes" in reading.outcomes[0].reason


def test_an_unknown_media_type_is_refused(read_bytes: Read) -> None:
    assert read_bytes(b"GIF89a", "image/gif").outcomes[0].reason == "no reader for image/gif"


def test_naughty_strings_are_read_to_the_last(read_bytes: Read, shared: object) -> None:
    data = (shared / "hostile" / "blns.txt").read_bytes()  # type: ignore[operator]
    text = read_bytes(data, "text/plain").documents[0].text
    assert text == data.decode().replace("\r\n", "\n").replace("\r", "\n")
