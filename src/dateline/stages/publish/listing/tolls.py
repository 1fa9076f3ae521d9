"""Which counts of people are a story's own news, and how much of a story is contested.

A count that a report brings at its end ("900 people had left their homes") is of what went before, whoever
now pays for it: beside the headline it would be read as the toll of this story. It counts where a line that
opens the page rests on it, or where reports of two origins give it in their leads. Which happening it is of
was decided when the reports were read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.pages import Status
from dateline.core.types import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.core.pages import Line, Page, Toll
    from dateline.core.types import Span

#: So many characters into a report its lead ends: a first paragraph of fifty words.
_LEAD = 320
_SEVERAL = 2
_CONTESTED = frozenset({Status.DISPUTED, Status.DENIED, Status.UNVERIFIED})


def own(page: Page) -> tuple[Toll, ...]:
    """The tolls that lists tell of a story: those of its happening that are its news."""
    opening = tuple(span for line in _opening(page) for span in line.evidence)
    origins = {credit.report: credit.origin or credit.report for credit in page.sources}
    return tuple(
        toll
        for toll in page.tolls
        if toll.scope is Scope.HAPPENING
        and (_leads(toll, origins) or any(_meet(span, other) for span in toll.evidence for other in opening))
    )


def contested(page: Page) -> int:
    """How many lines of a page are disputed, denied or unverified, and how many of its tolls differ."""
    lines = sum(line.status in _CONTESTED for line in page.lines)
    return lines + sum(toll.high is not None and toll.low != toll.high for toll in page.tolls)


def _opening(page: Page) -> Iterator[Line]:
    yield page.headline
    if page.standfirst:
        yield page.standfirst
    yield from page.summary


def _leads(toll: Toll, origins: Mapping[str, str]) -> bool:
    leading = (span.report for span in toll.evidence if span.start < _LEAD)
    return len({origins[report] for report in leading if report in origins}) >= _SEVERAL


def _meet(one: Span, other: Span) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end
