"""Where an export goes: staged beside its place, moved there whole, and nothing of anybody else's ever replaced."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

from wherefrom.durable import storage_errors
from wherefrom.errors import UsageError
from wherefrom.ids import digest_bytes
from wherefrom.publish.staging import NEW, PARTS, clear_orphans, open_workshop, take_place

# ZIP cannot say less; a fixed date keeps the same content the same bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def place_export(
    out: Path,
    is_folder: bool,
    former: Collection[str],
    write: Callable[[Path], object],
    seal: Callable[[int, int, str], None],
) -> None:
    """Let ``write`` make an export beside ``out``, have it sealed, and move it into place; all or nothing.

    Args:
        out: the place. One that ends in ``.zip`` gets a folder as one ZIP file.
        is_folder: what ``write`` makes.
        former: digests of earlier exports to this place.
        write: given a path that is not there yet (a file), or an empty folder.
        seal: told how many files were made, their bytes, and the digest. What it raises stops the export.

    Raises:
        UsageError: something that is none of the former exports is in the way.
    """
    out = out.absolute()
    with storage_errors(out, "export"):
        out.parent.mkdir(parents=True, exist_ok=True)
        clear_orphans(out)
        _require_free(out, former)
        with open_workshop(out) as workshop:
            staged = workshop / (PARTS if is_folder and out.suffix.lower() == ".zip" else NEW)
            if is_folder:
                staged.mkdir()
            write(staged)
            if staged.name == PARTS:
                staged = _zip_folder(staged, workshop / NEW, out.stem)
            files, size, digest = measure_export(staged)
            # Asked again: somebody may have put something there while this was written.
            _require_free(out, {*former, digest})
            seal(files, size, digest)
            if staged.is_file():
                staged.chmod(0o644)
                staged.replace(out)
            else:
                take_place(staged, out)


def measure_export(path: Path) -> tuple[int, int, str]:
    """Files, bytes and digest of an export: the SHA-256 of a file, or of the list of a folder's files."""
    if path.is_file():
        with path.open("rb") as stream:
            return 1, path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()
    lines = list_files(path)
    size = sum(own.stat().st_size for own in path.rglob("*") if own.is_file())
    return len(lines), size, digest_bytes("".join(lines).encode())


def list_files(folder: Path) -> list[str]:
    r"""A line for each file of a folder as `sha256sum` writes it, sorted by path.

    ``find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`` gives an export's digest.
    """
    names = sorted(own.relative_to(folder).as_posix() for own in folder.rglob("*") if own.is_file())
    lines = []
    for name in names:
        with (folder / name).open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
    return lines


def _require_free(out: Path, former: Collection[str]) -> None:
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_symlink() and out.is_dir() and not any(out.iterdir()):
        return
    if not out.is_symlink() and (out.is_file() or out.is_dir()) and measure_export(out)[2] in former:
        return
    raise UsageError(
        f"{out} already exists and is no export of this case that its ledger names, or was changed since.",
        "Name another place with --out, or move that away; only an earlier export, unchanged, is ever replaced.",
    )


def _zip_folder(folder: Path, target: Path, top: str) -> Path:
    """The folder as a ZIP file with one folder at its top, the same bytes for the same content."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(own for own in folder.rglob("*") if own.is_file()):
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", ZIP_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as copy:
                shutil.copyfileobj(source, copy, 1024 * 1024)
    return target
