"""Two papers for a court: the collection form and the custody report, each one self-contained page without scripts.

The page allows itself nothing but its own style sheet, named by its hash. Same case, same bytes: no time of writing
stands in them, the state of the ledger does.
"""

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from wherefrom.errors import UsageError
from wherefrom.publish.dossier.site import make_environment
from wherefrom.publish.papers.custody_record import CustodyRecord
from wherefrom.publish.papers.form import BLANK_ROWS, form_rows
from wherefrom.publish.wording import show_hidden

GENERATOR = "wherefrom custody"
REPORT, FORM, BLANK_FORM = "custody-report.html", "collection-form.html", "collection-form-blank.html"
_STYLE = "custody.css"
_HEAD_BYTES = 4096
_TITLE_LETTERS = 90
# A browser prints a thousand items in about a minute and half a gigabyte; of ten thousand in one it did not finish in six.
ITEMS_A_PAPER = 1000


@dataclass(frozen=True, slots=True)
class CustodySummary:
    """What was written.

    Attributes:
        items: how many items it tells of.
        papers: the files.
    """

    items: int
    papers: tuple[Path, ...]


def write_custody(record: CustodyRecord, out: Path) -> CustodySummary:
    """Write the collection form and the custody report of a case into a folder; of many items, each in parts.

    Raises:
        UsageError: something that is no such paper is in the way.
    """
    copy_names = {step.act: step.what for step in record.copies}
    chunks = [record.items[start : start + ITEMS_A_PAPER] for start in range(0, len(record.items), ITEMS_A_PAPER)] or [
        ()
    ]
    values = {"record": record, "rows": form_rows, "copy_names": copy_names, "last_part": len(chunks)}
    papers = []
    for name, template, title in (
        (FORM, "custody_form.html", f"Collection form · {record.name}"),
        (REPORT, "custody_report.html", f"Custody report · {record.name}"),
    ):
        for part, items in enumerate(chunks, start=1):
            shown = title if len(chunks) == 1 else f"Part {part} of {len(chunks)} · {title}"
            papers.append(_write(_part(out / name, part), template, shown, **values, items=items, part=part))
        _clear_later_parts(out / name, len(chunks))
    return CustodySummary(len(record.items), tuple(papers))


def write_blank_form(name: str, out: Path) -> CustodySummary:
    """Write a collection form to be filled in by hand where there is no computer.

    Args:
        name: of the case; empty: a line to write it on.
        out: the folder.

    Raises:
        UsageError: something that is no such paper is in the way.
    """
    paper = _write(out / BLANK_FORM, "custody_blank.html", "Collection form", name=name, blank_rows=BLANK_ROWS)
    return CustodySummary(0, (paper,))


def _part(path: Path, part: int) -> Path:
    return path if part == 1 else path.with_stem(f"{path.stem}-{part}")


def _clear_later_parts(path: Path, last: int) -> None:
    """Remove what an earlier, longer writing left: a reader would take it for a part of this one."""
    part = last + 1
    while _part(path, part).exists():
        _require_free(_part(path, part))
        _part(path, part).unlink()
        part += 1


def _write(path: Path, template: str, title: str, **values: object) -> Path:
    """Render a paper beside its place and move it there; streamed, since a case may have ten thousand items."""
    _require_free(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    style = _style(title)
    pieces = (
        make_environment()
        .get_template(template)
        .generate(
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            generator=f"{GENERATOR} {version('wherefrom')}",
            paper_title=title,
            **values,
        )
    )
    _write_pieces(path, pieces)
    return path


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as beside:
        try:
            beside.writelines(pieces)
            beside.flush()
            os.fsync(beside.fileno())
        except BaseException:
            Path(beside.name).unlink()
            raise
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(path)


def _style(title: str) -> str:
    """The style sheet, with the running title that print puts on every page."""
    sheet = files("wherefrom.publish").joinpath("templates", _STYLE).read_text(encoding="utf-8")
    shown = show_hidden(" ".join(title.split()))
    short = shown if len(shown) <= _TITLE_LETTERS else f"{shown[: _TITLE_LETTERS - 1]}…"
    # CSS strings: every letter as its number, so that no name can end the string, the rule or the element.
    return sheet.replace("RUNNING-TITLE", "".join(f"\\{ord(letter):06x}" for letter in short))


def _require_free(path: Path) -> None:
    if not path.exists() and not path.is_symlink():
        return
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as stream:
            if f'<meta name="generator" content="{GENERATOR}'.encode() in stream.read(_HEAD_BYTES * 4):
                return
    raise UsageError(f"{path} already exists and is no paper of this kind.", "Name another folder with --out.")
