"""All stories by the day on which they were first reported: what there was yesterday, and a year ago.

Decides that a day is one of UTC, whatever the reader's zone, so that a story has one place for good; and that
a page tells headlines and times and no more, which an index holds. What has no time is found by search.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.core.listings import Lookup
from dateline.core.types import Precision
from dateline.stages.publish import addresses
from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.month import line
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.lists.sheet import page
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

#: The index names the newest days, so many of them; a page of a day its newest stories.
_DAYS, _OF_DAY = 400, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that has stories, and how many; ``number`` is that of the day in its month."""

    number: int
    at: When
    href: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The days of a month that have stories, the first first."""

    at: When
    days: tuple[Day, ...]
    count: int


def wants(address: Address, _: Subject) -> Wants:
    """How many stories each day has; of a day, its headlines."""
    if not address.part:
        return Wants(days=True)
    asked = _within(address.part)
    return Wants(faces=(asked,)) if asked else Wants()


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The index of days, or the page of one; nothing for a day without stories."""
    if not address.part:
        title = told(phrase("All stories by day"), shelf)
        shown = months(shelf.days)
        yield page("archive.html", address.page, title, shelf.edition, months=shown)
        return
    asked = _within(address.part)
    faces = shelf.faces[asked] if asked else ()
    if faces:
        at = _whole(datetime.strptime(address.part, "%Y%m%d"), Precision.DAY)
        stories = tuple((line(face, up(address.page)), when(face.first_reported)) for face in faces)
        title = told(phrase("Stories of %(day)s", day=at), shelf)
        yield page("archive_day.html", address.page, title, shelf.edition, at=at, stories=stories)


def months(counts: Mapping[str, int]) -> tuple[Month, ...]:
    """The months of the newest days that have stories, the newest first; ``counts`` are by day."""
    days = sorted(filter(None, counts), reverse=True)[:_DAYS]
    return tuple(
        Month(
            at=_whole(datetime.strptime(month, "%Y-%m"), Precision.MONTH),
            days=tuple(_day(day, counts[day]) for day in sorted(own)),
            count=sum(counts[day] for day in own),
        )
        for month, of_month in groupby(days, key=lambda day: day[:7])
        for own in (tuple(of_month),)
    )


def _day(day: str, count: int) -> Day:
    at = datetime.strptime(day, "%Y-%m-%d")
    number = addresses.day(day.replace("-", "")).part
    return Day(number=at.day, at=_whole(at, Precision.DAY), href=f"{number}.html", count=count)


def _within(number: str) -> Lookup | None:
    """The stories of a day; None where the number is no day's."""
    if len(number) != len("20250714"):
        return None
    try:
        first = datetime.strptime(number, "%Y%m%d").replace(tzinfo=UTC)
        return Lookup(since=first, until=first + timedelta(days=1), limit=_OF_DAY)
    except (ValueError, OverflowError):
        return None


def _whole(at: datetime, precision: Precision) -> When:
    return When(at=at.replace(tzinfo=UTC), precision=precision)
