"""How often one client may ask: buckets, who one client is, and what is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web import rates
from dateline.web.rates import Buckets, client_of, networks, private


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_of_requests_at_once_and_then_none() -> None:
    buckets = Buckets(3, Clock())
    taken = [buckets.take("a") for _ in range(5)]
    assert [one.left for one in taken if one] == [2, 1, 0, 0, 0]
    assert [one.wait for one in taken if one] == [0, 0, 0, 20, 20]


def test_tokens_come_back_evenly() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
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
    buckets = Buckets(1, Clock())
    buckets.take("a")
    other, same = buckets.take("b"), buckets.take("a")
    assert other
    assert same
    assert (other.wait, bool(same.wait)) == (0, True)


def test_no_limit_is_no_bucket() -> None:
    assert Buckets(0, Clock()).take("a") is None


def test_what_is_left_is_told_as_the_draft_says() -> None:
    buckets = Buckets(2, Clock())
    first = buckets.take("a")
    assert first
    assert first.headers == [("ratelimit-policy", '"default";q=2;w=60'), ("ratelimit", '"default";r=1;t=30')]
    buckets.take("a")
    last = buckets.take("a")
    assert last
    assert ("retry-after", "30") in last.headers


def test_no_more_clients_are_remembered_than_memory_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_CLIENTS", 10)
    buckets = Buckets(5, Clock())
    for number in range(100):
        buckets.take(str(number))
    assert len(buckets._held) == 10


@given(st.lists(st.floats(0, 5), max_size=60))
def test_never_more_than_a_minute_and_what_came_back(steps: list[float]) -> None:
    clock = Clock()
    buckets = Buckets(10, clock)
    passed = 0
    for step in steps:
        clock.now += step
        taken = buckets.take("a")
        assert taken
        assert 0 <= taken.left <= 10
        passed += taken.wait == 0
    assert passed <= 10 + sum(steps) * 10 / 60 + 1


# --- who one client is --------------------------------------------------------------------

PROXY = networks(["10.0.0.0/8", "fd00::/8"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # it is no proxy of ours
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # what stands before may be made up
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, ", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("fd00::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("", "", ""),
        ("/run/socket", "198.51.100.1", "/run/socket"),
    ],
)
def test_a_client_is_who_the_last_proxy_of_ours_names(peer: str, forwarded: str, client: str) -> None:
    assert client_of(peer, forwarded, PROXY) == client


def test_nobody_is_believed_where_nobody_is_trusted() -> None:
    assert client_of("10.0.0.1", "198.51.100.1", ()) == "10.0.0.1"


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="proxy"):
        networks(["proxy"])


@pytest.mark.parametrize(
    "peer", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "fd00::1", "::ffff:10.0.0.1", ""]
)
def test_own_networks_are_private(peer: str) -> None:
    assert private(peer)


@pytest.mark.parametrize("peer", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "nonsense"])
def test_all_others_are_not(peer: str) -> None:
    assert not private(peer)


@given(st.text(max_size=40), st.text(max_size=80))
def test_no_address_is_too_odd(peer: str, forwarded: str) -> None:
    assert isinstance(client_of(peer, forwarded, PROXY), str)
