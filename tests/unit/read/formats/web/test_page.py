import time
from collections.abc import Callable

import pytest
import trafilatura

from wherefrom.records import Ending, Reading, Role

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Fire at Quay &amp; Co - Harrow Gazette</title>
<meta property="og:site_name" content="Harrow Gazette"><meta property="article:published_time" content="2014-03-02T10:00:00Z">
<link rel="canonical" href="https://harrow.example/fire"><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home page</a><li><a href="/news">Other news</a></ul></nav><article><h1>Fire at Quay &amp; Co</h1>
<p>By Jane Doe</p><p>A fire broke out on Sunday, said the <a href="https://x.example/r">fire
 service&rsquo;s</a> spokesman, and it burned for two hours before help came.
<p>A second paragraph without an end tag, which has enough words to be taken for content by any finder of content.</p>
<h2>What happened</h2><blockquote><p>It was awful, and nobody came to help us while the whole street burned.</p></blockquote>
<figure><img src=x><figcaption>The quay after the fire</figcaption></figure>
<div style="display: none">SECRET words</div><p hidden>SECRET too</p><script>var secret = "SECRET script";</script>
<p>Last paragraph of the story, which says that the inquiry will be held in April and that its report is due in June.</p>
</article><footer><p>Other pages of this site</p></footer></body></html>"""

Read = Callable[..., Reading]


def test_the_article_is_kept_with_roles_links_and_metadata(read_bytes: Read) -> None:
    reading = read_bytes(PAGE.encode(), "text/html")
    document = reading.documents[0]
    roles = [(passage.role, document.text[passage.span.start : passage.span.end]) for passage in document.passages]
    assert (Role.HEADLINE, "Fire at Quay & Co") in roles
    assert (Role.BYLINE, "By Jane Doe") in roles
    assert (Role.SUBHEADING, "What happened") in roles
    assert (Role.CAPTION, "The quay after the fire") in roles
    assert any(role is Role.QUOTED_BLOCK for role, _ in roles)
    assert (document.outlet, document.published, document.language) == ("Harrow Gazette", "2014-03-02", "en")
    assert document.url == "https://harrow.example/fire"
    assert [(document.text[link.span.start : link.span.end], link.url) for link in document.hyperlinks] == [
        ("fire service’s", "https://x.example/r")
    ]


def test_what_is_not_of_the_article_is_left_out_and_counted(read_bytes: Read) -> None:
    reading = read_bytes(PAGE.encode(), "text/html")
    assert "Other news" not in reading.documents[0].text
    assert reading.outcomes[0].ending is Ending.READ
    assert "3 blocks" in reading.outcomes[0].reason


def test_hidden_text_and_scripts_never_become_text(read_bytes: Read) -> None:
    text = read_bytes(PAGE.encode(), "text/html").documents[0].text
    assert "SECRET" not in text
    assert "color" not in text


def test_a_page_that_only_a_script_fills_is_refused(read_bytes: Read) -> None:
    reading = read_bytes(b"<html><body><div id=app></div><script>render()</script></body></html>", "text/html")
    assert not reading.documents
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert reading.outcomes[0].reason.startswith("no text found")


def test_a_short_page_is_kept_whole(read_bytes: Read) -> None:
    assert read_bytes(b"<p>One line.</p>", "text/html").documents[0].text == "One line."


def test_a_page_of_which_the_finder_keeps_next_to_nothing_is_kept_whole(read_bytes: Read) -> None:
    """The name of the box tells the finder that these are readers' comments; they are all that the page has."""
    rows = "".join(f"<p>On day {day} the quay master saw smoke above the shed.</p>" for day in range(40))
    foot = "<p>This register was written down by the harbour office, page by page, in the year of the fire.</p>"
    reading = read_bytes(f'<body><div class="comments">{rows}</div>{foot}</body>'.encode(), "text/html")
    assert reading.documents[0].text.count("smoke above the shed") == 40
    assert "could not be told" in reading.outcomes[0].reason


@pytest.mark.parametrize("between", [" | ", "\n    "])
def test_rows_of_short_cells_are_kept_however_the_finder_writes_them(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    names = [f"Boat {at}{between}http://boat{at}.example/" for at in range(30)]
    monkeypatch.setattr(trafilatura, "extract", lambda *_args, **_named: "\n".join(names))
    rows = "".join(f"<tr><td>Boat {at}<br></td><td>http://boat{at}.example/</td></tr>" for at in range(30))
    menu = "<table><tr><td><a href='/'>Home</a></td><td><a href='/new'>New</a></td></tr></table>"
    text = read_bytes(f"<body>{menu}<table>{rows}</table></body>".encode(), "text/html").documents[0].text
    assert text.count("Boat ") == 30
    assert "Home" not in text


def test_a_log_in_lines_is_of_the_article(read_bytes: Read) -> None:
    log = "\n".join(f"{hour:02}:15 Boat left\nsmoke seen\nnobody was told" for hour in range(24))
    first = "<p>The watch of the northern quay wrote this down in the night of the fire, and kept it in a drawer.</p>"
    last = "<p>The harbour office has had a copy of it since March, and has not said what it makes of it.</p>"
    page = (
        f"<body><nav><a href='/'>Home</a></nav><article><h1>The log</h1>{first}<pre>{log}</pre>{last}</article></body>"
    )
    text = read_bytes(page.encode(), "text/html").documents[0].text
    assert text.count("smoke seen") == 24


@pytest.mark.parametrize("unit", ["<!--", "<a ", '<a href="', "<", "<div>", "<script>", "&#", "</p"])
def test_markup_without_end_takes_linear_time(read_bytes: Read, unit: str) -> None:
    begun = time.perf_counter()
    assert read_bytes((unit * 60_000).encode(), "text/html").outcomes
    assert time.perf_counter() - begun < 15
