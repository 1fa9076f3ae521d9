"""The front page: what stands first, what stands beside it, and that each story stands there once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.listings import Facet, Listing
from dateline.core.site import Edition
from dateline.core.types import Precision, Stamp, Theme
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.lists.front import Front, files, front, spread, wants
from tests.listed import NOON, country, filed, listed, place, shelf_for, text_of, theme

FRONT = Address(Room.FRONT)
FEW = settings(max_examples=40, deadline=None)


def view(listings: list[Listing], *themes: Theme) -> Front:
    return front(shelf_for(FRONT, listings, themes))


def many(count: int, start: int = 0, of: str = "") -> list[Listing]:
    return [listed(f"s{of}{at}", hours=at, theme=of) for at in range(start, start + count)]


def keys(view: Front) -> list[str]:
    """Every story of the page beside the list of changes."""
    blocks = [story for block in (*view.themes, *view.regions) for story in block.stories]
    return [each.key for each in (*filter(None, [view.lead]), *view.seconds, *blocks, *view.others)]


def test_an_edition_without_a_story_says_so() -> None:
    empty = view([])
    assert (empty.lead, empty.seconds, empty.others) == (None, (), ())
    assert "No story yet" in text_of(shelf_for(FRONT), FRONT)["index.html"]


def test_one_story_leads() -> None:
    alone = view(many(1))
    assert alone.lead
    assert alone.lead.key == "s0"
    assert keys(alone) == ["s0"]


def test_a_small_edition_has_no_blocks() -> None:
    small = view([filed(one, country("DE")) for one in many(8)])
    assert (len(small.seconds), small.themes, small.regions, small.others) == (7, (), (), ())


def test_the_heaviest_leads_and_four_stand_beside_it() -> None:
    large = view(many(20))
    assert keys(large)[:5] == ["s0", "s1", "s2", "s3", "s4"]
    assert len(large.others) == 12


def test_a_theme_of_several_stories_has_a_block_with_the_way_to_all_of_it() -> None:
    sea = theme("Sea", "s90", "s91", "s92")
    own = [listed(f"s9{at}", hours=50 + at, theme="tsea") for at in range(3)]
    (block,) = view([*many(10), *own], sea).themes
    assert (block.name, block.count, block.href) == ("Sea", 3, "theme/tsea/index.html")
    assert [story.key for story in block.stories] == ["s90", "s91", "s92"]


def test_a_theme_of_one_story_has_none() -> None:
    lone = theme("Sea", "s90")
    assert view([*many(10), listed("s90", hours=50, theme="tsea")], lone).themes == ()


def test_of_a_large_theme_the_heaviest_three_are_shown() -> None:
    sea = theme("Sea", *(f"s{at}" for at in range(100, 120)))
    own = [listed(f"s{at}", hours=at, theme="tsea") for at in range(100, 120)]
    view_ = view([*many(10), *own], sea)
    assert [story.key for story in view_.themes[0].stories] == ["s100", "s101", "s102"]
    assert [story.key for story in view_.others] == ["s5", "s6", "s7", "s8", "s9"]


def test_the_rest_stands_by_parts_of_the_world() -> None:
    european = [filed(listed(f"se{at}", hours=30 + at), country("DE")) for at in range(8)]
    asian = [filed(listed("sa", hours=60), country("JP"))]
    shown = view([*many(10), *european, *asian])
    (block,) = shown.regions
    assert (block.region, len(block.stories)) == ("150", 3)
    assert {"se6", "se7", "sa"} <= {story.key for story in shown.others}


def test_each_block_leads_to_the_page_with_all_of_it() -> None:
    european = [filed(listed(f"se{at}", hours=30 + at), country("DE")) for at in range(4)]
    page = text_of(shelf_for(FRONT, [*many(10), *european]), FRONT)["index.html"]
    assert 'href="places/index.html#m150"' in page
    assert ">Europe</a>" in page


def test_what_a_theme_has_beyond_its_block_stands_nowhere_else() -> None:
    sea = theme("Sea", *(f"s{at}" for at in range(100, 105)))
    own = [filed(listed(f"s{at}", hours=at, theme="tsea"), country("DE")) for at in range(100, 105)]
    european = [filed(listed(f"se{at}", hours=200 + at), country("DE")) for at in range(2)]
    shown = view([*many(10), *own, *european], sea)
    assert {"s103", "s104"}.isdisjoint(keys(shown))
    assert shown.themes[0].count == 5
    assert [story.key for story in shown.regions[0].stories] == ["se0", "se1"]


def test_of_one_theme_two_stories_stand_among_the_first_and_the_next_best_moves_up() -> None:
    sea = theme("Sea", *(f"ssea{at}" for at in range(4)))
    flood = [listed(f"ssea{at}", hours=at, theme="tsea") for at in range(4)]
    shown = view([*flood, *many(10, start=10)], sea)
    assert keys(shown)[:5] == ["ssea0", "ssea1", "s10", "s11", "s12"]
    assert [story.key for story in shown.themes[0].stories] == ["ssea2", "ssea3"]


def test_stories_of_different_themes_and_of_none_keep_their_order() -> None:
    ranked = [*many(4), *many(2, start=4, of="ta"), *many(4, start=6)]
    assert spread(ranked) == tuple(ranked)
    assert spread(ranked[4:]) == tuple(ranked[4:])


def test_where_there_is_nothing_else_a_theme_has_the_first_places() -> None:
    ranked = many(6, of="ta")
    assert spread(ranked) == tuple(ranked)


@given(st.lists(st.sampled_from(["", "ta", "tb"]), max_size=20))
def test_spreading_loses_no_story_and_keeps_the_order_of_each_theme(themes: list[str]) -> None:
    ranked = [listed(f"s{at}", hours=at, theme=of) for at, of in enumerate(themes)]
    shown = spread(ranked)
    assert sorted(one.story for one in shown) == sorted(one.story for one in ranked)
    for key in ("", "ta", "tb"):
        assert [one for one in shown if one.theme == key] == [one for one in ranked if one.theme == key]
    first = [one.theme for one in shown[:5]]
    others = len([of for of in themes if not of]) + sum(min(2, themes.count(key)) for key in ("ta", "tb"))
    assert others < 5 or all(first.count(key) <= 2 for key in ("ta", "tb"))


themed = st.tuples(
    st.integers(0, 200), st.sampled_from(["", "tsea", "ttown"]), st.sampled_from(["", "DE", "JP"])
)


@FEW
@given(st.lists(themed, max_size=30))
def test_each_story_stands_there_once(told: list[tuple[int, str, str]]) -> None:
    listings = [
        filed(listed(f"s{at}", hours, of), *([country(code)] if code else []))
        for at, (hours, of, code) in enumerate(told)
    ]
    held = [
        Theme(id=key, name=key, stories=tuple(one.story for one in listings if one.theme == key))
        for key in ("tsea", "ttown")
    ]
    shown = keys(view(listings, *held))
    assert len(shown) == len(set(shown))
    assert set(shown) <= {one.story for one in listings}
    assert len(shown) + view(listings, *held).more == len(listings)


def test_what_changed_last_stands_beside_it_newest_first_with_the_time_of_the_change() -> None:
    revised = listed("sold", hours=90, revision=2, revised=Stamp(at=NOON))
    first, *others = view([*many(20, start=1), revised]).changed
    assert (first.story.key, first.again) == ("sold", True)
    assert first.at
    assert first.at.machine == "2025-07-01T12:00:00Z"
    assert [one.story.key for one in others] == ["s1", "s2", "s3", "s4", "s5"]
    assert not any(one.again for one in others)


def test_the_time_beside_a_change_is_that_of_the_change() -> None:
    """A story of one revision rests on reports that came after its first: it changed when the last did."""
    grown = listed("s1", hours=50, revised=Stamp(at=NOON))
    (change,) = view([grown]).changed
    assert change.at
    assert change.at.machine == "2025-07-01T12:00:00Z"


def test_of_stories_that_changed_at_once_the_newest_stands_first() -> None:
    day = Stamp(at=NOON, precision=Precision.DAY)
    listings = [listed(f"s{hours}", hours=hours, revised=day) for hours in (30, 10, 20)]
    assert [one.story.key for one in view(listings).changed] == ["s10", "s20", "s30"]


def test_only_a_revised_story_is_called_so() -> None:
    listings = [listed("s1"), listed("s2", revision=2)]
    page = text_of(shelf_for(FRONT, listings), FRONT)["index.html"]
    assert page.count(">revised<") == 1


def test_it_is_no_longer_than_a_reader_scrolls_however_much_there_is() -> None:
    codes = ("DE", "JP", "KE", "US", "AU")
    listings = [filed(listed(f"s{at}", at, f"t{at % 9}"), country(codes[at % 5])) for at in range(300)]
    held = [Theme(id=f"t{n}", name=f"Theme {n}", stories=("s1", "s2")) for n in range(9)]
    shown = view(listings, *held)
    assert len(keys(shown)) <= 1 + 4 + 6 * 3 + 5 * 3 + 12
    assert all(len(block.stories) <= 3 for block in (*shown.themes, *shown.regions))


def test_places_are_named_and_people_of_several_stories() -> None:
    from tests.listed import mention

    greta, onno = mention(Facet.PERSON, "Greta Poppinga"), mention(Facet.PERSON, "Onno Behrends")
    listings = [filed(listed("s1"), place("Norden"), greta, onno), filed(listed("s2"), greta)]
    shown = view(listings)
    assert [link.name for link in shown.places] == ["Norden"]
    assert [(link.name, link.count) for link in shown.people] == [("Greta Poppinga", 2)]


def test_what_a_large_site_does_not_show_is_told() -> None:
    listings = many(130)
    shown = view(listings)
    assert (len(keys(shown)), shown.more) == (17, 113)
    assert "113 more stories" in text_of(shelf_for(FRONT, listings), FRONT)["index.html"]


def test_it_asks_for_no_more_than_it_can_show_whatever_the_size_of_the_site() -> None:
    asked = wants(FRONT, Subject())
    assert sum(lookup.limit for lookup in asked.lookups) <= 130
    assert all(one.limit and one.limit <= 10 for one in asked.tallies)


def test_a_full_front_page_weighs_less_than_fifty_kilobytes() -> None:
    long = {
        "headline": "A headline as long as they come in the news " * 2,
        "standfirst": "Words. " * 30,
    }
    listings = [
        filed(listed(f"s{at}", at, "tsea" if at % 3 else "", **long), country("DE")) for at in range(130)
    ]
    held = theme("Sea", *(one.story for one in listings))
    page = text_of(shelf_for(FRONT, listings, [held]), FRONT)["index.html"]
    assert len(page.encode()) < 50_000


def test_it_is_data_for_machines_and_titled_after_the_site() -> None:
    edition = Edition(title="Küstenpost", base_url="https://post.example")
    (file,) = files(FRONT, shelf_for(FRONT, many(3), edition=edition))
    page = file.content.decode()
    assert "<title>Küstenpost</title>" in page
    assert '"@type":"WebSite"' in page.replace(" ", "")
