"""A module's name says what it is, without its folder: in reading and capturing none stands twice in the package."""

from collections import defaultdict
from pathlib import Path

import wherefrom

ROOMS = ("read", "capture")


def test_names_of_modules_of_read_and_capture_are_unique() -> None:
    source = Path(wherefrom.__file__).parent
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(source.rglob("*.py")):
        if not path.name.startswith("__"):
            places[path.stem].append(path.relative_to(source).as_posix())
    twice = [own for own in places.values() if len(own) > 1 and any(path.split("/")[0] in ROOMS for path in own)]
    assert not twice, "give the one in read or capture a name of its own"
