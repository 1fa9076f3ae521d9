"""Which addresses of the site are stale: those whose files tell of something that changed.

Decides by what each kind of page prints of others: a story's page prints headlines of its theme and of those
that it refers to; the page of a theme, a place, a person, an outlet prints listings; the front page, the
feeds and the accounts of the site print of everything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.core.listings import Changes, Facet, Lookup
from dateline.stages.publish.addresses import KEYED, ROOMS_OF, Address, Room, facet, has_page, story, theme
from dateline.stages.publish.issue import MOST_RELATED

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
    for kind in ROOMS_OF:
        tallies = store.catalogue.tallies(kind)
        yield from (facet(kind, t.mention.key) for t in tallies if has_page(kind, t.mention.key, t.stories))
    yield from (Address(Room.SITEMAP, day or "undated") for day in store.catalogue.days())
    yield from ALWAYS


def stale(changes: Changes, store: Store, there: Container[str] = ()) -> Iterator[Address]:
    """The addresses whose files tell of what changed, each once.

    ``there`` are the paths that the site has.
    """
    found = dict.fromkeys(story(name) for name in (*changes.stories, *_beside(changes, store)))
    found |= dict.fromkeys(theme(name) for name in changes.themes)
    found |= dict.fromkeys(_mentioned(changes.facets, store, there))
    found |= dict.fromkeys(_under(_renamed(changes, store), store, there))
    found |= dict.fromkeys(Address(Room.SITEMAP, day or "undated") for day in changes.days)
    yield from found
    if changes:
        yield from ALWAYS


def _mentioned(things: Iterable[tuple[Facet, str]], store: Store, there: Container[str]) -> Iterator[Address]:
    """The pages of things mentioned, as far as they have one, or had when more stories mentioned them."""
    for kind, key in things:
        if kind not in ROOMS_OF:
            continue
        page = facet(kind, key)
        stories = store.catalogue.count(Lookup(facet=kind, key=key))
        if page.page in there or has_page(kind, key, stories):
            yield page


def _beside(changes: Changes, store: Store) -> Iterator[str]:
    """The stories whose pages print the headline of one that has another: near in its theme, or referring.

    A story may have come from any theme that changed: there, too, its headline stands no more.
    """
    faces = store.catalogue.listings(changes.faces)
    left = changes.themes if faces else ()
    for name in sorted({*left, *(listing.theme for listing in faces.values())}):
        near = store.catalogue.find(Lookup(theme=name, limit=MOST_RELATED + 1))
        yield from (listing.story for listing in near)
    yield from store.catalogue.referring(changes.faces)


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
