"""Two numbers for each of many names, in memory that all workers share; whichever changes them, all see it.

Decides what is forgotten where there is no more room: of the eight names that share a place, the one whose
second number is the smallest. Whoever makes it the time of the last change forgets who was quiet longest.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import tempfile
import weakref
from collections.abc import Callable
from hashlib import blake2b

Pair = tuple[float, float]

#: Names that share a place, and places: room for some 65,000 names in 1.5 MB.
_WAYS, _PLACES = 8, 8192


class Pairs:
    """Made before the workers are, and inherited by them.

    A name is kept as a keyed hash of 64 bits, whose key is new with every start: nobody can choose names that
    push another's out. A worker that dies while it holds the lock lets go of it, as the system does that.
    """

    def __init__(self, places: int = _PLACES) -> None:
        size = places * _WAYS * 8
        self._names = memoryview(mmap.mmap(-1, size)).cast("Q")
        self._numbers = memoryview(mmap.mmap(-1, 2 * size)).cast("d")
        self._places = places
        self._key = os.urandom(16)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is held as long as the names are
        self._lock = self._file.fileno()
        weakref.finalize(self, self._file.close)

    def change(self, name: str, how: Callable[[Pair | None], Pair]) -> Pair:
        """Put in place of a name's numbers what ``how`` makes of them; None is given for an unknown name."""
        mark = self._mark(name)
        first = mark % self._places * _WAYS
        fcntl.lockf(self._lock, fcntl.LOCK_EX)
        try:
            names = self._names[first : first + _WAYS].tolist()
            known = mark in names
            way = first + names.index(mark) if known else min(range(first, first + _WAYS), key=self._age)
            at = 2 * way
            made = how((self._numbers[at], self._numbers[at + 1]) if known else None)
            self._names[way], self._numbers[at], self._numbers[at + 1] = mark, *made
        finally:
            fcntl.lockf(self._lock, fcntl.LOCK_UN)
        return made

    def _mark(self, name: str) -> int:
        """Never 0: that is nobody's."""
        sized = blake2b(name.encode("utf-8", "replace"), digest_size=8, key=self._key)
        return int.from_bytes(sized.digest(), "big") or 1

    def _age(self, way: int) -> tuple[bool, float]:
        return self._names[way] != 0, self._numbers[2 * way + 1]
