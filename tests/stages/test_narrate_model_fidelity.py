"""What a machine's line must have from its evidence, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.narrate.model.fidelity import content, says, share, unfaithful

SOURCE = (
    "Some 120 passengers of the ferry Seeschwalbe were taken off by lifeboat on Tuesday, Onno Behrends said."
)


@pytest.mark.parametrize(
    "line",
    [
        SOURCE,
        "Some 120 passengers were taken off the Seeschwalbe by lifeboat, Onno Behrends said.",
        "A lifeboat took 120 passengers off the ferry Seeschwalbe on Tuesday, Behrends said.",
        "On Tuesday, 120 passengers of the ferry were taken off by lifeboat, Behrends said.",
        "Watt-Anzeiger reported that 120 passengers were taken off the ferry by lifeboat.",
    ],
)
def test_a_line_that_has_all_from_its_evidence_is_faithful(line: str) -> None:
    assert unfaithful(line, [SOURCE], ["Watt-Anzeiger"]) == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Some 130 passengers were taken off by lifeboat, Onno Behrends said.", "no number 130"),
        ("Twelve passengers were taken off by lifeboat, Onno Behrends said.", "no number 12"),
        ("Some 120 passengers of the Seehund were taken off by lifeboat.", "no name Seehund"),
        ("Some 120 passengers were taken off by lifeboat on Friday.", "no name Friday"),
        ("Some 120 passengers were not taken off by lifeboat on Tuesday.", "denies"),
        ("None of the 120 passengers were taken off by lifeboat on Tuesday.", "denies"),
        ("The 120 passengers weren’t taken off by lifeboat on Tuesday.", "denies"),
        ("The company faces bankruptcy and widespread criticism over fares on Tuesday.", "most of its words"),
    ],
)
def test_what_the_evidence_has_not_is_named(line: str, why: str) -> None:
    assert why in unfaithful(line, [SOURCE], [])


@pytest.mark.parametrize(
    ("line", "source", "right"),
    [
        ("Nine hundred people left.", "About 900 people left the town.", True),
        ("900 people left.", "Nine hundred people left the town.", True),
        ("Nine hundred people left.", "Nine people left the town by bus.", False),
        ("Two thousand people left.", "Some 2,000 people left the town.", True),
    ],
)
def test_round_numbers_are_the_same_in_words_and_in_digits(line: str, source: str, right: bool) -> None:
    assert ("no number" not in unfaithful(line, [source], [])) is right


def test_a_speaker_may_have_the_whole_name_that_the_report_gives() -> None:
    source = "“Nobody was in the water,” Behrends said of the ferry passengers."
    line = "No ferry passengers were in the water, Onno Behrends said."
    assert "Onno" in unfaithful(line, [source], [])
    assert unfaithful(line, [source], ["Onno Behrends"]) == ""


def test_a_denial_of_the_evidence_may_be_kept() -> None:
    source = "The harbour master said the buoys had not followed the fairway."
    assert unfaithful("The buoys had not followed the fairway, the harbour master said.", [source], []) == ""


def test_names_with_hyphens_and_genitives_are_taken_apart() -> None:
    source = "Jana Wiesner-Koch's office in Esens closed the dike road."
    assert unfaithful("The office of Wiesner-Koch closed the dike road in Esens.", [source], []) == ""
    assert unfaithful("Wiesner’s office closed the dike road.", [source], []) == ""


def test_two_sentences_may_bear_a_line_out_together() -> None:
    first, second = "Three people were hurt in Norden.", "The harbour was closed on Monday."
    line = "Three people were hurt in Norden, and the harbour was closed on Monday."
    assert unfaithful(line, [first, second], []) == ""
    assert unfaithful(line, [first], [])


def test_words_of_saying_are_no_content() -> None:
    assert content("The mayor said the dike held.") == content("According to the mayor, the dike held.")
    assert says("The dike held, the mayor said.")
    assert not says("The dike held.")


def test_the_share_of_nothing_is_nothing() -> None:
    assert share(frozenset(), [SOURCE]) == 0
    assert share(content(SOURCE), []) == 0
    assert share(content(SOURCE), [SOURCE]) == 1


@given(st.integers(min_value=13, max_value=9999).filter(lambda number: number != 120))
def test_no_other_number_passes(number: int) -> None:
    assert unfaithful(f"Some {number} passengers were taken off by lifeboat.", [SOURCE], [])


@given(st.text(max_size=120))
def test_every_text_is_judged(text: str) -> None:
    assert isinstance(unfaithful(text, [SOURCE], []), str)
