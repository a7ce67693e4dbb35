"""Whether a PDF is only the beginning of one.

PDFium mends a file whose end is missing and gives the pages that it still finds; those that were lost with the end are
then in no count. So the file's own marks are asked (ISO 32000-2, 7.5.5 and annex F).
"""

import re

_END = b"%%EOF"
# The dictionary that tells of a linearised file is its first object, within the first 1024 bytes.
_HEAD = 1024
_LINEARISED = re.compile(rb"/Linearized\b.{0,400}?/L[ \t\r\n]{1,8}(\d{1,15})\b", re.DOTALL)
_LINEARISED_TURNED = re.compile(rb"/L[ \t\r\n]{1,8}(\d{1,15})\b.{0,400}?/Linearized\b", re.DOTALL)


def find_cut(data: bytes) -> list[str]:
    """What shows that the file's end is missing, as a clause for the outcome; empty where nothing does."""
    told = _LINEARISED.search(data, 0, _HEAD) or _LINEARISED_TURNED.search(data, 0, _HEAD)
    if told and int(told.group(1)) > len(data):
        return [f"the file is cut off: it says that it has {int(told.group(1))} bytes, and has {len(data)}"]
    if _END not in data:
        return ["the file's end mark is missing, so it may be cut off, and what stood behind is lost"]
    return []
