"""Capturing one web address: asked for, kept as a WARC, put into the bag like any other payload.

Only what a person names is fetched, and only when they say so. What the page embeds (pictures, films, style sheets) is not
fetched: for a full capture let a browser crawler write a WACZ, and add that.
"""

import contextlib
import os
import secrets
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

from wherefrom.capture.bag.bagging import Bag
from wherefrom.capture.entry import CaptureResult
from wherefrom.capture.ground.file_names import Naming, escape_path
from wherefrom.capture.ground.taking_in import Taken, take_in
from wherefrom.capture.ledger.acts import Details
from wherefrom.capture.web.address import FetchRefusedError, WebAddress, read_address, without_secrets
from wherefrom.capture.web.exchange_records import write_exchanges
from wherefrom.capture.web.fetch import Exchange, Web, fetch_address

NOT_ASKED = "it is a web address, and nothing is fetched unless you say so: add --fetch to the command"

_SPARE = 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READ_WRITE = 0o600
_SHOWN = 200


def capture_url(
    bag: Bag, url: str, by: str, *, limit_bytes: int, collected: Details = MappingProxyType({}), web: Web | None = None
) -> CaptureResult:
    """Fetch a web address and preserve what was received, with its headers, as a WARC.

    Args:
        bag: from `open_bag`.
        url: ``http`` or ``https``.
        by: who captures.
        limit_bytes: an answer is cut there, which the archive then says.
        collected: what else is known of how it was collected.
        web: the way to the web; None: the machine's own, with every check.

    Returns:
        The capture, or why there is none: the address leads into a private network, no answer came. A refusal stands in
        the ledger too.

    Raises:
        UsageError: the case cannot be written.
    """
    naming = _name(url)
    with bag.writing():
        exchanges: list[Exchange] = []
        waiting = bag.incoming / f"{secrets.token_hex(8)}.part"
        try:
            _follow(url, web or Web(), max(limit_bytes - _SPARE, limit_bytes // 2), bag.incoming, exchanges)
            taken = _take_in(exchanges, waiting, bag.incoming)
            told = {"url": exchanges[0].address.url, **collected, **_describe(exchanges)}
            capture, is_new = bag.keep(taken, naming, by, told)
        except FetchRefusedError as refused:
            return _refuse(bag, naming, by, collected, str(refused))
        finally:
            waiting.unlink(missing_ok=True)
            for exchange in exchanges:
                exchange.answer.close()
    return CaptureResult(naming.name, capture, is_new=is_new, refusal="")


def _take_in(exchanges: list[Exchange], waiting: Path, incoming: Path) -> Taken:
    """Write the archive, and take it in as if it had been given."""
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _READ_WRITE)
    with os.fdopen(descriptor, "wb") as out:
        write_exchanges(exchanges, out)
    taken = take_in(waiting, incoming, waiting.stat().st_size)
    if isinstance(taken, str):
        raise FetchRefusedError(f"the archive that was written of it cannot be taken in: {taken}")
    return taken


def _refuse(bag: Bag, naming: Naming, by: str, collected: Details, reason: str) -> CaptureResult:
    bag.refuse(by, {**collected, "name": naming.name, "received_from": naming.received_from, "reason": reason})
    return CaptureResult(naming.name, None, is_new=False, refusal=reason)


def refuse_url(bag: Bag, url: str, by: str, collected: Details = MappingProxyType({})) -> CaptureResult:
    """Note that an address was named and not fetched, since nobody asked for that."""
    with bag.writing():
        return _refuse(bag, _name(url), by, collected, NOT_ASKED)


def _follow(url: str, web: Web, limit: int, folder: Path, exchanges: list[Exchange]) -> None:
    """Ask for an address and for what it redirects to; every hop is read, judged and kept like the first.

    Raises:
        FetchRefusedError: the address, or one that it redirects to, is not fetched.
    """
    while True:
        try:
            address = read_address(url)
            _check_hops(address, web, exchanges)
            exchange = fetch_address(address, web, limit, folder)
        except FetchRefusedError as refused:
            told = f"redirected by {exchanges[-1].address.host}: " if exchanges else ""
            raise FetchRefusedError(f"{told}{refused}") from refused
        exchanges.append(exchange)
        if exchange.status not in _REDIRECTS or not exchange.location:
            return
        url = _target(address, exchange.location)


def _check_hops(address: WebAddress, web: Web, exchanges: list[Exchange]) -> None:
    if any(exchange.address.url == address.url for exchange in exchanges):
        raise FetchRefusedError("it redirects in a circle (it may want a cookie, and none is kept)")
    if len(exchanges) > web.redirects:
        raise FetchRefusedError(f"it redirects more than {web.redirects} times")


def _target(address: WebAddress, location: str) -> str:
    """Where a Location leads; http.client gives it as Latin-1, and servers send UTF-8."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(address.url, location.strip(" \t"))
    except ValueError:
        return location


def _describe(exchanges: list[Exchange]) -> Details:
    """What the act says of the fetching: of the server, nothing of this machine."""
    last = exchanges[-1]
    told: dict[str, str | int] = {
        "web_final_url": last.address.url,
        "web_status": last.status,
        "web_server_ip": last.ip,
        "web_redirects": len(exchanges) - 1,
        "web_embedded_media": "not fetched",
    }
    if last.certificate:
        told["web_certificate_sha256"] = last.certificate
    if last.truncated:
        told["web_truncated"] = last.truncated
    return told


def _name(url: str) -> Naming:
    """What the capture of an address is called: after its host, since a path may be long and hostile."""
    try:
        name = f"{read_address(url).host}.warc.gz"
    except FetchRefusedError:
        name = without_secrets(url)[:_SHOWN]
    return Naming(escape_path(name), escape_path(without_secrets(url)), ".warc.gz")
