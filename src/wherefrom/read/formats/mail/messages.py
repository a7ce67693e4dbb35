"""Mail: headers, body and attachments, each attachment by the reader for its own format."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message
from itertools import pairwise

from wherefrom.errors import catching_panics
from wherefrom.read.formats.mail.headers import decode_header_value, note_headers, write_headers
from wherefrom.read.formats.text.plain import name_damage
from wherefrom.read.formats.web.page import write_web
from wherefrom.read.parts.allowance import MAIL_DEPTH
from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.declared import VAGUE
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, ReadPart, refuse
from wherefrom.read.shape.finishing import finish_document
from wherefrom.read.shape.paragraphs import add_paragraphs
from wherefrom.records import Document, Ending, Outcome, Reading

MAKER = "wherefrom.read/mail 2"

PARTS = 2000
"""Parts of one message; what is beyond is reported."""

HEADER_LETTERS = 16_384
"""Code points of one header, in any part, that are parsed: the parameters of a longer one take time with the square."""

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_ATTACHED = "attached/"


class _Envelope(Message):
    """A message whose attached messages stay bytes: parsed and written again they would no longer be those preserved."""

    def get_content_type(self) -> str:
        """The media type; that of a message within under a name that the parser does not know."""
        declared = super().get_content_type()
        return declared.replace("message/", _ATTACHED, 1) if declared.startswith("message/") else declared


class _Policy(policy.Compat32):
    """As Python's plainest: `policy.default` parses headers with a call within a call for each bracket, and ends on 2,000."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """A header's name and value, cut where none goes on."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_LETTERS]


_POLICY = _Policy()


def read_mail(material: Material, read_part: ReadPart) -> Reading:
    """Read one message."""
    return _read_message(material, read_part, 1, 0, len(material.data))


def read_mailbox(material: Material, read_part: ReadPart) -> Reading:
    """Read an mbox: each message a document, with its attachments as further ones."""
    starts = [(found.start(), found.end()) for found in _FROM_LINE.finditer(material.data)]
    if not starts:
        return read_mail(material, read_part)
    edges = [*starts, (len(material.data), len(material.data))]
    documents: list[Document] = []
    outcomes: list[Outcome] = []
    missing: list[str] = []
    empty = 0
    for number, ((_, begin), (end, _)) in enumerate(pairwise(edges), start=1):
        if material.allowance.is_spent():
            missing.append(
                f"only the first {number - 1} of its {len(starts)} messages were read before the time was spent"
            )
            break
        if not material.data[begin:end].strip():
            empty += 1
            continue
        reading = _spare_message(material, read_part, number, begin, end)
        documents += reading.documents
        outcomes += reading.outcomes
    if empty:
        # Told in one outcome for all: a hostile mailbox has a million of them.
        missing.append(f"{'' if documents else 'no text found: '}{empty} of its {len(starts)} messages are empty")
    if missing:
        ending = Ending.PARTLY if documents else Ending.REFUSED
        outcomes.insert(0, Outcome(material.capture, material.part, ending, "; ".join(missing), MAKER))
    return Reading(tuple(documents), tuple(outcomes))


def _spare_message(material: Material, read_part: ReadPart, number: int, begin: int, end: int) -> Reading:
    """Read one message of a mailbox; one that breaks a library costs itself."""
    try:
        with catching_panics():
            return _read_message(material, read_part, number, begin, end)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile input finds every hole in a parser; one message pays, not the mailbox
        part = material.inside(f"message:{number}", b"", "")
        return refuse(part, MAKER, f"it cannot be read as mail: {type(error).__name__}: {error}"[:300])


def _read_message(material: Material, read_part: ReadPart, number: int, begin: int, end: int) -> Reading:
    """Read the message that stands between two bytes of the material."""
    where = material.within(f"message:{number}")
    if material.depth >= MAIL_DEPTH:
        return refuse(material, MAKER, f"mail within mail more than {MAIL_DEPTH} deep is not read")
    raw = material.data[begin:end]
    message = message_from_bytes(raw, _Envelope, policy=_POLICY)
    found = Found()
    note_headers(message, found)
    draft = DocumentDraft()
    missing = write_headers(draft, raw, begin, material.part)
    encoding = "utf-8"
    leaves = _leaves(message)
    body = _choose_body(leaves)
    if body:
        headers = len(draft.segments)
        encoding = _write_body(
            material.inside(f"message:{number}/part:{body[0]}", _bytes_of(body[1]), ""), body[1], draft, missing
        )
        _settle_headers(draft, headers, encoding)
    mail = Material(material.capture, b"", where, found.values.get("title") or material.name, material.settings)
    readings = []
    for path, part in leaves[:PARTS]:
        if body and path == body[0]:
            continue
        if _is_other_form(part, path, body):
            continue
        if material.allowance.is_spent():
            missing.append(
                f"what is attached from part {path} on was not read: the time allowed for the file was spent"
            )
            break
        readings.append(_read_attachment(material, read_part, f"message:{number}/part:{path}", part))
    if len(leaves) > PARTS:
        missing.append(f"{len(leaves) - PARTS} of {len(leaves)} parts were not read")
    if not body and not readings:
        missing.append("it has no text, only headers")
    if not draft.length:
        reason = "; ".join(["no text found: neither headers nor a body", *missing])
        outcome = Outcome(material.capture, where, Ending.REFUSED, reason, MAKER)
        return Reading(
            tuple(d for r in readings for d in r.documents), (outcome, *(o for r in readings for o in r.outcomes))
        )
    document = finish_document(mail, draft, encoding, found)
    outcome = Outcome(material.capture, where, Ending.PARTLY if missing else Ending.READ, "; ".join(missing), MAKER)
    return Reading(
        (document, *(document for reading in readings for document in reading.documents)),
        (outcome, *(outcome for reading in readings for outcome in reading.outcomes)),
    )


def _write_body(part: Material, message: Message, draft: DocumentDraft, missing: list[str]) -> str:
    """Add the body under the headers; returns the codec of its exact segments."""
    charset = message.get_content_charset()
    begun = draft.begin_block()
    if message.get_content_type() == "text/html":
        return write_web(part, charset, draft, missing)
    source = decode_source(part.data, part.part, charset)
    draft.copy_lines(source, 0, len(source.text))
    add_paragraphs(draft, begun)
    missing += name_damage(source)
    return source.encoding


def _settle_headers(draft: DocumentDraft, headers: int, encoding: str) -> None:
    """A document has one codec for its exact segments: headers that the body's would decode otherwise are not exact."""
    text = draft.text[: draft.segments[headers - 1].end] if headers else ""
    for index, segment in enumerate(draft.segments[:headers]):
        raw = text[segment.start : segment.end].encode("utf-8", "replace")
        if segment.exact and raw.decode(encoding, "replace").encode("utf-8", "replace") != raw:
            draft.segments[index] = replace(segment, exact=False)


def _read_attachment(material: Material, read_part: ReadPart, step: str, part: Message) -> Reading:
    """Read what is attached by its own reader."""
    name = decode_header_value(part.get_filename() or "attachment")[:200]
    media_type = _media_type(part, name, read_part)
    data = _bytes_of(part)
    inside = replace(material.inside(step, data, name, part.get_content_charset()), depth=material.depth + 1)
    if not data.strip():
        return refuse(inside, MAKER, f"the attachment {name} is empty")
    return read_part(inside, media_type)


def _media_type(part: Message, name: str, read_part: ReadPart) -> str:
    """What an attachment is: by its first bytes, else as declared, else by its name."""
    data = _bytes_of(part)[:8]
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    declared = part.get_content_type()
    if declared.startswith(_ATTACHED):
        # Reports of delivery and the like are text.
        message = declared.removeprefix(_ATTACHED)
        return f"message/{message}" if message in ("rfc822", "global") else "text/plain"
    if declared in VAGUE or declared == "text/plain":
        return read_part.type_named(name.rpartition(".")[2]) or declared
    return declared


def _leaves(message: Message, path: str = "") -> list[tuple[str, Message]]:
    """The parts that hold something, by their numbers as IMAP counts them (RFC 3501, section 6.4.5)."""
    found: list[tuple[str, Message]] = []
    waiting: list[tuple[str, Message]] = [(path, message)]
    while waiting:
        path, part = waiting.pop()
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            children = [
                (f"{path}.{index}" if path else str(index), child)
                for index, child in enumerate(part.get_payload(), start=1)
            ]
            waiting += reversed(children)
        else:
            found.append((path or "1", part))
    return found


def _choose_body(leaves: list[tuple[str, Message]]) -> tuple[str, Message] | None:
    """The first plain text that is no attachment, else the first HTML; plain text needs no judgement of what is content."""
    inline = [
        (path, part)
        for path, part in leaves
        if part.get_content_disposition() != "attachment" and not part.get_filename()
    ]
    for wanted in ("text/plain", "text/html"):
        for path, part in inline:
            if part.get_content_type() == wanted and _bytes_of(part).strip():
                return path, part
    return None


def _is_other_form(part: Message, path: str, body: tuple[str, Message] | None) -> bool:
    """Whether a part says the same as the body in another form: its sibling under multipart/alternative, or its empty twin."""
    if part.get_content_disposition() == "attachment" or part.get_filename() or body is None:
        return False
    sibling = path.rpartition(".")[0] == body[0].rpartition(".")[0]
    return (
        sibling
        and part.get_content_type() in ("text/html", "text/plain")
        and part.get_content_type() != body[1].get_content_type()
    )


def _bytes_of(part: Message) -> bytes:
    """The part's bytes, transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def make_samples() -> tuple[bytes, ...]:
    """An invented message with a body in two forms."""
    message = (
        "From: =?utf-8?q?Ann?= <ann@quay.example>\r\nTo: b@quay.example\r\nSubject: Crane\r\nDate: Sun, 3 Mar 2024 10:00:00 +0000\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe crane fell=2E\r\n--x\r\nContent-Type: text/html\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nPHA+Q3JhbmU8L3A+\r\n--x--\r\n"
    )
    return (message.encode(),)


def make_mailboxes() -> tuple[bytes, ...]:
    """An invented mailbox of one message."""
    return tuple(b"From a@quay.example Sun Mar  3 10:00:00 2024\n" + message for message in make_samples())
