"""Who had to leave home: counted as evacuated, and told from who left a hall, a job or a country."""

from __future__ import annotations

import pytest

from dateline.core.types import Qualifier
from tests.stages.reading import counted, figures

LEFT = [
    ("About 900 people have left their homes.", 900),
    ("Some 600 people had to leave.", 600),
    ("Some 600 people had to leave their houses.", 600),
    ("Up to 350 people were told to leave.", 350),
    ("Up to 350 people were told on Monday to leave their homes.", 350),
    ("The mayor ordered 350 people in the streets by the port to leave their homes.", 350),
    ("The flood forced 3,100 people in the valley to leave their homes.", 3100),
    ("The storm has driven 3,100 people from their homes.", 3100),
    ("By dawn 40 families and 12 residents had fled their homes.", 12),
    ("A total of 80 residents have fled their homes.", 80),
]


@pytest.mark.parametrize(("text", "number"), LEFT)
def test_who_leaves_home_is_counted(text: str, number: int) -> None:
    assert counted(text, "evacuated") == [(number, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Up to 300 people had left the hall.",
        "Three people left the party.",
        "About 900 people have left.",
        "Ten streets had to be left.",
        "Lund has left 12 books.",
        "Two sons left their homework.",
        "They left their homes.",
        "Of 900 people who stayed, none knew that others left their homes.",
        "He was told to leave.",
    ],
)
def test_other_leaving_stays_silent(text: str) -> None:
    assert counted(text, "evacuated") == []


def test_where_the_report_tells_of_homes_plain_leaving_counts() -> None:
    text = "People left their homes at noon. The ministry said that up to 1,400 people had left."
    assert counted(text, "evacuated") == [(1400, 1400)]


def test_the_qualifier_is_kept() -> None:
    (figure,) = figures("Up to 350 people were told to leave.", "evacuated")
    assert figure.qualifier is Qualifier.UP_TO
    assert figure.phrase.text == "Up to 350 people were told to leave"


def test_a_vague_number_keeps_its_floor() -> None:
    assert counted("Hundreds of people have left their homes.", "evacuated") == [(200, None)]
