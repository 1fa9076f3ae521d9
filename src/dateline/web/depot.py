"""What one worker made, for the others: packed answers in a file without a name that all of them hold open.

Decides where a room lies (each name has a few places, that it shares with others) and when what lies there is
good: it must be whole, of that very name, and nothing that the room tells of has changed since it was made.
Without it each worker makes every page itself, and a reader who comes to another one waits for it again.
"""

from __future__ import annotations

import os
import pickle
import struct
import tempfile
import time
import weakref
from collections import deque
from collections.abc import Callable, Collection, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.web.answer import Room

#: Bytes of a place: a story with its feeds and data takes 45,000, packed. What is larger each worker makes.
PLACE = 98_304
#: Places that a name may lie at: of these the one that was filled first is filled anew.
_WAYS = 8
#: Marks back that what was made is still held against what changed.
_BACK = 64
#: Before what lies at a place: whose it is, when it was left, length, and digest (a torn one has another).
_HEAD = struct.Struct("<8sdI16s")


class Depot:
    """Made before the workers are, and inherited by them. ``most`` is how many bytes it may take.

    Nothing is locked: a room of which another worker wrote a part meanwhile bears a digest that is not its
    own, and is not there. The file has no name, so it ends with the last worker, however that one ends.
    ``now`` must be a clock that all workers share.
    """

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._groups = max(1, most // (PLACE * _WAYS))
        self._now = now
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is held as long as the rooms are
        self._file = file.fileno()
        weakref.finalize(self, file.close)

    def put(self, name: str, mark: str, room: Room) -> None:
        """Leave a room made of the state ``mark``; one that is too large, or finds no disk, is not left."""
        told = pickle.dumps((mark, dict(room)), pickle.HIGHEST_PROTOCOL)
        if len(told) + _HEAD.size > PLACE:
            return
        whose = _digest(name.encode("utf-8", "replace"), 8)
        ways = [(_HEAD.unpack(head), at) for head, at in self._heads(whose)]
        at = min(ways, key=lambda way: (way[0][0] != whose, way[0][1]))[1]
        head = _HEAD.pack(whose, self._now(), len(told), _digest(told, 16))
        try:
            os.pwrite(self._file, head + told, at)
        except OSError:
            return

    def get(self, name: str) -> tuple[str, Room] | None:
        """The mark and the answers of a room that lies here."""
        whose = _digest(name.encode("utf-8", "replace"), 8)
        for head, at in self._heads(whose):
            known, _, length, digest = _HEAD.unpack(head)
            if known == whose and length:
                told = os.pread(self._file, length, at + _HEAD.size)
                # Only our own workers can write into a file that has no name.
                return pickle.loads(told) if _digest(told, 16) == digest else None  # noqa: S301
        return None

    def _heads(self, whose: bytes) -> Iterator[tuple[bytes, int]]:
        """The head of each place that a name may lie at, and where that is; of zeros where nothing lies."""
        first = int.from_bytes(whose, "big") % self._groups * _WAYS
        for place in range(first, first + _WAYS):
            at = place * PLACE
            yield os.pread(self._file, _HEAD.size, at).ljust(_HEAD.size, b"\0"), at


class Branch:
    """A depot as one memory of one worker sees it. ``mark`` tells the state of the store that it knows.

    ``kind`` keeps the names of one memory apart from those of another.
    """

    def __init__(self, depot: Depot, kind: str, mark: Callable[[], str]) -> None:
        self._depot = depot
        self._kind = kind
        self._mark = mark
        self._known = ""
        self._past: deque[tuple[str, Collection[str] | None]] = deque(maxlen=_BACK)

    def find(self, name: str) -> Room | None:
        """A room that another made, if it still holds."""
        self._known = self._mark()
        found = self._depot.get(f"{self._kind}\n{name}")
        return found[1] if found and self._holds(found[0], name) else None

    def keep(self, name: str, room: Room) -> None:
        """Leave a room to the others: it was made while the mark was the one that is known now."""
        self._known = self._mark()
        self._depot.put(f"{self._kind}\n{name}", self._known, room)

    def forget(self, names: Collection[str] | None) -> None:
        """The mark has changed, and with it these rooms; all of them for None."""
        self._past.append((self._known, names))
        self._known = self._mark()

    def _holds(self, mark: str, name: str) -> bool:
        """Whether a room of an earlier state is that of the present one; never of a state not known here."""
        if mark == self._known:
            return True
        for before, changed in reversed(self._past):
            if changed is None or name in changed:
                return False
            if before == mark:
                return True
        return False


def _digest(told: bytes, size: int) -> bytes:
    return blake2b(told, digest_size=size).digest()
