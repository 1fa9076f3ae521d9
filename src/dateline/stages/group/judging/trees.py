"""A forest of small decision trees, read from a table and asked for many rows at once.

Decides nothing of its own: what the columns mean and where the numbers come from is the asker's business.
Every tree is complete: as deep as the deepest, with a question that all answer alike where one is short.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.stages.group.arrays import Array

#: Rows that are asked about at a time: their state stays in the processor's cache.
_BLOCK = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Complete binary trees of one depth, side by side.

    ``features`` names the columns that rows must have. ``asked``: int[trees, 2**depth - 1], the column that
    each node asks about, level by level; ``bars``: float32 of the same shape: a value above its bar goes
    right; ``worth``: float32[trees, 2**depth], what each leaf adds; ``base`` what all start from.
    """

    features: tuple[str, ...]
    base: float
    asked: Array
    bars: Array
    worth: Array

    @property
    def depth(self) -> int:
        """Questions on the way to a leaf."""
        return int(self.worth.shape[1]).bit_length() - 1

    def likelihoods(self, rows: Array) -> Array:
        """Likelihoods, float64[n] from 0 to 1, of rows float32[n, features] without a missing value."""
        sums = np.empty(len(rows))
        for start in range(0, len(rows), _BLOCK):
            sums[start : start + _BLOCK] = self._sums(rows[start : start + _BLOCK])
        return 1.0 / (1.0 + np.exp(-sums))

    def _sums(self, rows: Array) -> Array:
        trees, inner = self.asked.shape
        values = np.ascontiguousarray(rows, np.float32).ravel()
        row = np.arange(len(rows))[:, None] * len(self.features)
        asked, bars = self.asked.ravel(), self.bars.ravel()
        first = np.arange(trees)[None, :] * inner
        node = np.zeros((len(rows), trees), np.int64)
        for _ in range(self.depth):
            at = first + node
            node += node + 1 + (values[row + asked[at]] > bars[at])
        leaf = node - inner + np.arange(trees)[None, :] * self.worth.shape[1]
        return np.asarray(self.base + self.worth.ravel()[leaf].sum(axis=1, dtype=np.float64))


def read(table: str) -> Forest:
    """The forest of a JSON text, as ``written`` makes it. ValueError where its parts do not fit together."""
    held = json.loads(table)
    forest = Forest(
        features=tuple(held["features"]),
        base=float(held["base"]),
        asked=np.array(held["asked"], np.int64),
        bars=np.array(
            [[np.inf if bar is None else bar for bar in tree] for tree in held["bars"]], np.float32
        ),
        worth=np.array(held["worth"], np.float32),
    )
    trees, leaves = forest.worth.shape
    if forest.asked.shape != (trees, leaves - 1) or forest.bars.shape != forest.asked.shape:
        raise ValueError("the trees of the table are not complete")
    if not 0 <= forest.asked.min() <= forest.asked.max() < len(forest.features):
        raise ValueError("a tree of the table asks about a column that it does not name")
    return forest


def written(forest: Forest) -> str:
    """The forest as JSON, a line for each tree: the same bytes for the same forest."""

    def lines(rows: Array) -> str:
        made = ([None if np.isinf(value) else _short(value) for value in row] for row in rows)
        return "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in made) + "\n]"

    parts = {
        "features": json.dumps(forest.features),
        "base": repr(_short(forest.base)),
        "asked": lines(forest.asked),
        "bars": lines(forest.bars),
        "worth": lines(forest.worth),
    }
    return "{\n" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "\n}\n"


def _short(value: Any) -> float | int:
    """A number with the digits that tell: five, or none of an index."""
    return int(value) if isinstance(value, np.integer) else float(f"{float(value):.5g}")
