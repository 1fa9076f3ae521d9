"""What a search found, part by part, as its results page shows it.

Decides how many candidates are ranked, how many are shown at a time, and what is told of each. What must be
looked up for a query, :func:`wants` says, so that whoever has a store can answer it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dateline.core.listings import Listing, Lookup
from dateline.stages.publish.issue import Shelf, Wants
from dateline.stages.publish.lists.teasers import Teaser, teaser
from dateline.stages.publish.search import narrower
from dateline.stages.publish.search.rank import rank
from dateline.stages.publish.search.snippets import Parts, marked, snippet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.stages.publish.lists.teasers import Named
    from dateline.stages.publish.search.query import Query

#: The newest stories found are ranked, so many of them; a reader who wants more asks more narrowly.
CANDIDATES = 200
TO_A_PAGE = 20
#: The feeds of a search, as readers of feeds call them.
_FEEDS = (("RSS", "feed.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A story found, and its headline and one line with the words marked."""

    listing: Listing
    story: Teaser
    headline: Parts
    snippet: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A part of what was found, in order of rank.

    ``count`` is how many stories there are, ``total`` how many of them are ranked. ``first`` is the number of
    the first hit, ``last`` the story that the part ended with ("" where nothing comes behind it). ``after``
    is the address of the next part, ``feeds`` are those of this search, by their formats. ``themes``,
    ``places`` and ``outlets`` lead to this search within one of them, with how many stories it then finds.
    """

    query: str
    count: int
    total: int
    found: tuple[Hit, ...]
    first: int = 1
    last: str = ""
    after: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    themes: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    outlets: tuple[Named, ...] = ()


def wants(query: Query) -> Wants:
    """What must be looked up: the newest stories found, how many there are, how many have each run of words.

    Nothing is looked up for a query that asks for nothing.
    """
    if not query:
        return Wants()
    counted = tuple(Lookup(phrases=(run,)) for run in query.phrases) if len(query.phrases) > 1 else ()
    return Wants(lookups=(query.lookup(CANDIDATES),), counts=(query.lookup(1), *counted), totals=True)


def ranked(query: Query, shelf: Shelf) -> tuple[Listing, ...]:
    """The stories found, best first; ``shelf`` holds the answers to what was wanted."""
    if not query:
        return ()
    counts = {run: shelf.counts.get(Lookup(phrases=(run,)), 0) for run in query.phrases}
    return rank(shelf.find(query.lookup(CANDIDATES)), query.phrases, counts, shelf.totals.stories)


def results(
    query: Query,
    shelf: Shelf,
    limit: int = TO_A_PAGE,
    after: str = "",
    *,
    root: str = "../",
    lines: Mapping[str, Sequence[str]] | None = None,
) -> Results:
    """The part behind the story ``after``; from the beginning where that was not found.

    ``lines`` are the printed lines of stories, by story, where they are at hand: one that has the words is
    then shown; else it is the line that opens the story.
    """
    found = ranked(query, shelf)
    start = next((at for at, each in enumerate(found, 1) if each.story == after), 0)
    own = found[start : start + limit]
    last = own[-1].story if own and start + limit < len(found) else ""
    return Results(
        query=query.text,
        count=shelf.counts[query.lookup(1)] if query else 0,
        total=len(found),
        found=tuple(_hit(each, query, shelf, root, (lines or {}).get(each.story, ())) for each in own),
        first=start + 1,
        last=last,
        after=f"?{urlencode({'q': query.text, 'after': last})}" if last else "",
        feeds=tuple((name, f"{file}?{urlencode({'q': query.text})}") for name, file in _FEEDS),
        themes=narrower.themes(query, found, shelf),
        places=narrower.places(query, found, shelf),
        outlets=narrower.outlets(query, found),
    )


def _hit(listing: Listing, query: Query, shelf: Shelf, root: str, lines: Sequence[str]) -> Hit:
    told = [line for line in (listing.standfirst, *lines) if line != listing.headline]
    opening: Parts = ((told[0], False),) if told and told[0] else ()
    return Hit(
        listing=listing,
        story=teaser(listing, root, shelf),
        headline=marked(listing.headline, query.phrases),
        snippet=snippet(told, query.phrases) or opening,
    )
