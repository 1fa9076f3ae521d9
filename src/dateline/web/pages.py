"""The pages of the site and the files beside them, out of memory or made of the store.

Decides how a path is answered: with a file, the way to its folder, 301, 410 or 404. What is in no room of
the store may lie in the folder of the site (an icon, a file that proves who owns a domain): it is read there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.app.serving.pages import OPEN
from dateline.web import conditions, policy
from dateline.web.answer import Answer, answer, encoded
from dateline.web.problems import problem
from dateline.web.threads import in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Laid, Serving
    from dateline.web.answer import Room
    from dateline.web.memory import Memory
    from dateline.web.request import Request

#: Files of a story's folder that its heir has as well: their address leads to the heir's.
_SHARED = frozenset({"page.json", "feed.xml", "atom.xml", "feed.json", "annotations.json"})
#: Begins the names under which a room holds where its address leads by now.
_WAY = "> "
#: A file of the operator's own is no larger.
_MOST = 8_000_000


class Pages:
    """Answers with the files of a site. ``folder`` is where it was built, None where it never was."""

    def __init__(
        self,
        serving: Serving,
        memory: Memory,
        folder: Path | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._serving = serving
        self._memory = memory
        self._folder = folder.resolve() if folder else None
        self._now = now
        self._told: dict[str, tuple[str, int]] = {}
        self._missing: Answer | None = None

    def held(self, request: Request) -> Answer | None:
        """The answer to GET and HEAD where it is in memory: nothing has to be waited for."""
        path = request.path[1:]
        room = None if request.odd else self._memory.find(self._serving.pages.room(path))
        return _at_time(room.get(path) or room.get(f"{path}index.html"), request) if room else None

    async def __call__(self, request: Request) -> Answer:
        """The answer to GET and HEAD."""
        path = request.path.removeprefix("/")
        if request.odd:
            return await self.missing()
        name = self._serving.pages.room(path)
        if not name:
            return await self._beside(path)
        room = self._memory.find(name) or await self._memory.fetch(name, lambda: self._make(name))
        found = _at_time(room.get(path) or room.get(f"{path}index.html"), request) or _way(room, path)
        return found or (await self._beside(path) if name in OPEN else await self.missing())

    async def missing(self) -> Answer:
        """404, with a page of the site's own."""
        if self._missing is None:
            body = await in_thread(self._serving.missing)
            self._missing = self._answer("404.html", body, status=404)
        return self._missing

    async def _make(self, name: str) -> Room:
        laid = await in_thread(self._serving.pages.lay, name)
        if laid is None:
            return {}
        if laid.moved:
            return {f"{_WAY}{name}": _moved(f"/{laid.moved}{name}") for name in ("", *_SHARED)}
        return await in_thread(self._answers, laid)

    def _answers(self, laid: Laid) -> Room:
        status = 410 if laid.gone else 200
        room = {path: self._answer(path, body, status=status) for path, body in laid.files.items()}
        page = next(iter(room))
        if laid.headers:
            told = (*room[page].headers, *encoded(laid.headers))
            room[page] = replace(room[page], headers=told, states=laid.states)
        return room

    def _answer(self, path: str, body: bytes, *, status: int = 200) -> Answer:
        media_type = policy.kind_of(path)[0]
        headers = policy.headers_of(path, self._serving)
        made = answer(body, media_type, headers, status=status)
        return made if status != 200 else _dated(made, self._since(path, made.tag))

    def _since(self, path: str, tag: str) -> int:
        """Since when a file has these bytes, as far as this worker knows; never the same for two.

        A second early: the date of an answer may be a second old, and this must not be later (RFC 9110,
        8.8.2.1).
        """
        held = self._told.get(path)
        if held and held[0] == tag:
            return held[1]
        at = max(int(self._now()) - 1, held[1] + 1 if held else 0)
        self._told[path] = (tag, at)
        return at

    async def _beside(self, path: str) -> Answer:
        """A file of the operator's own, beside those that were built."""
        body = await in_thread(self._read, path) if self._folder else None
        return await self.missing() if body is None else self._answer(path, body)

    def _read(self, path: str) -> bytes | None:
        hidden = any(step.startswith(".") and step != ".well-known" for step in path.split("/"))
        if self._folder is None or hidden or path.endswith((".db", "dateline.json")):
            return None
        try:
            file = (self._folder / path).resolve()
            if not (file.is_relative_to(self._folder) and file.is_file()) or file.stat().st_size > _MOST:
                return None
            return file.read_bytes()
        except (OSError, ValueError):
            return None


def _way(room: Room, path: str) -> Answer | None:
    """Where a path leads that is no file: to the heir of its story, or to its folder."""
    name = path.rpartition("/")[2]
    if f"{path}/index.html" in room:
        return _moved(f"/{path}/")
    return room.get(f"{_WAY}{name}") or room.get(_WAY)


def _at_time(found: Answer | None, request: Request) -> Answer | None:
    """What stood there at the time that a client asks for (RFC 7089): the page of that state, if another.

    Of a time before the first state that is kept the first one; 400 for what is no time (4.5.3).
    """
    asked = request.header(b"accept-datetime") if found and found.states else ""
    if found is None or not asked:
        return found
    at = conditions.seconds(asked)
    if at is None:
        return problem(400, "Accept-Datetime is no date of HTTP", instance=request.path)
    stood = [path for since, path in found.states if since <= at] or [found.states[0][1]]
    if stood[-1] == found.states[-1][1]:
        return found
    links = [header for header in found.headers if header[0] == b"link"]
    headers = [*policy.SECURITY, ("vary", "accept-datetime"), ("cache-control", "public, max-age=30")]
    return Answer(status=302, headers=(*encoded([*headers, ("location", f"/{stood[-1]}")]), *links))


def _moved(to: str) -> Answer:
    headers = [*policy.SECURITY, ("cache-control", "public, max-age=300"), ("location", to)]
    return Answer(status=301, headers=encoded(headers))


def _dated(made: Answer, modified: int) -> Answer:
    return replace(made, modified=modified)
