"""A theme's page: its stories, how it went, what they mention, and the way to all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.listings import Facet, Listing
from dateline.core.pages import Toll
from dateline.core.types import Theme
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.lists.theme import ThemeView, theme_view, wants
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
    both = [listed(name, theme="tsea", tolls=(toll,)) for name in ("s1", "s2")]
    assert "never added up" in text_of(shelf(both), SEA)["theme/tsea/index.html"]
    assert "never added up" not in text_of(shelf(both[:1]), SEA)["theme/tsea/index.html"]


def test_a_small_theme_has_one_page_and_its_feeds() -> None:
    assert sorted(text_of(shelf(stories(24)), SEA)) == [
        "theme/tsea/atom.xml",
        "theme/tsea/feed.json",
        "theme/tsea/feed.xml",
        "theme/tsea/index.html",
    ]


def test_a_large_theme_leads_to_its_months() -> None:
    page = text_of(shelf(stories(25)), SEA)["theme/tsea/index.html"]
    assert 'href="202507.html">July 2025</a> <span class="when">13 stories</span>' in page
    assert 'href="202506.html">June 2025</a> <span class="when">12 stories</span>' in page


def test_its_newest_stories_stand_in_full_and_some_before_them_by_headline() -> None:
    shown = view(stories(40))
    assert [len(part) for part in (shown.stories, shown.briefs, shown.course)] == [8, 16, 12]
    assert [story.key for story in (*shown.stories, *shown.briefs)] == [f"s{at:04}" for at in range(24)]
    assert view(stories(8)).briefs == ()


def test_what_has_no_month_stands_below_the_months() -> None:
    undated = replace(listed("slost", theme="tsea"), first_reported=None)
    large = view([*stories(24), undated])
    assert ([one.href for one in large.undated], len(large.months)) == (["../../story/slost/index.html"], 2)
    assert view([*stories(2), undated]).undated == ()


def test_a_theme_of_more_stories_than_are_looked_up_does_not_say_when_it_began() -> None:
    listings = stories(30)
    held = shelf(listings)
    whole = theme_view(held.themes["tsea"], listings, held, SEA)
    cut = replace(held, faces={asked: known[:20] for asked, known in held.faces.items()})
    assert whole.first
    assert theme_view(held.themes["tsea"], listings, cut, SEA).first is None


@pytest.mark.parametrize("count", [24, 250, 900])
def test_no_page_of_it_weighs_more_than_150_kilobytes(count: int) -> None:
    for path, text in text_of(shelf(stories(count)), SEA).items():
        assert len(text.encode()) < 150_000, path


def test_what_it_looks_up_is_bounded() -> None:
    asked = wants(SEA, Subject(theme=theme("Sea", "s1")))
    assert all(lookup.limit <= 60 for lookup in asked.lookups)
    assert all(lookup.limit <= 2000 for lookup in asked.faces)
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
    assert "Timeline" not in page
    assert "1 story" in page
