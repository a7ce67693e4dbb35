"""BagIt: originals, ledger, settings and records as one bag (BagIt 1.0, RFC 8493) that any archive can check.

The payload keeps its paths from the case's own bag, so both manifests say the same of the same original.
"""

import re
import shutil
from pathlib import Path

from wherefrom.ids import digest_bytes
from wherefrom.publish.exports.export_json import write_json
from wherefrom.publish.exports.export_place import list_files
from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written
from wherefrom.publish.exports.originals import copy_original
from wherefrom.records.layout import (
    CUSTODY_FILES,
    DECLARATION_FILE,
    INFO_FILE,
    LEDGER_FILE,
    MANIFEST_FILE,
    SEAL_FOLDERS,
)

# What lies beside the evidence and belongs to its custody; whatever of it the case has is carried.
CUSTODY_FOLDER = "custody"

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_bagit(source: ExportSource, target: Path) -> Written:
    """Write the bag into a folder."""
    case, data = source.case, target / "data"
    data.mkdir()
    missing = [own for own in case.captures if not copy_original(own, source.evidence, target / own.path)]
    custody = carry_custody(source.evidence.parent, data / CUSTODY_FOLDER)
    written = write_json(source, data / "records.json")
    # Payload-Oxum is of the payload alone; the tag files come after.
    payload = list_files(data)
    size = sum(own.stat().st_size for own in data.rglob("*") if own.is_file())
    manifest = "".join(f"{line[:64]}  data/{line[66:]}" for line in payload)
    tags = {
        DECLARATION_FILE: _DECLARATION,
        INFO_FILE: _render_info(source, f"{size}.{len(payload)}"),
        MANIFEST_FILE: manifest,
    }
    tags["tagmanifest-sha256.txt"] = "".join(
        f"{digest_bytes(text.encode())}  {name}\n" for name, text in sorted(tags.items())
    )
    for name, text in tags.items():
        (target / name).write_bytes(text.encode())
    return Written(
        {"originals": len(case.captures) - len(missing), "custody files": len(custody), **written.counts},
        (Omission(len(missing), "originals", "the evidence does not hold them"), *written.omissions),
    )


def find_head(case: Path) -> str:
    """SHA-256 of the ledger's last whole line: what the ledger's next act will name; empty where there is no ledger."""
    ledger, last = case / LEDGER_FILE, b""
    if not ledger.is_file():
        return ""
    with ledger.open("rb") as lines:
        for line in lines:
            last = line if line.endswith(b"\n") else last
    return digest_bytes(last[:-1]) if last else ""


def carry_custody(case: Path, target: Path) -> list[str]:
    """Copy the ledger and what belongs to it into a folder; returns the files' names in it, sorted."""
    target.mkdir()
    found = [case / name for name in CUSTODY_FILES]
    found += [own for folder in SEAL_FOLDERS for own in (case / folder).glob("*")]
    names = []
    for path in sorted(found):
        # A file whose act is not written yet has another name; a link leads out of the case.
        if path.is_file() and not path.is_symlink() and path.suffix != ".new":
            name = path.relative_to(case)
            (target / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target / name)
            names.append(name.as_posix())
    return names


def _render_info(source: ExportSource, oxum: str) -> str:
    """``bag-info.txt``: reserved elements first (RFC 8493, section 2.2.2), one line each."""
    case = source.case
    collectors = dict.fromkeys(own.by for own in case.captures)
    told = [
        ("Source-Organization", source.organisation),
        *(("Contact-Name", name) for name in collectors),
        ("External-Description", f"Case {case.name!r}: originals, custody ledger and records, by {source.maker}"),
        ("Bagging-Date", source.changed_at[:10]),
        ("External-Identifier", f"sha256:{find_head(source.evidence.parent)}"),
        ("Payload-Oxum", oxum),
        ("Bag-Group-Identifier", case.name),
        ("Bag-Software-Agent", source.maker),
        (
            "Internal-Sender-Description",
            "External-Identifier is the head of data/custody/custody.jsonl when this was made",
        ),
    ]
    return "".join(f"{name}: {_one_line(value)}\n" for name, value in told if value)


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", Scribe().unicode(text)).strip()
