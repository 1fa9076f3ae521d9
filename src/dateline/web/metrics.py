"""What the server counts of itself, in Prometheus's text format (0.0.4).

Workers count each in its own stretch of one shared block of memory; whichever is asked tells the sum of all.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

#: Kinds of requests. What is none of them counts as the last.
ROUTES = (
    "page",
    "asset",
    "feed",
    "data",
    "search",
    "api",
    "live",
    "follow",
    "healthz",
    "metrics",
    "other",
)
STATUSES = (200, 204, 300, 301, 303, 304, 400, 403, 404, 405, 410, 413, 415, 422, 429, 500, 503, 0)
#: Upper bounds of the histogram's buckets, in seconds.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
#: What is counted beside requests: name, kind, what it is.
COUNTS = (
    ("dateline_cache_hits_total", "counter", "Answers that were in memory."),
    ("dateline_cache_misses_total", "counter", "Answers that had to be made."),
    ("dateline_live_clients", "gauge", "Streams of live updates that are open."),
    ("dateline_cache_bytes", "gauge", "Bytes of answers in memory, in all workers."),
)
_ROUTE = {name: at for at, name in enumerate(ROUTES)}
_STATUS = {status: at for at, status in enumerate(STATUSES)}
_NAMED = {name: at for at, (name, _, _) in enumerate(COUNTS)}
#: A stretch: statuses of each route; buckets (with +Inf) and the sum of seconds of each route; counts.
_BUCKETS = len(BOUNDS) + 2
_AT_TIMES = len(ROUTES) * len(STATUSES)
_AT_COUNTS = _AT_TIMES + len(ROUTES) * _BUCKETS
_STRETCH = _AT_COUNTS + len(COUNTS)

Slots: TypeAlias = "memoryview[float]"
Gauge = tuple[str, str, Mapping[str, float]]


class Board:
    """Where all workers count; made before they are, and shared by them."""

    def __init__(self, workers: int = 1) -> None:
        self._slots: Slots = memoryview(mmap.mmap(-1, _STRETCH * 8 * workers)).cast("d")
        self._workers = workers

    def counter(self, worker: int = 0) -> Counter:
        """The stretch of one worker."""
        return Counter(self._slots[worker * _STRETCH : (worker + 1) * _STRETCH])

    def _sum(self, slot: int) -> float:
        return sum(self._slots[slot + worker * _STRETCH] for worker in range(self._workers))

    def text(self, gauges: Iterable[Gauge] = ()) -> str:
        """All that was counted, with ``gauges``: name, what it is, and its value by label ("" for none)."""
        lines = [*self._requests(), *self._times(), *self._counts(), *_told(gauges)]
        return "\n".join(lines) + "\n"

    def _requests(self) -> Iterator[str]:
        yield from _head("dateline_requests_total", "counter", "Requests answered.")
        for route, at in _ROUTE.items():
            for status, column in _STATUS.items():
                if count := self._sum(at * len(STATUSES) + column):
                    told = status or "other"
                    yield f'dateline_requests_total{{route="{route}",status="{told}"}} {count:.0f}'

    def _times(self) -> Iterator[str]:
        name = "dateline_request_seconds"
        yield from _head(name, "histogram", "Seconds until an answer was given to the connection.")
        for route, at in _ROUTE.items():
            first = _AT_TIMES + at * _BUCKETS
            counts = [self._sum(first + column) for column in range(len(BOUNDS) + 1)]
            if not sum(counts):
                continue
            for column, bound in enumerate((*BOUNDS, "+Inf")):
                told = sum(counts[: column + 1])
                yield f'{name}_bucket{{route="{route}",le="{bound}"}} {told:.0f}'
            yield f'{name}_sum{{route="{route}"}} {self._sum(first + _BUCKETS - 1):.6f}'
            yield f'{name}_count{{route="{route}"}} {sum(counts):.0f}'

    def _counts(self) -> Iterator[str]:
        for at, (name, kind, told) in enumerate(COUNTS):
            yield from _head(name, kind, told)
            yield f"{name} {self._sum(_AT_COUNTS + at):.0f}"


class Counter:
    """What one worker counts."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Count a request with how long it took."""
        at = _ROUTE.get(route, len(ROUTES) - 1)
        self._slots[at * len(STATUSES) + _STATUS.get(status, len(STATUSES) - 1)] += 1
        first = _AT_TIMES + at * _BUCKETS
        self._slots[first + bisect_left(BOUNDS, seconds)] += 1
        self._slots[first + _BUCKETS - 1] += seconds

    def set(self, name: str, value: float) -> None:
        """Set what is counted beside requests. Raises ``KeyError`` for what is not in ``COUNTS``."""
        self._slots[_AT_COUNTS + _NAMED[name]] = value

    def reset(self) -> None:
        """Forget what is true no more after a worker crashed whose stretch it was: gauges."""
        for name, kind, _ in COUNTS:
            if kind == "gauge":
                self.set(name, 0)


def _head(name: str, kind: str, told: str) -> tuple[str, str]:
    return f"# HELP {name} {told}", f"# TYPE {name} {kind}"


def _told(gauges: Iterable[Gauge]) -> Iterator[str]:
    for name, told, values in gauges:
        yield from _head(name, "gauge", told)
        for label, value in values.items():
            yield f"{name}{{{label}}} {value:g}" if label else f"{name} {value:g}"
