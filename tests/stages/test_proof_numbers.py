"""Numbers, dates and times of day: each has to stand in a source as the same kind of thing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Finding, LineKind, Severity
from dateline.core.types import Facts, Figure, Moment, Phrase, Precision, Qualifier, Report, Span, Stamp
from dateline.stages.proof import Draft, DraftLine, proof
from dateline.stages.proof.ground.datemarks import date_marks
from dateline.stages.proof.ground.numerals import clock_times, loose_values, numerals, words_value

SOURCE = (
    "Fourteen people were injured and 3 killed when a crane fell in Brno on Tuesday, police said. "
    "The repair will cost 1,240,000 euros, 12 per cent more than planned. "
    "It happened at 7.30pm on 4 March 2024."
)


def source(text: str = SOURCE, published: str | None = None, facts: Facts | None = None) -> Clipping:
    stamp = None
    if published:
        stamp = Stamp(at=datetime.fromisoformat(published).replace(tzinfo=UTC), precision=Precision.DAY)
    report = Report(id="r1", text=text, published=stamp, outlet="Brno Post")
    return Clipping(report=report, facts=facts or Facts(report="r1"), origin="r1")


def findings(text: str, *clippings: Clipping, rule: str = "") -> list[Finding]:
    found = proof(Draft(text=text), clippings or (source(),))
    return [finding for finding in found if not rule or finding.rule == rule]


def errors(text: str, *clippings: Clipping) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in findings(text, *clippings) if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41 people", 41),
        ("1,300 people", 1300),
        ("3.5 million", 3_500_000),
        ("£2.4bn", 2_400_000_000),
        ("$30m", 30_000_000),
        ("twenty-five boats", 25),
        ("three hundred and five", 305),
        ("two million", 2_000_000),
        ("a hundred boats", 100),
        ("seventeen", 17),
        ("5-year-old", 5),
    ],
)
def test_a_number_is_read_in_every_dress(text: str, value: float) -> None:
    assert [numeral.value for numeral in numerals(text)] == [value]


@pytest.mark.parametrize("text", ["an F-16", "the A320", "G20", "one of them", "the first", "half a million"])
def test_what_is_no_number_is_passed_over(text: str) -> None:
    assert numerals(text) in ((), numerals("million"))


def test_a_run_of_number_words_that_is_no_number_is_read_word_by_word() -> None:
    assert [numeral.value for numeral in numerals("between two and three")] == [2, 3]
    assert words_value(["two", "three"]) is None


@given(st.integers(min_value=2, max_value=10**9))
def test_digits_and_thousands_separators_are_one_number(number: int) -> None:
    plain, grouped = numerals(f"{number} boats"), numerals(f"{number:,} boats")
    assert [n.value for n in plain] == [n.value for n in grouped] == [float(number)]
    assert number in loose_values(f"{number}")


@given(st.text(max_size=300))
def test_offsets_of_numbers_dates_and_times_lie_in_the_text(text: str) -> None:
    for numeral in numerals(text):
        assert 0 <= numeral.start < numeral.end <= len(text)
    for mark in date_marks(text):
        assert 0 <= mark.start < mark.end <= len(text)
    for start, end, _ in clock_times(text):
        assert 0 <= start < end <= len(text)


def test_numbers_of_the_source_stand_in_any_spelling() -> None:
    assert not errors("14 were injured and three killed, and repair costs 1.24 million euros.")


def test_an_altered_number_is_an_error_and_the_nearest_is_offered() -> None:
    (found,) = findings(
        "Police said 41 people were injured in Brno when a crane fell.", rule="unsupported-number"
    )
    assert found.text == "41"
    assert "Fourteen" in found.why
    assert found.evidence == (Span(report="r1", start=0, end=8),)


def test_three_killed_are_not_three_injured() -> None:
    ((rule, text),) = errors("Three people were injured in Brno, police said.")
    assert (rule, text) == ("unsupported-number", "Three")
    assert not errors("Three people were killed in Brno, police said.")


def test_a_share_is_no_plain_number() -> None:
    assert errors("The cost rose by 14 per cent.") == [("unsupported-number", "14")]
    assert not errors("The cost rose by 12%.")


def test_rounding_has_to_say_so() -> None:
    unmarked = findings("The repair will cost 1.2 million euros.")
    assert [(f.rule, f.severity) for f in unmarked] == [("rounded-number", Severity.WARNING)]
    assert not findings("The repair will cost about 1.2 million euros.")
    assert not errors("The repair will cost more than 1.2 million euros.")
    assert errors("The repair will cost more than 1.4 million euros.")
    assert errors("Up to 13 people were injured.")


def test_a_vague_figure_never_becomes_a_number() -> None:
    vague = Figure(
        measure="injured",
        low=24,
        high=None,
        qualifier=Qualifier.VAGUE,
        phrase=Phrase(text="Dozens", span=Span(report="r1", start=0, end=6)),
        evidence=(Span(report="r1", start=0, end=6),),
    )
    clipping = source("Dozens were injured in Brno.", facts=Facts(report="r1", figures=(vague,)))
    assert errors("24 were injured in Brno.", clipping) == [("unsupported-number", "24")]
    assert not errors("Dozens were injured in Brno.", clipping)


def test_a_figure_that_the_interpreter_read_bears_out_its_number() -> None:
    span = Span(report="r1", start=0, end=18)
    death = Figure(
        measure="killed", low=2, high=2, phrase=Phrase(text="The couple", span=span), evidence=(span,)
    )
    clipping = source("A man and his wife died in Brno.", facts=Facts(report="r1", figures=(death,)))
    assert not errors("Two people died in Brno.", clipping)
    assert errors("Two people died in Brno.", source("A man and his wife died in Brno."))


@pytest.mark.parametrize(
    "text",
    ["The crane fell on Tuesday.", "It fell on 4 March 2024.", "It fell on March 4.", "It fell in March."],
)
def test_dates_of_the_source_stand(text: str) -> None:
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The crane fell on Friday.", "Friday"),
        ("It fell on 5 March 2024.", "5 March 2024"),
        ("It fell in April.", "April"),
        ("It fell in 2019.", "2019"),
        ("It fell between 2018-2024.", "2018"),
    ],
)
def test_altered_dates_are_errors(text: str, wrong: str) -> None:
    assert errors(text) == [("unsupported-date", wrong)]


def test_words_that_are_months_too_are_no_months() -> None:
    assert not date_marks("They may march on.")
    assert [mark.month for mark in date_marks("It began in May.")] == [5]


def test_a_date_resolved_from_the_reports_own_day_stands() -> None:
    clipping = source("The crane fell yesterday.", published="2024-03-05")
    assert not errors("The crane fell on Monday.", clipping)
    assert not errors("The crane fell on 4 March 2024.", clipping)
    assert errors("The crane fell on 9 March 2024.", clipping) == [("unsupported-date", "9 March 2024")]


def test_a_date_that_the_interpreter_resolved_stands() -> None:
    span = Span(report="r1", start=15, end=26)
    moment = Moment(
        phrase=Phrase(text="last autumn", span=span), type="DATE", value="2023-10", evidence=(span,)
    )
    clipping = source("The crane fell last autumn.", facts=Facts(report="r1", moments=(moment,)))
    assert not errors("The crane fell in October 2023.", clipping)
    assert errors("The crane fell in October 2021.", clipping)


def test_a_time_of_day_stands_in_either_clock() -> None:
    assert not errors("It happened at 19:30.")
    assert not errors("It happened at 7:30 p.m.")
    assert errors("It happened at 8.30pm.") == [("unsupported-date", "8.30pm")]


def test_half_of_a_conversion_is_borne_out_by_the_other_half() -> None:
    clipping = source("The ship was 1,300 km from port.")
    assert not errors("The ship was 1,300 km (808 miles) from port.", clipping)
    assert errors("The ship was 1,500 km (932 miles) from port.", clipping)


def test_a_composed_line_may_count_its_own_reports() -> None:
    text = "Brno Post and Moravia Daily agree, and two outlets report it."
    other = Clipping(
        report=Report(id="r2", text="A crane fell.", outlet="Moravia Daily"),
        facts=Facts(report="r2"),
        origin="r2",
    )
    evidence = (Span(report="r1", start=0, end=40), Span(report="r2", start=0, end=13))
    line = DraftLine(id="l1", start=0, end=len(text), kind=LineKind.COMPOSED, evidence=evidence)
    plain = DraftLine(id="l1", start=0, end=len(text), kind=None, evidence=evidence)
    clippings = (source("A crane fell in the town of Brno on Tuesday."), other)
    assert not proof(Draft(text=text, lines=(line,)), clippings)
    found = proof(Draft(text=text, lines=(plain,)), clippings)
    assert [f.text for f in found if f.rule == "unsupported-number"] == ["two"]


@given(st.integers(min_value=4, max_value=999).filter(lambda n: n not in {3, 4, 12, 14, 24, 30, 240}))
def test_any_other_number_of_injured_is_an_error(number: int) -> None:
    assert ("unsupported-number", str(number)) in errors(
        f"In Brno {number} people were injured, police said."
    )
