"""How often one client may ask: a token bucket for each (the bucket refills evenly, and holds one minute).

Decides who one client is: an IPv4 address, or the 64 bits of an IPv6 address that name its network; behind
proxies that the operator trusts, the address that they say they were asked from.
"""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: So many clients are remembered; the one that was quiet longest is forgotten first.
_CLIENTS = 50_000
WINDOW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a client may still do: ``left`` requests now, all of them again in ``reset`` seconds.

    ``wait`` is 0 where this request may go on, else in how many seconds the next may.
    """

    limit: int
    left: int
    reset: int
    wait: int = 0

    @property
    def headers(self) -> list[tuple[str, str]]:
        """``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers-10)."""
        told = [
            ("ratelimit-policy", f'"default";q={self.limit};w={WINDOW}'),
            ("ratelimit", f'"default";r={self.left};t={self.reset}'),
        ]
        return [*told, ("retry-after", str(self.wait))] if self.wait else told


class Buckets:
    """The buckets of all clients. ``limit`` is how many requests a minute each may make; 0: any number."""

    def __init__(self, limit: int, now: Callable[[], float]) -> None:
        self._limit = limit
        self._now = now
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> Allowance | None:
        """Take a token for a request; None where there is no limit."""
        if not self._limit:
            return None
        now, pace = self._now(), self._limit / WINDOW
        tokens, since = self._held.pop(client, (float(self._limit), now))
        tokens = min(self._limit, tokens + max(0.0, now - since) * pace)
        allowed = tokens >= 1
        tokens -= allowed
        self._held[client] = (tokens, now)
        if len(self._held) > _CLIENTS:
            self._held.popitem(last=False)
        return Allowance(
            limit=self._limit,
            left=int(tokens),
            reset=math.ceil((self._limit - tokens) / pace),
            wait=0 if allowed else max(1, math.ceil((1 - tokens) / pace)),
        )


def networks(named: Sequence[str]) -> tuple[Network, ...]:
    """Addresses and networks as networks. Raises ``ValueError`` that names what is none."""
    return tuple(ipaddress.ip_network(name.strip(), strict=False) for name in named)


def client_of(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The name of the bucket of whoever asked.

    ``X-Forwarded-For`` counts only as far as trusted proxies wrote it: from its end to the first address
    that is none of theirs. What stands before that anybody can have made up.
    """
    at = _address(peer)
    for said in reversed(forwarded.split(",") if forwarded and trusted else ()):
        if at is None or not _within(at, trusted):
            break
        told = _address(said.strip())
        if told is None:
            break
        at = told
    return _network(at) if at else peer


def private(peer: str) -> bool:
    """Whether an address is of this machine or of the operator's own network; a local socket is."""
    at = _address(peer)
    return peer == "" or (at is not None and (at.is_private or at.is_loopback))


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        at = ipaddress.ip_address(text.removeprefix("[").partition("]")[0] if "[" in text else text)
    except ValueError:
        return None
    return at.ipv4_mapped or at if isinstance(at, ipaddress.IPv6Address) else at


def _within(at: ipaddress.IPv4Address | ipaddress.IPv6Address, trusted: Sequence[Network]) -> bool:
    return any(at.version == network.version and at in network for network in trusted)


def _network(at: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    return str(at) if at.version == 4 else str(ipaddress.ip_network((at, 64), strict=False))
