"""What readers asked their machine for: less motion, colours of their own, more contrast, dark or light."""

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

_MOVES = """() => [...document.querySelectorAll("*")].flatMap(one => ["", "::before", "::after", "::backdrop"]
  .map(part => [one, getComputedStyle(one, part || null)]))
  .filter(([, style]) => style.transitionDuration.split(",").some(time => parseFloat(time) > 0.011)
    || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.011)
    || style.scrollBehavior === "smooth")
  .map(([one]) => one.outerHTML.slice(0, 100))"""

#: WCAG 2.2, 1.4.3: every text that can be seen, its colour against the nearest ground that is not clear;
#: large text (24 px, or 18.66 px and bold) needs 3, all other 4.5.
CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const linear = v => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = (top, under) => top.slice(0, 3)
    .map((v, i) => v * top[3] / 255 + under[i] * (1 - top[3] / 255));
  const ground = node => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255]);
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
    const shown = node.checkVisibility({visibilityProperty: true, opacityProperty: true});
    if (!own || node.closest("svg") || !shown) continue;
    const style = getComputedStyle(node), under = ground(node);
    const [a, b] = [light(over(rgb(style.color), under)), light(under)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      poor.push([node.className, node.textContent.slice(0, 30), ratio.toFixed(2)]);
    }
  }
  return poor;
}"""


def ground(page: Page) -> float:
    """How light the page is, 0 to 255."""
    red, green, blue, *_ = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)"
    )
    return float(red + green + blue) / 3


def asked(scheme: Literal["light", "dark"], judge: Callable[[Page], Any]) -> Callable[[Page], Any]:
    """What is judged of a page whose reader asked for light or dark."""

    def judged(page: Page) -> Any:
        page.emulate_media(color_scheme=scheme)
        return judge(page)

    return judged


JUDGES = {
    "moves": lambda page: page.evaluate(_MOVES),
    "contrast light": asked("light", lambda page: page.evaluate(CONTRAST)),
    "ground light": asked("light", lambda page: [ground(page)] if ground(page) < 128 else []),
    "contrast dark": asked("dark", lambda page: page.evaluate(CONTRAST)),
    "ground dark": asked("dark", lambda page: [ground(page)] if ground(page) >= 128 else []),
}


@pytest.fixture(scope="module")
def faults(browser: Browser, served: Served, sites: Built) -> dict[str, dict[str, Any]]:
    """What is wrong with the pages of a reader who wants less motion: colours change at once."""
    with reader(browser, reduced_motion="reduce") as page:
        return verdicts(page, served, sites.paths(heaviest, only="invented"), JUDGES)


def test_nothing_moves_where_less_motion_is_wanted(faults: dict[str, dict[str, Any]]) -> None:
    assert faults["moves"] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(faults: dict[str, dict[str, Any]], scheme: str) -> None:
    assert faults[f"contrast {scheme}"] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ground_is_as_light_or_dark_as_asked(faults: dict[str, dict[str, Any]], scheme: str) -> None:
    assert faults[f"ground {scheme}"] == {}


def test_text_that_does_not_would_be_seen(browser: Browser) -> None:
    with reader(browser) as page:
        page.set_content('<p style="color:#999;background:#fff">grey</p><p>black</p>')
        assert [text for _, text, _ in page.evaluate(CONTRAST)] == ["grey"]
        page.set_content('<p style="transition:color 1s">x</p>')
        assert len(page.evaluate(_MOVES)) == 1


#: In forced colours grounds are lost: what is told by a ground alone would be told by nothing.
_EDGES = """all => all.filter(one => one.checkVisibility()).map(one => {
  const style = getComputedStyle(one);
  return [style.borderStyle, style.textDecorationLine, style.outlineStyle, style.display].join(" "); })"""


def test_chips_are_seen_in_forced_colours(browser: Browser, served: Served) -> None:
    with reader(browser, forced_colors="active") as page:
        page.goto(served.at(STORY))
        chips = page.locator("button[popovertarget]")
        edges = chips.evaluate_all(_EDGES)
        assert edges
        assert all(any(word in edge for word in ("solid", "dotted", "dashed", "underline")) for edge in edges)


def test_differences_are_told_apart_without_colour(browser: Browser, served: Served) -> None:
    with reader(browser, forced_colors="active") as page:
        page.goto(served.at(STORY))
        line = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
        assert set(page.locator("del").evaluate_all(line)) == {"line-through"}
        assert set(page.locator("ins").evaluate_all(line)) == {"underline"}
