"""Write the table of formats into docs/stages/read.md, and the endings into README.md: python docs/generate_formats.py."""

import re
from pathlib import Path

from wherefrom.read.formats import table

ROOT = Path(__file__).resolve().parent.parent
TARGETS = (ROOT / "docs" / "stages" / "read.md", ROOT / "README.md")
_TABLE = re.compile(r"(<!-- formats: .*? -->\n\n).*?(\n<!-- end of formats -->)", re.DOTALL)
_LISTED = re.compile(r"(wherefrom add mycase ~/documents +# )[^\n]*")


def describe_formats() -> str:
    """The table, as Markdown, a row a format."""
    rows = [
        "| format | endings | media types | module in `read/formats` | part and units of a segment |",
        "|---|---|---|---|---|",
    ]
    for one in table.FORMATS:
        names = ", ".join(f"`{name}`" for kind in one.types for name in kind.names)
        endings = " ".join(dict.fromkeys(ending for kind in one.types for ending in kind.endings))
        module = one.read.__module__.rpartition("formats.")[2].replace(".", "/")
        rows.append(f"| {one.called} | {endings} | {names} | `{module}` | {one.units} |")
    return "\n".join(rows) + "\n"


def renew(page: str) -> str:
    """A page with what it tells of formats as the program has it now."""
    page = _TABLE.sub(lambda found: found.group(1) + describe_formats() + found.group(2), page)
    return _LISTED.sub(lambda found: found.group(1) + " ".join(table.list_endings()), page)


if __name__ == "__main__":
    for target in TARGETS:
        target.write_text(renew(target.read_text(encoding="utf-8")), encoding="utf-8")
