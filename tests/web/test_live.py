"""Live updates: what each stream is told, how one that was cut off goes on, how many there may be."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.app.serving import Beat, Options
from dateline.core.listings import Changes
from dateline.pipeline.printing import catalogue
from dateline.web import live
from dateline.web.application import Application
from tests.edition import desk_of
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, REPORTS, THEMES
from tests.web.newsstand import Newsstand


class Stream:
    """A client of a stream, as ASGI sees it."""

    def __init__(self, app: Application, path: str, *, last: str = "", client: str = "203.0.113.1") -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.left = asyncio.Event()
        headers = [(b"last-event-id", last.encode())] if last else []
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": headers,
            "client": (client, 1),
        }
        self.task = asyncio.ensure_future(app(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.sent.put(message)

    async def start(self) -> tuple[int, dict[str, str]]:
        message = await asyncio.wait_for(self.sent.get(), 5)
        return message["status"], {name.decode(): value.decode() for name, value in message["headers"]}

    async def event(self) -> dict[str, str]:
        """The next event that has a name; "end" at the end of the stream."""
        while True:
            message = await asyncio.wait_for(self.sent.get(), 5)
            lines = message["body"].decode().splitlines()
            found = dict(line.split(": ", 1) for line in lines if line and not line.startswith(":"))
            if "event" in found:
                return found
            if not message.get("more_body"):
                return {"event": "end"}

    async def quiet(self) -> bool:
        await asyncio.sleep(0.05)
        return self.sent.empty()

    async def leave(self) -> None:
        self.left.set()
        await asyncio.wait_for(self.task, 5)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Newsstand]:
    made = Newsstand(tmp_path)
    made.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    yield made.open()
    made.close()


def renamed(words: str) -> Any:
    return replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text=words))


def test_a_stream_begins_with_the_mark_and_tells_what_changed(stand: Newsstand) -> None:
    async def check() -> None:
        stream = Stream(stand.app, "/api/v1/live")
        status, headers = await stream.start()
        assert (status, headers["content-type"]) == (200, "text/event-stream")
        assert headers["cache-control"] == "no-store"
        assert headers["access-control-allow-origin"] == "*"
        opened = await stream.event()
        assert (opened["event"], opened["id"]) == ("open", stand.app.pulse.mark)
        await asyncio.to_thread(stand.stock, [renamed("Ferry afloat again")])
        await stand.app.pulse.beat()
        told = await stream.event()
        data = json.loads(told["data"])
        assert (told["event"], told["id"]) == ("change", stand.app.pulse.mark)
        assert [story["headline"] for story in data["stories"]] == ["Ferry afloat again"]
        assert data["complete"] is True
        await stream.leave()

    asyncio.run(check())


def test_the_stream_of_a_story_tells_of_it_alone(stand: Newsstand) -> None:
    async def check() -> None:
        ferry = Stream(stand.app, "/api/v1/stories/sferry/live")
        library = Stream(stand.app, "/api/v1/stories/slibrary/live")
        for stream in (ferry, library):
            await stream.start()
            assert (await stream.event())["event"] == "open"
        await asyncio.to_thread(stand.stock, [renamed("Ferry afloat again")])
        await stand.app.pulse.beat()
        told = await ferry.event()
        assert (told["event"], json.loads(told["data"])["headline"]) == ("story", "Ferry afloat again")
        assert await library.quiet()
        for stream in (ferry, library):
            await stream.leave()

    asyncio.run(check())


def test_a_change_is_told_once_when_its_listing_follows_its_page(stand: Newsstand) -> None:
    """A round keeps pages first and lists them then; the server may look at the store between the two."""

    def keep_page() -> None:
        with stand.store.transaction():
            stand.store.save_page(renamed("Ferry afloat again"), "key anew")

    async def check() -> None:
        one, site = Stream(stand.app, "/api/v1/stories/sferry/live"), Stream(stand.app, "/api/v1/live")
        for stream in (one, site):
            await stream.start()
            assert (await stream.event())["event"] == "open"
        await asyncio.to_thread(keep_page)
        await stand.app.pulse.beat()
        assert await one.quiet()
        assert await site.quiet()
        await asyncio.to_thread(catalogue, desk_of(stand.store))
        await stand.app.pulse.beat()
        assert json.loads((await one.event())["data"])["headline"] == "Ferry afloat again"
        (row,) = json.loads((await site.event())["data"])["stories"]
        assert row["headline"] == "Ferry afloat again"
        await stand.app.pulse.beat()
        assert await one.quiet()
        assert await site.quiet()
        for stream in (one, site):
            await stream.leave()

    asyncio.run(check())


def test_a_story_that_lost_its_reports_is_told_as_ended_once(stand: Newsstand) -> None:
    def merge() -> None:
        with stand.store.transaction():
            held = stand.store.register.members(stories=["slibrary"]).values()
            stand.store.save_groups([replace(one, story="sferry") for one in held], [])
        catalogue(desk_of(stand.store))

    async def check() -> None:
        library, site = Stream(stand.app, "/api/v1/stories/slibrary/live"), Stream(stand.app, "/api/v1/live")
        for stream in (library, site):
            await stream.start()
            await stream.event()
        await asyncio.to_thread(merge)
        await stand.app.pulse.beat()
        assert json.loads((await library.event())["data"]) == {"id": "slibrary", "ended": True}
        told = json.loads((await site.event())["data"])["stories"]
        assert {"id": "slibrary", "ended": True} in told
        assert await library.quiet()
        for stream in (library, site):
            await stream.leave()

    asyncio.run(check())


def test_who_was_cut_off_goes_on_behind_the_last_event(stand: Newsstand) -> None:
    async def check() -> None:
        last = stand.app.pulse.mark
        await asyncio.to_thread(stand.stock, [renamed("Ferry afloat again")])
        await asyncio.to_thread(stand.stock, [replace(LIBRARY_PAGE, story="snew")])
        await stand.app.pulse.beat()
        stream = Stream(stand.app, "/api/v1/live", last=last)
        await stream.start()
        assert (await stream.event())["event"] == "open"
        told = json.loads((await stream.event())["data"])
        assert {story["id"] for story in told["stories"]} == {"sferry", "snew"}
        await stream.leave()
        again = Stream(stand.app, "/api/v1/live", last=stand.app.pulse.mark)
        await again.start()
        assert (await again.event())["event"] == "open"
        assert await again.quiet()
        await again.leave()

    asyncio.run(check())


def test_one_whose_mark_is_not_known_is_told_that_it_missed_something(stand: Newsstand) -> None:
    async def check() -> None:
        stream = Stream(stand.app, "/api/v1/live", last="made up\x00" + "x" * 500)
        await stream.start()
        assert (await stream.event())["event"] == "open"
        told = json.loads((await stream.event())["data"])
        assert (told["stories"], told["complete"]) == ([], False)
        await stream.leave()

    asyncio.run(check())


def test_a_story_that_ended_is_told_as_ended(stand: Newsstand) -> None:
    async def check() -> None:
        stream = Stream(stand.app, "/api/v1/live")
        await stream.start()
        await stream.event()
        stand.app.live._tell(Beat(mark="m", changes=Changes(listed=("snever",)), rooms=frozenset()))
        told = json.loads((await stream.event())["data"])
        assert told["stories"] == [{"id": "snever", "ended": True}]
        await stream.leave()

    asyncio.run(check())


def test_many_changes_at_once_are_named_up_to_a_bound(stand: Newsstand) -> None:
    async def check() -> None:
        stream = Stream(stand.app, "/api/v1/live")
        await stream.start()
        await stream.event()
        names = tuple(f"s{number}" for number in range(300))
        stand.app.live._tell(Beat(mark="m", changes=Changes(listed=names), rooms=frozenset()))
        told = json.loads((await stream.event())["data"])
        assert (len(told["stories"]), told["complete"]) == (live.NAMED, False)
        await stream.leave()

    asyncio.run(check())


def test_a_quiet_stream_shows_that_it_lives(stand: Newsstand) -> None:
    async def check() -> None:
        stand.app.live._heartbeat = 0.01
        stream = Stream(stand.app, "/api/v1/live")
        await stream.start()
        await stream.event()
        beats = [await asyncio.wait_for(stream.sent.get(), 5) for _ in range(3)]
        assert all(beat["body"].startswith(b": ") for beat in beats)
        await stream.leave()
        assert len(stand.app.live) == 0

    asyncio.run(check())


def test_the_server_ends_its_streams(stand: Newsstand) -> None:
    async def check() -> None:
        streams = [Stream(stand.app, "/api/v1/live") for _ in range(3)]
        for stream in streams:
            await stream.start()
            await stream.event()
        stand.app.live.close()
        for stream in streams:
            assert (await stream.event())["event"] == "end"
            await asyncio.wait_for(stream.task, 5)
        assert len(stand.app.live) == 0

    asyncio.run(check())


def test_one_who_reads_too_slowly_is_let_go(stand: Newsstand) -> None:
    async def check() -> None:
        stream = Stream(stand.app, "/api/v1/stories/sferry/live")
        await stream.start()
        await stream.event()
        for _ in range(live.WAITING + 2):
            stand.app.live._tell(Beat(mark="m", changes=Changes(), rooms=frozenset()))
        assert (await stream.event())["event"] == "end"
        await stream.leave()

    asyncio.run(check())


def test_a_client_has_so_many_streams_and_all_have_so_many(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path, options=Options(rate=0, live=live.EACH + 1))
    stand.stock(ISSUE.pages, reports=REPORTS)
    stand.open()

    async def check() -> None:
        one = [Stream(stand.app, "/api/v1/live") for _ in range(live.EACH)]
        for stream in one:
            assert (await stream.start())[0] == 200
        refused = Stream(stand.app, "/api/v1/live")
        status, headers = await refused.start()
        assert (status, headers["retry-after"]) == (429, "30")
        other = Stream(stand.app, "/api/v1/live", client="203.0.113.2")
        assert (await other.start())[0] == 200
        third = Stream(stand.app, "/api/v1/live", client="203.0.113.3")
        assert (await third.start())[0] == 503
        await one[0].leave()
        again = Stream(stand.app, "/api/v1/live")
        assert (await again.start())[0] == 200
        for stream in (*one[1:], other, again):
            await stream.leave()
        assert not stand.app.live._each

    asyncio.run(check())
    stand.close()


@pytest.mark.parametrize(
    "path",
    ["/api/v1/stories/none/live", "/api/v1/themes/live", "/api/v1/x/live", "/api/v2/live", "/api/live"],
)
def test_there_are_no_other_streams(stand: Newsstand, path: str) -> None:
    answer = stand.ask(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_head_of_a_stream_ends(stand: Newsstand) -> None:
    answer = stand.ask("/api/v1/live", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert stand.ask("/api/v1/live", "POST").status_code == 405
