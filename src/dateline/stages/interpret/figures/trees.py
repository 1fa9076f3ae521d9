"""A forest of small decision trees, read from a table and asked for a few rows at once.

Decides nothing of its own: what the columns mean and where the numbers come from is the asker's business.
Every tree is complete: as deep as the deepest, with a question that all answer alike where one is short.
``group.judging.trees`` is the same idea for arrays of many rows at once. No stage imports another
and core loads no numpy, so each has its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Complete binary trees of one depth, side by side.

    ``features`` names the columns that rows must have. ``asked``: int[trees, 2**depth - 1], the column that
    each node asks about, level by level; ``bars``: float of the same shape: a value above its bar goes
    right; ``worth``: float[trees, 2**depth], what each leaf adds; ``base`` what all start from.
    """

    features: tuple[str, ...]
    base: float
    asked: Array
    bars: Array
    worth: Array

    def likelihoods(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Likelihoods from 0 to 1 of rows without a missing value."""
        values = np.array(rows, np.float64)
        trees, inner = self.asked.shape
        first, row = np.arange(trees)[None, :], np.arange(len(values))[:, None]
        node = np.zeros((len(values), trees), np.int64)
        for _ in range(self.worth.shape[1].bit_length() - 1):
            node += node + 1 + (values[row, self.asked[first, node]] > self.bars[first, node])
        sums = self.base + self.worth[first, node - inner].sum(axis=1)
        return [float(each) for each in 1.0 / (1.0 + np.exp(-sums))]


def read(held: dict[str, Any]) -> Forest:
    """The forest of a table as ``written`` makes it. ValueError where its parts do not fit together."""
    forest = Forest(
        features=tuple(held["features"]),
        base=float(held["base"]),
        asked=np.array(held["asked"], np.int64),
        bars=np.array(
            [[np.inf if bar is None else bar for bar in tree] for tree in held["bars"]], np.float64
        ),
        worth=np.array(held["worth"], np.float64),
    )
    trees, leaves = forest.worth.shape
    if forest.asked.shape != (trees, leaves - 1) or forest.bars.shape != forest.asked.shape:
        raise ValueError("the trees of the table are not complete")
    if not 0 <= forest.asked.min() <= forest.asked.max() < len(forest.features):
        raise ValueError("a tree of the table asks about a column that it does not name")
    return forest


def written(forest: Forest) -> str:
    """A forest as JSON, the same text for the same forest."""
    bars = [[None if bar == np.inf else float(bar) for bar in tree] for tree in forest.bars]
    parts: dict[str, Any] = {
        "features": list(forest.features),
        "base": round(forest.base, 6),
        "asked": forest.asked.tolist(),
        "bars": bars,
        "worth": [[round(float(leaf), 5) for leaf in tree] for tree in forest.worth],
    }
    return json.dumps(parts, separators=(",", ":"))
