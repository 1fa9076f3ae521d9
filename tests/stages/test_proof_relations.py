"""Who did what to whom: roles that changed places, and names put for each other."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Report
from dateline.stages import interpret
from dateline.stages.proof import Draft, proof

SOURCE = (
    "Karin Holm sued Peter Lunde over the sale of the ferry. "
    "The Nordvik players beat the Sundby players after extra time. "
    "The bridge at Fossli was designed by Marta Oye in 1961. "
    "Henrik Dahl, a baker, married Lise Berg in the harbour church. "
    "She thanked the choir. "
    "Police arrested a driver on the quay."
)

SHOWN = {("swapped-roles", "error"), ("other-role", "error")}


def clipping(text: str) -> Clipping:
    report = Report(id="r1", text=text, language="en")
    return Clipping(report=report, facts=interpret.interpret(report), origin="r1")


def rules(text: str, source: str = SOURCE) -> set[str]:
    facts = interpret.interpret(Report(id="draft", text=text, language="en"))
    found = proof(Draft(text=text), [clipping(source)], facts)
    for finding in found:
        assert text[finding.start : finding.end] == finding.text
    return {finding.rule for finding in found if finding.rule in {"swapped-roles", "other-role"}}


@pytest.mark.parametrize(
    "text",
    [
        "Peter Lunde sued Karin Holm over the sale of the ferry.",
        "Karin Holm was sued by Peter Lunde over the sale of the ferry.",
        "The Sundby players beat the Nordvik players after extra time.",
    ],
)
def test_swapped_roles_are_errors(text: str) -> None:
    assert rules(text) == {"swapped-roles"}


@pytest.mark.parametrize(
    "text",
    [
        "Karin Holm sued Peter Lunde over the ferry.",
        "Peter Lunde was sued by Karin Holm over the sale of the ferry.",
        "Holm sued Lunde.",
        "The Nordvik players beat the Sundby players.",
        "Marta Oye designed the bridge at Fossli.",
        "The driver was arrested by police on the quay.",
    ],
)
def test_the_same_deed_in_other_words_passes(text: str) -> None:
    assert not rules(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The bridge at Fossli was designed by Henrik Dahl in 1961.", "Marta Oye"),
        ("Henrik Dahl designed the bridge at Fossli in 1961.", "Marta Oye"),
        ("Henrik Dahl married Karin Holm in the harbour church.", "Lise Berg"),
    ],
)
def test_another_name_in_a_role_is_an_error(text: str, why: str) -> None:
    assert rules(text) == {"other-role"}
    facts = interpret.interpret(Report(id="draft", text=text, language="en"))
    (finding,) = [f for f in proof(Draft(text=text), [clipping(SOURCE)], facts) if f.rule == "other-role"]
    assert why in finding.why
    assert finding.evidence


@pytest.mark.parametrize(
    "text",
    [
        "A baker married Lise Berg in the harbour church.",
        "He married Lise Berg in the harbour church.",
        "Henrik Dahl thanked the choir.",
        "The engineer designed the bridge at Fossli.",
        "Karin Holm has a ferry.",
    ],
)
def test_a_description_or_a_pronoun_may_be_anybody(text: str) -> None:
    assert not rules(text)


def test_a_name_in_halves_is_one_person() -> None:
    assert not rules("Henrik married Lise Berg in the harbour church.")
    source = "Dahl married Lise Berg in the church. Henrik Dahl, 40, is a baker at Sundby."
    assert not rules("Henrik married Lise Berg in the church.", source)


def test_both_ways_in_the_source_is_no_swap() -> None:
    source = "Nordvik beat Sundby in May. Sundby beat Nordvik in June."
    assert not rules("Sundby beat Nordvik in June.", source)


def test_without_facts_of_the_draft_nothing_is_said() -> None:
    found = proof(Draft(text="Peter Lunde sued Karin Holm over the sale of the ferry."), [clipping(SOURCE)])
    assert not [finding for finding in found if finding.rule in {"swapped-roles", "other-role"}]


@pytest.mark.parametrize("text", [SOURCE, SOURCE.lower()])
def test_the_source_has_nothing_against_itself(text: str) -> None:
    assert not rules(text)
