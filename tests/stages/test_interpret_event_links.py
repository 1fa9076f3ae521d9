"""What ties an earlier happening to the report's own, and what only looks so."""

from __future__ import annotations

import pytest

from dateline.core.types import Mode
from tests.stages.reading import read


def linked(text: str) -> list[tuple[str, str, str]]:
    """(link, time, first target) of each event that a link ties."""
    return [
        (event.link, event.time, event.targets[0] if event.targets else "")
        for event in read(text).events
        if event.link
    ]


LINKS = [
    (
        "It is the second attack on the Vesna plant since November.",
        ("second attack on the Vesna plant since November", "2024-11", "Vesna plant"),
    ),
    ("It was the third earthquake in a week.", ("third earthquake in a week", "", "")),
    (
        "It was the first attack on the port since 2019.",
        ("first attack on the port since 2019", "2019", "port"),
    ),
    (
        "Drones hit the refinery for the second time since May.",
        ("for the second time since May", "2025-05", "refinery"),
    ),
    ("Drones again hit the refinery.", ("again hit", "", "refinery")),
    ("Rebels attacked the port again.", ("again", "", "port")),
    ("A year after the bombing of the station, families met.", ("A year after the bombing", "", "station")),
    (
        "Families marked ten years since the bombing of the station.",
        ("ten years since the bombing", "", "station"),
    ),
    ("The anniversary of the flood passed quietly.", ("anniversary of the flood", "", "")),
    ("The previous attack on the plant failed.", ("previous attack", "", "plant")),
    ("The 2009 attack on the camp killed nine.", ("2009 attack", "2009", "camp")),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_an_earlier_happening_is_tied(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in linked(text)


@pytest.mark.parametrize(("text", "_"), LINKS)
def test_what_is_tied_is_historical(text: str, _: object) -> None:
    assert all(event.mode is Mode.HISTORICAL for event in read(text).events if event.link)


UNTIED = [
    "The first attack began at dawn.",
    "Hours after the attack, trains ran.",
    "The deadliest attack since 2019 began at dawn.",
    "Last night the attack began.",
    "Rebels said they would try again and attacked the port.",
    "The attack on the second floor went on.",
    "The second agreement is about trade.",
    "He spoke last week after a meeting with the envoy.",
]


@pytest.mark.parametrize("text", UNTIED)
def test_what_ties_nothing(text: str) -> None:
    assert linked(text) == []


def test_the_happening_itself_stands_beside_its_earlier_one() -> None:
    now, before = read("It is the second attack on the Vesna plant since November.").events
    assert (now.mode, before.mode) == (Mode.ACTUAL, Mode.HISTORICAL)
    assert now.phrase.span != before.phrase.span
    assert before.phrase.text == before.link


def test_two_ties_to_one_earlier_happening_are_one() -> None:
    text = "It was the second attack on the plant since November, with the prior assault hurting no one."
    (before,) = [event for event in read(text).events if event.link]
    assert (before.time, before.targets) == ("2024-11", ("plant",))
