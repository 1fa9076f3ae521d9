"""The ground: what a stretch of a source can bear out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.text import fold
from dateline.core.types import (
    Facts,
    Figure,
    Form,
    Moment,
    Phrase,
    Place,
    Precision,
    Qualifier,
    Report,
    Span,
    Speaker,
    Stamp,
    Stance,
    Statement,
)
from dateline.stages.proof.drafts.draft import Draft, DraftLine
from dateline.stages.proof.drafts.passages import passages_of, sentences
from dateline.stages.proof.ground.ground import Ground
from dateline.stages.proof.ground.measures import measure_of
from dateline.stages.proof.ground.spelling import bare, content_words, squeeze
from dateline.stages.proof.ground.stretches import Stretch, span_of
from dateline.stages.proof.rules.names import nearest_name, supported

TEXT = (
    "The United Harbour Workers of Gdynia struck on Monday. Zofia Lis, their chair, spoke at 5.15pm. "
    "On 3 May the U.K. sent two ships; Zofia Lis waved. It cost 40 per cent more."
)


def published(text: str) -> Stamp:
    return Stamp(at=datetime.fromisoformat(text).replace(tzinfo=UTC), precision=Precision.MINUTE)


def clipping(text: str = TEXT, facts: Facts | None = None, at: str = "") -> Clipping:
    report = Report(
        id="r1",
        text=text,
        outlet="Baltic Wire",
        author="Ewa Kos",
        title="Dockers strike",
        published=published(at) if at else None,
    )
    return Clipping(report=report, facts=facts or Facts(report="r1"), origin="r1")


def ground(text: str = TEXT, facts: Facts | None = None, at: str = "") -> Ground:
    return Ground([Stretch(report="r1", start=0, text=text)], [clipping(text, facts, at)])


def part(first: int, last: int, facts: Facts) -> Ground:
    return Ground([Stretch(report="r1", start=first, text=TEXT[first:last])], [clipping(TEXT, facts)])


# --- words and names ----------------------------------------------------------------------


def test_words_are_folded_and_lose_their_possessive() -> None:
    words = ground("The mayor's café and the Łódź dockers’ boats").words
    assert {"mayor", "cafe", "dockers", "boats"} <= words.keys()


def test_outlet_author_and_title_bear_out_an_attribution() -> None:
    assert {"baltic", "wire", "ewa", "kos", "dockers"} <= ground().words.keys()


def test_names_stand_with_a_capital_and_never_without_one() -> None:
    names = ground("The Harbour opened. The harbour is old. Zofia came.").naming.names
    assert "zofia" in names
    assert "harbour" not in names


@pytest.mark.parametrize("name", ["UHW", "UHWG", "UK", "U.K.", "HW"])
def test_initials_of_a_run_of_capitals_are_known(name: str) -> None:
    assert supported(name, ground())


@pytest.mark.parametrize("name", ["UHX", "EU", "N.A.T.O."])
def test_other_initials_are_not(name: str) -> None:
    assert not supported(name, ground())


def test_a_given_name_leads_to_the_name_that_follows_it() -> None:
    assert ground().naming.given["zofia"] == "Lis"


@pytest.mark.parametrize(
    ("slip", "meant"), [("gdynai", "Gdynia"), ("gdynnia", "Gdynia"), ("zoffia", "Zofia")]
)
def test_a_slip_of_the_pen_leads_to_the_name(slip: str, meant: str) -> None:
    assert nearest_name(slip, ground()) == meant


@pytest.mark.parametrize("far", ["warsaw", "gd", "lis", "zofias"])
def test_other_words_lead_nowhere(far: str) -> None:
    assert not nearest_name(far, ground())


def test_spellings_have_their_first_place() -> None:
    span = ground().naming.spellings["Zofia"]
    assert TEXT[span.start : span.end] == "Zofia"
    assert span.start == TEXT.index("Zofia")


def test_a_name_with_an_ampersand_is_one() -> None:
    assert supported("B&Q", ground("He works at B&Q in town."))
    assert not supported("B&Q", ground("He works at B&M in town."))


@given(st.text(max_size=80))
def test_folding_is_the_cores_folding(text: str) -> None:
    from dateline.core.text import fold as slow

    assert fold(text) == slow(text)


def test_bare_and_squeezed_words() -> None:
    assert [bare(word) for word in ("mayor's", "dockers'", "boats")] == ["mayor", "dockers", "boats"]
    assert squeeze("it's 5.15, he said") == "its515hesaid"


# --- numbers and times --------------------------------------------------------------------


def test_numbers_have_their_place_in_the_report() -> None:
    shifted = Ground([Stretch(report="r1", start=100, text="He saw 40 boats.")], [clipping()])
    (sighting,) = shifted.sightings
    assert (sighting.span.start, sighting.span.end, sighting.text) == (107, 109, "40")


def test_a_clock_bears_out_no_count() -> None:
    assert 15.0 not in ground().values
    assert (5, 15) in ground().calendar.clocks
    assert 40.0 in ground().values


def test_figures_bear_out_numbers_only_within_the_stretch() -> None:
    first = Span(report="r1", start=0, end=20)
    figure = Figure(
        measure="strikers", low=900, high=950, phrase=Phrase(text="x", span=first), evidence=(first,)
    )
    facts = Facts(report="r1", figures=(figure,))
    assert {900.0, 950.0} <= part(0, 54, facts).values
    assert 900.0 not in part(60, 90, facts).values


def test_a_vague_figure_bears_out_no_number() -> None:
    span = Span(report="r1", start=0, end=20)
    figure = Figure(
        measure="strikers",
        low=24,
        high=None,
        qualifier=Qualifier.VAGUE,
        phrase=Phrase(text="dozens", span=span),
        evidence=(span,),
    )
    assert 24.0 not in ground(facts=Facts(report="r1", figures=(figure,))).values


@pytest.mark.parametrize(
    ("text", "weekdays"), [("It sank on Monday.", {0}), ("It sank on Sat.", {5}), ("It sank at sea.", set())]
)
def test_weekdays_are_named(text: str, weekdays: set[int]) -> None:
    assert ground(text).calendar.weekdays == frozenset(weekdays)


def test_the_day_of_publication_is_known_and_yesterday_with_it() -> None:
    assert ground("It sank.", at="2024-05-03T10:20").calendar.days == {date(2024, 5, 3)}
    days = ground("It sank yesterday.", at="2024-05-03T10:20").calendar.days
    assert days == {date(2024, 5, 2), date(2024, 5, 3), date(2024, 5, 4)}
    assert (10, 20) in ground("It sank.", at="2024-05-03T10:20").calendar.clocks


def moment(value: str) -> Facts:
    span = Span(report="r1", start=0, end=5)
    held = Moment(phrase=Phrase(text="x", span=span), type="DATE", value=value, evidence=(span,))
    return Facts(report="r1", moments=(held,))


@pytest.mark.parametrize(
    ("value", "days", "months", "years"),
    [
        ("2023-11-09", {date(2023, 11, 9)}, {(2023, 11)}, {2023}),
        ("2023-11-09T10:00", {date(2023, 11, 9)}, {(2023, 11)}, {2023}),
        ("2023-11", set(), {(2023, 11)}, {2023}),
        ("2023", set(), set(), {2023}),
        ("2023-02-31", set(), {(2023, 2)}, {2023}),
        ("PT5M", set(), set(), set()),
    ],
)
def test_resolved_times_count_as_far_as_they_are_known(
    value: str, days: set[date], months: set[tuple[int, int]], years: set[int]
) -> None:
    held = ground("Then it sank.", facts=moment(value))
    assert (set(held.calendar.days), set(held.calendar.months), set(held.calendar.years)) == (
        days,
        months,
        years,
    )


def test_a_name_that_the_interpreter_resolved_needs_its_own_evidence() -> None:
    span = Span(report="r1", start=0, end=20)
    phrase = Phrase(text="the chair", span=span)
    facts = Facts(
        report="r1",
        statements=(
            Statement(
                content=(phrase,),
                form=Form.INDIRECT,
                stance=Stance.SAID,
                evidence=(span,),
                speaker=Speaker(phrase=phrase, name="Zofia Lis"),
            ),
        ),
        places=(Place(phrase=phrase, name="Gdansk Bay", evidence=(span,)),),
    )
    assert not {"zofia", "lis", "bay"} & part(0, 54, facts).words.keys()
    assert {"zofia", "lis"} <= part(0, 90, facts).words.keys()


# --- sentences ----------------------------------------------------------------------------


def test_the_nearest_sentence_shares_the_rare_words() -> None:
    found = ground().nearest_sentence("Their chair spoke, Lis did")
    assert found is not None
    assert "chair, spoke" in found[0].text
    assert 0 < found[1] <= 1


def test_nothing_is_near_to_what_shares_no_word() -> None:
    assert ground().nearest_sentence("Tomatoes grow slowly") is None
    assert ground().nearest("Tomatoes grow slowly") == ()
    assert Ground([], []).nearest("Anything") == ()


def test_a_span_leaves_out_the_blanks_around() -> None:
    assert span_of(Stretch(report="r1", start=10, text="  a b ")) == Span(report="r1", start=12, end=15)


def test_words_that_carry_meaning() -> None:
    assert content_words("The chair said that it was Lis's boat") == {"chair", "lis", "boat"}


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("3 people were killed", "3", "killed"),
        ("killed 3 people", "3", "killed"),
        ("the death toll rose to 3", "3", "killed"),
        ("3 were hurt and 5 killed", "3", "injured"),
        ("3 were hurt and 5 killed", "5", "killed"),
        ("5 were killed, 3 hurt", "3", "injured"),
        ("3 boats sank", "3", ""),
        ("3 boats sank. Nobody was killed", "3", ""),
        ("police arrested 3 men", "3", "arrested"),
        ("3 are still missing", "3", "missing"),
        ("some 3 families were evacuated", "3", "displaced"),
    ],
)
def test_what_a_number_counts_is_said_in_its_clause(text: str, number: str, measure: str) -> None:
    start = text.index(number)
    assert measure_of(text, start, start + len(number)) == measure


# --- passages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One fell. Two rose.", ["One fell.", "Two rose."]),
        ("Mr. Lis came at 3 p.m. on Monday.", ["Mr. Lis came at 3 p.m. on Monday."]),
        ("A title\n\nA text.", ["A title", "A text."]),
        ("A title\nA text.", ["A title", "A text."]),
        ("A line that was\nonly wrapped there.", ["A line that was\nonly wrapped there."]),
        ("", []),
    ],
)
def test_free_text_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_sentences_count_code_points() -> None:
    text = "Žluť 🚢 sank. Then 🚢 rose."
    assert [text[start:end] for start, end in sentences(text)] == ["Žluť 🚢 sank.", "Then 🚢 rose."]


def test_lines_on_the_same_evidence_share_their_ground() -> None:
    span = (Span(report="r1", start=0, end=30),)
    lines = tuple(DraftLine(id=str(at), start=at, end=at + 1, kind=None, evidence=span) for at in range(3))
    passages = passages_of(Draft(text="abc", lines=lines), [clipping()])
    assert len({id(passage.ground) for passage in passages}) == 1
    assert all(passage.cites for passage in passages)
    assert passages[0].ground.text.startswith(TEXT[:30])


def test_free_text_stands_on_everything() -> None:
    (passage,) = passages_of(Draft(text="It sank."), [clipping(), clipping("Another.")])
    assert not passage.cites
    assert len(passage.ground.stretches) == 2
