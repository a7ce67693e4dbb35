"""Settings of a case: what ``case.toml`` may say, with defaults that need no change."""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import tomli_w

from wherefrom.errors import UsageError
from wherefrom.fields import ChoiceField, Field, FieldError, NumberField, TextField, TextsField, YesNoField
from wherefrom.records.layout import SETTINGS_FILE

READERS = ("trained", "rules")
MIB = 1024 * 1024
_DAY = 24 * 60 * 60
_MOST_BYTES = 1024 * 1024 * MIB
# A process that may hold less than this does not even start: the interpreter and its libraries need as much.
_LEAST_MEMORY = 256 * MIB


@dataclass(frozen=True, slots=True)
class Settings:
    """What a case's owner may set.

    Attributes:
        name: the case's name as the dossier shows it.
        collector: who is written into the ledger; empty: the name of the account on this machine.
        workers: processes that read and attribute; 0: one for each processor.
        file_bytes: a larger input is refused, in bytes.
        read_seconds: reading one input may take this much processor time, in seconds; it grows with bytes and pages, at
            most tenfold.
        read_memory: a reading process may hold this much, in bytes.
        read_output: what is read of one input may take this much, in bytes.
        attribute_seconds: looking for the figures and statements of one document may take this long, in seconds on the clock;
            0: as long as it likes.
        attribute_memory: a process that looks for them may hold this much, in bytes; 0: as much as it likes.
        claim_pages: the dossier gives every claim a page of its own up to this many claims; beyond it, claims of one
            statement without a finding are shown on their document's page alone.
        reader: who finds attributions: ``trained`` (the model that ships with the package) or ``rules``.
        second_reader: address of a language model to ask too, for example ``http://127.0.0.1:11434/v1``; empty: none.
        second_reader_model: its name there.
        second_reader_may_leave: whether the text of documents may go to another machine for that.
        originals: the dossier carries the preserved originals.
        organisation: for whom is collected; written into the ledger with each capture.
        custodian: who keeps the originals; written into the ledger with each capture.
        collection_note: what the ledger notes of each capture where nobody notes anything else.
        reference_prefix: what the reference of each item begins with, as in ``QUAY-000123``; empty: made from the name.
        machine: what the collecting machine is called in the ledger, for example its inventory number.
        record_machine: whether its host name is written where ``machine`` is empty.
        keep_paths: whether the ledger keeps the whole path of a file added, which may tell who gave it, or its name alone.
        time_authorities: addresses of RFC 3161 time-stamp authorities that ``wherefrom stamp`` asks; none: it asks nobody.
    """

    name: str = "Untitled case"
    collector: str = ""
    workers: int = 0
    file_bytes: int = 512 * MIB
    read_seconds: int = 60
    read_memory: int = 2048 * MIB
    read_output: int = 512 * MIB
    attribute_seconds: int = 1800
    attribute_memory: int = 2048 * MIB
    claim_pages: int = 2000
    reader: str = "trained"
    second_reader: str = ""
    second_reader_model: str = ""
    second_reader_may_leave: bool = False
    originals: bool = True
    organisation: str = ""
    custodian: str = ""
    collection_note: str = ""
    reference_prefix: str = ""
    machine: str = ""
    record_machine: bool = False
    keep_paths: bool = True
    time_authorities: tuple[str, ...] = ()

    def worker_count(self) -> int:
        """How many processes to start: at least one."""
        return self.workers if self.workers > 0 else os.cpu_count() or 1


# What each setting may hold. In the order of the settings, as errors and the documentation list them.
FIELDS: dict[str, Field] = {
    "name": TextField(),
    "collector": TextField(),
    "workers": NumberField(1, 1024, "processes", off=0),
    "file_bytes": NumberField(1, _MOST_BYTES, "bytes"),
    "read_seconds": NumberField(1, _DAY, "seconds"),
    "read_memory": NumberField(_LEAST_MEMORY, _MOST_BYTES, "bytes"),
    "read_output": NumberField(1, _MOST_BYTES, "bytes"),
    "attribute_seconds": NumberField(1, _DAY, "seconds", off=0),
    "attribute_memory": NumberField(_LEAST_MEMORY, _MOST_BYTES, "bytes", off=0),
    "claim_pages": NumberField(0, 10_000_000, "pages"),
    "reader": ChoiceField(READERS),
    "second_reader": TextField(),
    "second_reader_model": TextField(),
    "second_reader_may_leave": YesNoField(),
    "originals": YesNoField(),
    "organisation": TextField(),
    "custodian": TextField(),
    "collection_note": TextField(),
    "reference_prefix": TextField(r"[\w-]{0,20}", "at most 20 letters, digits and hyphens"),
    "machine": TextField(),
    "record_machine": YesNoField(),
    "keep_paths": YesNoField(),
    "time_authorities": TextsField(),
}
_SHOWN = 60


def read_settings(case: Path) -> Settings:
    """The settings of a case folder; defaults where the file is silent.

    Raises:
        UsageError: the file is no TOML, or names an unknown setting, or one with a value that is not allowed; all such faults are named at once.
    """
    path = case / SETTINGS_FILE
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UsageError(
            f"The settings in {path} cannot be read: {error.strerror}.", "Get the rights to it."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings in {path} cannot be read: {error}.", "Mend the file or delete it.") from error
    parsed: dict[str, Any] = {}
    faults = [f"{key!r} is no setting of this version" for key in given if key not in FIELDS]
    for key in given.keys() & FIELDS.keys():
        try:
            parsed[key] = FIELDS[key].parse(given[key])
        except FieldError as error:
            faults.append(f"{key!r} is {_shown(given[key])} and should be {error}")
    if faults:
        newer = " A newer version of Wherefrom may know more." if given.keys() - FIELDS.keys() else ""
        raise UsageError(
            f"The settings in {path} are not right: {'; '.join(sorted(faults))}.", f"Known: {', '.join(FIELDS)}.{newer}"
        )
    return Settings(**parsed)


def _shown(value: object) -> str:
    """A value as it may stand in the middle of a sentence."""
    words = repr(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def write_settings(case: Path, settings: Settings) -> None:
    """Write the settings that differ from the defaults, and always the name."""
    changed = {
        field.name: getattr(settings, field.name)
        for field in fields(Settings)
        if field.name == "name" or getattr(settings, field.name) != getattr(Settings(), field.name)
    }
    # Whole or not at all: half a file would make no case of a folder.
    beside = case / f".{SETTINGS_FILE}.new"
    beside.write_text(tomli_w.dumps(changed), encoding="utf-8")
    beside.replace(case / SETTINGS_FILE)
