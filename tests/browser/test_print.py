"""On paper: notes and their addresses in place of cards, the whole text, no navigation, black on white."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.browser.editions import Built
from tests.browser.kinds import heaviest
from tests.browser.readers import reader, verdicts
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"

#: What nobody can press on paper.
_PRESSED = """() => [...document.querySelectorAll("nav, form, input, .skip, #zones")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height > 0)
  .map(one => one.outerHTML.slice(0, 100))"""

#: Luminance of ink and paper, 0 to 1.
_LIGHT = """() => ["color", "backgroundColor"].map(what => {
  const [r, g, b, a = 1] = getComputedStyle(document.body)[what].match(/[\\d.]+/g).map(Number);
  return a === 0 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255; })"""

#: What a closed part of the page keeps from paper.
_CLOSED = """() => [...document.querySelectorAll("details:not([open])")].filter(one => {
  const rest = [...one.children].filter(child => child.tagName !== "SUMMARY");
  return one.checkVisibility() && rest.some(child => !child.checkVisibility() && child.textContent.trim()); })
  .map(one => one.outerHTML.slice(0, 100))"""


def grey(page: Page) -> list[float]:
    ink, paper = page.evaluate(_LIGHT)
    return [] if ink < 0.2 and paper > 0.98 else [ink, paper]


def printed(
    judge: Callable[[Page], Any], screen: Literal["light", "dark"] = "light"
) -> Callable[[Page], Any]:
    """What is judged of a page as it is printed from such a screen."""

    def judged(page: Page) -> Any:
        page.emulate_media(media="print", color_scheme=screen)
        return judge(page)

    return judged


JUDGES = {
    "pressed": printed(lambda page: page.evaluate(_PRESSED)),
    "closed": printed(lambda page: page.evaluate(_CLOSED)),
    "light": printed(grey, "light"),
    "dark": printed(grey, "dark"),
}


@pytest.fixture(scope="module")
def sheets(browser: Browser, served: Served, sites: Built) -> dict[str, dict[str, Any]]:
    """What is wrong with the pages on paper."""
    with reader(browser) as page:
        return verdicts(page, served, sites.paths(heaviest, only="invented"), JUDGES)


def test_nothing_to_press_is_printed(sheets: dict[str, dict[str, Any]]) -> None:
    assert sheets["pressed"] == {}


def test_every_note_and_its_address_is_printed(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        page.goto(served.at(STORY))
        cards = page.locator("[popover]")
        assert cards.count() >= 5
        assert not page.locator("[popover]:visible").count()
        page.emulate_media(media="print")
        text = page.locator("body").inner_text()
        addresses = page.evaluate(
            """() => [...document.querySelectorAll(".sources a")]
              .map(link => getComputedStyle(link, "::after").content)"""
        )
        for host in ("watt-anzeiger.example", "radio-siel.example", "kuestenblatt.example"):
            assert any(host in address for address in addresses), host
        for words in ("three people were hurt", "sind fünf Menschen verletzt worden"):
            assert words in text, words


def test_closed_parts_are_printed_open(sheets: dict[str, dict[str, Any]]) -> None:
    """Those that tell how a page was made may stay closed: they are not what it says."""
    assert sheets["closed"] == {}


@pytest.mark.parametrize("screen", ["light", "dark"])
def test_paper_is_white_whatever_the_screen(sheets: dict[str, dict[str, Any]], screen: str) -> None:
    assert sheets[screen] == {}


def test_a_page_becomes_a_document(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        page.goto(served.at(STORY))
        made = page.pdf(format="A4")
    assert made.startswith(b"%PDF")
    assert len(made) < 2_000_000
