"""Where: toponyms told apart from persons and institutions, and put where the report means."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.places.gazetteer import gazetteer, name_key
from tests.stages.reading import located, read

PLACES = [
    ("Rebels left Pokrovsk in the Donetsk region.", "Donetsk region", ("Donetsk region", "UA")),
    ("The Sumy region of Ukraine was hit.", "Sumy region", ("Sumy region", "UA")),
    ("The Dnipropetrovsk area was quiet.", "Dnipropetrovsk area", ("Dnipropetrovsk", "UA")),
    ("Officials in Udmurtia said so.", "Udmurtia", ("Udmurtia", "RU")),
    ("It rained in Izhevsk.", "Izhevsk", ("Izhevsk", "RU")),
    ("Mr Lincoln left for Lincoln, Nebraska.", "Lincoln", ("Lincoln", "US")),
    ("The ship left the Black Sea.", "Black Sea", ("Black Sea", "")),
    ("A court in Cologne ruled so.", "Cologne", ("Cologne", "DE")),
    ("He is held in Greenwood, W. Va., on a charge.", "W. Va.", ("West Virginia", "US")),
    ("The Los Angeles-based firm closed.", "Los Angeles", ("Los Angeles", "US")),
    ("Sen. Ada Lund, R-Elbow Lake, left for Minnesota.", "Elbow Lake", ("Elbow Lake", "US")),
    ("Clerks in Dale, Navarro and Ellis counties agreed.", "Navarro", ("Navarro County", "US")),
    ("Farmers across Guangdong were told.", "Guangdong", ("Guangdong", "CN")),
    ("The Vatican said nothing.", "Vatican", ("Vatican City", "VA")),
    ("They met US officials.", "US", ("United States", "US")),
    ("They flew to the U.S. on Monday.", "U.S.", ("United States", "US")),
    ("Trains run between Kyiv and Lviv.", "Lviv", ("Lviv", "UA")),
    ("It snowed in northern Norway.", "Norway", ("Norway", "NO")),
]


@pytest.mark.parametrize(("text", "words", "place"), PLACES)
def test_a_place_is_found(text: str, words: str, place: tuple[str, str]) -> None:
    assert located(text)[words] == place


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton arrived late.",
        "He works at Lancaster University.",
        "Tom Jackson left. Jackson said that Jackson was tired.",
        "I was reading in Reading.",
        "Tell us in May.",
        "Mr Lincoln left.",
        "Give it to us.",
        "Police met Congress on Monday.",
        "Then I’ll go.",
        "Miss Piggy sang.",
        "Chad Berg sang.",
        "Florence Hull arrived late.",
        "Osa air defense systems were seen.",
        "The Springfield Times wrote so.",
        "St. Patrick's Day came and went.",
        "They met Alice.",
        "",
    ],
)
def test_what_is_no_place_stays_silent(text: str) -> None:
    assert located(text) == {}


def test_the_state_behind_a_comma_picks_the_town_for_the_whole_report() -> None:
    found = read("PARIS, Texas (AP) — A fire broke out. Firefighters in Paris put it out.").places
    assert [(place.name, place.country) for place in found if place.kind == "city"] == [("Paris", "US")] * 2


def test_without_that_the_capital_is_meant() -> None:
    assert located("A fire broke out in Paris.")["Paris"] == ("Paris", "FR")


def test_the_country_that_a_report_names_decides_before_size() -> None:
    assert located("Ukrainian troops left Pokrovsk.")["Pokrovsk"] == ("Pokrovsk", "UA")
    assert located("In Ontario, Canada, the mayor of London left.")["London"][1] == "CA"


def test_a_sea_has_a_point_in_its_middle_and_reaches_far() -> None:
    (place,) = read("The ship left the Black Sea.").places
    assert (place.kind, place.geonames) == ("sea", None)
    assert place.lat == pytest.approx(43.5, abs=1)
    assert place.radius_km is not None
    assert place.radius_km > 300


def test_a_river_has_no_one_point() -> None:
    (place,) = read("They swam in the Danube.").places
    assert (place.kind, place.lat, place.lon) == ("river", None, None)


def test_a_place_has_coordinates_and_a_geonames_number() -> None:
    (place,) = read("It rained in Izhevsk.").places
    assert place.lat == pytest.approx(56.85, abs=0.1)
    assert place.lon == pytest.approx(53.2, abs=0.1)
    assert place.geonames == 554840


def test_other_languages_get_only_what_two_names_bear_out() -> None:
    text = "Суми, Україна. У місті тихо, Харків чекає."
    assert {name for name, _ in located(text, language="uk").values()} == {"Sumy", "Ukraine", "Kharkiv"}
    assert located("Суми чекають.", language="uk") == {}


def test_capitals_are_read_with_care() -> None:
    text = "SAN SALVADOR, 9 JAN 90 -- A BOMB WENT OFF IN EL SALVADOR AND NICARAGUA ON TUESDAY."
    assert {"EL SALVADOR", "NICARAGUA"} <= located(text).keys()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "us"),
        ("Saint Paul", "st paul"),
        ("Zürich", "zurich"),
        ("Rostov-on-Don", "rostov on don"),
        ("Côte d’Ivoire", "cote divoire"),
    ],
)
def test_names_compare_without_accents_dots_and_hyphens(name: str, key: str) -> None:
    assert name_key(name) == key


def test_the_table_knows_names_in_other_scripts_and_those_that_are_not_there() -> None:
    assert gazetteer().readings("Суми")[0].entry.name == "Sumy"
    assert gazetteer().readings("Nowhereton-under-Nothing") == ()
    assert gazetteer().readings("") == ()


def test_primary_names_come_first() -> None:
    readings = gazetteer().readings("Pokrovsk")
    assert [reading.primary for reading in readings] == sorted((r.primary for r in readings), reverse=True)


@given(st.text(max_size=30))
def test_any_name_can_be_looked_up(name: str) -> None:
    for reading in gazetteer().readings(name):
        assert reading.entry.name
        assert reading.entry.latitude is None or -90 <= reading.entry.latitude <= 90


def test_every_name_of_the_table_leads_to_its_places() -> None:
    packed = files("dateline.stages.interpret").joinpath("places", "gazetteer.tsv.gz").read_bytes()
    assert len(packed) < 6_000_000
    names = gzip.decompress(packed).partition(b"\n\n")[2].split(b"\n")
    assert names == sorted(names, key=lambda line: line.partition(b"\t")[0] + b"\t")
    for line in names[:: len(names) // 200]:
        assert gazetteer().readings(line.partition(b"\t")[0].decode())


@given(st.text(max_size=120))
def test_places_stand_where_they_say(text: str) -> None:
    for place in read(text).places:
        assert text[place.phrase.span.start : place.phrase.span.end] == place.phrase.text
