"""The one place that fetches: politely, within limits, and never from a private network.

Decides whether, when and how much to fetch: robots.txt (RFC 9309), one delay for each host, a
deadline, a size counted after decoding, at most five redirects, each judged as a first request.
Does not decide what a page is, and keeps nothing beyond the run.

Not yet: the address that is checked is not the one that is connected to (a name could answer
differently the second time), and ``Retry-After`` is not kept; the gateway of issue 3 does both.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

import httpx

from dateline.core.errors import FetchError
from dateline.core.ports import Fetched

if TYPE_CHECKING:
    from protego import Protego

MIB = 1 << 20
REDIRECTS = 5
PRODUCT = "Dateline"
ROBOTS_BYTES = 512 * 1024  # RFC 9309 §2.5 wants at least 500 KiB read

Resolver = Callable[[str, int], Sequence[str]]


def user_agent(contact: str = "") -> str:
    """``Dateline/1.2 (+https://example.org/contact)``: who fetches, and whom to write to."""
    agent = f"{PRODUCT}/{metadata.version('dateline')}"
    return f"{agent} (+{contact})" if contact else agent


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system resolves it. Raises ``OSError``."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may take: seconds without a byte, seconds in all, bytes after decoding."""

    timeout: float = 20.0
    deadline: float = 30.0
    largest: int = 10 * MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the client stands on; tests put their own here."""

    transport: httpx.BaseTransport | None = None
    resolver: Resolver = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


class PoliteClient:
    """A ``ports.Fetcher`` over httpx. Close it, or use it as a context.

    ``contact`` is a URL or address that every host is told, ``delay`` the seconds between two
    requests to one host; ``allow_private`` lets it fetch from networks that are not public.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        delay: float = 1.0,
        allow_private: bool = False,
        limits: Limits = Limits(),
        world: World = World(),
    ) -> None:
        self._delay = delay
        self._allow_private = allow_private
        self._limits = limits
        self._world = world
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}
        self._client = httpx.Client(
            transport=world.transport,
            timeout=limits.timeout,
            follow_redirects=False,
            trust_env=False,  # a proxy from the environment would not be checked
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """What a URL gives, after at most five redirects. Raises ``FetchError`` for anything else."""
        target = _parsed(url)
        for _ in range(REDIRECTS + 1):
            self._check_address(target, url)
            self._check_robots(target, url)
            response, content = self._get(target, url, self._limits.largest)
            if not response.has_redirect_location:
                return _answer(response, content, url)
            target = _parsed(str(target.join(response.headers["location"])), url)
        raise FetchError(url, f"redirects more than {REDIRECTS} times", "give the last address")

    # --- robots.txt -----------------------------------------------------------------------

    def _check_robots(self, target: httpx.URL, item: str) -> None:
        """Raises ``FetchError`` where robots.txt forbids the address to our product token."""
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        rules = self._robots[origin]
        if rules is None:
            raise FetchError(item, f"{origin}/robots.txt could not be read", "try again later")
        if not rules.can_fetch(str(target), PRODUCT):
            raise FetchError(item, f"{origin}/robots.txt does not allow it", "ask the site's owner")

    def _read_robots(self, origin: str) -> Protego | None:
        """The rules of an origin; None where it failed (RFC 9309 §2.3.1.4: then all is forbidden)."""
        from protego import Protego

        target = httpx.URL(origin + "/robots.txt")
        try:
            for _ in range(REDIRECTS + 1):
                response, content = self._get(target, str(target), ROBOTS_BYTES, cut=True)
                if not response.has_redirect_location:
                    break
                target = _parsed(str(target.join(response.headers["location"])))
            else:
                return Protego.parse("")  # §2.3.1.2: more redirects count as unavailable
        except FetchError:
            return None
        if response.status_code >= 500:
            return None
        return Protego.parse(content.decode("utf-8", "replace") if response.is_success else "")

    # --- one request ----------------------------------------------------------------------

    def _get(
        self, target: httpx.URL, item: str, largest: int, *, cut: bool = False
    ) -> tuple[httpx.Response, bytes]:
        """One answer, read up to ``largest`` decoded bytes; ``cut`` keeps the beginning of more."""
        self._check_address(target, item)
        self._wait(target.host)
        deadline = self._world.clock() + self._limits.deadline
        try:
            with self._client.stream("GET", target) as response:
                content = (
                    b""
                    if response.has_redirect_location
                    else self._body(response, item, largest, deadline, cut=cut)
                )
                return response, content
        except httpx.HTTPError as error:
            raise FetchError(item, _reason(error), "try again later") from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(item, f"not an address: {error}", "check it") from error

    def _body(
        self, response: httpx.Response, item: str, largest: int, deadline: float, *, cut: bool
    ) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes(1 << 16):
            pieces.append(piece)
            size += len(piece)
            if size > largest:
                if cut:
                    break
                raise FetchError(item, f"more than {largest / MIB:g} MiB", "left out")
            if self._world.clock() > deadline:
                raise FetchError(item, f"slower than {self._limits.deadline:g} s", "try again later")
        return b"".join(pieces)[:largest]

    def _wait(self, host: str) -> None:
        """Keeps the delay between two requests to one host."""
        now = self._world.clock()
        due = self._last.get(host, now - self._delay) + self._delay
        if due > now:
            self._world.sleep(due - now)
        self._last[host] = max(now, due)

    def _check_address(self, target: httpx.URL, item: str) -> None:
        """Raises ``FetchError`` unless every address of the host is public."""
        if self._allow_private:
            return
        port = target.port or (443 if target.scheme == "https" else 80)
        try:
            addresses = self._world.resolver(target.host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(item, f"{target.host} is not known", "check the address") from error
        if not addresses or not all(is_public(address) for address in addresses):
            raise FetchError(item, f"{target.host} is not public", "allow it in the settings if it is yours")


#: Networks inside which an address may hide another one, or that ``ipaddress`` calls global and that
#: no news site lives in: NAT64, 6to4, Teredo, IETF protocol assignments, v4-compatible, multicast.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is one that the public internet routes to a host (IANA registries)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return parsed.is_global and not any(
        parsed in network for network in _NOT_PUBLIC if network.version == parsed.version
    )


def _parsed(url: str, item: str = "") -> httpx.URL:
    """The address taken apart. Raises ``FetchError`` where it is none that may be fetched."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(item or url, f"not an address: {error}", "check it") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(item or url, "not an http or https address", "give one")
    if target.userinfo:
        raise FetchError(item or url, "carries a name or password", "leave it out of the address")
    return target.copy_with(fragment=None)


def _answer(response: httpx.Response, content: bytes, item: str) -> Fetched:
    if response.status_code != 200:
        raise FetchError(
            item, f"answered {response.status_code} {response.reason_phrase}".strip(), "check it"
        )
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(
        location=str(response.url),
        content=content,
        media_type=media_type,
        charset=response.charset_encoding or "",
    )


def _reason(error: httpx.HTTPError) -> str:
    """An httpx error in words that a reader of the log can use."""
    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return f"could not be reached: {error}"
    if isinstance(error, httpx.DecodingError):
        return "sent a body that does not decode"
    return f"broke off: {str(error) or type(error).__name__}"
