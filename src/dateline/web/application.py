"""The whole server as one ASGI application: which handler answers what, with which limits, counted.

Pages and files go past the framework of the API: a request for what is in memory is answered at once. What a
handler raises becomes a problem of its own; nothing that a client sends ends the server.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread

from dateline.core.errors import InputError, StoreError
from dateline.web import clients, follow, policy, rates, searches
from dateline.web.answer import Answer, Header, deliver, encoded
from dateline.web.api.service import make_api
from dateline.web.health import Health
from dateline.web.inner import asked
from dateline.web.live import Live
from dateline.web.memory import Memory
from dateline.web.pages import Pages
from dateline.web.problems import not_allowed, problem
from dateline.web.pulse import Pulse
from dateline.web.request import LONGEST_QUERY, Request
from dateline.web.searches import Searches
from dateline.web.shared import Shared
from dateline.web.threads import DATA_THREADS, WAITING, Busy, in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Beat, Serving
    from dateline.web.request import Receive, Scope, Send

_LOG = logging.getLogger("dateline.web")
_READ = "GET, HEAD, OPTIONS"
_READING = frozenset({"GET", "HEAD"})
API, LIVE = "/api/", "/live"
#: Of the memory for answers, so much is for pages; the rest is for the API and searches.
_PAGES = 0.7
#: How often a minute one client may ask for letters: each sends a mail.
LETTERS = 10
Handler = Callable[[Request], Awaitable[Answer]]


class Application:
    """A site, its API and what watches them, of one store."""

    def __init__(
        self, serving: Serving, folder: Path | None = None, shared: Shared | None = None, worker: int = 0
    ) -> None:
        most = serving.options.cache * 1_000_000
        self._serving = serving
        shared = shared or Shared()
        self._counter = shared.board.counter(worker)
        self.pulse = Pulse(serving)
        self._memory = Memory(int(most * _PAGES), shared.branch("pages", self._mark))
        self._told = Memory(int(most * (1 - _PAGES)), shared.branch("told", self._mark))
        self._pages = Pages(serving, self._memory, folder)
        self._follow = _follow_of(serving)
        self._searches = Searches(serving, self._told)
        self._health = Health(serving, shared.board, lambda: datetime.now(UTC))
        self._watched = {"/healthz": self._health.healthz, "/metrics": self._metrics}
        self._api = make_api(serving)
        self._prices: Mapping[str, int] = self._api.state.prices
        rate = serving.options.rate
        self._buckets = rates.Buckets(rate, time.monotonic, shared.clients, "data")
        self._letters = rates.Buckets(min(rate, LETTERS), time.monotonic, shared.clients, "letters")
        self._proxies = clients.networks(serving.options.proxies)
        self.live = Live(serving, self.pulse)
        self.pulse.listen(self._forget)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection's request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._live_through(receive, send)
        elif scope["type"] == "http":
            await self._answer(Request(scope, receive), send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    # --- one request ----------------------------------------------------------------------

    async def _answer(self, request: Request, send: Send) -> None:
        began = time.perf_counter()
        if self._proxies:
            forwarded = request.header(b"x-forwarded-for")
            request.client = clients.client_of(request.client, forwarded, self._proxies)
        kind, handler, limited = self._handler(request)
        more: list[Header] = []
        made: Answer | None = None
        if limited:
            made = _limited(self._taken(request), request, more)
            if kind != "follow":
                self._cross(more)
        if made is None and kind == "live":
            made = await self._stream(request, send, more)
            if made is None:
                return
        if made is None and handler is self._pages:
            made = self._pages.held(request)
        if made is None:
            made = await self._settled(handler, request)
        with suppress(OSError):  # the client went away
            status = await deliver(made, request, send, more)
            self._counter.observe(kind, status, time.perf_counter() - began)

    def _taken(self, request: Request) -> rates.Allowance | None:
        """What a client may still ask after this request, which costs more where its answer must be made."""
        if request.path == follow.EMAIL:
            return self._letters.take(request.client)
        return self._buckets.take(request.client, self._cost(request))

    def _cost(self, request: Request) -> int:
        """What is only refused, told in general, or a form costs as little as an answer out of memory."""
        if request.method not in _READING:
            return 1
        if self._searches.takes(request):
            name, price = self._searches.name(request), searches.PRICE
        else:
            name, price = _data_name(request), self._prices.get(request.path, 1)
        return 1 if name in self._told else price

    def _handler(self, request: Request) -> tuple[str, Handler, bool]:
        """What kind of request it is, who answers it, and whether it is one of those that are limited."""
        path, method = request.path, request.method
        limited = path.startswith(API)
        if method == "OPTIONS":
            return ("api" if limited else "other"), _options, limited
        if self._follow and path in follow.PATHS:
            return "follow", self._follow, True
        if method not in _READING:
            return ("api" if limited else "other"), _refuse, limited
        if limited:
            return ("live" if path.endswith(LIVE) else "api"), self._data, True
        if self._searches.takes(request):
            return "search", self._searches, True
        watched = self._watched.get(path)
        if watched:
            return path[1:], watched, False
        return policy.kind_of(path if "." in path else ".html")[1], self._pages, False

    async def _settled(self, handler: Handler, request: Request) -> Answer:
        """The answer of a handler; what it raises, as a problem."""
        task = asyncio.ensure_future(handler(request))
        await asyncio.wait({task})
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, InputError):
            return problem(400, str(error), instance=request.path)
        if isinstance(error, Busy):
            told = "too much is being made just now; ask again soon"
            return problem(503, told, [("retry-after", "2")], instance=request.path)
        if isinstance(error, StoreError):
            _LOG.warning("%s: %s", request.path[:200], error)
            told = "the store cannot be read just now; ask again in a minute"
            return problem(503, told, [("retry-after", "30")], instance=request.path)
        _LOG.error("%s %s failed", request.method, request.path[:200], exc_info=error)
        return problem(500, "this went wrong on our side; it is in the server's log", instance=request.path)

    def _cross(self, more: list[Header]) -> None:
        """Pages of other sites may read what anybody may, where the operator lets them."""
        if origins := self._serving.options.origins:
            exposed = "etag, last-modified, link, ratelimit, ratelimit-policy, retry-after"
            told = [("access-control-allow-origin", origins), ("access-control-expose-headers", exposed)]
            more += encoded(told if origins == "*" else [*told, ("vary", "origin")])

    # --- handlers -------------------------------------------------------------------------

    async def _data(self, request: Request) -> Answer:
        """The API, out of memory where it answered the same before."""
        if len(request.query_string) > LONGEST_QUERY:
            return problem(414, f"the query is longer than {LONGEST_QUERY} bytes", instance=request.path)
        name = _data_name(request)

        async def make() -> dict[str, Answer]:
            if self._told.making > WAITING:
                raise Busy
            return {"": await asked(self._api, request)}

        room = self._told.find(name) or await self._told.fetch(name, make)
        return room[""]

    async def _metrics(self, request: Request) -> Answer:
        self._count()
        return await self._health.metrics(request)

    def _count(self) -> None:
        memories = (self._memory, self._told)
        self._counter.set("dateline_cache_hits_total", sum(memory.hits for memory in memories))
        self._counter.set("dateline_cache_misses_total", sum(memory.misses for memory in memories))
        self._counter.set("dateline_cache_bytes", sum(memory.weight for memory in memories))
        self._counter.set("dateline_live_clients", len(self.live))

    async def _stream(self, request: Request, send: Send, more: list[Header]) -> Answer | None:
        """Live updates; an answer where there are none, or no more can be had."""
        story = request.path.removeprefix("/api/v1").removesuffix(LIVE).removeprefix("/stories/")
        if story and (request.path == f"/api/v1{LIVE}" or not request.path.startswith("/api/v1/stories/")):
            return problem(404, "there are streams at /api/v1/live and /api/v1/stories/ID/live")
        if story:
            found = await self._settled(self._known(story), request)
            if found.status != 200:
                return found
            story = found.body.decode()
        again = [("retry-after", "30")]
        if self.live.full:
            return problem(503, "too many readers follow just now", again, instance=request.path)
        if self.live.many(request.client):
            return problem(429, "too many streams are open; close one", again, instance=request.path)
        await self.live.stream(request, send, story, more)
        return None

    def _known(self, story: str) -> Handler:
        async def known(_request: Request) -> Answer:
            found = await in_thread(self._serving.records.listing, story)
            return Answer(body=found["id"].encode()) if found else problem(404, "there is no such story")

        return known

    def _mark(self) -> str:
        return self.pulse.mark

    def _forget(self, beat: Beat) -> None:
        self._memory.forget(beat.rooms)
        self._told.forget(None)
        self._count()

    # --- from start to end ----------------------------------------------------------------

    async def _live_through(self, receive: Receive, send: Send) -> None:
        """Watch the store from the start of the server to its end."""
        await receive()
        anyio.to_thread.current_default_thread_limiter().total_tokens = DATA_THREADS
        await self.pulse.begin()
        await self._rehearse()
        self._counter.reset()
        watching = asyncio.ensure_future(self.pulse.run())
        await send({"type": "lifespan.startup.complete"})
        while (await receive())["type"] != "lifespan.shutdown":
            pass
        watching.cancel()
        self.live.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _rehearse(self) -> None:
        """Load what answers are made with before anybody waits for one; what fails is told, and served on."""
        task = asyncio.ensure_future(in_thread(self._serving.rehearse))
        await asyncio.wait({task})
        if error := task.exception():
            _LOG.warning("a first page could not be made: %s", error)
        # What was loaded stays: to look through it for garbage stops all answers for a tenth of a second.
        gc.collect()
        gc.freeze()


def _data_name(request: Request) -> str:
    """The name of an answer of the API in memory: the same in whatever order its parameters are given."""
    return "\n".join([request.path, *sorted(request.query_string.decode("latin-1").split("&"))])


def _follow_of(serving: Serving) -> follow.Follow | None:
    if serving.digests is None:
        return None
    return follow.Follow(serving.digests, serving.policy, serving.edition.base_url)


def _limited(allowance: rates.Allowance | None, request: Request, more: list[Header]) -> Answer | None:
    """429 where a client asked too often; ``more`` is told what it has left."""
    if allowance is None:
        return None
    more += encoded(allowance.headers)
    if not allowance.wait:
        return None
    told = f"too many requests: ask again in {allowance.wait} s, or less often"
    return problem(429, told, instance=request.path)


async def _options(request: Request) -> Answer:
    """What may be asked, for anybody, and for a browser before a page of another site asks (CORS)."""
    headers = [("allow", _READ), ("cache-control", "public, max-age=3600"), *policy.SECURITY]
    if request.path.startswith(API):
        headers += [
            ("access-control-allow-methods", _READ),
            ("access-control-allow-headers", "if-none-match, if-modified-since, last-event-id, accept"),
            ("access-control-max-age", "86400"),
        ]
    return Answer(status=204, headers=encoded(headers))


async def _refuse(request: Request) -> Answer:
    return not_allowed(request.method, _READ)
