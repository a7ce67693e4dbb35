"""What the laws draw from: words that break programs, every record, ledgers and what is done to them."""

import dataclasses
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from wherefrom import records

# Letters that editors, terminals, parsers and joins trip over, each by itself; lone surrogates are no valid text.
NASTY = (
    "\x00", "\x01", "\x1b[2J", "\x7f", "\x85", "\u00a0", "\u00ad", "\u0301" * 20, "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\u2066",
    "\ufeff", "\ufffd", "\uffff", "\U000e0041", "\U0001f468\u200d\U0001f469", "\U0010ffff", "\r", "\n", "\r\n", "\t", "\v", "\f", '"', "'", "\\", "\\n",
    "\\u0000", "\\x00", "<", "&", "]]>", "-->", "{{", "}}", "{%", "%s", "%00", "..", "/", "../", ":", ",", ";", "=1+1", "+", "-", "@", "|", "`", "$(",
    "Ａ", "ß", "İ", "ı", "K", "ﬁ", "é", "e\u0301", "א", "ع", "漢", "𝔸", "😀",
)  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.lists(
    st.sampled_from(NASTY), max_size=6
).map("".join)
numbers = st.integers(-(2**63), 2**63 - 1)
reals = st.floats(allow_nan=False, allow_infinity=False)
# What a details field of an act may hold.
values = st.none() | st.booleans() | numbers | reals | texts

RECORDS: tuple[type[Any], ...] = tuple(
    kind
    for name in records.__all__
    if isinstance(kind := getattr(records, name), type) and dataclasses.is_dataclass(kind)
)


def records_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of a kind, every field drawn by its type."""
    hints = typing.get_type_hints(kind)
    own = [field.name for field in dataclasses.fields(kind) if field.init]
    # A record that holds others of its kind holds none here: how deep they go changes nothing.
    drawn = {name: st.just(()) if hints[name] == tuple[kind, ...] else _values_of(hints[name]) for name in own}
    return st.builds(kind, **drawn)


def _values_of(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401, PLR0911 - a type of any kind
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([_values_of(one) for one in inner])
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return st.lists(st.deferred(lambda: _values_of(inner[0])), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*[_values_of(one) for one in inner])
    if origin in {dict, typing.Mapping} or (isinstance(origin, type) and issubclass(origin, typing.Mapping)):
        return st.dictionaries(texts, _values_of(inner[1]), max_size=2)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return st.deferred(lambda: records_of(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    plain = {
        str: texts,
        int: numbers,
        float: reals,
        bytes: st.binary(max_size=8),
        bool: st.booleans(),
        type(None): st.none(),
    }
    return plain[kind]


Change = Callable[[list[bytes]], list[bytes]]


@st.composite
def line_changes(draw: st.DrawFn, lines: Sequence[bytes]) -> list[bytes]:
    """Lines with something done to them: one removed, repeated, moved, altered, put in, or the end cut off."""
    changed = list(lines)
    at = draw(st.integers(0, len(lines) - 1))
    what = draw(st.sampled_from(["remove", "repeat", "swap", "alter", "insert", "cut", "cut within", "join", "split"]))
    if what == "remove":
        del changed[at]
    elif what == "repeat":
        changed.insert(draw(st.integers(0, len(lines))), lines[at])
    elif what == "swap":
        other = draw(st.integers(0, len(lines) - 1))
        changed[at], changed[other] = changed[other], changed[at]
    elif what == "alter":
        place = draw(st.integers(0, len(lines[at]) - 1))
        changed[at] = lines[at][:place] + bytes([lines[at][place] ^ draw(st.integers(1, 255))]) + lines[at][place + 1 :]
    elif what == "insert":
        changed.insert(at, draw(st.binary(max_size=30)) + b"\n")
    elif what == "cut":
        changed = changed[:at]
    elif what == "cut within":
        changed = [*changed[:at], lines[at][: draw(st.integers(0, len(lines[at]) - 1))]]
    elif what == "join":
        changed[at] = changed[at].rstrip(b"\n")
    else:
        place = draw(st.integers(0, len(lines[at]) - 1))
        changed[at : at + 1] = [lines[at][:place] + b"\n", lines[at][place:]]
    return changed
