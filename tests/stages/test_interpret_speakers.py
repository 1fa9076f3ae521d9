"""Whom a speaker's words mean: names, offices, pronouns and the subject of the sentence before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import read, said


def last(text: str) -> str:
    """The name of the last speaker."""
    return said(text)[-1][0]


BEFORE = [
    ("Maria Poppitt, 71, carried her chairs upstairs. “I lost everything,” she said.", "Maria Poppitt"),
    (
        "Maria Poppitt, who keeps a shop, carried her chairs upstairs. “I lost everything,” she said.",
        "Maria Poppitt",
    ),
    (
        "Anna Lund said that it was late. Maria Poppitt carried her chairs upstairs. “I know,” she said.",
        "Maria Poppitt",
    ),
    ("The mayor, Anna Lund, ordered the bridge shut. “It is not safe,” she said.", "Anna Lund"),
    ("The mayor, Anna Lund, ordered people to leave. She said it was not safe.", "Anna Lund"),
    ("Peter Krall has a taxi. “I have counted eleven,” he said.", "Peter Krall"),
    (
        "Anna Lund said that it was late. Lund left for Hull. She told reporters that she was tired.",
        "Anna Lund",
    ),
]


@pytest.mark.parametrize(("text", "name"), BEFORE)
def test_the_subject_of_the_sentence_before_is_meant(text: str, name: str) -> None:
    assert last(text) == name


OTHERWISE = [
    ("Anna Lund said that it was late. Peter Krall left. She said she was tired.", "Anna Lund"),
    ("Anna Lund said that it was late. The bridge was shut. She said she was tired.", "Anna Lund"),
    ("Peter Krall said that it was late. Hull Council met. He said he was tired.", "Peter Krall"),
    ("Hull Council met. She said she was tired.", "She"),
    ("The bridge was shut. He said he was tired.", "he"),
]


@pytest.mark.parametrize(("text", "name"), OTHERWISE)
def test_a_subject_that_does_not_fit_is_not_meant(text: str, name: str) -> None:
    assert last(text).lower() == name.lower()


def test_the_only_one_near_whom_the_pronoun_fits_is_meant() -> None:
    text = "It fell to Maria Poppitt to ask. The shop was shut. “One step,” she said."
    assert last(text) == "Maria Poppitt"
    two = "It fell to Maria Poppitt and Anna Lund to ask. The shop was shut. “One step,” she said."
    assert last(two) == "she"


def test_a_quotation_of_several_sentences_goes_back_to_the_sentence_before_it() -> None:
    text = "Maria Poppitt keeps a shop. “I lost it. I cried. I left,” she said."
    assert last(text) == "Maria Poppitt"


NAMES = [
    ("Fire chief Tom Berg said it was out.", "Tom Berg"),
    ("The fire chief, Tom Berg, said it was out.", "Tom Berg"),
    ("Tom Berg, the fire chief, said it was out.", "Tom Berg"),
    ("Tom Berg, 52, a fire chief, said it was out.", "Tom Berg"),
    ("Dr. Tom Berg said it was out.", "Tom Berg"),
    ("The fire service said it was out.", "fire service"),
    ("A spokesman for the fire service said it was out.", "spokesman for the fire service"),
    ("Officials said it was out.", "Officials"),
    ("Police said it was out.", "Police"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_speaker_has_the_fullest_name(text: str, name: str) -> None:
    assert last(text) == name


def test_the_operator_and_its_name_are_one_speaker() -> None:
    (statement,) = read("The lights went out at 10:07, the grid operator, Nelke Netz, said.").statements
    assert statement.speaker
    assert statement.speaker.phrase.text == "the grid operator, Nelke Netz"
    assert [piece.text for piece in statement.content] == ["The lights went out at 10:07"]


@given(
    st.lists(
        st.sampled_from(["Anna Lund", "she", "He", "said", "left", ".", ",", "“", "”", "71", "who", "\n\n"])
    )
)
def test_any_order_of_names_and_pronouns_is_read(words: list[str]) -> None:
    for statement in read(" ".join(words)).statements:
        assert statement.speaker is None or statement.speaker.name
