"""Why a report is on its page, as the page says it; subjects where machines and readers look for them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from dateline.core.types import Ground, Membership, Reason
from dateline.stages.publish import Issue, publish
from dateline.stages.publish.issue import shelve
from dateline.stages.publish.story.reasons import Why, why
from tests.newsroom import FERRY_PAGE, ISSUE, THEMES, TIDE_PAGE

LIKE = Reason(
    ground=Ground.LIKENESS,
    report="rradio",
    near=0.934,
    shared=("Baltrum", "<b>", "120", "four", "five", "six"),
    rival="stide",
    rival_near=0.12,
)


def filed(reason: Reason | None) -> Issue:
    member = Membership(report="rferry", story="sferry", theme="tsea", origin="owire", reason=reason)
    return replace(ISSUE, members={"rferry": member})


def told(reason: Reason | None) -> Why | None:
    held = filed(reason)
    return why(held.members["rferry"], FERRY_PAGE, shelve(held), "../../")


def test_a_like_report_is_named_with_what_both_share_and_the_next_best_story() -> None:
    assert told(LIKE) == Why(
        opening="shares “Baltrum”, “<b>”, “120”, “four”, “five” with",
        number=3,
        outlet="Radio Siel",
        near="93%",
        rival=TIDE_PAGE.headline.text,
        rival_href="../../story/stide/index.html",
        rival_near="12%",
    )


@pytest.mark.parametrize(
    ("reason", "opening", "number"),
    [
        (Reason(ground=Ground.COPY, report="rcopy", near=1.0), "the same text as", 2),
        (Reason(ground=Ground.GIVEN), "its story came with it", 0),
        (Reason(ground=Ground.DESK), "the desk put it here", 0),
        (Reason(ground=Ground.ALONE), "no other report of this happening is known", 0),
        (replace(LIKE, shared=()), "shares few words with", 3),
        (replace(LIKE, report="relsewhere"), "it is like the other reports here", 0),
    ],
)
def test_every_ground_has_its_words(reason: Reason, opening: str, number: int) -> None:
    found = told(reason)
    assert found is not None
    assert (found.opening, found.number) == (opening, number)


@pytest.mark.parametrize(
    ("near", "words"), [(0.9999, "over 99%"), (0.99, "99%"), (0.5, "50%"), (0.01, "1%"), (0.001, "under 1%")]
)
def test_no_likelihood_is_said_to_be_certain(near: float, words: str) -> None:
    found = told(replace(LIKE, near=near, rival_near=near))
    assert found is not None
    assert (found.near, found.rival_near) == (words, words)


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert told(None) is None
    assert why(None, FERRY_PAGE, shelve(ISSUE), "") is None
    [page] = [file for file in publish(ISSUE) if file.path == "story/sferry/index.html"]
    assert b"Why it is here" not in page.content


def test_a_rival_that_is_gone_or_is_this_story_by_now_is_not_named() -> None:
    for rival in ("sgone", "sferry"):
        found = told(replace(LIKE, rival=rival))
        assert found is not None
        assert (found.rival, found.rival_near) == ("", "")


def test_the_page_prints_it_escaped_and_without_script() -> None:
    [page] = [file for file in publish(filed(LIKE)) if file.path == "story/sferry/index.html"]
    [line] = re.findall(r'<details class="why small">.*?</details>', page.content.decode())
    assert "&lt;b&gt;" in line
    assert '<a href="#source-3">Radio Siel, source 3</a> (likelihood 93%); next best story: <a href=' in line


def test_subjects_stand_in_the_theme_and_in_the_data_of_its_stories() -> None:
    codes = ("medtop:20000139", "medtop:99999999")
    themes = (replace(THEMES[0], subjects=codes), THEMES[1])
    held = replace(ISSUE, themes=themes, labels={"medtop:20000139": "disaster and accident"})
    files = {file.path: file.content.decode() for file in publish(held)}
    assert "Subject: disaster and accident" in files["theme/tsea/index.html"]
    assert "Subject" not in files["theme/ttown/index.html"]
    data = re.search(r'ld\+json">(.*?)</script>', files["story/sferry/index.html"])
    assert data is not None
    article = json.loads(data[1])
    assert article["articleSection"] == ["disaster and accident"]
    assert [about["name"] for about in article["about"]] == [THEMES[0].name, "disaster and accident"]
    assert "99999999" not in data[1]
