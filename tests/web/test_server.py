"""The server over real sockets: what it needs, limits on connections, several workers, and its end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from dateline.app import open_app
from dateline.app.serving import Options, options_of
from dateline.core.errors import UsageError
from dateline.web import protocol
from dateline.web.server import serve
from tests.edition import Silent
from tests.web.newsstand import Newsstand

#: Seconds, far beyond what anything takes on the slowest machine.
LONG = 60.0

# --- what must be there -------------------------------------------------------------------


def test_a_folder_that_is_no_site_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no site"):
        serve(tmp_path, None, "127.0.0.1", 0)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<p>One.</p>")
    return folder


def test_a_site_without_its_store_is_not_served(site: Path) -> None:
    with pytest.raises(UsageError, match="is no store"):
        serve(site, None, "127.0.0.1", 0)
    with pytest.raises(UsageError, match="elsewhere"):
        serve(site, str(site / "elsewhere.db"), "127.0.0.1", 0)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("192.0.2.1", 0)])
def test_an_address_that_cannot_be_had_is_said(stand: Newsstand, host: str, port: int) -> None:
    (stand.site / "index.html").write_text("<p>One.</p>")
    with pytest.raises(UsageError, match="give another --port"):
        serve(stand.site, str(stand.folder / "site.db"), host, port)


def test_a_proxy_that_is_no_address_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SERVE_PROXIES", '["the proxy"]')
    with pytest.raises(UsageError, match="serve_proxies"):
        serve(site, None, "127.0.0.1", 0)


def test_the_settings_are_the_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert options_of(open_app(Silent()).settings) == Options()
    changed = open_app(Silent(), serve_rate=5, serve_proxies=("10.0.0.1",), serve_origins="", serve_cache=9)
    told = Options(rate=5, proxies=("10.0.0.1",), origins="", cache=9)
    assert options_of(changed.settings) == told


# --- connections --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def port(stand: Newsstand) -> Iterator[int]:
    """The server in a thread, with little patience."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocol, "PATIENCE", 0.4)
        patch.setattr(protocol, "LONGEST_HEAD", 8000)
        server = uvicorn.Server(uvicorn.Config(stand.app, **protocol.options()))
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@contextlib.contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), LONG) as connection:
        yield connection


def read(connection: socket.socket, most: int = 1_000_000) -> bytes:
    """All that comes until the other end closes."""
    found = b""
    connection.settimeout(LONG)
    with contextlib.suppress(ConnectionResetError):
        while len(found) < most and (piece := connection.recv(65536)):
            found += piece
    return found


HEAD = b"GET /healthz HTTP/1.1\r\nHost: site.example\r\n"


def answered(connection: socket.socket) -> bytes:
    """One answer to its end: its head and its body may come apart."""
    told = b""
    while not (end := told.find(b"\r\n\r\n") + 4) > 3 or len(told) < end + length_of(told[:end]):
        piece = connection.recv(65536)
        assert piece, f"it ended: {told[-200:]!r}"
        told += piece
    return told


def length_of(head: bytes) -> int:
    found = re.search(rb"(?i)content-length: *(\d+)", head)
    return int(found[1]) if found else 0


def test_a_request_is_answered_and_the_connection_stays(port: int) -> None:
    with connected(port) as connection:
        for _ in range(3):
            connection.sendall(HEAD + b"\r\n")
            assert answered(connection).startswith(b"HTTP/1.1 200 OK")
            time.sleep(0.05)


def test_who_waits_between_requests_is_not_sent_away_at_once(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"\r\n")
        answered(connection)
        time.sleep(0.8)
        connection.sendall(HEAD + b"\r\n")
        assert answered(connection).startswith(b"HTTP/1.1 200 OK")


def test_requests_in_a_row_are_answered_in_a_row(port: int) -> None:
    with connected(port) as connection:
        connection.sendall((HEAD + b"\r\n") * 4 + HEAD + b"Connection: close\r\n\r\n")
        assert read(connection).count(b"HTTP/1.1 200 OK") == 5


def test_a_head_without_end_is_refused(port: int) -> None:
    with connected(port) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(HEAD)
            for number in range(400):
                connection.sendall(b"X-%d: %s\r\n" % (number, b"y" * 100))
        assert read(connection).startswith((b"HTTP/1.1 431", b""))
    with connected(port) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_long_head_that_ends_is_read(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"X: " + b"y" * 7000 + b"\r\nConnection: close\r\n\r\n")
        assert read(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("sent", [b"", b"GET / HT", HEAD, HEAD + b"X: "])
def test_a_head_that_does_not_come_to_its_end_is_not_waited_for(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        connection.settimeout(LONG)
        assert connection.recv(1) == b"", "closed, not given up by us"


def test_a_head_that_trickles_is_not_waited_for(port: int) -> None:
    with connected(port) as connection, contextlib.suppress(OSError):
        connection.sendall(HEAD)
        for _ in range(600):
            time.sleep(0.1)
            connection.sendall(b"X: y\r\n")
        raise AssertionError("it was waited for")


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nBad Header\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_ends_the_connection_and_nothing_else(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        answer = read(connection)
        assert not answer.startswith(b"HTTP/1.1 5")
    with connected(port) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


BROKEN = [b"/%ff%fe", b"/%00", b"/%", b"/%zz", b"/..%2f..%2fsite.db", b"/%2e%2e/", b"/a%0d%0aX:y"]


@pytest.mark.parametrize("path", BROKEN)
def test_broken_escapes_are_not_found(port: int, path: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert read(connection).startswith(b"HTTP/1.1 404")


def test_a_body_with_a_question_is_not_read(port: int) -> None:
    answer = httpx.request(
        "GET", f"http://127.0.0.1:{port}/api/v1/stories", content=b"x" * 500_000, timeout=LONG
    )
    assert answer.status_code == 200


def test_it_tells_nothing_of_what_it_is_made_with(port: int) -> None:
    assert "server" not in httpx.get(f"http://127.0.0.1:{port}/", timeout=LONG).headers


def test_a_stream_comes_through_the_socket(port: int) -> None:
    with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v1/live", timeout=LONG) as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 5000"
        assert [line for _, line in zip(range(2), lines, strict=False)][1] == "event: open"


# --- several workers ----------------------------------------------------------------------


def children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in told.split()]


def wait_for(url: str) -> httpx.Response:
    for _ in range(200):
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(url, timeout=2)
        time.sleep(0.1)
    raise AssertionError("it was never there")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at the children of a process")
def test_workers_share_a_socket_are_replaced_and_end_together(stand: Newsstand, tmp_path: Path) -> None:
    (stand.site / "index.html").write_text("<p>One.</p>")
    command = [sys.executable, "-m", "dateline", "serve", str(stand.site), "--port", "0", "--workers", "2"]
    store = ["--store", str(stand.folder / "site.db")]
    with subprocess.Popen([*command, *store], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            home = server.stderr.readline().split()[0]
            assert wait_for(f"{home}healthz").json()["status"] == "ok"
            first = children(server.pid)
            assert len(first) == 2
            for _ in range(20):
                assert httpx.get(home, timeout=LONG).status_code == 200
            os.kill(first[0], signal.SIGKILL)
            assert "another is started" in server.stderr.readline()
            assert wait_for(f"{home}healthz").status_code == 200
            after = children(server.pid)
            assert len(after) == 2
            assert first[0] not in after
            with httpx.stream("GET", f"{home}api/v1/live", timeout=LONG):
                server.send_signal(signal.SIGTERM)
                assert server.wait(LONG) == 0, "a stream has no end of its own"
        finally:
            server.kill()


@pytest.mark.slow
def test_one_worker_ends_with_its_streams(stand: Newsstand, tmp_path: Path) -> None:
    (stand.site / "index.html").write_text("<p>One.</p>")
    command = [sys.executable, "-m", "dateline", "serve", str(stand.site), "--port", "0"]
    store = ["--store", str(stand.folder / "site.db")]
    with subprocess.Popen([*command, *store], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            home = server.stderr.readline().split()[0]
            wait_for(f"{home}healthz")
            with httpx.stream("GET", f"{home}api/v1/live", timeout=LONG):
                server.send_signal(signal.SIGINT)
                server.wait(LONG)
        finally:
            server.kill()
