"""Why a report is on its page, as the page says it; subjects where machines and readers look for them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from dateline.core.types import Ground, Membership, Reason
from dateline.stages.publish.story.reasons import Why, why
from dateline.stages.publish.wording import tongue
from tests.edition import Issue, publish, shelf_of
from tests.newsroom import FERRY_PAGE, ISSUE, THEMES, TIDE_PAGE

SAY = tongue("en").say
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
    return why(held.members["rferry"], FERRY_PAGE, shelf_of(held, FERRY_PAGE), "../../")


def test_a_like_report_is_named_with_what_both_share_and_the_next_best_story() -> None:
    found = told(LIKE)
    assert found is not None
    assert SAY(found.told) == "It shares “Baltrum”, “<b>”, “120”, “four” and “five” with another report here."
    assert (found.number, found.outlet, SAY(found.near)) == (3, "Radio Siel", "93%")
    assert (found.rival, found.rival_language) == (TIDE_PAGE.headline.text, "en")
    assert (found.rival_href, SAY(found.rival_near)) == ("../../story/stide/index.html", "12%")


@pytest.mark.parametrize(
    ("reason", "said", "number"),
    [
        (
            Reason(ground=Ground.COPY, report="rcopy", near=1.0),
            "It carries the same text as another report here.",
            2,
        ),
        (Reason(ground=Ground.GIVEN), "Its story came with it.", 0),
        (Reason(ground=Ground.DESK), "The desk put it here.", 0),
        (Reason(ground=Ground.ALONE), "No other report of this happening is known.", 0),
        (replace(LIKE, shared=()), "It is like another report here.", 3),
        (replace(LIKE, report="relsewhere"), "It is like the other reports here.", 0),
    ],
)
def test_every_ground_has_its_words(reason: Reason, said: str, number: int) -> None:
    found = told(reason)
    assert found is not None
    assert (SAY(found.told), found.number) == (said, number)


@pytest.mark.parametrize(
    ("near", "words"), [(0.9999, "over 99%"), (0.99, "99%"), (0.5, "50%"), (0.01, "1%"), (0.001, "under 1%")]
)
def test_no_likelihood_is_said_to_be_certain(near: float, words: str) -> None:
    found = told(replace(LIKE, near=near, rival_near=near))
    assert found is not None
    assert (SAY(found.near), SAY(found.rival_near)) == (words, words)


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert told(None) is None
    assert why(None, FERRY_PAGE, shelf_of(ISSUE, FERRY_PAGE), "") is None
    [page] = [file for file in publish(ISSUE) if file.path == "story/sferry/index.html"]
    assert b"Why each report is here" not in page.content


def test_a_rival_that_is_gone_or_is_this_story_by_now_is_not_named() -> None:
    for rival in ("sgone", "sferry"):
        found = told(replace(LIKE, rival=rival))
        assert found is not None
        assert (found.rival, found.rival_near) == ("", None)


def test_the_page_prints_it_escaped_and_without_script() -> None:
    [page] = [file for file in publish(filed(LIKE)) if file.path == "story/sferry/index.html"]
    [line] = re.findall(r'<details class="why">.*?</details>', page.content.decode(), re.DOTALL)[:1]
    assert "&lt;b&gt;" in line
    assert '<a href="#source-3">Source 3, Radio Siel</a> (93%). Next best story: <a href=' in line


def test_subjects_stand_in_the_data_of_the_stories() -> None:
    codes = ("medtop:20000139", "medtop:99999999")
    themes = (replace(THEMES[0], subjects=codes), THEMES[1])
    held = replace(ISSUE, themes=themes)
    files = {file.path: file.content.decode() for file in publish(held)}
    data = re.search(r'ld\+json">(.*?)</script>', files["story/sferry/index.html"])
    assert data is not None
    article = json.loads(data[1])
    assert article["articleSection"] == ["accident and emergency incident"]
    assert [about["name"] for about in article["about"]] == [
        THEMES[0].name,
        "accident and emergency incident",
    ]
    assert "99999999" not in data[1]
