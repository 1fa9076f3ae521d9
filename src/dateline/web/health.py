"""``/healthz`` and ``/metrics``: how the server stands, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.core.errors import StoreError
from dateline.web import clients, policy
from dateline.web.answer import Answer, answer, json_answer
from dateline.web.problems import problem
from dateline.web.threads import in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Serving
    from dateline.web.metrics import Board
    from dateline.web.request import Request

_HEADERS = [*policy.SECURITY, ("content-security-policy", policy.BARE), ("cache-control", "no-store")]


class Health:
    """Tells how the store, the rounds and this server do."""

    def __init__(self, serving: Serving, board: Board, now: Callable[[], datetime]) -> None:
        self._serving = serving
        self._board = board
        self._now = now

    async def healthz(self, _request: Request) -> Answer:
        """200 where the store can be read, else 503 with why."""
        try:
            form = await in_thread(self._serving.health, self._now())
        except StoreError as error:
            return problem(503, f"the store cannot be read: {error.reason}", _HEADERS)
        return json_answer(form, _HEADERS)

    async def metrics(self, request: Request) -> Answer:
        """What was counted, for this machine and the operator's own network alone."""
        if not clients.private(request.client):
            return problem(403, "metrics are for the operator's own network", _HEADERS)
        try:
            gauges = await in_thread(self._serving.gauges, self._now())
        except StoreError:
            gauges = (("dateline_store_readable", "Whether the store can be read.", {"": 0.0}),)
        text = self._board.text(gauges)
        return answer(text.encode(), "text/plain; version=0.0.4; charset=utf-8", _HEADERS)
