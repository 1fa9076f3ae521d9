"""What changed when: a mark for each state of the store, and what was touched after a mark.

Keeps what others tell it; decides only whether matter is other than it was, and what a mark is called. A mark
is the sum of the digests of all matter, so that it follows from what the store holds, not from how it came
there; it costs as much as was written, whatever the store holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from dateline.core.listings import Changes, Facet, Spot
from dateline.storage import lists
from dateline.storage.database import Database
from dateline.storage.times import instant

#: How many marks are remembered.
_MARKS = 1000
_MODULUS = 1 << 128


class Matter(StrEnum):
    """What pages and lists are made from."""

    PAGE = "page"
    MEMBER = "member"
    STORY = "story"
    THEME = "theme"
    LISTING = "listing"
    REPORT = "report"


class Touch(StrEnum):
    """What a change concerns, beside things mentioned, which are called as their facet is."""

    STORY = "story"
    FACE = "face"
    SPOT = "spot"
    LISTED = "listed"
    THEME = "theme"
    RENAMED = "renamed"
    DAY = "day"
    MONTH = "month"
    REVISION = "revision"
    REPORT = "report"


class Ledger:
    """What was touched, of one store."""

    def __init__(self, database: Database) -> None:
        self._base = database
        self._sum = 0
        self._touched: dict[tuple[str, str], None] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Within a transaction: what is told inside is kept at its end under a new mark."""
        self._sum = 0
        self._touched = {}
        yield
        self._keep()

    def weigh(self, kind: Matter, bodies: Mapping[str, str | None]) -> set[str]:
        """The keys whose matter is now another; None says that there is none any more."""
        table = lists.matter
        rows = self._base.read_in(
            sa.select(table.c.key, table.c.digest).where(table.c.kind == kind), table.c.key, bodies
        )
        before = {row.key: row.digest for row in rows}
        now = {key: body if body is None else _digest(kind, key, body) for key, body in bodies.items()}
        changed = {key: made for key, made in now.items() if made != before.get(key)}
        for key, made in changed.items():
            self._sum += int(made or "0", 16) - int(before.get(key, "0"), 16)
        kept = [{"kind": kind, "key": key, "digest": made} for key, made in changed.items() if made]
        self._base.upsert(table, kept)
        for key in (key for key, made in changed.items() if made is None):
            self._base.write(sa.delete(table).where((table.c.kind == kind) & (table.c.key == key)))
        return set(changed)

    def touch(self, kind: Touch | Facet, keys: Iterable[str]) -> None:
        """Remember that these were changed."""
        self._touched.update(((str(kind), key), None) for key in keys)

    def touch_revisions(self, revisions: Iterable[tuple[str, int]]) -> None:
        """Remember that these earlier states of stories were changed."""
        self.touch(Touch.REVISION, (f"{number}:{story}" for story, number in revisions))

    def touch_spots(self, spots: Iterable[Spot]) -> None:
        """Remember that stories came to these places in their themes, left them, or are called otherwise."""
        self.touch(Touch.SPOT, ("\x1f".join((at.theme, instant(at.first), at.story)) for at in spots))

    def touch_months(self, months: Iterable[tuple[Facet, str, str]]) -> None:
        """Remember that in these months the lists of these things were changed."""
        self.touch(Touch.MONTH, map("\x1f".join, months))

    def mark(self) -> str:
        """The name of the present state; what an open transaction did counts when it ends."""
        return self._last()[1]

    def since(self, mark: str) -> Changes | None:
        """What was touched after the newest state of that name; None where none is remembered."""
        states, table = lists.mark, lists.touched
        known = sa.select(sa.func.max(states.c.position)).where(states.c.mark == mark)
        position = self._base.read(known)[0][0]
        if position is None:
            return None
        query = sa.select(table.c.kind, table.c.key).where(table.c.position > position)
        return _changes(sorted(self._base.read(query)))

    def _last(self) -> tuple[int, str]:
        table = lists.mark
        query = sa.select(table.c.position, table.c.mark).order_by(table.c.position.desc()).limit(1)
        rows = self._base.read(query)
        return (rows[0].position, rows[0].mark) if rows else (0, "")

    def _keep(self) -> None:
        if not self._touched and not self._sum % _MODULUS:
            return
        position, mark = self._last()
        position += 1
        state = (int(mark or "0", 16) + self._sum) % _MODULUS
        self._base.upsert(
            lists.touched,
            [{"kind": kind, "key": key, "position": position} for kind, key in self._touched],
        )
        self._base.upsert(lists.mark, [{"position": position, "mark": f"{state:032x}"}])
        self._base.write(sa.delete(lists.mark).where(lists.mark.c.position <= position - _MARKS))


def _digest(kind: str, key: str, body: str) -> str:
    """The first 128 bits of SHA-256, as hexadecimal digits."""
    hashed = hashlib.sha256("\x1f".join((kind, key, body)).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()[:32]


def _changes(rows: Iterable[sa.Row[Any]]) -> Changes:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row.key)
    return Changes(
        stories=tuple(found.get(Touch.STORY, ())),
        faces=tuple(found.get(Touch.FACE, ())),
        listed=tuple(found.get(Touch.LISTED, ())),
        themes=tuple(found.get(Touch.THEME, ())),
        renamed=tuple(found.get(Touch.RENAMED, ())),
        spots=tuple(map(_spot, found.get(Touch.SPOT, ()))),
        days=tuple(found.get(Touch.DAY, ())),
        months=tuple(map(_month, found.get(Touch.MONTH, ()))),
        facets=tuple((facet, key) for facet in Facet for key in found.get(facet, ())),
        revisions=tuple(sorted(map(_revision, found.get(Touch.REVISION, ())))),
        reports=tuple(found.get(Touch.REPORT, ())),
    )


def _spot(key: str) -> Spot:
    theme, first, story = key.split("\x1f")
    return Spot(theme=theme, first=datetime.fromisoformat(first) if first else None, story=story)


def _month(key: str) -> tuple[Facet, str, str]:
    facet, thing, month = key.split("\x1f")
    return Facet(facet), thing, month


def _revision(key: str) -> tuple[str, int]:
    number, _, story = key.partition(":")
    return story, int(number)
