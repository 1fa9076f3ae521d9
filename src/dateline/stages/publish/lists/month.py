"""The page of a month of a theme, a place, a person or an outlet: its stories by day, the newest first.

Decides that it tells headlines and days and no more, which an index holds (of an outlet its reports, too): a
theme of a thousand stories costs little, and the page stays as it is while what else is told of its stories
changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.core.types import Precision
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import up
from dateline.stages.publish.lists import calendar
from dateline.stages.publish.lists.sheet import page
from dateline.stages.publish.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.core.listings import Face
    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.lists.calendar import Month
    from dateline.stages.publish.lists.reports import ReportLine

NO_REPORTS: Mapping[str, tuple[ReportLine, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month on the page of what its stories have in common."""

    href: str
    at: When
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story by its headline; on the page of an outlet with its ``reports``."""

    href: str
    headline: str
    language: str
    reports: tuple[ReportLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The stories first reported on a day, the newest first."""

    at: When
    stories: tuple[Line, ...]


def files(
    address: Address,
    name: str,
    faces: Sequence[Face],
    shelf: Shelf,
    reports: Mapping[str, tuple[ReportLine, ...]] = NO_REPORTS,
) -> Iterator[File]:
    """The page of a month of what is called so; ``faces`` are its stories, newest first, ``reports`` those of
    an outlet by story. Nothing where it has none.
    """
    if faces:
        yield page(
            "month.html",
            address.page,
            name,
            shelf.edition,
            name=name,
            at=_month(address.part),
            count=len(faces),
            days=days(faces, up(address.page), reports),
            themed=address.room is Room.THEME,
        )


def link(month: Month) -> MonthLink:
    """The way to a month from there."""
    return MonthLink(href=f"{month.number}.html", at=_month(month.number), count=month.count)


def days(
    faces: Iterable[Face], root: str, reports: Mapping[str, tuple[ReportLine, ...]] = NO_REPORTS
) -> tuple[Day, ...]:
    """Stories by the day of their first report, in their order; those without one are left out."""
    dated = [(face.first_reported.at.astimezone(UTC).date(), face) for face in faces if face.first_reported]
    return tuple(
        Day(at=_day(day), stories=tuple(line(face, root, reports.get(face.story, ())) for _, face in own))
        for day, own in groupby(dated, key=lambda pair: pair[0])
    )


def line(face: Face, root: str, reports: tuple[ReportLine, ...] = ()) -> Line:
    """A story by its headline; ``root`` leads to the root of the site."""
    path = root + story_path(face.story)
    return Line(href=path, headline=face.headline, language=face.language, reports=reports)


def _month(number: str) -> When:
    return When(at=calendar.start(number), precision=Precision.MONTH)


def _day(day: date) -> When:
    return When(at=datetime(day.year, day.month, day.day, tzinfo=UTC), precision=Precision.DAY)
