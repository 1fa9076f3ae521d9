"""How heavy a story is on the front page: by independent origins, by how new they are, by how fast they come.

Each independent origin weighs one when it first reports, and half as much with every 36 hours that pass. The
sum over all origins at a time t is ``w(t) = sum(2 ** -((t - arrival) / H))``: a story that many newsrooms
reported by themselves weighs much; an old one little; one that newsrooms still join weighs more than one that
they all told yesterday, so that growth needs no measure of its own. Nobody's clicks are counted.

The order of ``w(t)`` is the same at every t, since all of it halves alike. What is kept is therefore
``log2(w(0))``, a number without a clock: stories are sorted by it, and it never has to be made again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from dateline.core.pages import Page

#: An origin loses half of its weight in so many hours: a day and a half, in which a story is either followed
#: up or over.
HALF_LIFE = 36.0


def arrivals(page: Page) -> tuple[datetime, ...]:
    """When each independent origin first reported, oldest first; those without a time are left out.

    A report cannot have come after the page that already tells of it: a time in the future (a wrong clock, a
    trick to stay on top) counts as the page's own.
    """
    first: dict[str, datetime] = {}
    latest = page.revision.at.at if page.revision.at else None
    for credit in page.sources:
        if credit.published is None:
            continue
        at = min(credit.published.at, latest) if latest else credit.published.at
        origin = credit.origin or credit.report
        first[origin] = min(at, first.get(origin, at))
    return tuple(sorted(first.values()))


def weight(arrived: Sequence[datetime], origins: int) -> float:
    """The binary logarithm of a story's weight at the epoch: the greater, the higher it stands.

    Origins without a time count as if they had come with the oldest that has one. A story none of whose
    reports has a time stands below all others.
    """
    if not arrived:
        return math.log2(max(1, origins)) - 1e6
    missing = max(0, origins - len(arrived))
    ages = [_halvings(at) for at in (*arrived, *[arrived[0]] * missing)]
    newest = max(ages)
    return newest + math.log2(sum(2.0 ** (age - newest) for age in ages))


def _halvings(at: datetime) -> float:
    return at.timestamp() / 3600 / HALF_LIFE
