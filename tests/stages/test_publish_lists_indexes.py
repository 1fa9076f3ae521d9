"""The indexes of themes, places, people and sources; corrections, methods, statistics, ways to follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dateline.core.listings import Facet, Listing, Totals
from dateline.core.pages import Correction, Fault
from dateline.core.site import Edition
from dateline.core.sources import Outline, SourceList
from dateline.stages.publish.addresses import KEYED, Address, Room
from dateline.stages.publish.issue import Asked, Subject
from dateline.stages.publish.lists.corrections import corrections
from dateline.stages.publish.lists.people import letters
from dateline.stages.publish.lists.places import regions
from dateline.stages.publish.lists.sources import outlets
from dateline.stages.publish.lists.statistics import Statistics, statistics
from dateline.stages.publish.lists.themes import themes
from dateline.stages.publish.rooms import MODULES, maker
from dateline.stages.publish.wording import tongue
from tests.listed import country, filed, listed, mention, place, shelf_for, tallied, text_of, theme
from tests.newsroom import stamp

INDEXES = [room for room, module in MODULES.items() if module.startswith("lists.") and room not in KEYED]


def page_of(room: Room, *listings: Listing, **beyond: Any) -> str:
    files = files_of(room, *listings, **beyond)
    return " ".join(files[Address(room).page].split())


def files_of(room: Room, *listings: Listing, **beyond: Any) -> Mapping[str, str]:
    return text_of(shelf_for(Address(room), listings, **beyond), Address(room))


@pytest.mark.parametrize("room", INDEXES)
@pytest.mark.parametrize("language", ["en", "uk", "de"])
def test_an_empty_edition_has_every_page_in_every_language(room: Room, language: str) -> None:
    page = page_of(room, edition=Edition(language=language))
    assert f'<html lang="{language}"' in page
    assert "<h1" in page


@pytest.mark.parametrize("room", INDEXES)
def test_what_a_page_looks_up_is_bounded(room: Room) -> None:
    asked = maker(room).wants(Address(room), Subject())
    assert all(lookup.limit <= 500 for lookup in asked.lookups)
    for one in asked.tallies:
        assert one.limit or one.facet in (Facet.LANGUAGE, Facet.WITHHELD)


# --- themes -------------------------------------------------------------------------------


def test_themes_in_the_news_come_first_and_the_others_by_name() -> None:
    held = [
        theme("Sea", "s1", "s2"),
        theme("Old", "s8", "s9"),
        theme("Ancient", "s6", "s7"),
        theme("Lone", "s3"),
    ]
    listings = [listed("s3", theme="tlone"), listed("s1", theme="tsea"), listed("s2", theme="tsea")]
    lines, others = themes(shelf_for(Address(Room.THEMES), listings, held), "../")
    assert [(line.name, line.count, line.story.key) for line in lines] == [("Sea", 2, "s1")]
    assert [link.name for link in others] == ["Ancient", "Old"]


# --- places -------------------------------------------------------------------------------


def test_places_stand_under_their_country_and_part_of_the_world() -> None:
    found = [
        place("Norden"),
        place("Emden"),
        place("Oslo", "NO"),
        place("Kyoto", "JP"),
        place("Dogger Bank", ""),
    ]
    listings = [filed(listed("s1"), *found, country("DE", Facet.PLACE))]
    parts = regions(tallied(Asked(Facet.PLACE), listings), "../", "en")
    assert [region for region, _ in parts] == ["142", "150", ""]
    europe = dict(parts)["150"]
    assert [(group.name, group.href, group.count) for group in europe] == [
        ("Germany", "../place/de/index.html", 1),
        ("Norway", "", 0),
    ]
    assert [(link.name, link.href) for link in europe[0].links] == [("Emden", ""), ("Norden", "")]


def test_a_place_of_two_stories_has_a_page_and_one_of_one_story_a_name() -> None:
    emden, norden = place("Emden"), place("Norden")
    page = page_of(Room.PLACES, filed(listed("s1"), emden, norden), filed(listed("s2"), norden))
    assert 'href="../place/norden/index.html"' in page
    assert "Emden" in page
    assert "place/emden" not in page


def test_a_part_of_the_world_can_be_pointed_at() -> None:
    assert 'id="m150"' in page_of(Room.PLACES, filed(listed("s1"), place("Norden")))


def test_an_island_state_does_not_stand_under_itself() -> None:
    listings = [filed(listed("s1"), place("Malta", "MT", kind="island"), country("MT", Facet.PLACE))]
    ((_, (group,)),) = regions(tallied(Asked(Facet.PLACE), listings), "", "en")
    assert group.links == ()


# --- people -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Greta Poppinga", "P"),
        ("Émile Ångström", "A"),
        ("Patrick Paddock II", "P"),
        ("Martin King Jr.", "K"),
        ("Оксана Шевченко", "Ш"),
        ("II", "I"),
    ],
)
def test_people_stand_by_the_first_letter_of_their_surname(name: str, letter: str) -> None:
    listings = [filed(listed("s1"), mention(Facet.PERSON, name, "k1"))]
    (group,) = letters(tallied(Asked(Facet.PERSON), listings), "", "en")
    assert (group.name, group.links[0].name) == (letter, name)


def test_who_is_named_in_several_stories_stands_above() -> None:
    greta, onno = mention(Facet.PERSON, "Greta Poppinga"), mention(Facet.PERSON, "Onno Behrends")
    page = page_of(Room.PEOPLE, filed(listed("s1"), greta, onno), filed(listed("s2"), greta))
    assert page.index("In most stories") < page.index("Greta Poppinga")
    assert page.count(">Greta Poppinga</a>") == 1
    assert "By surname" not in page


def test_where_there_are_more_all_stand_by_the_alphabet_too() -> None:
    names = [mention(Facet.PERSON, f"Greta {letter}ppinga") for letter in "ABCDEFGHIJKLM"]
    page = page_of(Room.PEOPLE, filed(listed("s1"), *names), filed(listed("s2"), *names))
    assert page.index("In most stories") < page.index("By surname")
    assert page.count(">Greta Appinga</a>") == 2
    assert "Onno Behrends" not in page


# --- sources ------------------------------------------------------------------------------


def test_outlets_stand_by_name_with_their_counts() -> None:
    listings = [
        filed(listed("s1"), mention(Facet.OUTLET, "Radio Siel", count=3), mention(Facet.OUTLET, "anzeiger")),
        filed(listed("s2"), mention(Facet.OUTLET, "Radio Siel")),
    ]
    lines = outlets(tallied(Asked(Facet.OUTLET), listings), "../")
    assert [(line.name, line.stories, line.reports, line.share) for line in lines] == [
        ("anzeiger", 1, 1, 25),
        ("Radio Siel", 2, 4, 100),
    ]


def test_what_is_read_is_counted_without_its_folders() -> None:
    one = Outline(attributes=(("xmlUrl", "https://a.example/feed"),))
    sources = SourceList(outlines=(one, Outline(attributes=(("text", "Local"),), children=(one, one))))
    page = page_of(Room.SOURCES, sources=sources)
    assert "3 feeds and pages are read" in page
    assert 'href="../sources.opml"' in page
    assert "is read" not in page_of(Room.SOURCES)


# --- corrections --------------------------------------------------------------------------


def wrong(at: str, said: str = "Two were hurt.", right: str = "Three were hurt.") -> Correction:
    return Correction(wrong=said, right=right, fault=Fault.OURS, at=stamp(at), note="The desk misread it.")


def test_corrections_of_all_stories_stand_newest_first() -> None:
    old = listed("s1", corrections=(wrong("2025-07-01T10:00:00"), wrong("2025-07-03T10:00:00", "Late.")))
    new = listed("s2", corrections=(wrong("2025-07-02T10:00:00", "Middle."),))
    assert [one.told.wrong for one in corrections([old, new], "../")] == [
        "Late.",
        "Middle.",
        "Two were hurt.",
    ]


def test_the_log_says_what_was_wrong_what_is_right_and_why() -> None:
    page = page_of(Room.CORRECTIONS, listed("s1", corrections=(wrong("2025-07-01T10:00:00"),)), listed("s2"))
    for words in ("<del>Two were hurt.</del>", "Three were hurt.", "Our error.", "The desk misread it."):
        assert words in page
    assert "Headline of s2" not in page
    assert "story/s1/index.html#corrections" in page


def test_a_line_taken_back_and_one_whose_words_may_not_be_shown() -> None:
    taken = wrong("2025-07-01T10:00:00", right="")
    silent = wrong("2025-07-01T10:00:00", said="", right="")
    page = page_of(Room.CORRECTIONS, listed("s1", corrections=(taken, silent)))
    assert "The line was taken back" in page
    assert "its words may no longer be shown" in page


@pytest.mark.parametrize("told", [(), (wrong("2025-07-01T10:00:00"),)])
def test_the_log_has_feeds_before_there_is_a_correction(told: tuple[Correction, ...]) -> None:
    files = files_of(Room.CORRECTIONS, listed("s1", corrections=told))
    assert {"corrections/feed.xml", "corrections/atom.xml", "corrections/feed.json"} <= files.keys()


# --- statistics and methods ---------------------------------------------------------------


def counted(*listings: Listing, **beyond: Any) -> Statistics:
    return statistics(shelf_for(Address(Room.STATISTICS), listings, **beyond), "../")


def test_days_are_added_up_to_months() -> None:
    days = {"2025-07-02": 3, "2025-07-01": 4, "2025-05-30": 1, "": 9}
    months = counted(days=days).months
    assert [(tongue("en").when(row.name), row.count, row.share) for row in months] == [  # type: ignore[arg-type]
        ("July 2025", 7, 100),
        ("May 2025", 1, 14),
    ]


def test_languages_are_named_and_unknown_ones_said_to_be() -> None:
    german, unknown = mention(Facet.LANGUAGE, "de", count=5), mention(Facet.LANGUAGE, "und")
    rows = counted(filed(listed("s1"), german, unknown)).languages
    assert [(tongue("en").say(row.name), row.count) for row in rows] == [  # type: ignore[arg-type]
        ("German", 5),
        ("not known", 1),
    ]


def test_lines_withheld_are_told_with_their_rule_and_a_reason() -> None:
    rule = mention(Facet.WITHHELD, "unsupported-number", count=2, kind="No source gives 90.")
    (row,) = counted(filed(listed("s1"), rule)).withheld
    assert (row.name, row.count, row.why) == ("unsupported number", 2, "No source gives 90.")
    assert "No source gives 90." in page_of(Room.METHODS, filed(listed("s1"), rule))


def test_totals_are_printed_as_they_are() -> None:
    totals = Totals(stories=1400, reports=9, origins=7, lines=80, one_origin=5, corrections=2, contested=3)
    page = page_of(Room.STATISTICS, totals=totals)
    for count in ("1,400", "9", "80", "5", "2", "3"):
        assert f"<dd>{count}</dd>" in page


def test_countries_lead_to_their_pages() -> None:
    rows = counted(filed(listed("s1"), country("DE"))).countries
    assert [(row.name, row.href) for row in rows] == [("Germany", "../place/de/index.html")]


def test_the_methods_say_whether_a_model_writes_here() -> None:
    assert "No language model writes here" in page_of(Room.METHODS)
    assert "some are worded by a language model" in page_of(Room.METHODS, totals=Totals(modelled=1))


def test_a_bar_of_nothing_is_no_error() -> None:
    assert counted().outlets == ()


# --- follow and search --------------------------------------------------------------------


def test_the_site_and_its_themes_can_be_followed_in_three_formats() -> None:
    held = [theme("Sea", "s1", "s2")]
    page = page_of(Room.FOLLOW, listed("s1", theme="tsea"), themes=held)
    for href in ("../feed.xml", "../atom.xml", "../feed.json", "../theme/tsea/atom.xml"):
        assert f'href="{href}"' in page
    assert '<option value="tsea">Sea</option>' in page


def test_the_form_for_letters_is_hidden_until_a_server_says_that_it_takes_it() -> None:
    assert 'data-served="mail" hidden' in page_of(Room.FOLLOW)


def test_without_script_search_says_how_else_stories_are_found() -> None:
    page = page_of(Room.SEARCH)
    assert "Search of this site runs in your browser" in page
    for href in ("themes", "places", "people", "sources"):
        assert f'href="../{href}/index.html"' in page
    assert 'name="robots" content="noindex"' in page
    assert "wasm-unsafe-eval" in page


def test_ways_to_follow_offer_the_list_of_sources_where_there_is_one() -> None:
    read = SourceList(outlines=(Outline(attributes=(("xmlUrl", "https://siel.example/feed.xml"),)),))
    assert "sources.opml" in page_of(Room.FOLLOW, sources=read)
    assert "sources.opml" not in page_of(Room.FOLLOW)


def test_methods_tell_of_the_rights_that_the_site_reserves_where_it_does() -> None:
    told = "reserves its rights to text and data mining"
    assert told in page_of(Room.METHODS)
    assert told not in page_of(Room.METHODS, edition=Edition(reserve_mining=False))
