"""Hostile words in every place where a case shows words, published, and every page opened in a real browser: nothing runs.

What is tried: a script, a handler, a `javascript:` address, a template, a style sheet that reaches out, markup that a
browser mends into something else. What is looked at: the page's own elements, its links, what it asked the network for,
what the console says, and whether anything that an attack would set was set.
"""

import csv
import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from email.message import EmailMessage
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import pytest
from reportlab.pdfgen import canvas

import wherefrom
from wherefrom.config import write_settings
from wherefrom.records import Collection, Transfer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Selenium may be absent, so its driver has no type here.
Chrome = Any
RUN = "window.__pwned=1"

PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"<script src=data:text/javascript,{RUN}></script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea></noscript></template><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script><![CDATA[",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}//",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script xlink:href=data:,{RUN}></script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href=javascript:{RUN}><rect width=9 height=9 /></a></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{RUN}</script>'></iframe></foreignObject></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f'<math><mi//xlink:href="data:x,<script>{RUN}</script>">',
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"<a href=javascript:{RUN}>link</a>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//",
    f"java\tscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19wd25lZD0xPC9zY3JpcHQ+",
    f"vbscript:{RUN}",
    f'https://press.example/" onmouseover="{RUN}" x="',
    f"https://press.example/' autofocus onfocus='{RUN}' x='",
    f'" onfocus="{RUN}" autofocus tabindex=1 x="',
    f"' style='animation:x' onanimationstart='{RUN}' '",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<object data=data:text/html,<script>{RUN}</script>>",
    f"<embed src=javascript:{RUN}>",
    f"<base href=javascript:{RUN}//>",
    "<base href=https://evil.example/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';*{background:url(https://evil.example/y)}</style>",
    "}*{background:url(https://evil.example/y)}/*",
    "\\}\\2a{background:url(https://evil.example/y)}",
    "<img src=https://evil.example/pixel>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>",
    f"<x onclick={RUN} contenteditable autofocus>",
    f"<button formaction=javascript:{RUN}>",
    f"<isindex type=image src=1 onerror={RUN}>",
    f"<plaintext><script>{RUN}</script>",
    "{{7*7}}{{constructor.constructor('window.__pwned=1')()}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "${7*7}#{7*7}<%= 7*7 %>[[7*7]]",
    "{{ self.__init__.__globals__ }}{# no #}",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{RUN}",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\x3cscript\\x3e{RUN}",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"<scr\u0000ipt>{RUN}</script>",
    f"\u2028\u2029<script>{RUN}</script>",
    f"\u202e<script>{RUN}</script>\u202c",
    f"<\u200bscript>{RUN}</script>",
    f"<![endif]--><script>{RUN}</script>",
    f"<?xml-stylesheet href='javascript:{RUN}'?><!DOCTYPE x [<!ENTITY y '<script>{RUN}</script>'>]>&y;",
    "=cmd|' /C calc'!A0",
    f'"}}]}}</script><script>{RUN}</script>',
    f"*/{RUN}/*",
    f"`;{RUN};`",
    '[link](javascript:window.__pwned=1) ![i](x"onerror="window.__pwned=1)',
)

LOOK = """
const bad = [];
for (const e of document.querySelectorAll('*')) {
  for (const a of e.attributes) {
    if (/^on/i.test(a.name)) bad.push(e.outerHTML.slice(0, 200));
    if (a.name === 'style' && /url\\(|expression|@import/i.test(a.value)) bad.push(e.outerHTML.slice(0, 200));
    if (/^(href|xlink:href|src|action|formaction|data|srcdoc|ping|background|poster)$/i.test(a.name) && e.localName !== 'link')
      if (!/^(#|[A-Za-z0-9_.\\/-]*(#[^\\s<>"']*)?$)/.test(a.value) || /^\\/\\//.test(a.value)) bad.push(a.name + '=' + a.value.slice(0, 200));
  }
}
return {
  pwned: window.__pwned === undefined ? null : window.__pwned,
  tags: [...new Set([...document.querySelectorAll(
    'script,iframe,frame,object,embed,base,form,input,textarea,button,foreignObject,img,video,audio,math,template,marquee,plaintext,portal')]
    .map(e => e.localName))],
  styles: [...document.querySelectorAll('style')].map(e => e.textContent),
  metas: [...document.querySelectorAll('meta[http-equiv]')].map(e => e.httpEquiv),
  bad: bad,
  asked: performance.getEntriesByType('resource').map(e => e.name),
  text: document.body ? document.body.textContent : '',
};
"""


def article(title: str, author: str, first: str, second: str) -> str:
    return (
        f"{title}\n\nBy {author}\n{second}\nMay 14, 2026\n\n“{first}” the harbour master Ilse {second} said. “The {second} burned,” said"
        f" {first}, a watchman.\n\nThe fire destroyed 62 crates, according to a report by {second}.\n"
    )


def rows_of(words: tuple[str, ...]) -> list[dict[str, str]]:
    """Four words a row: each stands as title, author, outlet or address once, and in the text too."""
    fours = [(words + words[:3])[at : at + 4] for at in range(0, len(words), 4)]
    return [{"title": a, "author": b, "outlet": c, "url": d, "text": article(a, b, c, d)} for a, b, c, d in fours]


def write_documents(folder: Path, words: tuple[str, ...]) -> None:
    """Documents of every kind with hostile words in each place that is shown, turn by turn."""
    turned = [words[shift:] + words[:shift] for shift in (0, 1, 2, 3)]
    rows = [
        {
            "id": str(n),
            "title": a,
            "author": b,
            "outlet": c,
            "url": d,
            "text": article(a, b, c, d),
            "date": "2026-05-14",
        }
        for n, (a, b, c, d) in enumerate(zip(*turned, strict=True))
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, fieldnames=list(rows[0]))
        table.writeheader()
        table.writerows(row | {"text": row["text"].replace("\0", "")} for row in rows[::7])
    for number, (a, b, c, d) in enumerate(list(zip(*turned, strict=True))[::5]):
        _write_files(folder, number, (a, b, c, d))


def _write_files(folder: Path, number: int, four: tuple[str, str, str, str]) -> None:
    a, b, c, d = four
    (folder / f"{number}.txt").write_text(article(a, b, c, d), encoding="utf-8")
    (folder / f"{number}.md").write_text(
        f"# {a}\n\nBy {b}\n\n> {c}\n\n[{d}]({d}) {a}\n\n{article(a, b, c, d)}", encoding="utf-8"
    )
    q = [escape(part, quote=True) for part in four]
    (folder / f"{number}.html").write_text(
        f'<html><head><title>{q[0]}</title><meta name="author" content="{q[1]}"><meta property="og:site_name" content="{q[2]}">'
        f'<link rel="canonical" href="{q[3]}"><meta property="og:title" content="{q[0]}"></head><body><article><h1>{q[0]}</h1>'
        f'<p><a href="{q[3]}">{q[1]}</a> said: “{q[2]}” and {d} and {a}</p><blockquote>{q[3]}</blockquote><p>{q[1]} said so.</p>'
        "</article></body></html>",
        encoding="utf-8",
    )
    mail = EmailMessage()
    clean = [" ".join(part.split()).replace("\0", "").replace("\u2028", "").replace("\u2029", "") for part in four]
    mail["From"], mail["Subject"], mail["To"] = (
        f'"{clean[0]}" <a@x.example>'.replace('""', '"'),
        clean[1],
        "b@x.example",
    )
    mail["Date"] = "Thu, 14 May 2026 09:30:00 +0200"
    mail.set_content(article(a, b, c, d).replace("\0", ""))
    mail.add_attachment(article(*clean), filename=clean[2])
    (folder / f"{number}.eml").write_bytes(bytes(mail))
    written = docx.Document()
    sayable = ["".join(sign for sign in part if sign >= " ") for part in four]
    written.core_properties.title, written.core_properties.author = sayable[0][:255], sayable[1][:255]
    for paragraph in article(*sayable).split("\n\n"):
        written.add_paragraph(paragraph)
    written.save(str(folder / f"{number}.docx"))
    sheet = canvas.Canvas(str(folder / f"{number}.pdf"), invariant=1)
    sheet.setTitle(a)
    sheet.setAuthor(b)
    for line, text in enumerate(article(*sayable).split("\n")):
        sheet.drawString(40, 800 - 14 * line, text.encode("latin-1", "replace").decode("latin-1"))
    sheet.save()
    name = a.replace("/", "\u2215").replace("\0", "")[:60]
    (folder / f"{name}.txt").write_text(
        f"A file that is called as it likes, {number}, said the watchman.", encoding="utf-8"
    )


def make_case(folder: Path, words: tuple[str, ...], name: str) -> wherefrom.Case:
    """A case whose own settings and acts are hostile too, added and traced by rules."""
    (folder / "in").mkdir()
    write_documents(folder / "in", words)
    case = wherefrom.create(folder / "case", name, collector=f"{words[1]} collector")
    write_settings(
        case.folder,
        replace(
            case.settings, reader="rules", claim_pages=40, organisation=words[2], custodian=words[3], machine=words[4]
        ),
    )
    case = wherefrom.open(case.folder)
    told = Collection(
        collector=words[5], obtained_from=words[6], how=words[7], context=words[8], note=words[9], url="https://press.example/?q=%3Cscript%3E",
    )  # fmt: skip
    case.add(folder / "in", folder / "in" / "no such <img src=x onerror=window.__pwned=1> file", told=told)
    case.trace()
    return wherefrom.open(case.folder)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> wherefrom.Case:
    return make_case(tmp_path_factory.mktemp("hostile"), PAYLOADS, "".join(PAYLOADS[:12]))


@pytest.fixture(scope="module")
def dossier(case: wherefrom.Case) -> Path:
    out = case.folder.parent / "dossier"
    case.publish(out)
    return out


@pytest.fixture(scope="module")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> wherefrom.Case:
    """Each of the words once; a browser takes long to draw large files of XML."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows_of(PAYLOADS)))
    made = wherefrom.create(folder / "case", PAYLOADS[3], collector=PAYLOADS[9])
    write_settings(made.folder, replace(made.settings, reader="rules"))
    case = wherefrom.open(made.folder)
    case.add(folder / "rows.jsonl")
    case.trace()
    return case


def open_and_look(browser: Chrome, address: str) -> dict[str, Any]:
    """Open a page; an alert would make this raise."""
    browser.get(address)
    seen: dict[str, Any] = browser.execute_script(LOOK)
    return seen


def asked_for(browser: Chrome) -> list[str]:
    """Every address that the browser asked for since it was asked last."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]


def assert_dead(browser: Chrome, page: Path, style: str = "") -> str:
    """Open a page of ours; nothing of what it shows may be more than words. Returns the words."""
    seen = open_and_look(browser, page.as_uri())
    assert seen["pwned"] is None, page
    assert seen["tags"] == [], page
    assert seen["bad"] == [], page
    assert all(re.fullmatch(style, found) for found in seen["styles"]), page
    assert set(seen["metas"]) <= {"Content-Security-Policy"}, page
    assert len(seen["text"]) > 50, page
    assert [entry["message"] for entry in browser.get_log("browser")] == [], page
    asked = {*seen["asked"], *asked_for(browser)} - {"data:,"}
    assert [address for address in asked if urlsplit(address).scheme != "file"] == [], page
    return str(seen["text"])


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_nothing_hostile_runs_on_any_page_of_a_dossier_and_every_word_is_shown(browser: Chrome, dossier: Path) -> None:
    pages = pages_of(dossier)
    assert len(pages) > len(PAYLOADS)
    shown = "".join(assert_dead(browser, page) for page in pages)
    plain = [payload for payload in PAYLOADS if payload.isprintable() and not payload.startswith(("[link]", "\\"))]
    assert len(plain) > 60
    assert [payload for payload in plain if payload[:60] not in shown] == []


def test_nothing_hostile_runs_on_collection_form_and_custody_report(browser: Chrome, case: wherefrom.Case) -> None:
    case.transfer(Transfer(to=PAYLOADS[10], giver=PAYLOADS[0], medium=PAYLOADS[8], note=PAYLOADS[12]))
    case.note(case.records.captures[0].id, Collection(note=PAYLOADS[4], context=PAYLOADS[28]))
    out = case.folder.parent / "papers"
    command = [sys.executable, "-m", "wherefrom", "custody", str(case.folder), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    papers = pages_of(out)
    own = files("wherefrom.publish").joinpath("templates", "custody.css").read_text(encoding="utf-8")
    # The case's name is printed at the top of each sheet, every letter of it written as its number.
    style = re.escape(own.rstrip()).replace(re.escape("RUNNING-TITLE"), r"(?:\\[0-9a-f]{6})*") + r"\s*"
    assert len(papers) == 2
    for page in papers:
        assert PAYLOADS[10] in assert_dead(browser, page, style=style)


@pytest.mark.parametrize("kind", ["json", "csv", "prov", "annotation", "claimreview", "graphml", "ro-crate"])
def test_export_opened_in_a_browser_is_text_and_runs_nothing(
    browser: Chrome, small_case: wherefrom.Case, kind: str
) -> None:
    folder = small_case.folder.parent / f"export-{kind}"
    folder.mkdir()
    if kind in {"prov", "ro-crate"}:
        pytest.importorskip("prov")
    small_case.export(folder / "given", kind)
    written = [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {"", ".json", ".jsonl", ".csv", ".graphml", ".html"}
    ]
    assert written
    for number, path in enumerate(written[:12]):
        # Without an ending the browser guesses by the content; with this one it is told.
        for ending in ("", ".xml"):
            copy = folder / f"opened-{number}{ending}"
            shutil.copyfile(path, copy)
            seen = open_and_look(browser, copy.as_uri())
            assert seen["pwned"] is None, (path, ending)
            assert not {"script", "iframe", "object", "embed", "base"} & set(seen["tags"]), (path, ending)
            assert all(urlsplit(address).scheme in {"file", "data"} for address in asked_for(browser)), (path, ending)


def test_original_in_a_dossier_is_never_opened_as_a_page(browser: Chrome, dossier: Path) -> None:
    originals = sorted((dossier / "originals").iterdir())
    assert originals
    assert {path.suffix for path in originals} == {".bin"}
    handler = functools.partial(_Quiet, directory=str(dossier))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        for path in [path for path in originals if b"__pwned" in path.read_bytes()][:20]:
            browser.get("about:blank")
            browser.get(f"{base}/originals/{path.name}")
            # A download leaves the page where it was.
            assert browser.execute_script("return window.__pwned") is None
            assert browser.current_url in {"about:blank", "data:,"}, path
        # The same dossier from a server: nothing but its own files is asked for.
        asked_for(browser)
        for page in pages_of(dossier)[:40]:
            browser.get(f"{base}/{page.relative_to(dossier).as_posix()}")
            assert browser.execute_script("return window.__pwned") is None
        assert all(address.startswith((base, "data:,")) for address in asked_for(browser))
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_look_itself_finds_what_an_attack_would_leave(browser: Chrome, tmp_path: Path) -> None:
    """A page without our escaping, so that a look that finds nothing means something."""
    found = 0
    for number, payload in enumerate(PAYLOADS):
        page = tmp_path / f"{number}.html"
        page.write_text(
            f"<!doctype html><meta charset=utf-8><body><p>{payload}</p><a href='{escape(payload)}'>x</a>"
            + "words " * 20,
            "utf-8",
        )
        try:
            seen = open_and_look(browser, page.as_uri())
        except Exception:  # noqa: BLE001 - it went elsewhere, which is found too
            found += 1
            continue
        found += bool(seen["pwned"] or seen["tags"] or seen["bad"])
    browser.get("about:blank")
    browser.get_log("browser")
    asked_for(browser)
    assert found > len(PAYLOADS) * 0.8


@pytest.mark.timeout(280)
def test_no_string_that_breaks_programs_runs_or_reaches_out(browser: Chrome, shared: Path, tmp_path: Path) -> None:
    """The big list of naughty strings, each as title, author, outlet and words of a document."""
    lines = (shared / "hostile" / "blns.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    strings = tuple(
        line.replace("alert(1)", RUN).replace("\0", "") for line in lines if line.strip() and not line.startswith("#")
    )
    rows = rows_of(strings)
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    made = wherefrom.create(tmp_path / "case", "Strings")
    write_settings(made.folder, replace(made.settings, reader="rules", claim_pages=20))
    case = wherefrom.open(made.folder)
    case.add(tmp_path / "rows.jsonl")
    case.trace()
    # Each row is a document, or is named among what was not read.
    documents, refused = (
        len(case.records.documents),
        sum(1 for outcome in case.records.outcomes if outcome.part.startswith("row:")),
    )
    assert documents + refused >= len(rows)
    case.publish(tmp_path / "dossier")
    for page in pages_of(tmp_path / "dossier"):
        assert_dead(browser, page)
