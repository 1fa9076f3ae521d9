"""Searches of the served site: the page of results and the feeds that follow one."""

from __future__ import annotations

import feedparser
import pytest

from tests.web.newsstand import MORE, Newsstand


def test_a_search_shows_what_it_found(stand: Newsstand) -> None:
    answer = stand.ask("/search/", params={"q": "ferry baltrum"})
    assert answer.status_code == 200
    assert "../story/sferry/" in answer.text
    assert 'value="ferry baltrum"' in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"
    assert stand.ask("/search/", params={"q": "ferry"}, headers={"If-None-Match": "*"}).status_code == 304


def test_without_a_query_it_is_the_page_of_the_static_site(stand: Newsstand) -> None:
    plain = stand.ask("/search/")
    assert plain.status_code == 200
    for query in ({"q": ""}, {"q": "  "}, {"x": "1"}):
        assert stand.ask("/search/", params=query).content == plain.content


def test_the_folder_is_where_the_page_is(stand: Newsstand) -> None:
    answer = stand.ask("/search?q=ferry%20baltrum")
    assert (answer.status_code, answer.headers["location"]) == (301, "/search/?q=ferry%20baltrum")
    assert stand.ask("/search").headers["location"] == "/search/"


FORMS = [("feed.xml", "rss20"), ("atom.xml", "atom10"), ("feed.json", "")]


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_a_search_can_be_followed(stand: Newsstand, name: str, version: str) -> None:
    answer = stand.ask(f"/search/{name}", params={"q": "ferry"})
    assert answer.status_code == 200
    if version:
        read = feedparser.parse(answer.content)
        assert (read.version, read.bozo, bool(read.entries)) == (version, 0, True)
        assert "ferry" in read.feed.title
    else:
        assert answer.json()["items"]


def test_a_feed_of_no_search_is_none(stand: Newsstand) -> None:
    assert stand.ask("/search/feed.xml").status_code == 404
    assert stand.ask("/search/nothing.xml?q=ferry").status_code == 404


def test_long_results_go_on(stand: Newsstand) -> None:
    first = stand.ask("/search/", params={"q": "library"}).text
    assert 'rel="next"' in first
    last = stand.ask("/api/v1/search", params={"q": "library", "limit": 20}).json()["items"][-1]["id"]
    second = stand.ask("/search/", params={"q": "library", "after": last}).text
    assert second != first
    assert 'rel="next"' not in second
    assert MORE < 40


@pytest.mark.parametrize(
    "query",
    [
        '"><script>alert(1)</script>',
        "' onfocus=alert(1) x='",
        "{{7*7}}",
        "\u202ereversed",
        "a" * 5000,
        "\x00",
        '"',
        "-",
    ],
)
def test_what_is_asked_is_shown_as_text(stand: Newsstand, query: str) -> None:
    answer = stand.ask("/search/", params={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "' onfocus" not in answer.text
    assert "\x00" not in answer.text
    assert ">49<" not in answer.text
    for name in ("feed.xml", "atom.xml"):
        read = feedparser.parse(stand.ask(f"/search/{name}", params={"q": query}).content)
        assert not read.bozo, name


def test_the_same_search_is_made_once(stand: Newsstand) -> None:
    stand.ask("/search/", params={"q": "coastguard lifeboat"})
    misses = stand.app._told.misses
    stand.ask("/search/", params={"q": " coastguard   lifeboat "})
    assert stand.app._told.misses == misses
