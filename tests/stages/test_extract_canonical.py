"""One identity for one article, whatever its link looked like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.canonical import canonical_of, host_of, identity

ONE = "https://harbour.example/news/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "http://harbour.example/news/ferry",
        "https://www.harbour.example/news/ferry/",
        "https://HARBOUR.example:443/news/ferry#comments",
        "https://harbour.example/news/ferry?utm_source=feed&utm_medium=rss&fbclid=abc",
        "https://harbour.example/news/ferry?ref=front",
        "https://amp.harbour.example/news/ferry",
        "https://m.harbour.example/news/ferry",
        "https://harbour.example/news/ferry/amp",
        "https://harbour.example/amp/news/ferry",
        "https://harbour.example/news//ferry/index.html",
        "https://web.archive.org/web/20250701192747/https://harbour.example/news/ferry",
        "  https://harbour.example/news/ferry\n",
    ],
)
def test_forms_of_one_address_are_one(url: str) -> None:
    assert identity(url) == ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/news/ferry-2",
        "https://harbour.example/news/ferry?id=7",
        "https://harbour.example/news/ferry?page=2",
        "https://sport.harbour.example/news/ferry",
        "https://harbour.example:8443/news/ferry",
        "https://harbour.example/news/camp",
        "https://harbour.example/news/Ferry",
        "https://valley.example/news/ferry",
    ],
)
def test_another_page_is_another(url: str) -> None:
    assert identity(url) != ONE


def test_the_order_of_parameters_says_nothing() -> None:
    assert identity("https://a.example/?b=2&a=1") == identity("https://a.example/?a=1&b=2&gclid=x")


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"(www\.|m\.|amp\.){0,3}[a-z]{1,5}\.example", fullmatch=True),
    st.from_regex(r"(/(amp|index\.html|[a-zA-Z.]{0,6})){0,4}/?", fullmatch=True),
    st.from_regex(r"(\?([a-z_]{1,6}=[a-z%&]{0,5}&?){0,3})?", fullmatch=True),
)
def test_an_identity_is_its_own(scheme: str, host: str, path: str, query: str) -> None:
    once = identity(f"{scheme}://{host}{path}{query}")
    assert identity(once) == once


@given(st.text(max_size=60))
def test_anything_has_an_identity(url: str) -> None:
    assert identity(identity(url)) == identity(url)
    host_of(url)
    canonical_of(url, "https://harbour.example/a")


def test_a_host_is_without_www() -> None:
    assert host_of("https://www.harbour.example/a") == "harbour.example"
    assert host_of("https://www2.harbour.example:81/a") == "harbour.example"
    assert host_of("no address") == ""
    assert host_of("https://[broken") == ""


PAGE = "https://www.harbour.example/news/ferry?x=1"


@pytest.mark.parametrize(
    ("given", "url", "canonical"),
    [
        ("https://harbour.example/news/ferry", PAGE, "https://harbour.example/news/ferry"),
        ("/news/ferry", PAGE, "https://www.harbour.example/news/ferry"),
        ("https://harbour.example/news/ferry", "", "https://harbour.example/news/ferry"),
        ("https://evil.test/news/ferry", PAGE, ""),
        ("https://harbour.example/", PAGE, ""),
        ("javascript:alert(1)", PAGE, ""),
        ("https://[broken", PAGE, ""),
        ("", PAGE, ""),
    ],
)
def test_a_canonical_address_is_believed_within_the_site(given: str, url: str, canonical: str) -> None:
    assert canonical_of(given, url) == canonical
