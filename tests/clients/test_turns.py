"""Many hosts side by side: who is asked next, who waits, and how it ends."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.loopback import Answer, Day, Web

from dateline.clients import turns
from dateline.clients.hosts import Hosts
from dateline.clients.http import Limits, PoliteClient
from dateline.clients.turns import SideBySide
from dateline.clients.world import World
from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Purpose, Wanted

#: Seconds that are waited for what comes at once, if it comes: no machine is that slow.
PATIENCE = 60.0


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as served:
        yield served


def feed(name: str, path: str = "/feed") -> Wanted:
    return Wanted(url=f"http://{name}{path}", purpose=Purpose.FEED)


def hosts(web: Web, count: int, **more: Any) -> list[str]:
    """So many hosts with a feed each."""
    names = [f"paper-{number}.example" for number in range(count)]
    for name in names:
        web.host(name).answer("/feed", Answer(body=f"<rss>{name}</rss>".encode(), **more))
    return names


def client(web: Web, day: Day | None = None, delay: float = 0.0, **limits: Any) -> PoliteClient:
    return PoliteClient(delay=delay, world=web.world(day), limits=Limits(**limits))


def test_each_wanted_has_one_answer_and_an_error_is_an_answer(web: Web) -> None:
    names = hosts(web, 9)
    wanted = [feed(name) for name in names]
    bad = [
        feed("nowhere.example"),
        Wanted(url="file:///etc/passwd"),
        feed(names[0], "/none"),
        feed("10.0.0.1"),
    ]
    answers = list(client(web).fetch_all([*wanted, *bad, wanted[0]]))
    assert len(answers) == 14
    by_url = {one.url: answer for one, answer in answers}
    for name, one in zip(names, wanted, strict=True):
        answer = by_url[one.url]
        assert isinstance(answer, Fetched)
        assert answer.content.decode() == f"<rss>{name}</rss>"
    for one in bad:
        error = by_url[one.url]
        assert isinstance(error, FetchError)
        assert error.item == one.url


def test_nothing_wanted_is_nothing_answered(web: Web) -> None:
    assert list(client(web).fetch_all([])) == []
    assert list(client(web).fetch_all(feed("10.0.0.1") for _ in range(3)))
    assert not web.log


def test_many_hosts_are_asked_at_the_same_time_each_once_at_a_time(web: Web) -> None:
    names = hosts(web, 12)
    all_there = threading.Barrier(12, timeout=PATIENCE)
    for name in names:
        web.host(name).route("/feed", lambda _: f"the {all_there.wait()}th to come")
    answers = list(client(web).fetch_all([feed(name) for name in names for _ in range(2)]))
    assert len(answers) == 24
    assert all(isinstance(answer, Fetched) for _, answer in answers), "side by side: none waits in vain"
    assert set(web.most_open.values()) == {1}, "two of one host one after the other"


def test_no_more_threads_than_allowed(web: Web) -> None:
    running: list[int] = []
    lock = threading.Lock()

    def counted(_: Any) -> str:
        with lock:
            running.append(sum(thread.name.startswith("fetch") for thread in threading.enumerate()))
        return "x"

    for name in hosts(web, 20):
        web.host(name).route("/feed", counted)
    answers = list(client(web, threads=3).fetch_all(feed(f"paper-{n}.example") for n in range(20)))
    assert len(answers) == 20
    assert max(running) <= 3


def test_the_delay_of_a_host_holds_and_costs_no_other_one_anything(web: Web) -> None:
    day = Day()
    names = hosts(web, 10)
    wanted = [feed(names[0]) for _ in range(5)] + [feed(name) for name in names]
    answers = list(client(web, day, delay=1.0).fetch_all(wanted))
    assert len(answers) == 15
    assert day.passed == pytest.approx(6.0, abs=0.01), "robots.txt and six answers of one host"
    assert all(len(web.asked(name, "/robots.txt")) == 1 for name in names)


def test_a_real_delay_is_kept_between_any_two_requests_to_a_host(web: Web) -> None:
    names = hosts(web, 3)
    list(client(web, delay=0.1).fetch_all(feed(name) for _ in range(3) for name in names))
    for name in names:
        times = [asked.at for asked in web.asked(name)]
        assert len(times) == 4
        assert min(later - one for one, later in itertools.pairwise(times)) >= 0.1


def test_a_redirect_takes_its_turn_at_the_other_host(web: Web) -> None:
    names = hosts(web, 6)
    web.host("all.example", "93.184.215.20").page("/feed", "all", hang=0.01)
    for name in names:
        web.host(name).redirect("/feed", "http://all.example/feed")
    answers = [answer for _, answer in client(web).fetch_all(feed(name) for name in names)]
    assert [answer.content for answer in answers if isinstance(answer, Fetched)] == [b"all"] * 6
    assert web.most_open["all.example"] == 1


def test_answers_come_as_they_are_ready(web: Web) -> None:
    others_came = threading.Event()
    web.host("slow.example").route("/feed", lambda _: str(others_came.wait(PATIENCE)))
    names = hosts(web, 3)
    order = []
    for one, _ in client(web).fetch_all([feed("slow.example"), *map(feed, names)]):
        order.append(one.url)
        if len(order) == len(names):
            others_came.set()
    assert order[-1] == "http://slow.example/feed"


def test_hosts_that_drip_hold_up_none_that_is_well(web: Web) -> None:
    for number in range(20):
        web.host(f"drip-{number}.example").drip("/feed", 0.2)
    names = hosts(web, 20)
    wanted = [feed(f"drip-{number}.example") for number in range(20)] + [feed(name) for name in names]
    answers = client(web, grace=PATIENCE).fetch_all(wanted)
    first = [next(answers)[1] for _ in names]
    answers.close()  # type: ignore[attr-defined]
    assert all(isinstance(answer, Fetched) for answer in first), "before a dripping host is given up"


def test_a_long_list_is_read_as_it_goes(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WINDOW", 10)
    (name,) = hosts(web, 1)
    read = 0

    def endless() -> Iterator[Wanted]:
        nonlocal read
        while True:
            read += 1
            yield feed(name)

    answers = client(web).fetch_all(endless())
    for _ in range(25):
        assert isinstance(next(answers)[1], Fetched)
    answers.close()  # type: ignore[attr-defined]
    assert read <= 25 + 10


def test_asking_begins_before_a_long_list_is_read_to_its_end(web: Web) -> None:
    (name,) = hosts(web, 1)
    asked = threading.Event()

    def noted(_: Any) -> str:
        asked.set()
        return "a"

    web.host(name).route("/feed", noted)

    def long() -> Iterator[Wanted]:
        yield feed(name)
        end = time.monotonic() + PATIENCE
        while not asked.is_set():
            assert time.monotonic() < end, "asked while the list is still being read"
            yield feed("10.0.0.1")

    answers = [answer for _, answer in client(web).fetch_all(long())]
    assert sum(isinstance(answer, Fetched) for answer in answers) == 1


def test_thousands_of_answers_without_a_turn_do_not_pile_up(web: Web) -> None:
    count = sum(1 for _ in client(web).fetch_all(feed("10.0.0.1") for _ in range(20_000)))
    assert count == 20_000


def test_nothing_is_asked_before_the_first_answer_is_wanted(web: Web) -> None:
    (name,) = hosts(web, 1)
    answers = client(web).fetch_all([feed(name)])
    time.sleep(0.05)
    assert not web.log
    assert len(list(answers)) == 1


def test_leaving_early_ends_all_that_is_under_way_and_frees_the_hosts(web: Web) -> None:
    names = hosts(web, 8)
    for name in names[1:]:
        web.host(name).answer("/feed", Answer(body=b"x", hang=4 * PATIENCE)).page("/b", "b")
    fetching = client(web)
    for _, answer in fetching.fetch_all(feed(name) for name in names):
        assert isinstance(answer, Fetched)
        break
    for thread in threading.enumerate():
        if thread.name.startswith("fetch"):
            thread.join(PATIENCE)
            assert not thread.is_alive(), "none is left behind"
    assert fetching.fetch(feed(names[3], "/b")).content == b"b", "and it can go on"


def test_a_host_whose_turn_was_cancelled_is_free_again() -> None:
    day = Day()
    world = World(sleep=day.sleep, clock=day.clock, now=day.now)
    book = Hosts(world, 0.0)
    gate = threading.Event()

    def begin(wanted: Wanted) -> turns.Turns:
        yield wanted.url
        gate.wait(5)
        return Fetched(location=wanted.url, content=b"")

    one = SideBySide([Wanted(url=f"h{n}") for n in range(4)], begin, book, world, threads=4, cut=gate.set)
    one._pool._max_workers = 1  # three of four turns are given and never begin
    list_ = iter(one)
    gate.set()
    next(list_)
    gate.clear()
    list_.close()  # type: ignore[attr-defined]
    assert [book.take(f"h{n}") for n in range(4)] == [0, 0, 0, 0]


def test_a_mistake_of_ours_is_not_hidden(web: Web) -> None:
    def broken(host: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    def dial(address: str, port: int, timeout: float) -> Any:
        raise ZeroDivisionError("a bug")

    fetching = PoliteClient(delay=0, world=web.world(resolver=broken, dial=dial))
    with pytest.raises(ZeroDivisionError):
        list(fetching.fetch_all([feed("paper.example")]))
    with pytest.raises(ZeroDivisionError):
        fetching.fetch(feed("paper.example"))


def test_a_held_host_answers_at_once_for_all_that_is_wanted_of_it(web: Web) -> None:
    (name,) = hosts(web, 1)
    web.host(name).answer("/feed", Answer(status=429, headers={"Retry-After": "900"}))
    answers = [answer for _, answer in client(web).fetch_all(feed(name) for _ in range(5))]
    assert [error.status for error in answers if isinstance(error, FetchError)] == [
        429,
        None,
        None,
        None,
        None,
    ]
    assert all(isinstance(error, FetchError) and error.hold for error in answers)
    assert len(web.asked(name, "/feed")) == 1
