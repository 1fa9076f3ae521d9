"""The page of a place, a person or an outlet: the newest stories that have to do with it.

Decides what such pages have in common. What is told of their subject (where a place lies, what a name does
not tell, how often an outlet was first), :mod:`place`, :mod:`person` and :mod:`outlet` say. So many of the
newest stories are listed: a country in the news costs no more than a village. Where there are more, all stand
by month on pages of their own (:mod:`month`); what has no time is found by search.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.core.ids import address as safe
from dateline.core.listings import Facet, Listing, Lookup, Mention
from dateline.stages.publish.issue import Shelf, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists import calendar, month
from dateline.stages.publish.lists.names import link_to, name_of, told
from dateline.stages.publish.lists.reports import by_story
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.lists.teasers import Named, Teaser, teasers, theme_link
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.drawing.maps import Locator
    from dateline.stages.publish.lists.month import MonthLink
    from dateline.stages.publish.lists.reports import ReportLine

#: So many of the newest stories are listed in full.
_IN_FULL = 12
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
    """What was found of the subject of a facet's address: how it is mentioned, and its newest stories.

    ``months`` tell how many of its stories each month has, "" how many have no time.
    """

    mention: Mention
    stories: tuple[Listing, ...]
    months: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many stories there are."""
        return sum(self.months.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story of the list, with what the subject has to do with it; of an outlet, its ``reports`` there."""

    story: Teaser
    share: Phrase | None = None
    reports: tuple[ReportLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A page of stories that share a place, a person or an outlet.

    ``facts`` are what is known of the subject, ``note`` what must be said of the list; ``up`` leads to the
    page of all of its kind. ``silent`` tells that some report has no terms beside it; ``left`` counts the
    stories that no list has.
    """

    name: str
    kind: Phrase
    up: str
    count: int
    first: When | None
    last: When | None
    facts: tuple[Phrase, ...]
    note: Phrase | None
    stories: tuple[Item, ...]
    briefs: tuple[Item, ...]
    months: tuple[MonthLink, ...]
    themes: tuple[Named, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    outlets: tuple[Named, ...]
    query: str
    left: int
    silent: bool


def wants(facet: Facet, address: Address) -> Wants:
    """Its newest stories and how many each month has; of a month, its headlines. Of an outlet its reports."""
    newest, told = newest_of(facet, address), facet is Facet.OUTLET
    if not address.part:
        months = ((facet, address.key),)
        return Wants(lookups=(newest,), months=months, dispatches=(newest,) if told else ())
    asked = calendar.within(newest, address.part)
    if asked is None:
        return Wants()
    return Wants(lookups=(_first(asked),), faces=(asked,), dispatches=(asked,) if told else ())


def found(facet: Facet, address: Address, shelf: Shelf) -> Found | None:
    """What a page of the facet is made from; None where no story has to do with it (any more)."""
    stories = shelf.find(newest_of(facet, address))
    mention = _mention(facet, address, stories)
    months = shelf.months[facet, address.key]
    return Found(mention=mention, stories=stories, months=months) if mention else None


def month_files(facet: Facet, address: Address, shelf: Shelf) -> Iterator[File]:
    """The page of a month of the facet, called as the newest story of that month calls it."""
    asked = calendar.within(newest_of(facet, address), address.part)
    mention = _mention(facet, address, shelf.find(_first(asked))) if asked else None
    if asked and mention:
        language = shelf.edition.language
        name, reports = name_of(mention, language), by_story(shelf.dispatches.get(asked, {}), language)
        yield from month.files(address, name, shelf.faces[asked], shelf, reports)


def newest_of(facet: Facet, address: Address) -> Lookup:
    """The newest stories of a facet."""
    return Lookup(facet=facet, key=address.key, limit=calendar.FIRST_OF_THING)


def _first(lookup: Lookup) -> Lookup:
    return replace(lookup, limit=1)


def _mention(facet: Facet, address: Address, stories: Iterable[Listing]) -> Mention | None:
    said = (one for story in stories for one in story.of(facet))
    return next((one for one in said if safe(one.key) == address.key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a facet beyond its stories.

    ``kind`` is what it is, ``query`` the search filter that finds the rest of its stories, ``facts`` what is
    known of it, ``note`` what must be said of the list, ``map`` where it lies. ``share`` tells by
    story what the subject has to do with it, ``reports`` are an outlet's by story.
    """

    kind: Phrase
    query: str
    facts: tuple[Phrase, ...] = ()
    note: Phrase | None = None
    map: Locator | None = None
    share: Mapping[str, Phrase] = field(default_factory=dict)
    reports: Mapping[str, tuple[ReportLine, ...]] = field(default_factory=dict)


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
    root, language = up(address.page), shelf.edition.language
    items = tuple(_items(held, words, root, shelf))
    name = name_of(held.mention, language)
    dated = tuple(map(month.link, calendar.counted(held.months)))
    return FacetView(
        name=name,
        kind=words.kind,
        up=root + _INDEX[held.mention.facet][0],
        count=held.count,
        first=when(held.stories[-1].first_reported) if held.count == len(items) else None,
        last=when(held.stories[0].first_reported),
        facts=words.facts,
        note=words.note,
        stories=items[:_IN_FULL],
        briefs=items[_IN_FULL:],
        months=dated if held.count > len(items) else (),
        themes=_themes(held.stories, root, shelf),
        places=_beside(Facet.PLACE, held, root, language),
        people=_beside(Facet.PERSON, held, root, language),
        outlets=_beside(Facet.OUTLET, held, root, language),
        query=f'{words.query}:"{held.mention.name}"',
        left=held.months.get("", 0) if held.count > len(items) else 0,
        silent=any(not line.terms for item in items for line in item.reports),
    )


def _items(held: Found, words: Told, root: str, shelf: Shelf) -> Iterator[Item]:
    for listing, story in zip(held.stories, teasers(held.stories, root, shelf), strict=True):
        share, reports = words.share.get(listing.story), words.reports.get(listing.story, ())
        yield Item(story=story, share=share, reports=reports)


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
