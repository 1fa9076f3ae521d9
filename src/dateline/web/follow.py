"""Following by email: asking for it, confirming, leaving. What happens then ``app`` decides.

Decides who may ask: a page of this site, or no page at all (never one of another site, that would have its
readers' browsers send mails). Leaving is open to anybody who holds the token (RFC 8058, 3.2): no origin, no
cookie, no login.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from dateline.web import bodies, policy
from dateline.web.answer import Answer, answer
from dateline.web.problems import not_allowed, problem
from dateline.web.request import fields
from dateline.web.threads import in_slow_thread

if TYPE_CHECKING:
    from dateline.web.request import Request

EMAIL, CONFIRM, LEAVE = "/follow/email", "/follow/confirm", "/follow/unsubscribe"
PATHS = frozenset({EMAIL, CONFIRM, LEAVE})
_FORM = "application/x-www-form-urlencoded"
_NOTHING_KEPT = [
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),  # its address holds a token
    ("x-robots-tag", "noindex"),
]


class Told(Protocol):
    """A page that tells what became of it."""

    @property
    def status(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def retry_after(self) -> int: ...


class Digests(Protocol):
    """Who is sent digests, as the forms see it."""

    def ask(self, address: str, theme: str, cadence: str) -> Told: ...
    def show_confirm(self, token: str) -> Told: ...
    def confirm(self, token: str) -> Told: ...
    def show_unsubscribe(self, token: str) -> Told: ...
    def unsubscribe(self, token: str) -> Told: ...


class Follow:
    """The forms of the digest. ``home`` is where the site is published, "" if that is not known."""

    def __init__(self, digests: Digests, page_policy: str, home: str) -> None:
        self._digests = digests
        self._policy = page_policy
        self._home = home

    async def __call__(self, request: Request) -> Answer:
        """The answer to whoever asks, confirms or leaves."""
        try:
            return await self._answer(request)
        except bodies.TooLarge:
            return problem(413, f"a form here has at most {bodies.MOST} bytes", [("connection", "close")])
        except TimeoutError:
            return problem(408, "the form did not come to its end", [("connection", "close")])

    async def _answer(self, request: Request) -> Answer:
        if request.path == EMAIL:
            return await self._ask(request)
        show, do = {
            CONFIRM: (self._digests.show_confirm, self._digests.confirm),
            LEAVE: (self._digests.show_unsubscribe, self._digests.unsubscribe),
        }[request.path]
        if request.method == "POST":
            sent = await bodies.body(request)
            plain = request.header(b"content-type").startswith(_FORM)
            return await self._told(
                do, request.query.get("token") or (fields(sent).get("token", "") if plain else "")
            )
        if request.method in ("GET", "HEAD"):
            return await self._told(show, request.query.get("token", ""))
        return not_allowed(request.method, "GET, HEAD, POST")

    async def _ask(self, request: Request) -> Answer:
        if request.method != "POST":
            return not_allowed(request.method, "POST")
        if not from_here(request, self._home):
            return problem(403, "this form is sent from a page of this site")
        if not request.header(b"content-type").startswith(_FORM):
            return problem(415, f"give the form as {_FORM}")
        form = fields(await bodies.body(request))
        asked = (form.get("address", ""), form.get("theme", ""), form.get("cadence", ""))
        return self._page(await in_slow_thread(self._digests.ask, *asked))

    async def _told(self, what: Callable[[str], Told], token: str) -> Answer:
        return self._page(await in_slow_thread(what, token))

    def _page(self, told: Told) -> Answer:
        security = [header for header in policy.SECURITY if header[0] != "referrer-policy"]
        headers = [*security, ("content-security-policy", self._policy), *_NOTHING_KEPT]
        if told.retry_after:
            headers.append(("retry-after", str(told.retry_after)))
        made = answer(told.content, "text/html; charset=utf-8", headers, status=told.status)
        return untagged(made)


def untagged(made: Answer) -> Answer:
    """The answer without what a client could remember it by."""
    return Answer(status=made.status, body=made.body, packed=made.packed, headers=made.headers)


def from_here(request: Request, home: str) -> bool:
    """Whether a form was sent by a page of this site or by no page at all (Fetch Metadata, ``Origin``)."""
    site = request.header(b"sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    origin = request.header(b"origin")
    if not origin:
        return True
    own = {request.header(b"host").lower(), urlsplit(home).netloc.lower()} - {""}
    return urlsplit(origin).netloc.lower() in own
