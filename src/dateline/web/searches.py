"""The page of results of a search, and the feeds that follow one: made once, kept while they hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dateline.web import policy
from dateline.web.answer import Answer, answer, encoded
from dateline.web.threads import in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Serving
    from dateline.web.answer import Room
    from dateline.web.memory import Memory
    from dateline.web.request import Request

HOME = "/search/"
#: Tokens for a search that is not in memory: as many as the API's.
PRICE = 5
#: Letters of a query that are read; the rest nobody typed.
_LONGEST = 300


class Searches:
    """Answers to searches, over the same memory as the API."""

    def __init__(self, serving: Serving, memory: Memory) -> None:
        self._serving = serving
        self._memory = memory

    def takes(self, request: Request) -> bool:
        """Whether a request is a search: the page or a feed of one, with a query."""
        if not request.query_string or not request.path.startswith("/search"):
            return False
        paths = (
            HOME.rstrip("/"),
            HOME,
            f"{HOME}index.html",
            *(HOME + name for name in self._serving.search.feeds),
        )
        return request.path in paths and bool(request.query.get("q", "").strip())

    def name(self, request: Request) -> str:
        """The name of the answer to a search in memory."""
        return "\n".join(("search", *_asked(request)))

    async def __call__(self, request: Request) -> Answer:
        """The answer to a search."""
        if request.path == HOME.rstrip("/"):
            return _on(request)
        kind, after, asked = _asked(request)
        search = self._serving.search
        make = partial(search.feed, kind, asked) if kind else partial(search.page, asked, after)

        async def made() -> Room:
            return {"": self._answer(kind or "index.html", await in_thread(make))}

        room = await self._memory.fetch(self.name(request), made)
        return room[""]

    def _answer(self, name: str, body: bytes) -> Answer:
        path = f"search/{name}"
        headers = policy.headers_of(path, self._serving)
        return answer(body, policy.kind_of(path)[0], [*headers, ("x-robots-tag", "noindex")])


def _asked(request: Request) -> tuple[str, str, str]:
    """Which feed is asked for ("" for the page), what comes before the answer, and the words."""
    query = request.query
    kind = request.path.removeprefix(HOME).removesuffix("index.html")
    after = "" if kind else query.get("after", "")[:_LONGEST]
    return kind, after, " ".join(query["q"].split())[:_LONGEST]


def _on(request: Request) -> Answer:
    query = request.query_string.decode("latin-1")
    headers = [*policy.SECURITY, ("cache-control", "public, max-age=300"), ("location", f"{HOME}?{query}")]
    return Answer(status=301, headers=encoded(headers))
