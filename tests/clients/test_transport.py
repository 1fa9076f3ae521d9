"""One request over one connection: to the address that was checked, for as long as patience lasts."""

from __future__ import annotations

import contextlib
import gc
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loopback import PUBLIC, Answer, Web

from dateline.clients.addresses import Gate, parse
from dateline.clients.transport import HEAD_LINES, Limits, Patience, Transport
from dateline.core.errors import FetchError

#: Seconds, far beyond the limits of ``QUICK``, on the slowest machine; what is not cut off takes longer.
MINUTE = 60.0
QUICK = Limits(connect=1.0, timeout=0.4, deadline=1.5, grace=0.4, rate=1000.0)
SIX = "2606:2800:220:1::1"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as served:
        served.host("harbour.example").page("/a", "<p>a</p>")
        yield served


def ask(transport: Transport, url: str = "http://harbour.example/a", **headers: str) -> tuple[int, bytes]:
    with transport.ask(parse(url), headers, transport.patience()) as answer:
        return answer.status, b"".join(answer.pieces)


def refused(transport: Transport, url: str = "http://harbour.example/a") -> str:
    with pytest.raises(FetchError) as caught:
        ask(transport, url)
    assert caught.value.remedy
    return caught.value.reason


# --- where it connects --------------------------------------------------------------------


def test_it_connects_to_the_address_that_was_checked_and_keeps_the_name(web: Web) -> None:
    assert ask(Transport(web.world(), Limits())) == (200, b"<p>a</p>")
    assert web.dialled == [(PUBLIC, 80)]
    assert web.resolved == ["harbour.example"], "resolved once"
    assert web.log[0].headers["host"] == "harbour.example"
    assert web.log[0].headers["connection"] == "close"


def test_an_ip_address_is_not_looked_up(web: Web) -> None:
    web.host(PUBLIC).page("/a", "by number")
    assert ask(Transport(web.world(), Limits()), f"http://{PUBLIC}/a") == (200, b"by number")
    assert (web.resolved, web.dialled) == ([], [(PUBLIC, 80)])


@pytest.mark.parametrize(
    "answers",
    [
        ["10.0.0.1"],
        [PUBLIC, "127.0.0.1"],
        ["169.254.169.254", PUBLIC],
        [PUBLIC, "::1"],
        [PUBLIC, "fe80::1%eth0"],
        [SIX, "::ffff:93.184.215.14"],
        ["64:ff9b::5db8:d70e"],
        ["not an address"],
    ],
)
def test_unless_every_answer_is_public_nothing_is_connected_to(web: Web, answers: Sequence[str]) -> None:
    web.resolves("harbour.example", answers)
    assert refused(Transport(web.world(), Limits())) == "harbour.example is not public"
    assert web.dialled == []


def test_a_name_that_answers_otherwise_the_second_time_is_caught_or_not_asked(web: Web) -> None:
    """Rebinding: what is connected to is what was checked, so a second answer never counts."""
    web.resolves("harbour.example", [PUBLIC], ["127.0.0.1"], [PUBLIC])
    transport = Transport(web.world(), Limits())
    assert ask(transport)[0] == 200
    assert refused(transport) == "harbour.example is not public"
    assert ask(transport)[0] == 200
    assert {address for address, _ in web.dialled} == {PUBLIC}
    assert len(web.resolved) == 3


def test_the_operator_may_allow_what_is_not_public(web: Web) -> None:
    web.host("intranet", "10.0.0.1").page("/a", "inside")
    transport = Transport(web.world(), Limits())
    target = parse("http://intranet:8080/a", gate=Gate(hosts=("intranet:8080",)))
    with transport.ask(target, {}, transport.patience()) as answer:
        assert b"".join(answer.pieces) == b"inside"
    assert web.dialled == [("10.0.0.1", 8080)]
    assert web.log[0].headers["host"] == "intranet:8080"


def test_the_next_address_is_tried_and_at_most_three(web: Web) -> None:
    tried: list[str] = []

    def dial(address: str, port: int, timeout: float) -> socket.socket:
        tried.append(address)
        if address != "93.184.215.16":
            raise ConnectionRefusedError(111, "Connection refused")
        return web.dial(address, port, timeout)

    web.resolves("harbour.example", [f"93.184.215.{last}" for last in range(14, 20)])
    transport = Transport(web.world(dial=dial), Limits())
    assert ask(transport)[0] == 200
    assert tried == [f"93.184.215.{last}" for last in (14, 15, 16)]
    web.resolves("harbour.example", [f"93.184.215.{last}" for last in (10, 11, 12, 16)])
    assert refused(transport) == "could not be reached: connection refused"
    assert len(tried) == 6


def test_a_name_that_nobody_knows_is_named(web: Web) -> None:
    assert (
        refused(Transport(web.world(), Limits()), "http://nowhere.example/") == "nowhere.example is not known"
    )
    web.resolves("harbour.example", [])
    assert refused(Transport(web.world(), Limits())) == "harbour.example is not known"


def test_nothing_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(Transport(web.world(), Limits()))[0] == 200


def test_no_cookie_is_kept(web: Web) -> None:
    web.host("harbour.example").page("/c", "c", headers={"Set-Cookie": "a=b; Path=/"})
    transport = Transport(web.world(), Limits())
    ask(transport, "http://harbour.example/c")
    ask(transport, "http://harbour.example/c")
    assert all("cookie" not in asked.headers for asked in web.log)


# --- TLS ----------------------------------------------------------------------------------


def test_a_certificate_is_judged_by_the_name_not_the_address() -> None:
    with Web(tls=("harbour.example",)) as web:
        web.host("harbour.example").page("/a", "secret")
        web.host("valley.example").page("/a", "other")
        transport = Transport(web.world(), Limits())
        assert ask(transport, "https://harbour.example/a") == (200, b"secret")
        assert "its certificate is not good" in refused(transport, "https://valley.example/a")
        assert "its certificate is not good" in refused(transport, f"https://{PUBLIC}/a")
        assert {port for _, port in web.dialled} == {443}
        assert [asked.scheme for asked in web.log] == ["https"]


def test_a_certificate_of_no_known_authority_is_refused() -> None:
    with Web(tls=("harbour.example",)) as web:
        web.host("harbour.example").page("/a", "secret")
        reason = refused(Transport(web.world(tls=None), Limits()), "https://harbour.example/a")
    assert "its certificate is not good: self" in reason


def test_a_server_that_speaks_no_tls_is_told(web: Web) -> None:
    assert "no secure connection" in refused(
        Transport(web.world(tls=ssl.create_default_context()), QUICK), "https://harbour.example/a"
    )


# --- patience -----------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_patience_is_arithmetic() -> None:
    clock = Clock()
    limits = Limits(connect=10, timeout=20, deadline=30, grace=5, rate=1000)
    patience = Patience(clock, limits)
    assert patience.left() == 30
    assert patience.left(10) == 10
    clock.now = 2.0
    patience.count(100)
    assert patience.left() == 5, "until the end of the grace"
    patience.count(9_900)
    assert patience.left() == 10, "ten thousand bytes are worth ten seconds"
    patience.count(10**6)
    assert patience.left() == 28, "but the end stays the end"
    clock.now = 30.0
    with pytest.raises(FetchError, match="slower than 30 s in all"):
        patience.left()


def test_patience_ends_below_the_least_rate() -> None:
    clock = Clock()
    patience = Patience(clock, Limits(grace=5, rate=1000))
    patience.count(4_999)
    clock.now = 5.0
    with pytest.raises(FetchError, match="slower than 1000 bytes a second"):
        patience.left()


def test_what_was_spent_on_the_way_is_taken_off() -> None:
    clock = Clock()
    patience = Patience(clock, Limits(), budget=3.0)
    clock.now = 1.0
    assert (patience.left(), patience.spent) == (2.0, 1.0)


def slow_dial(address: str, port: int, timeout: float) -> socket.socket:
    time.sleep(min(timeout, 5))
    raise TimeoutError("timed out")


def slow_resolver(host: str, port: int) -> Sequence[str]:
    time.sleep(2.5)
    return [PUBLIC]


@pytest.mark.parametrize(
    ("path", "changes", "reason"),
    [
        ("/drip", {}, "slower than 1000 bytes a second"),
        ("/head", {}, "slower than 1000 bytes a second"),
        ("/hang", {}, "did not answer in time"),
        ("/steady", {}, "slower than 1.5 s in all"),
        ("/interim", {}, "slower than 1000 bytes a second"),
        ("/a", {"dial": slow_dial}, "did not answer in time"),
        ("/a", {"resolver": slow_resolver}, "was not resolved in time"),
    ],
)
def test_nothing_is_waited_for_beyond_the_limits(
    web: Web, path: str, changes: dict[str, Any], reason: str
) -> None:
    host = web.host("harbour.example").drip("/drip", 0.05).drip("/head", 0.05, head=True)
    host.answer("/hang", Answer(hang=9 * MINUTE))
    host.raw("/interim", *[b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 99_999, pause=0.05)
    host.answer("/steady", Answer(body=[b"x" * 2_000] * 99_999, pause=0.05))
    started = time.monotonic()
    assert reason in refused(Transport(web.world(**changes), QUICK), f"http://harbour.example{path}")
    assert time.monotonic() - started < MINUTE


def test_a_handshake_without_end_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, Web() as web:
        web.host("harbour.example")

        def dial(address: str, port: int, timeout: float) -> socket.socket:
            return socket.create_connection(("127.0.0.1", silent.getsockname()[1]), timeout)

        world = web.world(dial=dial, tls=ssl.create_default_context())
        started = time.monotonic()
        assert "did not answer in time" in refused(Transport(world, QUICK), "https://harbour.example/a")
        assert time.monotonic() - started < MINUTE


# --- what is no HTTP ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header line\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: b\x00c\r\n\r\n",
        b"HTTP/1.1 99 Low\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_an_error_in_plain_words(web: Web, raw: bytes) -> None:
    web.host("harbour.example").raw("/raw", raw)
    assert "broke off: " in refused(Transport(web.world(), QUICK), "http://harbour.example/raw")


@pytest.fixture(scope="module")
def steady() -> Iterator[Web]:
    with Web() as served:
        served.host("harbour.example")
        yield served


HEADS = st.sampled_from(
    [
        *(b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200 \r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"),
        *(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"HTTP/1.1 101 Up\r\n\r\n",
            b"HTTP/1.1 1",
        ),
    ]
)


@settings(deadline=None, max_examples=150)
@given(HEADS, st.binary(max_size=60))
def test_any_bytes_are_an_answer_or_an_error(steady: Web, head: bytes, tail: bytes) -> None:
    steady.host("harbour.example").raw("/raw", head + tail)
    with contextlib.suppress(FetchError):
        assert ask(Transport(steady.world(), QUICK), "http://harbour.example/raw")[0] >= 100


@pytest.mark.parametrize(
    "head",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(HEAD_LINES + 1)),
        b"X: " + b"y" * 70_000 + b"\r\n",
        b"X: " + b"y" * 500_000 + b"\r\n",
    ],
)
def test_a_head_that_is_too_large_is_refused(web: Web, head: bytes) -> None:
    web.host("harbour.example").raw("/raw", b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: 0\r\n\r\n")
    reason = refused(Transport(web.world(), Limits()), "http://harbour.example/raw")
    assert "too large" in reason or "too long" in reason


def test_interim_answers_without_end_are_refused(web: Web) -> None:
    web.host("harbour.example").raw("/raw", *[b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n" * 1_000] * 50)
    assert "too large" in refused(Transport(web.world(), Limits()), "http://harbour.example/raw")


def test_what_weighs_more_on_the_way_than_it_holds_is_refused(web: Web) -> None:
    chunk = b"1;" + b"e" * 60_000 + b"\r\nx\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.host("harbour.example").raw("/few", head, chunk * 5, b"0\r\n\r\n").raw("/raw", head, *[chunk] * 100)
    transport = Transport(web.world(), Limits(feed=1 << 20))
    assert ask(transport, "http://harbour.example/few") == (200, b"x" * 5)
    assert "sent more than 4 MiB" in refused(transport, "http://harbour.example/raw")


def test_one_interim_answer_is_passed_over_and_a_body_may_end_with_its_connection(web: Web) -> None:
    web.host("harbour.example").raw(
        "/raw", b"HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", b"old ", b"way"
    )
    assert ask(Transport(web.world(), Limits()), "http://harbour.example/raw") == (200, b"old way")


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\x00", " a"])
def test_a_header_that_would_break_the_request_is_not_sent(web: Web, value: str) -> None:
    transport = Transport(web.world(), Limits())
    with pytest.raises(FetchError):
        ask(transport, **{"If-None-Match": value})
    assert web.log == []


# --- stopping -----------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_is_under_way_can_be_cut_and_it_can_ask_again(scheme: str) -> None:
    with Web(tls=("harbour.example",)) as web:
        web.host("harbour.example").answer("/hang", Answer(hang=9)).page("/a", "a")
        transport = Transport(web.world(), Limits())
        reasons: list[str] = []
        asking = threading.Thread(
            target=lambda: reasons.append(refused(transport, f"{scheme}://harbour.example/hang"))
        )
        asking.start()
        while not web.log:
            time.sleep(0.01)
        transport.cut()
        asking.join(MINUTE)
        assert not asking.is_alive()
        assert reasons[0].startswith(("broke off", "stopped"))
        assert ask(transport, f"{scheme}://harbour.example/a")[0] == 200


def test_no_connection_is_left_open(web: Web) -> None:
    web.host("harbour.example").raw("/raw", b"nonsense\r\n\r\n")
    transport = Transport(web.world(), Limits())
    for path in ("/a", "/raw"):
        with contextlib.suppress(FetchError):
            ask(transport, f"http://harbour.example{path}")
    with transport.ask(parse("http://harbour.example/a"), {}, transport.patience()) as answer:
        assert answer.status == 200  # the body is not read
    assert not transport._open
    gc.collect()  # a socket that nobody closed would warn, and warnings are errors here
