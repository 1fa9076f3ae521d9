"""The limits on other people's words (HOUSE_STYLE, Rights): quotations, their number, unmarked copying.

Decides by the terms that come with the sources; sources without terms bind nobody here. Our own pages
are written within the same limits; this judges any text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.core.text import fold
from dateline.core.types import Report, Rights, Span
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import WORD, squeeze

#: Words of one quotation, quotations from one outlet, share of an article, words of a copied run.
QUOTE_WORDS, QUOTES_PER_OUTLET, QUOTED_SHARE, RUN_WORDS = 25, 3, 0.1, 12
#: A quotation shorter than this many words may stand in several reports by chance.
_TELLING = 4


def long_quotation(case: Case) -> Iterator[Objection]:
    """A quotation with more words than its report's terms allow."""
    for passage, start, end, report in _quotations(case):
        words = len(WORD.findall(passage.text[start:end]))
        most = QUOTE_WORDS if report.rights.quote_words is None else report.rights.quote_words
        if words > most:
            why = f"{words} words are quoted at once; {_whose(report)} allows {most}."
            yield _objection(passage, start, end, why)


def many_quotations(case: Case) -> Iterator[Objection]:
    """The fourth quotation from one outlet, and those after it."""
    used: Counter[str] = Counter()
    for passage, start, end, report in _quotations(case):
        used[report.outlet or report.id] += 1
        if used[report.outlet or report.id] > QUOTES_PER_OUTLET:
            why = f"More than {QUOTES_PER_OUTLET} quotations from {_whose(report)}."
            yield _objection(passage, start, end, why)


def much_quoted(case: Case) -> Iterator[Objection]:
    """The quotation with which more than a tenth of one article is quoted."""
    used: Counter[str] = Counter()
    for passage, start, end, report in _quotations(case):
        if report.rights.open_licence:
            continue
        used[report.id] += len(WORD.findall(passage.text[start:end]))
        if used[report.id] > QUOTED_SHARE * len(WORD.findall(report.text)):
            why = f"More than a tenth of the article of {_whose(report)} is quoted."
            yield _objection(passage, start, end, why)


def copied_run(case: Case) -> Iterator[Objection]:
    """Twelve words or more, outside quotation, as a source has them whose terms do not allow it."""
    runs = _runs_of(case)
    if not runs:
        return
    text, end = case.draft.text, 0
    marks = list(quoted(text))
    words = [m for m in WORD.finditer(text) if not any(s <= m.start() < e for s, e in marks)]
    keys = [fold(match.group()) for match in words]
    for at in range(len(keys) - RUN_WORDS + 1):
        run = runs.get(tuple(keys[at : at + RUN_WORDS]))
        if run is not None and words[at].start() >= end:
            report, span = run
            end = words[at + RUN_WORDS - 1].end()
            why = f"{RUN_WORDS} words or more in the words of {_whose(report)}: quote, or say it otherwise."
            yield Objection(start=words[at].start(), end=end, why=why, evidence=(span,))


def reserved_words(case: Case) -> Iterator[Objection]:
    """Words quoted from a report whose rights are reserved."""
    for passage, start, end, report in _quotations(case):
        if report.rights.reserved:
            yield _objection(
                passage, start, end, f"The rights of {_whose(report)} are reserved: do not quote it."
            )


def _quotations(case: Case) -> Iterator[tuple[Passage, int, int, Report]]:
    """Each quotation with the report, of those that come with terms, whose words it has."""
    for passage in case.passages:
        reports = [c.report for c in passage.ground.clippings if c.report.rights != Rights()]
        if not reports:
            continue
        for start, end in quoted(passage.text):
            said = passage.text[start:end]
            if len(WORD.findall(said)) < _TELLING:
                continue
            letters = squeeze(fold(said))
            report = next((r for r in reports if letters in squeeze(fold(r.text))), None)
            if report is not None:
                yield passage, start, end, report


def _runs_of(case: Case) -> dict[tuple[str, ...], tuple[Report, Span]]:
    """Each run of words of the sources that come with closed terms, with where it stands."""
    found: dict[tuple[str, ...], tuple[Report, Span]] = {}
    reports = {c.report.id: c.report for passage in case.passages for c in passage.ground.clippings}
    for report in reports.values():
        if report.rights == Rights() or report.rights.open_licence:
            continue
        words = list(WORD.finditer(report.text))
        keys = [fold(match.group()) for match in words]
        for at in range(len(words) - RUN_WORDS + 1):
            start, end = words[at].start(), words[at + RUN_WORDS - 1].end()
            span = Span(report=report.id, start=start, end=end)
            found.setdefault(tuple(keys[at : at + RUN_WORDS]), (report, span))
    return found


def _whose(report: Report) -> str:
    return report.outlet or f"report {report.id}"


def _objection(passage: Passage, start: int, end: int, why: str) -> Objection:
    spans: tuple[Span, ...] = passage.ground.nearest(passage.text[start:end])
    return Objection(start=passage.start + start, end=passage.start + end, why=why, evidence=spans)
