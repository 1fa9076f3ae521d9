"""Since you last read: kept in this browser alone, marked where it is new, silent where it cannot know."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.core.pages import Change, Revision
from tests.browser.editions import INVENTED, Built, write
from tests.browser.readers import reader
from tests.browser.serving import Served
from tests.newsroom import FERRY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"
#: The reader comes back an hour later: a visit lasts half an hour.
_LATER = """() => {
  const all = JSON.parse(localStorage.getItem("dateline.read"));
  for (const one of Object.values(all)) one.at -= 3600 * 1000;
  localStorage.setItem("dateline.read", JSON.stringify(all));
}"""
_KEPT = "JSON.parse(localStorage.getItem('dateline.read'))"


@dataclass
class Desk:
    """A site of its own, whose pages change while a reader is away."""

    root: Path
    served: Served

    @property
    def story(self) -> str:
        return self.served.at(STORY)

    def revise(self, *changes: str) -> None:
        """Publish the ferry's page anew, with a revision for each line that changed."""
        later = tuple(
            Revision(
                number=number,
                at=FERRY_PAGE.revision.at,
                reason="New report: Radio Siel.",
                changes=(Change(line=key, before="", after="x"),),
            )
            for number, key in enumerate(changes, FERRY_PAGE.revision.number + 1)
        )
        page = replace(FERRY_PAGE, revisions=(*FERRY_PAGE.revisions, *later))
        others = tuple(other for other in INVENTED.pages if other.story != page.story)
        write(replace(INVENTED, pages=(page, *others)), self.root / "invented")


@pytest.fixture
def newsdesk(sites: Built, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(sites.root / "invented", tmp_path / "invented")
    with Served(tmp_path) as served:
        yield Desk(tmp_path, served)


def marks(page: Page) -> list[str]:
    found: list[str] = page.locator("main .mark").all_inner_texts()
    return found


def test_a_first_visit_marks_nothing(browser: Browser, newsdesk: Desk) -> None:
    with reader(browser) as page:
        page.goto(newsdesk.story)
        assert not page.locator("#since").is_visible()
        assert marks(page) == []
        assert page.evaluate(f"Object.keys({_KEPT})") == ["sferry"]


def test_a_second_visit_marks_what_is_new_and_leads_to_it(browser: Browser, newsdesk: Desk) -> None:
    with reader(browser) as page:
        page.goto(newsdesk.story)
        page.evaluate(_LATER)
        newsdesk.revise("lone", "lthree")
        page.goto(newsdesk.story)
        since = page.locator("#since")
        assert since.is_visible()
        assert "2" in since.inner_text()
        assert [mark.lower() for mark in marks(page)] == ["new", "new"]
        assert page.locator("main .fresh").evaluate_all("all => all.map(one => one.id)") == [
            "line-lone",
            "line-lthree",
        ]
        since.get_by_role("link").click()
        assert page.url.endswith("#line-lone")
        page.reload()
        assert len(marks(page)) == 2  # the visit goes on
        page.evaluate(_LATER)
        page.reload()
        assert marks(page) == []
        assert not since.is_visible()


def test_a_line_that_only_went_is_told_without_a_mark(browser: Browser, newsdesk: Desk) -> None:
    with reader(browser) as page:
        page.goto(newsdesk.story)
        page.evaluate(_LATER)
        newsdesk.revise("lgone")
        page.goto(newsdesk.story)
        assert page.locator("#since").is_visible()
        assert marks(page) == []
        assert page.locator("#since a").get_attribute("href") == "#changed"


@pytest.mark.parametrize("held", ["", "{", "[]", "null", '{"sferry":1}', '{"sferry":{"read":"x"}}', "7"])
def test_what_another_hand_wrote_there_does_no_harm(browser: Browser, newsdesk: Desk, held: str) -> None:
    with reader(browser) as page:
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(newsdesk.story)
        page.evaluate("held => localStorage.setItem('dateline.read', held)", held)
        page.reload()
        page.goto(newsdesk.served.at("invented/index.html"))
        page.goto(newsdesk.story)
        assert not troubles
        assert not page.locator("#since").is_visible()
        assert page.evaluate(f"{_KEPT}.sferry.read") == 2


def test_without_script_nothing_is_said_of_visits(browser: Browser, newsdesk: Desk) -> None:
    newsdesk.revise("lone")
    with reader(browser, java_script_enabled=False) as page:
        page.goto(newsdesk.story)
        assert not page.locator("#since").is_visible()
        assert marks(page) == []


def test_the_front_page_knows_what_was_read(browser: Browser, newsdesk: Desk) -> None:
    """A story that changed since the reader read it is marked where it is listed; others are not."""
    with reader(browser) as page:
        page.goto(newsdesk.story)
        page.evaluate(_LATER)
        page.goto(newsdesk.served.at("invented/index.html"))
        assert marks(page) == []
        newsdesk.revise("lone")
        page.goto(newsdesk.served.at("invented/index.html"))
        marked = page.locator("[data-story]:has(.mark)").evaluate_all(
            "all => [...new Set(all.map(one => one.dataset.story))]"
        )
        assert marked == ["sferry"]


def test_nothing_of_it_leaves_the_browser(browser: Browser, newsdesk: Desk) -> None:
    with reader(browser) as page:
        asked: list[str] = []
        page.on(
            "request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data}")
        )
        for _ in range(2):
            page.goto(newsdesk.story)
            page.goto(newsdesk.served.at("invented/index.html"))
        assert page.context.cookies() == []
    assert all(one.startswith("GET ") and "?" not in one and one.endswith(" None") for one in asked), asked
