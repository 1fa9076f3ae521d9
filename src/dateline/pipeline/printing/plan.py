"""Which addresses of the site are stale: those whose files tell of something that changed.

Decides by what each kind of page prints of others: a story's page prints headlines of its theme and of those
that it refers to; the page of a theme, a place, a person, an outlet prints listings; the front page, the
feeds and the accounts of the site print of everything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.core.listings import Changes, Facet, Lookup
from dateline.pipeline.printing import months, revisions
from dateline.stages.publish.addresses import (
    KEYED,
    ROOMS_OF,
    Address,
    Room,
    day,
    facet,
    has_page,
    story,
    theme,
)
from dateline.stages.publish.neighbours import NEIGHBOURS

if TYPE_CHECKING:
    from dateline.core.ports import Store

#: More stories than any theme has.
_WHOLE = 1_000_000
#: The pages that the site has once, and that tell of everything.
ALWAYS = tuple(Address(room) for room in Room if room not in KEYED)


class _Everywhere:
    """The paths of a site that answers at every address: the served one."""

    def __contains__(self, path: object) -> bool:
        return True


EVERYWHERE = _Everywhere()


def every(store: Store) -> Iterator[Address]:
    """Every address of the site: stories first, then whatever leads to them."""
    yield from (story(name) for name in sorted(store.page_keys()))
    yield from (theme(one.id) for one in store.register.themes())
    yield from months.every(store)
    yield from revisions.every(store)
    for kind in ROOMS_OF:
        tallies = store.catalogue.tallies(kind)
        yield from (facet(kind, t.mention.key) for t in tallies if has_page(kind, t.mention.key, t.stories))
    for one in store.catalogue.days():
        yield from _of_day(one)
    yield from ALWAYS


def stale(changes: Changes, store: Store, there: Container[str] = ()) -> Iterator[Address]:
    """The addresses of which any file tells of what changed, each once."""
    yield from dict.fromkeys((*whole(changes, store, there), *beside(changes, store)))


def whole(changes: Changes, store: Store, there: Container[str] = ()) -> Iterator[Address]:
    """The addresses whose files tell of what changed; of those of :func:`beside` the page alone does.

    ``there`` are the paths that the site has.
    """
    near = tuple(_near(changes, store))
    found = dict.fromkeys(map(story, changes.stories))
    found |= dict.fromkeys(revisions.stale(changes, near, store))
    found |= dict.fromkeys(theme(name) for name in changes.themes)
    found |= dict.fromkeys(_mentioned(changes.facets, store, there))
    renamed = _renamed(changes, store)
    found |= dict.fromkeys(_under(renamed, store, there))
    found |= dict.fromkeys(months.stale(changes, renamed, store, there))
    found |= dict.fromkeys(months.stale_of_things(changes.months, store, there))
    found |= dict.fromkeys(address for one in changes.days for address in _of_day(one))
    yield from found
    if changes:
        yield from ALWAYS


def beside(changes: Changes, store: Store) -> Iterator[Address]:
    """The stories that print the headline of one that is headed otherwise: on their page, nowhere else."""
    yield from map(story, dict.fromkeys(_near(changes, store)))


def _of_day(one: str) -> Iterator[Address]:
    """What there is of a day ("2025-07-14", "" for what has no time): its list of addresses, and its page."""
    yield Address(Room.SITEMAP, one or "undated")
    if one:
        yield day(one.replace("-", ""))


def _near(changes: Changes, store: Store) -> Iterator[str]:
    """The stories next to where one that is headed otherwise stands or stood, and those that refer to it."""
    yield from store.catalogue.beside(changes.spots, NEIGHBOURS)
    yield from store.catalogue.referring(changes.faces)


def _mentioned(things: Iterable[tuple[Facet, str]], store: Store, there: Container[str]) -> Iterator[Address]:
    """The pages of things mentioned, as far as they have one, or had when more stories mentioned them."""
    shown = [thing for thing in things if thing[0] in ROOMS_OF]
    stories = store.catalogue.counts(shown)
    for kind, key in shown:
        page = facet(kind, key)
        if page.page in there or has_page(kind, key, stories.get((kind, key), 0)):
            yield page


def _renamed(changes: Changes, store: Store) -> set[str]:
    """The themes that are called otherwise; one without a name is called as its first story is headed."""
    faces = store.catalogue.listings(changes.faces)
    near = store.register.themes({listing.theme for listing in faces.values()})
    nameless = (
        theme.id for theme in near if not theme.name and theme.stories[-1:] and theme.stories[-1] in faces
    )
    return {*changes.renamed, *nameless}


def _under(themes: set[str], store: Store, there: Container[str]) -> Iterator[Address]:
    """All that prints the name of a theme: its stories, and the lists that they stand in."""
    for name in sorted(themes):
        yield theme(name)
        for listing in store.catalogue.find(Lookup(theme=name, limit=_WHOLE)):
            yield story(listing.story)
            yield from _mentioned(((m.facet, m.key) for m in listing.mentions), store, there)
