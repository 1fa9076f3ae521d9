"""What an operator means by a part of an id or an address, and what is offered where that is not clear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.app.finding import Finder
from dateline.core.errors import UsageError
from dateline.core.pages import Line, LineKind, Page, Revision
from dateline.core.stories import Story
from dateline.core.types import Membership, Report
from dateline.storage import open_store

STORIES = {"salpha": ("rone",), "sbeta": ("rtwo",), "sgamma": ("rthree",)}
ENDED = (
    Story(id="sold", into=("sbeta",)),
    Story(id="storn", into=("salpha", "sgamma")),
    Story(id="sempty"),
)


def page(story: str, headline: str) -> Page:
    line = Line(id="h", text=headline, kind=LineKind.HEADLINE, evidence=())
    revisions = (Revision(number=1, at=None, reason="First."),)
    return Page(
        story=story,
        theme="t1",
        headline=line,
        standfirst=None,
        summary=(),
        body=(),
        figures=(),
        claims=(),
        places=(),
        timeline=(),
        sources=(),
        revisions=revisions,
    )


@pytest.fixture
def finder() -> Iterator[Finder]:
    store = open_store(None)
    with store.transaction():
        for story, reports in STORIES.items():
            for name in reports:
                store.save_report(Report(id=name, text="x", url=f"https://bote.example/{name}/weir"), name)
            held = [Membership(report=name, story=story, theme="t1", origin=name) for name in reports]
            store.save_groups(held, [])
        store.register.save_stories(ENDED)
        store.save_page(page("salpha", "Weir at Tannau breaks"), "key")
    yield Finder(store)
    store.close()


@pytest.mark.parametrize("name", ["rtwo", "https://bote.example/rtwo/weir", "example/rtwo", "two"])
def test_a_report_is_meant_by_its_id_its_address_or_a_part_that_only_it_has(
    finder: Finder, name: str
) -> None:
    assert finder.report(name) == "rtwo"


def test_a_part_that_several_reports_have_means_none_of_them(finder: Finder) -> None:
    with pytest.raises(UsageError, match="3 reports are called so") as raised:
        finder.report("weir")
    assert "https://bote.example/rone/weir" in raised.value.remedy


def test_the_nearest_is_offered_for_a_report_that_is_none(finder: Finder) -> None:
    with pytest.raises(UsageError, match="no such report") as raised:
        finder.report("rthreee")
    assert "near it: rthree" in raised.value.remedy


@pytest.mark.parametrize(
    "name", ["sbeta", "beta", "https://dateline.example/story/sbeta/", "/story/sbeta/index.html#figures"]
)
def test_a_story_is_meant_by_its_id_a_part_of_it_or_the_address_of_its_page(
    finder: Finder, name: str
) -> None:
    assert finder.story(name) == "sbeta"
    assert finder.notes == []


def test_a_story_that_ended_leads_on_and_says_so(finder: Finder) -> None:
    assert finder.story("sold") == "sbeta"
    assert finder.notes == ["sold was merged into sbeta"]


@pytest.mark.parametrize(
    ("name", "reason", "offered"),
    [
        ("storn", "its reports went to several stories", "salpha “Weir at Tannau breaks”"),
        ("sempty", "none of its reports is left", "story list"),
        ("a", "stories are called so", "salpha “Weir at Tannau breaks”"),
        ("sbetta", "no such story", "sbeta"),
        ("tannau", "no such story", "salpha “Weir at Tannau breaks”"),
        ("quite another thing", "no such story", "see: dateline story list"),
        ("", "no such story", "story list"),
    ],
)
def test_what_is_not_clear_is_refused_with_a_way_out(
    finder: Finder, name: str, reason: str, offered: str
) -> None:
    with pytest.raises(UsageError, match=reason) as raised:
        finder.story(name)
    assert offered in raised.value.remedy
    assert finder.notes == []
