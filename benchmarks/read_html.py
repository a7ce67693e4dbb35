"""Compare content finders on web pages: how much of the article is kept, and how much that is not of it.

Run ``python benchmarks/read_html.py [WARC_FOLDER]``. The pages are invented, in the shapes that news sites use; in each,
words of the article begin with "k" and words of menus, teasers, adverts and comments with "b", so that both can be
counted whatever a finder does to the text. With a folder of WARC files, it also reads every HTML record in them and counts
failures and empty answers. Finders: trafilatura (two settings), resiliparse where it is installed, and this project's reader.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import trafilatura

from wherefrom.config import Settings
from wherefrom.read import read_capture
from wherefrom.records import Capture

Finder = Callable[[str], str]


def main() -> None:
    """Print one line a finder."""
    pages = list(invent_pages())
    print(f"{len(pages)} invented pages")
    print(f"{'finder':28}{'article kept':>14}{'rest kept':>12}{'seconds':>10}")
    for name, find in finders().items():
        begun = time.perf_counter()
        kept = [find(page) for page in pages]
        seconds = time.perf_counter() - begun
        print(f"{name:28}{share(pages, kept, 'k'):>14.3f}{share(pages, kept, 'b'):>12.3f}{seconds:>10.2f}")
    if len(sys.argv) > 1:
        compare_on_archives(Path(sys.argv[1]))


def finders() -> dict[str, Finder]:
    """Every finder that is installed, by name."""
    found: dict[str, Finder] = {
        "trafilatura, default": lambda page: trafilatura.extract(page, include_comments=False) or "",
        "trafilatura, recall, fast": lambda page: (
            trafilatura.extract(page, include_comments=False, favor_recall=True, fast=True) or ""
        ),
        "wherefrom.read": read_here,
    }
    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - optional, for comparison only
    except ImportError:
        return found
    found["resiliparse, main_content"] = lambda page: extract_plain_text(page, main_content=True)
    return found


def read_here(page: str) -> str:
    """The text as this project reads it."""
    with TemporaryDirectory() as folder:
        payload = Path(folder) / "page.html"
        payload.write_text(page, encoding="utf-8", errors="replace")
        capture = Capture("cap-0", "0" * 64, 0, "text/html", "page.html", "", "", "", "")
        documents = read_capture(capture, payload, Settings()).documents
    return documents[0].text if documents else ""


def share(pages: list[str], kept: list[str], letter: str) -> float:
    """Part of the visible words beginning with a letter, marked by a number, that were kept."""
    wanted = got = 0
    for page, text in zip(pages, kept, strict=True):
        marked = {word for word in page.replace("<", " <").replace(">", "> ").split() if is_marked(word, letter)}
        wanted += len(marked)
        got += len(marked & set(text.split()))
    return got / max(1, wanted)


def is_marked(word: str, letter: str) -> bool:
    """Whether a word is one of the numbered ones, such as k17."""
    return word[0] == letter and word[1:].isdigit()


def invent_pages() -> Iterator[str]:
    """Pages of five shapes, short and long."""
    for paragraphs in (2, 6, 20):
        for shape in SHAPES:
            words = Numbered()
            article = [words.take("k", 30) + "." for _ in range(paragraphs)]
            yield shape(words, article)


class Numbered:
    """Hands out words that all differ."""

    def __init__(self) -> None:
        self.number = 0

    def take(self, letter: str, count: int) -> str:
        """So many new words."""
        self.number += count
        return " ".join(f"{letter}{index}" for index in range(self.number - count, self.number))


def _menu(words: Numbered, tag: str) -> str:
    items = "".join(f'<li><a href="/x">{words.take("b", 2)}</a></li>' for _ in range(8))
    return f"<{tag}><ul>{items}</ul></{tag}>"


def semantic(words: Numbered, article: list[str]) -> str:
    """HTML5 elements for everything."""
    body = "".join(f"<p>{text}</p>" for text in article)
    head = f"<h1>{words.take('k', 6)}</h1><p class='byline'>By Jane Doe</p>"
    return (
        f"<html><body>{_menu(words, 'nav')}<main><article>{head}{body}</article></main>"
        f"<aside><p>{words.take('b', 20)}</p></aside><footer><p>{words.take('b', 15)}</p></footer></body></html>"
    )


def bare_divs(words: Numbered, article: list[str]) -> str:
    """Nothing but div and span."""
    body = "".join(f"<div>{text}</div>" for text in article)
    return (
        f"<html><body>{_menu(words, 'div')}<div class='story'>{body}</div>"
        f"<div class='related'>{_menu(words, 'div')}</div></body></html>"
    )


def line_breaks(words: Numbered, article: list[str]) -> str:
    """An old page: a layout table, paragraphs parted by two line breaks."""
    return (
        f"<html><body><table><tr><td width=150>{_menu(words, 'div')}</td><td>{'<br><br>'.join(article)}</td>"
        "</tr></table></body></html>"
    )


def with_quotes(words: Numbered, article: list[str]) -> str:
    """Quotations, subheadings, lists and a captioned picture between the paragraphs."""
    between = (
        f"<blockquote><p>{words.take('k', 20)}</p></blockquote><h2>{words.take('k', 3)}</h2>"
        f"<ul><li>{words.take('k', 12)}</li><li>{words.take('k', 12)}</li></ul>"
        f"<figure><img src=a.jpg><figcaption>{words.take('k', 8)}</figcaption></figure>"
    )
    body = (
        "".join(f"<p>{text}</p>" for text in article[:1]) + between + "".join(f"<p>{text}</p>" for text in article[1:])
    )
    return f"<html><body>{_menu(words, 'nav')}<article>{body}</article>{_menu(words, 'footer')}</body></html>"


def with_comments(words: Numbered, article: list[str]) -> str:
    """Readers' comments, longer than the article."""
    body = "".join(f"<p>{text}</p>" for text in article)
    comments = "".join(f"<div class='comment'><p>{words.take('b', 25)}</p></div>" for _ in range(8))
    return f"<html><body><div class='article-body'>{body}</div><div id='comments'>{comments}</div></body></html>"


SHAPES = (semantic, bare_divs, line_breaks, with_quotes, with_comments)


def compare_on_archives(folder: Path) -> None:
    """Count failures and empty answers on the HTML records of WARC files."""
    try:
        from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - comes with resiliparse
    except ImportError:
        print("fastwarc is not installed: archives are not compared")
        return
    pages: list[str] = []
    for path in sorted(folder.iterdir()):
        try:
            with path.open("rb") as file:
                pages += [
                    record.reader.read().decode("utf-8", "replace")
                    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True)
                    if "html" in (record.http_content_type or "")
                ]
        except Exception as error:  # noqa: BLE001 - the files are broken on purpose
            print(f"{path.name}: {type(error).__name__}")
    print(f"{len(pages)} HTML records")
    for name, find in finders().items():
        failed = empty = letters = 0
        for page in pages:
            try:
                text = find(page)
            except Exception:  # noqa: BLE001 - what is counted
                failed += 1
                continue
            empty += not text.strip()
            letters += len(text)
        print(f"{name:28} failed {failed}, empty {empty}, {letters} letters")


if __name__ == "__main__":
    main()
