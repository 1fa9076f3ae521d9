"""A page out of two writers: a model's lines where they hold, and the rules' lines in every other place.

Decides which line stands where, so that no line comes twice and the limits on other people's words hold for
the page as a whole. Judges no line: those that are given here have passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.core.ids import line_id
from dateline.core.text import fold
from dateline.stages.narrate.model.answer import BODY, STANDFIRST, SUMMARY, Place
from dateline.stages.narrate.plan.selection import Told
from dateline.stages.narrate.wording.limits import Allowance, Limits, quotations

if TYPE_CHECKING:
    from dateline.core.pages import Dossier, Line, Page, Section
    from dateline.core.types import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a model wrote: its lines that hold, the places whose lines do not.

    ``kept`` are the ids of lines of the page that stay as they are, since an editor wrote them.
    """

    lines: Mapping[Place, Line]
    failed: frozenset[Place] = frozenset()
    kept: frozenset[str] = frozenset()


def fitted(page: Page, dossier: Dossier, written: Written, limits: Limits) -> Page:
    """The page by rules with a model's lines put in.

    A part for which the model wrote has its places and no others: each holds the model's line, or, where that
    failed or does not fit, the rules' line of that place. Other parts stay as they are.
    """
    return _Fitting(page, dossier, written, limits).page()


class _Fitting:
    def __init__(self, page: Page, dossier: Dossier, written: Written, limits: Limits) -> None:
        self._page = page
        self._lines = written.lines
        self._kept = written.kept
        self._places = sorted({*written.lines, *written.failed})
        self._reports = {clipping.report.id: clipping.report for clipping in dossier.clippings}
        self._allowance = Allowance(dossier.clippings, limits)
        self._told = Told()
        self._ids: Counter[str] = Counter()

    def page(self) -> Page:
        old = self._page
        self._use(old.headline)
        standfirst = self._first(Place(STANDFIRST), old.standfirst)
        summary = tuple(self._part(SUMMARY, 0, old.summary))
        body = tuple(self._section(number, section) for number, section in enumerate(old.body))
        return replace(
            old,
            standfirst=standfirst,
            summary=summary,
            body=tuple(section for section in body if section.lines),
        )

    def _section(self, number: int, section: Section) -> Section:
        return replace(section, lines=tuple(self._part(BODY, number, section.lines)))

    def _part(self, part: int, section: int, old: Sequence[Line]) -> Iterator[Line]:
        places = [place for place in self._places if (place.part, place.section) == (part, section)]
        ruled = [Place(part, section, count) for count in range(len(old))]
        kept = [place for place in ruled if old[place.line].id in self._kept]
        for place in sorted({*places, *kept}) if places else ruled:
            rule = old[place.line] if place.line < len(old) else None
            if line := self._first(place, rule):
                yield line

    def _first(self, place: Place, rule: Line | None) -> Line | None:
        """The model's line, else the rules' one: the first that fits what stands above it."""
        if rule is not None and rule.id in self._kept:
            self._use(rule)
            return rule
        for line in (self._lines.get(place), rule):
            if line is not None and self._fits(line):
                self._use(line)
                return self._named(line)
        return None

    def _named(self, line: Line) -> Line:
        """The line under an id that no other line of the page has: two may tell of the same sentences."""
        self._ids[line.id] += 1
        count = self._ids[line.id]
        return replace(line, id=line_id(line.id, str(count))) if count > 1 else line

    def _fits(self, line: Line) -> bool:
        if self._told.repeats(line.text):
            return False
        if line.model and not self._allowance.free(line.text):
            return False
        source = self._quoted(line)
        return source is None or self._allowance.quotable(line.text, source)

    def _use(self, line: Line) -> None:
        if source := self._quoted(line):
            self._allowance.use(line.text, source)
        self._told.add(line.text)

    def _quoted(self, line: Line) -> Report | None:
        """The report whose words a line has in quotation marks, if it has any."""
        quoted = quotations(line.text)
        if not quoted:
            return None
        cited = [self._reports[span.report] for span in line.evidence if span.report in self._reports]
        holding = (report for report in cited if fold(quoted[0]).rstrip(".,") in fold(report.text))
        return next(holding, cited[0] if cited else None)
