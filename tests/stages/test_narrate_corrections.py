"""Corrections on a page: from the desk, from its sources, from merges and splits; they stay for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.corrections import Amendment
from dateline.core.pages import Cause, Correction, Credit, Fault, Line, LineKind, Occasion, Page, Revision
from dateline.core.types import Phrase, Report, Span
from dateline.stages.narrate import Edited, Regrouped, Since, revise, wording
from dateline.stages.narrate.revisions.reasons import ruled
from tests.stages.desk import at

REST = (
    "The wreck lies in nine metres of water beside the northern pier. Divers went down to it on Tuesday. "
    "The owner of the barge, a firm from Lunde, did not answer questions. A crane is on its way from Odde, "
    "and the fairway stays shut until it has come, the pilots of Vesk were told by the coastguard."
)
TWO = "Two men from Lunde drowned when the barge went down."
ODDE = "Two men from Odde drowned when the barge went down."
NOTE = "Correction: An earlier version of this article gave the wrong home of the two men."
OLD = Report(id="a", outlet="Holmen Post", text=f"{TWO} {REST}")


def version(text: str) -> Edited:
    return Edited(before=OLD, after=replace(OLD, text=text))


def credit(report: Report, **more: object) -> Credit:
    known = {
        name: getattr(report, name) for name in ("outlet", "title", "url", "author", "published", "language")
    }
    return Credit(report=report.id, origin=report.id, wording=wording(report), **known, **more)  # type: ignore[arg-type]


def line(key: str, text: str, report: str = "a", start: int = 0, end: int = len(TWO)) -> Line:
    evidence = (Span(report=report, start=start, end=end),)
    return Line(id=key, text=text, kind=LineKind.EXTRACT, evidence=evidence)


def page(*lines: Line, sources: tuple[Credit, ...] = (credit(OLD),)) -> Page:
    return Page(
        story="s1",
        theme="t1",
        headline=replace(line("h", "Barge sinks off Holmen", start=0, end=3), kind=LineKind.HEADLINE),
        standfirst=None,
        summary=lines,
        body=(),
        figures=(),
        claims=(),
        places=(),
        timeline=(),
        sources=sources,
        revisions=(Revision(number=1, at=at(1), reason="", occasion=Occasion.FIRST),),
    )


DROWNED = line("l1", "Two men from Lunde drowned, according to Holmen Post.")
FIRST = revise(page(DROWNED), None, at(1))


def after(edited: Edited, *lines: Line) -> Page:
    return revise(page(*lines, sources=(credit(edited.after),)), FIRST, at(2), Since(edited=(edited,)))


# --- the source ---------------------------------------------------------------------------


def test_a_source_that_says_that_it_was_wrong_corrects_our_line() -> None:
    edited = version(f"{ODDE} {REST}\n\n{NOTE}")
    made = after(edited, replace(DROWNED, text="Two men from Odde drowned, according to Holmen Post."))
    [one] = made.corrections
    assert (one.wrong, one.right) == (DROWNED.text, "Two men from Odde drowned, according to Holmen Post.")
    assert (one.fault, one.at, one.line) == (Fault.SOURCE, at(2), "l1")
    assert [edited.after.quote(span) for span in one.evidence] == [NOTE]
    assert one.note == "Holmen Post says that an earlier version of its report was wrong."
    assert made.revision.occasion is Occasion.SOURCE_EDITED
    assert made.revision.reason == "Source corrected itself: Holmen Post."


def test_a_source_that_now_says_otherwise_without_a_word_corrects_it_too() -> None:
    edited = version(f"{ODDE} {REST}")
    made = after(edited, line("l5", "Two men from Odde drowned, according to Holmen Post."))
    [one] = made.corrections
    assert one.right == "Two men from Odde drowned, according to Holmen Post."
    assert [edited.after.quote(span) for span in one.evidence] == [ODDE]
    assert (one.note, made.revision.reason) == (
        "Holmen Post changed its report and now says otherwise.",
        "Source edited: Holmen Post.",
    )


def test_a_line_that_its_source_no_longer_has_is_taken_back() -> None:
    [one] = after(version(REST)).corrections
    assert (one.wrong, one.right) == (DROWNED.text, "")
    assert one.note == "Holmen Post changed its report and no longer says so."
    assert one.cause == Cause(occasion=Occasion.SOURCE_EDITED, outlets=("Holmen Post",), count=1)


def test_a_withdrawn_report_takes_its_lines_with_it() -> None:
    edited = version(f"{TWO} {REST}\n\nThis article has been retracted.")
    made = after(edited)
    assert [one.wrong for one in made.corrections] == ["Barge sinks off Holmen", DROWNED.text][1:]
    assert made.corrections[0].note == "Holmen Post withdrew its report."
    assert made.corrections[0].cause == Cause(
        occasion=Occasion.SOURCE_WITHDRAWN, outlets=("Holmen Post",), count=1
    )
    assert (made.revision.occasion, made.revision.reason) == (
        Occasion.SOURCE_WITHDRAWN,
        "Source withdrawn: Holmen Post.",
    )


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (f"{TWO.replace('Two', 'Three')} {REST}", "Three men from Lunde drowned, according to Holmen Post."),
        (
            f"Two men, both from Lunde, drowned when the barge went down. {REST}",
            "Two men, both from Lunde, drowned.",
        ),
        (f"{TWO} {REST} More is to come.", "Two men of Lunde drowned when the barge went down."),
        ("Another article stands here now, about a harbour feast in Vesk with music and fire.", ""),
    ],
)
def test_an_update_is_a_revision_and_no_correction(text: str, now: str) -> None:
    made = after(version(text), *((replace(DROWNED, text=now),) if now else ()))
    assert made.corrections == ()
    assert made.revision.number == 2


def test_a_line_that_another_report_still_bears_out_is_not_wrong() -> None:
    other = Report(id="b", outlet="Vesk Radio", text=TWO)
    both = replace(DROWNED, evidence=(*DROWNED.evidence, Span(report="b", start=0, end=9)))
    first = revise(page(both, sources=(credit(OLD), credit(other))), None, at(1))
    edited = version(REST)
    made = revise(page(sources=(credit(edited.after), credit(other))), first, at(2), Since(edited=(edited,)))
    assert made.corrections == ()


def test_a_line_that_still_stands_is_not_wrong() -> None:
    made = after(version(f"{ODDE} {REST}\n\n{NOTE}"), DROWNED)
    assert (made.corrections, made.revisions) == ((), FIRST.revisions)


# --- the desk -----------------------------------------------------------------------------

DESK = Amendment(
    story="s1",
    line="l1",
    wrong=DROWNED.text,
    part="summary",
    at=at(3),
    note="We mixed up two towns.",
    struck=(Phrase(text=TWO, span=DROWNED.evidence[0]),),
)


def test_a_correction_by_the_desk_is_told_with_its_note_and_its_time() -> None:
    made = revise(page(), FIRST, at(2), Since(amendments=(DESK,)))
    [one] = made.corrections
    assert (one.wrong, one.right, one.fault) == (DROWNED.text, "", Fault.OURS)
    assert (one.note, one.at) == (DESK.note, DESK.at)
    assert (made.revision.occasion, made.revision.at) == (Occasion.CORRECTION, at(3))
    assert made.revision.reason == "Correction by the desk."


def test_a_correction_of_a_line_that_was_gone_already_is_told_all_the_same() -> None:
    before = revise(page(), FIRST, at(2))
    made = revise(page(), before, at(2), Since(amendments=(DESK,)))
    assert [one.wrong for one in made.corrections] == [DROWNED.text]
    assert made.revision.number == before.revision.number + 1


def test_two_corrections_are_counted() -> None:
    second = replace(DESK, line="l2", wrong="The crane came from Vesk.")
    made = revise(page(), FIRST, at(2), Since(amendments=(DESK, second)))
    assert made.revision.reason == "2 corrections by the desk."


def test_what_the_desk_took_back_is_not_told_again_as_the_sources_doing() -> None:
    since = Since(amendments=(replace(DESK, fault=Fault.SOURCE),), edited=(version(REST),))
    made = revise(page(), FIRST, at(4), since)
    assert [one.at for one in made.corrections] == [at(3)]


def test_words_that_may_no_longer_be_printed_are_told_in_no_correction() -> None:
    made = revise(page(), FIRST, at(2), Since(amendments=(DESK,)))
    closed = page(sources=(replace(credit(OLD), reserved=True),))
    later = revise(closed, made, at(5), Since(amendments=(DESK,)))
    [one] = later.corrections
    assert (one.wrong, one.right, one.fault, one.at) == ("", "", Fault.OURS, at(3))
    assert later.revision.occasion is Occasion.TERMS
    assert revise(closed, later, at(6), Since(amendments=(DESK,))) == later


# --- for good -----------------------------------------------------------------------------

INHERITED = Correction(wrong="The barge was called Anna.", right="", fault=Fault.OURS, at=at(1, 1), line="l8")


def test_corrections_of_a_page_that_ended_here_come_along() -> None:
    since = Since(inherited=(INHERITED,), regrouped=Regrouped(merged=True))
    made = revise(page(DROWNED), FIRST, at(2), since)
    assert made.corrections == (INHERITED,)
    assert revise(page(DROWNED), made, at(3), since) == made


def test_a_new_page_has_the_corrections_that_came_with_its_reports() -> None:
    assert revise(page(DROWNED), None, at(2), Since(inherited=(INHERITED,))).corrections == (INHERITED,)


def test_a_source_that_is_edited_again_keeps_the_correction_and_not_the_place_of_its_words() -> None:
    edited = version(f"{ODDE} {REST}\n\n{NOTE}")
    made = after(edited)
    assert made.corrections[0].evidence
    again = Edited(before=edited.after, after=replace(OLD, text=f"Vesk. {edited.after.text}"))
    own = line("l6", "Divers went down.", start=0, end=4)
    later = revise(page(own, sources=(credit(again.after),)), made, at(5), Since(edited=(again,)))
    assert later.corrections == (replace(made.corrections[0], evidence=()),)


LATER = st.lists(
    st.sampled_from(["Two men swam.", "The pier is shut.", "A crane came.", "Nobody knows why."]),
    max_size=3,
    unique=True,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LATER, min_size=1, max_size=5))
def test_no_correction_is_ever_lost(history: list[list[str]]) -> None:
    published = revise(page(), FIRST, at(2), Since(amendments=(DESK,), edited=(version(REST),)))
    for day, texts in enumerate(history, 5):
        lines = (line(f"n{place}", text, start=60, end=70) for place, text in enumerate(texts))
        later = revise(page(*lines), published, at(day), Since(amendments=(DESK,)))
        assert later.corrections == published.corrections
        published = later


@pytest.mark.parametrize(
    ("regrouped", "cause"),
    [
        (Regrouped(merged=True, ruled=True, note="Ott."), Cause(occasion=Occasion.MERGED, note="Ott.")),
        (Regrouped(parted=2, ruled=True), Cause(occasion=Occasion.SPLIT, count=2)),
    ],
)
def test_a_merge_and_a_split_are_told_in_parts_too(regrouped: Regrouped, cause: Cause) -> None:
    correction = ruled(regrouped)
    assert correction is not None
    assert correction.cause == cause


def test_what_the_machine_regrouped_is_no_correction() -> None:
    assert ruled(Regrouped(merged=True)) is None
