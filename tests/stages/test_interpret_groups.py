"""Who is counted: groups of people at a token, before a verb and behind it, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.figures.groups import Ground, Group, Told, age_end, group_at, is_plural
from dateline.stages.interpret.figures.subjects import object_of, subject
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.numerals import numbers
from tests.stages.reading import report


def ground(text: str) -> Ground:
    view = annotate(report(text))
    held = {i: number for number in numbers(view) for i in range(number.first, number.last)}
    return Ground(view=view, first=0, last=len(view.words), numbers=held)


def words_of(held: Ground, group: Group) -> str:
    return held.view.phrase_of(group.first, group.last).text


GROUPS = [
    ("at least five others were hurt", "at least five others", 5, Told.NUMBER),
    ("two of the men died", "two of the men", 2, Told.NUMBER),
    ("two of them died", "two of them", 2, Told.NUMBER),
    ("all four men were there", "all four men", 4, Told.NUMBER),
    ("a family of four people died", "a family of four people", 4, Told.NUMBER),
    ("a couple died", "a couple", 2, Told.NUMBER),
    ("12 pilgrims died", "12 pilgrims", 12, Told.NUMBER),
    ("nine were hurt", "nine", 9, Told.NUMBER),
    ("a 17-year-old boy fell", "a 17-year-old boy", 1, Told.ONE),
    ("a three-year-old fell", "a three-year-old", 1, Told.ONE),
    ("his infant daughter fell", "his infant daughter", 1, Told.ONE),
    ("another was hurt", "another", 1, Told.ONE),
    ("a fourth was wounded", "a fourth", 1, Told.ONE),
    ("Tom Berg, 52, was killed", "Tom Berg, 52,", 1, Told.NAME),
    ("Mr Berg was killed", "Mr Berg", 1, Told.NAME),
    ("he died", "he", 1, Told.PRONOUN),
    ("no one died", "no one", 0, Told.NOBODY),
    ("nobody died", "nobody", 0, Told.NOBODY),
    ("no other drivers died", "no other drivers", 0, Told.NOBODY),
    ("peasants died", "peasants", 1, Told.SOME),
    ("police officer shot", "police officer", 1, Told.ONE),
]


@pytest.mark.parametrize(("text", "phrase", "low", "told"), GROUPS)
def test_a_group_is_read_from_its_first_word(text: str, phrase: str, low: float, told: Told) -> None:
    held = ground(text)
    group = group_at(held, 0)
    assert group is not None
    assert (words_of(held, group), group.low, group.told) == (phrase, low, told)


@pytest.mark.parametrize(
    "text",
    ["eight times", "three cars", "two cows were killed", ", and", "on Monday", "$5", "12 km", "the bill"],
)
def test_what_is_no_group_of_people(text: str) -> None:
    assert group_at(ground(text), 0) is None


@pytest.mark.parametrize(
    ("text", "rest", "part", "known", "new"),
    [
        ("three others fell", True, False, True, False),
        ("three of them fell", False, True, True, False),
        ("six of his grandchildren fell", False, False, True, False),
        ("12 gardeners fell", False, False, False, False),
        ("a man fell", False, False, True, True),
        ("the man fell", False, False, True, False),
        ("another was hurt", True, False, True, True),
    ],
)
def test_a_group_says_of_which_kind_it_is(text: str, rest: bool, part: bool, known: bool, new: bool) -> None:
    group = group_at(ground(text), 0)
    assert group is not None
    assert (group.rest, group.part, group.known, group.new) == (rest, part, known, new)


@given(st.integers(1, 120), st.sampled_from(["-year-old", " year old", "-month-old"]))
def test_an_age_is_one_person(age: int, written: str) -> None:
    held = ground(f"A {age}{written} boy fell.")
    assert age_end(held, 1) > 1
    group = group_at(held, 0)
    assert group is not None
    assert (group.low, group.told) == (1, Told.ONE)


def test_a_number_is_no_age_where_no_word_says_so() -> None:
    assert age_end(ground("12 people fell"), 0) == 0


@pytest.mark.parametrize(
    ("noun", "several"), [("men", True), ("man", False), ("boss", False), ("others", True)]
)
def test_a_word_for_people_means_one_or_several(noun: str, several: bool) -> None:
    assert is_plural(noun) is several


SUBJECTS = [
    ("Two men and a woman were shot", "Two men and a woman", 3),
    ("Tom Berg, 24, and Jim Lund, 31, were shot", "Tom Berg, 24, and Jim Lund, 31,", 2),
    ("The driver, Tom Berg, 52, was shot", "The driver, Tom Berg, 52,", 1),
    ("The mother of two children was shot", "The mother", 1),
    ("Three people in Hull were later shot", "Three people", 3),
    ("Seven people, including the pilot, were shot", "Seven people", 7),
    ("The five women, aged 19 to 41, were shot", "The five women", 5),
    ("Berg was one of five people shot", "five people", 5),
    ("No one else was shot", "No one", 0),
    ("a man who was shot", "a man", 1),
]


@pytest.mark.parametrize(("text", "phrase", "low"), SUBJECTS)
def test_the_subject_stands_before_its_verb(text: str, phrase: str, low: float) -> None:
    held = ground(text)
    group = subject(held, held.view.lower.index("shot"))
    assert group is not None
    assert group.low == low
    assert words_of(held, group).startswith(phrase.split(",", maxsplit=1)[0])


@pytest.mark.parametrize("text", ["It was shot", "He said that it was shot", "On Monday it was shot", "shot"])
def test_no_people_before_a_verb(text: str) -> None:
    held = ground(text)
    assert subject(held, held.view.lower.index("shot")) is None


OBJECTS = [
    ("killing at least five", 5),
    ("killing a man and two women", 3),
    ("killing Tom Berg and Jim Lund", 2),
    ("killing his daughter and himself", 2),
    ("killing a man, and two were hurt", 1),
    ("killing and wounding nine people", 9),
    ("killing a student, Tom Berg, in Hull", 1),
]


@pytest.mark.parametrize(("text", "low"), OBJECTS)
def test_the_object_stands_behind_its_verb(text: str, low: float) -> None:
    group = object_of(ground(text), 0)
    assert group is not None
    assert group.low == low


@pytest.mark.parametrize("text", ["killing time", "killing the bill", "killing, he said, nine", "killing"])
def test_no_people_behind_a_verb(text: str) -> None:
    assert object_of(ground(text), 0) is None


def test_a_list_keeps_its_numbers() -> None:
    group = object_of(ground("killing six priests and two women"), 0)
    assert group is not None
    assert (group.low, [member.low for member in group.members]) == (8, [6, 2])


@given(st.text(alphabet="ab 12,-.()twoman'", max_size=60))
def test_a_group_lies_in_its_text(text: str) -> None:
    held = ground(text)
    for at in range(len(held.view.words)):
        group = group_at(held, at)
        assert group is None or (at <= group.first < group.last <= len(held.view.words) and group.low >= 0)


def test_a_long_sentence_is_read_in_time() -> None:
    held = ground("a, " * 5000 + "and a man was shot")
    group = subject(held, len(held.view.words) - 1)
    assert group is not None
    assert group.low == 1
