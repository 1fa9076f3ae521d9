"""A story page, part by part: what went before, tolls, briefs, and the label of machine writing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.core.pages import Cause, Occasion, Page
from dateline.core.stories import Story
from dateline.stages.publish import addresses
from dateline.stages.publish.story import files
from dateline.stages.publish.story.view import StoryView, view
from dateline.stages.publish.wording import tongue
from tests.edition import Issue, publish, shelf_at, shelf_of
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, place, stamp, toll


def viewed(page: Page, issue: Issue = ISSUE) -> StoryView:
    others = tuple(other for other in issue.pages if other.story != page.story)
    return view(page, shelf_of(replace(issue, pages=(page, *others)), page))


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
    assert tongue("en").when(step.at) == "June 2025"
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
    assert "What came before" in printed(FERRY_PAGE)
    assert "What came before" not in printed(replace(FERRY_PAGE, earlier=()))


# --- how many -----------------------------------------------------------------------------


def test_the_best_figure_and_how_far_reports_lie_apart_are_one_row() -> None:
    said = printed(replace(FERRY_PAGE, tolls=(toll(3, 3, 5),)))
    assert "injured 3 disputed reports give 3 to 5" in said
    assert "3 Watt-Anzeiger" in said
    assert "5 Radio Siel" in said


def test_a_replaced_figure_is_printed_with_the_time_of_both() -> None:
    said = printed(FERRY_PAGE)
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
    assert "Text by a language model: 1 of 7 lines was worded by one (kutter-1)." in printed(page)
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
        '<section class="claims" aria-labelledby="claims" data-nosnippet>',
        '<section class="related" aria-labelledby="more" data-nosnippet>',
    ):
        assert html.count(opening) == 1
    assert '<section aria-labelledby="short">' in html


def test_a_withheld_line_is_told_by_its_reason_first() -> None:
    assert "No source gives 90. (unsupported number)" in printed(FERRY_PAGE)


# --- what stands beside the page ----------------------------------------------------------


def beside(page: Page, base_url: str = "") -> dict[str, bytes]:
    """The files of the story's folder."""
    issue = replace(ISSUE, edition=replace(ISSUE.edition, base_url=base_url), pages=(page,))
    address = addresses.story(page.story)
    return {file.path: file.content for file in files(address, shelf_at(issue, address))}


def test_a_story_has_its_data_its_evidence_and_its_feeds_beside_it() -> None:
    names = {path.removeprefix("story/sferry/") for path in beside(FERRY_PAGE)}
    assert names == {"index.html", "page.json", "annotations.json", "feed.xml", "atom.xml", "feed.json"}


def test_a_card_is_drawn_where_others_can_find_it() -> None:
    made = beside(FERRY_PAGE, "https://news.example")
    assert made["story/sferry/card.png"].startswith(b"\x89PNG")
    assert (
        b'<meta property="og:image" content="https://news.example/story/sferry/card.png">'
        in made["story/sferry/index.html"]
    )
    assert b"og:image" not in beside(FERRY_PAGE)["story/sferry/index.html"]


def test_the_page_comes_first_and_before_its_picture_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(*_: object, **__: object) -> bytes:
        raise AssertionError("nobody asked for the picture yet")

    monkeypatch.setattr("dateline.stages.publish.drawing.cards.card", drawn)
    sited = replace(ISSUE, edition=replace(ISSUE.edition, base_url="https://dateline.example"))
    address = addresses.story(FERRY_PAGE.story)
    made = files(address, shelf_at(sited, address))
    first = next(made)
    assert first.path == address.page
    assert b'content="https://dateline.example/story/sferry/card.png"' in first.content
    with pytest.raises(AssertionError, match="nobody asked"):
        list(made)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "New report: Radio Siel."), ("de", "Neuer Bericht: Radio Siel."), ("uk", "Нове повідомлення")],
)
def test_why_it_was_published_anew_is_told_in_the_language_of_the_house(language: str, told: str) -> None:
    cause = Cause(occasion=Occasion.NEW_REPORT, outlets=("Radio Siel",), count=1)
    anew = replace(FERRY_PAGE.revision, reason="New report: Radio Siel.", causes=(cause,))
    page = replace(FERRY_PAGE, revisions=(*FERRY_PAGE.revisions[:-1], anew))
    edition = replace(ISSUE.edition, language=language)
    made = {f.path: f.content.decode() for f in publish(replace(ISSUE, edition=edition, pages=(page,)))}
    assert told in made["story/sferry/index.html"]
    assert told in made["story/sferry/feed.xml"]
    assert told in made["story/sferry/feed.json"]


def test_every_feed_of_the_story_is_named_in_its_head_and_under_follow() -> None:
    html = beside(FERRY_PAGE)["story/sferry/index.html"].decode()
    for name in ("feed.xml", "atom.xml", "feed.json"):
        assert f'href="{name}">' in html.partition("</head>")[0]
        assert f'<a href="{name}">' in html.partition("</head>")[2]


# --- zones and languages ------------------------------------------------------------------


def test_the_clock_of_the_place_is_offered_by_name_and_that_of_the_reports_by_its_offset() -> None:
    def offered(page: Page) -> str:
        return beside(page)["story/sferry/index.html"].decode().partition('id="zones"')[2].partition(">")[0]

    there = replace(FERRY_PAGE, places=(replace(place("Boje", 28, 84), country="NP"),))
    assert 'data-given="Time there (Boje)" data-offset="Asia/Kathmandu"' in offered(there)
    source = replace(FERRY_PAGE.sources[0], published=stamp("2025-07-01T19:27:47", zone="+02:00"))
    agreed = offered(replace(FERRY_PAGE, places=(), sources=(source,)))
    assert 'data-given="As reported (UTC+02:00)" data-offset="+02:00"' in agreed
    assert "data-given" not in offered(replace(FERRY_PAGE, places=(), sources=()))


def test_words_of_the_house_are_told_in_its_language_and_those_of_reports_say_theirs() -> None:
    issue = replace(ISSUE, edition=replace(ISSUE.edition, language="de"))
    address = addresses.story("sferry")
    made = {file.path: file.content.decode() for file in files(address, shelf_at(issue, address))}
    html = made["story/sferry/index.html"]
    assert '<html lang="de">' in html
    assert ">Quellen</h2>" in html
    assert f'lang="en">{FERRY_PAGE.headline.text}</span></h1>' in html
    assert '<blockquote lang="en">' in html
    assert '<blockquote lang="de">' not in html


def test_a_long_headline_is_set_smaller() -> None:
    long = replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text="Ferry aground " * 8))
    assert b'<h1 class="long">' in beside(long)["story/sferry/index.html"]
    assert b"<h1>" in beside(FERRY_PAGE)["story/sferry/index.html"]


@pytest.mark.parametrize("page", [FERRY_PAGE, LIBRARY_PAGE, TIDE_PAGE])
def test_every_chip_has_its_card_and_every_link_within_the_page_its_end(page: Page) -> None:
    html = beside(page)[f"story/{page.story}/index.html"].decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'popovertarget="([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'href="#([^":]+)"', html)) <= set(ids)
