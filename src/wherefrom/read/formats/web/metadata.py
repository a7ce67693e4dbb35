"""What a web page says of itself, in meta tags and JSON-LD."""

import re
from contextlib import suppress

import trafilatura
from lxml.html import HtmlElement

from wherefrom.read.parts.found import Found
from wherefrom.read.shape.languages import plain_language
from wherefrom.read.shape.published import state_date

# In the order in which they are believed: the first two are made for it.
_DATE_NAMES = (
    "article:published_time", "datepublished", "og:article:published_time", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date",
)  # fmt: skip
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"(?P<date>[^"]{4,40})"')
_PLACE = "html: meta tags"


def read_metadata(tree: HtmlElement, language: str) -> Found:
    """Title, author, outlet, date, address and language; trafilatura knows the many ways in which sites state them."""
    found = Found()
    with suppress(Exception):  # the library stumbles over broken JSON-LD in many ways; the text is read all the same
        said = trafilatura.extract_metadata(tree, extensive=False)
        if said is not None:
            found.note("title", said.title, _PLACE)
            found.note("author", (said.author or "").replace("; ", ", "), _PLACE)
            found.note("outlet", said.sitename, _PLACE)
            found.note("url", said.url, _PLACE)
    found.note("published", _find_published(tree), _PLACE)
    found.note("language", plain_language(language), "html: lang attribute")
    return found


def _find_published(tree: HtmlElement) -> str | None:
    """The date as precisely as the page states it. Dates that a library guesses from the text are not taken."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        said.setdefault(name, element.get("content") or "")
    for name in _DATE_NAMES:
        stated = state_date(said.get(name, ""))
        if stated:
            return stated
    for element in tree.iter("script"):
        if element.get("type") == "application/ld+json":
            dated = _LD_DATE.search(element.text or "")
            stated = state_date(dated["date"]) if dated else None
            if stated:
                return stated
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            return state_date(element.get("datetime") or "")
    return None
