"""Which pages of months there are, and which tell of what changed.

Decides by the days on which stories were first reported: a page of a month prints headlines and days, and
the name of its theme; of a place, a person, an outlet as its own stories have it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from dateline.core.listings import Changes, Facet, Lookup
from dateline.core.types import Theme
from dateline.stages.publish.addresses import ROOMS_OF, Address, facet, month
from dateline.stages.publish.lists import calendar
from dateline.stages.publish.lists.calendar import FIRST_OF_THING

if TYPE_CHECKING:
    from dateline.core.ports import Store


def every(store: Store) -> Iterator[Address]:
    """Every page of a month."""
    for theme in store.register.themes():
        yield from (month(theme.id, number) for number in sorted(_numbers(theme, store)))
    for kind in ROOMS_OF:
        large = (tally for tally in store.catalogue.tallies(kind) if tally.stories > FIRST_OF_THING)
        yield from (address for tally in large for address in _of(kind, tally.mention.key, store))


def stale_of_things(
    things: Iterable[tuple[Facet, str, str]], store: Store, there: Container[str]
) -> Iterator[Address]:
    """The pages of these months of things, of those that have such pages; and those that the site lacks.

    A thing that lacks one of these lacks others, maybe: it may have come to have pages of months just now.
    """
    shown = [(kind, key, number) for kind, key, number in things if kind in ROOMS_OF and number]
    stories = store.catalogue.counts({(kind, key) for kind, key, _ in shown})
    lacking: dict[tuple[Facet, str], None] = {}
    for kind, key, number in shown:
        if stories.get((kind, key), 0) <= FIRST_OF_THING:
            continue
        page = facet(kind, key, number)
        yield page
        if page.page not in there:
            lacking[kind, key] = None
    for kind, key in lacking:
        yield from (page for page in _of(kind, key, store) if page.page not in there)


def _of(kind: Facet, key: str, store: Store) -> Iterator[Address]:
    months = calendar.counted(store.catalogue.months(kind, key))
    yield from (facet(kind, key, one.number) for one in months)


def stale(
    changes: Changes, renamed: AbstractSet[str], store: Store, there: Container[str]
) -> Iterator[Address]:
    """The pages of months that tell of what changed, and those that the site lacks.

    Of themes that are called otherwise (``renamed``) all. ``there`` are the paths that the site has.
    """
    themes = renamed | {*changes.themes}
    touched = _touched(changes, store) if themes else set()
    for theme in store.register.themes(themes) if themes else ():
        held = _numbers(theme, store)
        for number in sorted(touched | held):
            page = month(theme.id, number)
            known = page.page in there
            again = number in touched or theme.id in renamed
            if (again or not known) if number in held else known:
                yield page


def _numbers(theme: Theme, store: Store) -> set[str]:
    """The months of a theme that has pages of them."""
    whole = Lookup(theme=theme.id)
    if len(theme.stories) <= calendar.FIRST or store.catalogue.count(whole) <= calendar.FIRST:
        return set()
    return {one.number for one in calendar.months(store.catalogue.faces(calendar.every(theme.id)))}


def _touched(changes: Changes, store: Store) -> set[str]:
    """The months in which a story is headed or timed otherwise, came or went; what has no time is in none."""
    left = {day[:7].replace("-", "") for day in changes.days}
    now = store.catalogue.listings(changes.faces).values()
    return left.union(calendar.number_of(listing.first_reported) for listing in now) - {""}
