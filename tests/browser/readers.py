"""Readers as a browser has them: where they are, what they read with, what they asked their machine for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
#: A reader in Kyiv who reads English.
USUAL = {"timezone_id": "Europe/Kyiv", "locale": "en-GB", "viewport": {"width": 1280, "height": 800}}
#: Milliseconds, far beyond what anything takes on the slowest machine.
PATIENCE = 120_000
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@contextmanager
def reader(browser: Browser, **more: Any) -> Iterator[Page]:
    """An empty page in a context of its own, which ends with the block."""
    context = browser.new_context(**(USUAL | more))
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def troubles(
    page: Page, served: Served, paths: Iterable[str], judge: Callable[[Page], Any]
) -> dict[str, Any]:
    """What is found on each of the pages, where anything is: all are looked at, not the first alone."""
    return verdicts(page, served, paths, {"": judge})[""]


def verdicts(
    page: Page, served: Served, paths: Iterable[str], judges: Mapping[str, Callable[[Page], Any]]
) -> dict[str, dict[str, Any]]:
    """The same of several judges, by their names: to go to a page costs more than to judge it."""
    found: dict[str, dict[str, Any]] = {name: {} for name in judges}
    for path in paths:
        page.goto(served.at(path))
        for name, judge in judges.items():
            if trouble := judge(page):
                found[name][path] = trouble
    return found


@dataclass
class Log:
    """What a page asked for and complained of."""

    asked: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Log:
        """Note all that happens on a page from now on."""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.troubles.append(f"failed: {request.url}"))
        page.on("console", lambda told: self.troubles.append(f"console: {told.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        return self
