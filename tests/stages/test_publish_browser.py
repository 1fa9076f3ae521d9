"""The site in a real browser: the reader's zone, script off, a narrow screen, the keyboard, other hosts.

Needs playwright and the system's Chromium (``apt-get install chromium``); skipped, saying so, without them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.core.pages import Change, Revision
from dateline.stages.publish import publish
from tests.newsroom import FERRY_PAGE, ISSUE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
STORY = "story/sferry/index.html"
EVERY = ("index.html", STORY, "story/slibrary/index.html", "theme/tsea/index.html", "sources/index.html",
         "methods/index.html", "corrections/index.html")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("browser")
    for file in publish(ISSUE):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def reader(browser: Browser, **more: Any) -> Page:
    """A reader in Kyiv who reads English."""
    settings = {"timezone_id": "Europe/Kyiv", "locale": "en-GB", "viewport": {"width": 1280, "height": 800}}
    return browser.new_context(**(settings | more)).new_page()


def test_times_are_shown_in_the_zone_of_the_reader(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    page.goto((folder / STORY).as_uri())
    first = page.locator(".times time").nth(1)
    assert "22:27" in first.inner_text()
    assert "1 July" in first.inner_text()
    assert first.get_attribute("title") == "1 July 2025, 19:27 UTC"
    floating = page.locator('.sources time[datetime="2025-07-01T21:10"]')
    assert floating.inner_text() == "1 July 2025, 21:10"


def test_a_switch_shows_utc_and_is_remembered(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    page.goto((folder / STORY).as_uri())
    page.get_by_role("button", name="UTC").click()
    assert page.locator(".times time").nth(1).inner_text() == "1 July 2025, 19:27 UTC"
    page.reload()
    assert page.locator(".times time").nth(1).inner_text() == "1 July 2025, 19:27 UTC"
    page.get_by_role("button", name="Your time").click()
    assert "22:27" in page.locator(".times time").nth(1).inner_text()


@pytest.mark.parametrize(("zone", "locale", "text"), [
    ("Asia/Kathmandu", "en-GB", "01:12"),
    ("America/New_York", "en-US", "July 1, 2025"),
    ("Europe/Kyiv", "uk-UA", "липня"),
])  # fmt: skip
def test_other_zones_and_languages(browser: Browser, folder: Path, zone: str, locale: str, text: str) -> None:
    page = reader(browser, timezone_id=zone, locale=locale)
    page.goto((folder / STORY).as_uri())
    first = page.locator(".times time").nth(1)
    assert text in first.inner_text()
    assert first.get_attribute("lang") == locale


def test_the_page_is_whole_without_script(browser: Browser, folder: Path) -> None:
    page = reader(browser, java_script_enabled=False)
    page.goto((folder / STORY).as_uri())
    assert "19:27 UTC" in page.locator(".times").inner_text()
    assert not page.locator("#zones").is_visible()
    chip = page.locator(".summary .chip").first
    chip.click()
    card = page.locator(f"#{chip.get_attribute('popovertarget')}")
    assert card.is_visible()
    assert "Watt-Anzeiger" in card.inner_text()


def test_a_card_opens_and_closes_by_keyboard_alone(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    page.goto((folder / STORY).as_uri())
    chip = page.locator(".summary .chip").first
    chip.focus()
    page.keyboard.press("Enter")
    card = page.locator(f"#{chip.get_attribute('popovertarget')}")
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_nothing_scrolls_sideways(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    for width in (320, 1024):
        page.set_viewport_size({"width": width, "height": 640})
        for path in EVERY:
            page.goto((folder / path).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, path)


def test_no_other_host_is_asked_and_nothing_is_refused(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in EVERY:
        page.goto((folder / path).as_uri(), wait_until="load")
    assert len(asked) >= len(EVERY)
    assert all(url.startswith(("file://", "data:,")) for url in asked)
    assert not troubles


def test_buttons_are_large_enough_to_hit(browser: Browser, folder: Path) -> None:
    page = reader(browser, viewport={"width": 360, "height": 740})
    page.goto((folder / STORY).as_uri())
    sizes = page.locator("button:visible").evaluate_all(
        "all => all.map(b => b.getBoundingClientRect().height)"
    )
    assert sizes
    assert min(sizes) >= 24


#: WCAG 2.2, 1.4.3: every text that can be seen, its colour against the nearest ground that is not clear.
_CONTRAST = """
() => {
  const linear = (v) => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("main *, header *, footer *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || node.closest("svg") || !node.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([node.className, node.textContent.slice(0, 30), ratio.toFixed(2)]);
  }
  return poor;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, folder: Path, scheme: str) -> None:
    page = reader(browser, color_scheme=scheme)
    for path in EVERY:
        page.goto((folder / path).as_uri())
        assert page.evaluate(_CONTRAST) == [], path


def test_print_has_endnotes_in_place_of_cards(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    page.goto((folder / STORY).as_uri())
    assert not page.locator("#e1").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#e1").is_visible()
    assert page.get_by_text("Evidence, note by note").is_visible()
    assert not page.locator(".bar nav").is_visible()


# --- since you last read ------------------------------------------------------------------


def revised(root: Path, *changes: str) -> None:
    """The ferry's page published anew, with a revision for each line that changed."""
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
    others = tuple(other for other in ISSUE.pages if other.story != page.story)
    for file in publish(replace(ISSUE, pages=(page, *others)), only=[page.story]):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@pytest.fixture
def shelf(folder: Path, tmp_path: Path) -> Path:
    """A site of its own, whose pages change while a reader is away."""
    shutil.copytree(folder, tmp_path / "site")
    return tmp_path / "site"


#: The reader comes back an hour later: a visit lasts half an hour.
_LATER = """() => {
  const all = JSON.parse(localStorage.getItem("dateline.read"));
  for (const one of Object.values(all)) one.at -= 3600 * 1000;
  localStorage.setItem("dateline.read", JSON.stringify(all));
}"""


def test_a_first_visit_marks_nothing(browser: Browser, shelf: Path) -> None:
    page = reader(browser)
    page.goto((shelf / STORY).as_uri())
    assert not page.locator("#since").is_visible()
    assert page.locator(".mark").count() == 0
    kept = page.evaluate("Object.keys(JSON.parse(localStorage.getItem('dateline.read')))")
    assert kept == ["sferry"]


def test_a_second_visit_marks_what_is_new_and_leads_to_it(browser: Browser, shelf: Path) -> None:
    page = reader(browser)
    page.goto((shelf / STORY).as_uri())
    page.evaluate(_LATER)
    revised(shelf, "lone", "lthree")
    page.goto((shelf / STORY).as_uri())
    since = page.locator("#since")
    assert since.inner_text().startswith("2 lines are new or changed since you last read this page.")
    assert page.locator(".mark").all_inner_texts() == ["NEW", "NEW"]
    assert page.locator(".fresh").evaluate_all("all => all.map(one => one.id)") == [
        "line-lone",
        "line-lthree",
    ]
    since.get_by_role("link").click()
    assert page.url.endswith("#line-lone")
    page.reload()
    assert page.locator(".mark").count() == 2  # the visit goes on
    page.evaluate(_LATER)
    page.reload()
    assert page.locator(".mark").count() == 0
    assert not since.is_visible()


def test_a_line_that_only_went_is_told_without_a_mark(browser: Browser, shelf: Path) -> None:
    page = reader(browser)
    page.goto((shelf / STORY).as_uri())
    page.evaluate(_LATER)
    revised(shelf, "lgone")
    page.goto((shelf / STORY).as_uri())
    assert page.locator("#since").inner_text().startswith("Lines were taken out since you last read")
    assert page.locator("#since a").get_attribute("href") == "#changed"


@pytest.mark.parametrize("held", ["", "{", "[]", "null", '{"sferry":1}', '{"sferry":{"read":"x"}}', "7"])
def test_what_another_hand_wrote_there_does_no_harm(browser: Browser, shelf: Path, held: str) -> None:
    page = reader(browser)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((shelf / STORY).as_uri())
    page.evaluate("held => localStorage.setItem('dateline.read', held)", held)
    page.reload()
    assert not troubles
    assert not page.locator("#since").is_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('dateline.read')).sferry.read") == 2


def test_without_script_nothing_is_said_of_visits(browser: Browser, shelf: Path) -> None:
    revised(shelf, "lone")
    page = reader(browser, java_script_enabled=False)
    page.goto((shelf / STORY).as_uri())
    assert not page.locator("#since").is_visible()
    assert page.locator(".mark").count() == 0


def test_differences_are_told_apart_without_colour(browser: Browser, folder: Path) -> None:
    page = reader(browser)
    page.goto((folder / STORY).as_uri())
    line = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
    assert set(page.locator(".log del").evaluate_all(line)) == {"line-through"}
    assert set(page.locator(".log ins").evaluate_all(line)) == {"underline"}
