"""Asks an ASGI application inside the server and holds its whole answer, to be kept and sent as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp

from dateline.web import policy
from dateline.web.answer import Answer, answer

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from dateline.web.request import Request

#: What the answer gets anew from what holds it.
_OWN = frozenset({b"content-length", b"content-type"})


async def asked(app: ASGIApp, request: Request) -> Answer:
    """The application's answer to GET, of whatever method the request is."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app({**request.scope, "method": "GET"}, receive, send)
    start, body = sent[0], b"".join(message.get("body", b"") for message in sent[1:])
    told = {name.lower(): value for name, value in start["headers"]}
    own = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in told.items() if name not in _OWN
    ]
    media_type = told.get(b"content-type", b"").decode("latin-1") or "application/json"
    status = start["status"]
    kept = "public, max-age=10" if status in (200, 301) else "no-store"
    more = [
        *policy.SECURITY,
        ("content-security-policy", policy.BARE),
        ("x-robots-tag", "noindex"),
        ("cache-control", kept),
    ]
    return answer(body, media_type, [*own, *more], status=status)
