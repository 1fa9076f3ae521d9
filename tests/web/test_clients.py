"""Who one client is: its address, its network, or whom a proxy of ours names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.clients import client_of, networks, private

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


def test_a_network_that_stands_for_a_client_is_private_as_its_addresses_are() -> None:
    assert private(client_of("fd00:1::5", "", ()))
    assert not private(client_of("2606:4700::5", "", ()))
