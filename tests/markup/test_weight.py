"""How much a page weighs: what every reader pays, on the slowest line too."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.editions import SITES, Built
from tests.browser.kinds import files
from tests.markup.test_links import read, target

#: A page with all that it fetches, and a story's page alone without its map; bytes as they are, not packed.
PAGE, STORY = 150_000, 60_000
#: A usual story has up to so many reports; one of more may weigh more, up to what any page may.
USUAL = 20
_MAP = re.compile(rb"<svg.*?</svg>", re.DOTALL)


def weight(site: Path, path: str) -> int:
    """The bytes of a page and of everything that it fetches by itself."""
    found = {site / path}
    for address in read(site / path).fetched:
        where = target(path, address)
        if where and not urlsplit(address).scheme:
            found.add(site / where[0])
    return sum(one.stat().st_size for one in found)


@pytest.mark.parametrize("site", SITES)
def test_no_page_is_heavy(sites: Built, site: str) -> None:
    heavy = {path: weight(sites.root / site, path) for path in files(sites.root / site, ".html")}
    assert {path: size for path, size in heavy.items() if size > PAGE} == {}


@pytest.mark.parametrize("site", SITES)
def test_a_story_is_light(sites: Built, site: str) -> None:
    pages = {path: (sites.root / site / path).read_bytes() for path in files(sites.root / site, ".html")}
    stories = {path: len(_MAP.sub(b"", text)) for path, text in pages.items() if path.startswith("story/")}
    assert stories
    assert {path: size for path, size in stories.items() if size > STORY} == {}


def test_a_page_comes_over_the_wire_in_a_few_packets(sites: Built) -> None:
    """Packed, a story with its sheet and its script is less than half of what it may weigh."""
    site = sites.root / "invented"
    parts = [site / "story/sferry/index.html", *sorted((site / "assets").glob("dateline.*"))]
    assert sum(len(gzip.compress(part.read_bytes(), mtime=0)) for part in parts) < PAGE / 3
