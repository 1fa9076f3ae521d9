"""The shards of the sitemap lie where its index says, on the server as on the static site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsroom import EDITION, ISSUE, REPORTS, THEMES
from tests.web.newsstand import Newsstand

BASE = "https://news.example/"


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Newsstand]:
    made = Newsstand(tmp_path, replace(EDITION, base_url=BASE))
    made.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    yield made.open()
    made.close()


def locations(xml: str) -> list[str]:
    return re.findall(r"<loc>([^<]+)</loc>", xml)


def test_every_list_that_the_index_names_is_served(stand: Newsstand) -> None:
    shards = locations(stand.ask("/sitemap.xml").text)
    assert f"{BASE}sitemap/2025-07-01.xml" in shards
    for url in shards:
        answer = stand.ask("/" + url.removeprefix(BASE))
        assert answer.status_code == 200, url
        assert answer.headers["content-type"].startswith("application/xml")


def test_every_story_is_in_a_shard_and_can_be_read(stand: Newsstand) -> None:
    shards = [url for url in locations(stand.ask("/sitemap.xml").text) if "/sitemap/" in url]
    listed = [url for shard in shards for url in locations(stand.ask("/" + shard.removeprefix(BASE)).text)]
    assert len(listed) == len(set(listed)) == 3
    assert all(stand.ask("/" + url.removeprefix(BASE)).status_code == 200 for url in listed)


@pytest.mark.parametrize("path", ["sitemap/2025-07.xml", "sitemap/.xml", "sitemap/x/y.xml", "sitemap/"])
def test_what_is_no_shard_is_no_error(stand: Newsstand, path: str) -> None:
    assert stand.ask(f"/{path}").status_code < 500
