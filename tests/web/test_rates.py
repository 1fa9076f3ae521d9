"""How often one client may ask: buckets, what an answer costs, and what is told of it."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dateline.app.serving import Options
from dateline.web.api.routes import BASE, TOKENS
from dateline.web.pairs import Pairs
from dateline.web.rates import Buckets
from tests.newsroom import ISSUE, REPORTS
from tests.web.newsstand import Newsstand


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def buckets_of(limit: int, clock: Clock) -> Buckets:
    return Buckets(limit, clock, Pairs(64))


def test_a_minute_of_requests_at_once_and_then_none() -> None:
    buckets = buckets_of(3, Clock())
    taken = [buckets.take("a") for _ in range(5)]
    assert [one.left for one in taken if one] == [2, 1, 0, 0, 0]
    assert [one.wait for one in taken if one] == [0, 0, 0, 20, 20]


def test_tokens_come_back_evenly() -> None:
    clock = Clock()
    buckets = buckets_of(60, clock)
    for _ in range(60):
        buckets.take("a")
    clock.now += 1
    first, second = buckets.take("a"), buckets.take("a")
    assert first
    assert second
    assert (first.wait, second.wait) == (0, 1)
    clock.now += 3600
    again = buckets.take("a")
    assert again
    assert again.left == 59


def test_each_client_has_a_bucket_of_its_own() -> None:
    buckets = buckets_of(1, Clock())
    buckets.take("a")
    other, same = buckets.take("b"), buckets.take("a")
    assert other
    assert same
    assert (other.wait, bool(same.wait)) == (0, True)


def test_no_limit_is_no_bucket() -> None:
    assert buckets_of(0, Clock()).take("a") is None


def test_what_is_left_is_told_as_the_draft_says() -> None:
    buckets = buckets_of(2, Clock())
    first = buckets.take("a")
    assert first
    assert first.headers == [("ratelimit-policy", '"default";q=2;w=60'), ("ratelimit", '"default";r=1;t=30')]
    buckets.take("a")
    last = buckets.take("a")
    assert last
    assert ("retry-after", "30") in last.headers


def test_what_costs_more_takes_more_and_waits_longer() -> None:
    buckets = buckets_of(60, Clock())
    first, second = buckets.take("a", 50), buckets.take("a", 20)
    assert first
    assert second
    assert (first.left, first.wait) == (10, 0)
    assert (second.left, second.wait) == (10, 10)
    cheap = buckets.take("a")
    assert cheap
    assert (cheap.left, cheap.wait) == (9, 0)


def test_what_costs_more_than_a_bucket_holds_is_rare_and_not_forbidden() -> None:
    clock = Clock()
    buckets = buckets_of(5, clock)
    first, second = buckets.take("a", 50), buckets.take("a", 50)
    assert first
    assert second
    assert (first.wait, second.wait) == (0, 60)
    clock.now += 60
    third = buckets.take("a", 50)
    assert third
    assert third.wait == 0


def test_limits_for_several_purposes_are_counted_apart() -> None:
    held = Pairs(64)
    letters, data = Buckets(1, Clock(), held, "letters"), Buckets(1, Clock(), held, "data")
    taken = [letters.take("a"), data.take("a"), data.take("a")]
    assert [bool(one.wait) for one in taken if one] == [False, False, True]


def test_all_workers_count_together() -> None:
    """Two processes take from one bucket at the same time, and no token is given twice."""
    held, clock = Pairs(64), Clock()
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            buckets = Buckets(4000, clock, held)
            passed = sum(not one.wait for one in (buckets.take("a") for _ in range(3000)) if one)
            os._exit(passed // 100)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sum(ended) in (39, 40)
    last = Buckets(4000, clock, held).take("a")
    assert last
    assert last.wait


def still(stand: Newsstand) -> Newsstand:
    """The stand with a limit of 600 whose buckets do not refill while a slow machine works."""
    stand.open().app._buckets = Buckets(600, Clock(), Pairs(64), "data")
    return stand


def told(stand: Newsstand) -> dict[str, int]:
    """What each path costs, as the description of the API says it."""
    paths = stand.ask(f"{BASE}/openapi.json").json()["paths"]
    return {path: methods["get"].get(TOKENS, 1) for path, methods in paths.items()}


def test_rows_of_many_pages_cost_more_than_one_of_them(stand: Newsstand) -> None:
    price = told(stand)
    assert price[f"{BASE}/events"] > price[f"{BASE}/claims"] > price[f"{BASE}/search"]
    assert price[f"{BASE}/search"] > price[f"{BASE}/stories"] > 1
    assert price[f"{BASE}/stories/{{story}}"] == price[f"{BASE}/themes"] == 1


def test_what_the_description_says_is_what_is_taken(tmp_path: Path) -> None:
    stand = still(Newsstand(tmp_path, options=Options(rate=600)))
    price = {path: cost for path, cost in told(stand).items() if cost > 1}
    assert len(price) == 8
    left = 600 - 1
    for path, cost in price.items():
        answer = stand.ask(path, params={"q": "ferry"} if path.endswith("search") else {})
        assert answer.status_code == 200
        left -= cost
        assert f"r={left};" in answer.headers["ratelimit"], path
    stand.close()


def test_an_answer_out_of_memory_costs_one(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path, options=Options(rate=600))
    stand.stock(ISSUE.pages, reports=REPORTS)
    still(stand)

    def left(path: str) -> int:
        told = stand.ask(path).headers["ratelimit"]
        return int(told.partition("r=")[2].partition(";")[0])

    full = left("/api/v1/themes") + 1
    for path, cost in (
        ("/api/v1/claims?limit=3", 10),
        ("/search/?q=ferry", 5),
        ("/search/feed.xml?q=ferry", 5),
    ):
        before = left("/api/v1/themes")
        assert before - left(path) == cost
        assert before - left(path) == cost + 1
    assert full == 600
    stand.close()


def test_what_is_refused_or_told_in_general_costs_one(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path, options=Options(rate=600)).open()
    told = [stand.ask("/api/v1/events", method) for method in ("OPTIONS", "POST")]
    assert [answer.headers["ratelimit"].partition(";t=")[0] for answer in told] == [
        '"default";r=599',
        '"default";r=598',
    ]
    stand.close()


@given(st.lists(st.floats(0, 5), max_size=60))
def test_never_more_than_a_minute_and_what_came_back(steps: list[float]) -> None:
    clock = Clock()
    buckets = buckets_of(10, clock)
    passed = 0
    for step in steps:
        clock.now += step
        taken = buckets.take("a")
        assert taken
        assert 0 <= taken.left <= 10
        passed += taken.wait == 0
    assert passed <= 10 + sum(steps) * 10 / 60 + 1
