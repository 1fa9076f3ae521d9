"""Live updates as server-sent events (HTML Living Standard, 9.2): what changed, as soon as the store has it.

Decides how many streams may be open, what each is told, and how one that was cut off goes on: the id of an
event is the mark of the store, and ``Last-Event-ID`` names the last that a client has seen.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from dateline.core.errors import StoreError
from dateline.web import policy
from dateline.web.answer import Header, encoded
from dateline.web.threads import Busy, in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Beat, Serving
    from dateline.web.pulse import Pulse
    from dateline.web.request import Request, Send

#: Seconds between two signs of life, and until a client that was cut off asks again.
HEARTBEAT, RETRY = 15.0, 5
#: Streams of one client, events that may wait for a slow one, stories that one event names.
EACH, WAITING, NAMED = 8, 16, 100
_HEADERS = [
    *policy.SECURITY,
    ("content-type", "text/event-stream"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),
    ("content-security-policy", policy.BARE),
]

_Queue = asyncio.Queue["Beat | None"]


class Live:
    """The open streams of one worker."""

    def __init__(self, serving: Serving, pulse: Pulse, *, heartbeat: float = HEARTBEAT) -> None:
        self._serving = serving
        self._pulse = pulse
        self._heartbeat = heartbeat
        self._open: dict[_Queue, str] = {}
        self._each: Counter[str] = Counter()
        self._closed = False
        pulse.listen(self._tell)

    def __len__(self) -> int:
        return len(self._open)

    @property
    def full(self) -> bool:
        """Whether nobody can open another stream."""
        return len(self._open) >= self._serving.options.live

    def many(self, client: str) -> bool:
        """Whether this client has as many streams as one may have."""
        return self._each[client] >= EACH

    def close(self) -> None:
        """End all streams: the server stops."""
        self._closed = True
        for queue in list(self._open):
            queue.put_nowait(None)

    def _tell(self, beat: Beat) -> None:
        for queue in list(self._open):
            # One who reads too slowly is let go, and goes on from the last event that reached it.
            queue.put_nowait(None if queue.qsize() >= WAITING else beat)

    async def stream(self, request: Request, send: Send, story: str, more: list[Header]) -> None:
        """Tell a client of changes, of one story or ("") of all, until it leaves or the server stops."""
        queue: _Queue = asyncio.Queue()
        client = request.client
        self._open[queue] = story
        self._each[client] += 1
        gone = asyncio.ensure_future(_left(request))
        try:
            headers = [*encoded(_HEADERS), *more]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            if request.method != "HEAD":
                async for event in self._events(queue, gone, request.header(b"last-event-id"), story):
                    await send({"type": "http.response.body", "body": event, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            del self._open[queue]
            self._each[client] -= 1
            self._each += Counter()

    async def _events(
        self, queue: _Queue, gone: asyncio.Future[None], last: str, story: str
    ) -> AsyncIterator[bytes]:
        yield f"retry: {RETRY * 1000}\n\n".encode()
        missed = await self._missed(last) if last and last != self._pulse.mark else None
        yield _event("open", self._pulse.mark, {"mark": self._pulse.mark})
        if missed and (told := await self._told(missed, story)):
            yield told
        while not self._closed:
            waiting = asyncio.ensure_future(queue.get())
            both: set[asyncio.Future[Any]] = {waiting, gone}
            await asyncio.wait(both, timeout=self._heartbeat, return_when=asyncio.FIRST_COMPLETED)
            if gone.done() or not waiting.done():
                waiting.cancel()
                if gone.done():
                    return
                yield b": here\n\n"
                continue
            beat = waiting.result()
            if beat is None:
                return
            if told := await self._told(beat, story):
                yield told

    async def _missed(self, mark: str) -> Beat | None:
        """What a client missed since the mark that it saw last."""
        try:
            return await in_thread(self._serving.since, mark[:64])
        except (StoreError, Busy):
            return None

    async def _told(self, beat: Beat, story: str) -> bytes:
        """The event of a change; nothing where it does not concern the story, or no story changed.

        What lists know of a story changes last of all, and once: with its page alone there is nothing to
        tell as yet. Stories that ended are in no list any more, which is such a change too.
        """
        changed = beat.changes.listed if beat.changes is not None else None
        if changed is not None and (story not in changed if story else not changed):
            return b""
        if story:
            return _event("story", beat.mark, await self._row(story))
        rows = [await self._row(name) for name in (changed or ())[:NAMED]]
        whole = changed is not None and len(changed) <= NAMED
        return _event("change", beat.mark, {"mark": beat.mark, "complete": whole, "stories": rows})

    async def _row(self, story: str) -> dict[str, Any]:
        """A story as it stands now, as lists show it; only its id where it lives no more."""
        try:
            found = await in_thread(self._serving.records.listing, story)
        except (StoreError, Busy):
            found = None
        return found or {"id": story, "ended": True}


def _event(name: str, mark: str, data: Any) -> bytes:
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\nid: {mark}\ndata: {told}\n\n".encode("utf-8", "replace")


async def _left(request: Request) -> None:
    """Ends when the client has gone."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return
