"""The days that the reports of a theme speak of, and how much each of them mattered.

Decides of which days a report speaks: those that its sentences name, and the day whose news it brings, which
may be the day before it was published. Weighs the days: each origin counts once for a day, one that looks
back from afar counts for more than one that writes on the day, an announcement for less, and what counts in
the end is how far a day stands out in its own weeks, so that a long war is not told by its loudest fortnight.
It does not read times (``interpret`` did) and chooses no words (``timeline``).

The count of mentions is the best single sign of a day that mattered (Ghalandari and Ifrim 2020); that a day
named from far away mattered more is from Tran, Herder and Markert 2015.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.core.pages import Clipping
from dateline.core.types import Mode, Moment, Precision, Report

#: A day, or a time of a day, as TIMEX3 writes it.
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?", re.DOTALL)
#: A clock names no day: it stands beside one, or on a comment.
_CLOCK = re.compile(
    r"\d{1,4}(?:[:.h]\d\d){0,2} ?(?:[ap]\.? ?m\.?)?(?: (?:GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T|local time))?"
    r"|noon|midnight",
    re.IGNORECASE,
)
#: What pages print about themselves; the days in it are those of the page, its comments and its updates.
_FURNITURE = re.compile(
    r"[|©]|last updated|\bupdated? (?:at )?\d|\b[ap]m [A-Z]{2,4}\b|\d (?:GMT|UTC|UK time)\b|\[email"
    r"|\b(?:added|published|created|broadcast):|^posted (?:by|on|at)\b|\bposted (?:on|at) \d"
    r"|\bpermalink\b|this comment",
    re.IGNORECASE,
)
#: The first sentences of a report tell its news.
_LEAD = 5
#: What a report gives to a day: for being published on it, or for having named another day in its lead; for
#: naming it in a sentence that tells of a deed, or of none.
_PUBLISHED, _NOT_ITS_NEWS, _DEED, _NAMED = 1.0, 0.5, 1.5, 1.2
#: Of that, on the very day (when every report says "today") and before it (it may come to nothing).
_TODAY, _AHEAD = 0.85, 0.3
#: From so many days on a mention is memory, and counts for more with each doubling of the distance.
_MEMORY_DAYS, _DOUBLED = 4, 0.5
#: Reports of one later day remember together: an anniversary is not many memories.
_TOGETHER = 0.85
#: A day is seen beside so many days before and after it, and divided by this power of what they have.
_WEEKS, _AGAINST = 10, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report and its days: ``named`` in each sentence, and by their number the sentences of ``deeds``.

    ``news`` is the day that sentences without a day tell of: the one that dates the report's happening, else
    that of publication, or the day before where the lead names that one and not the day itself; None where
    none of them is known.
    """

    clipping: Clipping
    published: date | None
    news: date | None
    named: tuple[tuple[date, ...], ...]
    deeds: frozenset[int]


def read(clipping: Clipping) -> Reading:
    """The days of a report, out of its stamp and the moments that ``interpret`` found in it."""
    report, facts = clipping.report, clipping.facts
    starts = [sentence.start for sentence in facts.sentences]
    named: list[dict[date, None]] = [{} for _ in starts]
    for moment in facts.moments:
        at = bisect_right(starts, moment.phrase.span.start) - 1
        day = _day(moment)
        inside = at >= 0 and moment.phrase.span.start < facts.sentences[at].end
        if day and inside and not furniture(report.quote(facts.sentences[at])):
            named[at][day] = None
    deeds = {
        bisect_right(starts, event.phrase.span.start) - 1
        for event in facts.events
        if event.mode in (Mode.ACTUAL, Mode.HISTORICAL)
    }
    published = _published(report)
    return Reading(
        clipping=clipping,
        published=published,
        news=_happened(facts.moments) or _news(published, named[:_LEAD]),
        named=tuple(tuple(days) for days in named),
        deeds=frozenset(deeds),
    )


def furniture(sentence: str) -> bool:
    """Whether a sentence is what a page prints about itself: a stamp, a caption, the head of a comment."""
    return _FURNITURE.search(sentence) is not None


def _day(moment: Moment) -> date | None:
    found = _DAY.fullmatch(moment.value)
    if not found or _CLOCK.fullmatch(moment.phrase.text):
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def _published(report: Report) -> date | None:
    stamp = report.published
    if stamp is None or stamp.precision in (Precision.MONTH, Precision.YEAR, Precision.UNKNOWN):
        return None
    return stamp.at.date()


def _happened(moments: Sequence[Moment]) -> date | None:
    """The day by which the report dates its own happening."""
    return next(filter(None, (_day(moment) for moment in moments if moment.happening)), None)


def _news(published: date | None, lead: Sequence[Mapping[date, None]]) -> date | None:
    if published is None or published.toordinal() == 1:
        return published
    before = published - timedelta(1)
    days = {day for sentence in lead for day in sentence}
    return before if before in days and published not in days else published


def weigh(readings: Sequence[Reading], relevance: Sequence[float]) -> dict[date, float]:
    """How much each day mattered, of all days that a report was published on or names.

    ``relevance`` says how much a report is of the theme (about 1). Linear in the number of mentions.
    """
    given: dict[tuple[str, date], tuple[float, date | None]] = {}
    for reading, share in zip(readings, relevance, strict=True):
        for day, weight in _votes(reading):
            key = (reading.clipping.origin, day)
            if weight * share > given.get(key, (0.0, None))[0]:
                given[key] = (weight * share, reading.published)
    by_day: dict[date, dict[date | None, float]] = defaultdict(lambda: defaultdict(float))
    for (_, day), (weight, published) in given.items():
        by_day[day][published] += weight
    return _standing_out(
        {
            day: sum(weight if since == day else weight**_TOGETHER for since, weight in told.items())
            for day, told in by_day.items()
        }
    )


def _votes(reading: Reading) -> Iterator[tuple[date, float]]:
    """Each day with what a report gives to it, the same day perhaps more than once."""
    published = reading.published
    if published:
        yield published, _PUBLISHED if reading.news == published else _NOT_ITS_NEWS
    for at, days in enumerate(reading.named):
        weight = _DEED if at in reading.deeds else _NAMED
        for day in days:
            yield day, weight * _from((published - day).days if published else None)


def _from(distance: int | None) -> float:
    """What a mention is worth at a distance in days from the day it names."""
    if distance is None:
        return 1.0
    if distance < 0:
        return _AHEAD
    if distance == 0:
        return _TODAY
    return 1.0 + _DOUBLED * max(0.0, math.log2(distance / _MEMORY_DAYS))


def _standing_out(weights: Mapping[date, float]) -> dict[date, float]:
    """Each weight against the mean of the days around it and the mean of all."""
    if not weights:
        return {}
    days = sorted(weights)
    numbers = [day.toordinal() for day in days]
    sums = [0.0]
    for day in days:
        sums.append(sums[-1] + weights[day])
    mean = sums[-1] / len(days)
    around = [
        (sums[bisect_right(numbers, at + _WEEKS)] - sums[bisect_right(numbers, at - _WEEKS - 1)])
        / (2 * _WEEKS + 1)
        for at in numbers
    ]
    return {day: weights[day] / (near + mean) ** _AGAINST for day, near in zip(days, around, strict=True)}
