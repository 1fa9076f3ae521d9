"""axe-core on each kind of page, light and dark, wide and on a phone: nothing serious, nothing critical.

axe comes by ``make checkers`` (npm); the tests are skipped, saying so, where it was not fetched. It is put
into the page past the policy, for the check alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.editions import SITES, Built
from tests.browser.kinds import samples
from tests.browser.readers import PHONE, reader, troubles
from tests.browser.serving import Served
from tests.checkers import checker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DEVICES = {"wide": {}, "phone": PHONE}
#: What is looked for: all that WCAG 2.2 asks at A and AA, and what axe holds for good practice.
_RUN = """async () => {
  const found = await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact) || one.id === "region")
    .map(one => [one.id, one.impact, one.nodes.length, one.nodes[0].html.slice(0, 160)]);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    return checker("axe-core/axe.min.js").read_text("utf-8")


def findings(page: Page, axe: str) -> Any:
    page.evaluate(axe)
    return page.evaluate(_RUN)


def test_no_serious_finding(browser: Browser, served: Served, sites: Built, axe: str) -> None:
    """Wide and light, then narrow and dark: a page and the checker are loaded once for both."""

    def both(page: Page) -> Any:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        found = findings(page, axe)
        page.set_viewport_size({"width": 360, "height": 740})
        page.emulate_media(color_scheme="dark")
        return found + page.evaluate(_RUN)

    with reader(browser, bypass_csp=True, reduced_motion="reduce") as page:
        assert troubles(page, served, sites.quick(), both) == {}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("site", SITES)
def test_no_serious_finding_on_any_site(
    browser: Browser, served: Served, sites: Built, axe: str, site: str, scheme: str, device: str
) -> None:
    with reader(browser, color_scheme=scheme, bypass_csp=True, **DEVICES[device]) as page:
        paths = sites.paths(samples, only=site)
        assert troubles(page, served, paths, lambda one: findings(one, axe)) == {}


def test_an_open_card_is_as_good(browser: Browser, served: Served, axe: str) -> None:
    with reader(browser, bypass_csp=True) as page:
        page.goto(served.at("invented/story/sferry/index.html"))
        page.locator("button[popovertarget]:visible").first.click()
        assert page.locator("[popover]:visible").count() == 1
        assert findings(page, axe) == []


def test_a_page_without_names_would_be_found(browser: Browser, axe: str) -> None:
    with reader(browser) as page:
        page.set_content("<button></button><img src='data:,'><p style='color:#aaa;background:#fff'>grey</p>")
        assert {"button-name", "image-alt", "color-contrast"} <= {name for name, *_ in findings(page, axe)}


def test_the_checker_is_kept_out_of_the_site(sites: Built) -> None:
    assert not [path for path in sites.root.rglob("*") if "axe" in Path(path).name.lower().split(".")]
