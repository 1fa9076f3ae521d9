"""The client that fetches: polite, bounded, and deaf to what is not public."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.clients.http import REDIRECTS, Limits, PoliteClient, World, is_public, user_agent
from dateline.core.errors import FetchError

PAGE = "https://harbour.example/a/ferry"
PUBLIC = "93.184.215.14"
LIMITS = Limits()

Handler = Callable[[httpx.Request], httpx.Response]


class Day:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


def public(host: str, port: int) -> Sequence[str]:
    return [PUBLIC]


def client(
    handler: Handler,
    *,
    robots: str | int | Exception = 404,
    day: Day | None = None,
    resolver: Callable[[str, int], Sequence[str]] = public,
    limits: Limits = LIMITS,
) -> PoliteClient:
    """A client whose web is ``handler``, with the same robots.txt on each host."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path != "/robots.txt":
            return handler(request)
        if isinstance(robots, Exception):
            raise robots
        return httpx.Response(robots) if isinstance(robots, int) else httpx.Response(200, text=robots)

    day = day or Day()
    world = World(transport=httpx.MockTransport(answer), resolver=resolver, sleep=day.sleep, clock=day.clock)
    return PoliteClient(contact="https://desk.example/bot", limits=limits, world=world)


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html=f"<p>{request.url.path}</p>")


def refused(fetching: PoliteClient, url: str = PAGE) -> str:
    with fetching, pytest.raises(FetchError) as caught:
        fetching.fetch(url)
    assert caught.value.item == url
    assert caught.value.remedy
    return caught.value.reason


def test_a_page_is_fetched_with_what_the_server_said_of_it() -> None:
    def german(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, content=b"<p>x</p>", headers={"content-type": "Text/HTML; charset=ISO-8859-1"}
        )

    with client(german) as fetching:
        fetched = fetching.fetch(PAGE + "#part")
    assert (fetched.location, fetched.content) == (PAGE, b"<p>x</p>")
    assert (fetched.media_type, fetched.charset) == ("text/html", "iso-8859-1")


def test_it_says_who_it_is() -> None:
    seen: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return page(request)

    with client(note) as fetching:
        fetching.fetch(PAGE)
    assert seen == [user_agent("https://desk.example/bot")]
    assert seen[0].startswith("Dateline/")
    assert seen[0].endswith(" (+https://desk.example/bot)")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://harbour.example/a", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("https://", "not an http or https address"),
        ("harbour.example/a", "not an http or https address"),
        ("https://ines:secret@harbour.example/", "carries a name or password"),
        ("https://harbour.example:port/", "not an address"),
    ],
)
def test_only_plain_web_addresses_are_fetched(url: str, reason: str) -> None:
    assert reason in refused(client(page), url)


# --- robots.txt ---------------------------------------------------------------------------


def test_robots_txt_is_obeyed() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /private\nAllow: /private/open$\n"
    with client(page, robots=rules) as fetching:
        assert fetching.fetch("https://harbour.example/a").content
        assert fetching.fetch("https://harbour.example/private/open").content
    assert "does not allow it" in refused(client(page, robots=rules), "https://harbour.example/private/x")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_all(status: int) -> None:
    with client(page, robots=status) as fetching:
        assert fetching.fetch(PAGE).content


@pytest.mark.parametrize("robots", [500, 503, httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])
def test_a_robots_txt_that_fails_forbids_all(robots: int | Exception) -> None:
    assert "robots.txt could not be read" in refused(client(page, robots=robots))


def test_robots_txt_is_asked_for_once_a_host_and_its_beginning_counts() -> None:
    asked: list[str] = []

    def web(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.url.host}{request.url.path}")
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow: /no\n" + "# talk\n" * 200_000)
        return page(request)

    world = World(transport=httpx.MockTransport(web), resolver=public, sleep=lambda _: None)
    with PoliteClient(world=world) as fetching:
        for path in ("a", "b"):
            fetching.fetch(f"https://harbour.example/{path}")
        with pytest.raises(FetchError):
            fetching.fetch("https://harbour.example/no")
    assert asked == ["harbour.example/robots.txt", "harbour.example/a", "harbour.example/b"]


@pytest.mark.parametrize(("hops", "allowed"), [(1, True), (3, True), (99, True)])
def test_a_robots_txt_that_redirects_is_followed(hops: int, allowed: bool) -> None:
    def web(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if "robots" in path:
            hop = int(path.removeprefix("/robots").removesuffix(".txt") or 0)
            if hop < hops:
                return httpx.Response(302, headers={"location": f"/robots{hop + 1}.txt"})
            return httpx.Response(200, text="User-agent: *\nDisallow: /no\n")
        return page(request)

    world = World(transport=httpx.MockTransport(web), resolver=public, sleep=lambda _: None)
    with PoliteClient(world=world) as fetching:
        assert fetching.fetch(PAGE).content
        if hops < REDIRECTS:
            with pytest.raises(FetchError, match="does not allow it"):
                fetching.fetch("https://harbour.example/no")


# --- manners ------------------------------------------------------------------------------


def test_a_host_is_left_alone_for_the_delay_and_another_is_not_waited_for() -> None:
    day = Day()
    with client(page, day=day) as fetching:
        fetching.fetch("https://harbour.example/1")  # robots.txt, then the page
        assert day.slept == [1.0]
        fetching.fetch("https://valley.example/1")
        assert day.slept == [1.0, 1.0]
        day.now += 30
        fetching.fetch("https://harbour.example/2")
    assert day.slept == [1.0, 1.0]


def test_redirects_are_followed_five_times_and_the_last_address_is_told() -> None:
    def hop(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path.removeprefix("/"))
        if step == 0:
            return page(request)
        return httpx.Response(301, headers={"location": f"/{step - 1}"})

    with client(hop) as fetching:
        assert fetching.fetch(f"https://harbour.example/{REDIRECTS}").location == "https://harbour.example/0"
    assert "redirects more than 5 times" in refused(client(hop), f"https://harbour.example/{REDIRECTS + 1}")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "https://me:me@valley.example/", "gopher://x/"])
def test_a_redirect_to_what_may_not_be_fetched_is_refused(target: str) -> None:
    assert refused(client(lambda _: httpx.Response(302, headers={"location": target})))


def test_a_redirect_asks_the_other_host_for_its_rules() -> None:
    def web(request: httpx.Request) -> httpx.Response:
        if request.url.host == "harbour.example":
            if request.url.path == "/robots.txt":
                return httpx.Response(404)
            return httpx.Response(302, headers={"location": "https://closed.example/a"})
        return httpx.Response(200, text="User-agent: *\nDisallow: /\n")

    world = World(transport=httpx.MockTransport(web), resolver=public, sleep=lambda _: None)
    assert "closed.example/robots.txt does not allow it" in refused(PoliteClient(world=world))


# --- limits -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [204, 304, 404, 410, 429, 500])
def test_any_other_answer_is_an_error_that_tells_the_status(status: int) -> None:
    assert f"answered {status}" in refused(client(lambda _: httpx.Response(status)))


def test_the_size_is_counted_after_decoding() -> None:
    body = gzip.compress(bytes(3_000_000))

    def packed(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body, headers={"content-encoding": "gzip"})

    limits = Limits(largest=1 << 20)
    assert len(body) < limits.largest
    assert "more than 1 MiB" in refused(client(packed, limits=limits))


def test_a_body_that_drips_is_given_up() -> None:
    day = Day()

    def drip() -> Iterator[bytes]:
        for _ in range(1_000):
            day.now += 1
            yield b"x" * (1 << 16)

    slow = client(lambda _: httpx.Response(200, content=drip()), day=day, limits=Limits(largest=1 << 30))
    assert "slower than 30 s" in refused(slow)
    assert day.now < 60


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ReadTimeout("x"), "did not answer in time"),
        (httpx.ConnectTimeout("x"), "did not answer in time"),
        (httpx.ConnectError("no route"), "could not be reached: no route"),
        (httpx.RemoteProtocolError("bad line"), "broke off: bad line"),
        (httpx.DecodingError("bad gzip"), "does not decode"),
        (httpx.ReadError(""), "broke off: ReadError"),
    ],
)
def test_each_trouble_is_told_in_plain_words(error: Exception, reason: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    assert reason in refused(client(fail))


# --- addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.0.8",
        "192.88.99.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "not an address",
    ],
)
def test_an_address_that_is_not_public_is_refused_before_any_request(address: str) -> None:
    asked: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return page(request)

    def mixed(host: str, port: int) -> Sequence[str]:
        return [PUBLIC, address]

    assert "is not public" in refused(client(note, resolver=mixed))
    assert not asked


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1::1"])
def test_a_public_address_passes(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_python_calls_private(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(address)) or not address.is_private


def test_a_redirect_to_a_private_host_is_refused() -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.1"] if host == "inside.example" else [PUBLIC]

    def away(request: httpx.Request) -> httpx.Response:
        assert request.url.host != "inside.example"
        return httpx.Response(302, headers={"location": "http://inside.example/"})

    assert "inside.example is not public" in refused(client(away, resolver=resolver))


def test_a_host_that_is_not_known_is_named() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    assert refused(client(page, resolver=unknown)) == "harbour.example is not known"


# --- a real server ------------------------------------------------------------------------


class Web(BaseHTTPRequestHandler):
    """A page in gzip and a robots.txt, over a real socket."""

    def do_GET(self) -> None:
        found = self.path == "/page"
        body = gzip.compress(b"<html><p>Real</p></html>") if found else b""
        self.send_response(200 if found else 404)
        if found:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def loopback() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_real_server_is_read_where_private_networks_are_allowed(loopback: str) -> None:
    with PoliteClient(delay=0, allow_private=True) as fetching:
        fetched = fetching.fetch(f"{loopback}/page")
        assert fetched.content == b"<html><p>Real</p></html>"
        assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
        with pytest.raises(FetchError, match="answered 404"):
            fetching.fetch(f"{loopback}/none")


def test_a_real_server_on_loopback_is_refused_otherwise(loopback: str) -> None:
    with PoliteClient(delay=0) as fetching, pytest.raises(FetchError, match="is not public"):
        fetching.fetch(f"{loopback}/page")


@pytest.mark.shared
def test_no_hostile_address_is_ever_asked(shared: Path) -> None:
    asked: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return page(request)

    def literal(host: str, port: int) -> Sequence[str]:
        """As the system reads literals, odd ones too; a name answers with a private address."""
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, flags=socket.AI_NUMERICHOST)
        except socket.gaierror:
            return ["10.0.0.1"]
        return [str(entry[4][0]) for entry in found]

    lines = (shared / "data" / "hostile" / "ssrf.jsonl").read_text("utf-8").splitlines()
    with client(note, resolver=literal) as fetching:
        for line in lines:
            with pytest.raises(FetchError):
                fetching.fetch(json.loads(line)["url"])
    assert lines
    assert not asked
