"""Stories: invented texts with the expectation written into them, read from plain files; README.md tells the mark-up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wherefrom.records import Span

_MARK = re.compile(r"\\(?P<plain>[\[\]])|\[(?P<open>(?P<part>[SC])?(?P<number>\d?) )?|(?P<close>\])")
_DOCUMENT = re.compile(r"== (?P<name>[A-Z])(: (?P<outlet>[^,=]*[^,=\s]))?(, (?P<date>\d{4}(-\d\d){0,2}))? ==")
_XFAIL = "xfail: "
_HEADER = "# "
_EXPECT = "expect:"


class StoryError(ValueError):
    """A story that does not keep to the mark-up, or an expectation that nobody knows."""


@dataclass(frozen=True)
class Marked:
    """What the brackets of one number mark: the attribution that must be found.

    Attributes:
        number: as written after S, C or the bracket; empty for the only one.
        source, cue, content: the words marked, in order.
    """

    number: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Told:
    """One document of a story, without its marks.

    Attributes:
        name: one capital letter, which is also the document's id.
        outlet: who published it; None: nobody says.
        date: when, ISO 8601; None: nobody says.
    """

    name: str
    outlet: str | None
    date: str | None
    text: str
    marked: tuple[Marked, ...]


@dataclass(frozen=True)
class Story:
    """One behaviour: documents, what is expected of them, and why it is known to fail, if it is.

    Attributes:
        name: the behaviour, in words.
        file: where it stands, relative to the folder of stories.
        xfail: why the program does not do it yet; empty: it does.
    """

    name: str
    file: str
    documents: tuple[Told, ...]
    expectations: tuple[str, ...]
    xfail: str


def read_stories(folder: Path) -> Iterator[Story]:
    """Every story of a folder and its rooms.

    Raises:
        StoryError: a file does not keep to the mark-up.
    """
    for path in sorted(folder.glob("*/*.txt")):
        yield from parse_stories(path.read_text(encoding="utf-8"), str(path.relative_to(folder)))


def parse_stories(text: str, file: str) -> Iterator[Story]:
    """The stories of one file.

    Raises:
        StoryError: no header, no expectation, or brackets that do not match.
    """
    head, *parts = re.split(rf"^{_HEADER}", text, flags=re.MULTILINE)
    if head.strip() or not parts:
        message = f"{file}: a file of stories begins with '{_HEADER}' and the name of a behaviour"
        raise StoryError(message)
    for part in parts:
        name, _, body = part.partition("\n")
        yield _parse_story(name.strip(), body, file)


def _parse_story(name: str, body: str, file: str) -> Story:
    told, found, expected = body.partition(f"\n{_EXPECT}\n")
    where = f"{file}, “{name}”"
    xfail, rest = "", told.strip()
    if rest.startswith(_XFAIL):
        xfail, _, rest = rest.removeprefix(_XFAIL).partition("\n")
    try:
        documents = tuple(_parse_documents(rest.strip()))
    except StoryError as error:
        message = f"{where}: {error}"
        raise StoryError(message) from None
    lines = tuple(line.strip() for line in expected.splitlines() if line.strip())
    if not documents or bool(found) != bool(lines) or not (lines or any(one.marked for one in documents)):
        message = f"{where}: a story has a text, and marks or lines after '{_EXPECT}'"
        raise StoryError(message)
    return Story(name, file, documents, lines, xfail)


def _parse_documents(text: str) -> Iterator[Told]:
    heads = list(_DOCUMENT.finditer(text))
    if "\n==" in f"\n{text}" and len(heads) != f"\n{text}".count("\n=="):
        message = "a line that begins with '==' is no header of a document"
        raise StoryError(message)
    if not heads:
        if text:
            yield Told("A", None, None, *_unmark(text))
        return
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        own = text[head.end() : after.start() if after else len(text)].strip()
        yield Told(head["name"], head["outlet"], head["date"], *_unmark(own))


def _unmark(text: str) -> tuple[str, tuple[Marked, ...]]:
    """A text without its brackets, and what they marked."""
    plain, at, length = list[str](), 0, 0
    unclosed: list[tuple[str, str, int]] = []
    spans: dict[str, dict[str, list[Span]]] = {}
    for mark in _MARK.finditer(text):
        plain.append(text[at : mark.start()])
        length += len(plain[-1])
        at = mark.end()
        if mark["plain"]:
            plain.append(mark["plain"])
            length += 1
        elif mark["close"]:
            if not unclosed:
                message = "a bracket closes that none opened"
                raise StoryError(message)
            part, number, start = unclosed.pop()
            spans.setdefault(number, {}).setdefault(part, []).append(Span(start, length))
        else:
            unclosed.append((mark["part"] or "content", mark["number"] or "", length))
    if unclosed:
        message = "a bracket is not closed"
        raise StoryError(message)
    plain.append(text[at:])
    return "".join(plain), tuple(
        Marked(number, *(tuple(parts.get(part, ())) for part in ("S", "C", "content")))
        for number, parts in sorted(spans.items())
    )
