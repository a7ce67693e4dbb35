"""Everything that readers load late, loaded before the first of them is confined.

A worker is a fork of the process that did this: it finds libraries and their data in memory, and seldom needs a file.
"""

from wherefrom.read.dispatch import read_samples


def prepare_reading() -> None:
    """Read the invented trifles of each format, so that whatever reading loads is loaded."""
    for _ in read_samples():
        pass
