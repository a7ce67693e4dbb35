"""Records of web archives among the originals, cut out by a confined process (`archive_records`); what is lost is counted."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from wherefrom.confine import Confinement, Died, Limits, ServerGoneError, Worker
from wherefrom.publish.exports.archive_records import DAMAGED, DONE, NO_ARCHIVE, PREPARE, WORK
from wherefrom.publish.exports.exporting import Omission
from wherefrom.publish.exports.web_archive import Entry, WebArchive

_BEGINNINGS = (b"WARC/", b"\x1f\x8b", b"PK")
_MEMORY = 3 * 1024 * 1024 * 1024
# A record is packed at some 20 MB a second, and may be as long as the limit.
_SECONDS, _MOST_SECONDS = 30.0, 300.0
_ENTRY_BYTES = 1024 * 1024
# ``WARC/1.0`` and ``Content-Length: 0``, with their line ends.
_SMALLEST_RECORD = 32


@dataclass(slots=True)
class Copied:
    """What came of copying.

    Attributes:
        damaged: records whose own digests do not match them, or that no parser reads; the whole file was carried too.
        unread: archives that broke off or went over the limit; the whole file was carried too.
    """

    damaged: int = 0
    unread: int = 0

    def omissions(self) -> Iterator[Omission]:
        """What was not copied as records."""
        why = (
            "their digests do not match, or they are no valid records; the archive that holds them is carried as a file"
        )
        yield Omission(self.damaged, "records", why)
        yield Omission(
            self.unread, "archives", "cut off, broken, or over the limit file_bytes; each is carried as a file"
        )


@dataclass(slots=True)
class Copyist:
    """Copies records within one export; the process that cuts them out is begun when first needed.

    Attributes:
        limit: bytes that the records of one archive may unpack to.
        copied: what came of it so far.
    """

    limit: int
    copied: Copied = field(default_factory=Copied)
    _confinement: Confinement = field(default_factory=lambda: Confinement(PREPARE))

    def copy_records(self, archive: WebArchive, path: Path) -> bool:
        """Copy every record of a web archive; returns whether the file is one, and all of it was copied.

        Args:
            archive: where to.
            path: the file; most are no archives, which its first bytes tell.

        Raises:
            InstallationError: no confined process can be begun.
        """
        with path.open("rb") as stream:
            if not stream.read(max(map(len, _BEGINNINGS))).startswith(_BEGINNINGS):
                return False
            try:
                worker = self._confinement.begin(WORK, self._limits())
                with contextlib.closing(worker):
                    return self._copy(worker, stream.fileno(), archive)
            except ServerGoneError:
                self.copied.unread += 1
                return False

    def close(self) -> None:
        """End the process."""
        self._confinement.close()

    def _copy(self, worker: Worker, descriptor: int, archive: WebArchive) -> bool:
        before = (self.copied.damaged, self.copied.unread)
        answer = worker.ask(str(self.limit).encode(), descriptor)
        # A worker that lies could answer for ever.
        left, records = self.limit, self.limit // _SMALLEST_RECORD
        while answer not in (DONE, NO_ARCHIVE):
            entry = None if isinstance(answer, Died) or answer == DAMAGED else _entry_of(answer)
            if answer == DAMAGED:
                self.copied.damaged += 1
            elif entry is None or isinstance(answer, Died) or left < 0 or records < 0:
                self.copied.unread += 1
                return False
            else:
                packed = answer.partition(b"\n")[2]
                archive.add_packed(entry, packed)
                left -= len(packed)
            records -= 1
            answer = worker.ask(b"", -1)
        return answer == DONE and (self.copied.damaged, self.copied.unread) == before

    def _limits(self) -> Limits:
        return Limits(_SECONDS, _MOST_SECONDS, _MEMORY, self.limit + _ENTRY_BYTES)


def _entry_of(answer: bytes) -> Entry | None:
    """What an answer says of its record; None where it has not the form of one: broken off, or a lie."""
    try:
        return msgspec.json.decode(answer.partition(b"\n")[0], type=Entry)
    except (msgspec.DecodeError, ValueError):
        return None
