"""A web for tests: one server on 127.0.0.1 that plays many hosts, by name, over real sockets.

::

    with Web() as web:
        web.host("news.example").page("/feed.xml", FEED, media="application/rss+xml", etag='"a"')
        client = PoliteClient(world=web.world(), delay=0)
        ...
        assert [asked.path for asked in web.asked("news.example")] == ["/robots.txt", "/feed.xml"]

Each host that is named here resolves to a public address, and the world's ``dial`` takes a connection to
that address to the loopback port instead: every check of the gateway stays on. ``web.dialled`` records each
address and port that a connection was tried to. What is not there is 404, ``/robots.txt`` too.

``Web(tls=("news.example",))`` also answers https for these names, with a certificate of its own.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import pytest

from dateline.clients.world import World

PUBLIC = "93.184.215.14"
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came: header names in lower case, ``at`` in seconds of ``time.monotonic``."""

    host: str
    path: str
    headers: dict[str, str]
    at: float
    scheme: str = "http"
    method: str = "GET"
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a route gives.

    ``body`` may be an iterable of pieces, each sent as a chunk with ``pause`` seconds before it. ``etag`` and
    ``last_modified`` are sent, and a request that shows one of them gets 304. ``claim`` is the
    Content-Length to state instead of the true one (the connection is closed after the body).
    ``raw`` are the bytes to write in place of all that; ``hang`` seconds are waited before anything.
    """

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = "text/html; charset=utf-8"
    etag: str = ""
    last_modified: str = ""
    claim: int | None = None
    raw: bytes | Iterable[bytes] | None = None
    pause: float = 0.0
    hang: float = 0.0


Route = Callable[[Asked], "Answer | bytes | str"]


class Host:
    """The routes of one name. All methods that add one give the host back, to be chained."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.routes: dict[str, Route] = {}

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        status: int = 200,
        headers: Mapping[str, str] = _NONE,
        **more: Any,
    ) -> Host:
        """An answer that is always the same; ``more`` as in :class:`Answer`."""
        content = body.encode() if isinstance(body, str) else body
        return self.answer(path, Answer(body=content, status=status, headers=dict(headers), **more))

    def answer(self, path: str, *answers: Answer) -> Host:
        """Answers one after the other; the last one stays. ``path`` may be ``*``: all that has no route."""
        left = list(answers)

        def script(_: Asked) -> Answer:
            return left.pop(0) if len(left) > 1 else left[0]

        return self.route(path, script)

    def route(self, path: str, function: Route) -> Host:
        """A function of the request."""
        self.routes[path] = function
        return self

    def robots(self, text: str = "", status: int = 200, **more: Any) -> Host:
        """The host's robots.txt."""
        return self.page("/robots.txt", text, status, media="text/plain; charset=utf-8", **more)

    def redirect(self, path: str, target: str, status: int = 302, **headers: str) -> Host:
        """A redirect, its target as it is given."""
        return self.page(path, status=status, headers={"Location": target, **headers})

    def drip(self, path: str, pause: float = 1.0, *, head: bool = False) -> Host:
        """A byte each ``pause`` seconds for ever: of the body, or of the head."""
        if head:
            return self.answer(path, Answer(raw=_bytes(b"HTTP/1.1 200 OK\r\nX-Slow: "), pause=pause))
        return self.answer(path, Answer(body=_bytes(b"<p>"), pause=pause))

    def raw(self, path: str, *pieces: bytes, pause: float = 0.0) -> Host:
        """Bytes on the wire as they are, then the end of the connection."""
        return self.answer(path, Answer(raw=pieces, pause=pause))


class _bytes:  # noqa: N801
    """A beginning and then spaces without end, a byte at a time; may be read again and again."""

    def __init__(self, start: bytes) -> None:
        self.start = start

    def __iter__(self) -> Iterator[bytes]:
        yield from (bytes((byte,)) for byte in self.start)
        while True:
            yield b" "


class Day:
    """A clock that only sleeping moves; thread-safe."""

    def __init__(self, start: datetime = datetime(2026, 3, 1, 6, tzinfo=UTC)) -> None:
        self.start = start
        self.passed = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.passed += seconds

    def clock(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)


class Web:
    """Many hosts on one loopback port (and one for https). A context manager."""

    def __init__(self, tls: Sequence[str] = ()) -> None:
        self.hosts: dict[str, Host] = {}
        self.log: list[Asked] = []
        self.dialled: list[tuple[str, int]] = []
        self.resolved: list[str] = []
        self.addresses: dict[str, Callable[[], Sequence[str]]] = {}
        self.stopping = threading.Event()
        self.open = 0
        self.most_open: dict[str, int] = {}
        self._opened: dict[str, int] = {}
        self._lock = threading.Lock()
        self._tls_names = tuple(tls)
        self._servers: dict[str, _Server] = {}
        self._trust: ssl.SSLContext | None = None

    # --- what it plays --------------------------------------------------------------------

    def host(self, name: str, *addresses: str) -> Host:
        """The host of that name, made if there is none; it resolves to ``addresses``."""
        if name not in self.hosts:
            self.hosts[name] = Host(name)
            self.addresses[name] = lambda: addresses or (PUBLIC,)
        return self.hosts[name]

    def resolves(self, name: str, *answers: Sequence[str]) -> None:
        """What the name resolves to: one answer after the other; the last one stays."""
        left = list(answers)
        self.addresses[name] = lambda: left.pop(0) if len(left) > 1 else left[0]

    def asked(self, host: str = "", path: str = "") -> list[Asked]:
        """The requests that came, in order; of one host, of one path."""
        return [one for one in self.log if host in ("", one.host) and path in ("", one.path)]

    # --- the world that leads here ----------------------------------------------------------

    def world(self, day: Day | None = None, **changes: Any) -> World:
        """A world whose names and connections are these; with ``day`` its time passes only in sleep."""
        world = World(resolver=self.resolve, dial=self.dial, jitter=lambda: 0.0, tls=self._trust)
        if day:
            world = replace(world, sleep=day.sleep, clock=day.clock, now=day.now)
        return replace(world, **changes)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses that the host was given; an IP address is itself."""
        self.resolved.append(host)
        if host in self.addresses:
            return list(self.addresses[host]())
        with contextlib.suppress(OSError):
            return [str(found[4][0]) for found in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        """A connection to the loopback port, whatever the address; noted in ``dialled``."""
        self.dialled.append((address, port))
        scheme = "https" if port == 443 and "https" in self._servers else "http"
        return socket.create_connection(("127.0.0.1", self.port(scheme)), timeout)

    def port(self, scheme: str = "http") -> int:
        return int(self._servers[scheme].server_address[1])

    # --- running ----------------------------------------------------------------------------

    def __enter__(self) -> Web:
        self._start("http")
        if self._tls_names:
            context, self._trust = _certificate(self._tls_names)
            self._start("https", context)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def _start(self, scheme: str, tls: ssl.SSLContext | None = None) -> None:
        server = _Server(self, scheme, tls)
        self._servers[scheme] = server
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True, name=f"web-{scheme}"
        ).start()

    @contextlib.contextmanager
    def noted(self, asked: Asked) -> Iterator[None]:
        """Writes the request into the log, and counts how many of its host are open at a time.

        Open until its answer begins: who has all of it asks again before this thread is told so.
        """
        with self._lock:
            self.log.append(asked)
            self._opened[asked.host] = self._opened.get(asked.host, 0) + 1
            self.most_open[asked.host] = max(self.most_open.get(asked.host, 0), self._opened[asked.host])
        try:
            yield
        finally:
            with self._lock:
                self._opened[asked.host] -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    block_on_close = False

    def __init__(self, web: Web, scheme: str, tls: ssl.SSLContext | None) -> None:
        self.web = web
        self.scheme = scheme
        self.tls = tls
        super().__init__(("127.0.0.1", 0), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the thread of the request: a slow handshake holds up none."""
        with contextlib.suppress(OSError):  # the client went away: what the tests are about
            if self.tls:
                request.settimeout(5)
                request = self.tls.wrap_socket(request, server_side=True)
                request.settimeout(None)
            super().finish_request(request, client_address)
            if self.tls:
                request.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = cast(_Server, self.server)
        name = self.headers.get("Host", "").rpartition("@")[2]
        name = name if name in server.web.hosts else name.partition(":")[0]
        headers = {key.lower(): value for key, value in self.headers.items()}
        asked = Asked(
            host=name,
            path=self.path,
            headers=headers,
            at=time.monotonic(),
            scheme=server.scheme,
            method=self.command,
            body=self.rfile.read(int(headers.get("content-length") or 0)),
        )
        with server.web.noted(asked):
            found = self._answer(server.web, asked)
            if found.hang:
                server.web.stopping.wait(found.hang)
        self._give(found, server.web.stopping)

    do_POST = do_GET  # noqa: N815

    def _answer(self, web: Web, asked: Asked) -> Answer:
        host = web.hosts.get(asked.host)
        routes = host.routes if host else {}
        fallback = routes.get("*") if asked.path != "/robots.txt" else None
        route = routes.get(asked.path) or fallback
        found = route(asked) if route else Answer(status=404)
        if isinstance(found, str):
            found = found.encode()
        answer = Answer(body=found) if isinstance(found, bytes) else found
        shown = (asked.headers.get("if-none-match"), asked.headers.get("if-modified-since"))
        known = (answer.etag and answer.etag == shown[0]) or (
            answer.last_modified and answer.last_modified == shown[1]
        )
        return replace(answer, status=304, body=b"") if known and answer.status == 200 else answer

    def _give(self, answer: Answer, stopping: threading.Event) -> None:
        if answer.raw is not None:
            self._pieces((answer.raw,) if isinstance(answer.raw, bytes) else answer.raw, answer, stopping)
            self.close_connection = True
            return
        whole = isinstance(answer.body, bytes)
        self._head(answer, whole)
        if whole:
            self.wfile.write(cast(bytes, answer.body))
        else:
            pieces = cast(Iterable[bytes], answer.body)
            chunks = (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces if piece)
            self._pieces(chunks, answer, stopping)
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = self.close_connection or answer.claim is not None

    def _head(self, answer: Answer, whole: bool) -> None:
        self.send_response(answer.status)
        stated = {"Content-Type": answer.media, "ETag": answer.etag, "Last-Modified": answer.last_modified}
        given = {name.lower() for name in answer.headers}
        for name, value in (*stated.items(), *answer.headers.items()):
            if value and (name in answer.headers or name.lower() not in given):
                self.send_header(name, value)
        if not whole:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.status not in (204, 304):
            length = len(cast(bytes, answer.body)) if answer.claim is None else answer.claim
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _pieces(self, pieces: Iterable[bytes], answer: Answer, stopping: threading.Event) -> None:
        for piece in pieces:
            if answer.pause and stopping.wait(answer.pause):
                return
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _certificate(names: Sequence[str]) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What the server shows for these names, and what trusts it alone. Skips the test without openssl."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        made = ["openssl", "req", "-x509", "-nodes", "-days", "2"]
        made += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        alternatives = ",".join(f"DNS:{name}" for name in names)
        made += ["-subj", f"/CN={names[0]}", "-addext", f"subjectAltName={alternatives}"]
        made += ["-keyout", str(key), "-out", str(certificate)]
        subprocess.run(made, check=True, capture_output=True)
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(certificate, key)
        return shown, ssl.create_default_context(cafile=str(certificate))
