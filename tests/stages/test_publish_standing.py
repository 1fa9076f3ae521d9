"""What of a page is told in a line: its time, its outlets and origins, and the one status for all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dateline.core.pages import Status
from dateline.stages.publish.standing import changed_at, origins, outlets, standing, status_words
from dateline.stages.publish.wording import tongue
from tests.newsroom import COPY, FERRY, FERRY_PAGE, LIBRARY_PAGE, RADIO, credit, stamp

UNDATED = datetime.min.replace(tzinfo=UTC)
LINE = LIBRARY_PAGE.summary[0]


def said(status: Status, origins: int, language: str = "en") -> str:
    return tongue(language).say(status_words(status, origins))


# --- time ---------------------------------------------------------------------------------


def test_when_a_page_changed() -> None:
    assert changed_at(FERRY_PAGE) == stamp("2025-07-02T06:10:00").at
    untimed = replace(FERRY_PAGE, revisions=(replace(FERRY_PAGE.revision, at=None),))
    assert FERRY.published
    assert changed_at(untimed) == FERRY.published.at
    assert changed_at(replace(untimed, first_reported=None)) == UNDATED


# --- whose reports ------------------------------------------------------------------------


def test_outlets_in_order_and_origins_once() -> None:
    twice = (credit(RADIO), credit(FERRY, "owire"), credit(COPY, "owire"), credit(RADIO))
    page = replace(FERRY_PAGE, sources=(*twice, replace(credit(FERRY, "owire"), outlet="")))
    assert outlets(page) == ("Radio Siel", "Watt-Anzeiger", "Norden heute")
    assert origins(page) == 2


def test_a_report_without_an_origin_is_its_own() -> None:
    sources = tuple(replace(credit(report), origin="") for report in (FERRY, COPY))
    assert origins(replace(FERRY_PAGE, sources=sources)) == 2


def test_a_page_without_sources_has_neither() -> None:
    page = replace(FERRY_PAGE, sources=())
    assert (outlets(page), origins(page)) == ((), 0)


# --- the one status -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summary", "status", "words"),
    [
        ((), Status.REPORTED, "reported by one origin"),
        ((Status.REPORTED,), Status.REPORTED, "reported by one origin"),
        ((Status.CONFIRMED,), Status.CONFIRMED, "confirmed"),
        ((Status.REPORTED, Status.CONFIRMED), Status.REPORTED, "reported by one origin"),
        ((Status.CONFIRMED, Status.DISPUTED), Status.DISPUTED, "disputed"),
        ((Status.DENIED, Status.REPORTED), Status.DENIED, "denied"),
        ((Status.UNVERIFIED,), Status.UNVERIFIED, "said to be unverified"),
        ((Status.WITHDRAWN,), Status.WITHDRAWN, "withdrawn by its source"),
    ],
)
def test_the_status_of_a_story(summary: tuple[Status, ...], status: Status, words: str) -> None:
    lines = tuple(replace(LINE, status=status) for status in summary)
    page = replace(LIBRARY_PAGE, summary=lines)
    assert standing(page) is status
    assert said(standing(page), origins(page)) == words


def test_the_standfirst_comes_before_the_summary() -> None:
    page = replace(LIBRARY_PAGE, standfirst=replace(LINE, status=Status.CONFIRMED))
    assert standing(page) is Status.CONFIRMED


def test_a_disputed_figure_is_a_disputed_story() -> None:
    plain = replace(FERRY_PAGE, summary=(), standfirst=None)
    assert standing(plain) is Status.DISPUTED
    assert standing(replace(plain, figures=())) is Status.REPORTED


def test_what_is_disputed_in_the_body_alone_is_not_the_news() -> None:
    disputed = replace(FERRY_PAGE.body[0], lines=(replace(LINE, status=Status.DISPUTED),))
    assert standing(replace(LIBRARY_PAGE, body=(disputed,))) is Status.REPORTED


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (0, "reported by one origin"),
        (1, "reported by one origin"),
        (2, "reported by 2 independent origins"),
        (1200, "reported by 1,200 independent origins"),
    ],
)
def test_that_reports_say_so_tells_how_many(origins: int, words: str) -> None:
    assert said(Status.REPORTED, origins) == words


@pytest.mark.parametrize("language", ["uk", "de"])
def test_every_status_is_told_in_the_language_of_the_house(language: str) -> None:
    for status in Status:
        assert said(status, 3, language) != said(status, 3)
