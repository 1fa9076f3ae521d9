"""What an edition tells of its own making: how many reports, which lines were withheld, on what terms.

Counts and names; decides nothing about the news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.pages import Credit, Finding, Page
from dateline.stages.publish.issue import origins, outlets
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.story.authorship import authorship

_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/(zero|[a-z-]{2,8})/(\d\.\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How the page was made, in numbers; who wrote it; what was withheld: rule, why, how many."""

    reports: int
    outlets: int
    origins: int
    lines: int
    written: str
    withheld: tuple[tuple[str, str, int], ...]

    @property
    def withheld_count(self) -> int:
        return sum(count for _, _, count in self.withheld)


def making(page: Page) -> Making:
    """The counts under "How this page was made"."""
    return Making(
        reports=len(page.sources),
        outlets=len(outlets(page)),
        origins=origins(page),
        lines=len(page.lines),
        written=authorship(page).note,
        withheld=withheld(page.withheld),
    )


def withheld(findings: Sequence[Finding]) -> tuple[tuple[str, str, int], ...]:
    """Lines that were not printed, by rule, with the first reason given and how many lines.

    Only the reason is printed, never the line: it must not stand anywhere on the site.
    """
    why: dict[str, str] = {}
    lines: dict[str, set[str]] = {}
    for finding in findings:
        why.setdefault(finding.rule, finding.why)
        lines.setdefault(finding.rule, set()).add(finding.line or f"{finding.start}")
    return tuple((rule, why[rule], len(lines[rule])) for rule in sorted(why))


def terms(credit: Credit) -> str:
    """On what terms a report is used, in words."""
    if credit.reserved:
        return "rights reserved: headline, link, outlet and time only"
    if found := _CREATIVE_COMMONS.search(credit.licence):
        return f"CC {found[1].upper()} {found[2] or ''}".rstrip() if found[1] != "zero" else "CC0"
    if credit.licence:
        return "licence" if safe_href(credit.licence) else f"licence: {credit.licence}"
    return "no licence stated: quoted within limits"


def backstory(page: Page) -> str:
    """Why and how the article came to be: schema.org's place for a note on method."""
    made = making(page)
    counts = ((made.reports, "report"), (made.outlets, "outlet"), (made.origins, "independent origin"))
    byline = authorship(page).byline
    capital = byline[:1].upper() + byline[1:]
    reports, named, independent = (f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
    return (
        f"Built from {reports} by {named}, of {independent}. {capital}; "
        "every line was checked against the reports that it cites."
    )
