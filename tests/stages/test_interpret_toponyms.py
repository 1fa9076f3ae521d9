"""Which place a name means by the report's own geography, what heads tell, peoples, and texts in capitals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Place, Report
from dateline.stages.interpret.places import finding, resolving
from dateline.stages.interpret.places.described import described
from dateline.stages.interpret.places.gazetteer import gazetteer
from dateline.stages.interpret.places.geography import geography, nations, peoples
from dateline.stages.interpret.places.grammar import named, places
from dateline.stages.interpret.places.toponyms import candidates
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from tests.stages.reading import steps

NAMES = [
    "Paris",
    "Springfield",
    "Georgia",
    "Kenyan",
    "Dale County",
    "Main Street",
    "Lake Orr",
    "and",
    "in",
    ",",
    ".",
]


def view(text: str, url: str = "", outlet: str = "") -> Annotation:
    return annotate(Report(id="r1", text=text, url=url, outlet=outlet, language="en"))


def found(text: str, url: str = "") -> list[Place]:
    return list(places(view(text, url), frozenset(), True))


def kinds(text: str) -> dict[str, str]:
    return {place.phrase.text: place.kind for place in found(text)}


def where(text: str, name: str, url: str = "") -> tuple[float, float]:
    place = next(place for place in found(text, url) if place.phrase.text == name)
    assert place.lat is not None
    assert place.lon is not None
    return round(place.lat), round(place.lon)


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("A barn burnt in Paris. Deputies of Henry County, Tennessee, came.", "Paris", (36, -88)),
        ("A barn burnt in Paris. Firefighters from Lamar County, Texas, came.", "Paris", (34, -96)),
        ("A barn burnt in Paris. The mayor of Lyon came.", "Paris", (49, 2)),
        ("Voters in Georgia chose. Atlanta and Savannah were slow.", "Georgia", (33, -84)),
        ("Voters in Georgia chose. Tbilisi and Batumi were slow.", "Georgia", (42, 44)),
        ("Geneva was quiet. Elsewhere in Switzerland, shops in Bern shut.", "Geneva", (46, 6)),
        ("The mayor of Newark spoke in Columbus, Ohio, and in Licking County.", "Newark", (40, -82)),
    ],
)
def test_the_other_names_of_a_report_tell_which_place_is_meant(
    text: str, name: str, point: tuple[int, int]
) -> None:
    assert where(text, name) == pytest.approx(point, abs=1)


def test_the_address_of_an_outlet_tells_its_country() -> None:
    text = "Police in Richmond found a bag."
    assert where(text, "Richmond") == pytest.approx((38, -77), abs=1)
    assert where(text, "Richmond", "https://news.example.co.uk/1") == pytest.approx((51, 0), abs=1)


def test_one_name_is_one_place_all_through_a_report() -> None:
    text = "Paris, Texas, is small. Nobody in Paris minds. Paris has one mill."
    assert {(place.name, place.country, place.lat) for place in found(text) if place.name == "Paris"} == {
        ("Paris", "US", next(place.lat for place in found(text) if place.name == "Paris"))
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A car burnt on Marrow Street on Monday.", {"Marrow Street": "street"}),
        ("A car burnt on Highway 19 on Monday.", {"Highway 19": "street"}),
        ("A boat sank in the Quillo River on Monday.", {"Quillo River": "river"}),
        ("A boat sank in Lake Orr on Monday.", {"Lake Orr": "lake"}),
        ("Two men camped in Marrow National Park on Monday.", {"Marrow National Park": "area"}),
        ("It came down near the village of Ostrekovo on Monday.", {"Ostrekovo": "city"}),
        ("It hit 1,000 km from the border.", {"1,000 km from the border": "distance"}),
        ("It hit the front line.", {"front line": "line"}),
        ("Kenyan and Sri Lankan guards met.", {"Kenyan": "people", "Sri Lankan": "people"}),
        ("The Arab-Israeli conflict went on.", {"Israeli": "people"}),
    ],
)
def test_a_head_tells_what_a_place_is(text: str, kind: dict[str, str]) -> None:
    assert kinds(text) == kind


@pytest.mark.parametrize(
    "text", ["A car burnt on Marrow Street.", "It hit 90 miles from the coast.", "They left the front line."]
)
def test_what_the_table_does_not_know_gets_no_point(text: str) -> None:
    (place,) = found(text)
    assert (place.lat, place.lon, place.radius_km, place.geonames) == (None, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ruby Lake spoke.",
        "The Alder River Authority met.",
        "He drove 20 miles from noon on.",
        "They were in front of a line of men.",
        "The street was long.",
        "The Department of Health met.",
    ],
)
def test_a_head_alone_tells_no_place(text: str) -> None:
    assert kinds(text) == {}


def test_the_town_of_a_streets_name_is_not_meant() -> None:
    assert kinds("A car burnt on Oxford Street.") == {"Oxford Street": "street"}


def test_a_people_carries_the_point_of_its_land_and_its_own_kind() -> None:
    (place,) = found("Georgian officials met.")
    assert (place.kind, place.name, place.country) == ("people", "Georgia", "GE")


def test_every_people_has_a_land_in_the_table() -> None:
    for word, reading in peoples().items():
        assert reading.entry.name, word


def test_a_radius_tells_a_town_from_a_country() -> None:
    reach = {place.name: place.radius_km or 0 for place in found("Nairobi is in Kenya.")}
    assert reach["Nairobi"] < 60
    assert reach["Kenya"] > 200


def test_in_capitals_common_words_are_no_towns() -> None:
    text = "THE REBELS LEFT THE CAPITAL AND WENT TO LIMA AND TO THE TOWN OF QUIRAPA, PERU, ON THE SAME DAY."
    assert {place.phrase.text for place in found(text)} == {"LIMA", "QUIRAPA", "PERU"}


def test_a_county_lends_its_name_to_the_short_form() -> None:
    text = "DeKalb County, Georgia, has a new budget. Officials in DeKalb agreed."
    assert {place.name for place in found(text)} == {"DeKalb County", "Georgia"}


def test_candidates_stand_where_they_say_and_never_overlap() -> None:
    text = "Sen. Ada Lund, R-Springfield, flew from New York to Los Angeles-based firms in W. Va."
    last = 0
    for each in candidates(view(text)):
        assert text[each.start : each.end] == each.name
        assert each.start >= last
        last = each.end


def test_geography_counts_lands_and_peoples() -> None:
    seen = view("Kenyan troops left Kenya for Texas.", "http://paper.example.ke/x")
    setting = geography(seen, list(candidates(seen)))
    assert setting.countries["KE"] == 2
    assert setting.regions["US", "TX"] == 1
    assert setting.domain == "KE"
    assert setting.share_of_country("KE") > 0.5 > setting.share_of_region(("US", "OH"))


def test_the_shares_of_a_names_readings_add_up() -> None:
    seen = view("Paris and Springfield are in Illinois, not in Texas.")
    told = named(seen, described(seen))
    table = resolving.tabled(seen, told, geography(seen, told))
    shares = resolving.chances(table, resolving.weights())
    assert np.bincount(table.name_of, shares) == pytest.approx(1)


def test_the_weights_are_those_of_known_signs() -> None:
    seen = view("Paris, Texas, is small. In Ohio, Mr Dayton of Lima left.")
    told = named(seen, described(seen))
    signs = finding.signs(seen, told, frozenset({"dayton"}), geography(seen, told))
    assert {name for each in signs for name in each} <= finding.weights().keys() | {"saint's"}


def test_hyphens_tie_peoples() -> None:
    seen = view("A Russian-American crew and Georgian-held villages.")
    assert [seen.report.text[a:b] for a, b, _ in nations(seen)] == ["Russian", "American", "Georgian"]


def test_a_block_of_the_table_holds_its_first_and_its_last_name() -> None:
    assert gazetteer().readings("Aachen")
    assert gazetteer().readings("Яя") or gazetteer().readings("Zwolle")
    assert gazetteer().readings("\U0010ffff") == ()


@given(st.lists(st.sampled_from(NAMES), max_size=25))
def test_any_run_of_names_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for place in found(text):
        assert text[place.phrase.span.start : place.phrase.span.end] == place.phrase.text
        assert (place.lat is None) == (place.lon is None)


def test_the_cost_is_linear_in_the_length_of_a_text() -> None:
    text = "Paris and Springfield met in Dale County, Ohio, and Ada Lund said so to Kenyan police. "
    short, long = view(text * 50), view(text * 200)
    places(short, frozenset(), True)
    few, many = (steps(lambda each=each: places(each, frozenset(), True)) for each in (short, long))  # type: ignore[misc]
    assert many < 6 * few


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Washington condemned the raid. Ten guards died at a depot in Aleppo.", (39, -77)),
        ("The depot in Aleppo burnt. Washington accused the militia.", (39, -77)),
        ("Washington said it would pay. Farmers near Spokane and Seattle waited.", (48, -120)),
        ("Washington state said it would pay. The depot in Aleppo burnt.", (48, -120)),
    ],
)
def test_a_seat_of_government_acts_where_no_other_place_of_its_region_is_named(
    text: str, point: tuple[float, float]
) -> None:
    place = next(place for place in found(text) if place.phrase.text.startswith("Washington"))
    assert place.lat is not None
    assert place.lon is not None
    assert abs(place.lat - point[0]) < 1
    assert abs(place.lon - point[1]) < 1


def test_a_house_of_government_is_no_town() -> None:
    assert "White House" not in kinds("The White House said on Friday that the president would go to Ohio.")


def test_a_land_that_is_no_more_has_no_point() -> None:
    land = next(place for place in found("The Soviet Union sent tanks to Prague.") if "Soviet" in place.name)
    assert (land.kind, land.lat, land.country) == ("area", None, "")
    people = next(place for place in found("Soviet tanks stood in Prague.") if place.kind == "people")
    assert (people.name, people.lat) == ("Soviet Union", None)


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("A train burnt in Canada.", "Canada", (60.109, -113.643)),
        ("A train burnt in Britain.", "Britain", (54.758, -2.695)),
        ("A train burnt in Ontario, Canada.", "Ontario", (49.25, -84.5)),
        ("A train burnt in Queensland, Australia.", "Queensland", (-20, 145)),
    ],
)
def test_a_land_lies_where_geonames_has_it(text: str, name: str, point: tuple[float, float]) -> None:
    place = next(place for place in found(text) if place.phrase.text == name)
    assert (place.lat, place.lon) == pytest.approx(point, abs=0.001)


def test_the_dnipro_is_the_river_and_dnipro_the_city() -> None:
    assert kinds("Barges on the Dnipro were burning.")["Dnipro"] == "river"
    assert kinds("A rocket hit Dnipro on Monday, the governor said.")["Dnipro"] == "city"
