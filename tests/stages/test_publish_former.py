"""What stands at the address of a story that ended, and that nothing else leads there."""

from __future__ import annotations

from dataclasses import replace

from dateline.core.site import Edition
from dateline.core.stories import Story
from dateline.core.types import Membership, Theme
from dateline.stages.publish import addresses
from dateline.stages.publish.story.former import former
from tests.edition import Issue, publish, shelf_at
from tests.newsroom import EDITION, FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, stamp

ENDED = replace(LIBRARY_PAGE, story="sended", headline=replace(LIBRARY_PAGE.headline, text="Old <news>"))
AT = stamp("2025-07-03T10:00:00")


def issue(*into: str, members: dict[str, str] | None = None, edition: Edition = EDITION) -> Issue:
    """The edition with a story that went into these, its reports now in these stories."""
    story = Story(id="sended", into=into, ended=AT)
    filed = {
        report: Membership(report=report, story=to, theme="t", origin="o")
        for report, to in (members or {}).items()
    }
    return replace(ISSUE, edition=edition, ended=(ENDED,), stories={"sended": story}, members=filed)


def site(held: Issue) -> dict[str, str]:
    return {file.path: file.content.decode() for file in publish(held) if not file.path.endswith(".png")}


PATH = "story/sended/index.html"


def test_one_heir_is_a_redirect_that_works_without_script() -> None:
    page = site(issue("slibrary"))[PATH]
    assert '<meta http-equiv="refresh" content="0; url=../../story/slibrary/index.html">' in page
    assert '<link rel="canonical" href="../../story/slibrary/index.html">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<a href="../../story/slibrary/index.html" lang="en">{LIBRARY_PAGE.headline.text}</a>' in page
    assert "3 July 2025" in page


def test_an_edition_with_an_address_names_it_in_full() -> None:
    page = site(issue("slibrary", edition=replace(EDITION, base_url="https://news.example/x/")))[PATH]
    assert '<link rel="canonical" href="https://news.example/x/story/slibrary/">' in page


def test_several_heirs_are_a_signpost_with_the_reports_of_each() -> None:
    [report] = [credit.report for credit in ENDED.sources]
    held = issue("slibrary", "sferry", members={report: "slibrary"})
    page = site(held)[PATH]
    assert 'http-equiv="refresh"' not in page
    assert 'content="noindex"' in page
    assert "more than one happening" in page
    view = former(ENDED, shelf_at(held, addresses.story("sended")))
    assert [len(heir.reports) for heir in view.heirs] == [1, 0]
    assert view.heirs[0].reports[0].outlet == "Watt-Anzeiger"
    assert page.count("../../story/sferry/index.html") == 1


def test_without_an_heir_it_says_that_it_was_withdrawn() -> None:
    page = site(issue())[PATH]
    assert "withdrawn" in page
    assert 'http-equiv="refresh"' not in page
    assert "Old &lt;news&gt;" in page
    assert "Old <news>" not in page


def test_an_heir_that_ended_too_leads_on() -> None:
    held = issue("smiddle")
    held = replace(held, stories={**held.stories, "smiddle": Story(id="smiddle", into=("stide",))})
    assert (
        former(ENDED, shelf_at(held, addresses.story("sended"))).heirs[0].headline == TIDE_PAGE.headline.text
    )


def test_nothing_else_of_the_site_leads_to_it() -> None:
    files = site(issue("slibrary", edition=replace(EDITION, base_url="https://news.example")))
    own = {PATH, "story/sended/page.json"}
    assert own <= files.keys()
    moved = {"_redirects", ".htaccess", "redirects.map"}
    assert not [path for path, text in files.items() if path not in own | moved and "sended" in text]
    assert files["story/sended/page.json"] == '{"story": "sended", "into": ["slibrary"]}\n'


def test_a_story_that_goes_on_says_where_reports_went_and_what_came_before() -> None:
    held = replace(
        ISSUE,
        stories={
            "sferry": Story(
                id="sferry",
                parted=("slibrary", "sgone"),
                forerunner="stide",
                evidence=FERRY_PAGE.headline.evidence,
            )
        },
    )
    page = site(held)["story/sferry/index.html"]
    moved = '<a href="../../story/slibrary/index.html" lang="en">Esens library opens again</a>'
    assert f"<b>Some reports moved</b> {moved}" in page
    link = f'<a href="../../story/stide/index.html" lang="en">{TIDE_PAGE.headline.text}</a>'
    assert f"<b>Earlier</b> {link}" in page
    other = site(held)["story/slibrary/index.html"]
    assert "Some reports moved" not in other
    assert "<b>Earlier</b>" not in other


def test_a_theme_that_lost_its_stories_says_so_and_nothing_leads_there() -> None:
    gone = Theme(id="tgone", name="Old <tides>")
    files = site(replace(ISSUE, themes=(*ISSUE.themes, gone)))
    page = files["theme/tgone/index.html"]
    assert "Old &lt;tides&gt;" in page
    assert "No story stands under this theme any more" in page
    assert 'content="noindex"' in page
    assert not any("tgone" in text for path, text in files.items() if not path.startswith("theme/tgone/"))
