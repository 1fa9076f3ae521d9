"""By keyboard alone: a way past the navigation, every stop seen and in order, every card closable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.editions import Built
from tests.browser.kinds import heaviest
from tests.browser.readers import PHONE, reader, troubles
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"
#: No page has more stops: beyond, the walk is lost.
_MOST = 600

#: What a stop must be, and what is said of one that is not.
TROUBLES = {"after": "not in order", "inside": "out of sight", "top": "hidden", "ring": "no ring"}

#: Where the focus is: its place in the document, whether a reader sees it and sees that it has the focus.
_HERE = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const frame = () => new Promise(done => requestAnimationFrame(done)), style = getComputedStyle(at);
  const seen = () => { const box = at.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth; };
  for (let wait = 0; wait < 10 && !seen(); wait += 1) await frame();
  const inside = seen(), box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 0), innerHeight - 1);
  const rects = [...at.getClientRects()];
  const points = rects.map(r => [r.left + r.width / 2, r.top + r.height / 2]).concat([[x, y]]);
  const top = points.some(([px, py]) => {
    const hit = document.elementFromPoint(px, py); return hit && (at.contains(hit) || hit.contains(at)); });
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
  const last = window.lastStop;
  const after = !last || Boolean(last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (at === window.firstStop) return null;
  window.firstStop ??= at;
  window.lastStop = at;
  return {after, inside, top, ring, html: at.outerHTML.slice(0, 120)};
}"""

#: What must be a stop: everything that can be pressed and is shown.
_STOPS = """() => [...document.querySelectorAll(
    "a[href], area[href], button:not([disabled]), input:not([disabled]), select, textarea, summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]")).length"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Every stop of the tabulator, from the top until the focus leaves the page or comes round."""
    found: list[dict[str, Any]] = []
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None:
            return found
        found.append(here)
    pytest.fail(f"the tabulator does not come to an end: {found[-1]}")


def lost(page: Page) -> list[str]:
    """What is wrong with the stops of a page, in words."""
    wanted = page.evaluate(_STOPS)
    stops = walk(page)
    found = [f"{wanted} stops, {len(stops)} reached"] if len(stops) < wanted else []
    for trouble, told in TROUBLES.items():
        found += [f"{told}: {stop['html']}" for stop in stops if not stop[trouble]]
    return found


@pytest.mark.parametrize("device", [{}, PHONE], ids=["wide", "phone"])
def test_every_stop_is_reached_in_order_and_seen(
    browser: Browser, served: Served, sites: Built, device: dict[str, Any]
) -> None:
    with reader(browser, **device) as page:
        assert troubles(page, served, sites.paths(heaviest, only="invented"), lost) == {}


def test_the_first_stop_leads_past_the_navigation(browser: Browser, served: Served, sites: Built) -> None:
    with reader(browser) as page:
        for path in sites.paths(heaviest, only="invented"):
            page.goto(served.at(path))
            page.keyboard.press("Tab")
            skip = page.locator(":focus")
            assert skip.get_attribute("href") == "#main", path
            assert skip.bounding_box(), path
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            where = "() => Boolean(document.activeElement.closest('main, footer'))"
            assert page.evaluate(where), path


def test_every_card_opens_by_key_and_gives_the_focus_back(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        page.goto(served.at(STORY))
        chips = page.locator("button[popovertarget]:visible")
        assert chips.count() >= 5
        for number in range(chips.count()):
            chip = chips.nth(number)
            card = page.locator(f"#{chip.get_attribute('popovertarget')}")
            chip.focus()
            page.keyboard.press("Enter")
            assert card.is_visible()
            page.keyboard.press("Tab")
            inside = page.evaluate("() => Boolean(document.activeElement.closest('[popover]'))")
            assert inside == bool(card.locator("a[href], button").count())
            page.keyboard.press("Escape")
            assert not card.is_visible()
            assert page.locator(":focus").get_attribute("popovertarget") == card.get_attribute("id")


def test_a_lost_or_hidden_focus_would_be_seen(browser: Browser) -> None:
    with reader(browser) as page:
        page.set_content(
            '<a href="#a" style="outline:none">a</a><a href="#b" style="position:absolute;left:-999px">b</a>'
            '<a href="#c" style="position:absolute;top:200px">c</a>'
            '<div style="position:fixed;inset:100px 0 0 0;background:red"></div>'
        )
        first, second, third = walk(page)
        assert not first["ring"]
        assert not second["inside"]
        assert not third["top"]
