"""What a page asks for: files of its own site, all of them there, nothing that its policy refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.editions import Built
from tests.browser.readers import Log, reader
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_no_other_host_is_asked_and_nothing_is_refused(
    browser: Browser, served: Served, sites: Built
) -> None:
    with reader(browser) as page:
        log = Log().watch(page)
        paths = sites.quick()
        for path in paths:
            page.goto(served.at(path), wait_until="load")
        page.wait_for_timeout(200)
    assert len(log.asked) >= len(paths)
    assert [url for url in log.asked if not url.startswith((f"{served.origin}/", "data:"))] == []
    assert log.troubles == []


def test_pressing_all_there_is_asks_no_other_host_either(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        log = Log().watch(page)
        for path in ("invented/story/sferry/index.html", "invented/index.html"):
            page.goto(served.at(path), wait_until="load")
            buttons = page.locator("button:visible, summary:visible")
            for number in range(buttons.count()):
                buttons.nth(number).press("Enter")
                page.keyboard.press("Escape")
    assert [url for url in log.asked if not url.startswith((f"{served.origin}/", "data:"))] == []
    assert log.troubles == []


def test_links_to_others_tell_them_little(browser: Browser, served: Served, sites: Built) -> None:
    """No handle on our window, and no address of the page that the reader comes from beyond the site's."""
    outward = """all => all.filter(one => one.host !== location.host && one.protocol.startsWith("http")
      && !one.relList.contains("noopener") && one.target).map(one => one.outerHTML)"""
    with reader(browser) as page:
        for path in sites.paths(only="invented"):
            page.goto(served.at(path))
            assert page.locator("a[href]").evaluate_all(outward) == [], path


def test_the_policy_is_kept_by_the_browser(browser: Browser, served: Served) -> None:
    """Script and style that stand in a page do nothing, whoever put them there."""
    with reader(browser) as page:
        page.goto(served.at("invented/index.html"))
        page.evaluate(
            """() => { const script = document.createElement("script"); script.textContent = "window.ran = 1";
              document.body.append(script);
              document.body.insertAdjacentHTML("beforeend", "<i onclick='window.ran = 1'>x</i>");
              document.body.lastChild.click(); }"""
        )
        assert page.evaluate("window.ran") is None
