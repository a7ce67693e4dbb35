"""Web archives and addresses through the whole program."""

import contextlib
import gzip
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import wherefrom
from tests.running import run_program
from wherefrom.capture.web import Web
from wherefrom.case.roads import add_inputs
from wherefrom.records import ActKind, Ending

PAGE = b"<html><title>Quay</title><p>The harbour master said that the quay was closed on Monday.</p></html>"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    wherefrom.create(folder)
    return folder


@pytest.fixture
def port() -> Iterator[int]:
    """A server on loopback with one page, and a redirect to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        yield server.getsockname()[1]


def _serve(server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection:
                request = connection.recv(65536)
                moved = b"HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n"
                page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
                connection.sendall(page if b" /page " in request else moved)


def test_an_archive_is_added_read_and_shown_in_the_dossier(case: Path, tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = f"WARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nContent-Length: {len(block)}\r\n"
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(gzip.compress(b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"))
    opened = wherefrom.open(case)
    added = opened.add(archive)
    assert [capture.media_type for capture in added.new] == ["application/warc+gzip"]
    assert added.new[0].path.endswith(".warc.gz")
    opened.trace()
    (document,) = opened.records.documents
    assert (document.url, document.captured) == ("https://x.example/a", "2020-01-02T03:04:05Z")
    opened.publish(tmp_path / "dossier")
    pages = "".join(page.read_text() for page in (tmp_path / "dossier" / "documents").glob("*.html"))
    assert "2020-01-02T03:04:05Z" in pages
    exported = json.loads(run_export(opened, tmp_path).read_text())
    assert exported["documents"][0]["captured"] == "2020-01-02T03:04:05Z"
    assert opened.verify().is_sound


def run_export(opened: wherefrom.Case, folder: Path) -> Path:
    opened.export(folder / "case.json", "json")
    return folder / "case.json"


def test_an_address_is_fetched_kept_and_read(case: Path, port: int) -> None:
    def connect(_ip: str, _port: int, seconds: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", port), timeout=seconds)

    web = Web(resolve=lambda _host, _port: ["93.184.216.34"], connect=connect)
    added = add_inputs(case, ["http://a.example/"], "a collector", web=web)
    assert not added.refused
    opened = wherefrom.open(case)
    (document,) = opened.records.documents
    assert (document.url, document.text) == (
        "http://a.example/page",
        "The harbour master said that the quay was closed on Monday.",
    )
    (act,) = [act for act in opened.records.acts if act.kind is ActKind.CAPTURE]
    assert (act.details["method"], act.details["url"]) == ("captured from the web", "http://a.example/")
    told = [outcome for outcome in opened.records.outcomes if outcome.part == "record:2"]
    assert [(outcome.ending, "redirect (301) to /page" in outcome.reason) for outcome in told] == [
        (Ending.REFUSED, True)
    ]
    assert opened.verify().is_sound


def test_without_the_flag_nothing_is_fetched_and_the_message_says_how(case: Path, port: int) -> None:
    done = run_program("add", case, f"http://127.0.0.1:{port}/", "--quiet")
    assert done.returncode == 0
    assert "add --fetch" in done.stdout
    assert not wherefrom.open(case).records.captures


def test_with_the_flag_loopback_and_files_are_refused_in_the_ledger(case: Path, port: int, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    done = run_program(
        "add",
        case,
        "--fetch",
        f"http://127.0.0.1:{port}/",
        f"file://{tmp_path}/secret.txt",
        "http://localhost/",
        "--quiet",
    )
    assert done.returncode == 0
    acts = [act for act in wherefrom.open(case).records.acts if act.kind is ActKind.REFUSE]
    assert len(acts) == 3
    assert "this machine" in str(acts[0].details["reason"])
    assert "only http and https" in str(acts[1].details["reason"])
    assert not wherefrom.open(case).records.captures
