"""What each block of a document is, where its markup does not say: told by its place and its form."""

import re

from wherefrom.read.parts.document_draft import Block
from wherefrom.read.parts.found import Found
from wherefrom.read.shape.front import read_front
from wherefrom.records import Role, Span
from wherefrom.spans import strip_span

MARGIN_LETTERS = 100
"""How far before a block its margin is looked for."""

SUBHEADING_LETTERS = 80
SUBHEADING_WORDS = 10
LINE = 300
"""Code points of a block that its form is judged by."""

_CREDIT = re.compile(
    r"(?:with )?(?:additional |further )?(?:research|reporting|editing|writing|translation|translated|edited|compiled)"
    r"(?: and (?:research|reporting|editing|writing))?(?: contributed)? by\b|with (?:files|material|contributions) from\b|"
    r"©|\(c\) ?\d{4}|copyright\b|all rights reserved|\(?(?:reuters|ap|afp|associated press|dpa|upi|xinhua|efe|ansa|tass)\)?$|"
    r"this (?:article|story|report) (?:was|first|originally|has)\b.{0,60}\b(?:published|appeared|updated|produced|translated)|"
    r"(?:read|see) the original (?:article|story)\b|follow .{1,60} on (?:twitter|facebook|x)\b|"
    r"the associated press contributed\b|source:\s",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"^(?:[A-Z][\w.’'-]*(?:,? and |, | )){1,12}(?:also )?(?:reported from|contributed (?:to this|reporting|research))\b"
)
_CAPTION = re.compile(
    r"\(?(?:photo|photograph|image|picture|illustration|graphic|caption|video)s?(?: credits?| courtesy)?\s*(?::| by\b| from\b)|"
    r"file photo\b",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(r"(?:\((?:AP|AFP|Reuters|Getty)[^()]{0,60}\)|(?:Getty Images|AP Photo)\S{0,20})$")
_NOTE = re.compile(r"\[\d{1,3}\]\s|[¹²³⁴-⁹⁰]{1,3}\s?\S")
_NOTE_HEADING = re.compile(r"(?:foot|end)?notes?|references|sources|bibliography", re.IGNORECASE)
_NOTE_NUMBERED = re.compile(r"\d{1,3}[.)]\s|\*")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][\w. ]{1,25}?)?|[A-Z][\w.’' -]{2,30}(?=\s\())"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"\s?(?:\((?P<agency>[A-Z][\w. /]{1,30})\))?\s?(?:—|–|--|-|:)\s"
)
_AGENCY_ONLY = re.compile(r"\((?P<agency>[A-Z][\w. /]{1,30})\)\s?(?:—|–|--|-|:)\s")
_FINAL = (".", "!", "?", ",", ";", ":", "…", "”", '"', "'")
_TAIL = 6


def assign_roles(text: str, blocks: list[Block], found: Found) -> list[Block]:
    """The same blocks, each with a role, datelines parted from their paragraph; what is learnt goes into ``found``."""
    roles = read_front(text, blocks, found)
    front = next((index for index, role in enumerate(roles) if role is None), len(roles))
    done: list[Block] = []
    indented = _indented(text, blocks)
    in_notes = False
    for index, block in enumerate(blocks):
        role = roles[index]
        words = text[block.span.start : block.span.end]
        if role is None:
            role = _role_of(words, index, roles, text, blocks)
            if index in indented and role is Role.BODY:
                role = Role.QUOTED_BLOCK
            if role is Role.BODY and in_notes and _NOTE_NUMBERED.match(words):
                role = Role.FOOTNOTE
        if role is Role.SUBHEADING:
            in_notes = _NOTE_HEADING.fullmatch(words[:LINE].strip()) is not None
        parted = _part_dateline(text, block.span, found) if role is Role.BODY and index < front + 3 else None
        if parted:
            done += (Block(parted[0], Role.DATELINE), Block(parted[1], Role.BODY))
        else:
            done.append(Block(block.span, role))
    return done


def _role_of(words: str, index: int, roles: list[Role | None], text: str, blocks: list[Block]) -> Role:
    """The role of a block behind the front, by its form and its place."""
    line = words[:LINE]
    at_end = index >= len(blocks) - _TAIL
    short = len(words) <= LINE
    if short and (_CREDIT.match(line) if at_end else _CREDIT.match(line) and "©" in line):
        return Role.CREDIT
    if short and at_end and (_CREDIT_END.match(line) or (line.startswith("(") and _CREDIT.match(line[1:]))):
        return Role.CREDIT
    if short and (_CAPTION.match(line) or _CAPTION_END.search(line)):
        return Role.CAPTION
    if _NOTE.match(line):
        return Role.FOOTNOTE
    if _is_subheading(words) and _stands_between_paragraphs(index, roles, text, blocks):
        return Role.SUBHEADING
    return Role.BODY


def _is_subheading(words: str) -> bool:
    """A short line without a final stop that begins like a title; or one all in capitals."""
    if len(words) > SUBHEADING_LETTERS or len(words.split()) > SUBHEADING_WORDS or not words:
        return False
    if words.isupper():
        return True
    return (words[0].isupper() or words[0].isdigit() or words[0] in "‘“\"'") and not words.endswith(_FINAL)


def _stands_between_paragraphs(index: int, roles: list[Role | None], text: str, blocks: list[Block]) -> bool:
    """A heading has a paragraph after it, and is no item of a list of such lines."""
    if index + 1 >= len(blocks) or roles[index + 1] not in (None, Role.BODY, Role.QUOTED_BLOCK):
        return False
    after = text[blocks[index + 1].span.start : blocks[index + 1].span.end]
    return not _is_subheading(after)


def _indented(text: str, blocks: list[Block]) -> set[int]:
    """Blocks of plain text set in from the margin that most others keep."""
    found = set()
    for index, block in enumerate(blocks):
        line_start = text.rfind("\n", max(0, block.span.start - MARGIN_LETTERS), block.span.start) + 1
        margin = text[line_start : block.span.start] if line_start else ""
        if margin and margin.isspace() and (len(margin) >= 4 or "\t" in margin):  # noqa: PLR2004 - the usual indent
            found.add(index)
    return found if len(found) * 3 < len(blocks) else set()


def _part_dateline(text: str, span: Span, found: Found) -> tuple[Span, Span] | None:
    """Dateline and rest of a paragraph that opens with "NAIROBI, Kenya (Reuters) — "."""
    opening = text[span.start : min(span.end, span.start + LINE // 2)]
    match = _DATELINE.match(opening) or _AGENCY_ONLY.match(opening)
    if not match or span.start + match.end() >= span.end:
        return None
    place = match.groupdict().get("place")
    if place and not place.partition(",")[0].isupper() and not match["agency"]:
        return None
    found.note("outlet", match["agency"], "text: agency in the dateline")
    edge = span.start + match.end()
    return strip_span(text, Span(span.start, edge)), strip_span(text, Span(edge, span.end))
