"""The gateway as a whole, over real sockets: what it asks, what it refuses, what it gives."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.loopback import PUBLIC, Answer, Day, Host, Web

from dateline.clients.addresses import is_public
from dateline.clients.bodies import MIB
from dateline.clients.http import REDIRECTS, Limits, PoliteClient, World, user_agent
from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Fetcher, Purpose, Wanted
from dateline.core.types import Signal

HOME = "http://harbour.example"
PAGE = f"{HOME}/a/ferry"
FEED = f"{HOME}/feed.xml"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as served:
        served.host("harbour.example").page("/a/ferry", "<p>The ferry runs again.</p>")
        yield served


@pytest.fixture
def harbour(web: Web) -> Host:
    return web.host("harbour.example")


def client(web: Web, day: Day | None = None, **changes: Any) -> PoliteClient:
    """A client of that web: without delay on the real clock, with it on one that only sleeping moves."""
    world = changes.pop("world", web.world(day))
    changes.setdefault("delay", 1.0 if day else 0.0)
    return PoliteClient(contact="https://desk.example/bot", world=world, **changes)


def get(fetching: PoliteClient, url: str = PAGE, **wanted: Any) -> Fetched:
    return fetching.fetch(Wanted(url=url, **wanted))


def error(fetching: PoliteClient, url: str = PAGE, **wanted: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(fetching, url, **wanted)
    assert caught.value.item == url, "the error is about what was wanted"
    assert caught.value.reason
    assert caught.value.remedy
    return caught.value


def paths(web: Web, host: str = "harbour.example") -> list[str]:
    return [asked.path for asked in web.asked(host)]


# --- what it gives ------------------------------------------------------------------------


def test_it_is_a_fetcher(web: Web) -> None:
    fetcher: Fetcher = client(web)
    assert fetcher.fetch(Wanted(url=PAGE)).content


def test_a_page_is_given_with_what_the_server_said_of_it(web: Web, harbour: Host) -> None:
    harbour.page(
        "/g",
        b"<p>\xfc</p>",
        media="Text/HTML; charset=ISO-8859-1",
        headers={"Cache-Control": "max-age=60"},
        etag='W/"1"',
        last_modified="Sun, 01 Mar 2026 10:00:00 GMT",
    )
    fetched = get(client(web, Day()), f"{HOME}/g#part")
    assert fetched == Fetched(
        location=f"{HOME}/g",
        content=b"<p>\xfc</p>",
        media_type="text/html",
        charset="iso-8859-1",
        status=200,
        etag='W/"1"',
        last_modified="Sun, 01 Mar 2026 10:00:00 GMT",
        fresh=60,
        at=Day().now() + timedelta(seconds=2),
    )


def test_it_says_who_it_is_and_what_it_reads_and_nothing_else(web: Web) -> None:
    get(client(web))
    agent = user_agent("https://desk.example/bot")
    assert agent.startswith("Dateline/")
    assert agent.endswith(" (+https://desk.example/bot)")
    for asked in web.log:
        assert asked.headers["user-agent"] == agent
        assert asked.headers["accept-encoding"] == "gzip, deflate"
        names = {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert set(asked.headers) == names
    assert user_agent().startswith("Dateline/")
    assert "(" not in user_agent()
    assert user_agent("Büro").isascii()


def test_it_accepts_what_it_came_for(web: Web, harbour: Host) -> None:
    harbour.page("/feed.xml", "<rss/>")
    fetching = client(web)
    get(fetching, FEED, purpose=Purpose.FEED)
    get(fetching)
    assert web.asked(path="/feed.xml")[0].headers["accept"].startswith("application/atom+xml")
    assert web.asked(path="/a/ferry")[0].headers["accept"].startswith("text/html")


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("gzip, gzip", lambda b: gzip.compress(gzip.compress(b))),
    ],
)
def test_a_packed_page_is_unpacked(web: Web, harbour: Host, coding: str, pack: Any) -> None:
    harbour.page("/p", pack(b"<p>Packed</p>"), headers={"Content-Encoding": coding})
    assert get(client(web), f"{HOME}/p").content == b"<p>Packed</p>"


def test_an_unasked_encoding_is_refused(web: Web, harbour: Host) -> None:
    harbour.page("/p", b"x", headers={"Content-Encoding": "br"})
    assert "which we did not ask for" in error(client(web), f"{HOME}/p").reason


@pytest.mark.parametrize("status", [200, 203])
def test_a_good_answer_is_given(web: Web, harbour: Host, status: int) -> None:
    harbour.page("/s", "x", status)
    assert get(client(web), f"{HOME}/s").status == status


@pytest.mark.parametrize(
    "status",
    [
        *(201, 202, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 305, 307, 308),
        *(400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 418, 421, 425, 431, 451),
        *(500, 501, 502, 504, 505, 508, 511, 520, 599, 999),
    ],
)
def test_any_other_status_is_an_error_that_tells_it(web: Web, harbour: Host, status: int) -> None:
    harbour.page("/s", "" if status in (204, 205, 304) else "x", status)
    caught = error(client(web), f"{HOME}/s")
    assert caught.status == status
    assert caught.reason.startswith(f"answered {status}: it ")
    assert caught.hold is None
    assert not caught.refused


# --- conditional requests -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("etag", "last_modified"),
    [
        ('"a"', ""),
        ('W/"a"', "Sun, 01 Mar 2026 10:00:00 GMT"),
        ("no quotes at all", "yesterday, about noon"),
        ('"', "  0"),
        ('"caf\xe9"', "-1"),
    ],
)
def test_validators_go_back_byte_for_byte(web: Web, harbour: Host, etag: str, last_modified: str) -> None:
    last_modified = last_modified.strip()
    harbour.page("/feed.xml", "<rss/>", etag=etag, last_modified=last_modified)
    fetching = client(web)
    first = get(fetching, FEED)
    assert (first.etag, first.last_modified) == (etag, last_modified)
    second = get(fetching, FEED, etag=first.etag, last_modified=first.last_modified)
    assert second.unchanged
    assert second.content == b""
    assert (second.etag, second.last_modified) == (etag, last_modified)
    plain, conditional = web.asked(path="/feed.xml")
    assert "if-none-match" not in plain.headers
    assert "if-modified-since" not in plain.headers
    assert conditional.headers["if-none-match"] == etag
    assert conditional.headers.get("if-modified-since", "") == last_modified


def test_validators_are_never_made_up(web: Web, harbour: Host) -> None:
    harbour.page("/feed.xml", "<rss/>", headers={"Date": "Sun, 01 Mar 2026 10:00:00 GMT"})
    fetched = get(client(web), FEED)
    assert (fetched.etag, fetched.last_modified) == ("", "")


def test_a_304_renews_the_validators_it_brings_and_keeps_the_others(web: Web, harbour: Host) -> None:
    renewed = {"Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT", "Cache-Control": "max-age=90"}
    harbour.page("/feed.xml", status=304, headers=renewed)
    fetched = get(client(web), FEED, etag='"a"', last_modified="old")
    assert (fetched.etag, fetched.last_modified, fetched.fresh) == ('"a"', renewed["Last-Modified"], 90)


def test_a_new_answer_without_validators_has_none(web: Web, harbour: Host) -> None:
    harbour.page("/feed.xml", "<rss/>")
    fetched = get(client(web), FEED, etag='"a"', last_modified="old")
    assert (fetched.status, fetched.etag, fetched.last_modified) == (200, "", "")


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b", "\u2603", " a", ""])
def test_what_no_header_can_carry_is_left_out(web: Web, harbour: Host, value: str) -> None:
    assert get(client(web), etag=value).status == 200
    (asked,) = web.asked(path="/a/ferry")
    assert "if-none-match" not in asked.headers
    assert "x-evil" not in asked.headers


@pytest.mark.parametrize("giver", ["/old", "/new"])
def test_validators_go_only_to_the_address_that_gave_them(web: Web, harbour: Host, giver: str) -> None:
    harbour.redirect("/old", "/new").page("/new", "n")
    get(client(web), HOME + "/old", etag='"a"', last_modified="b", given_by=HOME + giver)
    for path in ("/old", "/new"):
        [asked] = web.asked("harbour.example", path)
        shown = (asked.headers.get("if-none-match"), asked.headers.get("if-modified-since"))
        assert shown == (('"a"', "b") if path == giver else (None, None))


def test_validators_go_to_another_host_where_that_one_gave_them(web: Web, harbour: Host) -> None:
    harbour.redirect("/away", "http://valley.example/new")
    web.host("valley.example").page("/new", "n")
    get(client(web), HOME + "/away", etag='"a"', given_by="http://valley.example/new")
    get(client(web), HOME + "/away", etag='"a"')
    first, second = (asked.headers.get("if-none-match") for asked in web.asked("valley.example", "/new"))
    assert (first, second) == ('"a"', None)


# --- redirects ----------------------------------------------------------------------------


def test_redirects_are_followed_five_times_and_the_last_address_is_told(web: Web, harbour: Host) -> None:
    for step in range(1, REDIRECTS + 2):
        harbour.redirect(f"/{step}", f"{step - 1}")
    harbour.page("/0", "there")
    assert get(client(web), f"{HOME}/{REDIRECTS}").location == f"{HOME}/0"
    assert "redirects more than 5 times" in error(client(web), f"{HOME}/{REDIRECTS + 1}").reason
    harbour.redirect("/loop", "/loop")
    assert "redirects more than 5 times" in error(client(web), f"{HOME}/loop").reason
    assert len(web.asked(path="/loop")) == REDIRECTS + 1


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301,), True),
        ((308,), True),
        ((301, 308), True),
        ((302,), False),
        ((307,), False),
        ((301, 302), False),
    ],
)
def test_it_moved_only_if_every_redirect_is_permanent(
    web: Web, harbour: Host, statuses: tuple[int, ...], moved: bool
) -> None:
    for step, status in enumerate(statuses):
        harbour.redirect(f"/{step}", f"/{step + 1}", status)
    harbour.page(f"/{len(statuses)}", "there")
    fetched = get(client(web), f"{HOME}/0")
    assert fetched.location == f"{HOME}/{len(statuses)}"
    assert fetched.moved == (fetched.location if moved else "")


def test_an_answer_at_its_own_address_did_not_move(web: Web) -> None:
    assert get(client(web)).moved == ""


@pytest.mark.parametrize(
    "target",
    [
        *(
            "file:///etc/passwd",
            "gopher://x/",
            "javascript:1",
            "https://me:me@valley.example/",
            "http://10.0.0.1/",
        ),
        *(
            "http://[::1]/",
            "http://0x7f.1/",
            "//localhost/",
            "http://valley.example:8080/",
            "http://inside.example/",
        ),
        *("http://[::ffff:7f00:1]/", "http://①②⑦.⓪.⓪.①/", "http://valley.example\\@10.0.0.1/"),
    ],
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(web: Web, harbour: Host, target: str) -> None:
    web.host("inside.example", "10.0.0.1")
    harbour.redirect("/r", "/s").page(
        "/s", status=302, headers={"Location": target.encode().decode("latin-1")}
    )
    assert error(client(web), f"{HOME}/r").refused
    assert {address for address, _ in web.dialled} == {PUBLIC}


@pytest.mark.parametrize("coding", ["utf-8", "latin-1"])
def test_a_location_may_be_written_plainly(web: Web, harbour: Host, coding: str) -> None:
    line = "/Fähre nach Süden?q=ö".encode(coding).decode("latin-1")
    harbour.page("/r", status=302, headers={"Location": line}).page(
        "/F%C3%A4hre%20nach%20S%C3%BCden?q=%C3%B6", "f"
    )
    assert get(client(web), f"{HOME}/r").content == b"f"


def test_a_redirect_without_an_address_is_told(web: Web, harbour: Host) -> None:
    harbour.page("/r", status=302)
    caught = error(client(web), f"{HOME}/r")
    assert (caught.status, "not to an address" in caught.reason) == (302, True)


def test_a_redirect_asks_the_other_host_for_its_rules(web: Web, harbour: Host) -> None:
    harbour.redirect("/r", "http://closed.example/a")
    web.host("closed.example").page("/a", "x").robots("User-agent: *\nDisallow: /\n")
    caught = error(client(web), f"{HOME}/r")
    assert caught.refused
    assert "closed.example/robots.txt does not allow it" in caught.reason
    assert paths(web, "closed.example") == ["/robots.txt"]


def test_a_step_down_from_https_is_followed_and_noted() -> None:
    with Web(tls=("harbour.example",)) as web:
        web.host("harbour.example").redirect("/r", "http://harbour.example/s").page("/s", "open")
        fetching = client(web)
        fetched = get(fetching, "https://harbour.example/r")
        assert fetched.content == b"open"
        assert "not encrypted" in fetched.notes[0]
        assert get(fetching, f"{HOME}/s").notes == ()


def test_the_deadline_is_for_all_redirects_together(web: Web, harbour: Host) -> None:
    for step in range(5):
        location = {"Location": f"/{step + 1}"}
        harbour.answer(f"/{step}", Answer(status=302, headers=location, hang=0.25))
    harbour.page("/5", "x")
    assert "slower than 0.7 s in all" in error(client(web, limits=Limits(deadline=0.7)), f"{HOME}/0").reason


# --- what may not be asked ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://harbour.example/a", "not an http or https address"),
        ("https://ines:secret@harbour.example/", "carries a name or password"),
        ("http://127.0.0.1/", "127.0.0.1 is not public"),
        ("http://harbour.example:8080/", "port 8080 is neither 80 nor 443"),
        ("http://inside.example/", "inside.example is not public"),
        ("http://mixed.example/", "mixed.example is not public"),
    ],
)
def test_what_is_not_public_is_refused_before_any_connection(web: Web, url: str, reason: str) -> None:
    web.host("inside.example", "192.168.0.7")
    web.host("mixed.example", PUBLIC, "192.168.0.7")
    caught = error(client(web), url)
    assert reason in caught.reason
    assert caught.refused
    assert web.dialled == []


def test_the_operator_may_allow_hosts_or_all_networks(web: Web) -> None:
    web.host("intranet.example", "10.0.0.1").page("/a", "inside")
    url = "http://intranet.example:8080/a"
    assert error(client(web), url).refused
    assert get(client(web, allow=("Intranet.example",)), url).content == b"inside"
    assert get(client(web, allow=("intranet.example:8080",)), url).content == b"inside"
    assert get(client(web, allow_private=True), url).content == b"inside"
    assert error(client(web, allow=("other.example",)), url).refused
    assert set(web.dialled) == {("10.0.0.1", 8080)}


def test_a_real_server_on_loopback_is_read_only_where_it_is_allowed(web: Web) -> None:
    """Without anything of the tests in between: the system's resolver and sockets."""
    url = f"http://127.0.0.1:{web.port()}/a"
    web.host("127.0.0.1").page("/a", "here")
    with PoliteClient(delay=0) as fetching:
        assert error(fetching, url).refused
    with PoliteClient(delay=0, allow=(f"127.0.0.1:{web.port()}",)) as fetching:
        assert get(fetching, url).content == b"here"


@pytest.mark.shared
@pytest.mark.parametrize("answers", [("10.0.0.1",), (PUBLIC, "127.0.0.1"), ("::ffff:10.0.0.1",)])
def test_no_hostile_address_is_ever_connected_to(web: Web, shared: Path, answers: Sequence[str]) -> None:
    """The recorder stands in the place of the socket; a redirect to each is tried as well."""

    def resolver(host: str, port: int) -> Sequence[str]:
        """As the system reads literals, odd ones too; any name answers as the attacker likes."""
        if host == "harbour.example":
            return [PUBLIC]
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, flags=socket.AI_NUMERICHOST)
        except (socket.gaierror, UnicodeError):
            return answers
        return [str(entry[4][0]) for entry in found]

    urls = [
        json.loads(line)["url"]
        for line in (shared / "data/hostile/ssrf.jsonl").read_text("utf-8").splitlines()
    ]
    targets = iter(urls)
    web.host("harbour.example").route("/r", lambda _: _redirect(next(targets)))
    fetching = client(web, world=web.world(resolver=resolver))
    for url in urls:
        error(fetching, url)
        error(fetching, f"{HOME}/r")
    assert len(urls) > 200
    assert len(web.asked(path="/r")) == len(urls)
    assert {address for address, _ in web.dialled} == {PUBLIC}
    assert {port for _, port in web.dialled} == {80}


def _redirect(location: str) -> Answer:
    line = location.replace("\r", "").replace("\n", "").encode().decode("latin-1")
    return Answer(status=302, headers={"Location": line})


def test_a_name_that_is_rebound_while_it_is_asked_reaches_nothing_private(web: Web) -> None:
    answers = iter(range(1_000))
    web.addresses["harbour.example"] = lambda: [PUBLIC] if next(answers) % 2 else ["127.0.0.1"]
    fetching = client(web, Day(), delay=0)
    for _ in range(20):
        with contextlib.suppress(FetchError):
            get(fetching)
    assert all(is_public(address) for address, _ in web.dialled)


# --- limits -------------------------------------------------------------------------------


def test_a_feed_may_be_larger_than_a_page(web: Web, harbour: Host) -> None:
    harbour.page("/big", b"x" * (5 * MIB + 1)).page("/huge", b"x" * (10 * MIB + 1))
    fetching = client(web)
    assert "more than 5 MiB" in error(fetching, f"{HOME}/big").reason
    assert len(get(fetching, f"{HOME}/big", purpose=Purpose.FEED).content) == 5 * MIB + 1
    assert "more than 10 MiB" in error(fetching, f"{HOME}/huge", purpose=Purpose.FEED).reason


def test_an_endless_body_is_given_up_at_its_limit(web: Web, harbour: Host) -> None:
    harbour.answer("/endless", Answer(body=[b"x" * 65_536] * 1_000))
    assert "more than 5 MiB" in error(client(web), f"{HOME}/endless").reason


BOMB = """
import gzip, resource, sys, time
sys.path[:0] = sys.argv[1:2]
from dateline.clients.http import PoliteClient
from dateline.core.errors import FetchError
from dateline.core.ports import Purpose, Wanted
import dateline.clients.transport
url, allow = sys.argv[2], sys.argv[3]
client = PoliteClient(delay=0, allow=(allow,))
client.fetch(Wanted(url=url + "/a"))
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    client.fetch(Wanted(url=url + "/bomb", purpose=Purpose.FEED))
except FetchError as error:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(time.process_time() - started, grown, error.reason, sep="|")
"""


@pytest.mark.slow
@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_refused_in_two_seconds_and_64_mib(web: Web, layers: int) -> None:
    packer = zlib.compressobj(1, wbits=31)
    packed = b"".join(packer.compress(bytes(MIB)) for _ in range(1024)) + packer.flush()  # 1 GiB
    body = gzip.compress(packed) if layers == 2 else packed
    coding = {"Content-Encoding": ", ".join(["gzip"] * layers)}
    web.host("127.0.0.1").page("/bomb", body, headers=coding).page("/a", "a")
    command = [sys.executable, "-c", BOMB, "", f"http://127.0.0.1:{web.port()}", f"127.0.0.1:{web.port()}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    seconds, grown, reason = told.split("|")
    assert "a bomb" in reason
    assert float(seconds) < 2
    assert int(grown) < 64 * 1024, "KiB"


# --- robots.txt ---------------------------------------------------------------------------


def test_robots_txt_is_obeyed_and_read_once(web: Web, harbour: Host) -> None:
    harbour.robots("User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /no\nAllow: /no/open$\n")
    harbour.page("/no/open", "o").page("/no/x", "x").page("/a", "a")
    fetching = client(web)
    assert get(fetching, f"{HOME}/a").content
    assert get(fetching, f"{HOME}/no/open").content
    for path in ("/no/x", "/no/open?x", "/a/../no/x", "/a/%2e%2e/no/x"):
        caught = error(fetching, HOME + path)
        assert caught.refused
        assert f"{HOME}/robots.txt does not allow it" in caught.reason
    assert paths(web).count("/robots.txt") == 1
    assert "/no/x" not in paths(web)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 304])
def test_without_a_robots_txt_all_is_allowed(web: Web, harbour: Host, status: int) -> None:
    harbour.robots("User-agent: *\nDisallow: /\n" if status != 304 else "", status)
    assert get(client(web)).content


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_robots_txt_that_fails_forbids_all_until_it_recovers(web: Web, harbour: Host, status: int) -> None:
    harbour.answer("/robots.txt", Answer(status=status), Answer(status=404))
    day = Day()
    fetching = client(web, day)
    caught = error(fetching)
    assert f"/robots.txt answered {status}" in caught.reason
    assert not caught.refused
    day.sleep(60)
    error(fetching)
    assert paths(web) == ["/robots.txt"], "for some minutes it is not asked again"
    day.sleep(600)
    assert get(fetching).content


@pytest.mark.parametrize(
    "answer",
    [
        Answer(raw=b""),
        Answer(raw=b"nonsense\r\n\r\n"),
        Answer(body=b"x", headers={"Content-Encoding": "gzip"}),
        Answer(body=b"x", headers={"Content-Encoding": "br"}),
        Answer(body=b"x", claim=99),
        Answer(status=302, headers={"Location": "http://10.0.0.1/robots.txt"}),
        Answer(status=302, headers={"Location": "ftp://harbour.example/"}),
    ],
)
def test_a_robots_txt_that_cannot_be_read_forbids_all(web: Web, harbour: Host, answer: Answer) -> None:
    harbour.answer("/robots.txt", answer)
    error(client(web))
    assert paths(web) == ["/robots.txt"]


def test_a_robots_txt_is_read_after_five_redirects_and_more_count_as_none(web: Web, harbour: Host) -> None:
    rules = "User-agent: *\nDisallow: /no\n"
    for hops, allowed in ((REDIRECTS, False), (REDIRECTS + 1, True)):
        name = f"hops-{hops}.example"
        host = web.host(name).redirect("/robots.txt", "/1").page(f"/{hops}", rules).page("/no", "n")
        for step in range(1, hops):
            host.redirect(f"/{step}", f"/{step + 1}")
        if allowed:
            assert get(client(web), f"http://{name}/no").content
        else:
            assert error(client(web), f"http://{name}/no").refused


def test_rules_count_for_the_host_they_were_asked_for_wherever_they_stand(web: Web, harbour: Host) -> None:
    harbour.redirect("/robots.txt", "http://valley.example/rules.txt")
    web.host("valley.example").page("/rules.txt", "User-agent: dateline\nDisallow: /a\n").page("/a/b", "v")
    assert error(client(web)).refused
    assert get(client(web), "http://valley.example/a/b").content


def test_the_first_half_mebibyte_of_a_robots_txt_counts(web: Web, harbour: Host) -> None:
    filler = "# " + "x" * 97 + "\n"
    harbour.robots("User-agent: *\nDisallow: /early\n" + filler * 8_000 + "Disallow: /a\n")
    harbour.page("/early", "e")
    fetching = client(web)
    assert error(fetching, f"{HOME}/early").refused
    assert get(fetching).content


def test_that_we_stopped_while_a_host_was_asked_tells_nothing_of_it(web: Web, harbour: Host) -> None:
    for path in ("/robots.txt", "/.well-known/tdmrep.json"):
        name = f"slow{len(path)}.example"
        web.host(name).answer(path, Answer(hang=9), Answer(status=404)).page("/a", "a")
        fetching = client(web)
        asking = fetching.fetch_all([Wanted(url=f"http://{name}/a"), Wanted(url=FEED), Wanted(url=PAGE)])
        next(asking)
        while not web.asked(name, path):
            next(asking, None)
        asking.close()  # type: ignore[attr-defined]
        assert all(state.tdmrep == "" for state in fetching.hosts() if name in state.host)
        assert all(state.robots is not None for state in fetching.hosts())
        assert get(fetching, f"http://{name}/a").content == b"a"


def test_a_hold_that_comes_with_robots_txt_is_kept_as_one(web: Web, harbour: Host) -> None:
    harbour.answer("/robots.txt", Answer(status=503, headers={"Retry-After": "1800"}), Answer(status=404))
    day = Day()
    fetching = client(web, day)
    assert error(fetching).hold == pytest.approx(1800, abs=2)
    day.sleep(900)
    assert error(fetching).hold == pytest.approx(900, abs=2)
    assert paths(web) == ["/robots.txt"]
    day.sleep(901)
    assert get(fetching).content


def test_robots_txt_is_good_for_a_day_over_restarts_too(web: Web, harbour: Host) -> None:
    harbour.robots("User-agent: *\nDisallow: /no\n")
    day = Day()
    first = client(web, day)
    get(first)
    remembered = first.hosts()
    assert [state.host for state in remembered] == ["http://harbour.example:80"]
    day.sleep(23 * 3600)
    second = client(web, day, remembered=remembered)
    assert error(second, f"{HOME}/no").refused
    assert paths(web).count("/robots.txt") == 1
    day.sleep(3600)
    get(second)
    assert paths(web).count("/robots.txt") == 2


def test_feeds_are_under_robots_txt_too(web: Web, harbour: Host) -> None:
    harbour.robots("User-agent: *\nDisallow: /feed\n")
    assert error(client(web), FEED, purpose=Purpose.FEED).refused


# --- terms --------------------------------------------------------------------------------


def test_all_that_host_and_answer_say_of_their_terms_is_passed_on(web: Web, harbour: Host) -> None:
    harbour.robots("User-agent: *\nContent-Usage: /a train-ai=n\n\nUser-agent: GPTBot\nDisallow: /\n")
    harbour.page("/.well-known/tdmrep.json", '[{"location": "/a/*", "tdm-reservation": 1}]')
    headers = {"X-Robots-Tag": "noarchive", "Content-Usage": "search=y"}
    harbour.page("/a/x", "x", headers=headers).page("/b", "b")
    fetching = client(web)
    signals = {(signal.name, signal.value) for signal in get(fetching, f"{HOME}/a/x").signals}
    assert signals >= {
        ("content-usage", "train-ai=n"),
        ("content-usage", "search=y"),
        ("x-robots-tag", "noarchive"),
        ("ai bots", "GPTBot"),
    }
    assert any(name.startswith("tdm") and value == "1" for name, value in signals)
    assert [signal.name for signal in get(fetching, f"{HOME}/b").signals] == ["ai bots"]
    assert paths(web).count("/.well-known/tdmrep.json") == 1


def test_a_host_that_says_nothing_gives_no_signal(web: Web) -> None:
    assert get(client(web)).signals == ()


def test_an_unchanged_answer_has_its_signals_too(web: Web, harbour: Host) -> None:
    harbour.page("/s", "x", etag='"a"', headers={"X-Robots-Tag": "noindex"})
    fetched = get(client(web), f"{HOME}/s", etag='"a"')
    assert fetched.unchanged
    assert fetched.signals == (Signal(name="x-robots-tag", value="noindex", where=f"{HOME}/s"),)


def test_tdmrep_is_asked_for_pages_only_and_where_robots_txt_allows(web: Web, harbour: Host) -> None:
    harbour.page("/feed.xml", "<rss/>")
    fetching = client(web)
    get(fetching, FEED, purpose=Purpose.FEED)
    assert paths(web) == ["/robots.txt", "/feed.xml"]
    get(fetching)
    assert paths(web)[2:] == ["/.well-known/tdmrep.json", "/a/ferry"]
    web.host("valley.example").robots("User-agent: *\nDisallow: /.well-known/\n").page("/a", "v")
    get(fetching, "http://valley.example/a")
    assert paths(web, "valley.example") == ["/robots.txt", "/a"]


def test_that_a_host_has_no_tdmrep_is_remembered(web: Web) -> None:
    day = Day()
    first = client(web, day)
    get(first)
    get(client(web, day, remembered=first.hosts()))
    assert paths(web).count("/.well-known/tdmrep.json") == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(raw=b""),
        Answer(status=500),
        Answer(body=b"{"),
        Answer(body=b"x" * 300_000),
        Answer(body=b"[" * 200_000),
    ],
)
def test_a_tdmrep_that_cannot_be_read_reserves_nothing_and_stops_nothing(
    web: Web, harbour: Host, answer: Answer
) -> None:
    harbour.answer("/.well-known/tdmrep.json", answer)
    assert get(client(web)).signals == ()


# --- manners ------------------------------------------------------------------------------


def test_a_host_is_left_alone_for_the_delay_and_another_is_not_waited_for(web: Web) -> None:
    web.host("valley.example").page("/1", "v")
    day = Day()
    fetching = client(web, day)
    get(fetching, purpose=Purpose.FEED)  # robots.txt, then the page
    assert day.slept == [1.0]
    get(fetching, "http://valley.example/1", purpose=Purpose.FEED)
    assert day.slept == [1.0, 1.0]
    day.sleep(30)
    get(fetching, purpose=Purpose.FEED)
    assert day.slept == [1.0, 1.0, 30]


def test_a_crawl_delay_is_kept(web: Web, harbour: Host) -> None:
    harbour.robots("User-agent: dateline\nCrawl-delay: 9\n")
    day = Day()
    fetching = client(web, day)
    get(fetching, purpose=Purpose.FEED)
    get(fetching, purpose=Purpose.FEED)
    assert day.slept[-1] == 9.0


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("value", ["1800", "Sun, 01 Mar 2026 06:30:02 GMT"])
def test_retry_after_holds_for_the_host_over_restarts_too(
    web: Web, harbour: Host, status: int, value: str
) -> None:
    day = Day(datetime(2026, 3, 1, 6, tzinfo=UTC))
    busy = Answer(status=status, headers={"Retry-After": value})
    harbour.answer("/busy", busy).page("/feed.xml", "f")
    fetching = client(web, day)
    caught = error(fetching, f"{HOME}/busy")
    assert caught.status == status
    assert caught.hold == pytest.approx(1800, abs=2)
    asked = len(web.log)
    for again in (fetching, client(web, day, remembered=fetching.hosts())):
        held = error(again, FEED)
        assert held.status is None
        assert held.hold
        assert "is to be left alone" in held.reason
    assert len(web.log) == asked, "not one request"
    day.sleep(1802)
    assert get(fetching, FEED).content == b"f"


def test_a_hold_of_one_host_is_none_of_anothers(web: Web, harbour: Host) -> None:
    harbour.answer("/busy", Answer(status=503, headers={"Retry-After": "600"}))
    web.host("valley.example").page("/", "v")
    fetching = client(web)
    error(fetching, f"{HOME}/busy")
    assert get(fetching, "http://valley.example/").content


def test_a_short_hold_is_waited_out(web: Web, harbour: Host) -> None:
    harbour.answer("/busy", Answer(status=503, headers={"Retry-After": "4"}), Answer(body=b"b"))
    day = Day()
    fetching = client(web, day)
    assert error(fetching, f"{HOME}/busy").hold == 4
    assert get(fetching, f"{HOME}/busy").content == b"b"
    assert day.slept[-1] == 4


def test_a_redirect_may_ask_for_time_too(web: Web, harbour: Host) -> None:
    harbour.redirect("/r", "/a/ferry", 302, **{"Retry-After": "600"})
    caught = error(client(web), f"{HOME}/r")
    assert caught.hold == pytest.approx(600, abs=2)
    assert "/a/ferry" not in paths(web)


def test_a_busy_server_without_a_word_holds_nobody(web: Web, harbour: Host) -> None:
    harbour.answer("/busy", Answer(status=503))
    fetching = client(web)
    assert error(fetching, f"{HOME}/busy").hold is None
    assert get(fetching).content


def test_many_threads_still_ask_a_host_one_at_a_time(web: Web, harbour: Host) -> None:
    harbour.answer("/slow", Answer(body=b"s", hang=0.02))
    fetching = client(web)
    threads = [threading.Thread(target=get, args=(fetching, f"{HOME}/slow")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(web.asked(path="/slow")) == 8
    assert web.most_open["harbour.example"] == 1
    assert paths(web).count("/robots.txt") == 1


def test_a_world_is_the_real_one_by_default() -> None:
    world = World()
    assert world.now().tzinfo is UTC
    assert list(world.resolver("127.0.0.1", 80)) == ["127.0.0.1"]
    assert 0 <= world.jitter() <= 1
