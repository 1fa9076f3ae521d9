"""The book of hosts: turns, delays, holds, rules, over restarts too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loopback import Day

from dateline.clients.hosts import CLOSED, LONG_WAIT, LONGEST_DELAY, ROBOTS_DAYS, SHORT_HOLD, Hosts, Rules
from dateline.clients.robots import parse
from dateline.clients.world import World
from dateline.core.errors import FetchError
from dateline.core.sources import HostState

NAME = "harbour.example"
ORIGIN = f"https://{NAME}:443"
HOUR = 3600.0


def book(day: Day, *remembered: HostState, delay: float = 1.0, jitter: float = 0.0) -> Hosts:
    world = World(sleep=day.sleep, clock=day.clock, now=day.now, jitter=lambda: jitter)
    return Hosts(world, delay, remembered)


def asked(hosts: Hosts, name: str = NAME, origin: str = ORIGIN) -> None:
    assert hosts.take(name) == 0
    hosts.asked(name, origin)
    hosts.give_back(name)


def told(hosts: Hosts, text: str) -> None:
    hosts.keep(ORIGIN, text, status=200, rules=Rules(robots=parse(text)))


# --- turns --------------------------------------------------------------------------------


def test_one_has_a_host_at_a_time() -> None:
    hosts = book(Day())
    assert hosts.take(NAME) == 0
    assert hosts.take(NAME) > 0
    assert hosts.take("valley.example") == 0
    hosts.give_back(NAME)
    assert hosts.take(NAME) == 0


def test_a_turn_that_asked_nothing_costs_no_delay() -> None:
    hosts = book(Day())
    assert hosts.take(NAME) == 0
    hosts.give_back(NAME)
    assert hosts.take(NAME) == 0


def test_a_host_is_left_alone_for_its_delay_whatever_the_scheme() -> None:
    day = Day()
    hosts = book(day)
    asked(hosts)
    assert hosts.take(NAME) == 1.0
    assert hosts.take("valley.example") == 0
    day.sleep(0.4)
    assert hosts.take(NAME) == pytest.approx(0.6)
    day.sleep(0.6)
    assert hosts.take(NAME) == 0


@given(st.floats(0, 1))
def test_jitter_only_ever_adds(jitter: float) -> None:
    hosts = book(Day(), jitter=jitter)
    asked(hosts)
    assert 1.0 <= hosts.take(NAME) <= 1.25


@pytest.mark.parametrize(("said", "kept"), [("7", 7), ("0.5", 1), ("3600", LONGEST_DELAY), ("soon", 1)])
def test_a_crawl_delay_is_honoured_up_to_a_minute(said: str, kept: float) -> None:
    hosts = book(Day())
    told(hosts, f"User-agent: *\nCrawl-delay: {said}\n")
    asked(hosts)
    assert hosts.take(NAME) == kept


# --- holds --------------------------------------------------------------------------------


def test_a_hold_is_for_the_host_and_the_longest_counts() -> None:
    day = Day()
    hosts = book(day)
    hosts.hold(ORIGIN, 600)
    hosts.hold(f"http://{NAME}:80", 60)
    for name in (NAME,):
        with pytest.raises(FetchError, match="is to be left alone for 600 s more") as caught:
            hosts.check(name)
    assert caught.value.hold == 600
    assert not caught.value.refused
    hosts.check("valley.example")
    day.sleep(599)
    assert hosts.held(NAME) == 1
    hosts.check(NAME)  # what is left is short enough to wait
    assert hosts.take(NAME) == 1
    day.sleep(1)
    assert hosts.take(NAME) == 0


def test_a_host_that_keeps_us_waiting_for_nothing_is_left_alone() -> None:
    day = Day()
    hosts = book(day)
    hosts.answered(ORIGIN, LONG_WAIT, well=False)
    hosts.check(NAME)
    hosts.answered(ORIGIN, LONG_WAIT, well=False)
    with pytest.raises(FetchError, match="is to be left alone") as caught:
        hosts.check(NAME)
    assert caught.value.hold == CLOSED.total_seconds()
    hosts.check("valley.example")
    day.sleep(CLOSED.total_seconds())
    hosts.answered(ORIGIN, LONG_WAIT, well=False)
    hosts.check(NAME)  # it begins anew


@pytest.mark.parametrize(("seconds", "well"), [(LONG_WAIT, True), (LONG_WAIT / 2, False)])
def test_a_slow_answer_or_a_quick_failure_between_is_no_reason(seconds: float, well: bool) -> None:
    hosts = book(Day())
    hosts.answered(ORIGIN, LONG_WAIT, well=False)
    hosts.answered(ORIGIN, seconds, well=well)
    hosts.answered(ORIGIN, LONG_WAIT, well=False)
    hosts.check(NAME)


def test_a_short_hold_is_waited_out() -> None:
    hosts = book(Day(), delay=0)
    hosts.hold(ORIGIN, SHORT_HOLD)
    hosts.check(NAME)
    assert hosts.take(NAME) == SHORT_HOLD


def test_a_hold_outlives_a_restart_but_no_wrong_clock_makes_it_last() -> None:
    day = Day()
    before = book(day)
    before.hold(ORIGIN, 2 * HOUR)
    (state,) = before.states()
    assert (state.host, state.hold) == (ORIGIN, day.now() + timedelta(hours=2))
    day.sleep(HOUR)
    assert book(day, state).held(NAME) == HOUR
    day.sleep(HOUR)
    assert book(day, state).held(NAME) == 0
    assert not book(day, state).states()
    far = HostState(host=ORIGIN, hold=day.now() + timedelta(days=400))
    assert book(day, far).held(NAME) == 24 * HOUR


# --- rules --------------------------------------------------------------------------------


def test_rules_are_good_for_a_day() -> None:
    day = Day()
    hosts = book(day)
    assert hosts.rules(ORIGIN) is None
    told(hosts, "User-agent: *\nDisallow: /a\n")
    for wait, known in ((ROBOTS_DAYS.total_seconds() - 1, True), (1, False)):
        day.sleep(wait)
        assert (hosts.rules(ORIGIN) is not None) is known
    assert hosts.rules(f"http://{NAME}:80") is None, "another origin has rules of its own"


def test_that_none_could_be_read_is_good_for_minutes_only() -> None:
    day = Day()
    hosts = book(day)
    hosts.keep(ORIGIN, None, status=503, rules=Rules(robots=None, reason="no"))
    day.sleep(CLOSED.total_seconds() - 1)
    assert hosts.rules(ORIGIN) == Rules(robots=None, reason="no")
    day.sleep(1)
    assert hosts.rules(ORIGIN) is None


def test_rules_outlive_a_restart() -> None:
    day = Day()
    before = book(day)
    told(before, "User-agent: *\nDisallow: /a\n")
    before.keep_tdmrep(ORIGIN, "[]")
    (state,) = before.states()
    assert (state.robots_status, state.read, state.tdmrep) == (200, day.now(), "[]")
    day.sleep(HOUR)
    after = book(day, state)
    rules = after.rules(ORIGIN)
    assert rules
    assert rules.robots
    assert not rules.robots.allows("/a", "dateline")
    assert after.tdmrep(ORIGIN) == "[]"
    assert after.states() == (state,)
    day.sleep(24 * HOUR)
    assert book(day, state).rules(ORIGIN) is None
    assert not book(day, state).states(), "what is no good any more is not remembered"


def test_a_host_that_was_closed_before_a_restart_is_closed_after_it() -> None:
    day = Day()
    closed = HostState(host=ORIGIN, robots=None, robots_status=500, read=day.now())
    rules = book(day, closed).rules(ORIGIN)
    assert rules
    assert rules.robots is None
    assert "could not be read" in rules.reason
    day.sleep(CLOSED.total_seconds())
    assert book(day, closed).rules(ORIGIN) is None


def test_rules_read_in_the_future_are_read_again() -> None:
    day = Day()
    ahead = HostState(host=ORIGIN, robots="", read=day.now() + timedelta(days=3))
    assert book(day, ahead).rules(ORIGIN) is None
