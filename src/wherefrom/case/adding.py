"""Capturing what a person adds: files and folders, and addresses where the web may be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wherefrom.capture import CaptureResult, InputPath, Refused, capture_file, list_inputs
from wherefrom.capture.bag import Bag, open_bag
from wherefrom.capture.ledger import Collecting, Method
from wherefrom.capture.web import Web, capture_url, is_address, refuse_url
from wherefrom.config import Settings
from wherefrom.pipeline.run import Report
from wherefrom.records import Capture
from wherefrom.store import Store


@dataclass(slots=True)
class Added:
    """What an `add` came to.

    Attributes:
        by: who added.
        new: captures that the case did not hold.
        known: inputs whose bytes the case already held; each is an act of its own.
        refused: inputs that were not captured, each with the reason.
    """

    by: str
    new: list[Capture] = field(default_factory=list)
    known: list[Capture] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Way:
    """How the inputs of one command are captured."""

    settings: Settings
    collecting: Collecting
    web: Web | None


def list_named(inputs: Iterable[str], case: Path) -> Iterator[InputPath | Refused | str]:
    """Files and folders as `list_inputs` gives them, and addresses as they were named."""
    for named in inputs:
        if is_address(named):
            yield named
        else:
            yield from list_inputs((named,), exclude=case)


def capture_inputs(
    case: Path, listed: list[InputPath | Refused | str], way: Way, added: Added, store: Store, report: Report
) -> None:
    """Capture what was listed, and note in ``added`` what came of each."""
    with open_bag(case, way.collecting.prefix) as bag:
        for done, entry in enumerate(listed, start=1):
            result = (
                _capture_address(bag, entry, way, added.by)
                if isinstance(entry, str)
                else _capture_one(bag, entry, way, added.by)
            )
            if result.capture is None:
                added.refused.append((result.name, result.refusal))
            else:
                (added.new if result.is_new else added.known).append(result.capture)
                store.write.save_capture(result.capture)
            report("capture", done, len(listed))


def _capture_one(bag: Bag, entry: InputPath | Refused, way: Way, by: str) -> CaptureResult:
    collected = way.collecting.describe(Method.FILE, entry.path)
    limit, keep_path = way.settings.file_bytes, way.collecting.keep_paths
    return capture_file(bag, entry, by, limit_bytes=limit, collected=collected, keep_path=keep_path)


def _capture_address(bag: Bag, url: str, way: Way, by: str) -> CaptureResult:
    collected = way.collecting.describe(Method.WEB)
    if way.web is None:
        return refuse_url(bag, url, by, collected)
    return capture_url(bag, url, by, limit_bytes=way.settings.file_bytes, collected=collected, web=way.web)
