"""What a page says of itself: its lines in order, the words of a status, who worded it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.corrections import Amendment
from dateline.core.pages import Line, LineKind, Occasion, Page, Revision, Section, Status
from dateline.core.types import Phrase, Precision, Span, Stamp

AT = datetime(2031, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))


def line(name: str, model: str = "") -> Line:
    return Line(id=name, text=name, kind=LineKind.COMPOSED, evidence=(), model=model)


PAGE = Page(
    story="s1",
    theme="t1",
    headline=line("headline", "small"),
    standfirst=line("standfirst"),
    summary=(line("first", "large"), line("second", "small")),
    body=(Section(heading="One", lines=(line("third"),)), Section(heading="Two", lines=(line("fourth"),))),
    figures=(),
    claims=(),
    places=(),
    timeline=(),
    sources=(),
    revisions=(Revision(number=1, at=None, reason="First."), Revision(number=2, at=None, reason="More.")),
)


def test_lines_come_in_the_order_in_which_they_are_read() -> None:
    names = ["headline", "standfirst", "first", "second", "third", "fourth"]
    assert [held.id for held in PAGE.lines] == names
    assert [held.id for held in replace(PAGE, standfirst=None).lines] == [names[0], *names[2:]]


def test_a_page_opens_with_its_standfirst_and_a_brief_with_its_summary() -> None:
    brief = replace(PAGE, standfirst=None)
    assert PAGE.opening == PAGE.standfirst
    assert brief.opening == PAGE.summary[0]
    assert replace(brief, summary=()).opening is None


def test_each_model_that_worded_a_line_is_named_once_in_reading_order() -> None:
    assert PAGE.models == ("small", "large")
    assert replace(PAGE, headline=line("headline"), summary=()).models == ()


def test_the_last_revision_is_the_one_that_stands() -> None:
    assert PAGE.revision.number == 2


@pytest.mark.parametrize(
    ("status", "origins", "words"),
    [
        (Status.REPORTED, 0, "reported by one origin"),
        (Status.REPORTED, 1, "reported by one origin"),
        (Status.REPORTED, 2, "reported by 2 independent origins"),
        (Status.DENIED, 5, "denied"),
        (Status.UNVERIFIED, 1, "said to be unverified"),
    ],
)
def test_the_words_of_a_status_count_origins_only_where_it_is_merely_reported(
    status: Status, origins: int, words: str
) -> None:
    assert replace(line("a"), status=status, origins=origins).status_words == words


@pytest.mark.parametrize(
    ("occasion", "reason", "corrects"),
    [
        (Occasion.CORRECTION, "The weir is at Tannau.", True),
        (Occasion.NEW_REPORT, "Correction: the weir is at Tannau.", True),
        (Occasion.NEW_REPORT, "CORRECTION of a name", True),
        (Occasion.NEW_REPORT, "A report came; no correction was needed.", False),
        (Occasion.REWRITTEN, "", False),
    ],
)
def test_a_revision_corrects_by_its_occasion_or_its_first_word(
    occasion: Occasion, reason: str, corrects: bool
) -> None:
    assert Revision(number=2, at=None, reason=reason, occasion=occasion).corrects is corrects


def phrase(report: str) -> Phrase:
    return Phrase(text="weir", span=Span(report=report, start=0, end=4))


def test_an_amendment_is_about_the_reports_of_both_its_words() -> None:
    amendment = Amendment(
        story="s1",
        line="l1",
        wrong="x",
        struck=(phrase("r1"), phrase("r2")),
        grounds=(phrase("r3"), phrase("r1")),
    )
    assert amendment.reports == {"r1", "r2", "r3"}
    assert Amendment(story="s1", line="l1", wrong="x").reports == frozenset()


@pytest.mark.parametrize(
    ("precision", "zone", "printed", "floating"),
    [
        (Precision.SECOND, "-05:00", "2031-03-03T04:30:00Z", False),
        (Precision.MINUTE, "-05:00", "2031-03-03T04:30:00Z", False),
        (Precision.MINUTE, None, "2031-03-02", True),
        (Precision.DAY, None, "2031-03-02", False),
        (Precision.YEAR, "Z", "2031-03-02", False),
        (Precision.UNKNOWN, None, "2031-03-02", False),
    ],
)
def test_an_hour_is_printed_only_where_its_zone_is_known(
    precision: Precision, zone: str | None, printed: str, floating: bool
) -> None:
    stamp = Stamp(at=AT, precision=precision, zone=zone)
    assert stamp.rfc3339() == printed
    assert stamp.floating is floating


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_printed_hour_is_the_same_instant(at: datetime) -> None:
    printed = Stamp(at=at).rfc3339()
    assert datetime.fromisoformat(printed) == at.replace(microsecond=0)
