"""Many who read while a round writes: nobody waits, nothing breaks, and at the end all see what is new."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

from dateline.core.stories import Story
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, REPORTS, THEMES
from tests.web.newsstand import Newsstand, asked

PATHS = (
    "/",
    "/story/sferry/",
    "/story/slibrary/",
    "/theme/tsea/",
    "/feed.xml",
    "/api/v1/stories",
    "/api/v1/claims",
    "/api/v1/outlets",
    "/api/v1/search?q=ferry",
    "/search/?q=library",
    "/healthz",
)


def test_readers_are_answered_while_a_writer_writes(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    stand.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    stand.open()
    told: Counter[int] = Counter()
    rounds = 6

    def write(number: int) -> None:
        line = replace(FERRY_PAGE.headline, text=f"Ferry, revision {number}")
        stand.stock([replace(FERRY_PAGE, headline=line), replace(LIBRARY_PAGE, story=f"snew{number}")])

    async def read(done: asyncio.Event) -> None:
        number = 0
        while not done.is_set():
            number += 1
            answer = await asked(stand.app, PATHS[number % len(PATHS)])
            told[answer.status_code] += 1

    async def check() -> None:
        done = asyncio.Event()
        readers = [asyncio.ensure_future(read(done)) for _ in range(8)]
        for number in range(rounds):
            await asyncio.to_thread(write, number)
            await stand.app.pulse.beat()
        done.set()
        await asyncio.gather(*readers)
        assert set(told) == {200}
        assert told[200] >= len(readers)
        front = (await asked(stand.app, "/")).text
        assert f"Ferry, revision {rounds - 1}" in front
        rows = (await asked(stand.app, "/api/v1/stories")).json()["items"]
        assert len(rows) == len(ISSUE.pages) + rounds

    asyncio.run(check())
    stand.close()


def test_a_story_that_is_merged_while_it_is_read_leads_on(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    stand.stock([*ISSUE.pages, replace(LIBRARY_PAGE, story="sold")], reports=REPORTS)
    stand.open()
    assert stand.ask("/story/sold/").status_code == 200
    assert stand.ask("/api/v1/stories/sold").status_code == 200
    with stand.store.transaction():
        moved = stand.store.register.members(stories=["sold"]).values()
        stand.store.save_groups([replace(member, story="sferry") for member in moved], [])
        stand.store.register.save_stories([Story(id="sold", into=("sferry",))])
    stand.beat()
    assert stand.ask("/story/sold/").headers["location"] == "/story/sferry/"
    assert stand.ask("/api/v1/stories/sold").headers["location"] == "/api/v1/stories/sferry"
    listed = stand.ask("/api/v1/stories").json()["items"]
    assert "sold" not in {story["id"] for story in listed}
    assert "story/sold/" not in stand.ask("/").text
    stand.close()
