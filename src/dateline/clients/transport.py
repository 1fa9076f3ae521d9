"""One request over one connection, to an address that was checked: decides when to give up waiting.

The name is resolved once; unless every answer is public nothing is connected to, and what is connected to is
one of those answers (TLS and ``Host`` keep the name). Nothing of the environment is used: no proxy, no
netrc, no cookie. A connection serves one request: between two of them the host is left alone anyway, and
none can leave anything behind for the next. Does not decide what may be asked, nor what an answer means.
"""

from __future__ import annotations

import contextlib
import ipaddress
import math
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpcore
import httpx

from dateline.clients.addresses import Target, is_public
from dateline.clients.bodies import MIB
from dateline.clients.world import World
from dateline.core.errors import FetchError

HEAD_LINES = 256
HEAD_BYTES = 64 * 1024
TRIED = 3  # addresses of one host, if the first ones cannot be reached
OVERHEAD = 4  # times the largest body may come over the wire at most: chunks and their extensions weigh too
_LATER = "try again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may take.

    Seconds: ``connect`` (name and connection), ``timeout`` (until the first byte), ``deadline`` (all in
    all). From ``grace`` seconds after the first byte on, ``rate`` bytes a second on average. Bytes after
    decoding: ``feed`` and ``page``. ``threads``: the most answers that are awaited side by side.
    """

    connect: float = 10.0
    timeout: float = 20.0
    deadline: float = 30.0
    grace: float = 5.0
    rate: float = 1024.0
    feed: int = 10 * MIB
    page: int = 5 * MIB
    threads: int = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of an answer, and its body as it was sent: pieces, still packed."""

    status: int
    headers: httpx.Headers
    pieces: Iterator[bytes]

    @property
    def redirects(self) -> bool:
        """Whether it leads to another address."""
        return self.status in (301, 302, 303, 307, 308) and "location" in self.headers

    def first(self, name: str) -> str:
        """The first header of that name, each character a byte of it; empty where there is none."""
        return next(iter(self.headers.get_list(name)), "")


class Stopped(FetchError):
    """The request was cut by ourselves: it tells nothing of the host."""


class Patience:
    """How long an exchange goes on waiting: arithmetic over a clock that never runs backwards."""

    def __init__(self, clock: Callable[[], float], limits: Limits, budget: float | None = None) -> None:
        self._clock = clock
        self._limits = limits
        self._begun = clock()
        self._ends = self._begun + (limits.deadline if budget is None else min(budget, limits.deadline))
        self._first: float | None = None
        self._got = 0

    def count(self, size: int) -> None:
        """That so many bytes came."""
        if self._first is None:
            self._first = self._clock()
        self._got += size

    @property
    def spent(self) -> float:
        """The seconds since it began."""
        return self._clock() - self._begun

    def left(self, most: float | None = None) -> float:
        """For how many seconds the next byte is waited for, ``most`` at most. Raises ``FetchError``."""
        now = self._clock()
        limits = self._limits
        if now >= self._ends:
            raise FetchError("", f"slower than {limits.deadline:g} s in all", _LATER)
        until = self._begun + limits.connect + limits.timeout
        if self._first is not None:
            until = self._first + max(limits.grace, self._got / limits.rate)
            if now >= until:
                raise FetchError("", f"slower than {limits.rate:g} bytes a second", _LATER)
        elif now >= until:
            raise no_answer()
        return max(min(until - now, self._ends - now, math.inf if most is None else most), 0.001)


class Transport:
    """Asks, each time over a connection of its own. Thread-safe; :meth:`cut` ends all that is under way."""

    def __init__(self, world: World, limits: Limits) -> None:
        self._world = world
        self._limits = limits
        self._tls = world.tls
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._cuts = 0

    def patience(self, budget: float | None = None) -> Patience:
        """The limits of one exchange, from now on."""
        return Patience(self._world.clock, self._limits, budget)

    @contextlib.contextmanager
    def ask(
        self, target: Target, headers: Mapping[str, str], patience: Patience, form: bytes = b""
    ) -> Iterator[Answer]:
        """The answer to a GET, or to a POST of a ``form`` (URL-encoded).

        Raises ``FetchError``, about no item, for whatever goes wrong on the way.
        """
        cuts = self._cuts
        try:
            with self._connected(target, patience, cuts) as connected, _told():
                stream = _Stream(connected, patience, OVERHEAD * self._limits.feed)
                response = _exchange(stream, target, headers, form)
                stream.heading = False
                yield Answer(
                    status=response.status,
                    headers=httpx.Headers(response.headers, encoding="latin-1"),
                    pieces=response.iter_stream(),
                )
        except FetchError as error:
            if cuts != self._cuts:
                raise Stopped("", "stopped", _LATER) from error
            raise

    def cut(self) -> None:
        """Ends what is under way: whoever waits for an answer gets a ``FetchError``."""
        with self._lock:
            self._cuts += 1
            for connected in self._open:
                with contextlib.suppress(OSError):
                    connected.shutdown(socket.SHUT_RDWR)

    # --- connecting -----------------------------------------------------------------------

    @contextlib.contextmanager
    def _connected(self, target: Target, patience: Patience, cuts: int) -> Iterator[socket.socket]:
        """A connection to a checked address, with TLS where the scheme wants it."""
        reached = self._reach(target, self.addresses(target, patience), patience)
        with self._kept(reached, cuts) as connected:
            if target.scheme == "http":
                yield connected
                return
            with self._kept(self._secured(connected, target, patience), cuts) as secured:
                yield secured

    @contextlib.contextmanager
    def _kept(self, connected: socket.socket, cuts: int) -> Iterator[socket.socket]:
        """The connection, closed afterwards; until then :meth:`cut` finds it, if it did not come before."""
        try:
            with self._lock:
                self._open.add(connected)
                if cuts != self._cuts:
                    raise Stopped("", "stopped", _LATER)
            yield connected
        finally:
            with self._lock:
                self._open.discard(connected)
            connected.close()

    def addresses(self, target: Target, patience: Patience) -> Sequence[str]:
        """The addresses that the target's name has now, every one of them public.

        Raises ``FetchError`` otherwise: one private answer among public ones is refused like a private one.
        """
        found = _literal(target.host) or self._resolved(target, patience)
        if not found:
            raise FetchError("", f"{target.host} is not known", "check the address")
        if not target.allowed and not all(is_public(address) for address in found):
            remedy = f"if it is yours, add {target.host} to allow_hosts in the settings"
            raise FetchError("", f"{target.host} is not public", remedy, refused=True)
        return found

    def _resolved(self, target: Target, patience: Patience) -> Sequence[str]:
        """What the resolver says, in a thread of its own: it cannot be told how long it may take."""
        found: list[Sequence[str]] = []

        def resolve() -> None:
            with contextlib.suppress(OSError, UnicodeError):  # no such name: found stays empty
                found.append(tuple(self._world.resolver(target.host, target.port)))

        asking = threading.Thread(target=resolve, name=f"resolve {target.host}", daemon=True)
        asking.start()
        asking.join(patience.left(self._limits.connect))
        if asking.is_alive():
            raise FetchError("", f"the name {target.host} was not resolved in time", _LATER)
        return found[0] if found else ()

    def _reach(self, target: Target, addresses: Sequence[str], patience: Patience) -> socket.socket:
        """A connection to the first address that takes one."""
        trouble: OSError | None = None
        for address in addresses[:TRIED]:
            try:
                return self._world.dial(address, target.port, patience.left(self._limits.connect / 2))
            except OSError as error:
                trouble = error
        if isinstance(trouble, TimeoutError):
            raise no_answer() from trouble
        raise FetchError("", f"could not be reached: {_words(trouble)}", _LATER) from trouble

    def _secured(self, connected: socket.socket, target: Target, patience: Patience) -> socket.socket:
        """TLS for the target's name, whatever the address."""
        if self._tls is None:
            self._tls = httpx.create_ssl_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        try:
            connected.settimeout(patience.left(self._limits.connect))
            return self._tls.wrap_socket(connected, server_hostname=target.host)
        except ssl.SSLCertVerificationError as error:
            reason = f"its certificate is not good: {error.verify_message}"
            raise FetchError("", reason, "tell the site's owner") from error
        except TimeoutError as error:
            raise no_answer() from error
        except (OSError, ValueError) as error:
            raise FetchError("", f"no secure connection: {_words(error)}", _LATER) from error


class _Stream(httpcore.NetworkStream):
    """A connected socket that waits as long as ``patience`` says, and reads ``most`` bytes."""

    def __init__(self, connected: socket.socket, patience: Patience, most: int) -> None:
        self._socket = connected
        self._patience = patience
        self._most = most
        self._read = 0
        self.heading = True

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._patience.left())
        try:
            piece = self._socket.recv(max_bytes)
        except TimeoutError as error:
            self._patience.left()  # raises, and says of what there was too little
            raise no_answer() from error
        except OSError as error:
            raise httpcore.ReadError(_words(error)) from error
        self._patience.count(len(piece))
        self._read += len(piece)
        if self.heading and self._read > 2 * HEAD_BYTES:  # a head without end, or interim answers without end
            raise _large_head()
        if self._read > self._most:
            raise FetchError("", f"sent more than {self._most / MIB:g} MiB", "tell the site's owner")
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._socket.settimeout(self._patience.left())
        try:
            self._socket.sendall(buffer)
        except OSError as error:
            raise httpcore.WriteError(_words(error)) from error

    def close(self) -> None:
        self._socket.close()


def _exchange(
    stream: _Stream, target: Target, headers: Mapping[str, str], form: bytes = b""
) -> httpcore.Response:
    """Sends the request and reads the head of the answer."""
    origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
    lines = [("Host", target.authority), *headers.items(), ("Connection", "close")]
    if form:
        lines += [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", str(len(form)))]
    raw = [(name.encode("ascii"), value.encode("latin-1")) for name, value in lines]
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    connection = httpcore.HTTP11Connection(origin, stream)
    request = httpcore.Request("POST" if form else "GET", url, headers=raw, content=form or None)
    response = connection.handle_request(request)
    _check_head(response.headers)
    return response


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What httpcore raises, as a ``FetchError`` in plain words."""
    try:
        yield
    except httpcore.LocalProtocolError as error:
        raise FetchError("", f"not an address to ask for: {error}", "check it", refused=True) from error
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise FetchError("", f"broke off: {str(error) or type(error).__name__}", _LATER) from error


def _check_head(headers: Sequence[tuple[bytes, bytes]]) -> None:
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > HEAD_LINES or size > HEAD_BYTES:
        raise _large_head()


def _literal(host: str) -> Sequence[str]:
    """The host itself, where it is an IP address."""
    try:
        return (str(ipaddress.ip_address(host)),)
    except ValueError:
        return ()


def _large_head() -> FetchError:
    return FetchError("", "sent a head that is too large", "tell the site's owner")


def no_answer() -> FetchError:
    """That nothing came in time."""
    return FetchError("", "did not answer in time", _LATER)


def _words(error: BaseException | None) -> str:
    """A system error as the system says it."""
    said = getattr(error, "strerror", None) or str(error)
    return str(said or type(error).__name__).lower()
