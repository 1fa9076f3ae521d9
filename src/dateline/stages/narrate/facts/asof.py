"""When a figure was given, and whether it is of another day than the story's.

Decides by the times beside a figure: the day on which its speaker gave it (HOUSE_STYLE rule 10: each figure
has an as-of time), and an earlier day that it counts for. Does NOT read times (``interpret``).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.core.types import Precision, Stamp
from dateline.stages.narrate.facts.material import sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.pages import Clipping
    from dateline.core.types import Figure, Moment
    from dateline.stages.narrate.facts.counting import Given

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}$")
#: A speaker's word of saying and the day of it stand so near one another.
_NEAR = 25
#: A day so near before a number is the day that it counts for.
_BESIDE = 60
#: News of a happening comes within so many days of it, a count of it within so many more.
_SAME = timedelta(days=3)
_NEWS = timedelta(days=14)


def as_of(given: Given) -> Stamp | None:
    """When the figure was given: the day that the report names for it, else its time of publication."""
    published = given.clipping.report.published
    named = _said_on(given)
    if named and (published is None or named < published.at.date()):
        at = datetime(named.year, named.month, named.day, tzinfo=UTC)
        return Stamp(at=at, precision=Precision.DAY, zone=published.zone if published else None)
    return published


def _said_on(given: Given) -> date | None:
    """The day in "the ministry said on Friday", where the figure stands in what it said."""
    phrase = given.figure.phrase.span
    for statement in given.clipping.facts.statements:
        cue = statement.cue
        if cue is None or not any(c.span.start <= phrase.start < c.span.end for c in statement.content):
            continue
        for moment in given.clipping.facts.moments:
            gap = moment.phrase.span.start - cue.span.end
            inside = any(c.span.start <= moment.phrase.span.start < c.span.end for c in statement.content)
            if 0 <= gap <= _NEAR and not inside and _DAY.match(moment.value):
                return _date(moment.value)
    return None


def elsewhen(figure: Figure, clipping: Clipping, happened: str) -> bool:
    """Whether a figure is of an earlier happening: right beside it stands a day long before the story's.

    ``happened`` is the story's day; where it is not known, the report's publication stands for it.
    """
    published = clipping.report.published
    story = _date(happened) if _DAY.match(happened) else published.at.date() if published else None
    if story is None:
        return False
    slack = _SAME if _DAY.match(happened) else _NEWS
    near = list(_beside(figure, clipping))
    return bool(near) and all(_before(moment.value, story, slack) for moment in near)


def _beside(figure: Figure, clipping: Clipping) -> Iterator[Moment]:
    """The days and years that stand near a figure in its sentence."""
    span = figure.phrase.span
    sentence = sentence_of(clipping, span)
    for moment in clipping.facts.moments:
        held = moment.phrase.span
        if not sentence.start <= held.start < sentence.end or moment.type not in ("DATE", "TIME"):
            continue
        gap = max(span.start - held.end, held.start - span.end)
        if gap <= _BESIDE and (_DAY.match(moment.value) or _YEAR.match(moment.value)):
            yield moment


def _before(value: str, story: date, slack: timedelta) -> bool:
    if _YEAR.match(value):
        return int(value) < story.year
    day = _date(value)
    return day is not None and story - day > slack


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
