"""Which web addresses may be fetched: none that leads into this machine, its network, or a cloud's own services.

A hostile page can redirect, and a hostile name server can answer anything, to make this program ask what only somebody inside
this network may ask. So every address that a name resolves to is judged, at every redirect, and the connection goes to the
address that was judged. Written after OWASP's cheat sheet on server-side request forgery and the URL standard's host parser.
"""

import ipaddress
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

LONGEST = 8000
"""Characters of an address; servers take fewer."""

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_SCHEMES = {"http": 80, "https": 443}
_HOST = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?"
)
# What the URL standard takes for an IPv4 address: a last label that is a number, in decimal, octal or hexadecimal.
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")
_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")
# Letters that the two versions of IDNA turn into different names (UTS #46, section 7): asking for the wrong one is no evidence.
_DEVIATIONS = re.compile("[\u00df\u03c2\u1e9e\u200c\u200d]")
# Ports of services that a web request could be made to speak to: https://fetch.spec.whatwg.org/#port-blocking
_BAD_PORTS = frozenset(
    {
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
        113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
        554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
        6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9100, 9200, 10080, 11211, 27017,
    }
)  # fmt: skip

_IN_PATH = "/%:@!$&'()*+,;=~-._"
_IN_QUERY = _IN_PATH + '?[]|{}^`"<>'

# Beside what `ipaddress` calls not global. Its tables follow IANA's registries and have been mended over the years: what
# matters most is written out, so that an old Python refuses it too.
_REFUSED = tuple(
    (ipaddress.ip_network(network), why)
    for network, why in (
        ("169.254.169.254/32", "a cloud's metadata service"),
        ("fd00:ec2::254/128", "a cloud's metadata service"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("100.100.100.200/32", "a cloud's metadata service"),
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's private network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "an address for protocols"),
        ("192.88.99.0/24", "a relay of 6to4"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for tests"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::/128", "no address"),
        ("::1/128", "this machine"),
        ("64:ff9b:1::/48", "a private network's translation"),
        ("100::/64", "an address that leads nowhere"),
        ("2001::/32", "an address of Teredo"),
        ("2001:db8::/32", "an address for documents"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a multicast address"),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_ISATAP = re.compile(r"\A0[02]005efe")


class FetchRefusedError(Exception):
    """An address that is not fetched, or cannot be; the reason is for a person."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address, taken apart.

    Attributes:
        url: as it is written into the archive: host in ASCII, without fragment.
        scheme: ``http`` or ``https``.
        host: in ASCII, without brackets.
        port: the port, the scheme's own where none is named.
        target: path and query, as the request names them.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host, and port where it is not the scheme's own, as the request's Host field names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Whether what a person named is an address, not a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", text) is not None


def without_secrets(url: str) -> str:
    """The address without the name and password that may stand in it: a ledger is published."""
    return re.sub(r"(?<=//)[^/?#]*@", "…@", url, count=1)


def read_address(url: str) -> WebAddress:
    """An address taken apart.

    Raises:
        FetchRefusedError: it is none that is fetched.
    """
    if len(url) > LONGEST:
        raise FetchRefusedError(f"the address is longer than {LONGEST} characters")
    if any(letter <= " " or letter in "\\\x7f" for letter in url):
        raise FetchRefusedError(
            "the address holds white space, a control character or a backslash, which programs read differently"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefusedError(f"the address cannot be read: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise FetchRefusedError(f"only http and https addresses are fetched, not {scheme or 'others'}:")
    if "@" in parts.netloc:
        raise FetchRefusedError("the address holds a name or a password, which would stand in the ledger")
    port = _SCHEMES[scheme] if port is None else port
    if port in _BAD_PORTS:
        raise FetchRefusedError(f"port {port} belongs to another service than the web")
    target = quote(parts.path or "/", safe=_IN_PATH) + (f"?{quote(parts.query, safe=_IN_QUERY)}" if parts.query else "")
    address = WebAddress("", scheme, _read_host(parts.hostname or ""), port, target)
    return replace(address, url=f"{scheme}://{address.authority}{target}")


def _read_host(host: str) -> str:
    if "%" in host:
        raise FetchRefusedError("the address names a network of this machine (an IPv6 zone), or a host in escapes")
    if ":" in host:
        return _read_ip(host, "its host is no IPv6 address")
    host = _as_ascii(host)
    if _NUMERIC.fullmatch(host):
        return _read_ip(host, "its host is a number that programs read as different addresses")
    if not _HOST.fullmatch(host):
        raise FetchRefusedError("its host is no name that a web server can have")
    bare = host.removesuffix(".")
    if any(bare == name.removeprefix(".") or (name.startswith(".") and bare.endswith(name)) for name in _LOCAL_NAMES):
        raise FetchRefusedError(f"{bare} is a name of this machine or this network")
    return host


def _read_ip(host: str, otherwise: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        raise FetchRefusedError(otherwise) from error


def _as_ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    if _DEVIATIONS.search(host):
        raise FetchRefusedError(
            "its host has letters that programs turn into different names; give it in its form with xn--"
        )
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchRefusedError("its host is no valid international name") from error


def refuse_ip(text: str) -> str:
    """Why a connection must not go to an IP address; empty when it may.

    The reason never repeats the address: it may be one of the collector's own network, and a ledger is published.

    Args:
        text: as a resolver gives it.
    """
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return "its name leads to what is no IP address"
    inner = _embedded(ip)
    for held in (ip, *inner):
        for network, why in _REFUSED:
            if held.version == network.version and held in network:
                return f"it leads to {why}"
    # An address that only carries another is judged by the one that it carries.
    for held in inner or (ip,):
        if not held.is_global or held.is_multicast or held.is_reserved or held.is_unspecified:
            return "it leads to an address that is none of the public internet"
    return ""


def _embedded(ip: IpAddress) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address would be translated or tunnelled to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ()
    found = [inner for inner in (ip.ipv4_mapped, ip.sixtofour) if inner is not None]
    if ip.teredo:
        found += ip.teredo
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1) or _ISATAP.match(f"{int(ip) & (1 << 64) - 1:016x}"):
        found.append(last)
    return tuple(found)
