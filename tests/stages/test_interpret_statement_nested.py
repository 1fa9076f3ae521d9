"""Statements inside statements, and sentences "as reported by": what word order tells the net."""

from __future__ import annotations

import pytest

from dateline.core.types import Statement
from dateline.stages.interpret.statements.nested import with_nested
from tests.stages.reading import read, report


def told(text: str) -> list[Statement]:
    return list(read(text).statements)


def by(text: str, name: str) -> list[str]:
    """What a speaker is said to have said."""
    return [
        phrase.text
        for statement in told(text)
        if statement.speaker and statement.speaker.name == name and statement.spoken
        for phrase in statement.content
    ]


@pytest.mark.parametrize(
    ("text", "inner", "said"),
    [
        (
            "The Harbour Post reported that the governor said four sheds had burned in Vesk.",
            "governor",
            "four sheds had burned in Vesk",
        ),
        (
            "The agency reported on Monday that the coast guard said two boats were lost.",
            "coast guard",
            "two boats were lost",
        ),
    ],
)
def test_who_speaks_within_what_another_reports_is_a_speaker(text: str, inner: str, said: str) -> None:
    assert by(text, inner) == [said]
    assert len(told(text)) == 2


def test_a_figure_belongs_to_the_inner_voice() -> None:
    text = "The Harbour Post reported that the governor said four people were killed in Vesk."
    figure = next(figure for figure in read(text).figures if figure.measure == "killed")
    assert figure.speaker == "governor"


@pytest.mark.parametrize(
    "text",
    [
        "As reported by Vesk officials, three people died and nine were hurt at the mill.",
        "Three people died and nine were hurt at the mill, as reported by Vesk officials.",
    ],
)
def test_as_reported_by_tells_who_says_the_whole_sentence(text: str) -> None:
    (said,) = by(text, "Vesk officials")
    assert said.startswith("hree people", 1)
    assert said.endswith("at the mill")


@pytest.mark.parametrize(
    "text",
    [
        "The boats were lost off Vesk in the night and the crews came home on foot.",
        "Crimes as reported by victims are counted.",
    ],
)
def test_no_voice_no_statement(text: str) -> None:
    assert not [statement for statement in told(text) if statement.spoken]


def test_a_verb_within_a_quotation_is_no_second_statement() -> None:
    text = "“My brother said the mill would never burn again,” Ada Lund told the Harbour Post."
    assert {said.speaker.name for said in told(text) if said.speaker and said.spoken} == {"Ada Lund"}


def test_a_source_between_commas_does_not_hide_the_subject() -> None:
    text = "The army, citing local officials, reported that the bridge had fallen."
    assert by(text, "army") == ["that the bridge had fallen"]


@pytest.mark.parametrize(
    "text",
    [
        "'We will go,' said Mira Holt. 'It is late and the road is long.'",
        "Two died in Vesk on Monday, police said.",
    ],
)
def test_plain_speech_is_spoken(text: str) -> None:
    assert [statement.spoken for statement in told(text)] == [True]


def test_the_question_is_not_the_answer() -> None:
    assert not [said for said in told("Asked if he would resign, Ada Lund said no.") if said.spoken]


def test_without_drafts_there_is_nothing_to_nest_in() -> None:
    from dateline.stages.interpret.reading.annotate import annotate

    assert with_nested(annotate(report("The governor said four sheds had burned.")), ()) == []
