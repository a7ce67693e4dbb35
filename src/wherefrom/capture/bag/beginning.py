"""What a killed `wherefrom init` leaves, told from a case and from what is no affair of ours.

A case begins with lock, ``incoming/``, ledger, head and bag, in this order; it is a case once its settings are there.
"""

import shutil
from pathlib import Path

from wherefrom.capture.ledger.act_lines import read_ledger
from wherefrom.errors import WherefromError
from wherefrom.records.layout import (
    EVIDENCE_FOLDER,
    HEAD_FILE,
    INCOMING_FOLDER,
    LEDGER_FILE,
    LOCK_FILE,
    SETTINGS_FILE,
    TWIN_FOLDER,
)

_FOLDERS = frozenset({EVIDENCE_FOLDER, TWIN_FOLDER, INCOMING_FOLDER})
_FILES = frozenset({LOCK_FILE, LEDGER_FILE, HEAD_FILE})
_UNFINISHED = frozenset(f".{name}.new" for name in (LEDGER_FILE, HEAD_FILE, SETTINGS_FILE))


def is_beginning(folder: Path) -> bool:
    """Whether a folder holds the beginning of a case and nothing else: no settings, no payload, no act but the first."""
    names = {path.name for path in folder.iterdir()}
    if names - _FOLDERS - _FILES - _UNFINISHED or any((folder / INCOMING_FOLDER).glob("*")):
        return False
    if any(any((folder / bag / "data").glob("*")) for bag in (EVIDENCE_FOLDER, TWIN_FOLDER)):
        return False
    try:
        return LEDGER_FILE not in names or len(list(read_ledger(folder))) <= 1
    except WherefromError:
        return False


def clear_beginning(folder: Path) -> bool:
    """Clear away the beginning of a case that has no bag yet, if the folder holds that alone; returns whether it does."""
    if (folder / EVIDENCE_FOLDER).exists() or not is_beginning(folder):
        return False
    shutil.rmtree(folder / TWIN_FOLDER, ignore_errors=True)
    for name in (_FILES | _UNFINISHED) - {LOCK_FILE}:
        (folder / name).unlink(missing_ok=True)
    return True
