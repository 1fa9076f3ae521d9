"""Shares, ages, craft and departures where they end: each beside what only looks like it."""

from __future__ import annotations

import pytest

from dateline.core.types import Qualifier
from tests.stages.reading import counted, figures

SHARES = [
    ("A third of voters stayed home.", 33.3, Qualifier.ABOUT),
    ("Two-thirds of the homes have no water.", 66.7, Qualifier.ABOUT),
    ("Half the homes have no water.", 50, Qualifier.EXACT),
    ("At least half of the homes have no water.", 50, Qualifier.AT_LEAST),
    ("About a quarter of the homes have no water.", 25, Qualifier.ABOUT),
    ("Three quarters of the homes have no water.", 75, Qualifier.EXACT),
    ("One in five homes has no water.", 20, Qualifier.EXACT),
    ("Nine out of 10 homes have no water.", 90, Qualifier.EXACT),
]


@pytest.mark.parametrize(("text", "percent", "qualifier"), SHARES)
def test_a_part_told_in_words_is_a_share(text: str, percent: float, qualifier: Qualifier) -> None:
    [share] = figures(text, "share")
    assert (share.low, share.high, share.qualifier) == (percent, percent, qualifier)


NO_SHARES = [
    "The first half of the season was dry.",
    "The final third of the road is closed.",
    "Two in three homes have no water.",
    "Three in 1990 homes have no water.",
    "They came third of all.",
    "The other half of the bridge stands.",
]


@pytest.mark.parametrize("text", NO_SHARES)
def test_a_rank_a_stretch_and_two_quantities_are_no_share(text: str) -> None:
    assert figures(text, "share") == []


AGES = [
    ("A 24-year-old clerk spoke.", 24, "year"),
    ("The child is three months old.", 3, "month"),
    ("The 5-day-old strike went on.", 5, "day"),
    ("Jan Holt, 31, said so.", 31, "year"),
    ("She died at the age of 87.", 87, "year"),
    ("Aged 24, he left.", 24, "year"),
    ("A woman of 87 was found.", 87, "year"),
    ("The 87 yo spoke.", 87, "year"),
]


@pytest.mark.parametrize(("text", "number", "unit"), AGES)
def test_how_old(text: str, number: float, unit: str) -> None:
    [age] = figures(text, "age")
    assert (age.low, age.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "A crew of 12 was found.",
        "In Tannau, 31, said so.",
        "Jan Holt, 310, said so.",
        "It took three months.",
        "Jan Holt, 31 miles away, said so.",
    ],
)
def test_a_number_beside_a_name_or_a_time_is_no_age(text: str) -> None:
    assert figures(text, "age") == []


CRAFT = [
    ("The army launched 60 drones and 12 missiles.", [(60, 60), (12, 12)], []),
    ("Guards shot down 41 of the 60 drones.", [], [(41, 41)]),
    ("Twelve missiles and 30 drones were shot down.", [], [(12, 12), (30, 30)]),
    ("Twelve missiles were launched and 30 drones were downed.", [(12, 12)], [(30, 30)]),
    ("The army bought 60 drones.", [], []),
    ("He shot 60 drones with a camera.", [], []),
    ("The army launched 60 courses.", [], []),
]


@pytest.mark.parametrize(("text", "launched", "downed"), CRAFT)
def test_what_became_of_craft_says_their_verb(
    text: str, launched: list[tuple[float, float]], downed: list[tuple[float, float]]
) -> None:
    assert counted(text, "launched") == launched
    assert counted(text, "downed") == downed


DEPARTED = [
    ("About 900 people have left their homes.", [(900, 900)]),
    ("Some 300 villagers were told to leave.", [(300, 300)]),
    ("Some 300 villagers had to leave.", [(300, 300)]),
    ("Some 300 people were forced from their homes.", [(300, 300)]),
    ("About 900 people have left the hall.", []),
    ("Some 300 villagers want to leave.", []),
    ("Some 300 people walked from their homes.", []),
]


@pytest.mark.parametrize(("text", "expected"), DEPARTED)
def test_who_had_to_leave_home_and_who_only_leaves(text: str, expected: list[tuple[float, float]]) -> None:
    assert counted(text, "evacuated") == expected
