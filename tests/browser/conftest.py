"""What the tests in a browser stand on: the sites, a server with their policy and one without, Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.editions import Built, build
from tests.browser.readers import CHROMIUM
from tests.browser.serving import Served
from tests.conftest import Edition, Once

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def sites(sample: Edition, once: Once) -> Built:
    """The sites that are looked at; not to be changed."""
    return Built(once("sites", lambda root: build(root, sample.site)))


@pytest.fixture(scope="session")
def served(sites: Built) -> Iterator[Served]:
    """The sites on loopback, each page with its policy in a header too."""
    with Served(sites.root, home="invented") as server:
        yield server


@pytest.fixture(scope="session")
def bare(sites: Built) -> Iterator[Served]:
    """The same without any policy."""
    with Served(sites.root, bare=True, home="invented") as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for as long as tests of this package follow each other."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: make chromium")
    with api.sync_playwright() as play:
        found = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-smooth-scrolling"]
        )
        yield found
        found.close()
