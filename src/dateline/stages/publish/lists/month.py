"""The page of a month of a theme: its stories by day, the newest first.

Decides that it tells headlines and days and no more, which an index holds: a theme of a thousand stories
costs little, and the page stays as it is while what else is told of its stories changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.core.types import Precision
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import up
from dateline.stages.publish.lists import calendar
from dateline.stages.publish.lists.sheet import page
from dateline.stages.publish.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.core.listings import Face
    from dateline.core.site import File
    from dateline.core.types import Theme
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.lists.calendar import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month of a theme on the theme's own page."""

    href: str
    at: When
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story by its headline."""

    href: str
    headline: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The stories first reported on a day, the newest first."""

    at: When
    stories: tuple[Line, ...]


def files(address: Address, theme: Theme, faces: Sequence[Face], shelf: Shelf) -> Iterator[File]:
    """The page of a month; ``faces`` are its stories, newest first. Nothing where it has none."""
    if faces:
        yield page(
            "theme_month.html",
            address.page,
            theme.name,
            shelf.edition,
            name=theme.name,
            at=_month(address.part),
            count=len(faces),
            days=days(faces, up(address.page)),
        )


def link(month: Month) -> MonthLink:
    """The way to a month from its theme."""
    return MonthLink(href=f"{month.number}.html", at=_month(month.number), count=month.count)


def days(faces: Iterable[Face], root: str) -> tuple[Day, ...]:
    """Stories by the day of their first report, in their order; those without one are left out."""
    dated = [(face.first_reported.at.astimezone(UTC).date(), face) for face in faces if face.first_reported]
    return tuple(
        Day(at=_day(day), stories=tuple(line(face, root) for _, face in own))
        for day, own in groupby(dated, key=lambda pair: pair[0])
    )


def line(face: Face, root: str) -> Line:
    """A story by its headline; ``root`` leads to the root of the site."""
    return Line(href=root + story_path(face.story), headline=face.headline, language=face.language)


def _month(number: str) -> When:
    return When(at=calendar.start(number), precision=Precision.MONTH)


def _day(day: date) -> When:
    return When(at=datetime(day.year, day.month, day.day, tzinfo=UTC), precision=Precision.DAY)
