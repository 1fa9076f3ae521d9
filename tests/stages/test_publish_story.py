"""A story page, part by part: what went before, tolls, briefs, and the label of machine writing."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.core.pages import Page
from dateline.core.stories import Story
from dateline.stages.publish import publish
from dateline.stages.publish.issue import Issue, shelve
from dateline.stages.publish.story.view import StoryView, view
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, toll


def viewed(page: Page, issue: Issue = ISSUE) -> StoryView:
    others = tuple(other for other in issue.pages if other.story != page.story)
    return view(page, shelve(replace(issue, pages=(page, *others))))


def printed(page: Page, path: str = "story/sferry/index.html") -> str:
    files = {file.path: file.content.decode() for file in publish(replace(ISSUE, pages=(page, TIDE_PAGE)))}
    shown = files[path].partition("<main")[2] or files[path]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


# --- what went before ---------------------------------------------------------------------


def test_an_earlier_happening_leads_to_its_page() -> None:
    (step,) = viewed(FERRY_PAGE).before
    assert step.text == "It was the second grounding off Baltrum since June"
    assert step.href == "../../story/stide/index.html"
    assert step.at is not None
    assert step.at.text == "June 2025"
    assert step.chip is not None


def test_an_earlier_happening_without_a_page_is_told_without_a_link() -> None:
    (earlier,) = FERRY_PAGE.earlier
    for story in ("", "sgone", "sferry"):
        (step,) = viewed(replace(FERRY_PAGE, earlier=(replace(earlier, story=story, date=""),))).before
        assert (step.href, step.at) == ("", None)


def test_an_earlier_happening_whose_story_was_merged_leads_to_where_it_went() -> None:
    (earlier,) = FERRY_PAGE.earlier
    gone = Story(id="sold", into=("stide",))
    issue = replace(ISSUE, stories={"sold": gone})
    (step,) = viewed(replace(FERRY_PAGE, earlier=(replace(earlier, story="sold"),)), issue).before
    assert step.href == "../../story/stide/index.html"


def test_what_went_before_has_a_heading_only_where_there_is_something() -> None:
    assert "What went before" in printed(FERRY_PAGE)
    assert "What went before" not in printed(replace(FERRY_PAGE, earlier=()))


# --- how many -----------------------------------------------------------------------------


def test_the_best_figure_and_how_far_reports_lie_apart_are_one_row() -> None:
    said = printed(replace(FERRY_PAGE, tolls=(toll(3, 3, 5),)))
    assert "Injured 3 reports give 3 to 5" in said
    assert "Watt-Anzeiger: 3" in said
    assert "Radio Siel: 5" in said


def test_a_replaced_figure_is_printed_with_the_time_of_both() -> None:
    said = printed(FERRY_PAGE)
    assert "2 (replaced)" in said
    assert "replaced 1 July 2025, 21:10 (local time, zone not given)" in said


# --- briefs -------------------------------------------------------------------------------


def test_a_brief_has_no_standfirst_and_its_first_line_stands_once_on_its_page() -> None:
    assert viewed(LIBRARY_PAGE).standfirst is None
    assert viewed(LIBRARY_PAGE).before == ()
    said = printed(LIBRARY_PAGE, "story/slibrary/index.html")
    assert said.count("The library opens again on Monday, its director said.") == 1


def test_a_brief_is_introduced_by_its_first_line_where_it_is_listed() -> None:
    brief = replace(LIBRARY_PAGE, theme="tsea")
    for path in ("index.html", "theme/tsea/index.html", "feed.xml"):
        assert "The library opens again on Monday, its director said." in printed(brief, path)


# --- machine writing ----------------------------------------------------------------------


def test_lines_by_a_model_carry_a_label_until_an_editor_has_reviewed_them() -> None:
    (first, *others) = FERRY_PAGE.summary
    page = replace(FERRY_PAGE, summary=(replace(first, model="kutter-1"), *others))
    assert "Text by a language model: 1 of 7 lines was worded by a language model (kutter-1)." in printed(
        page
    )
    reviewed = printed(replace(page, reviewed_by="Wiebke Harms"))
    assert "Text by a language model" not in reviewed
    assert "Reviewed by Wiebke Harms." in reviewed
    assert "language model:" not in printed(FERRY_PAGE)


# --- what is no text of the story ---------------------------------------------------------


def test_what_is_no_text_of_the_story_is_kept_out_of_snippets() -> None:
    files = {
        file.path: file.content.decode() for file in publish(replace(ISSUE, pages=(FERRY_PAGE, TIDE_PAGE)))
    }
    html = files["story/sferry/index.html"]
    for opening in (
        '<div class="notes" data-nosnippet>',
        '<div class="after" data-nosnippet>',
        '<section class="cards" aria-labelledby="evidence" data-nosnippet>',
        '<section aria-labelledby="claims" data-nosnippet>',
        '<section class="made small" aria-labelledby="made" data-nosnippet>',
        '<section class="related" aria-labelledby="more" data-nosnippet>',
    ):
        assert html.count(opening) == 1
    assert '<section aria-labelledby="short">' in html


def test_a_withheld_line_is_told_by_its_reason_first() -> None:
    assert "No source gives 90. (unsupported number)" in printed(FERRY_PAGE)
