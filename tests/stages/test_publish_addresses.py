"""Addresses: where each page lies, and the way back from a path to what it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Facet
from dateline.stages.publish.addresses import (
    KEYED,
    ROOMS_OF,
    Address,
    Room,
    facet,
    has_page,
    named,
    parse,
    story,
    theme,
)

KEY = "a1-b2"
EVERY = [Address(room, KEY if room in KEYED else "") for room in Room]


@pytest.mark.parametrize("address", EVERY, ids=str)
def test_the_page_of_an_address_leads_back_to_it(address: Address) -> None:
    assert parse(address.page) == address
    assert parse(f"/{address.page}") == address


@pytest.mark.parametrize("address", EVERY, ids=str)
def test_no_two_addresses_have_the_same_page(address: Address) -> None:
    assert [other for other in EVERY if other.page == address.page] == [address]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(Room.FRONT)),
        ("/", Address(Room.FRONT)),
        ("index.html", Address(Room.FRONT)),
        ("story/s1", Address(Room.STORY, "s1")),
        ("story/s1/", Address(Room.STORY, "s1")),
        ("story/s1/page.json", Address(Room.STORY, "s1")),
        ("story/s1/claim/l1.html", Address(Room.STORY, "s1")),
        ("theme/tsea/202507.html", Address(Room.THEME, "tsea", "202507")),
        ("theme/tsea/feed.xml", Address(Room.THEME, "tsea")),
        ("source/abc/index.html", Address(Room.OUTLET, "abc")),
        ("themes/index.html", Address(Room.THEMES)),
        ("corrections/feed.xml", Address(Room.CORRECTIONS)),
        ("feed.xml", Address(Room.MACHINES)),
        ("sitemap.xml", Address(Room.MACHINES)),
        (".well-known/security.txt", Address(Room.MACHINES)),
        ("sitemap/2025-07-01.xml", Address(Room.SITEMAP, "2025-07-01")),
        ("sitemap/undated.xml", Address(Room.SITEMAP, "undated")),
        ("revision/s1/", Address(Room.REVISION, "s1")),
        ("revision/s1/timemap.link", Address(Room.REVISION, "s1")),
        ("revision/s1/3.html", Address(Room.REVISION, "s1", "3")),
        ("revision/s1/03.html", Address(Room.REVISION, "s1")),
        ("story/s1/3.html", Address(Room.STORY, "s1")),
    ],
)
def test_a_path_shows_what_lies_there(path: str, address: Address) -> None:
    assert parse(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "story",
        "sitemap",
        "sitemap/.xml",
        "story/S1/index.html",
        "story/-s1/index.html",
        "story/s1.html",
        "story/../index.html",
        "story/s%2e/index.html",
        f"story/{'a' * 81}/index.html",
        "story/s1/a/b/c",
        "theme//index.html",
        "themes/a/b",
        "nowhere/index.html",
        "STORY/s1/index.html",
    ],
)
def test_what_is_no_path_of_ours_shows_nothing(path: str) -> None:
    assert parse(path) is None


@given(st.text())
def test_any_path_is_read_without_an_error(path: str) -> None:
    found = parse(path)
    assert found is None or found.room in Room


@given(st.lists(st.sampled_from(["story", "s1", "..", ".", "sitemap", "x.xml", ""]), max_size=6))
def test_no_path_leads_out_of_its_folder(parts: list[str]) -> None:
    found = parse("/".join(parts))
    assert found is None or ".." not in found.folder


@given(st.text(), st.text())
def test_ids_give_keys_that_are_found_again(one: str, other: str) -> None:
    for address in (story(one), theme(one), *(facet(kind, one) for kind in ROOMS_OF)):
        assert parse(address.page) == address
    assert (named(one, other) == named(other, one)) is (one == other)


# --- what has a page ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "key", "stories", "has"),
    [
        (Facet.PLACE, "k123", 1, False),
        (Facet.PLACE, "k123", 2, True),
        (Facet.PLACE, "de", 1, True),
        (Facet.PLACE, "de", 0, False),
        (Facet.PLACE, "deu", 1, False),
        (Facet.PERSON, "de", 1, False),
        (Facet.PERSON, "k9", 2, True),
        (Facet.OUTLET, "k9", 1, True),
        (Facet.OUTLET, "k9", 0, False),
    ],
)
def test_a_page_says_more_than_one_story(kind: Facet, key: str, stories: int, has: bool) -> None:
    assert has_page(kind, key, stories) is has


@pytest.mark.parametrize("kind", [kind for kind in Facet if kind not in ROOMS_OF])
def test_countries_languages_and_rules_have_no_pages_of_their_own(kind: Facet) -> None:
    with pytest.raises(KeyError):
        facet(kind, "k1")
