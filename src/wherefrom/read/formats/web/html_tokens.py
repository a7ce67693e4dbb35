"""HTML cut into tags and text, each with its place, in one pass over the text.

Why not html.parser: it gives lines and columns only, and takes quadratic time on unclosed comments and tags
(docs/decisions/0003-html-reader.md has the measurements). Here each search either moves on or ends the whole.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s/>=][^\s/>=]*")
_SPACE_OR_SLASH = re.compile(r"[\s/]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE_VALUE = re.compile(r"[^\s>]*")
_LONGEST_NAME = 60

# Elements whose content is no markup: https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments
RAW = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag (or an end tag: ``closing``) and its attributes, names in small letters."""

    name: str
    closing: bool
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, entities as they stand; ``raw_in`` names the element when it is no markup (script, title)."""

    start: int
    end: int
    raw_in: str = ""


def find_tokens(text: str) -> Iterator[Tag | Words]:
    """Tags and text in order. Comments, declarations and broken ends are left out, as browsers do."""
    position = words_from = 0
    while True:
        opening = text.find("<", position)
        if opening < 0 or opening + 1 >= len(text):
            break
        end, tag = _read_markup(text, opening)
        if end == opening:
            position = opening + 1
            continue
        if opening > words_from:
            yield Words(words_from, opening)
        if tag:
            yield tag
        position = words_from = end
        if tag and not tag.closing and tag.name in RAW:
            found = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE).search(text, end)
            position = words_from = found.start() if found else len(text)
            if position > end:
                yield Words(end, position, tag.name)
    if words_from < len(text):
        yield Words(words_from, len(text))


def _read_markup(text: str, opening: int) -> tuple[int, Tag | None]:
    """What begins at a ``<``: one past its end, and the tag if it is one; the same place when it is a mere letter."""
    if text.startswith("<!--", opening):
        if text.startswith((">", "->"), opening + 4):
            return text.find(">", opening) + 1, None
        return _after(text, "-->", opening + 4), None
    following = text[opening + 1]
    if following in "!?":
        return _after(text, ">", opening + 2), None
    closing = following == "/"
    name = _NAME.match(text, opening + 1 + closing)
    if not name:
        return (_after(text, ">", opening + 2), None) if closing else (opening, None)
    end, attributes = _read_attributes(text, name.end())
    return end, Tag(name.group()[:_LONGEST_NAME].lower(), closing, attributes, opening, end)


def _read_attributes(text: str, position: int) -> tuple[int, dict[str, str]]:
    """Attributes up to the tag's end. A value never closed, or a tag never ended, takes in all that is left."""
    attributes: dict[str, str] = {}
    while True:
        position = _SPACE_OR_SLASH.match(text, position).end()  # type: ignore[union-attr]  # matches nothing at least
        if position >= len(text):
            return len(text), attributes
        if text[position] == ">":
            return position + 1, attributes
        name = _ATTRIBUTE_NAME.match(text, position)
        if not name:
            position += 1
            continue
        position = name.end()
        value = ""
        equals = _EQUALS.match(text, position)
        if equals:
            quote = text[equals.end() : equals.end() + 1]
            if quote in ("'", '"'):
                closing = text.find(quote, equals.end() + 1)
                if closing < 0:
                    return len(text), attributes
                value, position = text[equals.end() + 1 : closing], closing + 1
            else:
                bare = _BARE_VALUE.match(text, equals.end())
                value, position = (bare.group(), bare.end()) if bare else ("", equals.end())
        attributes.setdefault(name.group()[:_LONGEST_NAME].lower(), html.unescape(value))


def _after(text: str, mark: str, position: int) -> int:
    found = text.find(mark, position)
    return found + len(mark) if found >= 0 else len(text)
