"""How rare a word is, facet by facet, counted as reports come.

Decides the weight of a word (idf, smoothed as if one more report held every word) and how a count of it in
one report is damped. What leaves the window takes its average share of all counts along: which words it had
is no longer known, and need not be.
"""

from __future__ import annotations

from math import log1p

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.window.columns import Column

#: 1 + ln n for n times: the tenth time tells little more than the third.
DAMPED = np.concatenate([[0.0], 1 + np.log(np.arange(1, 256))]).astype(np.float32)


class Rarity:
    """Reports that hold each key (a word in a facet), and how many there are in all."""

    def __init__(self) -> None:
        self._counts = Column(np.float32)
        self.total = 0.0

    def __len__(self) -> int:
        """One more than the greatest key that was ever counted."""
        return len(self._counts)

    def learn(self, keys: Array, reports: int) -> None:
        """Count the keys of so many reports, each key once for each report that has it."""
        if len(keys):
            self._counts.reach(int(keys.max()) + 1)
            np.add.at(self._counts.values, keys, np.float32(1))
        self.total += reports

    def weights(self, keys: Array) -> Array:
        """ln((1 + reports) / (1 + reports that have it)) + 1, for each key."""
        counts = self._counts.values
        if not len(counts):
            return np.full(len(keys), log1p(self.total) + 1, np.float32)
        found = counts.take(keys, mode="clip")
        if len(keys) and keys.max() >= len(counts):
            found[keys >= len(counts)] = 0
        rarity: Array = np.float32(log1p(self.total) + 1) - np.log1p(found)
        return rarity

    def lose(self, reports: float) -> None:
        """Let so many average reports go."""
        share = max(0.0, 1 - reports / self.total) if self.total else 0.0
        self._counts.values[:] *= share
        self.total *= share

    def common(self, least: float) -> Array:
        """The keys that at least so many reports hold."""
        return np.flatnonzero(self._counts.values >= least)

    def keep(self, keys: Array) -> None:
        """Forget all keys but these, which are numbered anew in the order given (``keys.all_keys``)."""
        self._counts.reach(int(keys.max()) + 1 if len(keys) else 0)
        self._counts.put(self._counts.values[keys])

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._counts.size
