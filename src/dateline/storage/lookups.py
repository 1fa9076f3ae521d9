"""A lookup as a query: which listings, in which order, from where on.

Decides nothing about news. A query is made once for each shape of a lookup, with parameters for its values:
to make one costs more than to run it. Queries for words are made each time; each database has its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dateline.core.listings import Facet, Lookup, Order
from dateline.storage import lists
from dateline.storage.times import instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.storage.words import Words

Columns = tuple[sa.ColumnElement[Any], ...]

#: The column that each order goes by.
_ORDERS = {Order.NEWEST: "first", Order.WEIGHT: "weight", Order.CHANGED: "changed"}
_LISTING, _MENTION = lists.listing.c, lists.mention.c
#: What stands for any value in a shape.
_SOME, _SOME_TIME = "some", datetime(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the values of its parameters. ``upwards``: its rows come in the order turned round."""

    query: sa.Select[Any]
    values: Mapping[str, Any]
    upwards: bool = False


def answers(lookup: Lookup, words: Words, *columns: sa.ColumnElement[Any]) -> Asked:
    """These columns of the listings that a lookup asks for, in its order, as many as it wants."""
    query = _ordered(_shape(lookup), columns)
    return Asked(_worded(query, lookup, words), _values(lookup), upwards=bool(lookup.before))


def number(lookup: Lookup, words: Words) -> Asked:
    """How many listings a lookup finds, wherever its answer begins and ends."""
    query = _found(_shape(replace(lookup, after="", before="")), (sa.func.count(),))
    return Asked(_worded(query, lookup, words), _values(lookup))


def next_to(upwards: bool) -> sa.Select[Any]:
    """The ids of the stories next to a place in a theme: the ``most`` that are newer, or that are older."""
    order = (_LISTING.first, _LISTING.story)
    place = sa.tuple_(sa.bindparam("first"), sa.bindparam("story"))
    query = sa.select(_LISTING.story).where(_LISTING.live.is_(True), _LISTING.theme == sa.bindparam("theme"))
    query = query.where(sa.tuple_(*order) > place if upwards else sa.tuple_(*order) < place)
    sort = sa.asc if upwards else sa.desc
    return query.order_by(*map(sort, order)).limit(sa.bindparam("most", type_=sa.Integer))


def _shape(lookup: Lookup) -> Lookup:
    """The lookup with all put aside that is a value: those of one shape are one query."""
    return Lookup(
        order=lookup.order,
        limit=0,
        theme=lookup.theme and _SOME,
        facet=lookup.facet and Facet.PLACE,
        since=lookup.since and _SOME_TIME,
        until=lookup.until and _SOME_TIME,
        corrected=lookup.corrected,
        after=lookup.after and _SOME,
        before=lookup.before and _SOME,
    )


def _values(lookup: Lookup) -> dict[str, Any]:
    return {
        "theme": lookup.theme,
        "facet": lookup.facet,
        "key": lookup.key,
        "since": instant(lookup.since),
        "until": instant(lookup.until),
        "after": lookup.after,
        "before": lookup.before,
        "most": lookup.limit,
    }


@lru_cache(maxsize=128)
def _ordered(shape: Lookup, columns: Columns) -> sa.Select[Any]:
    query, order = _found(shape, columns), _order(shape)
    if shape.after:
        query = query.where(sa.tuple_(*order) < _place(shape, "after"))
    if shape.before:
        query = query.where(sa.tuple_(*order) > _place(shape, "before"))
    sort = sa.asc if shape.before else sa.desc
    return query.order_by(*map(sort, order)).limit(sa.bindparam("most", type_=sa.Integer))


@lru_cache(maxsize=128)
def _found(shape: Lookup, columns: Columns) -> sa.Select[Any]:
    query = sa.select(*columns).select_from(lists.listing)
    if shape.facet:
        query = query.join(lists.mention, _MENTION.story == _LISTING.story)
        query = query.where(_MENTION.facet == sa.bindparam("facet"), _MENTION.key == sa.bindparam("key"))
    return query.where(*_conditions(shape))


def _conditions(shape: Lookup) -> Iterator[sa.ColumnElement[bool]]:
    yield _LISTING.live.is_(True)
    if shape.theme:
        yield _LISTING.theme == sa.bindparam("theme")
    if shape.corrected:
        yield _LISTING.corrected.is_(True)
    if shape.since or shape.until:
        yield _LISTING.first > instant(None)
    if shape.since:
        yield _LISTING.first >= sa.bindparam("since")
    if shape.until:
        yield _LISTING.first < sa.bindparam("until")


def _worded(query: sa.Select[Any], lookup: Lookup, words: Words) -> sa.Select[Any]:
    """Only those that have the words that are asked for, and lack those that are not to be there."""
    if not (lookup.phrases or lookup.without):
        return query
    # Added to nothing: the order's index is walked until there is enough; not all answers are sorted.
    listing = _LISTING.number + 0
    if runs := tuple(filter(None, lookup.phrases)):
        query = query.where(words.having(listing, runs))
    if runs := tuple(filter(None, lookup.without)):
        query = query.where(words.lacking(listing, runs))
    return query


def _order(shape: Lookup) -> Columns:
    """The columns that the answer is sorted by: those of an index, wherever there is one."""
    beside = shape.facet and shape.order is Order.NEWEST
    table = lists.mention if beside else lists.listing
    return table.c[_ORDERS[shape.order]], table.c.story


def _place(shape: Lookup, name: str) -> sa.ScalarSelect[Any]:
    """Where in the order the story stands that the answer goes on from."""
    told = lists.listing.alias()
    place = sa.select(told.c[_ORDERS[shape.order]], told.c.story)
    return place.where(told.c.story == sa.bindparam(name)).scalar_subquery()
