"""Which blocks of a page are the article: trafilatura decides, and its choice is matched to our own blocks.

The library gives text without places. Ours have places but no judgement. A block of ours is content when the words
that the library chose hold its words, in their order; so the text is always taken from the bytes.
"""

import re
from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement

from wherefrom.read.formats.web.blocks import WebBlock
from wherefrom.read.shape.front import parse_byline, same_words_first
from wherefrom.read.shape.published import find_date
from wherefrom.records import Role

RUN = 4
"""Words in a row that are compared. Two would match by chance on a page of any length, seven would let one entity that
was decoded differently hide half a paragraph."""

SHARE = 0.7
"""Part of a block's runs that must be among the chosen ones."""

FEW = 0.1
"""A choice that holds a smaller part than this of the words outside menus is held for a mistake of the library: one that
takes a page of tables or definitions for a list of links leaves everything out but its foot."""

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[\t\n]")
_SHORT = 160


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks to keep, and how many words of the page the others have; ``sure`` is False when nothing could tell."""

    blocks: list[WebBlock]
    left_blocks: int
    left_words: int
    sure: bool


def choose_content(tree: HtmlElement | None, blocks: list[WebBlock], title: str) -> Chosen:
    """The blocks of the article.

    Args:
        tree: the page as lxml reads it, for the library; None when it cannot.
        blocks: all visible blocks.
        title: the title from the page's metadata; the block that says it is kept.
    """
    chosen = _chosen_words(tree) if tree is not None else []
    outside_menus = [block for block in blocks if not block.furniture] or blocks
    runs = {run for words in chosen for run in _runs(words)}
    short = {tuple(words) for words in chosen if len(words) < RUN}
    marks = [_is_chosen(block, runs, short) for block in blocks]
    if not any(marks):
        return _left(blocks, outside_menus, sure=False)
    _keep_front(blocks, marks, title)
    _keep_inside(blocks, marks)
    kept = [block for block, mark in zip(blocks, marks, strict=True) if mark]
    if _count_words(kept) < FEW * _count_words(outside_menus):
        return _left(blocks, outside_menus, sure=False)
    return _left(blocks, kept, sure=True)


def _left(blocks: list[WebBlock], kept: list[WebBlock], *, sure: bool) -> Chosen:
    ids = {id(block) for block in kept}
    left = [block for block in blocks if id(block) not in ids]
    return Chosen(kept, len(left), _count_words(left), sure)


def _count_words(blocks: list[WebBlock]) -> int:
    return sum(len(_WORD.findall(block.text)) for block in blocks)


def _chosen_words(tree: HtmlElement) -> list[list[str]]:
    """What trafilatura holds for content, as lists of words, one for each of its lines."""
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    return [words for line in (text or "").splitlines() if (words := _WORD.findall(line.casefold()))]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[index : index + RUN]) for index in range(len(words) - RUN + 1)]


def _is_chosen(block: WebBlock, runs: set[tuple[str, ...]], short: set[tuple[str, ...]]) -> bool:
    words = _WORD.findall(block.text.casefold())
    if len(words) < RUN:
        return tuple(words) in short and not block.furniture
    if _is_among(words, runs):
        return True
    # The library may give a row as a line for each cell, and what stands in lines (a log, a poem) line by line.
    pieces = [_WORD.findall(piece) for piece in _BREAK.split(block.text.casefold())]
    found = sum(len(piece) for piece in pieces if tuple(piece) in short or _is_among(piece, runs))
    return found >= SHARE * len(words) and not block.furniture


def _is_among(words: list[str], runs: set[tuple[str, ...]]) -> bool:
    """Whether enough runs of these words are among the chosen ones; fewer words than a run never are."""
    own = _runs(words)
    return bool(own) and sum(run in runs for run in own) >= SHARE * len(own)


def _keep_front(blocks: list[WebBlock], marks: list[bool], title: str) -> None:
    """Headline, standfirst, byline and date stand before the body, where the library leaves them to the metadata."""
    first = marks.index(True)
    start = first
    for index in range(first, -1, -1):
        block = blocks[index]
        says_title = bool(title) and len(block.text) <= 2 * len(title) and same_words_first(title, block.text)
        if block.role is Role.HEADLINE or (says_title and not block.furniture):
            start = index
            break
    for index in range(start, first):
        block = blocks[index]
        is_front = block.role in (Role.HEADLINE, Role.CAPTION) or _is_front_line(block)
        if index == start or (is_front and not block.furniture) or (index == start + 1 and not block.links):
            marks[index] = not block.furniture


def _keep_inside(blocks: list[WebBlock], marks: list[bool]) -> None:
    """Captions, headings, quotations, bylines and dates between two blocks of the article are its own."""
    first, last = marks.index(True), len(marks) - 1 - marks[::-1].index(True)
    for index in range(first, last):
        block = blocks[index]
        belongs = block.role in (Role.CAPTION, Role.QUOTED_BLOCK) or _is_front_line(block)
        leads = block.role is Role.SUBHEADING and marks[index + 1]
        if (belongs or leads) and not block.furniture:
            marks[index] = True


def _is_front_line(block: WebBlock) -> bool:
    """A byline or a date by itself."""
    line = " ".join(block.text[:_SHORT].split())
    dated = find_date(line)
    return parse_byline(line) is not None or (dated is not None and len(line) - (dated[2] - dated[1]) < _SHORT // 4)
