"""What an edition tells of its own making: how many reports, which lines were withheld, on what terms.

Counts and names; decides nothing about the news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.listings import Dispatch
from dateline.core.pages import Credit, Finding, Page
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.standing import origins, outlets
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.wording import Phrase, phrase

_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/(zero|[a-z-]{2,8})/(\d\.\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How the page was made, in numbers; who wrote it; what was withheld: rule, why, how many lines."""

    reports: int
    outlets: int
    origins: int
    lines: int
    written: Phrase
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


def terms(credit: Credit | Dispatch) -> Phrase:
    """On what terms a report is used, in words."""
    if credit.reserved:
        return phrase("rights reserved: headline, link, outlet and time only")
    if found := _CREATIVE_COMMONS.search(credit.licence):
        name = f"CC {found[1].upper()} {found[2] or ''}".rstrip() if found[1] != "zero" else "CC0"
        return phrase("licence: %(name)s", name=name)
    if credit.licence:
        named = "" if safe_href(credit.licence) else credit.licence
        return phrase("licence: %(name)s", name=named) if named else phrase("licence of the outlet")
    return phrase("no licence stated: quoted within limits")


def backstory(page: Page) -> Phrase:
    """Why and how the article came to be: schema.org's place for a note on method."""
    made = making(page)
    return phrase(
        "Reports: %(reports)s. Outlets: %(outlets)s. Independent origins: %(origins)s. Text: %(byline)s; "
        "every line was checked against the reports that it cites.",
        reports=made.reports,
        outlets=made.outlets,
        origins=made.origins,
        byline=authorship(page).byline,
    )
