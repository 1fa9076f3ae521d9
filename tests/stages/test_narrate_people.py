"""One name for one person across a story: spellings, surnames alone, people of one surname, offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.stages.narrate.facts.people import Person, people, skeleton
from tests.stages.desk import clip, report, said


def told(*speakers: str, name: str = "", origin: str = "", text: str = "") -> Clipping:
    """A report in which some people say something, each in a sentence; ``text`` is added to it."""
    number = abs(hash((speakers, name, origin, text))) % 10**9
    own = report(
        name or f"r{number}",
        " ".join(f"{who} said the bridge {i} was shut." for i, who in enumerate(speakers)) + text,
    )
    statements = [
        said(own, f"the bridge {i} was shut", who, name=bare(who)) for i, who in enumerate(speakers)
    ]
    return clip(own, *statements, origin=origin)


def bare(who: str) -> str:
    """The name as a report resolves it: without what stands behind a comma, and its article."""
    return who.partition(",")[0].removeprefix("The ").removeprefix("the ")


def printed(*clippings: Clipping) -> dict[str, str]:
    """The name to print by each name of the story."""
    return {name: person.name for (_, name), person in people(clippings).items()}


SAME = [
    ("Oleh Synenko", "Oleg Synenko"),
    ("Olha Synenko", "Olga Synenko"),
    ("Taras Synenkyy", "Taras Synenkiy"),
    ("Taras Synenky", "T. Synenky"),
    ("Tom Berg", "Thomas Berg"),
    ("Tom Berg", "Tom R. Berg"),
    ("Jürgen Müler", "Juergen Mueler"),
    ("Mohammed Qasri", "Muhammad Kasri"),
    ("Taras Synenkov", "Taras Synenkow"),
    ("Ada van der Lund", "Ada Lund"),
    ("Tom Berg Jr.", "Tom Berg"),
    ("Arnar Stefansson", "Arnar Stefanson"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    names = printed(told(one, name="a"), told(other, name="b"))
    assert set(names) == {one, other}
    assert len(set(names.values())) == 1


APART = [
    ("Ada Lund", "Tom Lund"),
    ("Ada Lund", "Ada Berg"),
    ("A. Lund", "Tom Lund"),
    ("Jan Berg", "Jana Berg"),
    ("Paul Ekman", "Paula Ekman"),
    ("Interior Ministry", "Defence Ministry"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_people_are_kept_apart(one: str, other: str) -> None:
    found = people((told(one, name="a"), told(other, name="b")))
    first, second = found.get(("a", one)), found.get(("b", other))
    assert first is None or second is None or first.name != second.name


def test_names_that_differ_by_a_letter_in_one_report_are_two_people() -> None:
    names = printed(told("Arnar Stefansson", "Arnar Stefanssen", name="a"))
    assert names == {"Arnar Stefansson": "Arnar Stefansson", "Arnar Stefanssen": "Arnar Stefanssen"}


def test_an_initial_that_may_be_two_people_s_is_nobody_s() -> None:
    names = printed(told("Ada Lund", name="a"), told("Anna Lund", name="b"), told("A. Lund", name="c"))
    assert names["Ada Lund"] != names["Anna Lund"]
    assert names["A. Lund"] == "A. Lund"


def test_a_surname_alone_is_the_one_person_of_the_story_who_bears_it() -> None:
    assert printed(told("Ada Lund", name="a"), told("Lund", name="b"))["Lund"] == "Ada Lund"
    two = printed(told("Ada Lund", "Tom Lund", name="a"), told("Lund", name="b"))
    assert two["Lund"] == "Lund"


def test_a_surname_alone_is_nobody_s_where_a_report_names_another_who_bears_it() -> None:
    other = told("Lund", name="b", text=" It was built by Tom Lund in 1990.")
    assert printed(told("Ada Lund", name="a"), other)["Lund"] == "Lund"
    same = told("Lund", name="b", text=" It was opened by Ada Lund in 1990.")
    assert printed(told("Ada Lund", name="a"), same)["Lund"] == "Ada Lund"


def test_an_office_before_a_surname_has_to_be_the_bearer_s() -> None:
    known = told("Ada Lund", name="a", text=" It was opened by President Ada Lund.")
    assert printed(known, told("President Lund", name="b"))["President Lund"] == "Ada Lund"
    assert (
        printed(told("Ada Lund", name="a"), told("President Lund", name="b"))["President Lund"]
        == "President Lund"
    )
    assert printed(told("Ada Lund", name="a"), told("Mr. Lund", name="b"))["Mr. Lund"] == "Ada Lund"


def test_the_spelling_of_most_origins_is_printed_and_the_others_kept() -> None:
    story = (
        told("Oleg Synenko", name="a", origin="wire"),
        told("Oleg Synenko", name="b", origin="wire"),
        told("Oleh Synenko", name="c"),
        told("Oleh Synenko", name="d"),
    )
    found = people(story)["a", "Oleg Synenko"]
    assert isinstance(found, Person)
    assert [(s.name, s.reports) for s in found.spellings] == [
        ("Oleh Synenko", ("c", "d")),
        ("Oleg Synenko", ("a", "b")),
    ]


def test_of_as_many_origins_the_first_spelling_is_printed() -> None:
    assert (
        printed(told("Oleg Synenko", name="a"), told("Oleh Synenko", name="b"))["Oleh Synenko"]
        == "Oleg Synenko"
    )


def test_a_full_name_is_printed_rather_than_a_surname_of_more_origins() -> None:
    story = (told("Lund", name="a"), told("Lund", name="b"), told("Ada Lund", name="c"))
    assert set(printed(*story).values()) == {"Ada Lund"}


def test_an_office_is_a_person_only_in_the_same_words() -> None:
    known = told("Ada Lund, the governor of Seret,", name="a")
    assert printed(known, told("governor of Seret", name="b"))["governor of Seret"] == "Ada Lund"
    assert "governor of Riesa" not in printed(known, told("governor of Riesa", name="b"))
    assert "governor" not in printed(known, told("governor", name="b"))


def test_an_office_of_two_people_is_nobody_s() -> None:
    both = told(
        "Ada Lund, a spokeswoman for the railway,", "Una Berg, a spokeswoman for the railway,", name="a"
    )
    assert "spokeswoman for the railway" not in printed(both, told("spokeswoman for the railway", name="b"))


@pytest.mark.parametrize("name", ["police", "Interior Ministry", "SBU", "he", "officials", "Town Council"])
def test_who_is_no_person_is_left_out(name: str) -> None:
    assert printed(told(name, name="a")) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Synenkyy", "Synenkiy"),
        ("Qasri", "Kasri"),
        ("Lawrik", "Lavrik"),
        ("Müller", "Mueller"),
        ("Khamit", "Hamit"),
    ],
)
def test_spellings_share_their_letters(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


NAMES = [
    "Ada Lund",
    "Lund",
    "A. Lund",
    "Tom Lund",
    "President Lund",
    "Oleg Synenko",
    "Oleh Synenko",
    "police",
    "Lundt",
]


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), max_size=5))
def test_every_person_has_a_spelling_of_the_story_and_the_order_of_reports_is_kept(
    story: list[list[str]],
) -> None:
    clippings = [told(*names, name=f"n{number}") for number, names in enumerate(story)]
    found = people(clippings)
    for (own, name), person in found.items():
        assert person.name == person.spellings[0].name
        held = {spelling.name: spelling.reports for spelling in person.spellings}
        assert own in held[name]
        for reports in held.values():
            assert list(reports) == sorted(set(reports))
