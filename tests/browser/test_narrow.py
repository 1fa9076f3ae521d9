"""Narrow screens, large letters, wide spacing: nothing scrolls sideways, all is large enough to hit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.editions import Built
from tests.browser.readers import PHONE, reader, troubles, verdicts
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
#: The sizes that are looked at, with a screen of 1280 by 800 at 400 % among them: 320 by 200 of what a page
#: measures in. A page is gone to at the last.
SIZES = ((768, 640), (1440, 640), (320, 200), (320, 640))

#: WCAG 2.2, 2.5.8: a target of less than 24 px either way whose circle of 24 px meets another's. Links in a
#: run of text are exempt.
_SMALL = """() => {
  const BLOCK = "p, li, dd, td, th, div, h1, h2, h3";
  const shown = [...document.querySelectorAll("a[href], button, input, select, summary, [role=button]")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length)
    .filter(one => { const box = one.getBoundingClientRect(); return box.right > 0 && box.bottom > 0; })
    .map(one => ({one, box: one.getBoundingClientRect()}));
  const running = one => {
    if (!one.matches("a") || getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (/\\p{L}/u.test(node.data) && !node.parentElement.closest("a, button, .hidden")
        && node.parentElement.closest(BLOCK) === one.closest(BLOCK)) return true;
    }
    return false;
  };
  const small = shown.filter(({one, box}) => (box.width < 23.9 || box.height < 23.9) && !running(one));
  const near = (a, b) => {
    const x = a.left + a.width / 2, y = a.top + a.height / 2;
    const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
    return Math.hypot(dx, dy) < 12;
  };
  return small.filter(({one, box}) => shown.some(other => other.one !== one
      && !one.contains(other.one) && !other.one.contains(one) && near(box, other.box)))
    .map(({one, box}) => [one.outerHTML.slice(0, 100), Math.round(box.width), Math.round(box.height)]);
}"""

#: What sticks out to the right of the page, by its innermost elements.
_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll("*")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.right > wide + 1 && box.width > 0 && one.checkVisibility(); });
  return out.filter(one => !out.some(other => other !== one && one.contains(other)))
    .slice(0, 3).map(one => one.outerHTML.slice(0, 140)).concat(["?"]);
}"""

#: WCAG 2.2, 1.4.12: what a reader may ask of the spacing of any text.
_SPACED = """* { line-height: 1.5 !important;
letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""

#: Text cut off by its own box, which cannot be scrolled to.
_CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && ["hidden", "clip"].includes(style.overflowX) && !one.closest("svg")
    && one.clientWidth > 2 && one.clientHeight > 2 && one.textContent.trim()
    && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2);
}).map(one => one.outerHTML.slice(0, 120))"""


def too_wide(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_WIDE)
    return found


def too_wide_anywhere(page: Page) -> dict[tuple[int, int], list[str]]:
    """What is too wide, at each size where anything is."""
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if wide := too_wide(page):
            found[width, height] = wide
    return found


def restyled(style: str, width: int, judge: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    """What is judged of a page of that width whose reader has a style of their own."""

    def judged(page: Page) -> list[str]:
        page.set_viewport_size({"width": width, "height": 640})
        added = page.add_style_tag(content=style)
        found = judge(page)
        added.evaluate("one => one.remove()")
        return found

    return judged


STYLES = {
    "large": restyled("html { font-size: 200% !important }", 640, too_wide),
    "spaced": restyled(_SPACED, 360, lambda page: [*too_wide(page), *page.evaluate(_CUT)]),
}


@pytest.fixture(scope="module")
def faults(browser: Browser, served: Served, sites: Built) -> dict[str, dict[str, list[str]]]:
    """What is wrong with the pages in such styles."""
    with reader(browser, bypass_csp=True) as page:
        return verdicts(page, served, sites.quick(), STYLES)


def small(page: Page) -> list[tuple[str, int, int]]:
    return [tuple(one) for one in page.evaluate(_SMALL)]


def test_nothing_scrolls_sideways(browser: Browser, served: Served, sites: Built) -> None:
    with reader(browser, viewport={"width": 320, "height": 640}) as page:
        assert troubles(page, served, sites.quick(), too_wide_anywhere) == {}


@pytest.mark.slow
def test_no_page_of_any_site_scrolls_sideways(browser: Browser, served: Served, sites: Built) -> None:
    with reader(browser, viewport={"width": 320, "height": 640}) as page:
        assert troubles(page, served, sites.paths(), too_wide) == {}


def test_letters_of_twice_the_size_fit(faults: dict[str, dict[str, list[str]]]) -> None:
    assert faults["large"] == {}


def test_wide_spacing_cuts_nothing_off(faults: dict[str, dict[str, list[str]]]) -> None:
    assert faults["spaced"] == {}


def test_what_can_be_pressed_is_large_enough(browser: Browser, served: Served, sites: Built) -> None:
    with reader(browser, **PHONE) as page:
        assert troubles(page, served, sites.quick(), small) == {}


def test_a_card_fits_on_a_phone(browser: Browser, served: Served) -> None:
    with reader(browser, viewport={"width": 320, "height": 480}) as page:
        page.goto(served.at("invented/story/sferry/index.html"))
        chips = page.locator("button[popovertarget]:visible")
        for number in range(min(chips.count(), 8)):
            chips.nth(number).click()
            page.wait_for_timeout(250)  # it rises
            card = page.locator(f"#{chips.nth(number).get_attribute('popovertarget')}")
            box = card.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 480
            page.keyboard.press("Escape")


def test_what_is_too_wide_too_small_or_cut_would_be_seen(browser: Browser) -> None:
    with reader(browser, viewport={"width": 320, "height": 640}) as page:
        page.set_content(
            '<main><p style="width:400px">wide</p><p>a <a href="#a">run</a> of text</p>'
            '<a href="#b" style="font-size:10px">b</a><a href="#c" style="font-size:10px">c</a>'
            '<p style="width:20px;height:20px;overflow:hidden">cut off here</p></main>'
        )
        assert "wide" in too_wide(page)[0]
        assert [html for html, _, _ in small(page)] == [
            '<a href="#b" style="font-size:10px">b</a>',
            '<a href="#c" style="font-size:10px">c</a>',
        ]
        assert len(page.evaluate(_CUT)) == 1
