"""The law of the map: for every reader and every input, each passage's bytes, read again, give the same text.

The way back is walked here step by step from the payload, by the description of `Segment.part`, not with the reader that
made the map. Web records alone are found by the reader's own walk: other libraries give up on a damaged archive.
"""

import io
import re
import zipfile
from email import message_from_bytes, policy
from email.message import Message

import pypdfium2

from wherefrom.ids import digest_text
from wherefrom.read.formats.archives.record_payload import find_payload
from wherefrom.read.formats.archives.web_records import Damage, iterate_records
from wherefrom.records import Document, Segment

Units = bytes | str
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_LIMIT = 512 * 1024 * 1024


class BrokenLawError(AssertionError):
    """A document's map does not lead back to the bytes that its text was read from."""


def check_document(document: Document, payload: bytes, *, is_mailbox: bool = False) -> None:
    """Hold a document against the payload that it was read from.

    Args:
        document: what was read.
        payload: what it was read from.
        is_mailbox: whether messages are to be looked for in it.

    Raises:
        BrokenLawError: text, digest, passages or map do not agree.
    """
    if document.text_sha256 != digest_text(document.text):
        raise BrokenLawError("the text has another digest than the document says")
    end = 0
    parts: dict[str, Units] = {}
    for segment in document.segments:
        if not end <= segment.start < segment.end <= len(document.text):
            raise BrokenLawError(f"segments overlap, are empty, or leave the text: {segment}")
        end = segment.end
        if segment.part not in parts:
            parts[segment.part] = find_units(payload, segment.part, is_mailbox=is_mailbox)
        _check_segment(document, segment, parts[segment.part])
    _check_passages(document)
    _check_spans(document)


def find_units(payload: bytes, part: str, *, is_mailbox: bool = False) -> Units:
    """The units that a segment's part counts in.

    Raises:
        BrokenLawError: the path leads nowhere.
    """
    units: Units = payload
    rest, message = part, _Envelope()
    while rest:
        step, _, after = rest.partition("/")
        kind, _, number = step.partition(":")
        if not isinstance(units, bytes):
            raise BrokenLawError(f"{part} goes on behind a page")
        if kind == "message":
            message = message_from_bytes(
                _message_at(units, int(number), is_mailbox=is_mailbox), _Envelope, policy=policy.compat32
            )
        elif kind == "part":
            units = _mail_part(message, number)
        elif kind == "zip":
            units, after = _member(units, rest.partition(":")[2])
        elif kind == "record":
            units = _record(units, int(number))
        elif kind == "page":
            units = _page(units, int(number))
        elif kind != "row":
            raise BrokenLawError(f"{part} has a step that the description of Segment does not know")
        rest = after
    return units


def _check_segment(document: Document, segment: Segment, units: Units) -> None:
    if not 0 <= segment.unit_start < segment.unit_end <= len(units):
        raise BrokenLawError(f"a segment leaves its part, which has {len(units)} units: {segment}")
    if not segment.exact:
        return
    found = units[segment.unit_start : segment.unit_end]
    words = document.text[segment.start : segment.end]
    try:
        again = found if isinstance(found, str) else found.decode(document.encoding)
    except UnicodeDecodeError as error:
        raise BrokenLawError(f"exact bytes do not decode as {document.encoding}: {error.reason}") from error
    if again != words:
        raise BrokenLawError(f"exact bytes read again give {again[:40]!r}, not {words[:40]!r}, in {segment.part}")


def _check_passages(document: Document) -> None:
    at = 0
    for passage in document.passages:
        if document.text[at : passage.span.start].strip() or not at <= passage.span.start < passage.span.end:
            raise BrokenLawError(f"passages overlap or leave words out: {passage.span} after {at}")
        inside = passage.span.start
        for sentence in passage.sentences:
            if document.text[inside : sentence.start].strip() or not inside <= sentence.start < sentence.end:
                raise BrokenLawError(f"sentences overlap or leave words out: {sentence} after {inside}")
            inside = sentence.end
        if passage.sentences and inside != passage.span.end:
            raise BrokenLawError(f"sentences end at {inside}, their passage at {passage.span.end}")
        at = passage.span.end
    if document.text[at:].strip():
        raise BrokenLawError(f"no passage holds what stands after {at}")


def _check_spans(document: Document) -> None:
    length = len(document.text)
    for marked in (*document.hyperlinks, *document.hidden):
        if not 0 <= marked.span.start <= marked.span.end <= length:
            raise BrokenLawError(f"a link or hidden stretch leaves the text: {marked.span}")


class _Envelope(Message):
    """A message whose attached messages stay the bytes that they are."""

    def get_content_type(self) -> str:
        declared = super().get_content_type()
        return declared.replace("message/", "attached/", 1) if declared.startswith("message/") else declared


def _message_at(units: bytes, number: int, *, is_mailbox: bool) -> bytes:
    """A message of a mailbox, where it is one: each begins with a line ``From …`` at the start or after an empty line (RFC 4155)."""
    starts = list(_FROM_LINE.finditer(units)) if is_mailbox else []
    if not starts:
        return units
    end = starts[number].start() if number < len(starts) else len(units)
    return units[starts[number - 1].end() : end]


def _mail_part(message: Message | None, number: str) -> bytes:
    for index in number.split("."):
        children = message.get_payload() if message is not None and message.is_multipart() else None
        if isinstance(children, list):
            child = children[int(index) - 1]
            message = child if isinstance(child, Message) else None
    data = message.get_payload(decode=True) if message is not None else None
    if not isinstance(data, bytes):
        raise BrokenLawError(f"part {number} of a message holds no bytes")
    return data


def _member(units: bytes, path: str) -> tuple[bytes, str]:
    """An archive's member, its name being as much of the path as the archive knows; and the rest of the path."""
    with zipfile.ZipFile(io.BytesIO(units)) as archive:
        names = set(archive.namelist())
        steps = path.split("/")
        for length in range(len(steps), 0, -1):
            if (name := "/".join(steps[:length])) in names:
                return archive.read(name), "/".join(steps[length:])
    raise BrokenLawError(f"the archive has no member {path}")


def _record(units: bytes, number: int) -> bytes:
    for record in iterate_records(units, _LIMIT, Damage()):
        if record.number == number:
            return find_payload(record, _LIMIT).data
    raise BrokenLawError(f"there is no record {number}")


def _page(units: bytes, number: int) -> str:
    pdf = pypdfium2.PdfDocument(units)
    try:
        return str(pdf[number - 1].get_textpage().get_text_range())
    finally:
        pdf.close()
