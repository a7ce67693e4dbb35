"""The rows of a collection form: what the Berkeley Protocol asks of a collection (paragraph 155), recorded or left blank."""

from dataclasses import dataclass

from wherefrom.publish.papers.custody_record import CustodyItem
from wherefrom.publish.wording import say_size

_MEDIA = "references of pictures, films, sound kept beside it"
_BY_HAND = "by hand; the program never records it"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a form.

    Attributes:
        letter: of the item of paragraph 155 that it answers; empty where it answers another.
        label: what is asked.
        value: what is recorded; empty: a line to write on.
        hint: how to fill it in, in small letters.
    """

    letter: str
    label: str
    value: str = ""
    hint: str = ""


# Asked on every form, and never known to the program or never kept by it.
_SEEN = FormRow("c", "Full capture as seen", "", "file or reference of the screen capture, its date and time")
_HAND_ROWS = (
    FormRow("e", "Embedded metadata", "", "kept inside the file as received; note here what was seen elsewhere"),
    FormRow("g", "Virtual identity used", "", _BY_HAND),
    FormRow("g", "IP address of the machine", "", f"only where it matters and is safe; {_BY_HAND}"),
)

_ASKED = (
    ("a", "Web address", "where it stood; for what came otherwise: none"),
    ("f", "Obtained from", "who gave it or where it lay; mind who will read this"),
    ("f", "Obtained on", "date and time, with the time zone"),
    ("f", "How it was obtained", ""),
    ("f", "Context", "what stood around it, and why it was collected"),
    ("g", "Collected for", "organisation"),
    ("g", "Machine", "inventory number or name"),
    ("g", "Operating system", ""),
    ("g", "Program", ""),
    ("g", "Machine's time zone", ""),
    ("g", "Machine's clock", "synchronised, and against what"),
    ("g", "Method of capture", ""),
    ("", "File's own date of change", "as the file carried it; it can be wrong"),
    ("", "Custodian from capture", "who keeps the original"),
    ("", "Note", ""),
)


def form_rows(item: CustodyItem) -> tuple[FormRow, ...]:
    """The form of one item: what is recorded, each with the act that says so, and blank lines for the rest."""
    capture = item.capture
    known = {
        "Reference": FormRow("", "Reference", item.reference),
        "Name": FormRow("", "Name as received", capture.name),
    }
    source = "the file itself, preserved as received" if capture.media_type.startswith("text/html") else ""
    if _values(item, "Answer (HTTP status)"):
        source = "in this web archive, as the server sent it, with its headers"
    return (
        *known.values(),
        FormRow("", "Type and size", f"{capture.media_type}, {say_size(capture.size)} ({capture.size} bytes)"),
        FormRow("h", "Hash value (SHA-256)", capture.sha256),
        FormRow("g", "Captured at (UTC)", f"{capture.at}, act {item.act}"),
        FormRow("g", "Collector", capture.by),
        *(FormRow(letter, label, _values(item, label), hint) for letter, label, hint in _ASKED),
        FormRow("b", "Source code of the page", source, "for web pages: file or reference of the source code"),
        _SEEN,
        FormRow("d", "Embedded media", _values(item, "Embedded media"), _MEDIA),
        *_HAND_ROWS,
    )


def _values(item: CustodyItem, label: str) -> str:
    told = [fact for fact in item.facts if fact.label == label]
    return "; ".join(fact.value if fact.act == item.act else f"{fact.value} (act {fact.act})" for fact in told)


BLANK_ROWS = (
    FormRow("", "Reference", "", "leave open; the program gives it"),
    FormRow("", "Name as received"),
    FormRow("h", "Hash value", "", "and by which method: SHA-256"),
    FormRow("g", "Collected at", "", "date, time, time zone"),
    FormRow("g", "Collector"),
    *(FormRow(letter, label, "", hint) for letter, label, hint in _ASKED),
    FormRow("b", "Source code of the page", "", "for web pages: file or reference"),
    _SEEN,
    FormRow("d", "Embedded media", "", _MEDIA),
    *_HAND_ROWS,
)
