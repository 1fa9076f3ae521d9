"""Who reads the site by mail, on SQL.

Decides nothing: whom to write to, and when, is for ``stages.publish.digest`` to say. What is forgotten is
deleted for good (on SQLite overwritten). Nothing here moves the mark of the store.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.ids import digest
from dateline.core.subscriptions import Standing, Subscription
from dateline.storage import schema
from dateline.storage.database import Database
from dateline.storage.times import instant

_SIGNING, _BYTES = "signing", 32


class SqlSubscribers:
    """``core.ports.Subscribers`` on a database."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def secret(self) -> bytes:
        """32 random bytes of this store, the same for ever; made, and kept at once, where there are none."""
        table = schema.secret
        query = sa.select(table.c.body).where(table.c.name == _SIGNING)
        rows = self._base.read(query)
        if not rows:
            made = base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii")
            first = self._base.insert(table).values(name=_SIGNING, body=made).on_conflict_do_nothing()
            with self._base.joined():
                self._base.write(first)
            rows = self._base.read(query)
        return base64.b64decode(rows[0].body)

    def subscriptions(self, ids: Iterable[str] | None = None) -> list[Subscription]:
        """These subscriptions, or all, by id."""
        table = schema.subscription
        rows = self._base.read_in(sa.select(table.c.body).order_by(table.c.id), table.c.id, ids)
        return [codec.loads(Subscription, row.body) for row in rows]

    def at(self, address: str) -> list[Subscription]:
        """All subscriptions of an address, by id."""
        table = schema.subscription
        return self._found(table.c.address == digest("mail", address))

    def due(self, now: datetime, limit: int = 500, after: str = "") -> list[Subscription]:
        """The confirmed ones whose digest is due, by id, those behind the id ``after``."""
        table = schema.subscription.c
        ready = (table.standing == Standing.CONFIRMED) & (table.due <= instant(now)) & (table.id > after)
        return self._found(ready, limit)

    def asked_since(self, at: datetime) -> int:
        """How many asked at this time or later, whatever became of them."""
        table = schema.subscription
        query = sa.select(sa.func.count()).where(table.c.asked >= instant(at))
        return int(self._base.read(query)[0][0])

    def stale(self, before: datetime) -> list[str]:
        """The ids of those who asked before this time and never confirmed."""
        table = schema.subscription.c
        query = sa.select(table.id).where(
            (table.standing == Standing.PENDING) & (table.asked < instant(before))
        )
        return [row.id for row in self._base.read(query.order_by(table.id))]

    def save(self, subscriptions: Iterable[Subscription]) -> None:
        """Keep these in place of what they were."""
        rows = [
            {
                "id": one.id,
                "address": digest("mail", one.address),
                "standing": one.standing,
                "due": instant(one.due) or None,
                "asked": instant(one.asked) or None,
                "body": codec.dumps(one),
            }
            for one in subscriptions
        ]
        self._base.upsert(schema.subscription, rows)

    def forget(self, ids: Iterable[str]) -> None:
        """Delete these for good."""
        table = schema.subscription
        gone = sa.delete(table).where(table.c.id == sa.bindparam("gone"))
        self._base.write(gone, [{"gone": name} for name in ids])

    def _found(self, condition: sa.ColumnElement[bool], limit: int | None = None) -> list[Subscription]:
        table = schema.subscription
        query = sa.select(table.c.body).where(condition).order_by(table.c.id).limit(limit)
        return [codec.loads(Subscription, row.body) for row in self._base.read(query)]
