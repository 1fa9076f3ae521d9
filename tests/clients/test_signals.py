"""Terms that an answer states: headers of every form, TDMRep's file, and nothing where there is nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import effort

from dateline.clients.signals import header_signals, tdmrep_signals
from dateline.core.types import Signal

URL = "https://harbour.example/news/ferry.html?page=2"
CC = "https://creativecommons.org/licenses/by/4.0/"


def said(*headers: tuple[str, str]) -> list[tuple[str, str]]:
    return [(signal.name, signal.value) for signal in header_signals(headers, URL)]


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        ("noindex", "noindex"),
        ("NoIndex, NOARCHIVE", "noindex, noarchive"),
        (" noindex ,, nosnippet ", "noindex, nosnippet"),
        ("max-snippet:60", "max-snippet:60"),
        ("max-snippet: -1, max-image-preview:large", "max-snippet: -1, max-image-preview:large"),
        ("dateline: noindex", "noindex"),
        ("DateLine:nosnippet,noarchive", "nosnippet, noarchive"),
        ("otherbot: nofollow, dateline: noindex", "noindex"),
        ("noarchive, otherbot: noindex", "noarchive"),
        ("*: noai", "noai"),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT", "unavailable_after: 25 jun 2030 15:00:00 gmt"),
    ],
)
def test_x_robots_tag_for_all_and_for_us(value: str, ours: str) -> None:
    assert said(("X-Robots-Tag", value)) == [("x-robots-tag", ours)]


@pytest.mark.parametrize(
    "value", ["", " , ", "otherbot: noindex", "otherbot: noindex, nosnippet", "googlebot: none"]
)
def test_x_robots_tag_for_others_is_theirs(value: str) -> None:
    assert said(("X-Robots-Tag", value)) == []


def test_a_header_may_stand_several_times_in_any_case() -> None:
    told = [("x-robots-tag", "noindex"), ("X-ROBOTS-TAG", "otherbot: none"), ("X-Robots-Tag", "noai")]
    assert said(*told, told[0]) == [("x-robots-tag", "noindex"), ("x-robots-tag", "noai")]


def test_a_signal_tells_where_it_was_said() -> None:
    assert header_signals([("Content-Usage", " train-ai=n ")], URL) == (
        Signal(name="content-usage", value="train-ai=n", where=URL),
    )


@pytest.mark.parametrize(
    ("name", "value", "signals"),
    [
        ("Content-Usage", "train-ai=n, search=y", [("content-usage", "train-ai=n, search=y")]),
        ("Content-Usage", "foo=bar;x", [("content-usage", "foo=bar;x")]),
        ("Content-Usage", "", []),
        ("TDM-Reservation", "1", [("tdm-reservation", "1")]),
        ("tdm-reservation", " 0 ", [("tdm-reservation", "0")]),
        ("tdm-reservation", "2", []),
        ("tdm-reservation", "true", []),
        ("tdm-reservation", "", []),
        ("tdm-policy", "https://a.example/p.json", [("tdm-policy", "https://a.example/p.json")]),
        ("Content-Type", "text/html", []),
        ("X-Robots", "noindex", []),
        ("", "noindex", []),
    ],
)
def test_the_other_headers(name: str, value: str, signals: list[tuple[str, str]]) -> None:
    assert said((name, value)) == signals


@pytest.mark.parametrize(
    ("link", "licences"),
    [
        (f'<{CC}>; rel="license"', [CC]),
        (f"<{CC}>; rel=license", [CC]),
        (f'<{CC}>;rel="nofollow LICENSE"', [CC]),
        (f'<{CC}>; title="a, b; c"; rel="license"', [CC]),
        (f'</next>; rel=next, <{CC}>; rel=license, <https://a.example/hub>; rel="hub"', [CC]),
        ("</terms>; rel=license", ["https://harbour.example/terms"]),
        ("<terms>; rel=license", ["https://harbour.example/news/terms"]),
        (f'<{CC}>; rel=license, </own>; rel="license"', [CC, "https://harbour.example/own"]),
        (f'<{CC}>; rel=license; anchor="/photo.jpg"', []),
        (f"<{CC}>; rel=next", []),
        (f"<{CC}>", []),
        (f"{CC}; rel=license", []),
        (f'<{CC}; rel="license"', []),
        ("", []),
    ],
)
def test_a_licence_may_be_linked(link: str, licences: list[str]) -> None:
    assert said(("Link", link)) == [("licence", address) for address in licences]


@given(
    st.lists(st.tuples(st.sampled_from(["x-robots-tag", "link", "tdm-policy", "content-usage"]), st.text()))
)
def test_no_header_raises(headers: list[tuple[str, str]]) -> None:
    assert all(signal.value for signal in header_signals(headers, URL))


@pytest.mark.parametrize("value", ["<" * 50_000, "<a>;" * 20_000, '<a>;rel="' + "x" * 50_000, ",a:" * 20_000])
def test_no_header_takes_long(value: str) -> None:
    with effort() as spent:
        header_signals([("link", value), ("x-robots-tag", value), ("content-usage", value)], URL)
    assert spent.seconds < 1


# --- tdmrep.json --------------------------------------------------------------------------


def reserved(*entries: Any, url: str = URL) -> list[tuple[str, str]]:
    return [(signal.name, signal.value) for signal in tdmrep_signals(json.dumps(list(entries)), url)]


def entry(location: Any, reservation: Any = 1, **more: Any) -> dict[str, Any]:
    return {"location": location, "tdm-reservation": reservation, **more}


@pytest.mark.parametrize(
    "location",
    [
        "/",
        "/news",
        "/news/",
        "/news/ferry.html",
        "/*",
        "*",
        "/*.html",
        "/n*/*.html?page=2$",
        "/*$",
        "news/",
        " /news ",
    ],
)
def test_a_location_that_matches(location: str) -> None:
    assert reserved(entry(location)) == [("tdmrep", "1")]


@pytest.mark.parametrize(
    "location", ["/sport", "/news/$", "/*.html$", "/News", "/news/ferry.html/x", 7, None, ["/"]]
)
def test_a_location_that_does_not(location: Any) -> None:
    assert reserved(entry(location)) == []


def test_the_first_match_decides() -> None:
    assert reserved(entry("/news/", 0), entry("/", 1)) == [("tdmrep", "0")]
    assert reserved(entry("/sport/", 0), entry("/", 1), entry("/news/", 0)) == [("tdmrep", "1")]
    assert reserved(entry("/news/", "what"), entry("/", 1)) == []


@pytest.mark.parametrize("value", [2, -1, True, False, "1", "0", 1.0, None, [1], {}])
def test_other_values_count_as_unset(value: Any) -> None:
    assert reserved(entry("/", value)) == []


def test_a_policy_goes_with_the_reservation() -> None:
    policy = {"tdm-policy": "https://harbour.example/policy.json"}
    assert reserved(entry("/", 1, **policy)) == [("tdmrep", "1"), ("tdm-policy", policy["tdm-policy"])]
    assert reserved({"location": "/", **policy}) == [("tdm-policy", policy["tdm-policy"])]
    assert reserved(entry("/", 1, **{"tdm-policy": 7})) == [("tdmrep", "1")]


def test_the_file_is_where_it_was_said() -> None:
    (signal,) = tdmrep_signals('[{"location": "/", "tdm-reservation": 1}]', URL)
    assert signal.where == "https://harbour.example/.well-known/tdmrep.json"


def test_an_address_without_a_path_is_the_root() -> None:
    assert reserved(entry("/$"), url="https://harbour.example") == [("tdmrep", "1")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "7",
        '"1"',
        "[1, null, []]",
        "<!doctype html>",
        '[{"location": "/"',
        "[" * 100_000,
        "NaN",
    ],
)
def test_what_is_no_such_file_says_nothing(text: str) -> None:
    assert tdmrep_signals(text, URL) == ()


def test_one_entry_without_its_list_is_read() -> None:
    assert tdmrep_signals(json.dumps(entry("/")), URL)[0].value == "1"


PLAIN = st.none() | st.integers() | st.text(max_size=8)
ANY_JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(ANY_JSON)
def test_any_json_is_survived(value: Any) -> None:
    assert tdmrep_signals(json.dumps(value), URL) == ()


def test_hostile_locations_take_no_time() -> None:
    url = "https://harbour.example/" + "a" * 8_000
    entries = [entry("/" + "a*" * 1_000 + "b") for _ in range(200)]
    with effort() as spent:
        assert reserved(*entries, url=url) == []
    assert spent.seconds < 2
