"""Measure custody: `custody.py 8000` times that many captures; `custody.py --flips` flips every byte of a small case."""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wherefrom.capture import capture_file, create_evidence, list_inputs, open_bag, record_act
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
    with timed("record_act"):
        record_act(case, ActKind.JUDGE, "benchmark", {})
    with timed("verify"):
        is_sound = verify_case(case).is_sound
    print(f"sound: {is_sound}; resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def flip_bytes(scratch: Path) -> int:
    """Flip every byte of a small case in turn, in three ways; returns how many flips nobody noticed."""
    case = make_case(scratch, 2)
    flipped, missed = 0, 0
    for path in sorted(path for pattern in COVERED for path in case.glob(pattern)):
        path.chmod(0o644)
        whole = path.read_bytes()
        for place in range(len(whole)):
            for flip in FLIPS:
                altered = bytearray(whole)
                altered[place] ^= flip
                path.write_bytes(altered)
                flipped += 1
                missed += verify_case(case).is_sound
        path.write_bytes(whole)
    print(f"{flipped - missed} of {flipped} flipped bytes found")
    return missed


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=int, nargs="?", default=1000)
    parser.add_argument("--flips", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if given.flips:
            return 1 if flip_bytes(Path(scratch)) else 0
        time_case(Path(scratch), given.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
