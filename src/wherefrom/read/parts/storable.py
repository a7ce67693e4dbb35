r"""Nothing leaves reading that cannot be stored: lone surrogates, which UTF-8 lacks, become U+FFFD.

JSON can write them (``\\ud800``), headers of mail can smuggle them in, and one in a title would end the whole run when it is
saved. Each is one code point before and after, so that no span moves.
"""

import re
from dataclasses import fields, replace
from typing import Any, TypeVar

from wherefrom.ids import digest_text, make_id
from wherefrom.records import Document, Hyperlink, Outcome, Reading, encode_record

_SURROGATE = re.compile("[\ud800-\udfff]")

Told = TypeVar("Told", Document, Outcome, Hyperlink)


def make_storable(reading: Reading) -> Reading:
    """The reading as it is, or with every lone surrogate in it replaced."""
    try:
        encode_record(reading)
    except UnicodeEncodeError:
        documents = tuple(_mend_document(document) for document in reading.documents)
        return Reading(documents, tuple(_mend_fields(outcome) for outcome in reading.outcomes))
    return reading


def _mend_document(document: Document) -> Document:
    mended = replace(
        _mend_fields(document),
        hyperlinks=tuple(_mend_fields(link) for link in document.hyperlinks),
        metadata_from=tuple((name, _mend(place)) for name, place in document.metadata_from),
    )
    if mended.text == document.text:
        return mended
    digest = digest_text(mended.text)
    segments = tuple(
        # What was replaced is no longer, letter for letter, what the bytes say.
        replace(one, exact=one.exact and not _SURROGATE.search(document.text, one.start, one.end))
        for one in document.segments
    )
    name = make_id("doc", document.capture, document.part, digest)
    return replace(mended, id=name, text_sha256=digest, segments=segments)


def _mend_fields(record: Told) -> Told:
    """A record whose own texts have no lone surrogate."""
    held = {field.name: getattr(record, field.name) for field in fields(record)}
    mended: dict[str, Any] = {name: _mend(value) for name, value in held.items() if type(value) is str}
    return replace(record, **mended)


def _mend(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
