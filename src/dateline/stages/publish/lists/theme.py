"""A theme's page: what its stories are, newest first, how it went, where, how many, and who reported it.

Decides what of a theme stands on its first page. All stories of a large theme stand by month on pages of
their own (:mod:`month`), which stay as they are when there is news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Listing, Lookup
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants, story_path
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import up
from dateline.stages.publish.lists import calendar, month
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
    from dateline.stages.publish.lists.month import Line, MonthLink

#: So many of the stories of the first page stand there in full, and so many in the order in which it went.
_IN_FULL, _STEPS = 8, 12
_FED = 30
_CHARTED = 60
_SPOTS, _PLACES, _PEOPLE, _OUTLETS = 60, 12, 10, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme's first page. ``course`` are its stories by day, the first first.

    ``undated`` are stories without a time, where the others stand by month.
    """

    name: str
    stories: tuple[Teaser, ...]
    briefs: tuple[Teaser, ...]
    count: int
    first: When | None
    last: When | None
    course: tuple[Teaser, ...]
    subjects: tuple[str, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    outlets: tuple[Named, ...]
    months: tuple[MonthLink, ...]
    undated: tuple[Line, ...]
    counted: tuple[Teaser, ...]
    map: HappeningsMap | None
    chart: Chart | None


def wants(address: Address, subject: Subject) -> Wants:
    """Its stories, and what they mention; of a theme without a record, nothing."""
    theme = subject.theme
    if theme is None:
        return Wants()
    if address.part:
        asked = _month(theme, address)
        return Wants(faces=(asked,) if asked else (), themes=(theme.id,))
    return Wants(
        lookups=(_lookup(theme),),
        faces=(calendar.every(theme.id),),
        counts=(Lookup(theme=theme.id),),
        tallies=_asked(theme),
        themes=(theme.id,),
    )


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """Its page, or that of a month; where no story is left, what it was."""
    theme = shelf.subject.theme
    if theme is None:
        return
    named = shelf.theme(theme.id)
    if address.part:
        asked = _month(theme, address)
        if named and asked:
            yield from month.files(address, named.name, shelf.faces[asked], shelf)
        return
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


def theme_view(theme: Theme, listings: Sequence[Listing], shelf: Shelf, address: Address) -> ThemeView:
    """The view of its first page; ``listings`` are the newest of its stories, newest first."""
    from dateline.stages.publish.drawing.charts import course

    root, language = up(address.page), shelf.edition.language
    count, faces = shelf.counts[Lookup(theme=theme.id)], shelf.faces[calendar.every(theme.id)]
    spots, people, outlets = (shelf.tallies[asked] for asked in _asked(theme))
    shown = teasers(listings, root, shelf)
    large = count > calendar.FIRST
    return ThemeView(
        name=theme.name,
        stories=shown[:_IN_FULL],
        briefs=shown[_IN_FULL : calendar.FIRST],
        count=count,
        first=when(faces[-1].first_reported) if len(faces) == count else None,
        last=when(faces[0].first_reported),
        course=tuple(sorted(shown[:_STEPS], key=_happened)),
        subjects=shelf.subjects(theme),
        places=named_tallies(spots[:_PLACES], root, language),
        people=named_tallies(people, root, language),
        outlets=named_tallies(outlets, root, language),
        map=places_map(spots, root, language),
        chart=course(listings[:_CHARTED], {each.story: root + story_path(each.story) for each in listings}),
        months=tuple(map(month.link, calendar.months(faces))) if large else (),
        undated=tuple(month.line(face, root) for face in faces if large and not face.first_reported),
        counted=tuple(story for story in shown[: calendar.FIRST] if story.figures),
    )


def _month(theme: Theme, address: Address) -> Lookup | None:
    return calendar.within(Lookup(theme=theme.id), address.part)


def _lookup(theme: Theme) -> Lookup:
    return Lookup(theme=theme.id, limit=_CHARTED)


def _asked(theme: Theme) -> tuple[Asked, Asked, Asked]:
    return (
        Asked(Facet.PLACE, _SPOTS, theme.id),
        Asked(Facet.PERSON, _PEOPLE, theme.id),
        Asked(Facet.OUTLET, _OUTLETS, theme.id),
    )


def _happened(story: Teaser) -> tuple[str, str, str]:
    at, reported = story.happened or story.at, story.at
    return at.machine if at else "", reported.machine if reported else "", story.href
