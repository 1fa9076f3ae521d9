"""What pages suffered from: counts and speakers that were read out of words that do not tell them."""

from __future__ import annotations

import pytest

from dateline.core.types import Figure, Scope, Statement
from dateline.stages.interpret import interpret
from tests.stages.reading import report


def counted(text: str) -> list[tuple[str, float]]:
    return [(one.measure, one.low) for one in figures(text) if one.measure not in ("count", "age")]


def figures(text: str) -> tuple[Figure, ...]:
    return interpret(report(text)).figures


def said(text: str) -> list[str]:
    """The speakers of what was said."""
    return [one.speaker.name for one in statements(text) if one.spoken and one.speaker]


def statements(text: str) -> tuple[Statement, ...]:
    return interpret(report(text)).statements


COUNTS = [
    ("A ferry hit a bridge in western Vesk and 25 people were injured.", [("injured", 25)]),
    ("Tom Berg and 25 passengers were injured in Vesk.", [("injured", 26)]),
    ("On Monday Tom Berg and two others were killed.", [("killed", 3)]),
    ("A guard watching a woman and a man near the road was fatally shot.", []),
    ("A man and a woman were fatally shot.", [("killed", 2)]),
    ("Ada Lund, 27, and Tom Berg, 31 were arrested on Monday.", [("detained", 2)]),
    ("In Hull, 31 were arrested on Monday.", [("detained", 31)]),
    ("Two women -- 29 and 37 -- were taken to hospital.", [("injured", 2)]),
    ("He added that the third victim died in the lorry.", [("killed", 1)]),
    ("A fifth victim died on Monday.", [("killed", 5)]),
    ("The driver was not injured in the crash.", []),
    ("Neither driver was injured.", []),
    ("The boy got away without being injured.", []),
    ("No one was injured.", [("injured", 0)]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_only_those_are_counted_of_whom_it_is_told(text: str, expected: list[tuple[str, float]]) -> None:
    assert counted(text) == expected


SCOPES = [
    ("There have been 33 fires since Friday.", Scope.CUMULATIVE),
    ("There have been 33 fires since last Friday.", Scope.CUMULATIVE),
    ("There were 33 fires on Friday.", Scope.HAPPENING),
    ("There were 33 fires, and since Friday it has rained.", Scope.HAPPENING),
    ("There were 33 fires since the mill opened.", Scope.HAPPENING),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_a_count_since_a_day_sums_up(text: str, scope: Scope) -> None:
    assert [one.scope for one in figures(text) if one.low == 33] == [scope]


SPEAKERS = [
    ("UPDATE Vesk police say the road is closed to cars.", ["Vesk police"]),
    ("x Embed The minister said the law was bad.", ["The minister"]),
    ("“Close the road,” READ said on Monday.", []),
    ("WE DO believe that this is right.", []),
    ("He was hit twice and pronounced dead soon after the boat landed.", []),
    ("The judge pronounced that the sale was void.", ["judge"]),
    ("All of them said they were tired.", ["All of them"]),
    (
        "Police said Tom Roe and his father, both from Vesk, first said Roe was aiming at a tree.",
        ["Police"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_labels_and_pieces_of_sentences_are_no_speakers(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The singer has been hit with claims of fraud in Vesk.", "injured"),
        ("Crews put up a net to prevent the boy from being hurt by the diggers.", "injured"),
        ("Two robbers fled in a car on Monday.", "evacuated"),
        ("Dozens of shoppers fled the mall on Monday.", "evacuated"),
    ],
)
def test_words_of_harm_and_flight_that_tell_of_none(text: str, measure: str) -> None:
    assert not [one for one in counted(text) if one[0] == measure]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The boy has been hit with a stone and was hurt.", ("injured", 1)),
        ("Hundreds fled the town as the water rose.", ("evacuated", 200)),
        ("About 300 residents have fled.", ("evacuated", 300)),
        ("Temperatures fell to 20 below zero in the north.", ("temperature", -20)),
        ("It was 15 degrees below zero on Friday.", ("temperature", -15)),
        ("The air in Vesk cooled to minus 12 degrees Celsius.", ("temperature", -12)),
        ("It was 30 degrees in the shade.", ("temperature", 30)),
    ],
)
def test_words_that_do(text: str, found: tuple[str, float]) -> None:
    assert found in counted(text)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The blast was revenge for a raid this month that left 32 villagers dead.", Scope.HISTORICAL),
        ("The wreck is similar to one in which 40 people were killed near Tarn.", Scope.HISTORICAL),
        ("The blast that killed 32 villagers was revenge for a raid.", Scope.HAPPENING),
        ("Police went to the mill, where nine people were killed.", Scope.HAPPENING),
    ],
)
def test_what_a_happening_answers_or_recalls_came_before_it(text: str, scope: Scope) -> None:
    assert [one.scope for one in figures(text) if one.measure == "killed"] == [scope]


def test_who_took_her_own_life_and_is_told_of_again_is_one() -> None:
    text = (
        "An 11-year-old girl took her own life on Tuesday in Vesk. "
        "Officers found the girl dead from a gunshot. "
        "The school was closed on Friday. Many mourned the death of the girl at the old harbour. "
        "The gun was locked away by officers."
    )
    assert max(one.low for one in figures(text) if one.measure == "killed") == 1
