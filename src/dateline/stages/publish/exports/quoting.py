"""Which words of a report a page shows as evidence: what data beside the page may quote, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.core.types import Report, Span
    from dateline.stages.publish.story.evidence import Card, Quotation

#: How a quotation ends that was cut: no word of the report.
CUT = " …"


class Shown:
    """The quotations on the cards of a page, found by the stretch of a report that they begin."""

    def __init__(self, page: Page, cards: Iterable[Card], reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._numbers = {credit.report: number for number, credit in enumerate(page.sources, 1)}
        self._held: dict[int, dict[str, Quotation]] = {}
        for card in cards:
            for quotation in card.quotations:
                if quotation.words:
                    self._held.setdefault(quotation.source.number, {})[bare(quotation.words)] = quotation

    def at(self, span: Span) -> Quotation | None:
        """The longest quotation that begins where the span does; None where the page quotes nothing of it."""
        report = self._reports.get(span.report)
        held = self._held.get(self._numbers.get(span.report, 0), {})
        if report is None or not held:
            return None
        said = " ".join(report.quote(span).split())
        return held.get(max((words for words in held if said.startswith(words)), key=len, default=""))


def bare(words: str) -> str:
    """The words of a quotation without the mark of a cut."""
    return words.removesuffix(CUT)
