"""One identity for one article, whatever its link looked like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.canonical import (
    canonical_of,
    host_of,
    identity,
    names_article,
    number_in,
    same_site,
)

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
        "https://harbour-example.cdn.ampproject.org/c/s/harbour.example/news/ferry",
        "https://www.google.com/amp/s/harbour.example/news/ferry",
        "https://www.google.com/url?rct=j&url=https%3A%2F%2Fharbour.example%2Fnews%2Fferry&ct=ga",
        "https://count.example/redirect?to=https://harbour.example/news/ferry",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.harbour.example%2Fnews%2Fferry%3Ffbclid%3Dx&h=1",
        "https://harbour.example/news/ferry;jsessionid=9A7B",
        "https://harbour.example/(S(abcdefgh12345))/news/ferry",
        "https://harbour.example/news/ferry/print",
        "https://harbour.example/news/ferry?output=amp&print=1",
        "https://harbour.example/news/ferry?pagewanted=all&page=1",
        "https://harbour.example/news/ferry?source=rss-feed",
        "https://harbour.example/n%65ws/./ferry",
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
        "https://harbour.example/news/ferry?source=17",
        "https://harbour.example/news/print/ferry",
        "https://harbour.example/redirect?to=/news/ferry",
        "https://harbour.example/#!/news/ferry",
        "https://en.harbour.example/news/ferry",
    ],
)
def test_another_page_is_another(url: str) -> None:
    assert identity(url) != ONE


def test_spellings_of_hosts_and_paths_are_one() -> None:
    assert identity("https://bücher.example/é") == identity("http://xn--bcher-kva.example/%C3%A9/")
    assert identity("https://en.m.harbour.example/a") == identity("https://en.harbour.example/a")
    assert identity("https://a.example/%c3%a9%7Ex") == identity("https://a.example/%C3%A9~x")


def test_an_anchor_is_kept_where_it_names_a_post() -> None:
    assert identity(f"{ONE}#post-7") == ONE
    assert identity(f"{ONE}?utm_source=x#post-7", anchor=True) == f"{ONE}#post-7"
    assert identity("http://harbour.example/#/news/7") != identity("http://harbour.example/#/news/8")


@pytest.mark.parametrize(
    ("url", "named"),
    [
        (ONE, True),
        ("https://harbour.example/?p=7", True),
        ("https://harbour.example/#!/news/7", True),
        ("https://harbour.example/", False),
        ("https://harbour.example/news/live", False),
        ("https://harbour.example/latest-news.html", False),
        ("https://harbour.example/morning-briefing", False),
        ("https://harbour.example/live-music-comes-to-town", True),
    ],
)
def test_front_pages_and_standing_pages_name_no_article(url: str, named: bool) -> None:
    assert names_article(identity(url)) is named


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://a.example/news/4711523-old-words", "4711523"),
        ("https://a.example/2024/06/03/words-71234.html", "71234"),
        ("https://a.example/20240603/words", ""),
        ("https://a.example/202406031215/words", ""),
        ("https://a.example/top-10-boats-of-2024", ""),
        ("https://a.example/x/3fa85f64-5717-4562-b3fc-2c963f66afa6", "3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        ("https://a.example/x/0123456789abcdef01", "0123456789abcdef01"),
    ],
)
def test_numbers_that_name_an_article(url: str, number: str) -> None:
    assert number_in(url) == number


def test_a_site_is_what_one_owner_registered() -> None:
    assert same_site("https://feeds.harbour.example/a", "https://www.harbour.example/b")
    assert same_site("https://feeds.harbour.co.uk/a", "https://harbour.co.uk")
    assert not same_site("https://valley.co.uk/a", "https://harbour.co.uk")
    assert not same_site("https://valley.blogspot.com/a", "https://harbour.blogspot.com")
    assert canonical_of("https://valley.co.uk/a", "https://harbour.co.uk/a") == ""


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
