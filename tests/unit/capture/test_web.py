"""Fetching, from servers on loopback: names, resolver and connections are the test's, every check is the program's."""

import contextlib
import hashlib
import ipaddress
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from warcio import ArchiveIterator

from wherefrom.capture.bag import open_bag
from wherefrom.capture.entry import CaptureResult
from wherefrom.capture.ledger import read_captures, read_ledger
from wherefrom.capture.web import capture_url, refuse_url
from wherefrom.capture.web.address import read_address
from wherefrom.capture.web.fetch import USER_AGENT, Web, fetch_address
from wherefrom.records import ActKind

PUBLIC, OTHER = "93.184.216.34", "93.184.216.35"
PAGE = b"<html><title>Quay</title><p>The quay was closed on Monday.</p></html>"
LIMIT = 64 * 1024 * 1024


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def redirect(to: str, *fields: str) -> bytes:
    return answer(b"moved", f"Location: {to}", *fields, status="302 Found")


@dataclass
class Press:
    """A web of invented hosts, all of them one server on loopback."""

    answers: dict[str, bytes | list[bytes | float]] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    port: int = 0

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        if host not in self.names:
            raise socket.gaierror
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, ip: str, _port: int, seconds: float) -> socket.socket:
        self.connected.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def web(self, **changed: object) -> Web:
        return Web(resolve=self.resolve, connect=self.connect, **changed)  # type: ignore[arg-type] # what a test changes

    def serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(65536)
            self.requests.append(request)
            host = request.partition(b"Host: ")[2].partition(b"\r\n")[0].decode()
            said = self.answers[host + request.split(b" ")[1].decode()]
            for piece in said if isinstance(said, list) else [said]:
                if isinstance(piece, bytes):
                    connection.sendall(piece)
                else:
                    time.sleep(piece)


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press(names={"a.example": [[PUBLIC]], "b.example": [[OTHER]]})
    with socket.create_server(("127.0.0.1", 0)) as server:
        press.port = server.getsockname()[1]
        threading.Thread(target=_accept, args=(server, press.serve), daemon=True).start()
        yield press


def _accept(server: socket.socket, serve: Callable[[socket.socket], None]) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()


def fetch(case: Path, url: str, web: Web, limit: int = LIMIT) -> CaptureResult:
    with open_bag(case) as bag:
        return capture_url(bag, url, "a collector", limit_bytes=limit, web=web)


def archive_of(case: Path, result: CaptureResult) -> Path:
    assert result.capture is not None, result.refusal
    return case / "evidence" / result.capture.path


def records_of(path: Path) -> list[tuple[str, dict[str, str], bytes]]:
    with path.open("rb") as file:
        return [
            (record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read())
            for record in ArchiveIterator(file, no_record_parse=True)
        ]


def check_archive(path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", path], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "digest pass" in checked.stdout
    assert "failed" not in checked.stdout


def refused(case: Path, result: CaptureResult) -> str:
    assert result.capture is None
    last = list(read_ledger(case))[-1]
    assert (last.kind, last.details["reason"]) == (ActKind.REFUSE, result.refusal)
    assert not list((case / "incoming").iterdir())
    return result.refusal


def test_a_page_is_kept_as_it_went_over_the_wire(case: Path, press: Press) -> None:
    odd = b"HTTP/1.1 200  Quite OK\r\ncontent-TYPE:text/html\r\nX-Odd:  \xe4 \r\nX-Odd: folded\r\n on\r\n\r\n" + PAGE
    press.answers["a.example/a?b=c"] = odd
    result = fetch(case, "http://a.example/a?b=c#d", press.web())
    path = archive_of(case, result)
    assert result.capture is not None
    assert (result.capture.media_type, result.capture.name) == ("application/warc+gzip", "a.example.warc.gz")
    assert result.capture.received_from == "http://a.example/a?b=c#d"
    records = {kind: (headers, block) for kind, headers, block in records_of(path)}
    assert set(records) == {"warcinfo", "response", "request"}
    headers, block = records["response"]
    assert block == odd
    assert headers["WARC-Target-URI"] == "http://a.example/a?b=c"
    assert headers["WARC-IP-Address"] == PUBLIC
    assert headers["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert headers["WARC-Block-Digest"] == f"sha256:{hashlib.sha256(odd).hexdigest()}"
    assert records["request"][1] == press.requests[0]
    assert records["request"][0]["WARC-Concurrent-To"] == headers["WARC-Record-ID"]
    check_archive(path)


def test_nothing_of_this_machine_is_sent_or_written(case: Path, press: Press) -> None:
    press.answers["a.example/"] = answer(PAGE)
    path = archive_of(case, fetch(case, "http://a.example/", press.web()))
    request = press.requests[0].decode()
    fields = {line.partition(":")[0] for line in request.split("\r\n")[1:] if line}
    assert fields == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert f"User-Agent: {USER_AGENT}\r\n" in request
    written = b"".join(block + repr(headers).encode() for _, headers, block in records_of(path))
    ledger = (case / "custody.jsonl").read_bytes()
    for secret in (b"127.0.0.1", socket.gethostname().encode()):
        assert secret not in written
        assert secret not in ledger.splitlines()[-1]


def test_the_act_tells_of_the_fetching(case: Path, press: Press) -> None:
    press.answers |= {"a.example/": redirect("http://b.example/b"), "b.example/b": answer(PAGE)}
    fetch(case, "http://a.example/", press.web())
    told = list(read_ledger(case))[-1].details
    assert told["url"] == "http://a.example/"
    assert (told["web_final_url"], told["web_status"], told["web_redirects"]) == ("http://b.example/b", 200, 1)
    assert (told["web_server_ip"], told["web_embedded_media"]) == (OTHER, "not fetched")
    assert len(list(read_captures(case))) == 1


def test_each_redirect_is_a_record_of_its_own(case: Path, press: Press) -> None:
    press.answers |= {
        "a.example/": redirect("//b.example/b"),
        "b.example/b": redirect("c?d"),
        "b.example/c?d": answer(PAGE),
    }
    path = archive_of(case, fetch(case, "http://a.example/", press.web()))
    kinds = [
        (kind, headers.get("WARC-Target-URI"))
        for kind, headers, _ in records_of(path)
        if kind in ("response", "request")
    ]
    urls = ["http://a.example/", "http://b.example/b", "http://b.example/c?d"]
    assert kinds == [(kind, url) for url in urls for kind in ("response", "request")]
    assert press.connected == [PUBLIC, OTHER, OTHER]
    check_archive(path)


def test_no_cookie_goes_from_one_answer_to_the_next_request(case: Path, press: Press) -> None:
    press.answers |= {"a.example/": redirect("/b", "Set-Cookie: a=b"), "a.example/b": answer(PAGE)}
    fetch(case, "http://a.example/", press.web())
    assert len(press.requests) == 2
    assert b"ookie" not in press.requests[1]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://127.0.0.1/", "this machine"),
        ("http://127.0.0.1:8080/admin", "this machine"),
        ("http://[::1]/", "this machine"),
        ("http://[::ffff:127.0.0.1]/", "this machine"),
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://[fd00:ec2::254]/", "metadata"),
        ("http://10.0.0.1/", "private network"),
        ("http://2130706433/", "a number"),
        ("http://0x7f.1/", "a number"),
        ("http://017700000001/", "a number"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://b.example/", "only http and https"),
        ("http://user:pw@b.example/", "a name or a password"),
        ("http://localhost/", "this machine"),
        ("http://b.example:25/", "another service"),
        ("http://inside.example/", "private network"),
        ("http://[fe80::1%25lo]/", "zone"),
        ("http://１２７.０.０.１/", "this machine"),
    ],
)
def test_a_redirect_inwards_is_refused_and_nothing_is_kept(case: Path, press: Press, to: str, why: str) -> None:
    press.names["inside.example"] = [["10.1.2.3"]]
    press.answers["a.example/"] = redirect(to)
    reason = refused(case, fetch(case, "http://a.example/", press.web()))
    assert reason.startswith("redirected by a.example: ")
    assert why in reason
    assert press.connected == [PUBLIC]
    assert len(press.requests) == 1


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["10.0.0.1"], ["::1"], [PUBLIC, "192.168.0.1"], ["fe80::1%lo"], []])
def test_a_name_that_leads_inwards_is_never_connected_to(case: Path, press: Press, answers: list[str]) -> None:
    press.names["a.example"] = [answers]
    refused(case, fetch(case, "http://a.example/", press.web()))
    assert not press.connected


def test_the_address_that_was_judged_is_the_one_connected_to(case: Path, press: Press) -> None:
    press.names["a.example"] = [[PUBLIC], ["127.0.0.1"]]
    press.answers["a.example/"] = answer(PAGE)
    assert fetch(case, "http://a.example/", press.web()).capture is not None
    assert (press.asked, press.connected) == (["a.example"], [PUBLIC])


def test_a_name_that_changes_its_answer_between_redirects_is_judged_again(case: Path, press: Press) -> None:
    press.names["a.example"] = [[PUBLIC], ["127.0.0.1"]]
    press.answers["a.example/"] = redirect("/b")
    assert "this machine" in refused(case, fetch(case, "http://a.example/", press.web()))
    assert press.connected == [PUBLIC]


def test_by_itself_the_program_asks_nothing_of_loopback(case: Path, press: Press) -> None:
    press.answers[f"127.0.0.1:{press.port}/"] = answer(PAGE)
    assert "this machine" in refused(case, fetch(case, f"http://127.0.0.1:{press.port}/", Web()))
    assert not press.requests


def test_proxies_of_the_environment_are_not_asked(case: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    press.answers["a.example/"] = answer(PAGE)
    assert fetch(case, "http://a.example/", press.web()).capture is not None


def test_redirects_without_end_and_in_circles_are_refused(case: Path, press: Press) -> None:
    press.answers |= {f"a.example/{number}": redirect(f"/{number + 1}") for number in range(5)}
    press.answers |= {"a.example/x": redirect("/y"), "a.example/y": redirect("/x")}
    assert "more than 3 times" in refused(case, fetch(case, "http://a.example/0", press.web(redirects=3)))
    assert "in a circle" in refused(case, fetch(case, "http://a.example/x", press.web()))


def test_an_error_page_is_kept_too(case: Path, press: Press) -> None:
    press.answers["a.example/"] = answer(b"<p>gone</p>", status="410 Gone")
    result = fetch(case, "http://a.example/", press.web())
    assert result.capture is not None
    assert list(read_ledger(case))[-1].details["web_status"] == 410


@pytest.mark.parametrize(
    "framed",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nwords\r\n0\r\nTrailer: t\r\n\r\n",
        b"HTTP/1.0 200 OK\n\nwords to the end of the connection",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
    ],
)
def test_every_framing_is_kept_byte_for_byte(case: Path, press: Press, framed: bytes) -> None:
    press.answers["a.example/"] = framed
    path = archive_of(case, fetch(case, "http://a.example/", press.web()))
    kind, headers, block = records_of(path)[1]
    assert (kind, block) == ("response", framed)
    assert "WARC-Truncated" not in headers
    check_archive(path)


def test_interim_answers_are_no_part_of_the_final_one(case: Path, press: Press) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
    press.answers["a.example/"] = interim + answer(PAGE)
    path = archive_of(case, fetch(case, "http://a.example/", press.web()))
    assert records_of(path)[1][2] == answer(PAGE)
    check_archive(path)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nwords"], "disconnect"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nwords"], "disconnect"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nwords", 2.0], "time"),
        ([b"HTTP/1.1 200 OK\r\n\r\n", *([b"word ", 0.05] * 40)], "time"),
        ([b"HTTP/1.1 200 OK\r\n\r\n", b"words" * 400_000], "length"),
    ],
)
def test_an_answer_that_is_not_whole_is_kept_and_says_so(
    case: Path, press: Press, said: list[bytes | float], why: str
) -> None:
    press.answers["a.example/"] = said
    web = press.web(read_seconds=0.5, all_seconds=0.8)
    result = fetch(case, "http://a.example/", web, limit=1_000_000 if why == "length" else LIMIT)
    path = archive_of(case, result)
    _, headers, block = records_of(path)[1]
    assert headers["WARC-Truncated"] == why
    assert block.startswith(b"HTTP/1.1 200 OK")
    assert len(block) < 1_000_000
    assert list(read_ledger(case))[-1].details["web_truncated"] == why
    check_archive(path)


@pytest.mark.parametrize(
    "said",
    [
        [],
        [b"nonsense\r\n\r\n"],
        [b"HTTP/1.1 abc\r\n\r\n"],
        [1.5],
        [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n"],
    ],
)
def test_what_is_no_answer_is_refused(case: Path, press: Press, said: list[bytes | float]) -> None:
    press.answers["a.example/"] = said
    assert "gave no answer" in refused(case, fetch(case, "http://a.example/", press.web(read_seconds=0.5)))


def test_a_full_disk_is_no_fault_of_the_server(press: Press, tmp_path: Path) -> None:
    press.answers["a.example/"] = answer(b"words" * 1_200_000)
    # What does not fit into memory waits in a folder; that there is none stands for a disk that takes no more.
    with pytest.raises(FileNotFoundError):
        fetch_address(read_address("http://a.example/"), press.web(), LIMIT, tmp_path / "gone")


def test_a_large_answer_is_kept_whole(case: Path, press: Press) -> None:
    press.answers["a.example/"] = answer(b"words" * 1_200_000)
    path = archive_of(case, fetch(case, "http://a.example/", press.web()))
    assert records_of(path)[1][2] == press.answers["a.example/"]
    check_archive(path)


def test_a_host_that_is_not_there_is_refused(case: Path, press: Press) -> None:
    assert "resolver knows" in refused(case, fetch(case, "http://nowhere.example/", press.web()))

    def connect(_ip: str, _port: int, _seconds: float) -> socket.socket:
        raise ConnectionRefusedError(111, "Connection refused")

    web = Web(resolve=press.resolve, connect=connect)
    assert "Connection refused" in refused(case, fetch(case, "http://a.example/", web))


def test_a_name_server_that_never_answers_is_not_waited_for(case: Path, press: Press) -> None:
    asked = threading.Event()

    def resolve(*_: object) -> list[str]:
        asked.wait(60)
        return []

    web = Web(resolve=resolve, connect=press.connect, connect_seconds=0.2)
    assert "no address was found in 0.2 s" in refused(case, fetch(case, "http://a.example/", web))
    asked.set()


def test_a_second_address_is_tried_where_the_first_does_not_answer(case: Path, press: Press) -> None:
    press.names["a.example"] = [[OTHER, PUBLIC]]
    press.answers["a.example/"] = answer(PAGE)

    def connect(ip: str, port: int, seconds: float) -> socket.socket:
        if ip == OTHER:
            raise OSError(101, "Network is unreachable")
        return press.connect(ip, port, seconds)

    result = fetch(case, "http://a.example/", Web(resolve=press.resolve, connect=connect))
    assert result.capture is not None
    assert list(read_ledger(case))[-1].details["web_server_ip"] == PUBLIC


def test_a_password_never_reaches_the_ledger(case: Path, press: Press) -> None:
    refused(case, fetch(case, "http://user:secret@a.example/", press.web()))
    assert b"secret" not in (case / "custody.jsonl").read_bytes()


def test_an_address_is_not_fetched_unless_that_is_asked_for(case: Path) -> None:
    with open_bag(case) as bag:
        result = refuse_url(bag, "https://a.example/", "a collector")
    assert "add --fetch" in refused(case, result)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [  # noqa: S607 - openssl as the path has it
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=a.example", "-addext", "subjectAltName=DNS:a.example", "-keyout", folder / "key.pem",
            "-out", folder / "cert.pem",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def secure(press: Press, certificate: Path) -> Iterator[Press]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            press.serve(context.wrap_socket(connection, server_side=True))

    with socket.create_server(("127.0.0.1", 0)) as server:
        press.port = server.getsockname()[1]
        threading.Thread(target=_accept, args=(server, serve), daemon=True).start()
        yield press


def test_a_page_over_tls_names_the_certificate(case: Path, secure: Press, certificate: Path) -> None:
    secure.answers["a.example/"] = answer(PAGE)
    trusting = secure.web(make_tls=lambda: ssl.create_default_context(cafile=certificate / "cert.pem"))
    path = archive_of(case, fetch(case, "https://a.example/", trusting))
    assert records_of(path)[1][2] == answer(PAGE)
    der = ssl.PEM_cert_to_DER_cert((certificate / "cert.pem").read_text())
    assert list(read_ledger(case))[-1].details["web_certificate_sha256"] == hashlib.sha256(der).hexdigest()
    check_archive(path)


def test_a_certificate_that_nobody_trusts_is_refused(case: Path, secure: Press) -> None:
    secure.answers["a.example/"] = answer(PAGE)
    assert "not trusted" in refused(case, fetch(case, "https://a.example/", secure.web()))
    assert not secure.requests


def test_a_certificate_for_another_name_is_refused(case: Path, secure: Press, certificate: Path) -> None:
    secure.answers["b.example/"] = answer(PAGE)
    trusting = secure.web(make_tls=lambda: ssl.create_default_context(cafile=certificate / "cert.pem"))
    assert "not trusted" in refused(case, fetch(case, "https://b.example/", trusting))
    assert not secure.requests


def test_what_was_fetched_is_read_as_a_document(case: Path, press: Press) -> None:
    from wherefrom.config import Settings  # noqa: PLC0415 - the reading side, in this test alone
    from wherefrom.read import read_capture  # noqa: PLC0415 - likewise

    press.answers["a.example/"] = answer(PAGE)
    result = fetch(case, "http://a.example/", press.web())
    assert result.capture is not None
    (document,) = read_capture(result.capture, archive_of(case, result), Settings()).documents
    assert (document.text, document.url) == ("The quay was closed on Monday.", "http://a.example/")
    assert document.captured is not None
