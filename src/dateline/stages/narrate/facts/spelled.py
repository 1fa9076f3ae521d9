"""Where reports spell a name: the evidence for whom a table names.

A sentence may tell of "he" or of a surname alone; the table prints the name that its report has elsewhere,
and points there too. Does NOT decide who is meant (``people``, interpret).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.core.types import Report, Span

if TYPE_CHECKING:
    from dateline.core.pages import Clipping


def spelled(name: str, told: Sequence[Span], clippings: Iterable[Clipping]) -> tuple[Span, ...]:
    """The first place where one of these reports spells a name whole, in their order.

    Empty where one of the spans that are ``told`` has it already, and where no report spells it so.
    """
    if not name:
        return ()
    parts = r"\s+".join(map(re.escape, name.split()))
    whole = re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
    reports = {clipping.report.id: clipping.report for clipping in clippings}
    if any(span.report in reports and _inside(whole, reports[span.report], span) for span in told):
        return ()
    for report in reports.values():
        if found := whole.search(report.text):
            return (Span(report=report.id, start=found.start(), end=found.end()),)
    return ()


def _inside(whole: re.Pattern[str], report: Report, span: Span) -> bool:
    return bool(whole.search(report.text, span.start, span.end))
