"""A search is narrowed by links: which themes, places and outlets they offer, and what they ask."""

from __future__ import annotations

from urllib.parse import parse_qs

from dateline.core.listings import Facet, Listing
from dateline.core.site import Edition
from dateline.core.types import Theme
from dateline.stages.publish.issue import Shelf
from dateline.stages.publish.search.narrower import outlets, places, themes
from dateline.stages.publish.search.query import read
from tests.listed import country, filed, listed, mention, place, theme

HARBOUR = read("harbour")
SIEL, OSLO = mention(Facet.OUTLET, "Radio Siel"), place("Oslo", "NO")


def shelf(*held: Theme, language: str = "en") -> Shelf:
    return Shelf(edition=Edition(language=language), themes={one.id: one for one in held})


def found(count: int, *with_it: int) -> list[Listing]:
    """So many stories; those of these numbers rest on the outlet and happened in the place."""
    return [
        filed(listed(f"s{number}", theme="tsea" if number in with_it else ""), SIEL, OSLO)
        if number in with_it
        else listed(f"s{number}")
        for number in range(count)
    ]


def asked(href: str) -> str:
    return parse_qs(href.removeprefix("?"))["q"][0]


def test_what_some_of_the_stories_have_narrows_the_search() -> None:
    some = found(5, 0, 1, 2)
    [outlet] = outlets(HARBOUR, some)
    assert (outlet.name, outlet.count, asked(outlet.href)) == ("Radio Siel", 3, 'harbour source:"Radio Siel"')
    [spot] = places(HARBOUR, some, shelf())
    assert asked(spot.href) == 'harbour place:"Oslo"'
    [about] = themes(HARBOUR, some, shelf(theme("Sea", "s0", "s1")))
    assert asked(about.href) == 'harbour theme:"Sea"'


def test_what_all_have_or_one_alone_narrows_nothing() -> None:
    assert outlets(HARBOUR, found(5, 0, 1, 2, 3, 4)) == ()
    assert outlets(HARBOUR, found(5, 0)) == ()
    assert themes(HARBOUR, found(5, 0, 1), shelf(theme("Sea", "s0"))) == ()


def test_a_search_that_finds_few_is_narrow_enough() -> None:
    assert outlets(HARBOUR, found(3, 0, 1)) == ()


def test_the_most_frequent_come_first_and_eight_at_most() -> None:
    names = [mention(Facet.OUTLET, f"Paper {letter}") for letter in "ABCDEFGHIJ"]
    some = [
        filed(listed(f"s{number}"), *(one for at, one in enumerate(names) if at <= number or not number))
        for number in range(10)
    ]
    shown = outlets(HARBOUR, some)
    assert [one.name for one in shown[:2]] == ["Paper C", "Paper D"]
    assert len(shown) == 8
    assert [one.count for one in shown] == sorted((one.count for one in shown), reverse=True)


def test_a_country_is_shown_as_readers_call_it_and_asked_for_as_it_is_filed() -> None:
    norway = country("NO", Facet.PLACE)
    some = [filed(listed(f"s{number}"), *([norway] if number < 2 else [])) for number in range(5)]
    [link] = places(HARBOUR, some, shelf(language="de"))
    assert (link.name, asked(link.href)) == ("Norwegen", 'harbour place:"NO"')


def test_a_name_that_would_end_its_own_filter_is_not_offered() -> None:
    wild = mention(Facet.OUTLET, 'The "Bote"')
    assert outlets(HARBOUR, [filed(one, wild) if at < 2 else one for at, one in enumerate(found(5))]) == ()


def test_what_a_link_asks_is_read_as_the_filter_that_it_names() -> None:
    [outlet] = outlets(HARBOUR, found(5, 0, 1, 2))
    query = read(asked(outlet.href))
    assert query.phrases == HARBOUR.phrases
    assert len(query.filed) == 2
