"""A page as lists know it: what of it is told, counted and searched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.ids import address
from dateline.core.listings import Entry, Facet, Listing
from dateline.core.pages import LineKind, Page, Status
from dateline.core.stories import Story
from dateline.core.types import Ground, Membership, Reason, Scope
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.listing import listing
from dateline.stages.publish.listing.outlets import ALONE, FIRST
from tests.newsroom import FACTS, FERRY_PAGE, LIBRARY_PAGE, RADIO, REPORTS, credit, toll

FERRY = FERRY_PAGE.sources[0]


def entry(page: Page, **beyond: object) -> Entry:
    cited = {each.report: REPORTS[each.report] for each in page.sources if each.report in REPORTS}
    return listing(Subject(page=page, reports=cited, **beyond), FACTS, "key")  # type: ignore[arg-type]


def made(page: Page, **beyond: object) -> Listing:
    return entry(page, **beyond).listing


def test_it_tells_what_a_list_needs_of_a_page() -> None:
    told = made(FERRY_PAGE)
    assert (told.story, told.theme, told.headline) == ("sferry", "tsea", FERRY_PAGE.headline.text)
    assert FERRY_PAGE.standfirst
    assert told.standfirst == FERRY_PAGE.standfirst.text
    assert (told.reports, told.origins, told.outlets[0]) == (4, 3, "Watt-Anzeiger")
    assert (told.lines, told.revision, told.happened) == (len(FERRY_PAGE.lines), 2, "2025-07-01")
    assert (told.status, told.disputed) == (Status.DISPUTED, True)
    assert told.corrections == FERRY_PAGE.corrections
    assert entry(FERRY_PAGE).key == "key"


def test_a_story_without_a_standfirst_is_opened_by_its_first_line() -> None:
    assert made(LIBRARY_PAGE).standfirst == LIBRARY_PAGE.summary[0].text


def test_a_subject_without_a_page_is_an_error() -> None:
    with pytest.raises(ValueError, match="page"):
        listing(Subject(), {}, "key")


def test_only_its_own_figures_are_told() -> None:
    own, earlier = FERRY_PAGE.tolls[0], replace(toll(9, 9, 9), scope=Scope.HISTORICAL)
    assert made(replace(FERRY_PAGE, tolls=(own, earlier))).tolls == (own,)


def test_it_says_whether_a_model_worded_what_a_list_prints() -> None:
    worded = replace(FERRY_PAGE.headline, model="tiny", kind=LineKind.COMPOSED)
    below = replace(FERRY_PAGE.summary[0], model="tiny")
    assert made(replace(FERRY_PAGE, headline=worded)).modelled
    told = made(replace(FERRY_PAGE, summary=(below,)))
    assert (told.modelled, told.models) == (False, ("tiny",))


def test_it_may_be_indexed_unless_a_report_says_otherwise() -> None:
    assert made(LIBRARY_PAGE).open
    rights = replace(REPORTS["rlibrary"].rights, may_index=False)
    closed = Subject(page=LIBRARY_PAGE, reports={"rlibrary": replace(REPORTS["rlibrary"], rights=rights)})
    assert not listing(closed, {}, "key").listing.open


def test_it_refers_to_the_stories_whose_headlines_its_page_prints() -> None:
    story = Story(id="sferry", forerunner="sbefore")
    member = Membership(
        report="rferry",
        story="sferry",
        theme="",
        origin="",
        reason=Reason(ground=Ground.LIKENESS, rival="srival"),
    )
    told = made(FERRY_PAGE, story=story, members={"rferry": member})
    assert set(told.refers) == {"stide", "sbefore", "srival"}


def test_outlets_are_counted_by_reports_and_the_first_is_known() -> None:
    told = made(replace(FERRY_PAGE, sources=(*FERRY_PAGE.sources, replace(credit(RADIO), report="rmore"))))
    counts = {each.name: (each.count, each.kind) for each in told.of(Facet.OUTLET)}
    assert counts["Radio Siel"] == (2, "")
    assert counts["Watt-Anzeiger"] == (1, FIRST)


def test_an_outlet_that_nobody_joined_is_alone() -> None:
    assert [each.kind for each in made(LIBRARY_PAGE).of(Facet.OUTLET)] == [ALONE]


def test_languages_are_counted_by_reports_and_unknown_ones_too() -> None:
    nameless = replace(FERRY_PAGE, sources=(replace(FERRY, language=""), *FERRY_PAGE.sources[1:]))
    assert {each.key: each.count for each in made(nameless).of(Facet.LANGUAGE)} == {
        "en": 2,
        "de": 1,
        "und": 1,
    }


def test_rules_that_withheld_lines_are_counted_by_lines_with_a_reason() -> None:
    again = replace(FERRY_PAGE.withheld[0], start=3, why="Another reason.")
    (mention,) = made(replace(FERRY_PAGE, withheld=(FERRY_PAGE.withheld[0], again))).of(Facet.WITHHELD)
    assert (mention.key, mention.count, mention.kind) == ("unsupported-number", 1, "No source gives 90.")


def test_nothing_is_mentioned_twice_and_every_key_is_an_address() -> None:
    told = made(FERRY_PAGE)
    keys = [(each.facet, each.key) for each in told.mentions]
    assert len(keys) == len(set(keys))
    linked = [each for each in told.mentions if each.facet in (Facet.PLACE, Facet.PERSON, Facet.OUTLET)]
    assert linked
    assert all(address(each.key) == each.key for each in linked)


def test_it_is_searched_by_headline_and_by_what_the_page_prints() -> None:
    terms = entry(FERRY_PAGE).terms
    assert terms.headline[:2] == ("ferry", "run")
    assert {"lifeboat", "havarie", "poppinga"} - set(terms.text) == {"poppinga"}
    assert "passenger" in terms.text


def test_it_is_searched_by_what_it_is_filed_under_but_not_by_what_was_withheld() -> None:
    text = entry(FERRY_PAGE).terms.text
    assert {"sourceːradio", "languageːde"} <= set(text)
    assert not any("number" in word or "ninety" in word for word in text)


def test_the_same_page_gives_the_same_entry() -> None:
    assert entry(FERRY_PAGE) == entry(FERRY_PAGE)
