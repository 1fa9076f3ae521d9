"""What of an earlier page may still be shown: nothing that rests on a report whose words are free no more.

Decides by the reports that may be quoted (the caller gives those alone, and of reserved ones their headline):
a line, a figure or a claim that cites another is left out, and counted; who reported stays credited by
outlet, headline, link and time. Does NOT decide which reports are free: their terms say, and their outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from dateline.core.pages import Claim, Credit, Line, LineKind, Page, Section
from dateline.core.text import fold
from dateline.core.types import Report, Span
from dateline.stages.publish.wording import phrase, tongue

_HEADLINE = phrase("The headline of this revision may no longer be shown.")


class Evident(Protocol):
    """Whatever words of reports bear out."""

    @property
    def evidence(self) -> tuple[Span, ...]: ...


Thing = TypeVar("Thing", bound=Evident)


def closed(page: Page, reports: Mapping[str, Report]) -> frozenset[str]:
    """The reports that a page quoted freely and that may not be quoted now."""
    return frozenset(
        credit.report
        for credit in page.sources
        if not credit.reserved and not _free(reports.get(credit.report))
    )


def quotable(page: Page, reports: Mapping[str, Report], language: str) -> tuple[Page, int]:
    """A page without all that rests on closed reports, and how many lines and entries are left out.

    ``language`` is the house's: it says so in place of a headline.
    """
    gone = closed(page, reports)
    if not gone:
        return page, 0
    less = replace(
        page,
        headline=_headline(page.headline, gone, reports, language),
        standfirst=next(iter(_open([page.standfirst] if page.standfirst else [], gone)), None),
        summary=_open(page.summary, gone),
        body=tuple(
            Section(heading=part.heading, lines=lines)
            for part in page.body
            if (lines := _open(part.lines, gone))
        ),
        figures=_open(page.figures, gone),
        claims=_claims(page.claims, gone),
        timeline=_open(page.timeline, gone),
        earlier=_open(page.earlier, gone),
        places=_open(page.places, gone),
        tolls=_open(page.tolls, gone),
        sources=tuple(_credit(credit, gone, reports) for credit in page.sources),
        revisions=tuple(replace(revision, changes=()) for revision in page.revisions),
    )
    return less, sum(len(part(page)) - len(part(less)) for part in _COUNTED) + (
        less.headline != page.headline
    )


#: What a reader would miss, each entry counted as one.
_COUNTED: tuple[Callable[[Page], tuple[Evident, ...]], ...] = (
    lambda page: page.lines,
    lambda page: page.figures,
    lambda page: page.claims,
    lambda page: page.timeline,
    lambda page: page.earlier,
)


def _free(report: Report | None) -> bool:
    return report is not None and not report.rights.reserved


def _open(things: Iterable[Thing], gone: Container[str]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if not any(span.report in gone for span in thing.evidence))


def _claims(claims: Iterable[Claim], gone: Container[str]) -> tuple[Claim, ...]:
    """The claims that stand, each with the positions that do; who has none left has no column."""
    return tuple(replace(claim, stands=_open(claim.stands, gone)) for claim in _open(claims, gone))


def _headline(line: Line, gone: Container[str], reports: Mapping[str, Report], language: str) -> Line:
    """The headline; where it may not be quoted, a headline that an outlet itself lets be named stays."""
    named = {fold(report.title) for report in reports.values()}
    if _open([line], gone) or fold(line.text) in named:
        return line
    words = tongue(language).say(_HEADLINE)
    return Line(id=line.id, text=words, kind=LineKind.COMPOSED, evidence=())


def _credit(credit: Credit, gone: Container[str], reports: Mapping[str, Report]) -> Credit:
    """A credit; of what is closed the outlet, the headline, the link and the time."""
    if credit.report not in gone:
        return credit
    return replace(credit, author="", licence="", reserved=credit.report in reports)
