"""Who one client is: an IPv4 address, or the 64 bits of an IPv6 address that name its network.

Behind proxies that the operator trusts, it is the address that they say they were asked from.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(named: Sequence[str]) -> tuple[Network, ...]:
    """Addresses and networks as networks. Raises ``ValueError`` that names what is none."""
    return tuple(ipaddress.ip_network(name.strip(), strict=False) for name in named)


def client_of(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The name of whoever asked.

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
    at = _address(peer.partition("/")[0])
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
