"""The log of a page: what a publication changed, when and why; a rebuild logs nothing."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import (
    Cause,
    Credit,
    Fault,
    Line,
    LineKind,
    Occasion,
    Page,
    Revision,
    Section,
    Status,
)
from dateline.core.types import Span
from dateline.stages.narrate import Regrouped, Since, revise
from tests.stages.desk import at

WORDS = ["The pier fell.", "The pier stands.", "Two swam ashore.", "Nobody swam ashore."]


def line(key: str, text: str, status: Status = Status.REPORTED, start: int = 0) -> Line:
    return Line(
        id=key,
        text=text,
        kind=LineKind.EXTRACT,
        evidence=(Span(report="a", start=start, end=start + 5),),
        status=status,
    )


def credit(name: str, outlet: str = "", title: str = "Pier falls") -> Credit:
    return Credit(
        report=name,
        outlet=outlet,
        title=title,
        url="",
        author="",
        published=at(4),
        language="en",
        origin=name,
    )


def page(*lines: Line, sources: tuple[Credit, ...] = (credit("a", "Fjordpost"),), body: bool = False) -> Page:
    return Page(
        story="s1",
        theme="t1",
        headline=line("h", "Pier falls in Vesk"),
        standfirst=None,
        summary=() if body else lines,
        body=(Section(heading="What happened", lines=lines),) if body else (),
        figures=(),
        claims=(),
        places=(),
        timeline=(),
        sources=sources,
        revisions=(Revision(number=1, at=at(1), reason="not yet in any log"),),
    )


PIER = line("l1", "The pier fell.")


def test_the_first_publication_is_number_one_and_changes_nothing() -> None:
    first = revise(page(PIER), None, at(4))
    assert [(r.number, r.at, r.changes) for r in first.revisions] == [(1, at(4), ())]
    assert dataclasses.replace(first, revisions=()) == dataclasses.replace(page(PIER), revisions=())


def test_without_a_clock_a_revision_is_dated_by_its_newest_report() -> None:
    made = page(PIER)
    assert made.revision.at is not None
    assert revise(made, None, None).revision.at == made.revision.at


def test_a_rebuild_keeps_the_log() -> None:
    first = revise(page(PIER), None, at(4))
    assert revise(page(PIER), first, at(5)) == first
    assert revise(first, first, at(6)) == first


def test_a_line_that_only_moves_is_no_change() -> None:
    first = revise(page(PIER, line("l2", "Two swam ashore.")), None, at(4))
    moved = page(line("l2", "Two swam ashore."), PIER, body=True)
    assert revise(moved, first, at(5)).revisions == first.revisions


def test_other_evidence_for_the_same_words_is_no_change() -> None:
    first = revise(page(PIER), None, at(4))
    assert revise(page(line("l1", "The pier fell.", start=9)), first, at(5)).revisions == first.revisions


@pytest.mark.parametrize(
    ("lines", "changes"),
    [
        ((line("l1", "The pier stands."),), [("l1", "The pier fell.", "The pier stands.")]),
        ((), [("l1", "The pier fell.", "")]),
        ((PIER, line("l2", "Two swam ashore.")), [("l2", "", "Two swam ashore.")]),
        ((line("l2", "Two swam."),), [("l2", "", "Two swam."), ("l1", "The pier fell.", "")]),
        ((line("l2", "The old pier fell."),), [("l2", "The pier fell.", "The old pier fell.")]),
        (
            (line("l1", "The pier fell.", Status.DISPUTED),),
            [("l1", "The pier fell. (reported by one origin)", "The pier fell. (disputed)")],
        ),
    ],
)
def test_each_line_that_changed_is_told_before_and_after(
    lines: tuple[Line, ...], changes: list[tuple[str, str, str]]
) -> None:
    second = revise(page(*lines), revise(page(PIER), None, at(4)), at(5))
    assert second.revision.number == 2
    assert second.revision.at == at(5)
    assert [(c.line, c.before, c.after) for c in second.revision.changes] == changes


def test_a_headline_that_changes_is_a_change() -> None:
    first = revise(page(PIER), None, at(4))
    headed = dataclasses.replace(page(PIER), headline=line("h", "Pier stands in Vesk"))
    assert [c.line for c in revise(headed, first, at(5)).revision.changes] == ["h"]


A, B, C = credit("a", "Fjordpost"), credit("b", "Kystavisa"), credit("c")


@pytest.mark.parametrize(
    ("before", "after", "named", "unnamed"),
    [
        ((A,), (A, B), "Kystavisa", "Fjordpost"),
        ((A,), (A, B, credit("d", "Kystavisa")), "Kystavisa.", "Kystavisa, Kystavisa"),
        ((A,), (A, C), "an outlet without a name", "Fjordpost"),
        ((A,), (A, B, credit("d", "Byposten")), "New reports: Kystavisa, Byposten.", "edited"),
        ((A, B), (A,), "Kystavisa", "Fjordpost"),
        ((A, B), (A, C), "Source withdrawn: Kystavisa. New report: an outlet", "edited"),
        ((A,), (credit("a", "Fjordpost", "Pier holds"),), "Source edited: Fjordpost.", "New report"),
        ((A,), (A,), "same reports", "edited"),
    ],
)
def test_the_reason_names_what_came_or_went_or_was_edited(
    before: tuple[Credit, ...], after: tuple[Credit, ...], named: str, unnamed: str
) -> None:
    first = revise(page(PIER, sources=before), None, at(4))
    reason = revise(page(line("l1", "The pier stands."), sources=after), first, at(5)).revision.reason
    assert named in reason
    assert unnamed not in reason


def test_a_source_that_came_without_changing_a_line_is_not_logged() -> None:
    first = revise(page(PIER, sources=(A,)), None, at(4))
    again = revise(page(PIER, sources=(A, B)), first, at(5))
    assert again.revisions == first.revisions
    assert again.sources == (A, B)


def test_another_id_for_the_same_words_is_no_change_and_the_first_id_is_kept() -> None:
    first = revise(page(PIER), None, at(4))
    again = revise(page(line("l2", "The pier fell!")), first, at(5))
    assert again.revisions == first.revisions
    assert [own.id for own in again.lines] == ["h", "l1"]


PAGES = st.lists(st.sampled_from(WORDS), max_size=4, unique=True).map(
    lambda texts: page(*(line(f"l{n}", text) for n, text in enumerate(texts)))
)


@settings(max_examples=30, deadline=None)
@given(st.lists(PAGES, min_size=1, max_size=6))
def test_the_log_only_grows_and_tells_every_change_once(history: list[Page]) -> None:
    published: Page | None = None
    for number, draft in enumerate(history):
        before = published
        published = revise(draft, before, at(4 + number))
        assert revise(draft, published, at(20)) == published  # once more changes nothing
        assert [r.number for r in published.revisions] == list(range(1, len(published.revisions) + 1))
        if before is None:
            continue
        assert published.revisions[: len(before.revisions)] == before.revisions
        was, now = ([own.text for own in known.lines] for known in (before, draft))
        assert (sorted(was) == sorted(now)) is (published.revisions == before.revisions)
        if sorted(was) != sorted(now):
            for change in published.revision.changes:
                if change.before:
                    was.remove(change.before)
                was += [change.after] if change.after else []
            assert sorted(was) == sorted(now)


# --- words that may no longer be printed --------------------------------------------------


def reserved(name: str, outlet: str) -> Credit:
    return dataclasses.replace(credit(name, outlet), reserved=True)


def test_what_rested_on_a_report_that_was_closed_is_told_nowhere() -> None:
    first = revise(page(PIER), None, at(4))
    second = revise(page(dataclasses.replace(PIER, text="The old pier fell.")), first, at(5))
    assert second.revision.changes
    closed = revise(page(sources=(reserved("a", "Fjordpost"),)), second, at(6))
    assert closed.revision.number == 3
    assert closed.revision.reason == "The words of Fjordpost may no longer be used."
    told = repr([revision.changes for revision in closed.revisions])
    assert "pier fell" not in told


def test_what_rested_on_another_report_is_told_as_ever() -> None:
    other = dataclasses.replace(line("l2", "Two swam ashore."), evidence=(Span(report="b", start=0, end=3),))
    both = (credit("a", "Fjordpost"), credit("b", "Kystbladet"))
    first = revise(page(PIER, other, sources=both), None, at(4))
    later = revise(page(sources=(reserved("a", "Fjordpost"), credit("b", "Kystbladet"))), first, at(5))
    assert [change.before for change in later.revision.changes if change.before] == ["Two swam ashore."]


def test_a_report_that_was_closed_all_along_closes_nothing_anew() -> None:
    sources = (reserved("a", "Fjordpost"),)
    first = revise(page(sources=sources), None, at(4))
    assert revise(page(sources=sources), first, at(5)).revisions == first.revisions


# --- the occasion -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "occasion"),
    [
        ((A,), (A, B), Occasion.NEW_REPORT),
        ((A, B), (A,), Occasion.SOURCE_WITHDRAWN),
        ((A,), (credit("a", "Fjordpost", "Pier holds"),), Occasion.SOURCE_EDITED),
        ((A,), (A,), Occasion.REWRITTEN),
        ((A,), (dataclasses.replace(A, reserved=True),), Occasion.TERMS),
    ],
)
def test_each_revision_has_its_occasion(
    before: tuple[Credit, ...], after: tuple[Credit, ...], occasion: Occasion
) -> None:
    first = revise(page(PIER, sources=before), None, at(4))
    assert first.revision.occasion is Occasion.FIRST
    later = revise(page(line("l1", "The pier stands."), sources=after), first, at(5))
    assert later.revision.occasion is occasion


def test_what_the_desk_says_of_a_source_is_no_edit_of_it() -> None:
    first = revise(page(PIER), None, at(4))
    regrouped = dataclasses.replace(A, origin="another", reserved=False)
    later = revise(page(line("l1", "The pier stands."), sources=(regrouped,)), first, at(5))
    assert later.revision.occasion is Occasion.REWRITTEN


def test_many_outlets_are_counted() -> None:
    many = tuple(credit(f"n{number}", f"Blad {number}") for number in range(7))
    first = revise(page(PIER, sources=(A,)), None, at(4))
    reason = revise(page(sources=(A, *many)), first, at(5)).revision.reason
    assert reason == "New reports: Blad 0, Blad 1, Blad 2, Blad 3 and 3 more."


def test_a_revision_keeps_its_causes_in_parts() -> None:
    first = revise(page(PIER, sources=(A, B)), None, at(4))
    assert first.revision.causes == (Cause(occasion=Occasion.FIRST, count=2),)
    edited = credit("a", "Fjordpost", "Pier holds")
    later = revise(page(sources=(edited, credit("n", ""))), first, at(5)).revision
    assert [(one.occasion, one.outlets, one.count, one.corrected) for one in later.causes] == [
        (Occasion.SOURCE_WITHDRAWN, (B.outlet,), 1, False),
        (Occasion.NEW_REPORT, ("",), 1, False),
        (Occasion.SOURCE_EDITED, (A.outlet,), 1, False),
    ]
    assert later.occasion is later.causes[0].occasion


def test_a_rebuild_adds_no_cause() -> None:
    first = revise(page(PIER), None, at(4))
    assert revise(page(PIER), first, at(9)).revisions == first.revisions


# --- stories merged and split -------------------------------------------------------------


@pytest.mark.parametrize(
    ("regrouped", "occasion", "reason", "fault"),
    [
        (
            Regrouped(merged=True),
            Occasion.MERGED,
            "Stories merged: another page told of the same happening.",
            None,
        ),
        (Regrouped(parted=2), Occasion.SPLIT, "Story split: 2 reports moved to another page.", None),
        (
            Regrouped(merged=True, ruled=True, note="One pier, two names."),
            Occasion.MERGED,
            "Stories merged: another page told of the same happening. One pier, two names.",
            Fault.OURS,
        ),
        (
            Regrouped(parted=1, ruled=True),
            Occasion.SPLIT,
            "Story split: one report moved to another page.",
            Fault.MERGE,
        ),
    ],
)
def test_what_the_newsroom_put_right_is_a_correction(
    regrouped: Regrouped, occasion: Occasion, reason: str, fault: Fault | None
) -> None:
    before = revise(page(PIER), None, at(1))
    after = revise(page(line("l1", "The pier stands.")), before, at(2), Since(regrouped=regrouped))
    assert (after.revision.occasion, after.revision.reason) == (occasion, reason)
    assert [one.fault for one in after.corrections] == ([fault] if fault else [])
    assert all(one.note == regrouped.note and one.at == at(2) for one in after.corrections)


def test_reports_that_came_with_a_merge_are_told_by_it_alone() -> None:
    before = revise(page(PIER), None, at(1))
    merged = Since(regrouped=Regrouped(merged=True))
    after = revise(page(line("l1", "The pier stands."), sources=(A, B)), before, at(2), merged)
    assert "New report" not in after.revision.reason


def test_a_ruling_has_its_own_time_and_leaves_no_trace_where_nothing_changed() -> None:
    before = revise(page(PIER), None, at(1))
    ruled = Since(regrouped=Regrouped(merged=True, ruled=True, at=at(9)))
    after = revise(page(line("l1", "The pier stands.")), before, at(2), ruled)
    assert (after.revision.at, after.corrections[0].at) == (at(9), at(9))
    still = revise(page(PIER), before, at(2), ruled)
    assert (still.revisions, still.corrections) == (before.revisions, ())
