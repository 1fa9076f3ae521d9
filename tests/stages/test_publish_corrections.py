"""How corrections are told: on the page, in the log of the site, in feeds, to machines (rule 15)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from dateline.core.pages import Cause, Correction, Fault, Occasion, Page
from dateline.stages.publish.machines.entries import correction_name
from dateline.stages.publish.story.corrections import ABOVE, corrections, in_words
from dateline.stages.publish.story.evidence import EvidenceFile
from dateline.stages.publish.wording import tongue
from tests.edition import publish
from tests.newsroom import FERRY_PAGE, ISSUE, REPORTS, stamp

SAY = tongue("en").say
STORY = "story/sferry/index.html"
[SEESCHWALBE] = FERRY_PAGE.corrections
TAKEN_BACK = Correction(
    wrong="Nobody was hurt.",
    right="",
    fault=Fault.OURS,
    at=stamp("2025-07-03T08:00:00"),
    line="lx",
    note="We misread it.",
)
SPLIT = Correction(
    wrong="One report of another happening stood on this page.",
    right="It has a page of its own.",
    fault=Fault.MERGE,
    at=stamp("2025-07-04T08:00:00"),
    note="Two ferries.",
)
UNWORDED = replace(TAKEN_BACK, wrong="")
#: The same as it is kept now: in parts, so that it can be told in any language.
PARTED = replace(SPLIT, cause=Cause(occasion=Occasion.SPLIT, count=2))
MERGED = replace(SPLIT, fault=Fault.OURS, note="", cause=Cause(occasion=Occasion.MERGED))
CHANGED = replace(
    SEESCHWALBE, cause=Cause(occasion=Occasion.SOURCE_EDITED, outlets=("Watt-Anzeiger",), corrected=True)
)


def printed(*put_right: Correction, page: Page = FERRY_PAGE) -> dict[str, str]:
    own = replace(page, corrections=put_right)
    others = tuple(other for other in ISSUE.pages if other.story != own.story)
    files = publish(replace(ISSUE, pages=(own, *others)))
    return {file.path: file.content.decode() for file in files if not file.path.endswith(".png")}


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (
            SEESCHWALBE,
            "Correction: this page said: “The Sturmschwalbe ran aground on Tuesday evening.” Right is: “The "
            "Seeschwalbe ran aground on Tuesday evening.” The source corrected its report. Watt-Anzeiger "
            "changed its report and now says otherwise.",
        ),
        (
            TAKEN_BACK,
            "Correction: this page said: “Nobody was hurt.” It was taken back. Our error. We misread it.",
        ),
        (
            SPLIT,
            "Correction: One report of another happening stood on this page. It has a page of its own. "
            "Two ferries.",
        ),
        (
            PARTED,
            "Correction: 2 reports of another happening stood on this page. They are told on a page of their "
            "own. Two ferries.",
        ),
        (
            MERGED,
            "Correction: Two pages told of this happening. They are one now, with the reports of both. Our "
            "error.",
        ),
        (
            UNWORDED,
            "Correction: a line of this page was wrong; its words may no longer be shown. Our error. We "
            "misread it.",
        ),
    ],
)
def test_a_correction_says_what_was_wrong_what_is_right_and_why(correction: Correction, words: str) -> None:
    assert SAY(in_words(correction)) == words


@pytest.mark.parametrize("story", ["story/sferry/index.html", "corrections/index.html"])
def test_what_no_two_lines_can_tell_is_told_in_a_sentence(story: str) -> None:
    html = plain(printed(PARTED)[story])
    assert "2 reports of another happening stood on this page." in html
    assert SPLIT.wrong not in html
    assert "It said" not in html


def test_what_a_source_did_is_told_in_the_language_of_the_house() -> None:
    assert tongue("de").say(in_words(CHANGED)).endswith("Watt-Anzeiger.")
    assert "Source corrected itself: Watt-Anzeiger." in plain(printed(CHANGED)[STORY])


def test_corrections_are_told_newest_first_with_the_sources_own_words() -> None:
    page = replace(FERRY_PAGE, corrections=(SEESCHWALBE, TAKEN_BACK))
    told = corrections(page, EvidenceFile(page, REPORTS))
    assert [one.wrong for one in told] == [TAKEN_BACK.wrong, SEESCHWALBE.wrong]
    assert (told[0].chip, SAY(told[0].why)) == (None, "Our error.")
    assert told[1].chip is not None
    assert [piece.kind for piece in told[1].change] == ["same", "del", "ins", "same"]


def test_a_page_has_its_corrections_above_the_text_and_below_it() -> None:
    html = printed(SEESCHWALBE, TAKEN_BACK)[STORY]
    above, below = html.split('<div class="columns">')
    assert plain(above).count("Correction ") == 2
    assert "This page said: Nobody was hurt. The line was taken back." in plain(above)
    assert 'id="corrections"' in below
    assert "It said Nobody was hurt. Now The line was taken back" in plain(below)
    assert "Our error. We misread it." in plain(below)


def test_of_many_corrections_three_stand_above_the_text_and_all_below() -> None:
    many = [replace(TAKEN_BACK, wrong=f"Wrong number {n}.", line=f"l{n}") for n in range(5)]
    above, below = printed(*many)[STORY].split('<div class="columns">')
    assert plain(above).count("This page said") == ABOVE
    assert "All 5 corrections" in above
    assert all(f"Wrong number {n}." in below for n in range(5))


def test_a_page_without_corrections_says_nothing_of_them() -> None:
    html = printed()[STORY]
    assert 'id="corrections"' not in html
    assert 'class="correction"' not in html


def test_words_that_may_not_be_shown_are_not() -> None:
    html = printed(UNWORDED)[STORY]
    assert "its words may no longer be shown" in html
    assert "Nobody was hurt" not in html


def test_the_log_of_the_site_has_every_correction_newest_first() -> None:
    html = printed(SEESCHWALBE, TAKEN_BACK, SPLIT)["corrections/index.html"]
    found = [html.index(one.wrong) for one in (SPLIT, TAKEN_BACK, SEESCHWALBE)]
    assert found == sorted(found)
    assert html.count("story/sferry/index.html") >= 3


def test_what_a_correction_says_cannot_break_out_of_the_page() -> None:
    odd = replace(TAKEN_BACK, wrong="<script>alert(1)</script>", note='"><img src=x>')
    files = printed(odd)
    for path in (STORY, "corrections/index.html", "feed.xml"):
        assert "<script>alert" not in files[path]
        assert "<img src=x>" not in files[path]


# --- feeds and machines -------------------------------------------------------------------


def test_a_feed_has_each_correction_as_an_item_of_its_own() -> None:
    files = printed(SEESCHWALBE, TAKEN_BACK)
    for path in ("feed.xml", "theme/tsea/feed.xml"):
        items = ET.fromstring(files[path]).findall("./channel/item")
        put_right = [item for item in items if (item.findtext("title") or "").startswith("Correction: ")]
        assert [item.findtext("guid") for item in put_right] == [
            correction_name("sferry", TAKEN_BACK),
            correction_name("sferry", SEESCHWALBE),
        ]
        assert put_right[0].findtext("pubDate") == "Thu, 03 Jul 2025 08:00:00 GMT"
        assert SAY(in_words(TAKEN_BACK)) in unescape(put_right[0].findtext("description") or "")
        assert (put_right[0].findtext("link") or "").endswith("#corrections")


def test_machines_read_each_correction() -> None:
    html = printed(SEESCHWALBE, TAKEN_BACK)[STORY]
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])["correction"]
    assert [one["@type"] for one in told] == ["CorrectionComment", "CorrectionComment"]
    assert [one["text"] for one in told] == [SAY(in_words(SEESCHWALBE)), SAY(in_words(TAKEN_BACK))]
    assert told[1]["datePublished"] == "2025-07-03T08:00:00Z"


# --- what changed, readable by all --------------------------------------------------------


def test_differences_are_told_in_words_too() -> None:
    html = printed(SEESCHWALBE)[STORY]
    log = html[html.index('id="changed"') : html.index('id="sources"')]
    assert "<del>" in log
    assert "<ins>" in log
    assert "[struck out: Sturmschwalbe ]" in plain(log)
    assert "[added: Seeschwalbe ]" in plain(log)
    assert "injured: 2 3 to 5" in plain(log)


def test_each_line_carries_the_revision_that_last_changed_it() -> None:
    html = printed()[STORY]
    assert re.search(r'id="line-lone" data-revision="2"', html)
    assert re.search(r'id="line-ltwo" data-revision="1"', html)
    assert re.search(r'<p class="since[^>]*data-story="sferry" data-revision="2"[^>]* hidden>', html)
