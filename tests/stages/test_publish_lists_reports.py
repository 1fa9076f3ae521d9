"""The reports of an outlet in lists: title, time and terms of each, under the story that rests on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dateline.core.listings import Dispatch, Facet
from dateline.core.types import Rights, Stamp
from dateline.stages.publish.addresses import facet
from dateline.stages.publish.listing.outlets import dispatches
from dateline.stages.publish.lists import reports
from dateline.stages.publish.lists.facets import newest_of
from dateline.stages.publish.lists.reports import SIGNALS, lines
from dateline.stages.publish.wording import tongue
from tests.listed import NOON, filed, listed, mention, shelf_for, text_of
from tests.newsroom import FERRY_PAGE, REPORTS

SIEL = mention(Facet.OUTLET, "Radio Siel")
AT = facet(SIEL.facet, SIEL.key)
JULY = facet(SIEL.facet, SIEL.key, "202507")
TOLD = Dispatch(
    report="r1", title="Ferry aground", url="https://siel.example/1", published=Stamp(at=NOON, zone="Z")
)


def said(dispatch: Dispatch) -> list[str]:
    [line] = lines([dispatch], "en")
    spoken = tongue("en")
    return [spoken.say(words) for words in (*([line.terms] if line.terms else []), *line.notes)]


def page(*told: Dispatch, at: object = AT, count: int = 1) -> str:
    listings = [filed(listed(f"s{number}", hours=number), SIEL) for number in range(count)]
    address = JULY if at is JULY else AT
    plain = shelf_for(address, listings)
    held = {lookup: {listing.story: told for listing in listings} for lookup in plain.dispatches}
    return " ".join(text_of(replace(plain, dispatches=held), address)[address.page].split())


# --- what is told of a report -------------------------------------------------------------


def test_the_newest_report_comes_first_and_what_has_no_time_last() -> None:
    later = replace(TOLD, report="r2", title="Ferry afloat", published=Stamp(at=NOON + timedelta(hours=2)))
    lost = replace(TOLD, report="r3", title="Undated", published=None)
    shown = lines([lost, TOLD, later], "en")
    assert [line.title for line in shown] == ["Ferry afloat", "Ferry aground", "Undated"]
    assert shown[2].at is None


def test_terms_are_told_where_they_are_stated() -> None:
    assert said(TOLD) == []
    assert said(replace(TOLD, licence="https://creativecommons.org/licenses/by/4.0/")) == [
        "licence: CC BY 4.0"
    ]
    assert said(replace(TOLD, reserved=True)) == ["rights reserved: headline, link, outlet and time only"]


def test_a_licence_is_a_link_only_where_it_is_a_safe_address() -> None:
    assert lines([replace(TOLD, licence="https://a.example/l")], "en")[0].licence == "https://a.example/l"
    assert lines([replace(TOLD, licence="javascript:alert(1)")], "en")[0].licence == ""


def test_a_paywall_is_told() -> None:
    assert said(replace(TOLD, paywalled=True)) == ["behind a paywall"]


@pytest.mark.parametrize("name", SIGNALS)
def test_every_signal_has_a_name(name: str) -> None:
    assert said(replace(TOLD, basis=("default", name))) == [tongue("en").say(SIGNALS[name])]


def test_signals_of_one_meaning_are_told_once_and_others_not() -> None:
    assert said(replace(TOLD, basis=("tdmrep", "meta tdm-reservation"))) == ["text and data mining reserved"]
    assert said(replace(TOLD, basis=("default", "licence"))) == []


def test_a_title_has_its_language_where_it_is_not_the_houses() -> None:
    [line] = lines([replace(TOLD, language="ar")], "en")
    assert (line.language, line.direction) == ("ar", "rtl")
    assert lines([replace(TOLD, language="en")], "en")[0].language == ""


# --- of a page ----------------------------------------------------------------------------


def test_the_reports_of_a_page_are_listed_by_outlet_with_their_terms() -> None:
    told = dispatches(FERRY_PAGE, REPORTS)
    credits = [credit for credit in FERRY_PAGE.sources if credit.outlet]
    assert sorted(one.report for own in told.values() for one in own) == sorted(one.report for one in credits)
    limited = {
        name: replace(report, rights=Rights(paywalled=True, basis="paywall, tdmrep"))
        for name, report in REPORTS.items()
    }
    [first, *_] = next(iter(dispatches(FERRY_PAGE, limited).values()))
    assert (first.paywalled, first.basis) == (True, ("paywall", "tdmrep"))


def test_of_a_report_that_is_not_there_the_credit_is_told() -> None:
    [first, *_] = next(iter(dispatches(FERRY_PAGE, {}).values()))
    assert (first.title, first.paywalled, first.basis) == (FERRY_PAGE.sources[0].title, False, ())


# --- on the page of an outlet -------------------------------------------------------------


def test_an_outlets_page_lists_its_reports_under_their_story() -> None:
    text = page(TOLD, replace(TOLD, report="r2", title="Ferry afloat", reserved=True))
    assert '<a href="https://siel.example/1" rel="external">Ferry aground</a>' in text
    assert text.index("Headline of s0") < text.index("Ferry aground")
    assert "rights reserved" in text
    assert "Where no terms stand beside a report" in text


def test_where_every_report_has_terms_nothing_is_said_of_those_without() -> None:
    assert "Where no terms stand" not in page(replace(TOLD, reserved=True))


def test_stories_told_in_brief_have_their_reports_too() -> None:
    assert page(TOLD, count=20).count("Ferry aground") == 20


def test_a_month_has_the_reports_too() -> None:
    assert "Ferry aground" in page(TOLD, at=JULY)


def test_a_report_without_a_title_is_still_a_link() -> None:
    assert '<a href="https://siel.example/1" rel="external">report</a>' in page(replace(TOLD, title=""))


def test_what_a_source_writes_is_text() -> None:
    wild = replace(TOLD, title="<script>alert(1)</script>", url="javascript:alert(1)", licence="<b>")
    for text in (page(wild), page(wild, at=JULY)):
        assert "<script>alert" not in text
        assert "javascript:" not in text
        assert "<b>" not in text.partition("</header>")[2].partition("<footer")[0]


def test_places_and_people_ask_for_no_reports() -> None:
    for kind in (Facet.PLACE, Facet.PERSON):
        at = facet(kind, "k")
        assert shelf_for(at).dispatches == {}
    assert list(shelf_for(AT).dispatches) == [newest_of(Facet.OUTLET, AT)]
    assert reports.by_story({}, "en") == {}
