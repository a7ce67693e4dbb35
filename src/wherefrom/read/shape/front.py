"""What stands before the body of an article: headline, standfirst, byline, outlet and date, told by their form."""

import re
from dataclasses import dataclass

from wherefrom.read.parts.document_draft import Block
from wherefrom.read.parts.found import Found
from wherefrom.read.shape.published import find_date, state_date
from wherefrom.records import Role

FRONT = 14
"""Lines that can belong to the front of an article; its body begins at the latest after them."""

HEADLINE_LETTERS = 220
STANDFIRST_LETTERS = 400
LINE_LETTERS = 140
JUDGED_LETTERS = 2000
"""Code points of a block that are looked at: no line of a front is half as long, and one of a hundred megabytes has
sixteen million words."""

_BYLINE = re.compile(r"(?:By|BY|by)\s*:?\s+(?P<rest>\S.*)", re.DOTALL)
_AFTER_NAME = re.compile(r"\s*[|•·;,]\s*|\s+[–—-]\s+|\s+(?:for|at|in|of|@)\s+")
_PARTICLE_WORDS = "and & de da do dos del della der den di du van von bin ibn al el la le y e und et ten ter"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_STAFF = re.compile(
    r"(?P<outlet>.*?)[\s,]*\b(?:Staff(?: Writers?| Reporters?| Correspondents?)?|(?:Special |Senior )?Correspondents?|Contributors?|"
    r"Contributing Writers?|(?:News )?Reporters?|Writers?|Bureau|Editors?|Columnists?)",
)
_LABEL = re.compile(
    r"(?P<label>Title|Headline|Author|Authors|Writer|Byline|Source|Publication|Publisher|Outlet|Newspaper|Date|Published|"
    r"Publication date|Date published|URL|Link)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = {
    "title": ("title", Role.HEADLINE),
    "headline": ("title", Role.HEADLINE),
    "author": ("author", Role.BYLINE),
    "authors": ("author", Role.BYLINE),
    "writer": ("author", Role.BYLINE),
    "byline": ("author", Role.BYLINE),
    "source": ("outlet", Role.BYLINE),
    "publication": ("outlet", Role.BYLINE),
    "publisher": ("outlet", Role.BYLINE),
    "outlet": ("outlet", Role.BYLINE),
    "newspaper": ("outlet", Role.BYLINE),
    "date": ("published", Role.DATELINE),
    "published": ("published", Role.DATELINE),
    "publication date": ("published", Role.DATELINE),
    "date published": ("published", Role.DATELINE),
    "url": ("url", Role.BYLINE),
    "link": ("url", Role.BYLINE),
}
_AROUND_DATE = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified)|date|on|at|\W|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[ap]\.?m\.?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ECMPBG][SDM]?T|UTC|Z)*",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_NOT_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and what the line says besides."""

    author: str
    outlet: str | None


def read_front(text: str, blocks: list[Block], found: Found) -> list[Role | None]:
    """Roles of the blocks before the body, None from there on; what they tell goes into ``found``."""
    roles: list[Role | None] = [block.role for block in blocks]
    lines = [
        " ".join(text[block.span.start : min(block.span.end, block.span.start + JUDGED_LETTERS)].split())
        for block in blocks[: FRONT + 4]
    ]
    title = found.values.get("title", "")
    headline_at = -1
    is_mail = Role.MAIL_HEADER in roles
    for index, line in enumerate(lines[:FRONT]):
        role = roles[index]
        if role in (None, Role.SUBHEADING, Role.HEADLINE):
            # Layout says "large" or "heading"; a byline or a date says more.
            role = _role_by_form(index, lines, roles, found) or role
        if role is None and headline_at in (-1, index - 1) and _continues_title(title, line, lines[:index], roles):
            role = Role.HEADLINE
        if (
            role is None
            and headline_at < 0
            and not is_mail
            and Role.HEADLINE not in roles
            and _is_headline(index, lines)
        ):
            role = Role.HEADLINE
        if role is None and headline_at >= 0 and _is_standfirst(index, lines, roles):
            role = Role.STANDFIRST
        if role is None:
            break
        roles[index] = role
        if role is Role.HEADLINE:
            headline_at = index
            found.note("title", _without_label(line), "text: headline")
    return roles


def parse_byline(line: str) -> Byline | None:
    """A line such as "By Jane Doe and John Roe, Harrow Gazette"; None when it is none."""
    match = _BYLINE.fullmatch(line[: LINE_LETTERS + 1])
    if not match or len(line) > LINE_LETTERS:
        return None
    rest = match["rest"].strip()
    parts = _AFTER_NAME.split(rest, maxsplit=1)
    names = parts[0]
    if not _is_name(names, most=12):
        return None
    tail = parts[1].strip() if len(parts) > 1 else ""
    if tail and _is_sentence(tail):
        return None
    return Byline(_proper_case(names), _outlet_in(tail))


def same_words_first(text: str, title: str) -> bool:
    """Whether a text opens with the words of its title, whatever their punctuation."""
    wanted = _key(title)
    return _key(text[: 2 * len(title) + 20]).startswith(wanted)


def _role_by_form(index: int, lines: list[str], roles: list[Role | None], found: Found) -> Role | None:
    """Bylines, outlet lines, date lines and labelled lines are known by what they say."""
    line = lines[index]
    if len(line) > LINE_LETTERS:
        return None
    role = _role_by_label(line, found)
    if role:
        return role
    byline = parse_byline(line)
    if byline:
        found.note("author", byline.author, "text: byline")
        found.note("outlet", byline.outlet, "text: byline")
        return Role.BYLINE
    dated = read_date_line(line)
    if dated:
        found.note("published", dated[0], "text: date line")
        found.note("outlet", dated[1], "text: date line")
        return Role.DATELINE
    outlet = _outlet_under_byline(index, lines) if index and roles[index - 1] is Role.BYLINE else None
    found.note("outlet", outlet, "text: line under the byline")
    return None if outlet is None else Role.BYLINE


def _role_by_label(line: str, found: Found) -> Role | None:
    """A line such as "Publisher: Harrow Gazette", as people who keep clippings write them."""
    label = _LABEL.fullmatch(line)
    if not label or _ENDS_SENTENCE.search(line):
        return None
    name, role = _LABELLED[label["label"].lower()]
    value = state_date(label["value"]) if name == "published" else label["value"]
    found.note(name, value, "text: labelled line")
    return role


def _outlet_under_byline(index: int, lines: list[str]) -> str | None:
    """The outlet of "Harrow Gazette Staff", or of a name between byline and date; empty for a mere "Staff Writer"."""
    line = lines[index]
    staff = _STAFF.fullmatch(line)
    if staff and _is_name(staff["outlet"] or "Staff", most=8):
        return str(staff["outlet"])
    before_date = index + 1 < len(lines) and read_date_line(lines[index + 1]) is not None
    return line if before_date and _is_name(line, most=8) else None


def read_date_line(line: str) -> tuple[str, str | None] | None:
    """A line that is a date, with an outlet's name before it at most: ("2012-02-15", "Harrow Gazette")."""
    if len(line) > LINE_LETTERS or not any(map(str.isdigit, line)):
        return None
    dated = find_date(line)
    if not dated:
        return None
    published, start, end = dated
    if not _AROUND_DATE.fullmatch(line[end : end + 40]) or len(line) - end > 40:  # noqa: PLR2004 - a time, at most
        return None
    before = line[:start]
    if _AROUND_DATE.fullmatch(before[:60]) and len(before) <= 60:  # noqa: PLR2004 - "First published on Wednesday, "
        return published, None
    outlet = re.split(r"\s*[|•·,;–—]\s*|\s+-\s+", before)[0].strip()
    return (published, outlet) if _is_name(outlet, most=6) and outlet != before.strip() else None


def _is_headline(index: int, lines: list[str]) -> bool:
    line = lines[index]
    if not line or len(line) > HEADLINE_LETTERS or index + 1 >= len(lines) or line[0].islower():
        return False
    if line.endswith((":", ",", ";")):
        return False
    return not line.endswith(".") or _is_title_case(line)


def _is_standfirst(index: int, lines: list[str], roles: list[Role | None]) -> bool:
    """Right after the headline, without a final stop, or with one where a byline or date line follows."""
    line = lines[index]
    if len(line) > STANDFIRST_LETTERS or Role.STANDFIRST in roles or index + 1 >= len(lines):
        return False
    if not _ENDS_SENTENCE.search(line) and not line.endswith((":", ",", ";")):
        return roles[index - 1] is Role.HEADLINE or _front_follows(index, lines)
    return _front_follows(index, lines)


def _front_follows(index: int, lines: list[str]) -> bool:
    return any(parse_byline(line) or read_date_line(line) for line in lines[index + 1 : index + 3])


def _continues_title(title: str, line: str, before: list[str], roles: list[Role | None]) -> bool:
    """Whether the line is the title that the metadata give, or its next part."""
    already = "".join(_key(earlier) for earlier, role in zip(before, roles, strict=False) if role is Role.HEADLINE)
    return bool(title) and bool(_key(line)) and _key(title[: HEADLINE_LETTERS * 2]).startswith(already + _key(line))


def _key(line: str) -> str:
    return _NOT_WORD.sub("", line).casefold()


def _is_name(words: str, most: int) -> bool:
    """Capitalised words, with particles between them."""
    parts = words.replace(",", " ").split()
    if not 1 <= len(parts) <= most or len(words) > LINE_LETTERS:
        return False
    if not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    return all(part[0].isupper() or part.lower() in _PARTICLES or not part[0].isalpha() for part in parts)


def _is_sentence(words: str) -> bool:
    """Mostly words in small letters: running text, not a role or a name."""
    parts = [part for part in words.split() if part[0].isalpha()]
    return len(parts) > 4 and sum(part[0].islower() for part in parts) * 2 > len(parts)  # noqa: PLR2004 - "a writer for the"


def _is_title_case(line: str) -> bool:
    long_words = [part for part in line.split() if len(part) > 4 and part[0].isalpha()]  # noqa: PLR2004 - small words stay small
    return len(long_words) > 1 and all(part[0].isupper() for part in long_words)


def _outlet_in(tail: str) -> str | None:
    """The outlet in what follows the names: "Harrow Gazette" of "Harrow Gazette Staff Writer"; a mere role is none."""
    if not tail:
        return None
    staff = _STAFF.fullmatch(tail)
    name = staff["outlet"] if staff else tail
    return name.strip() if name and _is_name(name.strip(), most=6) and not find_date(name) else None


def _proper_case(names: str) -> str:
    return names.title() if names.isupper() else names


def _without_label(line: str) -> str:
    label = _LABEL.fullmatch(line[: HEADLINE_LETTERS * 2])
    return label["value"] if label and label["label"].lower() in ("title", "headline") else line
