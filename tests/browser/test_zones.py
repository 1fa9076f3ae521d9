"""Times as readers see them: in their own zone, in that of the event, in UTC; floating ones untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.browser.editions import Built
from tests.browser.kinds import heaviest
from tests.browser.readers import reader
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"
ZONES = ("Europe/Kyiv", "America/New_York", "Asia/Kathmandu")

#: Every time of a page: what it says to machines, to readers, and before any script ran ("title").
_TIMES = """all => all.map(one => ({
  machine: one.getAttribute("datetime"), text: one.textContent.trim(), title: one.title,
}))"""


def times(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.locator("time").evaluate_all(_TIMES)
    return found


def clock(machine: str, zone: str) -> str:
    """The hour and minute of an instant somewhere."""
    return datetime.fromisoformat(machine).astimezone(ZoneInfo(zone)).strftime("%H:%M")


def instants(page: Page) -> Iterator[tuple[str, str, str]]:
    """Times of day that a zone was given with."""
    for one in times(page):
        if one["machine"].endswith("Z"):
            yield one["machine"], one["text"], one["title"]


def floating(page: Page) -> list[tuple[str, str]]:
    """Days, months and clock readings that no zone was given with."""
    return [(one["machine"], one["text"]) for one in times(page) if not one["machine"].endswith("Z")]


@pytest.mark.parametrize("zone", ZONES)
def test_every_time_is_in_the_zone_of_the_reader(
    browser: Browser, served: Served, sites: Built, zone: str
) -> None:
    seen = 0
    with reader(browser, timezone_id=zone) as page:
        for path in sites.paths(heaviest, only="invented"):
            page.goto(served.at(path))
            for machine, text, title in instants(page):
                assert clock(machine, zone) in text, (path, machine, text)
                assert clock(machine, "UTC") in title, (path, machine, title)
                assert "UTC" in title, (path, machine, title)
                seen += 1
    assert seen > 20


@pytest.mark.parametrize("zone", ZONES)
def test_what_has_no_zone_stays_as_its_source_gave_it(
    browser: Browser, served: Served, sites: Built, zone: str
) -> None:
    seen = 0
    with reader(browser, timezone_id=zone) as there, reader(browser, java_script_enabled=False) as plain:
        for path in sites.paths(heaviest, only="invented"):
            there.goto(served.at(path))
            plain.goto(served.at(path))
            assert floating(there) == floating(plain), path
            seen += len(floating(there))
    assert seen > 5


def switch(page: Page, name: str) -> Any:
    return page.locator("#zones").get_by_role("button", name=name)


def test_a_switch_shows_utc_and_is_remembered(browser: Browser, served: Served) -> None:
    with reader(browser, timezone_id="Asia/Kathmandu") as page:
        page.goto(served.at(STORY))
        switch(page, "UTC").click()
        assert switch(page, "UTC").get_attribute("aria-pressed") == "true"
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(page))
        page.reload()
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(page))
        page.goto(served.at("invented/index.html"))
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(page))
        switch(page, "Your time").click()
        assert all(clock(machine, "Asia/Kathmandu") in text for machine, text, _ in instants(page))


def test_a_reader_in_utc_is_not_asked_to_choose(browser: Browser, served: Served) -> None:
    with reader(browser, timezone_id="UTC") as page:
        page.goto(served.at("invented/index.html"))
        assert not switch(page, "UTC").is_visible() or not switch(page, "Your time").is_visible()
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(page))


@pytest.mark.parametrize(("locale", "words"), [
    ("en-US", "July 1, 2025"),
    ("uk-UA", "липня"),
    ("de-DE", "Juli"),
    ("ar-EG", "يوليو"),
])  # fmt: skip
def test_times_are_told_in_one_language(browser: Browser, served: Served, locale: str, words: str) -> None:
    """A time is in the reader's own language and says so, or in that of the house: no third."""
    with reader(browser, timezone_id="America/New_York", locale=locale) as page:
        page.goto(served.at(STORY))
        first = page.locator('time[datetime$="Z"]').first
        said = first.get_attribute("lang") or ""
        assert (words in first.inner_text()) == (said == locale), (said, first.inner_text())


def test_a_clock_that_the_browser_forbids_to_remember_still_works(browser: Browser, served: Served) -> None:
    with reader(browser) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
        )
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(served.at(STORY))
        switch(page, "UTC").click()
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(page))
        assert not troubles


def test_a_clock_is_told_as_the_house_tells_it(browser: Browser, served: Served) -> None:
    """ "16:00 Uhr" in German, with script as without it."""

    def in_german(route: Route) -> None:
        told = route.fetch()
        body = told.text().replace('<html lang="en"', '<html lang="de"').replace('="#"', '="# Uhr"')
        route.fulfill(response=told, body=body)

    with reader(browser, timezone_id="Europe/Berlin", locale="de-DE") as page:
        page.route("**" + STORY, in_german)
        page.goto(served.at(STORY))
        said = page.locator('time[datetime$="Z"]').first.inner_text()
        assert re.search(r"\d\d:\d\d Uhr ME", said), said
