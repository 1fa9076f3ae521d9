"""The reports of the window, row by row in columns: impressions, times, outlets, languages.

Decides how they are kept and given up. A row keeps its number for ever; its place in the columns is the
number less that of the first row still held. What a retired row held is freed when enough of them are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from dateline.core.types import Report
from dateline.stages.group.arrays import Array
from dateline.stages.group.filing import day
from dateline.stages.group.reading.keys import FACETS
from dateline.stages.group.window.columns import Column, stretches

if TYPE_CHECKING:
    from dateline.stages.group.reading.impressions import Impressions

#: Dated reports whose middle one tells what day it is: a wrong date or two do no harm.
_RECENT = 100
#: Days ahead of it that are believed: what is dated later must not be kept for ever.
_AHEAD = 366.0


class Memory:
    """Columns by place. ``base`` is the row at place 0.

    ``crowd``: how many near ones each row remembers, and how many numbers of each.
    """

    def __init__(self, crowd: tuple[int, int]) -> None:
        self.base = 0
        self.ids: list[str] = []
        self.keys, self.times = Column(np.int32), Column(np.uint8)
        self.hashes = Column(np.uint32)
        self.starts, self.hash_starts = Column(np.int64), Column(np.int64)
        self.lengths, self.norms = Column(np.int16, (len(FACETS),)), Column(np.float32, (len(FACETS),))
        self.hash_lengths, self.levels = Column(np.int16), Column(np.uint8)
        self.days, self.leaves = Column(np.float64, fill=nan), Column(np.float64)
        self.outlets, self.languages, self.sizes = Column(np.int32), Column(np.int32), Column(np.int32)
        self.nearest, self.crowds = Column(np.uint16, crowd), Column(np.float32, (2 * crowd[1] + 1,))
        self.live, self.asked = Column(np.bool_), Column(np.bool_)
        self._recent: list[float] = []
        self._names: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, reports: Sequence[Report], held: Impressions) -> None:
        """Write reports at the end, with what was kept of them."""
        first, count = len(self), len(reports)
        self.ids.extend(report.id for report in reports)
        totals = held.lengths.sum(axis=1)
        self.starts.append(len(self.keys) + np.cumsum(totals) - totals)
        self.keys.append(held.keys)
        self.times.append(held.times)
        self.lengths.append(held.lengths)
        sketch = held.sketches
        self.hash_starts.append(len(self.hashes) + np.cumsum(sketch.lengths) - sketch.lengths)
        self.hashes.append(sketch.hashes)
        self.hash_lengths.append(sketch.lengths)
        self.levels.append(sketch.levels)
        self.sizes.append(held.sizes)
        self.outlets.append(self._coded("outlet", [report.outlet for report in reports]))
        self.languages.append(self._coded("language", [report.language for report in reports]))
        self._date(np.array([day(report) for report in reports], np.float64))
        for column in (self.norms, self.nearest, self.crowds, self.live, self.asked):
            column.reach(first + count)
        self.live.values[first:] = True

    def insert(self, places: Array, held: Impressions) -> None:
        """Write more keys of some places, of a facet of which they had none."""
        facets = len(FACETS)
        lengths = np.zeros((len(self), facets), np.int64)
        lengths[places] = held.lengths
        new = np.repeat(np.arange(lengths.size), lengths.ravel())
        old = np.repeat(np.arange(lengths.size), self.lengths.values.ravel())
        order = np.argsort(np.concatenate([old, new]), kind="stable")
        at = self.texts(0, len(self))
        for column, more in ((self.keys, held.keys), (self.times, held.times)):
            column.put(np.concatenate([column.values[at], more])[order])
        self.lengths.put(self.lengths.values + lengths)
        totals = self.lengths.values.sum(axis=1)
        self.starts.put(np.cumsum(totals) - totals)

    def texts(self, start: int, end: int) -> Array:
        """The places in ``keys`` of what the places from one to before another hold."""
        return stretches(self.starts.values[start:end], self.lengths.values[start:end].sum(axis=1))

    def sketch(self, place: int) -> Array:
        """The hashes of one place."""
        start = int(self.hash_starts.values[place])
        return self.hashes.values[start : start + int(self.hash_lengths.values[place])]

    def leaving(self, before: float) -> Array:
        """The places that are to go when all from before a day go."""
        return np.flatnonzero(self.live.values & (self.leaves.values < before))

    def drop(self, places: Array) -> None:
        """Hold nothing at these places."""
        self.live.values[places] = False
        for at in places.tolist():
            self.ids[at] = ""

    def shrink(self) -> None:
        """Free what dropped places held, and the dropped places before the first that lives."""
        live = self.live.values
        first = int(np.argmax(live)) if live.any() else len(live)
        lengths = self.lengths.values.astype(np.int64) * live[:, None]
        hash_lengths = self.hash_lengths.values.astype(np.int64) * live
        kept = stretches(self.starts.values, lengths.sum(axis=1))
        for flat in (self.keys, self.times):
            flat.put(flat.values[kept])
        self.hashes.put(self.hashes.values[stretches(self.hash_starts.values, hash_lengths)])
        self.lengths.put(lengths)
        self.hash_lengths.put(hash_lengths)
        totals = lengths.sum(axis=1)
        self.starts.put(np.cumsum(totals) - totals)
        self.hash_starts.put(np.cumsum(hash_lengths) - hash_lengths)
        for column in self._by_place():
            column.put(column.values[first:].copy())
        self.ids = self.ids[first:]
        self.base += first

    @property
    def size(self) -> int:
        """Bytes held, but for the ids."""
        return sum(one.size for one in (self.keys, self.times, self.hashes, *self._by_place()))

    def _by_place(self) -> tuple[Column, ...]:
        return (
            self.starts,
            self.hash_starts,
            self.lengths,
            self.norms,
            self.hash_lengths,
            self.levels,
            self.days,
            self.leaves,
            self.outlets,
            self.languages,
            self.sizes,
            self.nearest,
            self.crowds,
            self.live,
            self.asked,
        )

    def _coded(self, kind: str, names: Sequence[str]) -> Array:
        """A number for each name; 0 for none."""
        coded = self._names
        return np.array(
            [coded.setdefault((kind, name), len(coded) + 1) if name else 0 for name in names], np.int32
        )

    def _date(self, days: Array) -> None:
        """Write days, and the day as of which each report goes: its own, or the day on which it came."""
        self._recent = [*self._recent, *days[~np.isnan(days)].tolist()][-_RECENT:]
        now = sorted(self._recent)[len(self._recent) // 2] if self._recent else 0.0
        believed = days <= now + _AHEAD
        self.days.append(days)
        self.leaves.append(np.where(believed, days, now))
