"""What the stage takes and gives, and the one order in which everything is looked at.

Decides which of the known reports can matter to a batch. Does not group.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isnan, nan
from typing import TYPE_CHECKING

from dateline.core.types import Membership, Report, Theme

if TYPE_CHECKING:
    from dateline.core.stories import Ruling, Story

_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report that was grouped before, and where it belongs."""

    report: Report
    member: Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What a batch changed: memberships by report's id, themes, and facts of stories by id.

    ``memberships`` has each report of the batch, and each known one whose place or whose reason is another.
    ``themes`` and ``stories`` are those that are new or have changed, as they are now.
    """

    memberships: tuple[Membership, ...]
    themes: tuple[Theme, ...]
    stories: tuple[Story, ...] = ()


def around(
    batch: Sequence[Report], known: Sequence[Filed], rulings: Iterable[Ruling], horizon: float
) -> list[Filed]:
    """The known reports that can matter to a batch.

    Those within ``horizon`` days of one of it, those that the newsroom ruled on, all others of their stories.
    """
    held = {filed.report.id for filed in known}
    times = [day(report) for report in batch if report.id not in held]
    dated = sorted(time for time in times if not isnan(time))
    everything = len(dated) < len(times)
    ruled = {report for ruling in rulings for report in ruling.reports}
    near = {
        filed.member.story
        for filed in known
        if everything or filed.report.id in ruled or _close(day(filed.report), dated, horizon)
    }
    return [filed for filed in known if filed.member.story in near]


def day(report: Report) -> float:
    """When a report was published, in days since 1970; not a number if that is not known."""
    return report.published.at.timestamp() / _DAY if report.published else nan


def order(report: Report) -> tuple[float, str, str]:
    """The one order of reports: by time, undated ones last, then by id and text."""
    time = day(report)
    return (inf if isnan(time) else time, report.id, report.text)


def _close(time: float, dated: Sequence[float], horizon: float) -> bool:
    if isnan(time):
        return True
    at = bisect_left(dated, time - horizon)
    return at < len(dated) and dated[at] <= time + horizon
