"""What programs ask of a store: lists by filters with cursors, single records, counts.

Looks up, and words nothing. No request loads more than it shows and a bounded number beside it, whatever the
size of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.app.serving import listed
from dateline.app.serving.parts import Former, Part
from dateline.app.serving.rows import KINDS, Matter, report_row, rows_of, story_form
from dateline.app.serving.sought import Cursor, Sought, decode, encode
from dateline.app.serving.walk import Walk, cursor_of
from dateline.core.contract import membership_form
from dateline.core.ids import address
from dateline.core.listings import Facet, Listing
from dateline.core.stories import Story, heirs

if TYPE_CHECKING:
    from dateline.core.jsonl import Json
    from dateline.core.ports import Store
    from dateline.core.site import Edition
    from dateline.core.types import Report

#: So many stories are opened at a time (with the facts of their reports, which are long), and in one request.
_OPENED, _OPENED_WITH_FACTS, _MOST_OPENED = 8, 2, 160


class Records:
    """The records of a store."""

    def __init__(self, store: Store, edition: Edition) -> None:
        self._store = store
        self._site = edition.base_url.rstrip("/")

    # --- lists ----------------------------------------------------------------------------

    def stories(self, sought: Sought, limit: int, cursor: str = "") -> Part:
        """Stories that are sought. Raises ``InputError`` for a cursor that is none."""
        walk = Walk(catalogue=self._store.catalogue, sought=sought, begin=decode(cursor, sought.name))
        found: list[Listing] = []
        for listing in walk.stories(limit + 1):
            found.append(listing)
            if len(found) > limit:
                break
        last = found[limit - 1] if len(found) > limit else None if walk.ended else walk.seen
        items = tuple(listed.story_row(one, self._site) for one in found[:limit])
        return Part(items=items, next=encode(cursor_of(last), sought.name) if last else "")

    def rows(self, sought: Sought, limit: int, cursor: str = "") -> Part:
        """Rows of the kind that is sought, story by story. Raises ``InputError``."""
        begin = decode(cursor, sought.name)
        walk = Walk(catalogue=self._store.catalogue, sought=sought, begin=replace(begin, row=""))
        found: list[tuple[Listing, Json]] = []
        last: Listing | None = None
        for number, matter in enumerate(self._matters(self._from(begin, walk), sought.kind), 1):
            last = matter.listing
            kept = [row for row in rows_of(sought.kind, matter) if _has(row, sought)]
            if begin.row and last.story == begin.story:
                kept = _behind(kept, begin.row)
            found += [(last, row) for row in kept]
            if len(found) > limit:
                last, row = found[limit - 1]
                items = tuple(held for _, held in found[:limit])
                return Part(items=items, next=encode(cursor_of(last, row["id"]), sought.name))
            if number >= _MOST_OPENED:
                return Part(items=tuple(row for _, row in found), next=encode(cursor_of(last), sought.name))
        after = "" if walk.ended or walk.seen is None else encode(cursor_of(walk.seen), sought.name)
        return Part(items=tuple(row for _, row in found), next=after)

    def _from(self, begin: Cursor, walk: Walk) -> Iterator[Listing]:
        """The stories from the one on whose row the last part ended."""
        if begin.story and begin.row:
            yield from walk.only(self._live([begin.story]))
            if walk.sought.story:
                walk.ended = True
                return
        yield from walk.stories(_OPENED)

    def _matters(self, stories: Iterable[Listing], kind: str) -> Iterator[Matter]:
        facts = KINDS[kind][1]
        batch: list[Listing] = []
        for listing in stories:
            batch.append(listing)
            if len(batch) >= (_OPENED_WITH_FACTS if facts else _OPENED):
                yield from self._opened(batch, facts=facts)
                batch = []
        yield from self._opened(batch, facts=facts)

    def _opened(self, batch: list[Listing], *, facts: bool) -> Iterator[Matter]:
        if not batch:
            return
        pages = self._store.pages([listing.story for listing in batch])
        names = {credit.report for page in pages.values() for credit in page.sources}
        held = self._store.reports(names)
        members = self._store.register.members(names)
        read = self._store.facts(_open(held.values())) if facts else {}
        for listing in batch:
            page = pages.get(listing.story)
            if page:
                yield Matter(
                    listing=listing, page=page, reports=held, facts=read, members=members, site=self._site
                )

    # --- one of them ----------------------------------------------------------------------

    def story(self, name: str) -> Json | Former | None:
        """A story by its id or its name in addresses; where it led if it ended; None where it never was."""
        story = self._named(name)
        if story is None:
            return None
        known = self._store.catalogue.listings([story])
        if not self._live([story]):
            return self._former(story)
        if story not in known:
            return None
        matter = next(self._opened([known[story]], facts=False), None)
        return story_form(matter) if matter else None

    def listing(self, name: str) -> Json | None:
        """A story that lives, as lists show it."""
        story = self._named(name)
        held = self._store.catalogue.listings(self._live([story])) if story else {}
        return next((listed.story_row(one, self._site) for one in held.values()), None)

    def _named(self, name: str) -> str | None:
        return self._store.catalogue.at(address(name))

    def _former(self, story: str) -> Former | None:
        fates: dict[str, Story] = {}
        waiting = {story}
        while waiting:
            found = self._store.register.stories(waiting)
            fates |= {fate.id: fate for fate in found}
            waiting = {into for fate in found for into in fate.into} - fates.keys()
        live = self._live({*fates, *(into for fate in fates.values() for into in fate.into)})
        return Former(story=story, heirs=heirs(story, fates, live))

    def _live(self, stories: Iterable[str]) -> set[str]:
        """Those of the stories that have reports."""
        return {member.story for member in self._store.register.members(stories=stories).values()}

    def report(self, name: str) -> Json | None:
        """A report, with its terms."""
        held = self._store.reports([name]).get(name)
        if held is None:
            return None
        return report_row(held, self._store.register.members([name]).get(name), self._site)

    def why(self, report: str) -> Json | None:
        """Why a report is in its story."""
        member = self._store.register.members([report]).get(report)
        return membership_form(member) if member else None

    # --- themes, things and counts --------------------------------------------------------

    def themes(self, limit: int, cursor: str = "") -> Part:
        """Themes that have stories, those with the most first. Raises ``InputError``."""
        return listed.themes(self._store, self._site, limit, cursor)

    def theme(self, name: str) -> Json | None:
        """A theme by its id or by its name in addresses."""
        found = self._store.catalogue.theme_at(address(name))
        held = self._store.register.themes([found]) if found else []
        return next(iter(listed.theme_rows(held, self._store, self._site)), None)

    def things(self, facet: Facet, theme: str, limit: int, cursor: str = "") -> Part:
        """Places, people or outlets, those in the most stories first. Raises ``InputError``."""
        return listed.things(self._store, self._site, facet, theme, limit, cursor)

    def statistics(self) -> Json:
        """How much there is."""
        return listed.statistics(self._store)


def _open(reports: Iterable[Report]) -> set[str]:
    """The reports that may be read out."""
    return {report.id for report in reports if not report.rights.reserved}


def _has(row: Json, sought: Sought) -> bool:
    return all(str(row.get(name, "")) == value for name, value in sought.rows)


def _behind(found: list[Json], row: str) -> list[Json]:
    """The rows after the one that the last part ended with; all of them where it is gone."""
    at = next((place for place, held in enumerate(found) if held["id"] == row), None)
    return found if at is None else found[at + 1 :]
