"""What the stage takes and gives, and the working set that one call looks at.

Decides which of the known reports can matter to a batch, and the one order in which everything is looked
at, so that the order of arrival changes nothing. Does not group.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan, nan

from dateline.core.types import Membership, Report, Theme

_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report that was grouped before, and where it belongs."""

    report: Report
    member: Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Where each report of a batch belongs, and the themes that are new or have changed."""

    memberships: tuple[Membership, ...]
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """New reports and the known ones they may belong with, by time and then id.

    ``members`` holds the membership of each known one by its report's id; ``days`` the times in days, not a
    number where unknown.
    """

    reports: tuple[Report, ...]
    members: dict[str, Membership]
    days: tuple[float, ...]

    def member(self, at: int) -> Membership | None:
        """Where the report at this index was filed before, if it was."""
        return self.members.get(self.reports[at].id)

    @property
    def new(self) -> list[int]:
        """The indices of the reports that have no place yet."""
        return [at for at, report in enumerate(self.reports) if report.id not in self.members]


def desk(batch: Sequence[Report], known: Sequence[Filed], horizon: float) -> Desk:
    """The working set: the batch, once each, and the known reports within ``horizon`` days of one of it."""
    fresh = {report.id: report for report in sorted(batch, key=_order, reverse=True)}
    members = {filed.report.id: filed.member for filed in known}
    times = [day(report) for report in fresh.values() if report.id not in members]
    dated = sorted(time for time in times if not isnan(time))
    everything = len(dated) < len(times)
    near = {
        filed.report.id: filed.report
        for filed in known
        if everything or _close(day(filed.report), dated, horizon)
    }
    reports = sorted((near | {key: fresh[key] for key in fresh if key not in members}).values(), key=_order)
    return Desk(
        reports=tuple(reports),
        members={report.id: members[report.id] for report in reports if report.id in members},
        days=tuple(day(report) for report in reports),
    )


def day(report: Report) -> float:
    """When a report was published, in days since 1970; not a number if that is not known."""
    return report.published.at.timestamp() / _DAY if report.published else nan


def _order(report: Report) -> tuple[float, str, str]:
    time = day(report)
    return (inf if isnan(time) else time, report.id, report.text)


def _close(time: float, dated: Sequence[float], horizon: float) -> bool:
    if isnan(time):
        return True
    at = bisect_left(dated, time - horizon)
    return at < len(dated) and dated[at] <= time + horizon
