"""Which time is that of the happening. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import read


def own(text: str, published: str = "2025-07-01") -> list[str]:
    """The values of the times that date the happening."""
    return [moment.value for moment in read(text, published).moments if moment.happening]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two men were killed in a fire on Sunday.", ["2025-06-29"]),
        ("Two men were killed in a fire on Sunday, police said on Monday.", ["2025-06-29"]),
        ("Police said on Monday that a ferry sank on Sunday.", ["2025-06-29"]),
        ("In a statement on Monday the army said that a bridge was bombed on Sunday.", ["2025-06-29"]),
        ("A man was charged on Monday. Two people were shot on Saturday.", ["2025-06-28"]),
        ("A bus crashed on Sunday. The crash on Sunday closed the road.", ["2025-06-29", "2025-06-29"]),
        ("The fair burned June 28-29.", ["2025-06-28"]),
        ("A bus crashed at 6 p.m. on Sunday.", ["2025-06-29T18:00", "2025-06-29"]),
        ("It was the worst since 12 June. A tram burned down on Saturday night.", ["2025-06-28TNI"]),
        ("ALTO, 30 JUN 25 (RADIO) -- A BRIDGE WAS BLOWN UP ON SUNDAY.", ["2025-06-29"]),
    ],
)
def test_the_day_of_the_deed_is_that_of_the_happening(text: str, values: list[str]) -> None:
    assert own(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that he was tired.",
        "The town told reporters in a statement on Monday that it was tired.",
        "The trial will begin on Friday.",
        "Published: 30 June 2025",
        "It has been closed since 12 June.",
        "In 1998 the tower collapsed.",
        "The tower collapsed on 4 June 2019.",
        "The tower is shut for two weeks.",
    ],
)
def test_other_times_are_not(text: str) -> None:
    assert own(text) == []


def test_a_deed_far_down_is_background() -> None:
    text = "The mayor is tired. " * 20 + "A tram burned down on Sunday."
    assert own(text) == []


def test_without_the_reports_day_a_full_date_may_be_it() -> None:
    assert own("A tram burned down on 28 June 2025 near the port.", published="") == ["2025-06-28"]


@given(st.permutations(["A tram burned down on Sunday.", "Police said so on Monday.", "They met last year."]))
def test_one_report_has_one_day(sentences: list[str]) -> None:
    assert own(" ".join(sentences)) == ["2025-06-29"]


@pytest.mark.parametrize(
    "text",
    [
        "Page last updated at 11:24 GMT, Friday, 27 June 2025 12:24 UK",
        "Published Friday, 27 June 2025, in Riga and elsewhere",
        "The court is to decide on Tuesday.",
        "The council will vote on Tuesday.",
        "Forecasters expect rain on Thursday.",
    ],
)
def test_stamps_and_what_is_to_come_date_no_happening(text: str) -> None:
    assert own(text) == []


@given(st.sampled_from(["sank", "will sink", "could sink"]), st.integers(2, 28))
def test_no_happening_is_later_than_its_report(verb: str, day: int) -> None:
    assert all(value <= "2025-07-01" for value in own(f"A ferry {verb} off Riga on {day} July, police said."))
