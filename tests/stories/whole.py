"""Everything that the program makes of a text, one record a line, for people: what no expectation asks for is noticed too.

`python -m tests.stories.whole` writes the files in `tests/data/whole` anew; read what changed before it is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import wherefrom
from tests.stories.story import Story, read_stories
from wherefrom.config import Settings
from wherefrom.records import CaseRecords, Document, Evidence, Span
from wherefrom.spans import covered_text

STORIES = Path(__file__).parent
KEPT = STORIES.parent / "data" / "whole"
EXAMPLE = STORIES.parents[1] / "examples" / "harrow-quay"
KINDS = (
    "speakers", "attributions", "statements", "citations", "figures", "dates", "links", "parties", "claims", "traces", "findings",
)  # fmt: skip
# Of each record its own id stands before it; the rest is who made it, or follows from what is shown.
_LEFT_OUT = frozenset({"id", "document", "maker", "digest", "raw"})
# Numbers that a network had a part in differ from one processor to another in their last digits.
TOLERANCE = 0.02
_NUMBER = re.compile(r"~(-?\d+\.\d+)")


def tell(case: CaseRecords) -> str:
    """The records of a case, by kind and document."""
    names = dict(_names(case))
    lines = []
    for kind in KINDS:
        for record in getattr(case, kind):
            texts = {document.id: document.text for document in case.documents}
            home = getattr(record, "document", None)
            own = names.get(getattr(record, "id", ""), kind)
            shown = [
                f"{field.name} {_show(getattr(record, field.name), names, texts, home)}"
                for field in fields(record)
                if field.name not in _LEFT_OUT and getattr(record, field.name) not in {None, "", (), False}
            ]
            lines.append(f"{own}: {' | '.join(shown)}")
    return "\n".join(lines) + "\n"


def _names(case: CaseRecords) -> Iterator[tuple[str, str]]:
    """Ids as what they are and their number in the case: "statement 3"."""
    for kind in KINDS:
        if kind != "traces":
            for number, record in enumerate(getattr(case, kind), 1):
                yield record.id, f"{kind.removesuffix('s') if kind != 'parties' else 'party'} {number}"


def _show(  # noqa: PLR0911 - one a kind of value
    value: Any,  # noqa: ANN401 - of any record
    names: Mapping[str, str],
    texts: Mapping[str, str],
    home: str | None,
) -> str:
    if isinstance(value, Span):
        return f"“{covered_text(texts[home], [value])}” at {value.start}" if home else f"{value.start}–{value.end}"
    if isinstance(value, Evidence):
        return f"{value.a_span.start}–{value.a_span.end}/{value.b_span and f'{value.b_span.start}–{value.b_span.end}'}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"~{value:.2f}" if value != int(value) else f"{value:g}"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | frozenset | list):
        return "[" + ", ".join(_show(own, names, texts, home) for own in value) + "]"
    if is_dataclass(value):
        inner = getattr(value, "document", None) or home
        parts = [
            f"{field.name} {_show(getattr(value, field.name), names, texts, inner)}"
            for field in fields(value)
            if getattr(value, field.name) not in {None, "", (), False}
        ]
        return "{" + "; ".join(parts) + "}"
    return names.get(value, str(value).replace("\n", " ⏎ "))


def analyse_story(story: Story) -> CaseRecords:
    """All records of a story, found by rules: what a network finds may differ from one processor to another."""
    return wherefrom.analyse(
        [
            wherefrom.read_text(own.text, document_id=own.name, outlet=own.outlet, published=own.date)
            for own in story.documents
        ],
        settings=Settings(reader="rules"),
    )


def analyse_example() -> CaseRecords:
    """All records of those documents of the example case that are plain text."""
    return wherefrom.analyse(
        [_example(path) for path in sorted(EXAMPLE.glob("*.txt"))], settings=Settings(reader="rules")
    )


def _example(path: Path) -> Document:
    outlet = path.stem[3:].replace("-", " ").title()
    return wherefrom.read_text(
        path.read_text(encoding="utf-8"), document_id=path.stem[:2], outlet=outlet, published="2026-05-05"
    )


def tellings() -> dict[str, str]:
    """What is to be kept, by the name of its file."""
    told: dict[str, str] = {}
    for story in read_stories(STORIES):
        name = story.file.replace("/", "-")
        told[name] = told.get(name, "") + f"# {story.name}\n{tell(analyse_story(story))}\n"
    return told | {"example.txt": tell(analyse_example())}


def differences(kept: str, told: str) -> list[str]:
    """The lines that differ, as kept and as told, but for numbers that differ by little."""
    before, now = kept.splitlines(), told.splitlines()
    found = [f"- {one}\n+ {other}" for one, other in zip(before, now, strict=False) if not _alike(one, other)]
    if len(before) != len(now):
        found.append(f"{len(before)} lines were kept, {len(now)} are told")
    return found


def _alike(one: str, other: str) -> bool:
    if _NUMBER.sub("~", one) != _NUMBER.sub("~", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= TOLERANCE for a, b in pairs)


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name, text in tellings().items():
        (KEPT / name).write_text(text, encoding="utf-8")
