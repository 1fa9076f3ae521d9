"""An issue on its shelf: the order of stories, their themes, what stands, and paths made of ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Page, Status
from dateline.core.types import Stamp, Theme
from dateline.stages.publish.issue import (
    UNDATED,
    changed_at,
    newest,
    origins,
    outlets,
    shelve,
    standing,
    story_path,
    theme_path,
)
from tests.newsroom import (
    COPY,
    FERRY,
    FERRY_PAGE,
    ISSUE,
    LIBRARY_PAGE,
    RADIO,
    THEMES,
    TIDE_PAGE,
    credit,
    stamp,
)

FEW = settings(max_examples=25, deadline=None)
AT = stamp("2025-05-01T12:00:00")
LINE = LIBRARY_PAGE.summary[0]


def dated(story: str, at: Stamp | None) -> Page:
    return replace(LIBRARY_PAGE, story=story, theme="tsea", first_reported=at)


def test_the_order_of_parts_does_not_matter() -> None:
    shelves = [
        shelve(replace(ISSUE, pages=pages, themes=THEMES[::-1])) for pages in permutations(ISSUE.pages)
    ]
    assert {tuple(shelf.stories) for shelf in shelves} == {("sferry", "slibrary", "stide")}
    assert {tuple(shelf.themes) for shelf in shelves} == {("tsea", "ttown")}
    assert {tuple(page.story for page in shelf.by_theme["tsea"]) for shelf in shelves} == {
        ("sferry", "stide")
    }


@FEW
@given(st.lists(st.none() | st.integers(0, 5), min_size=1, max_size=8))
def test_a_theme_has_its_stories_newest_first_and_the_undated_last(hours: list[int | None]) -> None:
    stamps = [None if hour is None else replace(AT, at=AT.at + timedelta(hours=hour)) for hour in hours]
    pages = tuple(dated(f"s{number}", at) for number, at in enumerate(stamps))
    filed = shelve(replace(ISSUE, pages=pages)).by_theme["tsea"]
    assert [newest(page) for page in filed] == sorted(map(newest, pages), reverse=True)
    assert sorted(page.story for page in filed) == sorted(page.story for page in pages)


def test_a_theme_without_a_story_and_a_story_without_a_theme() -> None:
    shelf = shelve(replace(ISSUE, pages=(replace(TIDE_PAGE, theme="tnone"), FERRY_PAGE)))
    assert list(shelf.themes) == ["tsea"]
    assert shelf.theme_of(shelf.stories["stide"]) is None
    theme = shelf.theme_of(FERRY_PAGE)
    assert theme is not None
    assert theme.name == "Shipping off the islands"


def test_a_nameless_theme_is_called_after_its_first_story() -> None:
    shelf = shelve(replace(ISSUE, themes=(Theme(id="tsea", name=""),)))
    assert shelf.themes["tsea"].name == TIDE_PAGE.headline.text


def test_when_a_page_changed() -> None:
    assert changed_at(FERRY_PAGE) == stamp("2025-07-02T06:10:00").at
    untimed = replace(FERRY_PAGE, revisions=(replace(FERRY_PAGE.revision, at=None),))
    assert changed_at(untimed) == FERRY.published.at if FERRY.published else UNDATED
    assert changed_at(replace(untimed, first_reported=None)) == UNDATED


def test_outlets_in_order_and_origins_once() -> None:
    twice = (credit(RADIO), credit(FERRY, "owire"), credit(COPY, "owire"), credit(RADIO))
    page = replace(FERRY_PAGE, sources=(*twice, replace(credit(FERRY, "owire"), outlet="")))
    assert outlets(page) == ("Radio Siel", "Watt-Anzeiger", "Norden heute")
    assert origins(page) == 2


def test_a_report_without_an_origin_is_its_own() -> None:
    sources = tuple(replace(credit(report), origin="") for report in (FERRY, COPY))
    assert origins(replace(FERRY_PAGE, sources=sources)) == 2


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ((), (Status.REPORTED, "reported by one origin")),
        ((Status.REPORTED,), (Status.REPORTED, "reported by one origin")),
        ((Status.CONFIRMED,), (Status.CONFIRMED, "confirmed")),
        ((Status.REPORTED, Status.CONFIRMED), (Status.REPORTED, "reported by one origin")),
        ((Status.CONFIRMED, Status.DISPUTED), (Status.DISPUTED, "disputed")),
        ((Status.DENIED, Status.REPORTED), (Status.DENIED, "denied")),
        ((Status.UNVERIFIED,), (Status.UNVERIFIED, "said to be unverified")),
        ((Status.WITHDRAWN,), (Status.WITHDRAWN, "withdrawn by its source")),
    ],
)
def test_the_status_of_a_story(summary: tuple[Status, ...], expected: tuple[Status, str]) -> None:
    lines = tuple(replace(LINE, status=status) for status in summary)
    assert standing(replace(LIBRARY_PAGE, summary=lines)) == expected


def test_a_disputed_figure_is_a_disputed_story() -> None:
    plain = replace(FERRY_PAGE, summary=(), standfirst=None)
    assert standing(plain)[0] is Status.DISPUTED
    assert standing(replace(plain, figures=())) == (Status.REPORTED, "reported by 3 independent origins")


@FEW
@given(st.text())
def test_paths_are_safe_whatever_the_id(key: str) -> None:
    paths = (story_path(replace(TIDE_PAGE, story=key)), theme_path(Theme(id=key, name="x")))
    for path, folder in zip(paths, ("story", "theme"), strict=True):
        first, name, last = path.split("/")
        assert (first, last) == (folder, "index.html")
        assert name.isascii()
        assert name.replace("-", "").isalnum()
        assert name == name.lower()
