"""What a page leaves out because it is not borne out.

Decides what is printed in place of a line that failed: nothing, except that a page without its
headline takes the next line that stands. It writes no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.core.pages import Finding, Line, LineKind, Page, Section, Severity


def withhold(page: Page, findings: Sequence[Finding]) -> Page:
    """The page without every line, figure, claim and day that has an error; it lists the findings.

    Where the headline fails, the first of standfirst, summary and body that stands takes its place
    (and leaves its own). Where nothing stands, the page keeps a headline without words or evidence:
    :func:`printable` tells such a page, which must not be printed.
    """
    failed = frozenset(finding.line for finding in findings if finding.severity is Severity.ERROR)
    standfirst = page.standfirst if page.standfirst and page.standfirst.id not in failed else None
    summary = _standing(page.summary, failed)
    body = _sections(page.body, failed)
    headline = page.headline
    if headline.id in failed:
        headline = _successor(standfirst, summary, body) or _blank(headline)
        standfirst = None if standfirst is None or standfirst.id == headline.id else standfirst
        summary = _standing(summary, frozenset({headline.id}))
        body = _sections(body, frozenset({headline.id}))
        headline = replace(headline, kind=LineKind.HEADLINE)
    return replace(
        page,
        headline=headline,
        standfirst=standfirst,
        summary=summary,
        body=body,
        figures=tuple(e for place, e in enumerate(page.figures) if f"figures/{place}" not in failed),
        claims=tuple(c for place, c in enumerate(page.claims) if not _claim_failed(place, failed)),
        timeline=tuple(e for place, e in enumerate(page.timeline) if f"timeline/{place}" not in failed),
        withheld=tuple(finding for finding in findings if finding.severity is Severity.ERROR),
    )


def printable(page: Page) -> bool:
    """Whether the page has a headline that stands."""
    return bool(page.headline.text and page.headline.evidence)


def _standing(lines: Sequence[Line], failed: frozenset[str]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.id not in failed)


def _sections(sections: Sequence[Section], failed: frozenset[str]) -> tuple[Section, ...]:
    left = (replace(section, lines=_standing(section.lines, failed)) for section in sections)
    return tuple(section for section in left if section.lines)


def _successor(standfirst: Line | None, summary: Sequence[Line], body: Sequence[Section]) -> Line | None:
    standing = (*((standfirst,) if standfirst else ()), *summary, *(line for s in body for line in s.lines))
    return next(iter(standing), None)


def _blank(headline: Line) -> Line:
    return replace(headline, text="", evidence=())


def _claim_failed(place: int, failed: frozenset[str]) -> bool:
    name = f"claims/{place}"
    return name in failed or any(line.startswith(f"{name}/") for line in failed)
