"""Damage that knows nothing of the format: bits, blocks, numbers, words that parsers trip over. The same chance, the same damage."""

import random
import re
from collections.abc import Callable, Sequence

MOST_BYTES = 200_000
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"1e999",
)
_WORDS = (
    b"\x00", b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\r", b"\n", b"\r\n",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xcc\x81" * 30, b"\xf0\x9f\x98\x80", b"&#x110000;", b"&#0;", b"&amp;amp;", b"&nbsp",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"</", b"/>", b"<p>" * 50, b"</p>", b"<table>", b"<svg>", b"<template>", b"<plaintext>", b"<a href=//>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<?xml version='1.0'?>", b"=?utf-8?q?=ff?=", b"=?x?b?!?=", b"From \n", b"\n\nFrom a\n\n",
    b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", b"--a--", b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"charset=idna",
    b"[" * 300, b'{"a":' * 200, b"\\ud800", b"\\u0000", b'"', b"'", b",", b"\t", b"(" * 100, b"<<", b">>", b"endobj", b"endstream", b"1 0 R",
    b"WARC/1.0\r\n", b"Content-Length: 5\r\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"%PDF-1.7\n", b"```", b"> " * 100, b"# ", b"* " * 50, b"|--|",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")

Mutation = Callable[[bytes, random.Random], bytes]


def damage(data: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """One to six changes, one after another.

    Args:
        data: what to change.
        chance: decides which and where.
        others: inputs of the same kind, of which pieces may be taken.
    """
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if others and chance.random() < 0.08:
            data = _splice(data, chance.choice(others), chance)
        else:
            data = chance.choice(_MUTATIONS)(data, chance)
    return data[:MOST_BYTES]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    """The beginning alone, as a broken download leaves it; at least one byte and not all."""
    return data[: chance.randint(1, max(len(data) - 1, 1))]


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    """A stretch, mostly short."""
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((0, 1, 2, 4, 16, 64, 256, 4096)))


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 32))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _set(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return (
        data[:start]
        + bytes(chance.choice((0, 9, 10, 32, 127, 128, 255, chance.randrange(256))) for _ in range(end - start))
        + data[end:]
    )


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, _ = _place(data, chance)
    return data[:start] + chance.choice(_WORDS) + data[start:]


def _replace(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.choice(_WORDS) + data[end:]


def _delete(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 20, 200)) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    rest = data[:start] + data[end:]
    to = chance.randint(0, len(rest))
    return rest[:to] + data[start:end] + rest[to:]


def _number(data: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data[:MOST_BYTES]))
    if not found:
        return data
    one = chance.choice(found)
    given = int(one.group()[:18])
    changed = chance.choice((*_NUMBERS, str(given + 1).encode(), str(given - 1).encode(), str(given * 2).encode()))
    return data[: one.start()] + changed + data[one.end() :]


def _line(data: bytes, chance: random.Random) -> bytes:
    """Remove, repeat, swap or empty a line."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(4)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(other, lines[at])
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = b""
    return b"\n".join(lines)


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


_MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _set,
    _insert,
    _insert,
    _replace,
    _delete,
    _repeat,
    _move,
    _number,
    _line,
    cut_off,
)
