"""Times as readers see them: in their own zone, in that of the event, in UTC; floating ones untouched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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

    Times = list[dict[str, str]]

pytestmark = pytest.mark.browser
STORY = "invented/story/sferry/index.html"
ZONES = ("Europe/Kyiv", "America/New_York", "Asia/Kathmandu")

#: Every time of a page: what it says to machines, to readers, and before any script ran ("title").
_TIMES = """all => all.map(one => ({
  machine: one.getAttribute("datetime"), text: one.textContent.trim(), title: one.title,
}))"""


def times(page: Page) -> Times:
    found: Times = page.locator("time").evaluate_all(_TIMES)
    return found


def read(browser: Browser, served: Served, paths: Iterable[str], **more: Any) -> dict[str, Times]:
    """The times of each page, as such a reader has them."""
    found = {}
    with reader(browser, **more) as page:
        for path in paths:
            page.goto(served.at(path))
            found[path] = times(page)
    return found


@pytest.fixture(scope="module")
def plain(browser: Browser, served: Served, sites: Built) -> dict[str, Times]:
    """The times of each page where no script tells them."""
    return read(browser, served, sites.paths(heaviest, only="invented"), java_script_enabled=False)


@pytest.fixture(scope="module", params=ZONES)
def zone(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def there(browser: Browser, served: Served, plain: dict[str, Times], zone: str) -> dict[str, Times]:
    """The times of the same pages in a zone."""
    return read(browser, served, plain, timezone_id=zone)


def clock(machine: str, zone: str) -> str:
    """The hour and minute of an instant somewhere."""
    return datetime.fromisoformat(machine).astimezone(ZoneInfo(zone)).strftime("%H:%M")


def instants(told: Times) -> Iterator[tuple[str, str, str]]:
    """Times of day that a zone was given with."""
    for one in told:
        if one["machine"].endswith("Z"):
            yield one["machine"], one["text"], one["title"]


def floating(told: Times) -> list[tuple[str, str]]:
    """Days, months and clock readings that no zone was given with."""
    return [(one["machine"], one["text"]) for one in told if not one["machine"].endswith("Z")]


def test_every_time_is_in_the_zone_of_the_reader(there: dict[str, Times], zone: str) -> None:
    seen = [(path, *one) for path, told in there.items() for one in instants(told)]
    for path, machine, text, title in seen:
        assert clock(machine, zone) in text, (path, machine, text)
        assert clock(machine, "UTC") in title, (path, machine, title)
        assert "UTC" in title, (path, machine, title)
    assert len(seen) > 20


def test_what_has_no_zone_stays_as_its_source_gave_it(
    there: dict[str, Times], plain: dict[str, Times]
) -> None:
    assert {path: floating(told) for path, told in there.items()} == {
        path: floating(told) for path, told in plain.items()
    }
    assert sum(len(floating(told)) for told in there.values()) > 5


def switch(page: Page, name: str) -> Any:
    return page.locator("#zones").get_by_role("button", name=name)


def test_a_switch_shows_utc_and_is_remembered(browser: Browser, served: Served) -> None:
    with reader(browser, timezone_id="Asia/Kathmandu") as page:
        page.goto(served.at(STORY))
        switch(page, "UTC").click()
        assert switch(page, "UTC").get_attribute("aria-pressed") == "true"
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(times(page)))
        page.reload()
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(times(page)))
        page.goto(served.at("invented/index.html"))
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(times(page)))
        switch(page, "Your time").click()
        assert all(clock(machine, "Asia/Kathmandu") in text for machine, text, _ in instants(times(page)))


def test_a_reader_in_utc_is_not_asked_to_choose(browser: Browser, served: Served) -> None:
    with reader(browser, timezone_id="UTC") as page:
        page.goto(served.at("invented/index.html"))
        assert not switch(page, "UTC").is_visible() or not switch(page, "Your time").is_visible()
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(times(page)))


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
        assert all(clock(machine, "UTC") in text for machine, text, _ in instants(times(page)))
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
