"""Texts cut at their spaces, many at once, without a string for each stretch.

Decides how a stretch that was met before is known again: by a hash of 64 bits, looked up in a table of open
addresses. Two stretches of one hash would be taken for one, which happens once in some million windows. What
a stretch holds, ``vocabulary`` knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.stages.group.arrays import Array

#: Stands for the end of a line, and before each text: a stretch of its own.
BREAK = "\0"
_BREAK = f" {BREAK} "
#: Beyond this no sign is a space.
_LAST_SPACE = 0x3000
_SPACE = np.array([chr(code).isspace() for code in range(_LAST_SPACE + 2)])
#: Odd numbers without a pattern: a hash is the sum of what its signs are, each times a power of the base.
_MIX, _BASE = np.uint64(0x9E3779B97F4A7C15), 0xD6E8FEB86659FD93
_INVERSE = pow(_BASE, -1, 1 << 64)
_HALF = np.uint64(32)
#: Texts that are cut at once: what is worked on stays in the processor's cache.
_AT_ONCE = 48
_SMALLEST = 1 << 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Stretches of some texts, one text after another: where each starts and ends in ``whole``, its hash.

    ``counts`` are how many each text has, of which the first is a BREAK.
    """

    whole: str
    starts: Array
    ends: Array
    hashes: Array
    counts: Array


class Cutter:
    """Cuts texts; keeps the powers that hashes are made with."""

    def __init__(self) -> None:
        self._powers = np.ones(1, np.uint64)
        self._inverses = np.ones(1, np.uint64)

    def cuts(self, texts: Sequence[str]) -> list[Cut]:
        """The stretches of texts, as many at once as is good."""
        return [self._cut(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]

    def _cut(self, texts: Sequence[str]) -> Cut:
        told = [f"{_BREAK}{text}".replace("\n", _BREAK) for text in texts]
        whole = "".join(told)
        signs = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
        filled = np.zeros(len(signs) + 2, np.bool_)
        filled[1:-1] = ~_SPACE[np.minimum(signs, _LAST_SPACE + 1)]
        edges = np.flatnonzero(filled[1:] != filled[:-1])
        starts, ends = edges[::2], edges[1::2]
        firsts = np.cumsum([0, *map(len, told)])
        return Cut(
            whole=whole,
            starts=starts,
            ends=ends,
            hashes=self._hashes(signs, starts, ends),
            counts=np.diff(np.searchsorted(starts, firsts)),
        )

    def _hashes(self, signs: Array, starts: Array, ends: Array) -> Array:
        """Never 0. Sums from the first sign on make it one pass, whatever the stretches are."""
        self._reach(len(signs))
        mixed = (signs + np.uint64(1)) * _MIX
        mixed ^= mixed >> _HALF
        mixed *= self._powers[: len(signs)]
        sums = np.zeros(len(signs) + 1, np.uint64)
        np.cumsum(mixed, out=sums[1:])
        found = (sums[ends] - sums[starts]) * self._inverses[starts]
        return np.asarray(found | np.uint64(1))

    def _reach(self, length: int) -> None:
        if length > len(self._powers):
            self._powers, self._inverses = (_powers(base, length * 5 // 4) for base in (_BASE, _INVERSE))


def _powers(base: int, length: int) -> Array:
    held = np.full(length, base, np.uint64)
    held[0] = 1
    powers: Array = np.cumprod(held)
    return powers


class Known:
    """A number for each hash that was met: 0, 1 … in the order of meeting."""

    def __init__(self) -> None:
        self._count = 0
        self._room(_SMALLEST)

    def __len__(self) -> int:
        return self._count

    def find(self, hashes: Array) -> Array:
        """The number of each, -1 for those that were not met."""
        slots = self._slots(hashes)
        keys = self._keys[slots]
        found: Array = np.where(keys == hashes, self._numbers[slots], -1)
        left = np.flatnonzero((keys != hashes) & (keys != 0))
        while len(left):
            slots[left] = (slots[left] + 1) & self._mask
            keys = self._keys[slots[left]]
            hit = keys == hashes[left]
            found[left[hit]] = self._numbers[slots[left[hit]]]
            left = left[~hit & (keys != 0)]
        return found

    def add(self, hashes: Array) -> None:
        """Meet some that are new, each once."""
        if (self._count + len(hashes)) * 2 > len(self._keys):
            held = np.flatnonzero(self._keys)
            keys, numbers = self._keys[held], self._numbers[held]
            self._room(4 << int(self._count + len(hashes)).bit_length())
            self._put(keys, numbers)
        self._put(hashes, np.arange(self._count, self._count + len(hashes), dtype=np.int32))
        self._count += len(hashes)

    def _put(self, hashes: Array, numbers: Array) -> None:
        slots = self._slots(hashes)
        left = np.arange(len(hashes))
        while len(left):
            free = left[self._keys[slots[left]] == 0]
            self._keys[slots[free]] = hashes[free]
            won = free[self._keys[slots[free]] == hashes[free]]
            self._numbers[slots[won]] = numbers[won]
            left = left[self._keys[slots[left]] != hashes[left]]
            slots[left] = (slots[left] + 1) & self._mask

    def _slots(self, hashes: Array) -> Array:
        return np.asarray((hashes * _MIX >> _HALF).astype(np.int64) & self._mask)

    def _room(self, size: int) -> None:
        self._keys, self._numbers = np.zeros(size, np.uint64), np.zeros(size, np.int32)
        self._mask = size - 1
