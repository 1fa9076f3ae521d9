"""Average linkage over sparse likeness, with groups that may grow but never merge, and a time window.

Decides which items go together, nearest groups first, until no two groups are near enough. Does not know what
the items are: reports make stories, stories make themes. Pairs without an edge count as not alike at all.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from math import isnan


class Linkage:
    """Groups in the making. An item is its index; a group is named after its seed.

    ``seeds`` gives the first group of each item; ``settled`` the groups which were there before: two of them
    never become one. ``days`` is the time of each item, not a number where unknown; two groups whose times
    lie more than ``window`` days apart stay apart.
    """

    def __init__(
        self, seeds: Sequence[int], settled: Collection[int], days: Sequence[float], window: float, cut: float
    ) -> None:
        self._settled = set(settled)
        self._window = window
        self._cut = cut
        self._size: dict[int, int] = {}
        self._span: dict[int, tuple[float, float] | None] = {}
        self._into: dict[int, int] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._heap: list[tuple[float, int, int]] = []
        self._seeds = tuple(seeds)
        for seed, day in zip(seeds, days, strict=True):
            self._size[seed] = self._size.get(seed, 0) + 1
            self._span[seed] = _wider(self._span.get(seed), None if isnan(day) else (day, day))
            self._links.setdefault(seed, {})

    def join(self, edges: Iterable[tuple[int, int, float]]) -> tuple[int, ...]:
        """The group of each item, after its edges (item, item, likeness) have been followed."""
        for one, other, like in edges:
            first, second = self._seeds[one], self._seeds[other]
            if first != second:
                for a, b in ((first, second), (second, first)):
                    self._links[a][b] = self._links[a].get(b, 0.0) + like
        for group in self._links:
            for other in self._links[group]:
                if group < other:
                    self._offer(group, other)
        while self._heap:
            mean, first, second = heapq.heappop(self._heap)
            if first in self._size and second in self._size and -mean == self._mean(first, second):
                self._merge(first, second)
        return tuple(self._group(seed) for seed in self._seeds)

    def _group(self, seed: int) -> int:
        while seed in self._into:
            seed = self._into[seed]
        return seed

    def _mean(self, first: int, second: int) -> float:
        return self._links[first].get(second, 0.0) / (self._size[first] * self._size[second])

    def _offer(self, first: int, second: int) -> None:
        """Put a pair of groups in line, if they may and ought to become one."""
        if first in self._settled and second in self._settled:
            return
        mean = self._mean(first, second)
        if mean >= self._cut and self._gap(first, second) <= self._window:
            heapq.heappush(self._heap, (-mean, min(first, second), max(first, second)))

    def _gap(self, first: int, second: int) -> float:
        one, other = self._span[first], self._span[second]
        return 0.0 if one is None or other is None else max(other[0] - one[1], one[0] - other[1], 0.0)

    def _merge(self, first: int, second: int) -> None:
        kept, gone = (second, first) if second in self._settled else (first, second)
        self._into[gone] = kept
        self._size[kept] += self._size.pop(gone)
        self._span[kept] = _wider(self._span[kept], self._span.pop(gone))
        links = self._links[kept]
        for other, like in self._links.pop(gone).items():
            del self._links[other][gone]
            if other != kept:
                links[other] = links.get(other, 0.0) + like
        for other, like in links.items():
            self._links[other][kept] = like
            self._offer(kept, other)


def _wider(one: tuple[float, float] | None, other: tuple[float, float] | None) -> tuple[float, float] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
