from collections.abc import Callable

from wherefrom.records import Reading, Role

Read = Callable[..., Reading]

TEXT = """---
title: "The quay"
date: 2014-05-03
---
# The quay

The *board* met[, it said](https://x.example), and a\\*b &amp; c.

> It was awful.

![a picture](a.png)

| a | b |
|---|---|
| c | d |
"""


def test_marks_are_no_text_and_structure_gives_roles(read_bytes: Read) -> None:
    document = read_bytes(TEXT.encode(), "text/markdown").documents[0]
    words = [(passage.role, document.text[passage.span.start : passage.span.end]) for passage in document.passages]
    assert words[:3] == [
        (Role.HEADLINE, "The quay"),
        (Role.BODY, "The board met, it said, and a*b & c."),
        (Role.QUOTED_BLOCK, "It was awful."),
    ]
    assert [role for role, _ in words[3:]] == [Role.TABLE] * 4
    assert (document.title, document.published) == ("The quay", "2014-05-03")


def test_links_are_kept_with_their_words(read_bytes: Read) -> None:
    document = read_bytes(TEXT.encode(), "text/markdown").documents[0]
    link = document.hyperlinks[0]
    assert (document.text[link.span.start : link.span.end], link.url) == (", it said", "https://x.example")
