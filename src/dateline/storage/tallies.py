"""What is counted over all listings: things mentioned, days, totals.

Kept up with each listing that comes, changes or goes, so that an answer costs what it says, not what there
is. Decides nothing else: which listings count, ``catalogue`` knows.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.listings import Facet, Listing, Mention, Tally, Totals
from dateline.storage import bodies, lists
from dateline.storage.database import Database
from dateline.storage.times import instant

_TOTAL, _DAY, _THEME = "total", "day", "theme"

#: More things than any facet has.
_ALL = 1_000_000_000

_SUMS = sa.select(lists.total.c.key, lists.total.c.number).where(lists.total.c.kind == sa.bindparam("kind"))
_SUMS = _SUMS.order_by(lists.total.c.key.desc())
_NUMBER_OF_SUMS = sa.select(sa.func.count()).where(lists.total.c.kind == sa.bindparam("kind"))

#: Out of an index alone: what there is of a thing is counted, but no row of it is read.
_MONTH = sa.func.substr(lists.mention.c.first, 1, 7).label("month")
_MONTHS = sa.select(_MONTH, sa.func.count().label("stories")).where(
    lists.mention.c.facet == sa.bindparam("facet"), lists.mention.c.key == sa.bindparam("key")
)
_MONTHS = _MONTHS.group_by(_MONTH).order_by(_MONTH.desc())

Thing = tuple[Facet, str]


class Tallies:
    """Counts over the listings that count, of one store."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def replace(self, gone: Sequence[Listing], come: Sequence[Listing]) -> None:
        """Count these listings no more, and those from now on; of each story one in each at most."""
        self._mentions(gone, come)
        self._things(gone, come)
        self._sums(gone, come)

    # --- answers --------------------------------------------------------------------------

    def tallies(self, facet: Facet, limit: int | None = None, *, of: str = "") -> list[Tally]:
        """The things of a facet, those in the most stories first; of a theme, where one is given.

        Ties: by how often in all, then by key.
        """
        values = {"facet": facet, "of": of, "most": _ALL if limit is None else limit}
        return [
            Tally(mention=bodies.mention(row.body), stories=int(row.stories), count=int(row.times))
            for row in self._base.read(_counted(bool(of)), values)
        ]

    def counts(self, things: Iterable[Thing]) -> dict[Thing, int]:
        """How many stories mention each of these things, of those that any mentions."""
        return {thing: int(row.stories) for thing, row in self._held(things).items()}

    def months(self, facet: Facet, key: str) -> dict[str, int]:
        """How many stories of a thing are from each month (UTC), newest first; "" for those of no time."""
        rows = self._base.read(_MONTHS, {"facet": facet, "key": key})
        return {row.month.replace("-", ""): int(row.stories) for row in rows}

    def days(self) -> dict[str, int]:
        """How many stories were first reported on each day (UTC), newest first; "" for no time."""
        return {row.key: row.number for row in self._base.read(_SUMS, {"kind": _DAY})}

    def totals(self) -> Totals:
        """The sums, and how many themes have a story."""
        rows = self._base.read(_SUMS, {"kind": _TOTAL})
        themes = self._base.read(_NUMBER_OF_SUMS, {"kind": _THEME})[0][0]
        return Totals(themes=themes, **{row.key: row.number for row in rows})

    # --- keeping up -----------------------------------------------------------------------

    def _mentions(self, gone: Iterable[Listing], come: Iterable[Listing]) -> None:
        table = lists.mention
        rows = {
            (str(facet), key, listing.story): {"first": instant(first_of(listing)), "times": said.count}
            for listing in come
            for (facet, key), said in things(listing).items()
        }
        left = {(str(facet), key, old.story) for old in gone for facet, key in things(old)} - rows.keys()
        this = (table.c.facet == sa.bindparam("f")) & (table.c.key == sa.bindparam("k"))
        self._base.write(
            sa.delete(table).where(this & (table.c.story == sa.bindparam("s"))),
            [{"f": facet, "k": key, "s": story} for facet, key, story in sorted(left)],
        )
        self._base.upsert(
            table,
            [
                {"facet": facet, "key": key, "story": story} | held
                for (facet, key, story), held in rows.items()
            ],
        )

    def _things(self, gone: Iterable[Listing], come: Iterable[Listing]) -> None:
        table = lists.tally
        stories, times, left = Counter[Thing](), Counter[Thing](), defaultdict[Thing, set[str]](set)
        told: dict[Thing, tuple[str, Mention]] = {}
        for sign, some in ((-1, gone), (1, come)):
            for listing in some:
                for thing, said in things(listing).items():
                    stories[thing] += sign
                    times[thing] += sign * said.count
                    if sign < 0:
                        left[thing].add(listing.story)
                    elif thing not in told or listing.story < told[thing][0]:
                        told[thing] = (listing.story, said)
        held = self._held(stories)
        rows = []
        for thing in sorted(stories):
            row = held.get(thing)
            number = stories[thing] + (row.stories if row else 0)
            if number <= 0:
                self._base.write(sa.delete(table).where(_is(table, thing)))
                continue
            story, body = self._teller(thing, row, told.get(thing), left[thing])
            facet, key = thing
            count = times[thing] + (row.times if row else 0)
            rows.append(
                {"facet": facet, "key": key, "stories": number, "times": count, "story": story, "body": body}
            )
        self._base.upsert(table, rows)

    def _held(self, wanted: Iterable[Thing]) -> dict[Thing, sa.Row[Any]]:
        table = lists.tally
        keys: dict[Facet, list[str]] = {}
        for facet, key in wanted:
            keys.setdefault(facet, []).append(key)
        return {
            (facet, row.key): row
            for facet, some in keys.items()
            for row in self._base.read_in(_of(facet), table.c.key, some)
        }

    def _teller(
        self, thing: Thing, row: sa.Row[Any] | None, come: tuple[str, Mention] | None, left: set[str]
    ) -> tuple[str, str]:
        """The lowest of the stories that mention a thing now, and what it says of it."""
        if come and (row is None or come[0] <= row.story):
            return come[0], codec.dumps(come[1])
        if row and row.story not in left:
            return row.story, row.body
        mention, listing = lists.mention, lists.listing
        query = sa.select(listing.c.body).join(mention, mention.c.story == listing.c.story)
        first = query.where(_is(mention, thing)).order_by(mention.c.story).limit(1)
        told = bodies.listing(self._base.read(first)[0].body)
        return told.story, codec.dumps(things(told)[thing])

    def _sums(self, gone: Iterable[Listing], come: Iterable[Listing]) -> None:
        table = lists.total
        changes = Counter[tuple[str, str]]()
        for sign, some in ((-1, gone), (1, come)):
            for listing in some:
                changes[_DAY, day_of(listing)] += sign
                if listing.theme:
                    changes[_THEME, listing.theme] += sign
                for name, number in _counts(listing).items():
                    changes[_TOTAL, name] += sign * number
        rows = [{"kind": kind, "key": key, "number": n} for (kind, key), n in sorted(changes.items()) if n]
        if not rows:
            return
        more = self._base.insert(table)
        added = table.c.number + more.excluded.number
        self._base.write(
            more.on_conflict_do_update(index_elements=["kind", "key"], set_={"number": added}), rows
        )
        none = (
            (table.c.kind == sa.bindparam("of")) & (table.c.key == sa.bindparam("at")) & (table.c.number == 0)
        )
        kept = [{"of": row["kind"], "at": row["key"]} for row in rows if row["kind"] != _TOTAL]
        self._base.write(sa.delete(table).where(none), kept)


@cache
def _of(facet: Facet) -> sa.Select[Any]:
    return sa.select(lists.tally).where(lists.tally.c.facet == facet)


def things(listing: Listing) -> Mapping[Thing, Mention]:
    """What a listing mentions, each thing once: as it is first mentioned, with the counts together."""
    found: dict[Thing, Mention] = {}
    for said in listing.mentions:
        thing = (said.facet, said.key)
        have = found.get(thing)
        found[thing] = dataclasses.replace(have, count=have.count + said.count) if have else said
    return found


def first_of(listing: Listing) -> datetime | None:
    """When a story was first reported."""
    return listing.first_reported.at if listing.first_reported else None


def day_of(listing: Listing) -> str:
    """The day (UTC) on which a story was first reported, "" where that is not known."""
    return instant(first_of(listing))[:10]


def month_of(listing: Listing) -> str:
    """The month (UTC) in which a story was first reported, as "202506"; "" where that is not known."""
    return instant(first_of(listing))[:7].replace("-", "")


@cache
def _counted(within: bool) -> sa.Select[Any]:
    """The ``most`` mentioned things of a ``facet``: in all stories, or in those of the theme ``of``."""
    table = lists.tally
    counted = _within() if within else table
    stories, times = counted.c.stories, counted.c.times
    query = sa.select(table.c.body, stories, times).where(table.c.facet == sa.bindparam("facet"))
    if within:
        query = query.join(counted, counted.c.key == table.c.key)
    query = query.order_by(stories.desc(), times.desc(), table.c.key)
    return query.limit(sa.bindparam("most", type_=sa.Integer))


def _within() -> sa.Subquery:
    """How many stories of a theme mention each thing, and how often."""
    mention, listing = lists.mention, lists.listing
    # Added to nothing: the mentions are found by the stories of the theme, not all of the facet looked at.
    of_facet = mention.c.facet.concat("") == sa.bindparam("facet")
    query = sa.select(
        mention.c.key, sa.func.count().label("stories"), sa.func.sum(mention.c.times).label("times")
    ).join(listing, listing.c.story == mention.c.story)
    return query.where(listing.c.theme == sa.bindparam("of"), of_facet).group_by(mention.c.key).subquery()


def _counts(listing: Listing) -> dict[str, int]:
    """What a listing adds to each of the sums of ``Totals``."""
    return {
        "stories": 1,
        "reports": listing.reports,
        "origins": listing.origins,
        "lines": listing.lines,
        "one_origin": int(listing.origins <= 1),
        "corrections": len(listing.corrections),
        "disputed": int(listing.disputed),
        "contested": int(listing.contested > 0),
        "modelled": int(bool(listing.models) or listing.modelled),
    }


def _is(table: sa.Table, thing: Thing) -> sa.ColumnElement[bool]:
    facet, key = thing
    return (table.c.facet == facet) & (table.c.key == key)
