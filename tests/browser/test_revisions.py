"""A reader goes back to an earlier revision and forth again, without script; it does not count as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.readers import PHONE, reader
from tests.browser.serving import Served
from tests.checkers import checker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"
FIRST = "invented/revision/sferry/1.html"
LIST = "invented/revision/sferry/index.html"
WRONG = "The Sturmschwalbe ran aground"


def test_there_and_back_without_script(browser: Browser, served: Served) -> None:
    with reader(browser, java_script_enabled=False, **PHONE) as page:
        page.goto(served.at(STORY))
        page.locator("#changed ~ ol a").first.click()
        assert page.url == served.at(FIRST)
        assert page.get_by_text(WRONG).first.is_visible()
        assert page.get_by_text("This is an earlier revision of this page.").is_visible()
        assert page.get_by_text("The Seeschwalbe ran aground").is_visible()  # the correction, above all
        page.get_by_role("link", name="All revisions").click()
        assert page.url == served.at(LIST)
        page.get_by_role("link", name="Revision 1").click()
        assert page.url == served.at(FIRST)
        page.get_by_role("link", name="Next revision").click()
        page.wait_for_url(served.at(STORY))
        assert page.locator("article.story h1").is_visible()


def test_evidence_opens_as_it_stood(browser: Browser, served: Served) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(served.at(FIRST))
        page.locator(".summary .chip").first.click()
        assert page.locator(".card:popover-open blockquote").first.is_visible()


def test_an_earlier_revision_is_not_remembered_as_read(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        page.goto(served.at(STORY))
        kept = page.evaluate("() => JSON.stringify(localStorage)")
        page.goto(served.at(FIRST))
        assert page.evaluate("() => JSON.stringify(localStorage)") == kept
        assert page.locator("#since").count() == 0


@pytest.mark.parametrize("path", [FIRST, LIST])
def test_all_of_it_stands_in_landmarks_and_nothing_is_serious(
    browser: Browser, served: Served, path: str
) -> None:
    axe = checker("axe-core/axe.min.js").read_text("utf-8")
    with reader(browser, bypass_csp=True) as page:
        page.goto(served.at(path))
        page.evaluate(axe)
        found = page.evaluate(
            "async () => (await axe.run()).violations"
            ".filter(one => ['serious', 'critical'].includes(one.impact) || one.id === 'region')"
            ".map(one => one.id)"
        )
        assert found == []
