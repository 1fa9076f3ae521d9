"""What makes another origin's sentence bear a line out, and what keeps it from doing so."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Clause
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.facts.support import agrees, deeds, names
from tests.stages.desk import clip, dossier, phrase, report


def passage(text: str, name: str = "a") -> Passage:
    return gather(dossier([clip(report(name, text))])).passages[0]


def agree(line: str, other: str) -> bool:
    return agrees(line, passage(f"{line}."), passage(other, "b"))


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("The guild sold the old pier", "On Friday the old pier was sold by the guild."),
        ("Lene Aas bought the ferry", "The baker Aas has purchased the guild’s ferry."),
        ("Three sailors were killed off Vesk", "Off Vesk 3 sailors died when a mast fell."),
        ("Korean divers raised the bell", "The bell was raised by divers from Korea."),
        ("The NPF closed the pier", "The ferry office closed the pier on Friday."),
    ],
)
def test_the_same_in_other_words_bears_a_line_out(line: str, other: str) -> None:
    assert agree(line, other)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Three sailors were killed off Vesk", "Off Vesk four sailors were killed."),
        ("Lene Aas bought the ferry", "Jon Berg bought the ferry."),
        ("The guild sold the pier in Ollerau", "The guild sold the pier in Vesk."),
        ("The guild met on Sunday in the hall", "The guild met on Thursday in the hall."),
        ("The guild was charged with theft", "The guild was cleared of theft."),
        ("It was the second fire at the yard", "It was the first fire at the yard."),
        ("The pier was closed in April 2014", "The pier was closed in 2014."),
        ("A meteor crossed the sky over Vesk", "A possible meteor crossed the sky over Vesk."),
        ("The guild closed the pier", "The guild may have closed the pier."),
        ("The keeper was taken to a clinic where she died", "The keeper was taken to a clinic."),
    ],
)
def test_another_number_name_day_or_deed_does_not(line: str, other: str) -> None:
    assert not agree(line, other)


def test_a_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    own = passage("Divers raised the bell. Later divers left.")
    assert names("Divers raised the bell", own) == ()
    assert names("Divers of Ollerau raised the bell", own) == ("ollerau",)


def test_of_a_full_name_the_last_word_must_stand() -> None:
    own = passage("The mayor of Vesk, Lene Aasgard, resigned.")
    assert names("Lene Aasgard resigned", own) == ("aasgard",)


def test_deeds_are_read_from_clauses_where_there_are_any() -> None:
    own = report("a", "The guild plans to cut sails.")
    clause = Clause(span=phrase(own, "The guild plans").span, verb=phrase(own, "plans"), lemma="plan")
    held = clip(own)
    with_clause = dataclasses.replace(held, facts=dataclasses.replace(held.facts, clauses=(clause,)))
    one = gather(dossier([with_clause])).passages[0]
    assert deeds("The guild plans to cut sails", one) == ("plans",)
    assert deeds("The guild plans to cut sails", gather(dossier([held])).passages[0]) == ("cut",)


@given(st.sampled_from(["The guild sold 12 lamps to Lene Aas", "A mast fell on the yard of Vesk on Friday"]))
def test_a_sentence_bears_itself_out(line: str) -> None:
    assert agree(line, f"{line}.")
