"""Does each act on a disk that is full at another point each time; started by test_hard_places.py inside a small tmpfs.

Prints, for each act, how often the disk was too full for it, and what went wrong, as JSON.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import kill_writers as writers

import wherefrom
from wherefrom.errors import WherefromError

PAGE = 4096


def export(case: wherefrom.Case, _turn: str, tell: writers.Tell) -> None:
    case.export(case.folder.parent / "copy.json", "json")
    tell("exported")


ACTS: dict[str, Callable[[wherefrom.Case, str, writers.Tell], None]] = {**writers.ACTS, "export": export}


def leave_free(disk: Path, free: int) -> Path:
    """Fill the disk but for so many bytes."""
    filler = disk / "filler"
    with filler.open("wb") as stream:
        state = os.statvfs(disk)
        os.posix_fallocate(stream.fileno(), 0, max(state.f_bavail * state.f_frsize - free, 1))
    return filler


def try_once(kind: str, case: Path, told: list[str]) -> str:
    """Do the act in a forked process; how it ended: done, refused with a clear error, or what went wrong."""
    heard, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        status = 3
        try:
            ACTS[kind](
                wherefrom.open(case), "full-1", lambda words: writers.void(os.write(telling, f"{words}\n".encode()))
            )
            status = 0
        except WherefromError as error:
            is_clear = ("space" in str(error) or "full" in str(error)) and "run the same command again" in error.remedy
            os.write(telling, f"error {error}\n".encode())
            status = 1 if is_clear else 2
        except BaseException as error:  # noqa: BLE001 - told, not raised: this is a fork
            os.write(telling, f"error {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)
    os.close(telling)
    lines = writers.read_told(heard)
    told += [line for line in lines if not line.startswith("error")]
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: "done", 1: "refused"}.get(ended, f"ended with {ended}: {lines[-1:]}")


def main() -> None:
    disk, kind, writers.INBOX = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    writers.read_here()
    base = writers.make_case(disk / "base")
    faults: list[str] = []
    refused, free = 0, 0
    while True:
        folder = shutil.copytree(base, disk / "tried")
        filler, told = leave_free(disk, free * PAGE), []
        ended = try_once(kind, folder / "case", told)
        found = [ended] if ended not in {"done", "refused"} else []
        found += writers.find_faults(folder, bare=False) + writers.find_losses(kind, folder, told)
        filler.unlink()
        again = try_once(kind, folder / "case", told)
        found += [f"again: {again}"] if again != "done" else []
        found += writers.find_faults(folder, bare=False) + writers.find_losses(kind, folder, told)
        faults += [f"{kind} with {free} pages free: {fault}" for fault in found]
        shutil.rmtree(folder)
        if ended == "done":
            break
        refused += 1
        free += 1 + free // 8
    print(json.dumps({"refused": refused, "pages": free, "faults": faults}))  # noqa: T201


if __name__ == "__main__":
    main()
