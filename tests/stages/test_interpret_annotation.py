"""The shared pass: sentences, tokens, quotations; and what holds of all facts of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import facts_form
from dateline.core.types import Mode, Report
from dateline.stages.interpret import interpret
from dateline.stages.interpret.reading.annotate import annotate, in_english
from dateline.stages.interpret.reading.numerals import numbers
from tests.stages.reading import read, report, steps


def cut(text: str, language: str = "en") -> list[str]:
    facts = read(text, language=language)
    return [text[span.start : span.end] for span in facts.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "It opens at 7 a.m. Monday in Hull.",
        "He met Lt. Gov. Anna Berg there.",
        "“I go.” she said.",
        "The U.S. Senate met.",
        "It cost $1.5 million.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


def test_two_sentences_are_two() -> None:
    assert cut("It rained. The dam broke.\n\nNobody slept.") == [
        "It rained.",
        "The dam broke.",
        "Nobody slept.",
    ]


def test_offsets_count_code_points() -> None:
    assert cut("😀 Так. Вона пішла.", language="uk") == ["😀 Так.", "Вона пішла."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("«Один», — сказав він.", ["«Один»"]),
        ("„Eins“, sagte er.", ["„Eins“"]),
        ("''One,'' he said.", ["''One,''"]),
        ("‘One,’ he said, it’s Tom’s.", ["‘One,’"]),
        ("It’s the dogs’ bowl.", []),
        ("He was 6'2\" tall.", []),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    found = annotate(report(text)).quotations
    assert [text[quotation.start : quotation.end] for quotation in found] == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = annotate(report("“One.\n\n“Two,” he said.")).quotations
    assert (first.closed, second.closed, second.goes_on) == (False, True, True)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("O'Neill's dog", ("O'Neill", "'s", "dog")),
        ("1,300 km at 06:10", ("1,300", "km", "at", "06:10")),
        ("U.S. a.m.", ("U.S.", "a.m.")),
        ("It didn't", ("It", "didn't")),
        ("long-range", ("long-range",)),
    ],
)
def test_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert annotate(report(text)).words == tokens


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty-five", 45),
        ("one hundred and twenty thousand", 120_000),
        ("two million", 2_000_000),
        ("1.5 million", 1_500_000),
        ("12,345", 12_345),
        ("three hundred and four", 304),
        ("a hundred", 100),
    ],
)
def test_numbers_in_words(words: str, value: float) -> None:
    (number,) = numbers(annotate(report(f"He saw {words} trees")))
    assert number.low == number.high == value


def test_a_language_that_is_not_told_is_guessed_by_small_words() -> None:
    english = "The mayor of the town said that it was late and that the road to the sea was shut."
    assert in_english(annotate(report(english, language="")))
    assert not in_english(annotate(report("Der Bürgermeister sagte, die Straße sei gesperrt.", language="")))
    assert in_english(annotate(report("x", language="en-GB")))


EVENTS = [
    ("Rebels attacked the town of Sumy on Monday.", "ASSAULT", Mode.ACTUAL),
    ("The army could attack the town.", "ASSAULT", Mode.HYPOTHETICAL),
    ("No attack took place.", "ASSAULT", Mode.NEGATED),
    ("They plan a protest on Friday.", "PROTEST", Mode.FUTURE),
    ("The attack in 2019 failed.", "ASSAULT", Mode.HISTORICAL),
    ("A train derailed near Leeds.", "ACCIDENT", Mode.ACTUAL),
    ("The river flooded three villages.", "DISASTER", Mode.ACTUAL),
]


@pytest.mark.parametrize(("text", "kind", "mode"), EVENTS)
def test_an_event_has_its_category_and_mode(text: str, kind: str, mode: Mode) -> None:
    (event,) = read(text).events
    assert (event.type, event.mode) == (kind, mode)


def test_an_event_has_the_place_time_and_counts_of_its_sentence() -> None:
    (event,) = read("Rebels attacked the town of Sumy on Monday and five people were killed.").events
    assert (event.place, event.time) == ("Sumy", "2025-06-30")
    assert [figure.low for figure in event.figures] == [5]


def test_events_inside_quotations_and_names_are_no_events() -> None:
    assert read("“The attack failed,” he said.").events == ()
    assert read("They played at Storm Hall.").events == ()


def test_an_empty_text_has_no_facts() -> None:
    facts = read("")
    assert (facts.sentences, facts.statements, facts.figures, facts.places) == ((), (), (), ())


def test_the_same_text_gives_the_same_facts() -> None:
    text = "Police said three people were killed in Hull on Monday. “It was late,” Anna Berg said."
    assert facts_form(read(text)) == facts_form(read(text))


def test_cost_is_linear_in_the_length_of_the_text() -> None:
    """A hostile text must not hang: four times the text is not sixteen times the steps."""
    for piece in ("said ", "“", "12-", "killed ", ", a man, ", "according to ", "Paris ", "and one ", "'"):
        short, long = (
            steps(lambda text=piece * times: interpret(Report(id="r", text=text, language="en")))  # type: ignore[misc]
            for times in (200, 800)
        )
        assert long < 10 * short, piece  # what looks back so far at most grows faster at first


@given(st.text(alphabet="“”\"'‘’ .,—()\nsaid that he killed 12 people on Monday in Hull AÄß", max_size=200))
def test_all_facts_lie_inside_the_text(text: str) -> None:
    facts = read(text)
    spans = [*facts.sentences]
    for statement in facts.statements:
        spans += [*statement.evidence, *(phrase.span for phrase in statement.content)]
        assert statement.content
    for figure in facts.figures:
        spans += figure.evidence
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
