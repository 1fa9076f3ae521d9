"""What was printed, by whatever a reader looks for: the catalogue on SQL.

Decides nothing about news. Decides which listings count (those of stories that have reports), and tells the
ledger what another listing changes. No answer loads a page; each costs what it gives.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.listings import (
    Changes,
    Dispatch,
    Entry,
    Face,
    Facet,
    Listing,
    Lookup,
    Spot,
    Tally,
    Totals,
)
from dateline.storage import bodies, lists, lookups, schema
from dateline.storage.database import Database
from dateline.storage.dispatches import Dispatches
from dateline.storage.ledger import Ledger, Matter, Touch
from dateline.storage.tallies import Tallies, day_of, first_of, month_of, things
from dateline.storage.times import instant, stamp, told
from dateline.storage.words import words_of

if TYPE_CHECKING:
    from dateline.storage.revisions import SqlRevisions

_CHUNK = 500

_KEYS = sa.select(schema.printed.c.story, schema.printed.c.key)
_AT = sa.select(schema.printed.c.story).where(schema.printed.c.address == sa.bindparam("at")).limit(1)
_THEME_AT = sa.select(schema.theme.c.id).where(schema.theme.c.address == sa.bindparam("at")).limit(1)
_LIVE = sa.select(schema.membership.c.story)
_HELD = sa.select(lists.listing.c.story, lists.listing.c.live, lists.listing.c.body)
_NUMBERS = sa.select(lists.listing.c.story, lists.listing.c.number)
_REFERRING = sa.select(lists.refers.c.story)
_BESIDE = tuple(lookups.next_to(upwards) for upwards in (False, True))
_FACE = tuple(
    lists.listing.c[name] for name in ("story", "headline", "language", "reported", "revised", "open")
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A listing as it is kept, and whether it counts."""

    listing: Listing
    live: bool


class SqlCatalogue:
    """``core.ports.Catalogue`` on a database."""

    def __init__(self, database: Database, ledger: Ledger, revisions: SqlRevisions) -> None:
        self._base = database
        self._ledger = ledger
        self._revisions = revisions
        self._words = words_of(database)
        self._tallies = Tallies(database)
        self._dispatches = Dispatches(database)

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
        self._ledger.touch_spots(map(_spot, (*gone, *come)))
        self._touch_lists((*gone, *come))
        self._ledger.touch_months(month for listing in (*gone, *come) for month in _months(listing))
        self._ledger.touch(Touch.DAY, map(day_of, (*gone, *come)))
        self._revisions.end(listing.story for listing in gone)
        self._revisions.review(turned)

    def _save(self, entries: Mapping[str, Entry]) -> None:
        self._note_listed(entries)
        dumped = {story: codec.dumps(entry.listing) for story, entry in entries.items()}
        matter = {story: _matter(entry, dumped[story]) for story, entry in entries.items()}
        changed = {story: entries[story] for story in sorted(self._ledger.weigh(Matter.LISTING, matter))}
        before = self._held(changed)
        live = self._live(changed)
        self._base.upsert(
            lists.listing,
            [_row(entry, dumped[story], story in live) for story, entry in changed.items()],
            by=["story"],
        )
        self._refer(changed)
        self._words.save({number: changed[story].terms for story, number in self._numbers(changed).items()})
        gone = [was.listing for was in before.values() if was.live]
        come = [entry.listing for story, entry in changed.items() if story in live]
        self._tallies.replace(gone, come)
        self._touch_lists((*gone, *come))
        self._ledger.touch(Touch.LISTED, changed)
        self._touch_faces(before, {story: entry.listing for story, entry in changed.items()})
        self._touch_months(before, changed, live)

    def _note_listed(self, entries: Mapping[str, Entry]) -> None:
        """Remember which version listed a page; of a page of another key nothing."""
        table = schema.printed
        rows = self._base.read_in(_KEYS, table.c.story, entries)
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
                self._ledger.touch_spots(map(_spot, filter(None, (was, listing))))
            if was is None or _row_of_day(was) != _row_of_day(listing):
                self._ledger.touch(Touch.DAY, map(day_of, filter(None, (was, listing))))

    def _touch_months(
        self, before: Mapping[str, _Held], now: Mapping[str, Entry], live: Container[str]
    ) -> None:
        """The months of things whose lists tell of these stories otherwise from now on."""
        others = self._dispatches.save(now)
        for story, entry in now.items():
            held = before.get(story)
            left = _months(held.listing) if held and held.live else {}
            come = _months(entry.listing) if story in live else {}
            again = held is None or _line(held.listing) != _line(entry.listing)
            self._ledger.touch_months(
                month
                for month in left | come
                if again or left.get(month) != come.get(month) or _is_of(month, others.get(story, ()))
            )

    def _held(self, stories: Iterable[str]) -> dict[str, _Held]:
        rows = self._base.read_in(_HELD, lists.listing.c.story, stories)
        return {row.story: _Held(bodies.listing(row.body), row.live) for row in rows}

    def _live(self, stories: Iterable[str]) -> set[str]:
        return {row.story for row in self._base.read_in(_LIVE, schema.membership.c.story, stories)}

    def _numbers(self, stories: Iterable[str]) -> dict[str, int]:
        rows = self._base.read_in(_NUMBERS, lists.listing.c.story, stories)
        return {row.story: row.number for row in rows}

    # --- answers --------------------------------------------------------------------------

    def at(self, key: str) -> str | None:
        """The printed story whose address has this key."""
        rows = self._base.read(_AT, {"at": key})
        return rows[0].story if rows else None

    def theme_at(self, key: str) -> str | None:
        """The theme whose address has this key."""
        rows = self._base.read(_THEME_AT, {"at": key})
        return rows[0].id if rows else None

    def listings(self, stories: Iterable[str]) -> dict[str, Listing]:
        """The listings of these stories, of those that have one, by id; with or without reports."""
        return {story: held.listing for story, held in sorted(self._held(stories).items())}

    def find(self, lookup: Lookup) -> list[Listing]:
        """The listings that a lookup asks for, in its order; ties by id, the last one first.

        Goes on behind the place in the order that the story ``after`` has by now, even where it is no answer
        itself, or up to that of ``before``; raises ``KeyError`` where one of them has no listing.
        """
        return [bodies.listing(row.body) for row in self._answers(lookup, lists.listing.c.body)]

    def faces(self, lookup: Lookup) -> list[Face]:
        """What lists of addresses tell of the stories that a lookup asks for: as :meth:`find`, for less."""
        return [
            Face(
                story=row.story,
                headline=row.headline,
                language=row.language,
                first_reported=stamp(row.reported),
                revised=stamp(row.revised),
                open=row.open,
            )
            for row in self._answers(lookup, *_FACE)
        ]

    def dispatches(self, lookup: Lookup) -> dict[str, tuple[Dispatch, ...]]:
        """The reports of an outlet in the newest of its stories, by story: what :meth:`faces` lacks."""
        return self._dispatches.of(lookup)

    def months(self, facet: Facet, key: str) -> dict[str, int]:
        """How many stories of a thing there are from each month ("202506", UTC), newest first."""
        return self._tallies.months(facet, key)

    def count(self, lookup: Lookup) -> int:
        """How many stories a lookup finds, all pages together."""
        asked = lookups.number(lookup, self._words)
        return int(self._base.read(asked.query, asked.values)[0][0])

    def beside(self, spots: Iterable[Spot], most: int) -> list[str]:
        """The stories that stand next to these places in their themes, so many on either side, by id."""
        found: set[str] = set()
        for spot in spots:
            values = {"theme": spot.theme, "first": instant(spot.first), "story": spot.story, "most": most}
            found.update(row.story for query in _BESIDE for row in self._base.read(query, values))
        return sorted(found)

    def referring(self, stories: Iterable[str]) -> list[str]:
        """The stories whose page prints a headline of one of these, by id."""
        rows = self._base.read_in(_REFERRING, lists.refers.c.target, stories)
        return sorted({row.story for row in rows})

    def tallies(self, facet: Facet, limit: int | None = None, *, of: str = "") -> list[Tally]:
        """The things of a facet, those in the most stories first; of a theme, where one is given."""
        return self._tallies.tallies(facet, limit, of=of)

    def counts(self, things: Iterable[tuple[Facet, str]]) -> dict[tuple[Facet, str], int]:
        """How many stories mention each of these things, of those that any mentions."""
        return self._tallies.counts(things)

    def days(self) -> dict[str, int]:
        """How many stories were first reported on each day (UTC), newest first; "" for no time."""
        return self._tallies.days()

    def totals(self) -> Totals:
        """How much there is."""
        return self._tallies.totals()

    def _answers(self, lookup: Lookup, *columns: sa.ColumnElement[Any]) -> list[sa.Row[Any]]:
        asked = lookups.answers(lookup, self._words, *columns)
        rows = self._base.read(asked.query, asked.values)
        for place in (lookup.after, lookup.before) if not rows else ():
            if place and not self._numbers([place]):
                raise KeyError(place)
        return rows[::-1] if asked.upwards else rows


def _row(entry: Entry, body: str, live: bool) -> dict[str, Any]:
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
        "body": body,
    }


def _matter(entry: Entry, body: str) -> str:
    """All of an entry that a reader may come to see, its listing as ``body``: not the key of what made it."""
    words = (" ".join(entry.terms.headline), " ".join(entry.terms.text))
    return "\x1f".join((body, repr(entry.weight), *words, codec.dumps(entry.dispatches)))


def _months(listing: Listing) -> dict[tuple[Facet, str, str], str]:
    """The things that a story mentions, each with the month in which their lists have it, and their names."""
    month = month_of(listing)
    return {(facet, key, month): said.name for (facet, key), said in things(listing).items()}


def _face(listing: Listing) -> tuple[Any, ...]:
    """What other pages print of a story."""
    return listing.headline, listing.language, listing.first_reported, listing.theme


def _line(listing: Listing) -> tuple[Any, ...]:
    """What the list of a month prints of a story."""
    return listing.headline, listing.language, listing.first_reported


def _is_of(month: tuple[Facet, str, str], outlets: Container[str]) -> bool:
    """Whether a month is one of an outlet among these."""
    facet, key, _ = month
    return facet is Facet.OUTLET and key in outlets


def _spot(listing: Listing) -> Spot:
    """Where a story stands among those of its theme."""
    return Spot(theme=listing.theme, first=first_of(listing), story=listing.story)


def _row_of_day(listing: Listing) -> tuple[Any, ...]:
    """What the list of a day prints of a story."""
    return listing.headline, listing.language, listing.first_reported, listing.revised, listing.open
