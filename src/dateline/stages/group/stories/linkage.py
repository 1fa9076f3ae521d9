"""Average linkage over sparse likeness: no group reaches over a long gap, and two that are settled stay two.

Decides which items go together, nearest groups first, until no two groups are near enough. Does not know what
the items are. Pairs without an edge count as not alike at all, as far as they can have been looked at.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import inf, isnan


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Which pairs can have an edge at all: what was not looked at says nothing against a larger group.

    ``weights`` says how many each item stands for (one, if not given), ``languages`` in which language it is.
    ``partners`` is with how many others an item was compared at most, ``across`` with how many of those that
    are in other languages.
    """

    weights: Sequence[int] = ()
    languages: Sequence[str] = ()
    partners: float = inf
    across: float = inf


class Linkage:
    """Groups in the making. An item is its index; a group is named after its seed.

    ``seeds`` gives the first group of each item; ``settled`` the groups which were there before: two of them
    never become one. ``days`` is the time of each item, not a number where unknown; two groups whose times
    lie more than ``window`` days apart stay apart. ``looked`` tells which pairs can have an edge at all.
    """

    def __init__(
        self,
        seeds: Sequence[int],
        settled: Collection[int],
        days: Sequence[float],
        window: float,
        cut: float,
        looked: Looked | None = None,
    ) -> None:
        self._settled = set(settled)
        self._looked = looked or Looked()
        self._window = window
        self._cut = cut
        self._size: dict[int, int] = {}
        self._tongues: dict[int, Counter[str]] = {}
        self._span: dict[int, tuple[float, float] | None] = {}
        self._into: dict[int, int] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._heap: list[tuple[float, int, int]] = []
        self._seeds = tuple(seeds)
        self._mixed = len(set(self._looked.languages) - {""}) > 1
        weights = self._looked.weights or repeat(1, len(days))
        tongues = self._looked.languages or repeat("", len(days))
        for seed, day, weight, tongue in zip(seeds, days, weights, tongues, strict=True):
            self._size[seed] = self._size.get(seed, 0) + weight
            if tongue and self._mixed:
                self._tongues.setdefault(seed, Counter())[tongue] += weight
            self._span[seed] = _wider(self._span.get(seed), None if isnan(day) else (day, day))
            self._links.setdefault(seed, {})

    def join(self, edges: Iterable[tuple[int, int, float]]) -> tuple[int, ...]:
        """The group of each item, after its edges (item, item, likeness) have been followed."""
        for one, other, like in edges:
            first, second = self._seeds[one], self._seeds[other]
            if first != second:
                for a, b in ((first, second), (second, first)):
                    self._links[a][b] = self._links[a].get(b, 0.0) + like
        for group, links in self._links.items():
            for other, like in links.items():
                if group < other and like >= self._cut:  # a mean is never more than the sum
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
        one, other = self._size[first], self._size[second]
        smaller = min(one, other)
        across = self._across(first, second) if self._mixed else 0
        asked = min(one * other - across, smaller * self._looked.partners)
        return self._links[first].get(second, 0.0) / (asked + min(across, smaller * self._looked.across))

    def _across(self, first: int, second: int) -> int:
        """The pairs of two languages between two groups; a language that is not known is any."""
        one, other = self._tongues.get(first), self._tongues.get(second)
        if not one or not other or (len(one) == 1 and one.keys() == other.keys()):
            return 0
        return one.total() * other.total() - sum(one[tongue] * other[tongue] for tongue in one)

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
        if gone in self._tongues:
            self._tongues.setdefault(kept, Counter()).update(self._tongues.pop(gone))
        self._span[kept] = _wider(self._span[kept], self._span.pop(gone))
        links = self._links[kept]
        for other, like in self._links.pop(gone).items():
            del self._links[other][gone]
            if other != kept:
                links[other] = links.get(other, 0.0) + like
        for other, like in links.items():
            self._links[other][kept] = like
            if like >= self._cut:
                self._offer(kept, other)


def _wider(one: tuple[float, float] | None, other: tuple[float, float] | None) -> tuple[float, float] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
