"""Arrays that grow at the end, and rows of unequal length side by side in one array.

Decides how much room is kept free, nothing else.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.stages.group.arrays import Array


class Column:
    """An array that is appended to in constant time a value; ``fill`` stands where nothing was written."""

    def __init__(self, dtype: Any, width: tuple[int, ...] = (), fill: float = 0) -> None:
        self._width = width
        self._fill = fill
        self._held = self._room(0, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> Array:
        """What was written, without a copy: true until the next call of ``append`` or ``reach``."""
        return self._held[: self._length]

    @property
    def size(self) -> int:
        """Bytes held, free room included."""
        return int(self._held.nbytes)

    def append(self, values: Array) -> None:
        """Write at the end."""
        start = self._length
        self.reach(start + len(values))
        self._held[start : self._length] = values

    def reach(self, length: int) -> None:
        """Be at least so long, with ``fill`` in what is new."""
        if length > len(self._held):
            held = self._room(max(length, len(self._held) * 9 // 8, 64), self._held.dtype)
            held[: self._length] = self.values
            self._held = held
        self._length = max(length, self._length)

    def put(self, values: Array) -> None:
        """Write something else in place of all."""
        self._held, self._length = np.ascontiguousarray(values, self._held.dtype), len(values)

    def _room(self, length: int, dtype: Any) -> Array:
        return np.full((length, *self._width), self._fill, dtype)


class Tail:
    """A column written a value at a time: the last values wait in a list until all are asked for."""

    def __init__(self, dtype: Any) -> None:
        self._column = Column(dtype)
        self._waiting: list[int] = []
        self.write = self._waiting.append

    def __len__(self) -> int:
        return len(self._column) + len(self._waiting)

    @property
    def values(self) -> Array:
        """What was written, without a copy: true until the next time that this is asked."""
        if self._waiting:
            self._column.append(np.array(self._waiting, np.int64).astype(self._column.values.dtype))
            self._waiting.clear()
        return self._column.values

    def put(self, values: Array) -> None:
        """Write something else in place of all."""
        self._waiting.clear()
        self._column.put(values)

    def change(self, at: int, value: int) -> None:
        """Write another value where one was written."""
        self.values[at] = value


def stretches(starts: Array, lengths: Array) -> Array:
    """The indices start, start + 1 … of each stretch, one stretch after another."""
    lengths = np.asarray(lengths, np.int64)
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, np.int64)
    ends = np.cumsum(lengths)
    places: Array = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return places
