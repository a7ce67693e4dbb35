"""The way in: which reader reads what, and what happens when a reader fails."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from wherefrom.config import Settings
from wherefrom.errors import catching_panics
from wherefrom.read.formats import table
from wherefrom.read.formats.table import Format
from wherefrom.read.parts.allowance import Allowance, allow_reading
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, refuse
from wherefrom.read.parts.source import Stretch, source_of
from wherefrom.read.parts.storable import make_storable
from wherefrom.read.shape.finishing import finish_document
from wherefrom.records import Capture, Document, Ending, Reading

MAKER = "wherefrom.read/dispatch 1"


MORE_MAY_BE_READ = "more may be read by `wherefrom trace` with a larger read_seconds in case.toml, or with --afresh on a quieter machine"


def read_capture(capture: Capture, payload: Path, settings: Settings) -> Reading:
    """Read what was captured.

    Args:
        capture: what is known of it; its media type chooses the reader.
        payload: where its bytes lie.
        settings: the limits.

    Returns:
        Its documents and how the reading of each part ended: read, read in part, or refused, with the reason. Problems
        of the material are never raised.
    """
    size = payload.stat().st_size
    refused = refuse_by_size(capture, size, settings)
    if refused is not None:
        return refused
    return read_payload(capture, payload.read_bytes(), settings, allow_reading(settings, size))


def refuse_by_size(capture: Capture, size: int, settings: Settings) -> Reading | None:
    """The refusal of what is too large or empty; None for all else."""
    empty = Material(capture.id, b"", "", capture.name, settings)
    if size > settings.file_bytes:
        return refuse(
            empty, MAKER, f"larger than the limit: {size} of {settings.file_bytes} bytes (setting file_bytes)"
        )
    if size == 0:
        return refuse(empty, MAKER, "no text found: the file is empty")
    return None


def read_payload(capture: Capture, data: bytes, settings: Settings, allowance: Allowance) -> Reading:
    """Read the bytes of a capture, in this process, within an allowance of time."""
    material = Material(capture.id, data, "", capture.name, settings, allowance=allowance)
    reading = make_storable(read_material(material, capture.media_type))
    return tell_time(reading) if allowance.spent else reading


def tell_time(reading: Reading) -> Reading:
    """A reading that was cut off by its time, with that said where it says what is missing.

    How far a reader comes in a processor second is the machine's: another run may find more, and nobody should take what was
    left out for what is not there.
    """
    return replace(
        reading,
        outcomes=tuple(
            own if own.ending is Ending.READ or own.part else replace(own, reason=f"{own.reason}; {MORE_MAY_BE_READ}")
            for own in reading.outcomes
        ),
    )


def read_material(material: Material, media_type: str) -> Reading:
    """Read bytes by the reader for their media type, whatever that reader may stumble over."""
    essence = media_type.partition(";")[0].strip().lower()
    found = table.find_format(essence)
    if found is None:
        return refuse(material, MAKER, f"no reader for {essence or 'an unknown media type'}")
    try:
        with catching_panics():
            return found.read(material, _READ_PART)
    except MemoryError:
        return refuse(material, MAKER, f"reading it as {essence} needs more memory than the setting read_memory allows")
    except RecursionError:
        return refuse(material, MAKER, f"it is nested too deeply to be read as {essence}")
    except Exception as error:  # noqa: BLE001 - hostile input finds every hole in a parser; one document pays, not the run
        return refuse(material, MAKER, f"it cannot be read as {essence}: {type(error).__name__}: {error}"[:300])


def read_samples() -> Iterator[tuple[Format, Reading]]:
    """Each format of the table, with what reading its trifles gave: documents of all, and how each ended."""
    for one in table.FORMATS:
        samples = [Material("", data, "", "sample", Settings()) for data in one.samples()]
        readings = [read_material(sample, one.types[0].name) for sample in samples]
        documents = tuple(document for reading in readings for document in reading.documents)
        yield one, Reading(documents, tuple(outcome for reading in readings for outcome in reading.outcomes))


class _PartReader:
    """How mail and archives have their parts read: by the same table as files."""

    def __call__(self, part: Material, media_type: str) -> Reading:
        return read_material(part, media_type)

    def is_read(self, media_type: str) -> bool:
        found = table.find_format(media_type)
        return found is not None and found.is_part

    def type_named(self, ending: str) -> str:
        return table.type_named(ending)


_READ_PART = _PartReader()


def read_text(  # noqa: PLR0913 - one keyword for each field that a caller may know
    text: str,
    *,
    document_id: str | None = None,
    title: str | None = None,
    author: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Document:
    """A document straight from a string; passages, sentences, roles and metadata are found as in a text file.

    Args:
        text: kept letter for letter; its UTF-8 form is what the map counts in.
        document_id: the id to give it; None: one made from the text.
        title: what is known from elsewhere beats what the text shows; so do the following.
        author: who wrote it.
        outlet: who published it.
        published: when, ISO 8601.
        url: where.
    """
    found = Found()
    given = {"title": title, "author": author, "outlet": outlet, "published": published, "url": url}
    for name, value in given.items():
        found.note(name, value, "given")
    draft = DocumentDraft()
    length = len(text.encode("utf-8", "surrogatepass"))
    whole = Stretch(0, len(text), 0, length, exact=True)
    draft.copy(source_of(text, "", "utf-8", [whole], 0), 0, len(text))
    document = finish_document(Material("", b"", "", "text"), draft, "utf-8", found)
    return replace(document, id=document_id) if document_id is not None else document
