"""Whose later figure takes whose place: never another speaker's, and fewer dead only where it is said."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping
from dateline.stages.narrate.facts.ledger import ledger
from tests.stages.desk import clip, figure, report


def told(
    name: str, text: str, phrase: str, low: float, *, hour: int, measure: str = "injured", **more: str
) -> Clipping:
    """One report that counts so many; ``more`` are its outlet, its origin, and who gives the figure."""
    own = report(name, text, outlet=more.get("outlet", name), hour=hour)
    counted = figure(own, phrase, low, measure=measure, speaker=more.get("speaker", ""))
    return clip(own, counted, origin=more.get("origin", ""))


def replaced(*clippings: Clipping) -> set[float]:
    return {entry.row.low for entry in ledger(clippings) if entry.row.replaced}


def evacuated(name: str, number: int, hour: int, speaker: str) -> Clipping:
    text = f"In Vesk {number} residents had to leave the lower town."
    return told(name, text, f"{number} residents", number, hour=hour, measure="evacuated", speaker=speaker)


@pytest.mark.parametrize(
    ("first", "second", "gone"),
    [
        ("the district", "the ministry", set()),
        ("the ministry", "the ministry", {1400.0}),
        ("", "the ministry", {1400.0}),
        ("the ministry", "", set()),
        ("", "", {1400.0}),
    ],
)
def test_no_speaker_takes_back_what_another_said(first: str, second: str, gone: set[float]) -> None:
    early, late = evacuated("a", 1400, 2, first), evacuated("b", 900, 20, second)
    assert replaced(early, late) == gone


def test_two_speakers_who_count_otherwise_are_in_dispute() -> None:
    entries = ledger([evacuated("a", 1400, 2, "the district"), evacuated("b", 900, 20, "the ministry")])
    assert all(entry.row.disputed for entry in entries)


def hurt(name: str, number: int, hour: int, beside: str = "", **more: str) -> Clipping:
    text = f"The pier at Vesk fell. In Vesk {number} people were hurt. {beside}".strip()
    return told(name, text, f"{number} people", number, hour=hour, **more)


@pytest.mark.parametrize(
    "beside",
    [
        "The hospital corrected its count.",
        "An earlier figure of the outlet was too high.",
        "The rescue service lowered the number.",
        "Some had been counted twice.",
        "It had first given a higher count.",
    ],
)
def test_fewer_hurt_replace_more_where_it_is_said_why(beside: str) -> None:
    early = hurt("a", 202, 2, outlet="Fjordpost", origin="f")
    late = hurt("b", 100, 20, beside, outlet="Fjordpost", origin="f")
    assert replaced(early, late) == {202.0}


@pytest.mark.parametrize("beside", ["", "The pier had stood for a century.", "Divers searched the bay."])
def test_fewer_hurt_without_a_word_on_it_replace_nothing(beside: str) -> None:
    early = hurt("a", 202, 2, outlet="Fjordpost", origin="f")
    late = hurt("b", 100, 20, beside, outlet="Fjordpost", origin="f")
    assert replaced(early, late) == set()


def test_a_correction_elsewhere_in_the_report_is_not_of_the_figure() -> None:
    far = "The crane stood still. The ferry lay at the quay. The mayor corrected his tie."
    early = hurt("a", 202, 2, origin="f")
    assert replaced(early, hurt("b", 100, 20, far, origin="f")) == set()


@pytest.mark.parametrize(
    ("speaker", "gone"), [("the harbour office", {14.0}), ("police", set()), ("officials", set())]
)
def test_who_counts_the_own_anew_need_not_say_so(speaker: str, gone: set[float]) -> None:
    early, late = hurt("a", 14, 2, speaker=speaker), hurt("b", 12, 20, speaker=speaker)
    assert replaced(early, late) == gone


@pytest.mark.parametrize(("hour", "gone"), [(3, set()), (9, {12.0})])
def test_more_hurt_are_news_some_hours_later(hour: int, gone: set[float]) -> None:
    assert replaced(hurt("a", 12, 2), hurt("b", 30, hour)) == gone


def test_a_speaker_of_many_words_is_cut_at_and() -> None:
    long = "the sheriff of Vesk and an officer from the department of roads and piers"
    (entry,) = ledger([hurt("a", 12, 2, speaker=long)])
    assert entry.row.speaker == "the sheriff of Vesk"
    endless = "the second deputy of the first warden of the old harbour of Vesk"
    (entry,) = ledger([hurt("a", 12, 2, speaker=endless)])
    assert entry.row.speaker == ""
