"""A language model behind an address: any server that speaks the chat completions of OpenAI, such as llama.cpp or Ollama.

Off unless a case's settings name one. What is sent is the text of documents, so only this machine is spoken to, unless the
settings say in so many words that the text may leave it.
"""

import ipaddress
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from wherefrom.errors import UsageError

# An answer of more bytes is no answer to what was asked.
_MOST_BYTES = 4 * 1024 * 1024


class EndpointError(Exception):
    """The endpoint did not answer, or not in the form agreed; says why."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none: it could lead off this machine."""
        return


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers.

    Attributes:
        address: the base, for example ``http://127.0.0.1:11434/v1``.
        model: its name there.
        may_leave: whether the text of documents may go to another machine.
        timeout: seconds to wait for an answer.
    """

    address: str
    model: str
    may_leave: bool = False
    timeout: float = 120.0

    def check(self) -> None:
        """See that the address may be spoken to at all.

        Raises:
            UsageError: it is no http address, or is not on this machine though text may not leave it.
        """
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(f"The second reader {self.address!r} is no http address.", "Mend it in case.toml.")
        if not self.may_leave and not _is_here(parts.hostname):
            raise UsageError(
                f"The second reader {self.address!r} is not on this machine, and the text of documents would go there.",
                "If it may, set second_reader_may_leave = true in case.toml.",
            )

    def complete(self, messages: list[dict[str, str]]) -> str:
        """The answer to a conversation.

        Raises:
            EndpointError: no answer, or one that is not in the form agreed.
        """
        self.check()
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0, "stream": False}).encode()
        address = self.address.rstrip("/") + "/chat/completions"
        request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - check() allows http alone
        opener = build_opener(ProxyHandler({}), _NoRedirects)
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                payload = answer.read(_MOST_BYTES + 1)
        except (URLError, OSError, ValueError) as error:
            raise EndpointError(f"{address} did not answer: {error}") from error
        if len(payload) > _MOST_BYTES:
            raise EndpointError(f"{address} answered with more than {_MOST_BYTES} bytes")
        return _content_of(payload, address)


def _content_of(payload: bytes, address: str) -> str:
    try:
        answer: Any = json.loads(payload)
        content = answer["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise EndpointError(f"{address} did not answer in the form of chat completions: {error!r}") from error
    if not isinstance(content, str):
        raise EndpointError(f"{address} answered without text")
    return content


def _is_here(host: str) -> bool:
    """Whether every address of a host is this machine's own."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_loopback for entry in found)
