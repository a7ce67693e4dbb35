"""Asking for one web address and keeping what went over the wire, byte for byte.

The connection goes to an IP address that was judged, never to a name: a name server may answer the second question otherwise than
the first. No proxy of the environment, no cookie, no password file, no compression is used.
"""

import http.client
import io
import queue
import re
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO

from wherefrom.capture.web.address import FetchRefusedError, WebAddress, refuse_ip

USER_AGENT = f"Mozilla/5.0 (compatible; Wherefrom/{version('wherefrom')})"
HEAD_BYTES = 256 * 1024
"""Status line and headers of an answer; a server that sends more is not waited for."""

_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 64 * 1024
_SPARE = 16 * 1024 * 1024  # beyond the limit of a body: its head, and the frame of its chunks
_INTERIM = 8
_SWITCHING = 101
_ADDRESSES = 4
_INTERIM_ANSWERS = re.compile(rb"\A(?:HTTP/1\.\d 1(?!01)\d\d[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n)+")

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


def resolve_name(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as this machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect_to(ip: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address, not by way of any proxy."""
    return socket.create_connection((ip, port), timeout=seconds)


def _make_tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Web:
    """The way to the web. Tests give another one; nothing else does, and there is no setting for it.

    Attributes:
        resolve: names to IP addresses.
        connect: makes the connection to an IP address that was judged.
        make_tls: how certificates are judged: as the system does, always.
        connect_seconds: a connection may take this long,
        read_seconds: the server may be silent for this long,
        all_seconds: and one address may take this long in all.
        redirects: so many are followed.
    """

    resolve: Resolve = resolve_name
    connect: Connect = connect_to
    make_tls: Callable[[], ssl.SSLContext] = _make_tls
    connect_seconds: float = 20.0
    read_seconds: float = 30.0
    all_seconds: float = 300.0
    redirects: int = 10


@dataclass(slots=True)
class Exchange:
    """One request and its answer.

    Attributes:
        address: what was asked for.
        ip: of the server.
        at: when, UTC.
        request: as sent.
        answer: as received, from the status line on; a file.
        length: bytes of the answer.
        head_length: of these, status line and headers.
        status: of the answer.
        location: where it redirects to; empty where it does not.
        truncated: why the answer is not whole, as WARC-Truncated says it; empty where it is.
        certificate: SHA-256 of the server's certificate; empty without TLS.
    """

    address: WebAddress
    ip: str
    at: datetime
    request: bytes
    answer: IO[bytes]
    length: int = 0
    head_length: int = 0
    status: int = 0
    location: str = ""
    truncated: str = ""
    certificate: str = ""


class _StorageError(Exception):
    """The answer cannot be kept: no fault of the server's."""


class _Wire(io.RawIOBase):
    """What the socket gives, waited for no longer than the time allows."""

    def __init__(self, connection: socket.socket, seconds: float, deadline: float) -> None:
        super().__init__()
        self._connection, self._seconds, self._deadline = connection, seconds, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what a buffered reader gives
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(min(self._seconds, left))
        return self._connection.recv_into(buffer)


class _Recorder:
    """The file that `http.client` reads an answer from; what it reads is kept."""

    def __init__(self, wire: _Wire, kept: IO[bytes], most: int) -> None:
        self._file, self._kept, self._most = io.BufferedReader(wire, _PIECE), kept, most
        self.length = 0

    def makefile(self, _mode: str) -> "_Recorder":
        """What `http.client` asks of a socket."""
        return self

    def read(self, size: int = -1) -> bytes:
        return self._keep(self._file.read(size))

    def read1(self, size: int = -1) -> bytes:
        return self._keep(self._file.read1(size))

    def readline(self, size: int = -1) -> bytes:
        return self._keep(self._file.readline(size))

    def readinto(self, buffer: memoryview) -> int:
        count = self._file.readinto(buffer)
        self._keep(bytes(buffer[:count]))
        return count

    def drop_interim(self) -> None:
        """Drop the interim answers in front of the final one: they are no part of it."""
        self._kept.seek(0)
        head = _INTERIM_ANSWERS.sub(b"", self._kept.read(), count=1)
        self._kept.seek(0)
        self._kept.truncate()
        self._kept.write(head)
        self.length = len(head)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def close(self) -> None:
        """The connection is closed by who made it."""

    def _keep(self, data: bytes) -> bytes:
        try:
            self._kept.write(data)
        except OSError as error:
            raise _StorageError from error
        self.length += len(data)
        if self.length > self._most:
            raise http.client.HTTPException("more than can be kept")
        return data


def fetch_address(address: WebAddress, web: Web, limit: int, folder: Path) -> Exchange:
    """Ask for one address.

    Args:
        address: from `read_address`.
        web: the way to the web.
        limit: an answer is cut at so many bytes, and says so.
        folder: where a large answer waits.

    Raises:
        FetchRefusedError: the name leads where nothing is asked for, or no answer came.
    """
    addresses = _find_addresses(address, web)
    request = _write_request(address)
    deadline = time.monotonic() + web.all_seconds
    answer = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(folder))  # noqa: SIM115 - whoever writes the archive closes it
    exchange = Exchange(address, "", datetime.now(UTC), request, answer)
    try:
        with _open(exchange, addresses, web) as connection:
            connection.settimeout(web.read_seconds)
            connection.sendall(request)
            wire = _Wire(connection, web.read_seconds, deadline)
            _receive(exchange, _Recorder(wire, answer, limit + _SPARE), limit)
    except (OSError, http.client.HTTPException, ValueError) as error:
        answer.close()
        raise FetchRefusedError(f"{address.host} gave no answer: {_explain(error)}") from error
    except _StorageError as error:
        answer.close()
        raise error.__cause__ or error from None
    except BaseException:
        answer.close()
        raise
    return exchange


def _find_addresses(address: WebAddress, web: Web) -> list[str]:
    """The IP addresses that may be connected to. One that must not, among several, is a trap: then none is."""
    try:
        found = _resolve_in_time(address, web)
    except TimeoutError as error:
        raise FetchRefusedError(
            f"{address.host} is not asked: no address was found in {web.connect_seconds:g} s"
        ) from error
    except (OSError, UnicodeError) as error:
        raise FetchRefusedError(f"{address.host} has no address that this machine's resolver knows") from error
    if not found:
        raise FetchRefusedError(f"{address.host} has no address that this machine's resolver knows")
    for ip in found:
        if why := refuse_ip(ip):
            raise FetchRefusedError(f"{address.host} is not asked: {why}")
    return found[:_ADDRESSES]


def _resolve_in_time(address: WebAddress, web: Web) -> list[str]:
    """Look a name up in a thread that nobody waits for at the end: the system's resolver takes no limit of time.

    Raises:
        TimeoutError: no answer came in the time that a connection may take.
        OSError, UnicodeError: as the resolver raises them.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(web.resolve(address.host, address.port)))
        except Exception as error:  # noqa: BLE001 - handed to whoever waits, and raised there
            answers.put(error)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=web.connect_seconds)
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(answer, Exception):
        raise answer
    return answer


def _open(exchange: Exchange, addresses: list[str], web: Web) -> socket.socket:
    """A connection to the first address that answers; over TLS the server must show a certificate for its name."""
    address = exchange.address
    *others, last = addresses
    for ip in others:
        try:
            connection = web.connect(ip, address.port, web.connect_seconds)
        except OSError:
            continue
        exchange.ip = ip
        break
    else:
        connection = web.connect(last, address.port, web.connect_seconds)
        exchange.ip = last
    if address.scheme == "http":
        return connection
    try:
        secured = web.make_tls().wrap_socket(connection, server_hostname=address.host.removesuffix("."))
    except BaseException:
        connection.close()
        raise
    exchange.certificate = sha256(secured.getpeercert(binary_form=True) or b"").hexdigest()
    return secured


def _write_request(address: WebAddress) -> bytes:
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: {USER_AGENT}",
        "Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _receive(exchange: Exchange, recorder: _Recorder, limit: int) -> None:
    """Read the answer to its end, to the limit, or to where it breaks off."""
    response = _read_head(recorder)
    exchange.status, exchange.head_length = response.status, recorder.length
    exchange.location = response.getheader("Location") or ""
    try:
        exchange.truncated = _read_body(response, recorder, limit)
    except TimeoutError:
        exchange.truncated = "time"
    except (OSError, http.client.HTTPException, ValueError):
        exchange.truncated = "disconnect"
    exchange.length = recorder.length


def _read_head(recorder: _Recorder) -> http.client.HTTPResponse:
    """The head of the final answer; interim ones (RFC 9110, section 15.2) are passed over."""
    for _ in range(_INTERIM):
        response = http.client.HTTPResponse(recorder, method="GET")  # type: ignore[arg-type] # it has what is asked of a socket
        response.begin()
        recorder.drop_interim()
        if response.status >= 200 or response.status == _SWITCHING:  # noqa: PLR2004 - final answers begin there
            return response
    raise http.client.HTTPException("only interim answers")


def _read_body(response: http.client.HTTPResponse, recorder: _Recorder, limit: int) -> str:
    """Read on; returns why the body is not whole, empty where it is."""
    told = response.length
    got = 0
    while piece := response.read(min(_PIECE, max(limit - recorder.length, 0) + 1)):
        got += len(piece)
        if recorder.length > limit:
            return "length"
    return "disconnect" if told is not None and got < told else ""


def _explain(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took longer than the time that is allowed"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection could be made ({error.reason or error})"
    if isinstance(error, http.client.HTTPException):
        return f"what it sent is no HTTP ({type(error).__name__})"
    return str(error.strerror or error) if isinstance(error, OSError) else type(error).__name__
