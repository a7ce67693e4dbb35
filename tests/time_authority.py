"""A time-stamp authority on the loopback address, made of openssl alone, and neighbours of it that misbehave.

Its root, its certificate (with the critical purpose of time stamping) and every token are openssl's, so that what the
program keeps is held against another implementation than its own.
"""

import re
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OPENSSL = shutil.which("openssl")

CONFIGURATION = """[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""

EXTENSIONS = """basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""

CURVE = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
REPLY = "application/timestamp-reply"


def openssl(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run openssl and take in what it says."""
    command = [OPENSSL or "openssl", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


class TimeAuthority:
    """An authority with its own root, in a folder.

    Attributes:
        root: its root certificate, PEM.
        asked: how many questions it was asked.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.asked = folder, folder / "root.pem", 0
        self._lock = threading.Lock()
        self._address = ""
        (folder / "authority.cnf").write_text(CONFIGURATION.format(folder=folder))
        (folder / "extensions.cnf").write_text(EXTENSIONS)
        (folder / "serial").write_text("01\n")
        root, key, request = folder / "root.pem", folder / "root.key", folder / "authority.csr"
        names = ("-subj", "/CN=Invented root", "-days", "3650", "-addext", "keyUsage=critical,keyCertSign")
        self._run("req", "-x509", "-newkey", *CURVE, "-keyout", key, "-out", root, *names)
        own = folder / "authority.key"
        self._run("req", "-newkey", *CURVE, "-keyout", own, "-out", request, "-subj", "/CN=Invented authority")
        signing = (
            "-CA",
            root,
            "-CAkey",
            key,
            "-CAcreateserial",
            "-days",
            "3650",
            "-extfile",
            folder / "extensions.cnf",
        )
        self._run("x509", "-req", "-in", request, "-out", folder / "authority.pem", *signing)

    def answer(self, question: bytes) -> bytes:
        """The reply to a time-stamp query, DER."""
        with self._lock:
            self.asked += 1
            query, reply = self.folder / "query.tsq", self.folder / "reply.tsr"
            query.write_bytes(question)
            setup = ("-config", self.folder / "authority.cnf", "-section", "authority")
            signer = ("-signer", self.folder / "authority.pem", "-inkey", self.folder / "authority.key")
            self._run("ts", "-reply", *setup, "-queryfile", query, *signer, "-out", reply)
            return reply.read_bytes()

    def address(self, behaviour: str = "good") -> str:
        """The address of the authority, or of a neighbour that behaves so; see `BEHAVIOURS`."""
        return f"{self._address}/{behaviour}"

    @contextmanager
    def serve(self, tls: Path | None = None) -> Iterator["TimeAuthority"]:
        """Answer on the loopback address while the block lasts; with a key and certificate, over TLS."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["Content-Length"]))
                is_query = self.headers["Content-Type"] == "application/timestamp-query"
                behave = BEHAVIOURS[self.path.strip("/").partition("?")[0]] if is_query else refuse
                try:
                    behave(self, authority, question)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        # A client that hangs up is what some of these are for; nothing is to be printed of it.
        server.handle_error = lambda *_given: None  # type: ignore[method-assign]
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        self._address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def _run(self, *arguments: str | Path) -> None:
        ended = openssl(*arguments)
        assert ended.returncode == 0, ended.stderr.decode(errors="replace")


def make_tls(folder: Path) -> Path:
    """A key and a certificate for the loopback address that signs itself, in one file."""
    both = folder / "tls.pem"
    names = ("-subj", "/CN=Invented machine", "-days", "3650", "-addext", "subjectAltName=IP:127.0.0.1")
    ended = openssl("req", "-x509", "-newkey", *CURVE, "-keyout", both, "-out", folder / "tls.crt", *names)
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    both.write_bytes(both.read_bytes() + (folder / "tls.crt").read_bytes())
    return both


def send(handler: BaseHTTPRequestHandler, body: bytes, kind: str = REPLY, status: int = 200) -> None:
    """Send an answer whole."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def refuse(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    handler.send_error(400)


def answer_well(handler: BaseHTTPRequestHandler, authority: TimeAuthority, question: bytes) -> None:
    send(handler, authority.answer(question))


def answer_garbage(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    send(handler, b"\x30\x82this is no time stamp" * 20)


def answer_page(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    send(handler, b"<!doctype html><title>Sign in to the network</title>", "text/html")


def answer_another_question(handler: BaseHTTPRequestHandler, authority: TimeAuthority, _question: bytes) -> None:
    query = openssl("ts", "-query", "-digest", "ab" * 32, "-sha256", "-cert").stdout
    send(handler, authority.answer(query))


def answer_an_old_one(handler: BaseHTTPRequestHandler, authority: TimeAuthority, question: bytes) -> None:
    """As if somebody on the way had kept an answer about the same bytes and sent it again."""
    digest = question[question.index(bytes.fromhex("05000420")) + 4 :][:32].hex()
    query = openssl("ts", "-query", "-digest", digest, "-sha256", "-cert").stdout
    send(handler, authority.answer(query))


def answer_rejection(handler: BaseHTTPRequestHandler, authority: TimeAuthority, _question: bytes) -> None:
    # SHA-1 is not among the digests of the configuration, so openssl writes a rejection.
    query = openssl("ts", "-query", "-digest", "ab" * 20, "-sha1", "-cert").stdout
    send(handler, authority.answer(query))


def answer_with_more(handler: BaseHTTPRequestHandler, authority: TimeAuthority, question: bytes) -> None:
    send(handler, authority.answer(question) + b"more")


def answer_with_forged_time(handler: BaseHTTPRequestHandler, authority: TimeAuthority, question: bytes) -> None:
    """As if somebody on the way had set the clock back: all is as it should be, but for the signature."""
    body = authority.answer(question)
    place = re.search(rb"\x18\x0f(20[0-9]{12}Z)", body)
    assert place is not None
    send(handler, body[: place.start(1)] + b"20190101000000Z" + body[place.end(1) :])


def answer_too_much(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", REPLY)
    handler.end_headers()
    for _ in range(1024):
        handler.wfile.write(b"\0" * 65536)


def answer_in_part(handler: BaseHTTPRequestHandler, authority: TimeAuthority, question: bytes) -> None:
    body = authority.answer(question)
    handler.send_response(200)
    handler.send_header("Content-Type", REPLY)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:100])
    handler.close_connection = True


def answer_drop_by_drop(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    """Each piece comes long before the socket's own timeout, and the whole never does."""
    handler.send_response(200)
    handler.send_header("Content-Type", REPLY)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"0")
        handler.wfile.flush()
        time.sleep(0.05)


def answer_never(_handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    time.sleep(5)


def answer_elsewhere(handler: BaseHTTPRequestHandler, authority: TimeAuthority, _question: bytes) -> None:
    handler.send_response(307)
    handler.send_header("Location", authority.address())
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def answer_with_error(handler: BaseHTTPRequestHandler, _authority: TimeAuthority, _question: bytes) -> None:
    send(handler, b"", status=503)


BEHAVIOURS: dict[str, Callable[[BaseHTTPRequestHandler, TimeAuthority, bytes], None]] = {
    "good": answer_well,
    "garbage": answer_garbage,
    "page": answer_page,
    "another": answer_another_question,
    "old": answer_an_old_one,
    "rejection": answer_rejection,
    "more": answer_with_more,
    "forged": answer_with_forged_time,
    "too-much": answer_too_much,
    "part": answer_in_part,
    "drops": answer_drop_by_drop,
    "never": answer_never,
    "elsewhere": answer_elsewhere,
    "error": answer_with_error,
}
