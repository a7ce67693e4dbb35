"""Measure custody: `custody.py 8000` times that many captures; `custody.py --flips` flips every byte of a small case.

`custody.py --flips-dossier` flips every byte of a small published dossier, one bit each.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import wherefrom
from wherefrom.capture import capture_file, list_inputs
from wherefrom.capture.bag import create_evidence, open_bag
from wherefrom.capture.ledger import record_act
from wherefrom.config import read_settings, write_settings
from wherefrom.records import ActKind
from wherefrom.verify import verify_case

LIMIT = 10_000_000
COVERED = ("custody.jsonl", "custody.head", "evidence/*.txt", "evidence/data/*/*")
FLIPS = (0x01, 0x20, 0x80)


@contextmanager
def timed(what: str, count: int = 1) -> Iterator[None]:
    """Print how long something takes."""
    start = time.perf_counter()
    yield
    took = time.perf_counter() - start
    print(f"{what}: {took:.2f} s, {took / count * 1000:.2f} ms each")


def make_case(scratch: Path, files: int) -> Path:
    """A case of so many small captures, made with the clock running."""
    case, folder = scratch / "case", scratch / "in"
    case.mkdir()
    folder.mkdir()
    for number in range(files):
        (folder / f"{number:07}.txt").write_text(f"Story {number}. The crane fell, she said.\n" * 50)
    create_evidence(case, "benchmark")
    with timed(f"capture of {files} files", files), open_bag(case) as bag:
        for entry in list_inputs([str(folder)]):
            capture_file(bag, entry, "benchmark", limit_bytes=LIMIT)
    return case


def time_case(scratch: Path, files: int) -> None:
    """Time opening, noting an act, and verifying."""
    case = make_case(scratch, files)
    with timed("open"), open_bag(case):
        pass
    (scratch / "more.txt").write_text("One file more.")
    with timed("one capture more, by a command of its own"):
        capture_file(case, scratch / "more.txt", "benchmark", limit_bytes=LIMIT)
    with timed("record_act"):
        record_act(case, ActKind.JUDGE, "benchmark", {})
    with timed("verify"):
        is_sound = verify_case(case).is_sound
    print(f"sound: {is_sound}; resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def make_dossier(scratch: Path) -> Path:
    """A dossier of a case of one document, originals and ledger with it."""
    case = wherefrom.create(scratch / "published")
    write_settings(case.folder, replace(read_settings(case.folder), reader="rules", workers=1))
    (scratch / "story.txt").write_text("The crane fell, said Ada Holt, a crane driver. It was dark.")
    case = wherefrom.open(case.folder)
    case.add(scratch / "story.txt")
    case.trace()
    case.publish(scratch / "dossier")
    return scratch / "dossier"


def flip_bytes(folder: Path, paths: Iterable[Path], flips: tuple[int, ...]) -> int:
    """Flip every byte of some files of a folder in turn; returns how many flips nobody noticed."""
    flipped, missed = 0, 0
    for path in sorted(paths):
        path.chmod(0o644)
        whole = path.read_bytes()
        for place in range(len(whole)):
            for flip in flips:
                altered = bytearray(whole)
                altered[place] ^= flip
                path.write_bytes(altered)
                flipped += 1
                missed += verify_case(folder).is_sound
        path.write_bytes(whole)
    print(f"{flipped - missed} of {flipped} flipped bytes found")
    return missed


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=int, nargs="?", default=1000)
    parser.add_argument("--flips", action="store_true")
    parser.add_argument("--flips-dossier", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if given.flips:
            case = make_case(Path(scratch), 2)
            return 1 if flip_bytes(case, (path for pattern in COVERED for path in case.glob(pattern)), FLIPS) else 0
        if given.flips_dossier:
            dossier = make_dossier(Path(scratch))
            return 1 if flip_bytes(dossier, (path for path in dossier.rglob("*") if path.is_file()), FLIPS[:1]) else 0
        time_case(Path(scratch), given.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
