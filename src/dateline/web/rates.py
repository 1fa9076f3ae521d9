"""How often one client may ask: a token bucket for each (the bucket refills evenly, and holds one minute).

Decides whether a request may go on. Buckets are the same for all workers. Who one client is is for
:mod:`clients` to say; what an answer costs stands beside the route that makes it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from dateline.web.pairs import Pair, Pairs

WINDOW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a client may still do: ``left`` requests now, all of them again in ``reset`` seconds.

    ``wait`` is 0 where this request may go on, else in how many seconds it may.
    """

    limit: int
    left: int
    reset: int
    wait: int = 0

    @property
    def headers(self) -> list[tuple[str, str]]:
        """``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers-10)."""
        told = [
            ("ratelimit-policy", f'"default";q={self.limit};w={WINDOW}'),
            ("ratelimit", f'"default";r={self.left};t={self.reset}'),
        ]
        return [*told, ("retry-after", str(self.wait))] if self.wait else told


class Buckets:
    """The buckets of all clients for one purpose, ``name``.

    ``limit`` is how many tokens a minute each gets; 0: any number. ``now`` must be a clock that all workers
    share, such as ``time.monotonic``. In ``held`` a bucket is its tokens, and when they were counted.
    """

    def __init__(self, limit: int, now: Callable[[], float], held: Pairs, name: str = "") -> None:
        self._limit = limit
        self._now = now
        self._held = held
        self._name = name

    def take(self, client: str, cost: int = 1) -> Allowance | None:
        """Take the tokens for a request, all or none of them; None where there is no limit.

        What costs more than a whole bucket takes a whole one: a low limit makes such requests rare, and
        forbids none.
        """
        if not self._limit:
            return None
        limit, pace, price = float(self._limit), self._limit / WINDOW, min(cost, self._limit)
        allowed = False

        def taken(held: Pair | None) -> Pair:
            nonlocal allowed
            now = self._now()
            tokens, since = held or (limit, now)
            tokens = min(limit, tokens + max(0.0, now - since) * pace)
            allowed = tokens >= price
            return (tokens - price if allowed else tokens), now

        tokens, _ = self._held.change(f"{self._name}\n{client}", taken)
        return Allowance(
            limit=self._limit,
            left=int(tokens),
            reset=math.ceil((limit - tokens) / pace),
            wait=0 if allowed else max(1, math.ceil((price - tokens) / pace)),
        )
