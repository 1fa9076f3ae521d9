"""What a word of force means: blasts of bombs and of gas, attacks of arms and of words."""

from __future__ import annotations

import pytest

from dateline.core.types import Event
from tests.stages.reading import read

CAMPAIGN = "The candidates met voters in a debate. Polls show the campaign of both before the primary. "


def kinds(text: str) -> list[str]:
    return [event.type for event in read(text).events]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two bomb explosions shook the port.", "ASSAULT"),
        ("A grenade blast shook the port.", "ASSAULT"),
        ("A gas explosion wrecked a house.", "ACCIDENT"),
        ("A boiler explosion trapped nine.", "ACCIDENT"),
        ("An explosion shook the port.", "ACCIDENT"),
    ],
)
def test_a_bomb_makes_an_explosion_an_attack(text: str, kind: str) -> None:
    assert kinds(text)[0] == kind


def test_an_explosion_behind_an_attack_is_part_of_it_and_one_before_it_is_not() -> None:
    assert kinds("Rebels attacked the port. An explosion followed.") == ["ASSAULT", "ASSAULT"]
    assert kinds("An explosion shook a bakery. Rebels attacked the port.") == ["ACCIDENT", "ASSAULT"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ms Berg attacked her rival.", ["ACCUSE"]),
        ("Ms Berg's attacks on her rival went on.", ["ACCUSE"]),
        ("The clashes over tax went on.", []),
        ("Gunmen attacked a soldier.", ["ASSAULT"]),
        ("Rebels shelled the hall.", ["ASSAULT"]),
    ],
)
def test_in_a_campaign_an_attack_is_made_of_words(sentence: str, found: list[str]) -> None:
    assert kinds(CAMPAIGN + sentence) == found


def test_outside_a_campaign_an_attack_is_an_attack() -> None:
    assert kinds("Ms Berg attacked her rival.") == ["ASSAULT"]


def test_a_report_of_violence_is_no_report_of_a_campaign() -> None:
    bloody = "Gunmen killed two soldiers. The army sent troops. Rebels with rockets were wounded. "
    assert kinds(CAMPAIGN + bloody + "Men attacked a rival.")[-1] == "ASSAULT"


def event(text: str) -> Event:
    return read(text).events[0]


PLACES = [
    ("Rebels attacked the town of Riga.", "Riga"),
    ("Rebels of Riga attacked the town.", ""),
    ("Soldiers withdrew from Riga.", "Riga"),
    ("The envoy held a meeting with the king in Egypt, White House spokesman Al Brod said.", "Egypt"),
    ("Police arrested a baker in Riga.", "Riga"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_place_is_where_it_happened_and_describes_nothing_else(text: str, place: str) -> None:
    assert event(text).place == place


TITLES = [
    ("Clerk, 47, arrested in Riga", (), ("Clerk",)),
    ("Child fatally shot in Riga", (), ("Child",)),
    ("Police arrested a clerk in Riga", ("Police",), ("clerk",)),
    ("Rebels attacked in Riga on Monday.", ("Rebels",), ()),
    ("Gunmen killed a clerk in Riga", ("Gunmen",), ("clerk",)),
]


@pytest.mark.parametrize(("text", "actors", "targets"), TITLES)
def test_a_title_leaves_out_was(text: str, actors: tuple[str, ...], targets: tuple[str, ...]) -> None:
    assert (event(text).actors, event(text).targets) == (actors, targets)


@pytest.mark.parametrize(
    "text",
    [
        "A quake struck 30 miles north-east of Riga.",
        "The brother of a girl who died of a wound to the head was arrested.",
    ],
)
def test_what_is_nobody_suffers_nothing(text: str) -> None:
    assert event(text).targets == ()


def test_a_count_is_told_once_in_a_sentence() -> None:
    text = "Drones struck the plant, killing three guards, and rebels attacked the port."
    counts = [figure.measure for told in read(text).events for figure in told.figures]
    assert counts.count("killed") == 1


def test_two_counts_of_two_sentences_stay() -> None:
    text = "Gunmen attacked a bus, killing three guards. Gunmen attacked a tram, killing two guards."
    assert [figure.low for told in read(text).events for figure in told.figures if told.figures] == [3, 2]
