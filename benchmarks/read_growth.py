"""How the time and memory of reading grow with the size of a hostile file.

usage: python benchmarks/read_growth.py [--sizes 1 4 16 64] [--only NAME ...] [--seconds 300]

One file a shape (a line of a hundred megabytes, a column of a million cells, text without an end), made afresh at each size in
megabytes and read in a process of its own. Prints processor seconds, the greatest resident size, how the reading ended, and the
exponent between the first and the last size that came to an end: 1 is linear, 2 is quadratic.
"""

import argparse
import io
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import compress

from wherefrom.config import Settings
from wherefrom.read import read_capture
from wherefrom.records import Capture

PROSE = "The envoy said on Tuesday that the quay was closed, “for good”, and left. "
LINE = PROSE.rstrip() + "\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEGABYTE = 1024 * 1024


def fill(piece: str, size: int) -> str:
    """A piece repeated up to about so many bytes."""
    return piece * max(1, size // len(piece.encode()))


def make_pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages share one compressed content stream."""
    packed = compress(content)
    kids = " ".join(f"{number} 0 R" for number in range(10, 10 + pages))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream",
    }
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents 4 0 R >>"
    )
    objects |= dict.fromkeys(range(10, 10 + pages), page)
    out = bytearray(b"%PDF-1.4\n")
    for number, body in objects.items():
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    return bytes(out) + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def make_docx(body: str) -> bytes:
    """A DOCX with so much in its body and nothing else; stored, so that it is no bomb."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def _one_page(size: int) -> bytes:
    lines = size // len(PROSE)
    shown = "".join(
        f"1 0 0 1 40 {780 - number % 70 * 11} Tm (The envoy said on Tuesday that the quay was closed, for good, and left {number}.) Tj\n"
        for number in range(lines)
    )
    return make_pdf(f"BT /F 10 Tf\n{shown}ET".encode())


def _many_pages(size: int) -> bytes:
    return make_pdf(b"BT /F 10 Tf 1 0 0 1 40 700 Tm (The envoy said that the quay was closed.) Tj ET", size // 130)


def _csv(size: int) -> str:
    return "id,text\n1," + fill("x,", size)


SHAPES: dict[str, tuple[str, Callable[[int], str | bytes]]] = {
    "txt: prose on one line": ("text/plain", lambda size: fill(PROSE, size)),
    "txt: one word": ("text/plain", lambda size: fill("a", size)),
    "txt: stops only": ("text/plain", lambda size: fill(". ", size)),
    "txt: one open quotation": ("text/plain", lambda size: "“" + fill("No. ", size)),
    "txt: short lines": ("text/plain", lambda size: fill("a b\n", size)),
    "txt: paragraphs": ("text/plain", lambda size: fill(PROSE + "\n\n", size)),
    "txt: empty lines with spaces": ("text/plain", lambda size: "a" + fill(" \n", size) + "b"),
    "txt: white space": ("text/plain", lambda size: "a" + fill(" ", size) + "b"),
    "txt: carriage returns": ("text/plain", lambda size: fill("a\r", size)),
    "txt: combining marks": ("text/plain", lambda size: "a" + fill("\u0301", size)),
    "txt: windows-1252": ("text/plain", lambda size: fill("café said. ", size).encode("cp1252", "replace")),
    "txt: broken UTF-8": ("text/plain", lambda size: fill("größte Menge ", size).encode()[:-1] + b"\xff" + fill("ä ", size // 4).encode() + b"\xc3 " * (size // 8)),
    "txt: shift_jis": ("text/plain", lambda size: fill("港の壁に亀裂がある。", size).encode("shift_jis")),
    "txt: gb18030 broken": ("text/plain", lambda size: fill("港口关闭了，使者说。", size).encode("gb18030") + b"\xff"),
    "md: prose on one line": ("text/markdown", lambda size: fill(PROSE, size)),
    "md: open brackets": ("text/markdown", lambda size: fill("[", size)),
    "md: open links": ("text/markdown", lambda size: fill("[a](", size)),
    "md: stars": ("text/markdown", lambda size: fill("*a **a ", size)),
    "md: back ticks": ("text/markdown", lambda size: "".join("`" * (n % 2000) + "e" for n in range(size // 1000))),
    "md: quotation marks": ("text/markdown", lambda size: fill("> ", size) + "a"),
    "md: list items": ("text/markdown", lambda size: fill("- a\n", size)),
    "md: nested list": ("text/markdown", lambda size: "".join(" " * (2 * (n % 200)) + "- a\n" for n in range(size // 200))),
    "md: table": ("text/markdown", lambda size: "|" + "a|" * 20 + "\n|" + "-|" * 20 + "\n" + fill("|b", size)),
    "md: references": ("text/markdown", lambda size: "".join(f"[{n}]: /u\n" for n in range(size // 12))),
    "md: entities": ("text/markdown", lambda size: fill("&amp;", size)),
    "md: escapes": ("text/markdown", lambda size: fill("\\*", size)),
    "md: html": ("text/markdown", lambda size: fill("<a ", size)),
    "md: comments": ("text/markdown", lambda size: fill("a <!-- a ", size)),
    "html: prose on one line": ("text/html", lambda size: "<p>" + fill(PROSE, size)),
    "html: paragraphs": ("text/html", lambda size: fill(f"<p>{PROSE}</p>", size)),
    "html: nested": ("text/html", lambda size: fill("<div>", size) + "a"),
    "html: open spans": ("text/html", lambda size: fill("<span>a ", size)),
    "html: end tags": ("text/html", lambda size: fill("<div>", 4000) + fill("</p>", size) + "a"),
    "html: entities": ("text/html", lambda size: fill("&amp;", size)),
    "html: attributes": ("text/html", lambda size: "<a " + "".join(f"a{n}=1 " for n in range(size // 10)) + ">words</a>"),
    "html: open comments": ("text/html", lambda size: fill("a<!--", size)),
    "html: links": ("text/html", lambda size: fill("<a href=x>a</a> ", size)),
    "html: table": ("text/html", lambda size: "<table>" + fill("<tr><td>a<td>b", size)),
    "html: scripts": ("text/html", lambda size: fill("<script>a", size) + "b"),
    "html: breaks": ("text/html", lambda size: fill("a<br>", size)),
    "json: one field": ("application/json", lambda size: '[{"text": "' + fill(PROSE, size) + '"}]'),
    "json: escapes": ("application/json", lambda size: '[{"text": "' + fill("\\u00e4", size) + '"}]'),
    "json: nested": ("application/json", lambda size: fill("[", size)),
    "json: rows": ("application/json", lambda size: "[" + fill('{"text": "The envoy left."},', size) + '{"text": "a"}]'),
    "json: many fields": ("application/json", lambda size: '[{"text": "a"' + "".join(f',"{n}":"a"' for n in range(size // 10)) + "}]"),
    "jsonl: one field": ("application/jsonl", lambda size: '{"text": "' + fill(PROSE, size) + '"}'),
    "jsonl: broken rows": ("application/jsonl", lambda size: fill("{\n", size)),
    "csv: one field": ("text/csv", lambda size: 'id,text\n1,"' + fill(PROSE, size) + '"'),
    "csv: doubled marks": ("text/csv", lambda size: 'id,text\n1,"' + fill('""', size) + '"'),
    "csv: columns": ("text/csv", lambda size: "text," + ",".join(f"c{n}" for n in range(size // 10)) + "\nThe envoy left,1\n"),
    "csv: too many cells": ("text/csv", _csv),
    "csv: rows": ("text/csv", lambda size: "id,text\n" + fill("1,The envoy left.\n", size)),
    "csv: open marks": ("text/csv", lambda size: "id,text\n" + fill('1,"a\n', size)),
    "mail: one line": ("message/rfc822", lambda size: "From: a@b.example\nSubject: x\n\n" + fill(PROSE, size)),
    "mail: headers": ("message/rfc822", lambda size: fill("To: a@b.example\n", size) + "\nwords"),
    "mail: one header": ("message/rfc822", lambda size: "From: a@b.example\nSubject: " + fill("(a", size) + "\n\nwords"),
    "mail: folded header": ("message/rfc822", lambda size: "Subject: a\n" + fill(" a\n", size) + "\nwords"),
    "mail: parts": ("message/rfc822", lambda size: 'From: a@b.example\nContent-Type: multipart/mixed; boundary="x"\n\n' + fill("--x\n\na\n", size) + "--x--\n"),
    "mail: nested": ("message/rfc822", lambda size: "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(min(size // 60, 20000)))),
    "mail: base64": ("message/rfc822", lambda size: "From: a@b.example\nContent-Transfer-Encoding: base64\n\n" + fill("VGhlIGVudm95IHNhaWQu\n", size)),
    "mbox: messages": ("application/mbox", lambda size: fill("From a@b Mon Jan  1 00:00:00 2024\nFrom: a@b.example\n\nThe envoy left.\n\n", size)),
    "mbox: From lines": ("application/mbox", lambda size: fill("From \n\n", size)),
    "docx: one run": (WORD, lambda size: make_docx(f"<w:p><w:r><w:t>{fill(PROSE, size)}</w:t></w:r></w:p>")),
    "docx: runs": (WORD, lambda size: make_docx("<w:p>" + fill("<w:r><w:t>a </w:t></w:r>", size) + "</w:p>")),
    "docx: paragraphs": (WORD, lambda size: make_docx(fill("<w:p><w:r><w:t>The envoy left.</w:t></w:r></w:p>", size))),
    "docx: nested": (WORD, lambda size: make_docx(fill("<w:p>", size))),
    "docx: entities": (WORD, lambda size: make_docx(f"<w:p><w:r><w:t>{fill('&amp;', size)}</w:t></w:r></w:p>")),
    "pdf: one page": ("application/pdf", _one_page),
    "pdf: one line": ("application/pdf", lambda size: make_pdf(f"BT /F 10 Tf 1 0 0 1 40 700 Tm ({fill('a b ', size)}) Tj ET".encode())),
    "pdf: pages": ("application/pdf", _many_pages),
    "pdf: zeros": ("application/pdf", lambda size: make_pdf(b"BT /F 10 Tf 1 0 0 1 40 700 Tm (a) Tj ET " + bytes(16 * size))),
    "pdf: paths": ("application/pdf", lambda size: make_pdf(fill("0 0 10 10 re f ", size).encode() + b"BT /F 10 Tf 1 0 0 1 40 700 Tm (a) Tj ET")),
    "pdf: shown and covered": ("application/pdf", lambda size: make_pdf(fill("BT /F 10 Tf 1 0 0 1 40 700 Tm (a) Tj ET 0 0 500 800 re f ", size).encode())),
}  # fmt: skip


def read_one(shape: str, size: int, answer: "multiprocessing.SimpleQueue[tuple[float, int, str]]") -> None:
    """Make and read one file; answers processor seconds, greatest resident size in bytes, and how it ended."""
    media_type, make = SHAPES[shape]
    made = make(size)
    with TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        payload.write_bytes(made.encode() if isinstance(made, str) else made)
        del made
        settings = Settings()
        resource.setrlimit(resource.RLIMIT_AS, (settings.read_memory, settings.read_memory))
        capture = Capture("cap-0", "0" * 64, payload.stat().st_size, media_type, "invented", "", "", "", "")
        start = time.process_time()
        reading = read_capture(capture, payload, settings)
    took = time.process_time() - start
    letters = sum(len(document.text) for document in reading.documents)
    ended = f"{reading.outcomes[0].ending.value}, {letters} letters: {reading.outcomes[0].reason[:110]}"
    answer.put((took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, ended))


def measure(shape: str, size: int, seconds: int) -> tuple[float, int, str] | None:
    """The answer of a process of its own; None when it did not end in time or died."""
    answer: multiprocessing.SimpleQueue[tuple[float, int, str]] = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=read_one, args=(shape, size, answer))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return answer.get() if not answer.empty() else None


def main() -> None:
    """Read the arguments, read every shape at every size, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 4, 16, 64], help="in megabytes")
    parser.add_argument("--only", nargs="+", default=[""], help="shapes whose name begins so")
    parser.add_argument("--seconds", type=int, default=300, help="longest time for one file")
    options = parser.parse_args()
    for shape in SHAPES:
        if not shape.startswith(tuple(options.only)):
            continue
        done: list[tuple[float, float]] = []
        for size in options.sizes:
            found = measure(shape, int(size * MEGABYTE), options.seconds)
            if found is None:
                print(f"{shape:30} {size:6} MB  did not end within {options.seconds} s, or died", flush=True)
                break
            took, memory, ended = found
            done.append((size, max(took, 0.001)))
            print(f"{shape:30} {size:6} MB {took:8.2f} s {memory / MEGABYTE:7.0f} MB  {ended}", flush=True)
        if len(done) > 1:
            exponent = log(done[-1][1] / done[-2][1]) / log(done[-1][0] / done[-2][0])
            print(f"{shape:30} exponent {exponent:.2f}", flush=True)


if __name__ == "__main__":
    main()
