"""How corrections are told: on the page, in the log of the site, in feeds, to machines (rule 15)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from dateline.core.pages import Correction, Fault, Page
from dateline.stages.publish import publish
from dateline.stages.publish.story.corrections import ABOVE, corrections, in_words, name
from dateline.stages.publish.story.evidence import EvidenceFile
from tests.newsroom import FERRY_PAGE, ISSUE, REPORTS, stamp

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
            "Correction: This page said: “The Sturmschwalbe ran aground on Tuesday evening.” Right is: “The "
            "Seeschwalbe ran aground on Tuesday evening.” The source corrected its report. Watt-Anzeiger "
            "changed its report and now says otherwise.",
        ),
        (
            TAKEN_BACK,
            "Correction: This page said: “Nobody was hurt.” It was taken back. Our error. We misread it.",
        ),
        (
            SPLIT,
            "Correction: One report of another happening stood on this page. It has a page of its own. "
            "Two ferries.",
        ),
        (
            UNWORDED,
            "Correction: A line of this page was wrong; its words may no longer be shown. Our error. We "
            "misread it.",
        ),
    ],
)
def test_a_correction_says_what_was_wrong_what_is_right_and_why(correction: Correction, words: str) -> None:
    assert in_words(correction) == words


def test_corrections_are_told_newest_first_with_the_sources_own_words() -> None:
    page = replace(FERRY_PAGE, corrections=(SEESCHWALBE, TAKEN_BACK))
    told = corrections(page, EvidenceFile(page, REPORTS))
    assert [one.wrong for one in told] == [TAKEN_BACK.wrong, SEESCHWALBE.wrong]
    assert (told[0].chip, told[0].why) == (None, "Our error.")
    assert told[1].chip is not None
    assert [piece.kind for piece in told[1].change] == ["same", "del", "ins", "same"]


def test_a_name_of_a_correction_is_its_own_and_stays() -> None:
    names = {name(FERRY_PAGE, one) for one in (SEESCHWALBE, TAKEN_BACK, SPLIT)}
    assert len(names) == 3
    assert name(FERRY_PAGE, TAKEN_BACK) == name(FERRY_PAGE, replace(TAKEN_BACK, note="Said better."))
    assert name(FERRY_PAGE, TAKEN_BACK) == name(FERRY_PAGE, UNWORDED)


def test_a_page_has_its_corrections_above_the_text_and_below_it() -> None:
    html = printed(SEESCHWALBE, TAKEN_BACK)[STORY]
    above, below = html.split('<div class="columns">')
    assert plain(above).count("Correction ") == 2
    assert "this page said: “Nobody was hurt.” The line was taken back." in plain(above)
    assert 'id="corrections"' in below
    assert "It said Nobody was hurt. Now The line was taken back" in plain(below)
    assert "Our error. We misread it." in plain(below)


def test_of_many_corrections_three_stand_above_the_text_and_all_below() -> None:
    many = [replace(TAKEN_BACK, wrong=f"Wrong number {n}.", line=f"l{n}") for n in range(5)]
    above, below = printed(*many)[STORY].split('<div class="columns">')
    assert plain(above).count("this page said") == ABOVE
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
            name(FERRY_PAGE, TAKEN_BACK),
            name(FERRY_PAGE, SEESCHWALBE),
        ]
        assert put_right[0].findtext("pubDate") == "Thu, 03 Jul 2025 08:00:00 GMT"
        assert in_words(TAKEN_BACK) in unescape(put_right[0].findtext("description") or "")
        assert (put_right[0].findtext("link") or "").endswith("#corrections")


def test_machines_read_each_correction() -> None:
    html = printed(SEESCHWALBE, TAKEN_BACK)[STORY]
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])["correction"]
    assert [one["@type"] for one in told] == ["CorrectionComment", "CorrectionComment"]
    assert [one["text"] for one in told] == [in_words(SEESCHWALBE), in_words(TAKEN_BACK)]
    assert told[1]["datePublished"] == "2025-07-03T08:00:00Z"


# --- what changed, readable by all --------------------------------------------------------


def test_differences_are_told_in_words_too() -> None:
    html = printed(SEESCHWALBE)[STORY]
    log = html[html.index('id="changed"') : html.index('id="sources"')]
    assert "<del>" in log
    assert "<ins>" in log
    assert "[struck out: Sturmschwalbe ]" in plain(log)
    assert "[added: Seeschwalbe ]" in plain(log)
    assert "injured: 3 to 5 , before 2" in plain(log)


def test_each_line_carries_the_revision_that_last_changed_it() -> None:
    html = printed()[STORY]
    assert re.search(r'id="line-lone" data-revision="2"', html)
    assert re.search(r'id="line-ltwo" data-revision="1"', html)
    assert re.search(r'<p class="since[^>]*data-story="sferry" data-revision="2"[^>]* hidden>', html)
