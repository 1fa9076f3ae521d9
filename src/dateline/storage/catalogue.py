"""What was printed, by whatever a reader looks for: the catalogue on SQL.

Decides nothing about news. Decides which listings count (those of stories that have reports), and tells the
ledger what another listing changes. No answer loads a page; each costs what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.listings import Changes, Entry, Face, Facet, Listing, Lookup, Order, Tally, Totals
from dateline.storage import bodies, lists, schema
from dateline.storage.database import Database
from dateline.storage.ledger import Ledger, Matter, Touch
from dateline.storage.tallies import Tallies, day_of, first_of, things
from dateline.storage.times import instant, stamp, told
from dateline.storage.words import words_of

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Held:
    """A listing as it is kept, and whether it counts."""

    listing: Listing
    live: bool


class SqlCatalogue:
    """``core.ports.Catalogue`` on a database."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._base = database
        self._ledger = ledger
        self._words = words_of(database)
        self._tallies = Tallies(database)

    # --- what changed ---------------------------------------------------------------------

    def mark(self) -> str:
        """The name of the present state, "" where nothing was ever written."""
        return self._ledger.mark()

    def since(self, mark: str) -> Changes | None:
        """What changed since a mark; None where it is not one of the last thousand of this store."""
        return self._ledger.since(mark)

    def unlisted(self, version: str) -> dict[str, str]:
        """The printed stories that this version did not list as they are, with the key an entry needs."""
        table = schema.printed
        query = sa.select(table.c.story, table.c.key).where(
            sa.or_(table.c.listed.is_(None), table.c.listed < version, table.c.listed > version)
        )
        return {row.story: f"{version}:{row.key}" for row in sorted(self._base.read(query))}

    # --- writing --------------------------------------------------------------------------

    def save(self, entries: Iterable[Entry]) -> None:
        """Keep these entries, each in place of the story's last one."""
        waiting = iter(entries)
        while some := {entry.listing.story: entry for entry in islice(waiting, _CHUNK)}:
            self._save(some)

    def unlist(self, stories: Iterable[str]) -> None:
        """Take what is known of these stories beyond their pages for new: they are to be listed anew."""
        table = schema.printed
        anew = sa.update(table).where(table.c.story == sa.bindparam("of")).values(listed=None)
        self._base.write(anew, [{"of": name} for name in sorted(set(stories))])

    def review(self, stories: Iterable[str]) -> None:
        """Look again whether these stories have reports: only then do their listings count."""
        held = self._held(stories)
        live = self._live(held)
        turned = {story: was for story, was in held.items() if was.live != (story in live)}
        table = lists.listing
        for story, was in turned.items():
            self._base.write(sa.update(table).where(table.c.story == story).values(live=not was.live))
        gone = [was.listing for was in turned.values() if was.live]
        come = [was.listing for was in turned.values() if not was.live]
        self._tallies.replace(gone, come)
        self._ledger.touch(Touch.LISTED, turned)
        self._ledger.touch(Touch.FACE, turned)
        self._touch_lists((*gone, *come))
        self._ledger.touch(Touch.DAY, map(day_of, (*gone, *come)))

    def _save(self, entries: Mapping[str, Entry]) -> None:
        self._note_listed(entries)
        matter = {story: _matter(entry) for story, entry in entries.items()}
        changed = {story: entries[story] for story in sorted(self._ledger.weigh(Matter.LISTING, matter))}
        before = self._held(changed)
        live = self._live(changed)
        self._base.upsert(
            lists.listing, [_row(entry, story in live) for story, entry in changed.items()], by=["story"]
        )
        self._refer(changed)
        self._words.save({number: changed[story].terms for story, number in self._numbers(changed).items()})
        gone = [was.listing for was in before.values() if was.live]
        come = [entry.listing for story, entry in changed.items() if story in live]
        self._tallies.replace(gone, come)
        self._touch_lists((*gone, *come))
        self._ledger.touch(Touch.LISTED, changed)
        self._touch_faces(before, {story: entry.listing for story, entry in changed.items()})

    def _note_listed(self, entries: Mapping[str, Entry]) -> None:
        """Remember which version listed a page; of a page of another key nothing."""
        table = schema.printed
        rows = self._base.read_in(sa.select(table.c.story, table.c.key), table.c.story, entries)
        noted = [
            {"of": row.story, "version": entries[row.story].key.removesuffix(f":{row.key}")}
            for row in rows
            if entries[row.story].key.endswith(f":{row.key}")
        ]
        note = sa.update(table).where(table.c.story == sa.bindparam("of"))
        self._base.write(note.values(listed=sa.bindparam("version")), noted)

    def _refer(self, changed: Mapping[str, Entry]) -> None:
        table = lists.refers
        gone = sa.delete(table).where(table.c.story == sa.bindparam("of"))
        self._base.write(gone, [{"of": story} for story in changed])
        self._base.upsert(
            table,
            [
                {"target": target, "story": story}
                for story, entry in changed.items()
                for target in dict.fromkeys(entry.listing.refers)
            ],
        )

    def _touch_lists(self, listings: Sequence[Listing]) -> None:
        """The lists on which these stories stand, or stood."""
        self._ledger.touch(Touch.THEME, (listing.theme for listing in listings))
        for listing in listings:
            for facet, key in things(listing):
                self._ledger.touch(facet, (key,))

    def _touch_faces(self, before: Mapping[str, _Held], now: Mapping[str, Listing]) -> None:
        """The stories that other pages tell of otherwise from now on, and the days that list them."""
        for story, listing in now.items():
            was = before[story].listing if story in before else None
            if was is None or _face(was) != _face(listing):
                self._ledger.touch(Touch.FACE, [story])
            if was is None or _row_of_day(was) != _row_of_day(listing):
                self._ledger.touch(Touch.DAY, map(day_of, filter(None, (was, listing))))

    def _held(self, stories: Iterable[str]) -> dict[str, _Held]:
        table = lists.listing
        query = sa.select(table.c.story, table.c.live, table.c.body)
        return {
            row.story: _Held(bodies.listing(row.body), row.live)
            for row in self._base.read_in(query, table.c.story, stories)
        }

    def _live(self, stories: Iterable[str]) -> set[str]:
        table = schema.membership
        return {row.story for row in self._base.read_in(sa.select(table.c.story), table.c.story, stories)}

    def _numbers(self, stories: Iterable[str]) -> dict[str, int]:
        table = lists.listing
        rows = self._base.read_in(sa.select(table.c.story, table.c.number), table.c.story, stories)
        return {row.story: row.number for row in rows}

    # --- answers --------------------------------------------------------------------------

    def at(self, key: str) -> str | None:
        """The printed story whose address has this key."""
        table = schema.printed
        rows = self._base.read(sa.select(table.c.story).where(table.c.address == key).limit(1))
        return rows[0].story if rows else None

    def theme_at(self, key: str) -> str | None:
        """The theme whose address has this key."""
        table = schema.theme
        rows = self._base.read(sa.select(table.c.id).where(table.c.address == key).limit(1))
        return rows[0].id if rows else None

    def listings(self, stories: Iterable[str]) -> dict[str, Listing]:
        """The listings of these stories, of those that have one, by id; with or without reports."""
        return {story: held.listing for story, held in sorted(self._held(stories).items())}

    def find(self, lookup: Lookup) -> list[Listing]:
        """The listings that a lookup asks for, in its order; ties by id, the last one first.

        Goes on behind the place in the order that the story ``after`` has by now, even where it is no answer
        itself; raises ``KeyError`` where it has no listing.
        """
        rows = self._base.read(self._ordered(lookup, lists.listing.c.body))
        return [bodies.listing(row.body) for row in rows]

    def faces(self, lookup: Lookup) -> list[Face]:
        """What lists of addresses tell of the stories that a lookup asks for: as :meth:`find`, for less."""
        table = lists.listing.c
        columns = (table.story, table.headline, table.language, table.reported, table.revised, table.open)
        return [
            Face(
                story=row.story,
                headline=row.headline,
                language=row.language,
                first_reported=stamp(row.reported),
                revised=stamp(row.revised),
                open=row.open,
            )
            for row in self._base.read(self._ordered(lookup, *columns))
        ]

    def count(self, lookup: Lookup) -> int:
        """How many stories a lookup finds, all pages together."""
        return int(self._base.read(self._asked(lookup, sa.func.count()))[0][0])

    def referring(self, stories: Iterable[str]) -> list[str]:
        """The stories whose page prints a headline of one of these, by id."""
        table = lists.refers
        rows = self._base.read_in(sa.select(table.c.story), table.c.target, stories)
        return sorted({row.story for row in rows})

    def tallies(self, facet: Facet, limit: int | None = None, *, of: str = "") -> list[Tally]:
        """The things of a facet, those in the most stories first; of a theme, where one is given."""
        return self._tallies.tallies(facet, limit, of=of)

    def days(self) -> dict[str, int]:
        """How many stories were first reported on each day (UTC), newest first; "" for no time."""
        return self._tallies.days()

    def totals(self) -> Totals:
        """How much there is."""
        return self._tallies.totals()

    def _ordered(self, lookup: Lookup, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        query, order = self._asked(lookup, *columns), _order(lookup)
        if lookup.after:
            query = query.where(sa.tuple_(*order) < sa.tuple_(*map(sa.literal, self._place(lookup))))
        return query.order_by(*(column.desc() for column in order)).limit(lookup.limit)

    def _asked(self, lookup: Lookup, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        table, mention = lists.listing, lists.mention
        query = sa.select(*columns).select_from(table)
        if lookup.facet:
            query = query.join(mention, mention.c.story == table.c.story)
            query = query.where(mention.c.facet == lookup.facet, mention.c.key == lookup.key)
        return query.where(*self._conditions(lookup))

    def _conditions(self, lookup: Lookup) -> Iterator[sa.ColumnElement[bool]]:
        table = lists.listing
        # Added to nothing: the order's index is walked until there is enough; not all answers are sorted.
        number = table.c.number + 0
        yield table.c.live.is_(True)
        if lookup.theme:
            yield table.c.theme == lookup.theme
        if lookup.corrected:
            yield table.c.corrected.is_(True)
        if lookup.since or lookup.until:
            yield table.c.first > instant(None)
        if lookup.since:
            yield table.c.first >= instant(lookup.since)
        if lookup.until:
            yield table.c.first < instant(lookup.until)
        if runs := tuple(filter(None, lookup.phrases)):
            yield self._words.having(number, runs)
        if runs := tuple(filter(None, lookup.without)):
            yield self._words.lacking(number, runs)

    def _place(self, lookup: Lookup) -> tuple[Any, ...]:
        """Where in the order the story stands that the answer goes on behind."""
        table = lists.listing
        column = table.c[_ORDERS[lookup.order]]
        rows = self._base.read(sa.select(column, table.c.story).where(table.c.story == lookup.after))
        if not rows:
            raise KeyError(lookup.after)
        return tuple(rows[0])


#: The column that each order goes by.
_ORDERS = {Order.NEWEST: "first", Order.WEIGHT: "weight", Order.CHANGED: "changed"}


def _order(lookup: Lookup) -> tuple[sa.ColumnElement[Any], ...]:
    """The columns that the answer is sorted by: those of an index, wherever there is one."""
    beside = lookup.facet and lookup.order is Order.NEWEST
    table = lists.mention if beside else lists.listing
    return table.c[_ORDERS[lookup.order]], table.c.story


def _row(entry: Entry, live: bool) -> dict[str, Any]:
    listing = entry.listing
    last = listing.revised or listing.first_reported
    return {
        "story": listing.story,
        "theme": listing.theme,
        "first": instant(first_of(listing)),
        "changed": instant(last.at if last else None),
        "weight": entry.weight,
        "headline": listing.headline,
        "language": listing.language,
        "reported": told(listing.first_reported),
        "revised": told(listing.revised),
        "open": listing.open,
        "corrected": bool(listing.corrections),
        "live": live,
        "body": codec.dumps(listing),
    }


def _matter(entry: Entry) -> str:
    """All of an entry that a reader may come to see: not the key of what made it."""
    return "\x1f".join((codec.dumps(entry.listing), repr(entry.weight), codec.dumps(entry.terms)))


def _face(listing: Listing) -> tuple[Any, ...]:
    """What other pages print of a story."""
    return listing.headline, listing.language, listing.first_reported, listing.theme


def _row_of_day(listing: Listing) -> tuple[Any, ...]:
    """What the list of a day prints of a story."""
    return listing.headline, listing.language, listing.first_reported, listing.revised, listing.open
