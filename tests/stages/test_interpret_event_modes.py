"""What did not happen, did not happen yet, or may never: each governing word beside its opposite."""

from __future__ import annotations

import pytest

from dateline.core.types import Mode
from tests.stages.reading import read


def mode(text: str, kind: str) -> Mode:
    """The mode of the one event of a kind."""
    (event,) = [event for event in read(text).events if event.type == kind]
    return event.mode


INFINITIVES = [
    ("Rebels plan to seize the port and attack the depot.", Mode.FUTURE),
    ("Rebels vowed to leave the hills and attack the depot.", Mode.FUTURE),
    ("Rebels refused to leave the hills and attack the depot.", Mode.NEGATED),
    ("Rebels managed to enter the port and attack the depot.", Mode.ACTUAL),
    ("Rebels tried to enter the port and attack the depot.", Mode.HYPOTHETICAL),
    ("To enter the port and attack the depot, rebels crossed the river.", Mode.HYPOTHETICAL),
    ("The rebels will enter the port and attack the depot.", Mode.FUTURE),
    ("The rebels might enter the port and attack the depot.", Mode.HYPOTHETICAL),
    ("The rebels entered the port and attacked the depot.", Mode.ACTUAL),
    ("Rebels are going to attack the depot.", Mode.FUTURE),
    ("Rebels managed to attack the depot.", Mode.ACTUAL),
    ("Rebels tried to attack the depot.", Mode.HYPOTHETICAL),
    ("He refused to attack the depot.", Mode.NEGATED),
]


@pytest.mark.parametrize(("text", "expected"), INFINITIVES)
def test_an_infinitive_is_as_sure_as_what_governs_it_also_behind_and(text: str, expected: Mode) -> None:
    assert mode(text, "ASSAULT") is expected


NOBODY = [
    ("None of the rebels attacked the depot.", Mode.NEGATED),
    ("Neither of the rebels attacked the depot.", Mode.NEGATED),
    ("Neither side attacked the depot.", Mode.NEGATED),
    ("Rebels hardly attacked the depot.", Mode.NEGATED),
    ("Most of the rebels attacked the depot.", Mode.ACTUAL),
    ("None of the guards slept when rebels attacked the depot.", Mode.ACTUAL),
    ("No guard was there, and rebels attacked the depot.", Mode.ACTUAL),
]


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_a_subject_that_is_nobody_did_nothing(text: str, expected: Mode) -> None:
    assert mode(text, "ASSAULT") is expected


TALKS = [
    ("Both sides held no talks.", Mode.NEGATED),
    ("Both sides held talks.", Mode.ACTUAL),
    ("Upcoming talks worry the mill.", Mode.FUTURE),
    ("There are no talks.", Mode.NEGATED),
]


@pytest.mark.parametrize(("text", "expected"), TALKS)
def test_a_no_within_a_trigger_denies_it(text: str, expected: Mode) -> None:
    assert mode(text, "CONSULT") is expected


NOUNS = [
    ("The foiled attack on the depot was planned in Riga.", Mode.NEGATED),
    ("Thwarted attacks on the depot were planned in Riga.", Mode.NEGATED),
    ("Police foiled the attack on the depot.", Mode.NEGATED),
    ("An alleged attack on the depot is looked into.", Mode.HYPOTHETICAL),
    ("Fearing an attack, families left.", Mode.HYPOTHETICAL),
    ("Fearing attacks, families left.", Mode.HYPOTHETICAL),
    ("After the attack, families left.", Mode.ACTUAL),
    ("It was not an attack.", Mode.NEGATED),
    ("It was an attack.", Mode.ACTUAL),
    ("No attack was claimed.", Mode.NEGATED),
    ("The group claimed the attack.", Mode.ACTUAL),
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_a_noun_is_as_sure_as_the_words_before_it(text: str, expected: Mode) -> None:
    assert mode(text, "ASSAULT") is expected


OUTCOMES = [
    ("The protest was called off.", Mode.NEGATED),
    ("The protest was called a success.", Mode.ACTUAL),
    ("The union cancelled the protest.", Mode.NEGATED),
    ("The rally is scheduled for Friday.", Mode.FUTURE),
    ("The rally was larger than planned.", Mode.ACTUAL),
    ("Planned protests worry the mill.", Mode.FUTURE),
    ("They gathered at the mill to protest against the tax.", Mode.ACTUAL),
    ("They came to the mill to protest against the tax.", Mode.HYPOTHETICAL),
    ("Not a protest was seen.", Mode.NEGATED),
]


@pytest.mark.parametrize(("text", "expected"), OUTCOMES)
def test_a_noun_is_as_sure_as_the_verb_behind_it(text: str, expected: Mode) -> None:
    assert mode(text, "PROTEST") is expected


GERUNDS = [
    ("Without attacking the depot, rebels left.", Mode.NEGATED),
    ("He spoke about attacking the depot.", Mode.HYPOTHETICAL),
    ("Rebels began attacking the depot.", Mode.ACTUAL),
    ("Rebels left after attacking the depot.", Mode.ACTUAL),
    ("Instead of attacking the depot, rebels left.", Mode.HYPOTHETICAL),
]


@pytest.mark.parametrize(("text", "expected"), GERUNDS)
def test_a_deed_in_ing_is_as_sure_as_what_governs_it(text: str, expected: Mode) -> None:
    assert mode(text, "ASSAULT") is expected


RUMOURS = [
    ("A false message claimed that troops had attacked the depot.", Mode.HYPOTHETICAL),
    ("Rumours that troops had attacked the depot spread fast.", Mode.HYPOTHETICAL),
    ("The message, sent at night, claimed that troops had attacked the depot.", Mode.HYPOTHETICAL),
    ("A message arrived after troops attacked the depot.", Mode.ACTUAL),
    ("Troops attacked the depot, and a false alarm rang.", Mode.ACTUAL),
    ("Police said that troops had attacked the depot.", Mode.ACTUAL),
]


@pytest.mark.parametrize(("text", "expected"), RUMOURS)
def test_what_a_rumour_has_is_no_fact(text: str, expected: Mode) -> None:
    assert mode(text, "ASSAULT") is expected


COLLISIONS = [
    ("A train ran into a lorry near Zboriv.", "ACCIDENT"),
    ("The mayor ran into trouble.", ""),
    ("A landslip at Hull closed the line.", "DISASTER"),
]


@pytest.mark.parametrize(("text", "kind"), COLLISIONS)
def test_a_train_that_runs_into_something_has_an_accident(text: str, kind: str) -> None:
    assert [event.type for event in read(text).events] == ([kind] if kind else [])
