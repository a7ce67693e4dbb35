"""Examples from voices: templates filled with invented names and claims, among paragraphs of the same voice."""

import json
import random
import re
import string
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from training.credits.examples import Example, Named, NameKind, Standing, together
from training.credits.names import Names

# For each slot of a voice: how the document has the claim, whose names credit it, whose stand behind these.
SLOTS: dict[str, tuple[Standing, str, str]] = {
    "firsthand": (Standing.NAMED, "w", ""),
    "record": (Standing.RECORD, "", ""),
    "external": (Standing.NAMED, "aA", ""),
    "anon": (Standing.UNNAMED, "", ""),
    "cite": (Standing.NAMED, "uU", ""),
    "nested": (Standing.NAMED, "uU", "w"),
    "both": (Standing.NAMED, "uUw", ""),
    "unsourced": (Standing.NONE, "", ""),
    "decoy_claim": (Standing.NONE, "", ""),
    "negative": (Standing.DENIED, "aA", ""),
}
# Slots of few templates, and hard to tell apart, are rendered more often.
WEIGHTS = {"nested": 3, "both": 2, "negative": 2, "decoy_claim": 2, "record": 1.5, "unsourced": 1.5, "anon": 1.5}
OWN_KNOWN = 0.8  # share of documents whose own outlet is known
WHOLE_SENTENCES = 0.4  # share of examples whose statement is marked with the words around the claim
REAL_CLAUSES = 0.4  # share of claims that are clauses of real news
NEIGHBOUR, REAL_FILLER = 0.2, 0.4  # shares of neighbouring paragraphs: that credit another claim; of real news
HEADINGS = 0.15  # share of examples under a heading in title case
_NAMED_IN = {
    "w": NameKind.PERSON,
    "p": NameKind.PLACE,
    **dict.fromkeys(("me", "u", "U", "a", "A"), NameKind.BODY),
}
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_CAPITAL = 4  # shorter words keep their small letters in some title case
_ENDS = re.compile(r"[.!?]”?(?=\s|$)")
Voice = dict[str, list[str]]


def read_voices(*folders: Path, leave: Container[str] = ()) -> dict[str, Voice]:
    """Every voice of some folders, by the name of its file.

    A voice of templates alone (``.txt``) borrows claims and neighbouring paragraphs from the banks (``.json``) read beside it.

    Args:
        folders: of banks, and of voices of templates alone.
        leave: names of voices that are left out, with all that is theirs.
    """
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.stem not in leave]
    banks = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths if path.suffix == ".json"}
    shared = {name: [own for bank in banks.values() for own in bank[name]] for name in ("claims", "intro", "outro")}
    plain = {path.stem: shared | _read_templates(path) for path in paths if path.suffix == ".txt"}
    return banks | plain


def _read_templates(path: Path) -> Voice:
    """The templates of a plain file: a slot's name in brackets, then one template a line."""
    found: Voice = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1] in {*SLOTS, "decoy"}:
            found[line[1:-1]] = own = []
        elif line.strip():
            own.append(line)
    return found


class Renderer:
    """Makes examples.

    Args:
        clauses: real clauses that may stand after "that".
        filler: real paragraphs that credit nobody, and whom they name.
        outlets: of the voices that are read, to stand beside invented ones.
        chance: what is drawn.
    """

    def __init__(
        self,
        clauses: Sequence[str],
        filler: Sequence[tuple[str, Named | None]],
        chance: random.Random,
        outlets: Sequence[str] = (),
    ) -> None:
        self._clauses, self._filler, self._chance, self._names = clauses, filler, chance, Names(chance, outlets)

    def render(self, voice: Voice, times: int) -> Iterator[Example]:
        """Every template of a voice so many times."""
        for slot in SLOTS:
            for template in voice[slot]:
                for _ in range(round(times * WEIGHTS.get(slot, 1))):
                    yield self._example(voice, slot, template)

    def _example(self, voice: Voice, slot: str, template: str) -> Example:
        standing, crediting, behind = SLOTS[slot]
        paragraph, spans, named = self._fill(voice, template)
        before = [self._neighbour(voice) for _ in range(self._chance.choice((0, 1, 1, 2, 2, 3)))]
        after = [self._neighbour(voice) for _ in range(self._chance.choice((0, 1, 1, 2, 2, 3)))]
        if self._filler and self._chance.random() < HEADINGS:
            before.insert(0, self._heading())
        parts = [*before, (paragraph, named), *after]
        text = "\n\n".join(own for own, _ in parts)
        starts = [0, *accumulate(len(own) + 2 for own, _ in parts)]
        shift = starts[len(before)]
        placed = {name: tuple((low + shift, high + shift) for low, high in own) for name, own in spans.items()}
        statement = placed["c"] + placed["C"]
        if self._chance.random() < WHOLE_SENTENCES:
            statement = tuple(_sentence(text, shift, shift + len(paragraph), *own) for own in statement)
        return Example(
            text,
            statement,
            tuple(sorted(span for name in crediting for span in placed[name])),
            tuple(sorted(span for name in behind for span in placed[name])),
            standing,
            placed["me"] if self._chance.random() < OWN_KNOWN else (),
            together(own.moved(start) for start, (_, own) in zip(starts, parts, strict=False)),
            marks_known=standing is not Standing.UNNAMED,
        )

    def _heading(self) -> tuple[str, Named]:
        """The first words of real news in title case, in which a capital tells nothing."""
        text, told = self._chance.choice(self._filler)
        end = text.find(" ", self._chance.randint(25, 70))
        if told is None or end < 0:
            return "", Named()
        small = self._chance.random() < 0.5
        cased = _WORD.sub(
            lambda match: match[0] if small and len(match[0]) < _SHORTEST_CAPITAL else _capital(match[0]), text[:end]
        )
        return cased, Named(
            tuple(own for own in told.names if own[1] <= end),
            tuple((low, end) for low, high, _ in told.names if low < end < high),
        )

    def _neighbour(self, voice: Voice) -> tuple[str, Named]:
        """A paragraph beside: real news that credits nobody, the voice's own, or one that credits another claim."""
        draw = self._chance.random()
        if draw < NEIGHBOUR:
            text, _, named = self._fill(voice, self._chance.choice(voice[self._chance.choice(list(SLOTS))]))
            return text, named
        if draw < NEIGHBOUR + REAL_FILLER and self._filler:
            text, told = self._chance.choice(self._filler)
            return text, told or Named(unknown=((0, len(text)),))
        slot = self._chance.choice(("intro", "outro", "decoy", "decoy"))
        text, _, named = self._fill(voice, self._chance.choice(voice[slot]))
        return text, named

    def _fill(self, voice: Voice, template: str) -> tuple[str, dict[str, list[tuple[int, int]]], Named]:
        """A template with its slots filled, where they stand, names without their articles, and whom it names."""
        outlet = self._names.alias(self._names.outlet())
        body = self._names.body()
        claim = self._claim(voice)
        words = {
            "w": self._names.person(),
            "role": self._names.role(),
            "me": self._names.outlet(),
            "a": body,
            "A": _capital(body),
            "u": outlet,
            "U": _capital(outlet),
            "p": self._names.place(),
            "c": claim,
            "C": _capital(claim),
        }
        text, spans = "", {name: list[tuple[int, int]]() for name in words}
        for literal, name, _, _ in string.Formatter().parse(template):
            text += literal
            if name:
                word = words[name]
                article = _ARTICLE.match(word) if name in "aAuU" else None
                spans[name].append((len(text) + (article.end() if article else 0), len(text) + len(word)))
                text += word
        if text[:1].islower() and not text.startswith(outlet):
            text = _capital(text)
        return text, spans, _named(text, spans)

    def _claim(self, voice: Voice) -> str:
        if self._clauses and self._chance.random() < REAL_CLAUSES:
            return self._chance.choice(self._clauses)
        claim = self._chance.choice(voice["claims"])
        number = f"{self._chance.choice((self._chance.randint(3, 95), self._chance.randint(120, 990), self._chance.randint(1100, 64000))):,}"
        words: str = self._chance.choice([claim["text"], *claim["para"]])  # type: ignore[index,list-item] # JSON
        hedged = f"{claim['hedge']} {number}" if claim.get("hedge") and self._chance.random() < 0.3 else number  # type: ignore[attr-defined,index] # JSON
        return words.format(n=hedged, p=self._names.place())


def _named(text: str, spans: dict[str, list[tuple[int, int]]]) -> Named:
    """Whom a filled template names: nobody can say it of claims, which are real clauses in part, nor of bodies without a name."""
    names, unknown = [], []
    for slot, held in spans.items():
        for low, high in held:
            words = text[low:high]
            if slot in _NAMED_IN and (slot not in "aA" or _is_proper(words)):
                names.append((low, high, _NAMED_IN[slot]))
            elif slot in "cCaA":
                unknown.append((low, high))
    return Named(tuple(names), tuple(unknown))


def _is_proper(words: str) -> bool:
    return all(word[:1].isupper() or word in {"of", "for", "on", "&"} for word in words.split())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The sentence of a paragraph in which a stretch stands, without its last mark."""
    ends = [match.end() for match in _ENDS.finditer(text, low, high)]
    begin = max((at for at in ends if at <= start), default=low)
    while begin < start and text[begin].isspace():
        begin += 1
    return begin, min((at - 1 for at in ends if at >= end), default=high)
