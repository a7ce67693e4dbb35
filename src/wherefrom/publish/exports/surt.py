"""Sort-friendly form of web addresses (SURT), by which an index of a web archive is ordered and searched.

The canonical form is that of the Internet Archive's library ``surt`` 0.3, which the indexers and players of WACZ use; it
is not a dependency, since it brings a library that asks the network for its list of domains. The tests compare the two.
"""

import ipaddress
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

_WWW = re.compile(r"^www\d*\.")
# Every visible character of ASCII but the two that mean something in an address themselves.
_UNESCAPED = frozenset(range(0x21, 0x7F)) - frozenset(b"#%")
_SESSION = re.compile(
    r"(?:^|(?<=&))(?:jsessionid=[0-9a-z]{32}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24})(?:&|$)"
)
_PORTS = {"http": "80", "https": "443"}


def surt_key(address: str) -> str:
    """The key of an address: ``https://www.example.org/A?b&a`` gives ``org,example)/a?a&b``.

    An address of another scheme, or one that is broken, gives itself in lower case, without white space.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _plain(address)
    if parts.scheme not in _PORTS or not host:
        return _plain(address)
    host = _WWW.sub("", _ascii_host(host).strip("."))
    shown = host if _is_ipv6(host) else ",".join(reversed(host.split(".")))
    if port and str(port) != _PORTS[parts.scheme]:
        shown += f":{port}"
    path = _escape(_resolve(_unescape(parts.path)))
    query = _SESSION.sub("", _escape(_unescape(parts.query))).rstrip("&")
    ordered = "&".join(sorted(query.split("&")))
    return f"{shown}){path}{'?' if ordered else ''}{ordered}"


def _plain(address: str) -> str:
    return re.sub(r"\s", "%20", address.strip()).lower()


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return quote(host.lower(), safe="", errors="surrogatepass")


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6  # noqa: PLR2004 - the version's number
    except ValueError:
        return False


def _resolve(path: bytes) -> bytes:
    """The path without empty and dotted steps, and without a slash at its end."""
    steps: list[bytes] = []
    for step in path.split(b"/"):
        if step == b"..":
            del steps[-1:]
        elif step not in {b"", b"."}:
            steps.append(step)
    return b"/" + b"/".join(steps)


def _unescape(text: str) -> bytes:
    """Escapes resolved, those within escapes too."""
    whole = text.encode("utf-8", "surrogatepass")
    while (plain := unquote_to_bytes(whole)) != whole:
        whole = plain
    return whole


def _escape(plain: bytes) -> str:
    """Escapes made anew, for what must be escaped, all in lower case."""
    return "".join(chr(own).lower() if own in _UNESCAPED else f"%{own:02x}" for own in plain)
