"""A theme's page: what its stories are, newest first, how it went, where, how many, and who reported it.

Decides what of a theme stands on its first page and what on the pages behind it. Those are numbered from the
oldest, so that a new story changes the newest of them alone; each of a theme's stories stands on one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Listing, Lookup
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants, story_path
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.drawn import places_map
from dateline.stages.publish.lists.names import named_tallies, told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.lists.teasers import Named, Teaser, teasers
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.site import File
    from dateline.core.types import Theme
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.drawing.charts import Chart
    from dateline.stages.publish.drawing.happenings import HappeningsMap

#: So many stories stand on the first page; of more than that the older ones have pages of their own.
_FIRST = 24
_TO_A_PAGE = 100
#: The most stories that a theme lists. Older ones are found by search.
_MOST = 500
_STEPS = 40
_FED = 30
_CHARTED = 60
_SPOTS, _PLACES, _PEOPLE, _OUTLETS = 60, 12, 10, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """A page of older stories: its number, counted from the oldest, and the days that it covers."""

    number: int
    href: str
    first: When | None
    last: When | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme's first page. ``course`` are its stories by day, the first first."""

    name: str
    stories: tuple[Teaser, ...]
    count: int
    first: When | None
    last: When | None
    course: tuple[Teaser, ...]
    subjects: tuple[str, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    outlets: tuple[Named, ...]
    older: tuple[Older, ...]
    counted: tuple[Teaser, ...]
    map: HappeningsMap | None
    chart: Chart | None


def wants(_: Address, subject: Subject) -> Wants:
    """Its stories, and what they mention; of a theme without a record, nothing."""
    theme = subject.theme
    if theme is None:
        return Wants()
    return Wants(
        lookups=(_lookup(theme),), counts=(Lookup(theme=theme.id),), tallies=_asked(theme), themes=(theme.id,)
    )


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """Its page, and the pages of its older stories; where no story is left, what it was."""
    theme = shelf.subject.theme
    if theme is None:
        return
    named = shelf.theme(theme.id)
    listings = shelf.find(_lookup(theme))
    if named is None or not listings:
        name = theme.name or told(phrase("A theme"), shelf)
        yield document(
            "former_theme.html", address.page, name, shelf.edition, theme=theme, meta={"index": False}
        )
        return
    yield from sheet(
        "theme.html",
        address,
        named.name,
        shelf,
        listings[:_FED],
        ((told(phrase("Themes"), shelf), "themes/index.html"),),
        fed=True,
        theme=theme_view(named, listings, shelf, address),
        meta={"description": listings[0].standfirst},
    )
    for number, own in pages(listings, shelf.counts[Lookup(theme=theme.id)]):
        yield _older_page(number, own, named, shelf, address)


def theme_view(theme: Theme, listings: Sequence[Listing], shelf: Shelf, address: Address) -> ThemeView:
    """The view of its first page; ``listings`` are its stories, newest first."""
    from dateline.stages.publish.drawing.charts import course

    root, language = up(address.page), shelf.edition.language
    count = shelf.counts[Lookup(theme=theme.id)]
    spots, people, outlets = (shelf.tallies[asked] for asked in _asked(theme))
    shown = teasers(listings, root, shelf)
    older = () if count <= _FIRST else tuple(_older(*page) for page in pages(listings, count))
    return ThemeView(
        name=theme.name,
        stories=shown[:_FIRST],
        count=count,
        first=when(listings[-1].first_reported),
        last=when(listings[0].first_reported),
        course=tuple(sorted(shown[:_STEPS], key=_happened)),
        subjects=shelf.subjects(theme),
        places=named_tallies(spots[:_PLACES], root, language),
        people=named_tallies(people, root, language),
        outlets=named_tallies(outlets, root, language),
        map=places_map(spots, root, language),
        chart=course(listings[:_CHARTED], {each.story: root + story_path(each.story) for each in listings}),
        older=older,
        counted=tuple(story for story in shown[:_FIRST] if story.figures),
    )


def pages(listings: Sequence[Listing], count: int) -> Iterator[tuple[int, tuple[Listing, ...]]]:
    """The pages of a theme's stories, newest first, each with its number counted from the oldest.

    ``count`` is how many stories there are; ``listings`` are the newest of them. A page is given only where
    all of its stories are known, and only where there is more than the first page shows.
    """
    if count <= _FIRST:
        return
    unknown = count - len(listings)
    for number in range((count - 1) // _TO_A_PAGE + 1, 0, -1):
        low, high = (number - 1) * _TO_A_PAGE, min(number * _TO_A_PAGE, count)
        if low < unknown:
            return
        yield number, tuple(listings[count - high : count - low])


def _older(number: int, own: Sequence[Listing]) -> Older:
    return Older(
        number=number,
        href=f"{number}.html",
        first=when(own[-1].first_reported),
        last=when(own[0].first_reported),
        count=len(own),
    )


def _older_page(number: int, own: Sequence[Listing], theme: Theme, shelf: Shelf, address: Address) -> File:
    path = f"{address.folder}{number}.html"
    return document(
        "theme_older.html",
        path,
        theme.name,
        shelf.edition,
        name=theme.name,
        page=_older(number, own),
        stories=teasers(own, up(path), shelf),
    )


def _lookup(theme: Theme) -> Lookup:
    return Lookup(theme=theme.id, limit=_MOST)


def _asked(theme: Theme) -> tuple[Asked, Asked, Asked]:
    return (
        Asked(Facet.PLACE, _SPOTS, theme.id),
        Asked(Facet.PERSON, _PEOPLE, theme.id),
        Asked(Facet.OUTLET, _OUTLETS, theme.id),
    )


def _happened(story: Teaser) -> tuple[str, str, str]:
    at, reported = story.happened or story.at, story.at
    return at.machine if at else "", reported.machine if reported else "", story.href
