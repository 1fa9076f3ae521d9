"""The reports of each outlet in each story: what the page of an outlet lists.

Decides nothing about news: which outlet a report is of, whoever listed its story said. They are found by the
newest stories of their outlet, so that an answer costs what it gives, however much the outlet reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.listings import Dispatch, Entry, Facet, Lookup
from dateline.storage import lists
from dateline.storage.database import Database
from dateline.storage.times import instant

_DISPATCH, _MENTION = lists.dispatch.c, lists.mention.c
_HELD = sa.select(lists.dispatch)
_GONE = sa.delete(lists.dispatch).where(
    _DISPATCH.story == sa.bindparam("of"), _DISPATCH.outlet == sa.bindparam("by")
)


class Dispatches:
    """The reports of outlets by story, of one store."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def save(self, entries: Mapping[str, Entry]) -> dict[str, set[str]]:
        """Keep the reports of these stories, in place of the last; gives by story whose are others now."""
        held = {
            (row.story, row.outlet): row.body for row in self._base.read_in(_HELD, _DISPATCH.story, entries)
        }
        now = {
            (story, outlet): codec.dumps(reports)
            for story, entry in entries.items()
            for outlet, reports in entry.dispatches.items()
        }
        gone = sorted(held.keys() - now.keys())
        self._base.write(_GONE, [{"of": story, "by": outlet} for story, outlet in gone])
        come = {place: body for place, body in now.items() if held.get(place) != body}
        rows = [{"story": story, "outlet": outlet, "body": body} for (story, outlet), body in come.items()]
        self._base.upsert(lists.dispatch, rows)
        changed: dict[str, set[str]] = {}
        for story, outlet in (*gone, *come):
            changed.setdefault(story, set()).add(outlet)
        return changed

    def of(self, lookup: Lookup) -> dict[str, tuple[Dispatch, ...]]:
        """The reports of an outlet in the newest of its stories that have reports, by story."""
        values = {
            "facet": Facet.OUTLET,
            "key": lookup.key,
            "since": instant(lookup.since),
            "until": instant(lookup.until),
            "most": lookup.limit,
        }
        query = _of(lookup.since is not None, lookup.until is not None)
        kind: Any = tuple[Dispatch, ...]
        return {row.story: codec.loads(kind, row.body) for row in self._base.read(query, values)}


@cache
def _of(since: bool, until: bool) -> sa.Select[Any]:
    of = (_DISPATCH.story == _MENTION.story) & (_DISPATCH.outlet == _MENTION.key)
    query = sa.select(_DISPATCH.story, _DISPATCH.body).select_from(lists.mention).join(lists.dispatch, of)
    query = query.where(_MENTION.facet == sa.bindparam("facet"), _MENTION.key == sa.bindparam("key"))
    if since or until:
        query = query.where(_MENTION.first > instant(None))
    if since:
        query = query.where(_MENTION.first >= sa.bindparam("since"))
    if until:
        query = query.where(_MENTION.first < sa.bindparam("until"))
    newest = (_MENTION.first.desc(), _MENTION.story.desc())
    return query.order_by(*newest).limit(sa.bindparam("most", type_=sa.Integer))
