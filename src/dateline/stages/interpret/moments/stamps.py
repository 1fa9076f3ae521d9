"""The day that a report's words are reckoned from: that of its stamp, or the next where it says so.

Decides whether a stamp is a day early: some publishers stamp a page when they open it, and a report that says
"police said Friday" was not written on a Thursday. Does not read datelines: for a report without a stamp that
is for ``grammar``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.core.types import Precision
from dateline.stages.interpret.moments.calendar import WEEKDAYS

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

#: A stamp near an end of the calendar is a mistake, and leaves no room to reckon.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_SAID = frozenset({"said", "told", "announced", "confirmed", "reported"})


def day_of_report(view: Annotation) -> date | None:
    """The day of the report, None where its stamp gives none."""
    stamp = view.report.published
    if stamp is None or stamp.precision in (Precision.MONTH, Precision.YEAR, Precision.UNKNOWN):
        return None
    today = stamp.at.date()
    if not _FIRST_YEAR <= today.year <= _LAST_YEAR:
        return None
    tomorrow = today + timedelta(days=1)
    return tomorrow if _said_on(view, tomorrow) and not _said_on(view, today) else today


def _said_on(view: Annotation, day: date) -> bool:
    """Whether somebody "said Friday", or "said on Friday"."""
    for at in view.index.get(WEEKDAYS[day.weekday()], ()):
        last = at - 1 - (at > 1 and view.lower[at - 1] == "on")
        if last >= 0 and view.lower[last] in _SAID and view.sentence_of[last] == view.sentence_of[at]:
            return True
    return False
