"""Pages of lists as a whole, whatever is known of their stories: nothing empty, bare or told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core.listings import Facet, Listing, Mention
from dateline.core.pages import Correction, Fault, Status, Toll
from dateline.core.site import Edition
from dateline.core.types import Precision, Stamp
from dateline.stages.publish.addresses import KEYED, Address, Room, facet
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.rooms import MODULES, maker
from tests.listed import NOON, country, filed, listed, mention, place, shelf_for, theme
from tests.stages.listpages import faults

NORDEN = place("Norden", lat=53.6, lon=7.2)
GRETA, SIEL = mention(Facet.PERSON, "Greta Poppinga"), mention(Facet.OUTLET, "Radio Siel", kind="first")
GERMANY = country("DE", Facet.PLACE)
ALL = (NORDEN, GRETA, SIEL, GERMANY, country("DE"), mention(Facet.LANGUAGE, "de"))
ADDRESSES = [
    *(
        Address(Room(name))
        for name, module in MODULES.items()
        if module.startswith("lists.") and name not in KEYED
    ),
    *(facet(one.facet, one.key) for one in (NORDEN, GRETA, SIEL, GERMANY)),
    Address(Room.THEME, "tsea"),
    Address(Room.THEME, "tsea", "202507"),
]
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])

tolls = st.builds(
    Toll,
    measure=st.sampled_from(["killed", "arrested"]),
    low=st.sampled_from([0.0, 3.0]),
    best=st.sampled_from([None, 3.0]),
    high=st.sampled_from([None, 3.0, 5.0]),
    evidence=st.just(()),
)


@st.composite
def stories(draw: st.DrawFn, number: int) -> Listing:
    """A story of which much or little is known."""
    at = Stamp(
        at=NOON - timedelta(hours=draw(st.integers(0, 900))), precision=draw(st.sampled_from([*Precision]))
    )
    wrong = Correction(wrong=draw(st.sampled_from(["", "a"])), right="", fault=Fault.OURS)
    made = listed(
        f"s{number}",
        theme=draw(st.sampled_from(["", "tsea", "tlone"])),
        standfirst=draw(st.sampled_from(["", "What it tells.", f"Headline of s{number}"])),
        outlets=draw(st.sampled_from([(), ("Radio Siel",), ("Radio Siel", "Post")])),
        tolls=tuple(draw(st.lists(tolls, max_size=2, unique_by=lambda toll: toll.measure))),
        status=draw(st.sampled_from([*Status])),
        revision=draw(st.integers(1, 2)),
        corrections=draw(st.sampled_from([(), (wrong,)])),
        happened=draw(st.sampled_from(["", "2025-06-30"])),
    )
    dated = draw(st.sampled_from([None, at]))
    some: list[Mention] = draw(st.lists(st.sampled_from(ALL), unique=True))
    return filed(replace(made, first_reported=dated, revised=draw(st.sampled_from([dated, None]))), *some)


@st.composite
def editions(draw: st.DrawFn) -> list[Listing]:
    return [draw(stories(number)) for number in range(draw(st.sampled_from([0, 1, 2, 10, 30])))]


def pages(address: Address, listings: list[Listing], language: str = "en") -> dict[str, bytes]:
    sea = theme("Sea", *(one.story for one in listings if one.theme == "tsea"))
    shelf = shelf_for(address, listings, [sea], Subject(theme=sea), Edition(title="Post", language=language))
    made = maker(address.room).files(address, shelf)
    return {file.path: file.content for file in made if file.path.endswith(".html")}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.page)
@FEW
@given(editions())
def test_no_page_of_a_list_shows_what_is_empty_bare_or_twice(
    address: Address, listings: list[Listing]
) -> None:
    for path, page in pages(address, listings).items():
        assert (path, faults(page)) == (path, [])


@pytest.mark.parametrize("language", ["de", "uk"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.page)
def test_none_does_in_another_language(address: Address, language: str) -> None:
    listings = [filed(listed(f"s{at}", hours=at, theme="tsea"), *ALL) for at in range(30)]
    for path, page in pages(address, listings, language).items():
        assert (path, faults(page)) == (path, [])


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<h1>T</h1><ul></ul>", "an empty ul"),
        ("<h1>T</h1><section><h2>Places</h2></section>", "headings alone"),
        ("<h1>T</h1><h2>A</h2><h2>B</h2><p>b</p>", "nothing stands under A"),
        ("<h1>T</h1><p>Norden <span>12</span></p>", "a number of nothing"),
        ("<h1 id='a'>T</h1><p id='a'>t</p>", "are called a"),
        ("<h1>T</h1><section aria-labelledby='b'>t</section>", "no element is called b"),
        ("<h1>T</h1><ul><li><a href='s'>a</a></li><li><a href='s'>a</a></li></ul>", "listed twice"),
        ("<h1>T</h1><h3>A</h3><p>a</p>", "no heading above A"),
    ],
)
def test_a_fault_is_seen(markup: str, fault: str) -> None:
    (found,) = faults(f"<html><body><main id='main'>{markup}</main></body></html>".encode())
    assert fault in found


def test_a_whole_page_has_none() -> None:
    table = "<table><tr><th>Norden</th><td>12</td><td></td></tr></table>"
    markup = f"<h1>T</h1><section><h2>A</h2><p>a</p></section>{table}<div hidden><p></p></div>"
    assert faults(f"<html><body><main id='main'>{markup}</main></body></html>".encode()) == []
