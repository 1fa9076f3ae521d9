"""The page of a place, a person or an outlet: the newest stories that have to do with it.

Decides what such pages have in common. What is told of their subject (where a place lies, what a name does
not tell, how often an outlet was first), :mod:`place`, :mod:`person` and :mod:`outlet` say. So many of the
newest stories are listed and no more: a country in the news costs no more than a village. The others are
found by search.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.core.ids import address as safe
from dateline.core.listings import Facet, Listing, Lookup, Mention
from dateline.stages.publish.issue import Shelf, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import link_to, name_of, told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.lists.teasers import Named, Teaser, teasers, theme_link
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.drawing.maps import Locator

#: The newest stories that are listed, and how many of them in full.
_MOST, _IN_FULL = 30, 12
#: So many of them are told to machines.
_TOLD = 20
_BESIDE = 10
#: The pages of all of a kind, and what they are called.
_INDEX = {
    Facet.PLACE: ("places/index.html", phrase("Places")),
    Facet.PERSON: ("people/index.html", phrase("People")),
    Facet.OUTLET: ("sources/index.html", phrase("Sources")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of the subject of a facet's address: how it is mentioned, and its newest stories."""

    mention: Mention
    stories: tuple[Listing, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A page of stories that share a place, a person or an outlet.

    ``facts`` are what is known of the subject, ``note`` what must be said of the list; ``up`` leads to the
    page of all of its kind. The newest stories stand each with what the subject has to do with it.
    """

    name: str
    kind: Phrase
    up: str
    count: int
    first: When | None
    last: When | None
    facts: tuple[Phrase, ...]
    note: Phrase | None
    stories: tuple[tuple[Teaser, Phrase | None], ...]
    briefs: tuple[Teaser, ...]
    themes: tuple[Named, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    outlets: tuple[Named, ...]
    query: str
    left: int


def wants(facet: Facet, address: Address) -> Wants:
    """The newest stories of the facet, and how many there are."""
    return Wants(lookups=(_lookup(facet, address),), counts=(_all(facet, address),))


def found(facet: Facet, address: Address, shelf: Shelf) -> Found | None:
    """What a page of the facet is made from; None where no story has to do with it (any more)."""
    stories = shelf.find(_lookup(facet, address))
    mention = next(
        (one for story in stories for one in story.of(facet) if safe(one.key) == address.key), None
    )
    return (
        Found(mention=mention, stories=stories, count=shelf.counts[_all(facet, address)]) if mention else None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a facet beyond its stories.

    ``kind`` is what it is, ``query`` the search filter that finds the rest of its stories, ``facts`` what is
    known of it, ``note`` what must be said of the list, ``map`` where it lies. ``share`` tells by
    story what the subject has to do with it.
    """

    kind: Phrase
    query: str
    facts: tuple[Phrase, ...] = ()
    note: Phrase | None = None
    map: Locator | None = None
    share: Mapping[str, Phrase] = field(default_factory=dict)


def files(address: Address, held: Found, shelf: Shelf, words: Told) -> Iterator[File]:
    """The page of a facet. It has no feeds of its own: the server has one for each search, ``place:`` too."""
    shown = _view(address, held, shelf, words)
    index, title = _INDEX[held.mention.facet]
    yield from sheet(
        "facet.html",
        address,
        shown.name,
        shelf,
        held.stories[:_TOLD],
        ((told(title, shelf), index),),
        facet=shown,
        map=words.map,
    )


def _view(address: Address, held: Found, shelf: Shelf, words: Told) -> FacetView:
    root, stories = up(address.page), teasers(held.stories, up(address.page), shelf)
    language = shelf.edition.language
    name = name_of(held.mention, language)
    shares = [words.share.get(listing.story) for listing in held.stories]
    return FacetView(
        name=name,
        kind=words.kind,
        up=root + _INDEX[held.mention.facet][0],
        count=held.count,
        first=when(held.stories[-1].first_reported) if held.count == len(stories) else None,
        last=when(held.stories[0].first_reported),
        facts=words.facts,
        note=words.note,
        stories=tuple(zip(stories[:_IN_FULL], shares, strict=False)),
        briefs=stories[_IN_FULL:],
        themes=_themes(held.stories, root, shelf),
        places=_beside(Facet.PLACE, held, root, language),
        people=_beside(Facet.PERSON, held, root, language),
        outlets=_beside(Facet.OUTLET, held, root, language),
        query=f'{words.query}:"{held.mention.name}"',
        left=max(0, held.count - len(stories)),
    )


def _themes(stories: Iterable[Listing], root: str, shelf: Shelf) -> tuple[Named, ...]:
    """The themes of the stories listed, those of most of them first, each with how many of these it has."""
    counted = Counter(story.theme for story in stories)
    links = ((theme_link(theme, root, shelf), count) for theme, count in counted.most_common())
    return tuple(replace(link, count=count) for link, count in links if link)[:_BESIDE]


def _beside(facet: Facet, held: Found, root: str, language: str) -> tuple[Named, ...]:
    """What else the stories listed have to do with, most often first."""
    own = held.mention.key if held.mention.facet is facet else ""
    said = [one for story in held.stories for one in story.mentions if one.facet is facet and one.key != own]
    first = {one.key: one for one in reversed(said)}
    counted = Counter(one.key for one in said).most_common(_BESIDE)
    return tuple(link_to(first[key], root, language, count) for key, count in counted)


def _lookup(facet: Facet, address: Address) -> Lookup:
    return Lookup(facet=facet, key=address.key, limit=_MOST)


def _all(facet: Facet, address: Address) -> Lookup:
    return Lookup(facet=facet, key=address.key)
