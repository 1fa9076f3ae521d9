"""What the gateway stands on: names, sockets, clocks. Tests put their own here.

Decides nothing: :mod:`.addresses` says what may be asked, :mod:`.transport` asks it.
"""

from __future__ import annotations

import random
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

Resolver = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system resolves it. Raises ``OSError``."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """A TCP connection to an IP address, within ``timeout`` seconds. Raises ``OSError``."""
    connected = socket.create_connection((address, port), timeout)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


def now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Names, connections and time.

    ``clock`` gives seconds that never run backwards, ``jitter`` a number from 0 to 1, ``tls`` what
    certificates are judged by (None: the authorities of certifi).
    """

    resolver: Resolver = resolve
    dial: Dial = dial
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = now
    jitter: Callable[[], float] = random.random
    tls: ssl.SSLContext | None = None
