"""What may be asked at all: decides which URLs name a public host, and which IP addresses are public.

A URL is taken apart once, here, and what is connected to is what was taken apart. Wherever two parsers might
read an address differently (a backslash, a tab, a name before ``@``, ``0x7f.1``, full-width digits) it is
refused rather than guessed at. Asks nothing of the network: :mod:`.transport` resolves the name and shows
each answer to :func:`is_public` before it connects.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin

import idna

from dateline.core.errors import FetchError

PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters; RFC 9110 §4.1 asks for at least so many

#: Networks that are no place of a public host though ``ipaddress`` calls some of them global, or that hide
#: another address: IANA's special-purpose registries, with NAT64, 6to4, Teredo, v4-mapped and v4-compatible,
#: and the addresses at which clouds keep their metadata.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32", "100.100.100.200/32"),
        *("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64"),
        *("100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
        *("5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
#: All that is given out to hosts (RFC 4291 §2.4); what lies outside is no place to connect to.
_UNICAST = ipaddress.ip_network("2000::/3")
#: An address made by ISATAP (RFC 5214) holds an IPv4 one behind these 32 bits.
_ISATAP = (0x00005EFE, 0x02005EFE)

#: Names that are not looked up in the public name system (RFC 6761, 6762, 7686, 8375, 9476, ICANN).
_SPECIAL = ("localhost", "local", "internal", "onion", "home.arpa", "alt", "invalid")

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.I | re.S)
_FRONT = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/]*", re.I)
_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(
    r"[0-9]+|0x[0-9a-f]*"
)  # a last label that makes a host an IPv4 address (WHATWG URL §3.5)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_KEPT = "%/:=&?~+!$,;'@()*[]|^`{}-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL taken apart: where to connect, under which name, and what to ask for.

    ``host`` is in ASCII and lower case, an IPv6 address without brackets. ``path`` is the path with its
    query, percent-encoded, dot segments resolved. ``allowed``: the operator has named this host, so that
    neither its addresses nor its port are judged.
    """

    scheme: str
    host: str
    port: int
    path: str
    allowed: bool = False

    @property
    def authority(self) -> str:
        """The host, and the port where it is not the scheme's own: the ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """``scheme://name:port``, the port always given: the key of a ``HostState``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.path}"

    def beside(self, path: str) -> Target:
        """The same host, another path."""
        return Target(scheme=self.scheme, host=self.host, port=self.port, path=path, allowed=self.allowed)


def is_public(address: str) -> bool:
    """Whether an IP address is one that the public internet routes to a host (IANA registries)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.version == 6 and (parsed not in _UNICAST or parsed.scope_id):
        return False
    if parsed.version == 6 and (int(parsed) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return parsed.is_global and not any(
        parsed in network for network in _NOT_PUBLIC if network.version == parsed.version
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the operator lets in beyond the public web: all private networks, or single hosts.

    ``hosts`` are names or IP addresses (``intranet.example``), or either with a port.
    """

    hosts: Collection[str] = ()
    private: bool = False

    def opens(self, host: str, port: int) -> bool:
        """Whether the operator has allowed this host and port."""
        named = (host, f"{host}:{port}", f"[{host}]:{port}")
        return self.private or any(name in self.hosts for name in named)


def parse(url: str, *, gate: Gate = Gate(), item: str = "") -> Target:
    """The address taken apart; what ``gate`` opens is not judged.

    Raises ``FetchError``, about ``item`` where that is given, for all that is not a plain address of a
    public host on port 80 or 443.
    """
    item = item or url
    found = _ADDRESS.fullmatch(_plain(url, item))
    if not found or found["scheme"].lower() not in PORTS:
        raise _refusal(item, "not an http or https address", "give one")
    scheme, authority = found["scheme"].lower(), found["authority"]
    if "@" in authority:
        raise _refusal(item, "carries a name or password", "leave it out of the address")
    parts = _PORT.fullmatch(authority)
    if not parts or not parts["host"]:
        raise _refusal(item, "not an address of a host and a port", "check it")
    host, port = _host(parts["host"], item), int(parts["port"] or PORTS[scheme])
    allowed = gate.opens(host, port)
    if not allowed:
        _check(host, port, item)
    return Target(scheme=scheme, host=host, port=port, path=_path(found["rest"]), allowed=allowed)


def redirected(target: Target, location: str, *, gate: Gate = Gate(), item: str = "") -> Target:
    """Where a ``Location`` leads that ``target`` answered with (RFC 3986 §5.2). Raises as :func:`parse`."""
    place = _plain(location, item)
    try:
        return parse(urljoin(target.url, place), gate=gate, item=item)
    except ValueError as error:
        raise _refusal(item, f"redirects to what is no address: {error}", "give the last address") from error
    except FetchError as error:
        reason = f"redirects to {place[:200]}: {error.reason}"
        raise _refusal(item, reason, "look at it in a browser; its owner should know") from error


def _plain(url: str, item: str) -> str:
    """The address without blanks around it. Refused: blanks and controls inside, and what is too long."""
    text = url.strip(" \t\r\n\f")
    if len(text) > LONGEST:
        raise _refusal(item[:200], f"longer than {LONGEST} characters", "check it")
    head, separator, rest = text.partition("?")
    if _CONTROL.search(head.replace(" ", "")) or _CONTROL.search(rest.replace(" ", "")):
        raise _refusal(item, "not an address: a control character in it", "check it")
    front = _FRONT.match(head)
    if front and (" " in front[0] or "\\" in front[0]):
        raise _refusal(item, "not an address: a blank or backslash in its host", "check it")
    return head.replace("\\", "/") + separator + rest  # in a path both are one to a browser


def _host(given: str, item: str) -> str:
    """The host in ASCII and lower case; IP addresses in the one form that everybody reads alike."""
    if given.startswith("["):
        try:
            return str(ipaddress.IPv6Address(given[1:-1]))
        except ValueError as error:
            raise _refusal(item, "not an IPv6 address", "check it") from error
    host = given.lower() if given.isascii() else _ascii(given, item)
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refusal(item, "not the name of a host", "check it")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise _refusal(item, "an IP address written oddly", "write it as 192.0.2.1") from error
    return host


def _ascii(given: str, item: str) -> str:
    """An international name as IDNA 2008 has it; what only looks like ASCII (``①``, ``。``) is refused."""
    name = unicodedata.normalize("NFC", given.lower())
    if unicodedata.normalize("NFKC", name) != name or "\u3002" in name:
        raise _refusal(item, "not the name of a host: characters that stand for others", "write it plainly")
    try:
        return idna.encode(name).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise _refusal(item, f"not the name of a host: {error}", "check it") from error


def _check(host: str, port: int, item: str) -> None:
    """Raises for a host or port that the operator would have to allow."""
    remedy = f"if it is yours, add {host}:{port} to allow_hosts in the settings"
    if port not in PORTS.values():
        raise _refusal(item, f"port {port} is neither 80 nor 443", remedy)
    named = _name(host)
    special = named and ("." not in host or host.endswith(tuple(f".{name}" for name in _SPECIAL)))
    if special or not (named or is_public(host)):
        raise _refusal(item, f"{host} is not public", remedy)


def _name(host: str) -> bool:
    """Whether a host is a name rather than an IP address."""
    return ":" not in host and not _NUMBER.fullmatch(host.rpartition(".")[2])


def _path(rest: str) -> str:
    """Path and query as they go on the wire: no fragment, no dot segments (RFC 3986 §5.2.4)."""
    path, mark, query = rest.partition("#")[0].partition("?")
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for place, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(segment)
        if plain in (".", "..") and place == len(segments) - 1:
            kept.append("")
    return quote("/" + "/".join(kept), safe=_KEPT) + (mark and "?" + quote(query, safe=_KEPT))


def _refusal(item: str, reason: str, remedy: str) -> FetchError:
    return FetchError(item, reason, remedy, refused=True)
