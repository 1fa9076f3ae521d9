"""The timeline of a theme: days in order, the reports' own sentences, in whatever order they came."""

from __future__ import annotations

import dataclasses
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.types import Precision, Rights, Stamp
from dateline.stages.narrate.timelines.timeline import TimelineOptions, timeline
from tests.stages.desk import RESERVED, at, clip, moment, report

SUNK = "The old ferry of the guild sank in the bay of Vesk."
BELL = "Divers from Ollerau raised the cracked bell on a chain."
SOLD = "A baker bought the lighthouse of Tarnow Ford from the town."


def days(*clippings: Clipping, **options: object) -> list[str]:
    return [entry.date for entry in timeline("t1", clippings, TimelineOptions(**options))]  # type: ignore[arg-type]


def texts(*clippings: Clipping, **options: object) -> list[str]:
    return [entry.text for entry in timeline("t1", clippings, TimelineOptions(**options))]  # type: ignore[arg-type]


THREE = (
    clip(report("c", SOLD, day=9)),
    clip(report("a", SUNK, day=3)),
    clip(report("b", BELL, day=6)),
)


def test_days_stand_in_order_with_the_theme_and_the_sentence_as_evidence() -> None:
    entries = timeline("t7", THREE)
    assert [(entry.date, entry.text) for entry in entries] == [
        ("2024-06-03", SUNK),
        ("2024-06-06", BELL),
        ("2024-06-09", SOLD),
    ]
    own = {clipping.report.id: clipping.report for clipping in THREE}
    assert all(own[span.report].quote(span) == entry.text for entry in entries for span in entry.evidence)
    assert {entry.theme for entry in entries} == {"t7"}


def test_the_order_of_the_clippings_does_not_matter() -> None:
    assert all(timeline("t1", order) == timeline("t1", THREE) for order in permutations(THREE))


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, [3, 6, 9]),
        ({"start": "2024-06-06"}, [6, 9]),
        ({"end": "2024-06-06"}, [3, 6]),
        ({"start": "2024-06-04", "end": "2024-06-08"}, [6]),
        ({"start": "2025-01-01"}, []),
        ({"start": "2024-06-09", "end": "2024-06-03"}, []),
        ({"dates": 0}, []),
        ({"dates": 9}, [3, 6, 9]),
    ],
)
def test_as_much_is_given_as_was_asked(options: dict[str, object], wanted: list[int]) -> None:
    assert days(*THREE, **options) == [f"2024-06-0{day}" for day in wanted]


def test_of_few_days_those_are_given_that_most_reports_tell_of() -> None:
    more = clip(report("d", "The guild mourned its old ferry in the bay at dawn.", day=3))
    assert days(*THREE, more, dates=1) == ["2024-06-03"]


@pytest.mark.parametrize("options", [{"start": "soon"}, {"end": "2024-13-01"}])
def test_a_bound_that_is_no_date_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(*THREE, **options)


def test_a_sentence_stands_for_the_day_that_it_names() -> None:
    own = report("a", "On 1 May the old ferry of the guild sank off Vesk.", day=9)
    assert days(clip(own, moment(own, "1 May", "2024-05-01"))) == ["2024-05-01"]
    assert days(clip(own, moment(own, "1 May", "2024-05-01T08:30"))) == ["2024-05-01"]


@pytest.mark.parametrize("value", ["2024-05", "2024", "XXXX-05-01", "2024-02-31", "PAST_REF", "P3D", ""])
def test_a_value_that_is_no_day_leaves_the_day_of_publication(value: str) -> None:
    own = report("a", "On 1 May the old ferry of the guild sank off Vesk.", day=9)
    assert days(clip(own, moment(own, "1 May", value))) == ["2024-06-09"]


def test_an_undated_report_tells_only_of_the_days_that_it_names() -> None:
    own = report("a", f"On 1 May the old ferry of the guild sank off Vesk. {BELL}", published=None)
    assert texts(clip(own)) == []
    assert texts(clip(own, moment(own, "1 May", "2024-05-01"))) == [
        "On 1 May the old ferry of the guild sank off Vesk."
    ]


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR, Precision.UNKNOWN])
def test_a_stamp_without_a_day_is_no_day(precision: Precision) -> None:
    assert days(clip(report("a", SUNK, published=Stamp(at=at(3).at, precision=precision)))) == []


def test_a_day_is_enough_of_a_stamp() -> None:
    assert days(clip(report("a", SUNK, published=Stamp(at=at(3).at, precision=Precision.DAY)))) == [
        "2024-06-03"
    ]


@pytest.mark.parametrize(
    ("rights", "lines"), [(RESERVED, 0), (Rights(quote_words=5), 0), (Rights(quote_words=30), 1)]
)
def test_the_terms_of_a_report_may_allow_no_line(rights: Rights, lines: int) -> None:
    assert len(texts(clip(report("a", SUNK, rights=rights)))) == lines


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry sank.",
        "It sank in the bay of Vesk on the third.",
        "When she sank in the bay, Vesk wept for its ferry.",
        "the old ferry of the guild sank in the bay.",
        "Last updated on the third by the desk of Bladet.",
        "© Bladet, all about the old ferry of the guild.",
        "The old ferry " + "of the guild " * 20 + "sank.",
    ],
)
def test_a_scrap_or_furniture_or_what_leans_on_another_is_no_line(sentence: str) -> None:
    assert texts(clip(report("a", sentence))) == []


def test_two_reports_with_the_same_sentence_give_it_once() -> None:
    copies = [clip(report(name, SUNK, day=day)) for name, day in (("a", 3), ("b", 3), ("c", 4))]
    assert texts(*copies, lines=3).count(SUNK) == 1


@pytest.mark.parametrize(("lines", "most"), [(None, 1), (1, 1), (2, 2), (5, 3)])
def test_a_day_has_as_many_lines_as_were_asked(lines: int | None, most: int) -> None:
    assert len(texts(clip(report("a", f"{SUNK} {BELL} {SOLD}")), lines=lines)) == most


def test_nothing_in_nothing_out() -> None:
    assert timeline("t1", []) == ()
    empty = clip(report("a", SUNK))
    assert (
        timeline("t1", [dataclasses.replace(empty, facts=dataclasses.replace(empty.facts, sentences=()))])
        == ()
    )
    assert texts(clip(report("a", "Of the and. In to by."))) == []


SENTENCES = st.lists(
    st.sampled_from([SUNK, BELL, SOLD, "It rained.", "The guild of Vesk met at noon to mourn."]), min_size=1
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(SENTENCES, st.integers(1, 28)), max_size=5), st.integers(1, 3))
def test_lines_are_in_order_verbatim_and_unlike_one_another(
    told: list[tuple[list[str], int]], lines: int
) -> None:
    clippings = [clip(report(f"r{n}", " ".join(parts), day=day)) for n, (parts, day) in enumerate(told)]
    own = {clipping.report.id: clipping.report for clipping in clippings}
    entries = timeline("t1", clippings, TimelineOptions(lines=lines))
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)
    assert len({entry.text for entry in entries}) == len(entries)
    for entry in entries:
        (span,) = entry.evidence
        assert 0 <= span.start < span.end <= len(own[span.report].text)
        assert own[span.report].quote(span) == entry.text
    assert timeline("t1", clippings[::-1], TimelineOptions(lines=lines)) == entries
