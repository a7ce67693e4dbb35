"""One question to one time-stamp authority (RFC 3161, section 3.4: over HTTP), within limits.

The authority is told a hash and nothing else. It is asked directly: no proxy of the environment is used, no redirect is
followed, and its answer is bounded in size and in time, the whole of it and not each piece.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

ANSWER_LIMIT = 256 * 1024
SECONDS = 30.0
_QUERY_TYPE = "application/timestamp-query"
_ANSWER_TYPE = "application/timestamp-reply"
_OK = 200
_REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authority answered.

    Attributes:
        content: the answer's bytes, unread; empty where it failed.
        failure: why there is none, in one clause; empty where there is one.
    """

    content: bytes
    failure: str = ""


class _Deadline:
    """The end of the whole conversation.

    A socket's own timeout runs anew with each piece, so that a slow trickle would never end: this ends it all.
    """

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection
        # Kept apart: the connection lets go of its socket once the answer's head is read.
        self.channel: socket.socket | None = None
        self.is_over = threading.Event()

    def cut_off(self) -> None:
        """Close the socket under the reader's hands."""
        self.is_over.set()
        channel = self.channel or self.connection.sock
        if channel is not None:
            with contextlib.suppress(OSError):
                channel.shutdown(socket.SHUT_RDWR)


def fault_of(address: str) -> str:
    """Why an address is none that is asked, in one clause; empty where it is one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        return f"it is no address: {error}"
    if parts.scheme not in {"http", "https"}:
        return "it begins neither with http:// nor with https://"
    if not parts.hostname or port == 0:
        return "it names no machine"
    if parts.username is not None or parts.password is not None:
        return "it holds a user's name or password, which would stand in the ledger for good"
    if not address.isascii() or not address.isprintable() or " " in address:
        return "it holds characters that an address cannot have"
    return ""


def ask_authority(address: str, question: bytes, *, seconds: float = SECONDS, limit: int = ANSWER_LIMIT) -> Answer:
    """Send a time-stamp request and take in the answer.

    Args:
        address: of the authority, http or https.
        question: the request, DER.
        seconds: for the whole of it, from connecting to the last byte; looking the name up is the system's own time.
        limit: a longer answer is refused, in bytes.
    """
    fault = fault_of(address)
    if fault:
        return Answer(b"", fault)
    connection = _open_connection(urlsplit(address), seconds)
    deadline = _Deadline(connection)
    watch = threading.Timer(seconds, deadline.cut_off)
    watch.daemon = True
    watch.start()
    too_late = Answer(b"", f"it did not answer within {seconds:g} seconds")
    try:
        connection.connect()
        deadline.channel = connection.sock
        answer = _converse(connection, urlsplit(address), question, limit)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError):
            return too_late
        told = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip()
        answer = Answer(b"", f"it could not be asked: {told}")
    finally:
        watch.cancel()
        connection.close()
    return too_late if deadline.is_over.is_set() else answer


def _open_connection(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _converse(connection: http.client.HTTPConnection, parts: SplitResult, question: bytes, limit: int) -> Answer:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Content-Type": _QUERY_TYPE, "Accept": _ANSWER_TYPE, "User-Agent": "wherefrom", "Connection": "close"}
    connection.request("POST", path, body=question, headers=headers)
    response = connection.getresponse()
    if response.status in _REDIRECTS:
        elsewhere = response.getheader("Location") or "nowhere"
        return Answer(b"", f"it sends on to {elsewhere[:200]}, which is not followed: set that address if it is right")
    if response.status != _OK:
        return Answer(b"", f"it answered with HTTP status {response.status}")
    content = response.read(limit + 1)
    if len(content) > limit:
        return Answer(b"", f"its answer is longer than {limit} bytes")
    told = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
    if told != _ANSWER_TYPE:
        return Answer(b"", f"its answer is of the type {told[:100] or '(none)'}, not {_ANSWER_TYPE}")
    if not content or (response.length is not None and response.length > 0):
        return Answer(b"", "its answer was cut off")
    return Answer(content)
