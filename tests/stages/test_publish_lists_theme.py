"""A theme's page, and the pages of its older stories that only the newest story of all changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Facet, Listing
from dateline.core.pages import Toll
from dateline.core.types import Theme
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.lists.theme import ThemeView, pages, theme_view, wants
from tests.listed import filed, listed, mention, place, shelf_for, text_of, theme

SEA = Address(Room.THEME, "tsea")


def stories(count: int) -> list[Listing]:
    """So many stories of the theme, the newest first, an hour apart."""
    return [listed(f"s{at:04}", hours=at, theme="tsea") for at in range(count)]


def shelf(listings: list[Listing], held: Theme | None = None) -> Shelf:
    about = held or theme("Sea", *(one.story for one in listings), subjects=("medtop:1",))
    return shelf_for(SEA, listings, [about], Subject(theme=about), labels={"medtop:1": "maritime accident"})


def view(listings: list[Listing]) -> ThemeView:
    held = shelf(listings)
    return theme_view(held.themes["tsea"], listings, held, SEA)


def test_stories_stand_newest_first_and_as_it_went() -> None:
    shown = view(stories(3))
    assert [story.key for story in shown.stories] == ["s0000", "s0001", "s0002"]
    assert [story.key for story in shown.course] == ["s0002", "s0001", "s0000"]
    assert (shown.count, shown.name, shown.subjects) == (3, "Sea", ("maritime accident",))


def test_the_course_goes_by_when_it_happened() -> None:
    early = listed("sold", hours=0, theme="tsea", happened="2025-06-01")
    assert next(story.key for story in view([early, *stories(2)]).course) == "sold"


def test_it_names_places_people_and_outlets_of_the_theme_alone() -> None:
    own = filed(listed("s1", theme="tsea"), place("Norden"), mention(Facet.PERSON, "Greta Poppinga"))
    other = filed(listed("s2", theme="tother"), place("Oslo"))
    held = shelf([own, other], theme("Sea", "s1"))
    shown = theme_view(held.themes["tsea"], [own], held, SEA)
    assert [link.name for link in shown.places] == ["Norden"]
    assert [(link.name, link.href) for link in shown.people] == [("Greta Poppinga", "")]


def test_only_stories_with_figures_stand_in_the_table() -> None:
    toll = Toll(measure="killed", low=3, best=3, high=3, evidence=())
    shown = view([listed("s1", theme="tsea", tolls=(toll,)), *stories(2)])
    assert [story.key for story in shown.counted] == ["s1"]
    page = text_of(shelf([listed("s1", theme="tsea", tolls=(toll,))]), SEA)["theme/tsea/index.html"]
    assert "never added up" in page


def test_a_small_theme_has_one_page_and_its_feeds() -> None:
    assert sorted(text_of(shelf(stories(24)), SEA)) == [
        "theme/tsea/atom.xml",
        "theme/tsea/feed.json",
        "theme/tsea/feed.xml",
        "theme/tsea/index.html",
    ]


def test_a_large_theme_has_pages_numbered_from_the_oldest() -> None:
    files = text_of(shelf(stories(250)), SEA)
    assert {"theme/tsea/1.html", "theme/tsea/2.html", "theme/tsea/3.html"} <= files.keys()
    assert "s0249" in files["theme/tsea/1.html"]
    assert "s0000" in files["theme/tsea/3.html"]
    assert 'href="1.html"' in files["theme/tsea/index.html"]


def test_a_new_story_changes_the_newest_of_them_alone() -> None:
    before, after = text_of(shelf(stories(250)), SEA), text_of(shelf([newest(), *stories(250)]), SEA)
    assert before["theme/tsea/1.html"] == after["theme/tsea/1.html"]
    assert before["theme/tsea/2.html"] == after["theme/tsea/2.html"]
    assert before["theme/tsea/3.html"] != after["theme/tsea/3.html"]


def newest() -> Listing:
    return listed("snew", hours=-1, theme="tsea")


@given(st.integers(0, 700), st.integers(0, 700))
def test_each_known_story_of_a_full_page_stands_on_one(count: int, known: int) -> None:
    listings = stories(min(count, known))
    made = list(pages(listings, count))
    shown = [story for _, own in made for story in own]
    assert len(shown) == len(set(shown))
    assert shown == listings[: len(shown)]
    assert all(len(own) == 100 or number == made[0][0] for number, own in made)
    if 24 < count <= known:
        assert shown == listings


@pytest.mark.parametrize("count", [24, 250, 900])
def test_no_page_of_it_weighs_more_than_150_kilobytes(count: int) -> None:
    for path, text in text_of(shelf(stories(count)), SEA).items():
        assert len(text.encode()) < 150_000, path


def test_what_it_looks_up_is_bounded() -> None:
    asked = wants(SEA, Subject(theme=theme("Sea", "s1")))
    assert all(lookup.limit <= 500 for lookup in asked.lookups)
    assert all(one.limit and one.of == "tsea" for one in asked.tallies)
    assert wants(SEA, Subject()).lookups == ()


def test_a_theme_that_lost_its_stories_says_so_and_asks_not_to_be_indexed() -> None:
    emptied = theme("Sea")
    files = text_of(shelf_for(SEA, [], [], Subject(theme=emptied)), SEA)
    assert list(files) == ["theme/tsea/index.html"]
    assert "Sea" in files["theme/tsea/index.html"]
    assert text_of(shelf_for(SEA), SEA) == {}


def test_a_theme_of_one_story_has_no_course() -> None:
    page = text_of(shelf(stories(1)), SEA)["theme/tsea/index.html"]
    assert "As it went" not in page
    assert "1 story" in page
