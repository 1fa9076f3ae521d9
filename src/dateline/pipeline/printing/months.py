"""Which pages of the months of themes there are, and which tell of what changed.

Decides by the days on which stories were first reported: a page of a month prints headlines and days, and
the name of its theme.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from dateline.core.listings import Changes, Lookup
from dateline.core.types import Theme
from dateline.stages.publish.addresses import Address, month
from dateline.stages.publish.lists import calendar

if TYPE_CHECKING:
    from dateline.core.ports import Store


def every(store: Store) -> Iterator[Address]:
    """Every page of a month."""
    for theme in store.register.themes():
        yield from (month(theme.id, number) for number in sorted(_numbers(theme, store)))


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
