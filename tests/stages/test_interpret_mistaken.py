"""Names of towns that mean something else here: planets, makes, papers, days, people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import located, read

SKY = " The probe left its orbit around the planets. "

NO_PLACE = [
    ("The giant Jupiter rose in the east." + SKY, "Jupiter"),
    ("They met at the White House on Monday.", "White House"),
    ("He wrote so in The Wall Street Journal.", "Wall"),
    ("Nobody told The Atlantic why.", "Atlantic"),
    ("It appeared on Mon, 1 July 2025 here.", "Mon"),
    ("Flight HA446 left Auckland late.", "HA"),
    ("It flew on a Falcon 9 from Florida.", "Falcon"),
    ("Mass shooting at a festival in Hull.", "Mass"),
    ("Sens. Ada Lund and Tim Roe were there.", "Sens"),
    ("The case of Bush v. Gore was old.", "Bush"),
    ("Homer L. Hull taught in Ohio.", "Homer"),
    ("It hit us hard. Bruce, Irene and their children left.", "Bruce"),
    ("The iceberg is four times the size of Manhattan.", "Manhattan"),
    ("The new lake is bigger than Luxembourg.", "Luxembourg"),
    ("Tim Roe, of the University of Liverpool, saw the rings.", "Liverpool"),
]
PLACE = [
    ("It rained in Jupiter, Florida, on Monday.", "Jupiter"),
    ("They live in White House, Tennessee.", "White House"),
    ("Ships crossed the Atlantic in June.", "Atlantic"),
    ("A ship sank in the western Pacific on Monday.", "Pacific"),
    ("It rained in Hull 5 May and later.", "Hull"),
    ("They closed Ohio 63 and then Ohio 64.", "Ohio"),
    ("He lives in Boston, Mass., with a dog.", "Mass."),
    ("She was born in Manhattan in 1990.", "Manhattan"),
    ("In England it rained. Tim Roe, of the University of Liverpool, saw the rings.", "Liverpool"),
]


@pytest.mark.parametrize(("text", "words"), NO_PLACE)
def test_a_name_that_means_something_else_is_no_place(text: str, words: str) -> None:
    assert words not in located(text)


@pytest.mark.parametrize(("text", "words"), PLACE)
def test_a_place_of_that_name_stays_one(text: str, words: str) -> None:
    assert words in located(text)


def test_an_ocean_goes_before_the_towns_of_its_name() -> None:
    assert located("It fell into the Pacific off Japan.")["Pacific"] == ("Pacific", "")
    assert located("It fell into the eastern Atlantic.")["Atlantic"] == ("Atlantic", "")


def test_a_metropolis_goes_before_the_region_around_it() -> None:
    text = "Moscow and Beijing rejected it. Russia said that Moscow had been told."
    assert {place.name for place in read(text).places if place.phrase.text == "Moscow"} == {"Moscow"}
    assert located("Towns in Moscow region were hit.")["Moscow region"][0] == "Moscow region"


def test_a_name_without_accents_is_first_what_is_written_so() -> None:
    assert ("Falcón", "VE") not in located("People in Falcon saw a rocket over Falcon.").values()
    assert located("It rained in Bogota. Colombia sent help to Bogota.")["Bogota"][1] == "CO"


def test_what_a_report_mostly_holds_for_somebody_is_nobodys_town() -> None:
    sung = "Prince sang. Prince left. Nobody saw Prince again. It was a hologram of Prince. Prince had gone."
    assert located(sung) == {}


@given(st.lists(st.sampled_from([text for text, _ in (*NO_PLACE, *PLACE)]), max_size=4).map(" ".join))
def test_every_place_has_its_words(text: str) -> None:
    for place in read(text).places:
        assert place.phrase.text == text[place.phrase.span.start : place.phrase.span.end]
