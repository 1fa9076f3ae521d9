"""How many: counts of people, measures, how exact, of which happening, and which of them is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Qualifier, Scope
from tests.stages.reading import counted, figures, read

COUNTS = [
    ("Three people were killed.", "killed", 3, 3),
    ("At least 35 others were injured.", "injured", 35, 35),
    ("A man was shot dead outside a bar.", "killed", 1, 1),
    ("The death toll rose to 14.", "killed", 14, 14),
    ("The blast killed five people.", "killed", 5, 5),
    ("The blast wounded nine.", "injured", 9, 9),
    ("The fire left two people dead.", "killed", 2, 2),
    ("Between 30 and 35 people were hurt.", "injured", 30, 35),
    ("Some 30 to 35 people were hurt.", "injured", 30, 35),
    ("Two men and a woman were killed.", "killed", 3, 3),
    ("Ada Lund, 31, was killed.", "killed", 1, 1),
    ("A 19-year-old student was killed.", "killed", 1, 1),
    ("A family of four died in the fire.", "killed", 4, 4),
    ("Twenty-one miners were killed.", "killed", 21, 21),
    ("One hundred and twenty people died.", "killed", 120, 120),
    ("Two dozen people were hurt.", "injured", 24, 24),
    ("No casualties were reported.", "casualties", 0, 0),
    ("Nobody was injured.", "injured", 0, 0),
    ("No one else was hurt.", "injured", 0, 0),
    ("More than 2,000 residents were evacuated.", "evacuated", 2000, 2000),
    ("Police arrested six people.", "detained", 6, 6),
    ("Firefighters rescued 12 people.", "rescued", 12, 12),
    ("Up to 40 people are missing.", "missing", 40, 40),
    ("At least 300 people were displaced by the flood.", "displaced", 300, 300),
    ("Ten of them are in critical condition.", "injured", 10, 10),
    ("Four people were taken to hospital.", "injured", 4, 4),
    ("Police are looking into the killing of Ada Lund.", "killed", 1, 1),
]


@pytest.mark.parametrize(("text", "measure", "low", "high"), COUNTS)
def test_people_are_counted(text: str, measure: str, low: float, high: float) -> None:
    assert counted(text, measure) == [(low, high)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("He could be killed.", "killed"),
        ("They tried to kill the dog.", "killed"),
        ("The 45-year-old was tired.", "killed"),
        ("The bill was killed in committee.", "killed"),
        ("It killed time in 2019.", "killed"),
        ("The injured reserve list is long.", "injured"),
        ("Call 816-474-8477.", "killed"),
        ("Prices were hurt by rain.", "injured"),
    ],
)
def test_what_counts_nobody_stays_silent(text: str, measure: str) -> None:
    assert counted(text, measure) == []


def test_a_vague_count_keeps_its_floor_and_has_no_top() -> None:
    (dozens,) = figures("Dozens were injured.", "injured")
    assert (dozens.low, dozens.high, dozens.qualifier) == (24, None, Qualifier.VAGUE)
    (thousands,) = figures("Tens of thousands of people were displaced.", "displaced")
    assert (thousands.low, thousands.high) == (20_000, None)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("At least five", Qualifier.AT_LEAST),
        ("More than five", Qualifier.AT_LEAST),
        ("Up to five", Qualifier.UP_TO),
        ("As many as five", Qualifier.UP_TO),
        ("About five", Qualifier.ABOUT),
        ("Nearly five", Qualifier.ABOUT),
        ("Five", Qualifier.EXACT),
    ],
)
def test_a_number_is_as_exact_as_it_claims(words: str, qualifier: Qualifier) -> None:
    (figure,) = figures(f"{words} people were killed.", "killed")
    assert figure.qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Five people were killed.", Scope.HAPPENING),
        ("An earlier attack killed five people in 2019.", Scope.HISTORICAL),
        ("Five people were killed last year.", Scope.HISTORICAL),
        ("Some 200 people have been killed so far this year.", Scope.CUMULATIVE),
        ("Some 200 people have been killed since the war began.", Scope.CUMULATIVE),
    ],
)
def test_the_scope_is_told_by_the_sentence(text: str, scope: Scope) -> None:
    (figure,) = figures(text, "killed")
    assert figure.scope is scope
    assert figure.headline is (scope is Scope.HAPPENING)


def test_the_headline_is_the_first_stated_number() -> None:
    text = "A man was killed by the blast. In all, three people were killed. Two people were killed at home."
    assert [(f.low, f.headline) for f in figures(text, "killed")] == [(1, False), (3, True), (2, False)]


def test_a_number_beats_dozens_and_anybody_beats_nobody() -> None:
    text = "Dozens were injured. Officials said 35 people were injured. Nobody was injured at sea."
    assert [(f.low, f.headline) for f in figures(text, "injured")] == [(24, False), (35, True), (0, False)]


def test_who_was_shot_is_injured_only_where_nobody_died() -> None:
    assert counted("Four people were shot.", "injured") == [(4, 4)]
    assert counted("Four people were shot. One of the men died.", "injured") == []
    assert counted("Ada Lund was killed and three others were shot.", "injured") == [(3, 3)]


def test_the_phrase_is_the_shortest_that_says_who_is_counted() -> None:
    (figure,) = figures("On Monday at least 35 people were injured in the town of Hull.", "injured")
    assert figure.phrase.text == "at least 35 people were injured"


def test_a_figure_belongs_to_who_gave_it() -> None:
    (figure,) = figures("Police spokesman Karl Renner said that three people were killed.", "killed")
    assert figure.speaker == "Karl Renner"
    (plain,) = figures("Three people were killed.", "killed")
    assert plain.speaker == ""


MEASURES = [
    ("The plant is about 1,300 km (808 miles) away.", "distance", 1300, 1300, "km"),
    ("It is 1,000 kilometers (620 miles) from here.", "distance", 1000, 1000, "km"),
    ("The water stood at 4.2 metres.", "distance", 4.2, 4.2, "m"),
    ("A 40-kilometre convoy stood there.", "distance", 40, 40, "km"),
    ("Prices rose 3.5 percent.", "share", 3.5, 3.5, "percent"),
    ("Prices rose by 3.5 per cent.", "share", 3.5, 3.5, "percent"),
    ("The bill came to $1.2 billion.", "money", 1.2e9, 1.2e9, "USD"),
    ("It cost €30m.", "money", 30e6, 30e6, "EUR"),
    ("It costs between 20 and 30 million euros.", "money", 20e6, 30e6, "EUR"),
    ("It was 38 degrees Celsius.", "temperature", 38, 38, "celsius"),
    ("The fire burned 200 hectares.", "area", 200, 200, "hectare"),
    ("Some 12 square kilometres burned.", "area", 12, 12, "square kilometre"),
    ("Winds of 120 km/h were measured.", "speed", 120, 120, "km/h"),
    ("Winds of 75 miles per hour were measured.", "speed", 75, 75, "mph"),
    ("It weighs 2-3 tonnes.", "mass", 2, 3, "tonne"),
]


@pytest.mark.parametrize(("text", "measure", "low", "high", "unit"), MEASURES)
def test_a_measure_has_its_unit(text: str, measure: str, low: float, high: float, unit: str) -> None:
    (figure,) = read(text).figures
    assert (figure.measure, figure.low, figure.high, figure.unit) == (measure, low, high, unit)


def test_two_units_of_one_quantity_are_one_figure() -> None:
    (figure,) = figures("They flew approximately 1,300 km (808 miles) to get there.", "distance")
    assert figure.phrase.text == "approximately 1,300 km (808 miles)"


@pytest.mark.parametrize(
    "text",
    [
        "They met on 5 June 2024.",
        "They met at 06:10.",
        "Section 427 was struck out.",
        "He wore number 7.",
        "It began in 1998.",
        "The 2nd battalion left.",
    ],
)
def test_a_number_without_a_unit_is_no_figure(text: str) -> None:
    assert read(text).figures == ()


@given(st.integers(min_value=2, max_value=999_999))
def test_any_number_of_people_is_read_as_written(number: int) -> None:
    assert counted(f"At least {number:,} people were killed.", "killed") == [(number, number)]


@given(st.text(alphabet="0123456789 ,.-–abkm$€%()killedpeople\n", max_size=80))
def test_figures_stand_where_they_say(text: str) -> None:
    for figure in read(text).figures:
        assert text[figure.phrase.span.start : figure.phrase.span.end] == figure.phrase.text
        assert figure.high is None or figure.low <= figure.high
