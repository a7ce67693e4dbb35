"""Plain text: kept as it stands, line ends as line feeds."""

from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, ReadPart, refuse, report
from wherefrom.read.parts.source import Source
from wherefrom.read.shape.finishing import finish_document
from wherefrom.records import Reading

MAKER = "wherefrom.read/plain 2"

BINARY_SHARE = 0.05
"""Text with more control characters than this is none. Damaged text has some; a program has a third."""

STRAY = 8
"""Control characters that even a short text may hold."""

# Bell and backspace among them: old programs set bold letters by striking twice.
_TEXT_CONTROLS = frozenset("\a\b\t\n\r\f\v\x1a\x1b")


def read_plain(material: Material, _read_part: ReadPart) -> Reading:
    """Read a plain text."""
    source = decode_source(material.data, material.part, material.charset)
    if looks_binary(source.text):
        return refuse(material, MAKER, "no text found: the bytes are mostly control characters, not letters")
    if not source.text.strip():
        return refuse(material, MAKER, "no text found: it is empty or holds white space only")
    draft = DocumentDraft()
    draft.copy_lines(source, 0, len(source.text))
    document = finish_document(material, draft, source.encoding, Found())
    return report(material, MAKER, document, name_damage(source), name_guess(source))


def looks_binary(text: str) -> bool:
    """Whether decoded bytes are no text."""
    sample = text[:20000]
    controls = sum(1 for letter in sample if letter < " " and letter not in _TEXT_CONTROLS)
    return controls > STRAY + len(sample) * BINARY_SHARE


def name_damage(source: Source) -> list[str]:
    """What could not be decoded, as a clause for the outcome; empty when all could."""
    if not source.damaged:
        return []
    bytes_are = "1 byte is" if source.damaged == 1 else f"{source.damaged} bytes are"
    return [f"{bytes_are} not valid {source.encoding.upper()} and shown as the replacement character U+FFFD"]


def name_guess(source: Source) -> str:
    """A note for the outcome where the charset was guessed; empty where it was known."""
    if not source.guessed:
        return ""
    return f"which charset it is in is not stated; read as {source.encoding.upper()} since its bytes look like it"


def make_samples() -> tuple[bytes, ...]:
    """Invented news in charsets that are told in different ways: by their bytes, by a mark, by a guess."""
    text = (
        "Crane falls at the quay\n\nBy Ann Example, Harbour Wire\n\nQUAY TOWN, 3 March 2024 (Harbour Wire) — The crane fell on"
        " Monday, said Mr. Example. “It was old,” the office said.\n\nNobody was hurt, and work went on the day after, it said.\n"
    )
    russian = "Кран упал в понедельник, сообщила газета. Никто не пострадал, сказали в порту."
    return text.encode(), text.encode("cp1252"), text.encode("utf-16"), russian.encode("cp1251")
