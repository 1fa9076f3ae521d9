"""What digits belong to, by the tokens beside them; and what became of craft that are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.figures.craft import with_fates
from dateline.stages.interpret.figures.quantities import Quantity, Unit
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from dateline.stages.interpret.reading.not_numbers import is_elsewhere, spelled_name
from dateline.stages.interpret.reading.number import Number
from tests.stages.reading import report


def view_of(text: str) -> Annotation:
    return annotate(report(text))


def elsewhere(text: str) -> list[bool]:
    """Whether each token of digits belongs to something that is no number."""
    view = view_of(text)
    return [is_elsewhere(view, i) for i, word in enumerate(view.words) if word[0].isdigit()]


DATES = [
    "They met on 5 June.",
    "They met on June 5.",
    "They met on Sept. 5.",
    "They met on May 5.",
    "They met on 5 March.",
    "They met on June 5 to 7.",
    "They met on June 5, 2024.",
    "They met on 5 and 6 June 2024.",
]
TIMES = ["It began at 6 p.m. there.", "It began at 6pm.", "It began at 6 o'clock.", "It began at 0600 GMT."]
YEARS = [
    "It began in 1998.",
    "It was the spring of 1848.",
    "It ran from 1998 until 2003.",
    "It was the 2003 season.",
    "Between 1600 and 1650 it grew.",
]
RESULTS = [
    "They won 3-1.",
    "It ended 2-2.",
    "They lead 1-3 there.",
    "The vote was 52-48.",
    "The 2019-20 season ended.",
]
NAMES = [
    "The Boeing 737 landed.",
    "It was the Fortune 500.",
    "The iPhone 11 Pro came.",
    "They took Route 66.",
    "They invoked Article 5.",
    "They filled in form 8 there.",
    "They met on day 12.",
    "They won game 7.",
    "They met in room 101.",
    "The G20 met.",
    "She wrote as @holm7 there.",
]
PLACES = ["They live at 12 Long Lane.", "They live at 40 Oak Street.", "They live in the 300 block of it."]
CALLS = ["Call 816-474-8477 now.", "Call 555-0199 now.", "Call (555) 0188 now.", "Call 01632 960 960 now."]


@pytest.mark.parametrize("text", [*DATES, *TIMES, *YEARS, *RESULTS, *NAMES, *PLACES, *CALLS[:1]])
def test_digits_that_are_no_number(text: str) -> None:
    found = elsewhere(text)
    assert found
    assert found[0]


@pytest.mark.parametrize("text", CALLS)
def test_digits_of_a_call_never_all_count(text: str) -> None:
    assert any(elsewhere(text))


NUMBERS = [
    "They saw 5 trees.",
    "They saw 1,998 trees.",
    "Some 2000 people came.",
    "Over 2000 fans came.",
    "They paid $2000 there.",
    "They saw 30-35 trees.",
    "They saw 12 in June.",
    "They may 5 times try.",
    "In Oslo 12 homes burned.",
    "In New Oslo 12 homes burned.",
    "On Friday 12 homes burned.",
    "They said that day 12 homes burned.",
    "They paid USD115 there.",
    "They paid Rs 500 there.",
    "They live 12 km from Long Lane.",
    "It rose 3 to 1.",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_digits_that_are_a_number(text: str) -> None:
    assert elsewhere(text)[0] is False


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("He watched Channel One there.", "one", True),
        ("They drove Formula One cars.", "one", True),
        ("The Formula One Grand Prix came.", "one", True),
        ("One car came.", "one", False),
        ("They saw One tree.", "one", False),
        ("Police Hold Six Men", "six", False),
        ("POLICE HOLD SIX MEN", "six", False),
        ("They left Oslo. Six came back.", "six", False),
    ],
)
def test_words_of_number_in_names(text: str, word: str, name: bool) -> None:
    view = view_of(text)
    assert spelled_name(view, view.lower.index(word)) is name


@given(st.text("0123456789-/:. $aA()", min_size=1, max_size=40))
def test_no_run_of_digits_and_marks_breaks_the_reading(text: str) -> None:
    assert all(isinstance(found, bool) for found in elsewhere(text))


def craft(view: Annotation, at: int, last: int, name: str = "drone") -> Quantity:
    number = Number(first=at, core=at, last=at + 1, low=5, high=5)
    return Quantity(number=number, unit=Unit(measure="count", name=name, first=at, last=last))


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("They launched 5 drones", "launched"),
        ("They launched another 5 drones", "launched"),
        ("They launched at least 5 drones", "launched"),
        ("They intercepted all 5 drones", "downed"),
        ("They shot down 5 drones", "downed"),
        ("They shot 5 drones", "count"),
        ("They saw 5 drones", "count"),
        ("5 drones were shot down", "downed"),
        ("5 drones were shot at", "count"),
        ("5 drones had been fired", "launched"),
        ("5 drones were seen", "count"),
        ("5 drones launched by them", "count"),
        ("one of 5 drones were downed", "count"),
    ],
)
def test_the_verb_tells_what_became_of_craft(text: str, fate: str) -> None:
    view = view_of(text)
    at = view.lower.index("5")
    (found,) = with_fates(view, [craft(view, at, at + 2)])
    assert found.unit.measure == fate


def test_only_craft_have_a_fate() -> None:
    view = view_of("They launched 5 surveys")
    assert with_fates(view, [craft(view, 2, 4, "survey")])[0].unit.measure == "count"
    assert with_fates(view, []) == ()
