"""Public samples of damaged archives, by path: what each of them must end in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.records import Ending, Reading

Read = Callable[..., Reading]

# The sample, its media type, the parts that become documents, how the archive ends, and what must be said of it.
SAMPLES = [
    ("bad.arc", "application/x-arc", [], Ending.REFUSED, "'abc'"),
    ("example-bad-non-chunked.warc.gz", "application/warc+gzip", [3], Ending.READ, "packed in one piece"),
    ("example-bad.warc.gz.bad", "application/warc+gzip", [2, 6], Ending.READ, "packed in one piece"),
    ("example-digest.warc", "application/warc", [], Ending.REFUSED, "no text found"),
    ("example-iana.org-chunked.warc", "application/warc", [2], Ending.READ, "2 right"),
    ("example-resource.warc.gz", "application/warc+gzip", [3], Ending.READ, "1 right"),
    ("example-space-in-target-uri.warc.gz", "application/warc+gzip", [], Ending.REFUSED, "image/png (1)"),
    ("example-space-in-url.arc", "application/x-arc", [2], Ending.READ, "it is cut: 1579 of 1591 bytes"),
    ("example-trunc.warc", "application/warc", [3], Ending.PARTLY, "its gzip encoding is cut"),
    ("example-wget-bad-target-uri.warc.gz", "application/warc+gzip", [3, 5, 6], Ending.READ, "in angle brackets"),
    ("example-wrong-chunks.warc.gz", "application/warc+gzip", [1], Ending.READ, "packed in 2 pieces"),
    ("example.arc", "application/x-arc", [2], Ending.READ, "the record has no digest"),
    ("example.arc.gz", "application/x-arc+gzip", [2], Ending.READ, "the record has no digest"),
    ("example.warc", "application/warc", [3], Ending.READ, "record 5 repeats record 3"),
    ("example.warc.gz", "application/warc+gzip", [3], Ending.READ, "record 5 repeats record 3"),
    ("post-test.warc.gz", "application/warc+gzip", [], Ending.REFUSED, "row 1 (no field with text)"),
]


@pytest.mark.parametrize(("name", "media_type", "numbers", "ending", "said"), SAMPLES)
def test_a_sample_ends_in_a_sensible_outcome(  # noqa: PLR0913, PLR0917 - one column a parameter
    shared: Path, read_bytes: Read, name: str, media_type: str, numbers: list[int], ending: Ending, said: str
) -> None:
    reading = read_bytes((shared / "hostile" / "warc" / name).read_bytes(), media_type, name)
    assert [document.part for document in reading.documents] == [f"record:{number}" for number in numbers]
    assert reading.outcomes[0].ending is ending
    assert said in " ".join(outcome.reason for outcome in reading.outcomes)
    for document in reading.documents:
        assert document.captured


def test_every_sample_is_in_the_table(shared: Path) -> None:
    held = {path.name for path in (shared / "hostile" / "warc").iterdir()} - {"LICENSE"}
    assert held == {name for name, *_ in SAMPLES}
