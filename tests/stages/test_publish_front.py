"""The pages that lead to stories: what stands first, what is listed, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Credit, Page
from dateline.core.types import Scope
from dateline.stages.publish.issue import Shelf, shelve
from dateline.stages.publish.lists.front import (
    HALF_LIFE,
    by_outlet,
    corrections,
    front,
    methods,
    teaser,
    theme_view,
    weight,
)
from tests.newsroom import FERRY, FERRY_PAGE, ISSUE, LIBRARY_PAGE, RADIO, THEMES, credit, span, stamp, toll

FEW = settings(max_examples=25, deadline=None)
AT = stamp("2025-05-01T12:00:00")
HURT = span(FERRY, "three people were hurt")


def sources(count: int, story: str = "") -> tuple[Credit, ...]:
    return tuple(replace(credit(FERRY), report=f"r{story}{n}", origin=f"o{story}{n}") for n in range(count))


def aged(story: str, hours: float, independent: int = 1, theme: str = "") -> Page:
    at = replace(AT, at=AT.at - timedelta(hours=hours))
    return replace(
        LIBRARY_PAGE, story=story, theme=theme, first_reported=at, sources=sources(independent, story)
    )


def shelf_of(*pages: Page) -> Shelf:
    return shelve(replace(ISSUE, pages=pages))


@pytest.mark.parametrize(
    ("hours", "independent", "expected"),
    [(0, 1, 1.0), (0, 6, 6.0), (HALF_LIFE, 6, 3.0), (2 * HALF_LIFE, 6, 1.5), (0, 0, 0.0)],
)
def test_a_story_loses_half_of_its_weight_in_36_hours(
    hours: float, independent: int, expected: float
) -> None:
    assert weight(aged("s1", hours, independent), aged("s0", 0)) == pytest.approx(expected)


def test_an_undated_story_weighs_next_to_nothing_but_something() -> None:
    undated = replace(aged("s1", 0, 5), first_reported=None)
    assert 0 < weight(undated, aged("s0", 0)) < 1e-12


@FEW
@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 6), st.sampled_from(["", "tsea", "ttown"])), max_size=14
    )
)
def test_each_story_is_shown_once_beside_what_is_new(told: list[tuple[int, int, str]]) -> None:
    pages = [aged(f"s{n}", hours, count, theme) for n, (hours, count, theme) in enumerate(told)]
    view = front(shelf_of(*pages))
    blocks = [story for block in view.themes for story in block.stories]
    shown = [
        story.href
        for story in ((view.lead,) if view.lead else ()) + view.second + tuple(blocks) + view.others
    ]
    assert len(shown) == len(set(shown))
    whole_blocks = all(block.count <= 4 for block in view.themes)
    assert len(shown) <= len(pages)
    assert not whole_blocks or len(shown) == len(pages)
    assert (view.stories, len(view.latest)) == (len(pages), min(8, len(pages)))
    if view.lead:
        newest = min(
            pages, key=lambda page: -page.first_reported.at.timestamp() if page.first_reported else 0
        )
        best = max(weight(page, newest) for page in pages)
        lead = next(page for page in pages if f"/{page.story}/" in view.lead.href)
        assert weight(lead, newest) == pytest.approx(best)


def test_a_front_page_without_a_story() -> None:
    view = front(shelf_of())
    assert (view.lead, view.second, view.themes, view.others, view.latest) == (None, (), (), (), ())
    assert (view.stories, view.reports, view.outlets) == (0, 0, 0)


def test_a_theme_of_one_story_is_no_block_and_names_it_beside() -> None:
    view = front(shelf_of(aged("s1", 0, 3), aged("s2", 1, theme="ttown")))
    assert view.themes == ()
    assert [story.theme for story in view.others] == ["Esens"]


def test_a_block_counts_all_stories_and_shows_four() -> None:
    view = front(shelf_of(*(aged(f"s{n}", n, theme="tsea") for n in range(7))))
    (block,) = view.themes
    assert (block.name, block.count, len(block.stories)) == ("Shipping off the islands", 7, 4)
    assert block.href == "theme/tsea/index.html"


def test_a_teaser_tells_status_times_and_figures() -> None:
    found = teaser(FERRY_PAGE, "../../", THEMES[0])
    assert found.href == "../../story/sferry/index.html"
    assert (found.status, found.tone, found.outlets, found.origins) == ("disputed", "warn", 4, 3)
    assert found.figures == ("3–5 injured",)
    assert found.theme == "Shipping off the islands"
    assert found.happened is not None
    assert found.happened.text == "1 July 2025"
    assert found.revised is not None


def test_a_first_publication_is_no_revision() -> None:
    found = teaser(LIBRARY_PAGE, "")
    assert (found.revised, found.figures, found.standfirst, found.theme) == (
        None,
        (),
        "The library opens again on Monday, its director said.",
        "",
    )


def test_a_teaser_has_three_figures_of_this_happening_and_no_more() -> None:
    kinds = tuple(toll(3, 3, 3, measure=name) for name in ("killed", "injured", "missing", "detained"))
    assert teaser(replace(FERRY_PAGE, tolls=kinds), "").figures == ("3 killed", "3 injured", "3 missing")
    earlier = replace(toll(3, 3, 3), scope=Scope.HISTORICAL)
    assert teaser(replace(FERRY_PAGE, tolls=(earlier,)), "").figures == ()


def test_a_page_of_a_theme_has_links_from_its_own_folder() -> None:
    shelf = shelve(ISSUE)
    view = theme_view(shelf.themes["tsea"], shelf, "../../")
    assert [story.href for story in view.stories] == [
        "../../story/sferry/index.html",
        "../../story/stide/index.html",
    ]


def test_outlets_stand_by_name_with_their_newest_report_first() -> None:
    found = by_outlet(shelve(ISSUE), "../")
    assert [outlet.name for outlet in found] == ["Küstenblatt", "Norden heute", "Radio Siel", "Watt-Anzeiger"]
    titles = [filed.title for filed in found[-1].reports]
    assert titles == [FERRY.title, "Esens library opens again", "Esens library opens again"]
    assert found[0].reports[0].terms.startswith("rights reserved")
    assert found[0].reports[0].story_href == "../story/sferry/index.html"


def test_what_an_outlet_does_not_give_is_said_and_a_bad_link_is_none() -> None:
    bare = replace(
        credit(RADIO), outlet="", title="", url="javascript:alert(1)", licence="data:x", published=None
    )
    (outlet,) = by_outlet(shelf_of(replace(LIBRARY_PAGE, sources=(bare,))), "")
    (filed,) = outlet.reports
    assert (outlet.name, filed.title, filed.href, filed.terms_href) == (
        "Outlets without a name",
        "(no title)",
        "",
        "",
    )
    assert filed.at is None


def test_a_large_outlet_is_cut_and_says_how_much() -> None:
    (outlet,) = by_outlet(shelf_of(replace(LIBRARY_PAGE, sources=sources(300))), "")
    assert (len(outlet.reports), outlet.left_out) == (240, 60)


def test_corrections_stand_newest_first_and_nothing_else_among_them() -> None:
    [correction] = FERRY_PAGE.corrections
    late = replace(correction, at=stamp("2025-08-01T00:00:00"))
    pages = (
        FERRY_PAGE,
        replace(LIBRARY_PAGE, corrections=(late,)),
        replace(LIBRARY_PAGE, story="sother", corrections=(replace(correction, at=None),)),
        replace(LIBRARY_PAGE, story="snone"),
    )
    found = corrections(shelf_of(*pages), "../")
    assert [entry.href for entry in found] == [
        f"../story/{s}/index.html" for s in ("slibrary", "sferry", "sother")
    ]
    assert all(entry.correction.wrong == correction.wrong for entry in found)


def test_methods_count_lines_languages_and_what_was_withheld() -> None:
    view = methods(shelve(ISSUE))
    assert (view.stories, view.reports, view.lines, view.one_origin) == (3, 5, 11, 2)
    assert view.languages == (("en", 4), ("de", 1))
    assert view.withheld == (("unsupported-number", "No source gives 90.", 1),)
    twice = methods(shelf_of(FERRY_PAGE, replace(FERRY_PAGE, story="sagain")))
    assert twice.withheld == (("unsupported-number", "No source gives 90.", 2),)
    assert methods(shelf_of()).languages == ()


def test_the_course_of_a_theme_goes_by_when_it_happened_and_not_by_when_it_was_reported() -> None:
    pages = (
        replace(aged("slate", 0, theme="tsea"), happened="2025-04-02"),
        replace(aged("sfirst", 90, theme="tsea"), happened="2025-04-01"),
        replace(aged("smid", 50, theme="tsea"), happened="2025-04-03"),
    )
    shelf = shelf_of(*pages)
    view = theme_view(shelf.themes["tsea"], shelf, "")
    assert [story.href.split("/")[1] for story in view.course] == ["sfirst", "slate", "smid"]
    assert [story.href.split("/")[1] for story in view.stories] == ["slate", "smid", "sfirst"]
