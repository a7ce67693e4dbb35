"""Examples from annotated news: the statements of real articles, with whom they are credited to."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.credits.examples import Example, Named, NameKind, Pairs, Standing
from wherefrom.attribute.attributing import record_drafts
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.people.names import find_names
from wherefrom.language.text import tokens_in
from wherefrom.read import read_text
from wherefrom.records import Attribution, Measured, Role, Span, Stance, Statement

_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "we", "i", "him", "her", "them"])
_CLAUSE = re.compile(
    r"that ((?:the|a|an|[A-Z]\w+|his|her|their|its|some|most|many|more|two|three) .{20,160})$", re.DOTALL
)


@dataclass(frozen=True)
class Article:
    """One article: its text, and the examples that it gives, which share it."""

    id: str
    examples: tuple[Example, ...]
    clauses: tuple[str, ...]
    filler: tuple[tuple[str, Named | None], ...]


def read_news(path: Path, names: Path | None = None) -> Iterator[Article]:
    """The articles of the attribution benchmark.

    Args:
        path: one a line.
        names: whom they name, by id of the article (``training.credits.teach`` writes them).
    """
    taught: dict[str, Named] = {}
    if names is not None:
        for told in map(json.loads, names.read_text(encoding="utf-8").splitlines()):
            taught[told["id"]] = Named(tuple((low, high, NameKind[kind]) for low, high, kind in told["names"]))
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield read_article(row, taught.get(str(row["id"])))


def read_article(row: dict[str, object], named: Named | None = None) -> Article:
    """One article with its annotated attributions as if they had been found.

    Args:
        row: of the benchmark.
        named: whom its text names; None: nobody said.
    """
    text = str(row["text"])
    document = read_text(text)
    units = cut_units(document)
    drafts = []
    for own in row["attributions"]:  # type: ignore[attr-defined] # JSON
        source, cue, content = (tuple(Span(*pair) for pair in own[role]) for role in ("source", "cue", "content"))
        if content and cue:
            unit = max((u.number for u in units if u.span.start <= cue[0].start), default=0)
            drafts.append(Draft(unit, Rule.PROPOSED, text[cue[-1].start : cue[-1].end].lower(), source, cue, content))
    made = record_drafts(document, Measured(), units, drafts)
    by_id = {own.id: own for own in made.attributions}
    examples = [_example(text, own, by_id) for own in made.statements]
    examples = [replace(own, named=named) for own in examples if own is not None]
    clauses = [
        match[1].rstrip(" .,;”’\"'")
        for own in made.attributions
        if (match := _CLAUSE.search(_words(text, own.content)))
    ]
    credited = [span for own in made.attributions for span in (*own.source, *own.cue, *own.content)]
    filler = [
        (text[p.span.start : p.span.end], _within(named, p.span) if named is not None else None)
        for p in document.passages
        if p.role is Role.BODY
        and 15 <= len(text[p.span.start : p.span.end].split()) <= 90
        and not any(span.start < p.span.end and p.span.start < span.end for span in credited)
    ]
    return Article(
        str(row["id"]),
        tuple(examples),
        tuple(c for c in clauses if "“" not in c and '"' not in c and "\n" not in c),
        tuple(filler),
    )


def _within(named: Named, span: Span) -> Named:
    """Whom a stretch names, as places in it."""
    return Named(
        tuple((a - span.start, b - span.start, kind) for a, b, kind in named.names if span.start <= a and b <= span.end)
    )


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return text[spans[0].start : spans[0].end] if len(spans) == 1 else ""


def _example(text: str, statement: Statement, by_id: dict[str, Attribution]) -> Example | None:
    where: Pairs = tuple((span.start, span.end) for span in statement.spans)
    if not statement.chain:
        return Example(text, where, (), (), Standing.NONE)
    outer = by_id[statement.chain[0]]
    if not outer.source:
        return None
    names = [span for own in outer.source for span in _who(text, own)]
    if outer.stance is Stance.DENIED:
        standing = Standing.DENIED
    else:
        standing = Standing.NAMED if any(_is_named(text, span) for span in names) else Standing.UNNAMED
    return Example(text, where, tuple((span.start, span.end) for span in names), (), standing)


def _who(text: str, source: Span) -> list[Span]:
    """The names in a source; of a source without one all its words but a leading article."""
    runs = [run.span for run in find_names(text, tokens_in(text, source.start, source.end))]
    if runs:
        return runs[:1]
    words = text[source.start : source.end]
    article = re.match(r"(?:the|a|an) ", words, re.IGNORECASE)
    return [Span(source.start + (article.end() if article else 0), source.end)]


def _is_named(text: str, span: Span) -> bool:
    words = text[span.start : span.end].split()
    return words[0].casefold() in _PRONOUNS or any(word[:1].isupper() for word in words)
