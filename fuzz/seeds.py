"""Sound inputs to begin from: the example case's files, and small ones of every kind, built here from invented words."""

import base64
import csv
import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wherefrom.capture import capture_file
from wherefrom.capture.bag import create_evidence
from wherefrom.capture.ledger import record_act
from wherefrom.read.formats import table
from wherefrom.records import ActKind

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "harrow-quay"
PROSE = (
    "The quay burned for two nights",
    "By Ilse Varga",
    "“The alarm was off,” the watchman said. He counted 62 crates – no, sixty-four – on 14 May 2026.",
    "Naïve café, Δ x, 漢字, 😀 and e\u0301; \u202eright to left\u202c, zero\u200bwidth, <b>not bold</b> & so on.",
)
PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>The quay</title>"
    '<meta name="author" content="Ilse Varga"><script>var a = "</p>";</script></head><body><article><h1>{}</h1>'
    "<p class=byline>{}</p><p>{}</p><p>{} <a href='https://press.example/a?b=1&amp;c=2'>a report</a></p>"
    "<table><tr><td>crates</td><td>62</td></tr></table><!-- none --></article></body></html>"
).format(*(words.replace("<", "&lt;").replace("& ", "&amp; ") for words in PROSE))


def seeds_of(kind: str) -> list[bytes]:
    """Sound inputs of a kind: of a format the trifles that its module makes, and what is built here; see `KINDS` for names."""
    made = [sample for one in table.FORMATS if one.name == kind for sample in one.samples()]
    return [*_BUILDERS.get(kind, list)(), *made]


def _examples(*endings: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(EXAMPLES.iterdir()) if path.name.endswith(endings)]


@cache
def _texts() -> list[bytes]:
    text = "\n\n".join(PROSE)
    wide = [text.encode(name) for name in ("utf-16", "utf-16-be", "utf-8-sig")]
    return [
        text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.encode("cp1252", "ignore"),
        *wide,
        *_examples(".txt"),
    ]


def _markdowns() -> list[bytes]:
    return [
        "# {}\n\n*{}*\n\n> {}\n\n- {}\n\n[link](https://a.example)\n\n```\ncode\n```\n".format(*PROSE).encode(),
        *_examples(".md"),
    ]


def _webs() -> list[bytes]:
    return [PAGE.encode(), PAGE.replace("utf-8", "utf-16").encode("utf-16"), *_examples(".html")]


@cache
def _pdfs() -> list[bytes]:
    styles = getSampleStyleSheet()
    plain, packed, drawn = io.BytesIO(), io.BytesIO(), io.BytesIO()
    story = [PROSE[0], "A second paragraph over the page.", PROSE[1]]
    for target, compression in ((plain, 0), (packed, 1)):
        pieces: list[Paragraph | PageBreak] = [Paragraph(words, styles["Normal"]) for words in story]
        pieces.insert(2, PageBreak())
        SimpleDocTemplate(target, pageCompression=compression, invariant=1, title=PROSE[0]).build(pieces)
    sheet = canvas.Canvas(drawn, pageCompression=0, invariant=1)
    sheet.drawString(72, 700, PROSE[0])
    sheet.setFillColorRGB(1, 1, 1)
    sheet.drawString(72, 680, "White words on white paper.")
    sheet.setFillColorRGB(0, 0, 0)
    sheet.drawString(-400, 660, "Words outside of the page.")
    sheet.rect(70, 695, 200, 20, fill=1)
    sheet.bookmarkPage("one")
    sheet.addOutlineEntry("One", "one")
    sheet.showPage()
    sheet.save()
    return [plain.getvalue(), packed.getvalue(), drawn.getvalue(), *_examples(".pdf")]


@cache
def _words() -> list[bytes]:
    written = docx.Document()
    written.add_heading(PROSE[0], 0)
    for words in PROSE[1:]:
        paragraph = written.add_paragraph(words)
        paragraph.add_run(" and a run").bold = True
    written.add_table(rows=1, cols=2).cell(0, 0).text = "62 crates"
    file = io.BytesIO()
    written.save(file)
    return [_thin_archive(content) for content in (file.getvalue(), *_examples(".docx"))]


def _thin_archive(data: bytes) -> bytes:
    """A DOCX without the pictures and themes that no reader of text looks at, so that mutations meet what is read."""
    thin = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(thin, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            if "theme" not in name and not name.endswith((".jpeg", ".png")):
                kept.writestr(zipfile.ZipInfo(name), given.read(name))
    return thin.getvalue()


def _mails() -> list[bytes]:
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = (
        "Jörg <j@x.example>",
        "desk@press.example",
        "Thu, 14 May 2026 09:30:00 +0200",
    )
    message["Subject"] = "Ein sehr langer Betreff über den Brand am Kai, und noch mehr als das"
    message.set_content("\n".join(PROSE), cte="quoted-printable")
    message.add_alternative(PAGE, subtype="html")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "a@x.example", "Inner"
    inner.set_content("Words within.")
    message.add_attachment(inner)
    message.add_attachment("a,text\n1,“Yes”\n", filename="rows.csv", cte="base64")
    message.add_attachment(_words()[0], maintype="application", subtype="octet-stream", filename="letter.docx")
    plain = b"From: a@x.example\nTo: b@x.example\nSubject: Short\nDate: 14 May 2026 09:30\n\nOne line.\n"
    return [bytes(message), plain, *_examples(".eml")]


def _mailboxes() -> list[bytes]:
    line = b"From a@x.example Thu May 14 09:30:00 2026\n"
    return [b"\n\n".join([line + mail.rstrip() for mail in (_mails()[1], *_examples(".eml"), _mails()[1])]) + b"\n"]


def _rows() -> list[dict[str, object]]:
    return [
        {"id": str(number), "title": PROSE[0], "text": words, "tags": [1, None]} for number, words in enumerate(PROSE)
    ]


def _json_lines() -> list[bytes]:
    lines = "".join(json.dumps(row, ensure_ascii=number % 2 == 0) + "\n" for number, row in enumerate(_rows()))
    return [lines.encode(), *_examples(".jsonl")]


def _jsons() -> list[bytes]:
    return [json.dumps(_rows()).encode(), json.dumps(_rows(), ensure_ascii=False, indent=1).encode()]


def _tables(delimiter: str) -> list[bytes]:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows(
        [["id", "title", "text"], *[[row["id"], row["title"], f'{row["text"]} "quoted"\nline'] for row in _rows()]]
    )
    return [table.getvalue().encode(), table.getvalue().encode("utf-16")]


@cache
def _warcs() -> list[bytes]:
    found = []
    for is_packed in (False, True):
        target = io.BytesIO()
        writer = WARCWriter(target, gzip=is_packed)
        target_name = "seed.warc"
        writer.write_record(writer.create_warcinfo_record(target_name, {"software": "invented"}))
        for number, (body, kind) in enumerate(
            ((PAGE.encode(), "text/html"), (_pdfs()[1], "application/pdf"), (_texts()[0], "text/plain"))
        ):
            coding = [("Content-Encoding", "gzip")] if number == 0 else []
            sent = gzip.compress(body, mtime=0) if coding else body
            chunked = [("Transfer-Encoding", "chunked")] if number == 2 else []
            sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent) if chunked else sent
            head = StatusAndHeaders("200 OK", [("Content-Type", kind), *coding, *chunked], protocol="HTTP/1.1")
            fixed = {
                "WARC-Date": "2026-05-14T09:30:00Z",
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-00000000000{number}>",
            }
            writer.write_record(
                writer.create_warc_record(
                    f"https://press.example/{number}",
                    "response",
                    payload=io.BytesIO(sent),
                    http_headers=head,
                    warc_headers_dict=fixed,
                )
            )
        found.append(target.getvalue())
    return found


def _waczs() -> list[bytes]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("archive/data.warc.gz"), _warcs()[1])
        pages = '{"format":"json-pages-1.0","id":"pages","title":"All"}\n{"id":"1","url":"https://press.example/0","ts":"2026-05-14T09:30:00Z"}\n'
        archive.writestr(zipfile.ZipInfo("pages/pages.jsonl"), pages)
        resources = [
            {"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": "sha256:0", "bytes": len(_warcs()[1])}
        ]
        archive.writestr(
            zipfile.ZipInfo("datapackage.json"),
            json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}),
        )
    return [target.getvalue()]


@cache
def sound_case() -> dict[str, bytes]:
    """The files of a small sound case, by path."""
    with tempfile.TemporaryDirectory() as scratch:
        case, source = Path(scratch) / "case", Path(scratch) / "source.txt"
        case.mkdir()
        create_evidence(case, "a collector")
        for words in PROSE[:3]:
            source.write_text(words, encoding="utf-8")
            capture_file(case, source, "a collector", limit_bytes=10_000)
        record_act(
            case,
            ActKind.JUDGE,
            "a \u202e collector\n",
            {"about": "claim-1", "judgement": "yes", "sure": 0.5, "none": None},
        )
        paths = [path for path in case.rglob("*") if path.is_file()]
        return {path.relative_to(case).as_posix(): path.read_bytes() for path in sorted(paths)}


def _ledgers() -> list[bytes]:
    return [sound_case()["custody.jsonl"]]


def _manifests() -> list[bytes]:
    return [
        sound_case()["evidence/manifest-sha256.txt"],
        b"\\" + b"a" * 64 + b"  a\\nb\\\\c\n" + b"0" * 64 + b"  ../x\n",
    ]


def _configs() -> list[bytes]:
    return [
        b'name = "Quay"\ncollector = "a"\nworkers = 2\noriginals = true\ntime_authorities = ["https://a.example"]\n'
    ]


def _any() -> list[bytes]:
    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    return [seed for kind in KINDS if kind != "any" for seed in seeds_of(kind)[:2]] + [
        png,
        gzip.compress(b"words", mtime=0),
    ]


_BUILDERS: dict[str, Callable[[], list[bytes]]] = {
    "plain": _texts,
    "markdown": _markdowns,
    "web": _webs,
    "pdf": _pdfs,
    "word": _words,
    "mail": _mails,
    "mailbox": _mailboxes,
    "json-lines": _json_lines,
    "json": _jsons,
    "csv": lambda: _tables(","),
    "tsv": lambda: _tables("\t"),
    "warc": _warcs,
    "wacz": _waczs,
    "ledger": _ledgers,
    "manifest": _manifests,
    "config": _configs,
    "head": lambda: [sound_case()["custody.head"]],
    "any": _any,
}
KINDS = tuple(dict.fromkeys([*(one.name for one in table.FORMATS), *_BUILDERS]))
