"""Months: where each of the stories of a large theme, a place, a person or an outlet stands for good.

Decides that a story stands in the month of its first report (UTC), whatever else there is: a new story, or
an old one that comes to be known late, changes the pages of its month alone. What such a page shows is
decided in :mod:`month`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.core.listings import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.core.listings import Face
    from dateline.core.types import Stamp

#: So many stories of a theme stand on its first page, and so many of a place, a person or an outlet. Of more
#: than that all stand on pages of months, too.
FIRST, FIRST_OF_THING = 24, 30
#: The most stories whose months are known. Older ones are found by search.
MOST = 2000
#: The page of a month lists so many stories, the newest of it.
_IN_MONTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: the number of its page ("202506"), and how many stories it has."""

    number: str
    count: int


def every(theme: str) -> Lookup:
    """All stories of a theme, as far as its months are known."""
    return Lookup(theme=theme, limit=MOST)


def within(whole: Lookup, number: str) -> Lookup | None:
    """Those stories of a lookup that are of a month; None where the number is no month's."""
    try:
        first = start(number)
        after = datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=UTC)
    except ValueError:
        return None
    return replace(whole, since=first, until=after, limit=_IN_MONTH)


def start(number: str) -> datetime:
    """The beginning of a month by its number. Raises ``ValueError`` for what is none."""
    if len(number) != len("202506"):
        raise ValueError(f"{number} is no month: write the year and the month, as in 202506")
    return datetime(int(number[:4]), int(number[4:]), 1, tzinfo=UTC)


def number_of(first_reported: Stamp | None) -> str:
    """The number of the month of a story, "" where it has no time."""
    if first_reported is None:
        return ""
    at = first_reported.at.astimezone(UTC)
    return f"{at.year:04}{at.month:02}"


def months(faces: Iterable[Face]) -> tuple[Month, ...]:
    """The months of these stories, the newest first; what has no time is in none."""
    return counted(Counter(number_of(face.first_reported) for face in faces))


def counted(stories: Mapping[str, int]) -> tuple[Month, ...]:
    """The months of stories that are counted by the numbers of their months, the newest first."""
    return tuple(Month(number=one, count=stories[one]) for one in sorted(stories, reverse=True) if one)
