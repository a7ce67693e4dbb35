"""How a capture was collected, in the fields of its act: what the program knows, and what a person told.

Two rules. What nobody told is left out, so that nothing is invented. And nothing of a submitter's network is ever noted:
no address, no line of a mail's transport headers, no name of a browser; a ledger is published with every dossier.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from wherefrom.capture.ground.machine import describe_machine
from wherefrom.capture.ledger.acts import Details, clean
from wherefrom.config import Settings
from wherefrom.errors import UsageError
from wherefrom.records import Collection

# An act stays small: what needs more words is a document of its own.
MOST_CHARACTERS = 2000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(\.\d{1,6})?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_PREFIX_LETTERS = 8


class Method(StrEnum):
    """How bytes reached the program, which it knows by itself."""

    FILE = "file given"
    WEB = "captured from the web"


@dataclass(frozen=True, slots=True)
class Collecting:
    """What the acts of one command share.

    Attributes:
        told: what a person said.
        machine: what is known of the collecting machine.
        batch: the command's id; its acts belong together.
        keep_paths: whether an act keeps the whole path of a file, or its name alone.
        prefix: what the references of payloads begin with.
    """

    told: Collection
    machine: Mapping[str, str] = field(default_factory=dict)
    batch: str = ""
    keep_paths: bool = True
    prefix: str = ""

    def describe(self, method: Method, path: Path | None = None) -> Details:
        """The fields that one act gets.

        Args:
            method: how the bytes reached the program.
            path: the file that is captured, for its own times; None for what was no file here.
        """
        told = {key: value for key, value in asdict(self.told).items() if value and key != "collector"}
        own: dict[str, str | int] = {"method": method.value, "batch": self.batch}
        return {**told, **self.machine, **own, **(describe_file(path) if path is not None else {})}


def begin_collecting(told: Collection, settings: Settings) -> Collecting:
    """Join what a person told with the case's defaults and what the machine knows.

    Raises:
        UsageError: a field does not hold what it should; all such faults are named at once.
    """
    check_collection(told)
    told = replace(
        told,
        organisation=told.organisation or settings.organisation,
        custodian=told.custodian or settings.custodian,
        note=told.note or settings.collection_note,
    )
    return Collecting(
        told=told,
        machine=describe_machine(settings.machine, named=settings.record_machine),
        batch=f"add-{secrets.token_hex(6)}",
        keep_paths=settings.keep_paths,
        prefix=settings.reference_prefix or make_prefix(settings.name),
    )


def check_collection(told: Collection) -> None:
    """Make sure that each field holds what its name says.

    Raises:
        UsageError: one does not; all faults are named at once.
    """
    faults = [
        f"{one.name} has {len(getattr(told, one.name)):,} characters, more than {MOST_CHARACTERS:,}"
        for one in fields(told)
        if len(getattr(told, one.name)) > MOST_CHARACTERS
    ]
    if told.obtained_at and not _is_date(told.obtained_at):
        faults.append(
            f"obtained_at is {told.obtained_at!r}, which is no date as in 2026-11-24 or 2026-11-24T14:30+01:00"
        )
    if told.url and not _is_address(told.url):
        faults.append(
            f"url is {told.url!r}, which is no whole address, without a password, as in https://example.org/page"
        )
    if faults:
        raise UsageError(
            f"What was told of the collecting is not right: {'; '.join(faults)}.",
            "Give what is known, leave out what is not; a long text belongs in a document of its own.",
        )


def describe_file(path: Path) -> dict[str, str | int]:
    """The size and the time of last change that a file itself has, before it is copied; empty where it has none."""
    try:
        status = os.lstat(path)
        changed = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (OSError, ValueError, OverflowError):
        return {}
    return {"file_modified": changed, "file_size": status.st_size}


def make_prefix(name: str) -> str:
    """What references begin with where the settings name nothing: a case's initials, or the beginning of its one word.

    For example ``TQF`` for "The quay fire", ``HARBOUR`` for "Harbour".
    """
    words = re.findall(r"[^\W_]+", clean(name).upper())
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
    return letters[:_PREFIX_LETTERS] or "ITEM"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        # A year or a month alone is completed for the check only.
        date.fromisoformat((text[:10] + "-01-01"[len(text) - 4 :]) if len(text) < 10 else text[:10])  # noqa: PLR2004
        return len(text) <= 10 or bool(datetime.fromisoformat(text))  # noqa: PLR2004 - the length of a whole date
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    # A name and password in an address would be published with the ledger.
    is_open = "@" not in parts.netloc
    return bool(parts.scheme and parts.netloc) and is_open and not any(letter.isspace() for letter in text)
