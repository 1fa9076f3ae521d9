"""Which counts of people lists tell beside a headline, and what of a story is contested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Page, Section, Status, Toll
from dateline.core.types import Scope, Span
from dateline.stages.publish.listing.tolls import contested, own
from tests.newsroom import FERRY_PAGE, line

LEAD, LATE = Span(report="r1", start=40, end=90), Span(report="r1", start=1400, end=1460)


def toll(*evidence: Span, high: float | None = 9, scope: Scope = Scope.HAPPENING) -> Toll:
    return Toll(measure="killed", low=9, best=None, high=high, evidence=evidence, scope=scope)


def page(*tolls: Toll, **beyond: object) -> Page:
    bare = replace(
        FERRY_PAGE, headline=line("lh", "Ferry"), standfirst=None, summary=(), body=(), tolls=tolls
    )
    return replace(bare, **beyond)  # type: ignore[arg-type]


FIRST, SECOND = (credit.report for credit in FERRY_PAGE.sources[:2])


def test_a_count_in_the_leads_of_two_origins_is_the_storys_news() -> None:
    told = toll(replace(LEAD, report=FIRST), replace(LEAD, report=SECOND))
    sources = tuple(replace(credit, origin=credit.report) for credit in FERRY_PAGE.sources)
    assert own(page(told, sources=sources)) == (told,)
    one = tuple(replace(credit, origin="o1") for credit in FERRY_PAGE.sources)
    assert own(page(told, sources=one)) == ()


def test_a_lead_of_one_origin_alone_is_not_enough() -> None:
    assert own(page(toll(replace(LEAD, report=FIRST)))) == ()


def test_a_count_that_a_report_brings_at_its_end_is_not() -> None:
    assert own(page(toll(LATE))) == ()
    assert own(page(toll())) == ()


@pytest.mark.parametrize("where", ["headline", "standfirst", "summary"])
def test_it_is_where_a_line_that_opens_the_page_rests_on_it(where: str) -> None:
    told = line("l1", "Nine drowned.", replace(LATE, start=1450, end=1500))
    assert own(page(toll(LATE), **{where: (told,) if where == "summary" else told})) == (toll(LATE),)


def test_a_line_of_the_body_or_the_same_place_of_another_report_makes_it_none() -> None:
    body = (Section(heading="", lines=(line("l1", "Nine drowned.", LATE),)),)
    assert own(page(toll(LATE), body=body)) == ()
    assert own(page(toll(LATE), summary=(line("l1", "Nine.", replace(LATE, report="r2")),))) == ()


@pytest.mark.parametrize("scope", [Scope.CUMULATIVE, Scope.HISTORICAL])
def test_counts_of_other_happenings_are_never_the_storys(scope: Scope) -> None:
    told = line("l1", "Nine drowned.", LEAD)
    assert own(page(toll(LEAD, scope=scope), standfirst=told)) == ()


def test_lines_that_do_not_hold_for_all_are_contested() -> None:
    lines = tuple(replace(line(f"l{at}", "So it is."), status=status) for at, status in enumerate(Status))
    assert contested(page(summary=lines)) == 3
    assert contested(page()) == 0


def test_so_are_counts_that_differ_but_not_one_whose_end_is_open() -> None:
    assert contested(page(toll(high=14))) == 1
    assert contested(page(toll(high=9), toll(high=None))) == 0
