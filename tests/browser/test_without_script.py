"""With script off: everything can be read, what can be pressed does something, times are in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.editions import Built
from tests.browser.kinds import heaviest
from tests.browser.readers import reader, verdicts
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"

#: What can be seen and pressed, but leads nowhere when no script listens.
_DEAD = """() => [...document.querySelectorAll(
    "button, input, select, a, summary, [role=button], [tabindex]")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !(
    one.matches("a[href]") || one.closest("form[action]")
    || (one.matches("summary") && one.parentElement.matches("details"))
    || document.getElementById(one.getAttribute("popovertarget"))?.matches("[popover]")
    || (one.matches("[tabindex='0']") && one.scrollWidth > one.clientWidth)
    || (one.matches("[tabindex='0'][role=region]")) || one.matches("main, [tabindex='-1']")))
  .map(one => one.outerHTML.slice(0, 120))"""

#: Placeholders that only a script would fill.
_EMPTY = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter(one => one.checkVisibility() && !one.closest("svg, [aria-hidden=true], td, th, colgroup")
    && !one.matches("br, hr, img, input, wbr, col, meta, link, script, meter, progress")
    && !one.textContent.trim() && !one.querySelector("img, svg, input, hr")
    && one.getBoundingClientRect().height > 0)
  .map(one => one.outerHTML.slice(0, 120))"""


#: Times of day that do not say whose they are.
_NOT_IN_UTC = """() => [...document.querySelectorAll('time[datetime$="Z"]')]
  .map(one => one.textContent).filter(text => !text.includes("UTC"))"""

#: The words of the news: times are not among them, which a script rewords.
_WORDS = """() => {
  for (const one of document.querySelectorAll("time, #zones, [role=status]")) one.remove();
  return document.querySelector("main").innerText.split(/\\s+/); }"""


def words(page: Page) -> set[str]:
    """Takes what it does not count out of the page: the last to be asked."""
    return set(page.evaluate(_WORDS))


JUDGES = {
    "dead": lambda page: page.evaluate(_DEAD),
    "empty": lambda page: page.evaluate(_EMPTY),
    "not in UTC": lambda page: page.evaluate(_NOT_IN_UTC),
    "words": words,
}


@pytest.fixture(scope="module")
def plain(browser: Browser, served: Served, sites: Built) -> dict[str, dict[str, Any]]:
    """What is wrong with pages where no script runs, and the words of each."""
    with reader(browser, java_script_enabled=False) as page:
        paths = dict.fromkeys([*sites.quick(), *sites.paths(heaviest)])
        return verdicts(page, served, paths, JUDGES)


def test_nothing_that_can_be_pressed_is_dead(plain: dict[str, dict[str, Any]]) -> None:
    assert plain["dead"] == {}


def test_nothing_waits_for_a_script_to_fill_it(plain: dict[str, dict[str, Any]]) -> None:
    assert plain["empty"] == {}


def test_a_dead_button_would_be_seen(browser: Browser) -> None:
    with reader(browser) as page:
        page.set_content('<button>x</button><a>y</a><a href="#z">z</a><main><p><b> </b></p></main>')
        assert len(page.evaluate(_DEAD)) == 2
        page.set_content('<main><p style="height:2em"><b> </b></p></main>')
        assert len(page.evaluate(_EMPTY)) >= 1


def test_all_times_are_in_utc_and_say_so(plain: dict[str, dict[str, Any]]) -> None:
    assert plain["not in UTC"] == {}


def test_cards_open_and_close(browser: Browser, served: Served) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(served.at(STORY))
        chips = page.locator("button[popovertarget]:visible")
        assert chips.count() >= 5
        for number in range(chips.count()):
            chip = chips.nth(number)
            card = page.locator(f"#{chip.get_attribute('popovertarget')}")
            chip.focus()
            page.keyboard.press("Enter")
            assert card.is_visible()
            assert card.inner_text().strip()
            page.keyboard.press("Escape")
            assert not card.is_visible()


def test_no_words_are_lost(
    browser: Browser, served: Served, sites: Built, plain: dict[str, dict[str, Any]]
) -> None:
    """Whatever a script shows of the news, the page shows without it."""
    with reader(browser) as page:
        for path in sites.paths(heaviest, only="invented"):
            page.goto(served.at(path))
            assert plain["words"][path] >= {word for word in words(page) if len(word) > 14}, path
