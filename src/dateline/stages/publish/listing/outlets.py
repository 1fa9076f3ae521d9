"""Which outlets, languages and rules a story is counted under: what the statistics and source pages add up.

Decides that reports are counted, not lines, and that an outlet is known by its name as the reports give it;
and what lists of an outlet's reports tell of each.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core.listings import Dispatch, Facet, Mention
from dateline.stages.publish import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.core.pages import Credit, Page
    from dateline.core.types import Report, Rights

#: How a story is counted whose report does not tell its language (BCP 47: undetermined).
UNKNOWN_LANGUAGE = "und"
#: ``kind`` of the mention of an outlet that was first to report, or the only one.
FIRST, ALONE = "first", "alone"


def outlets_of(page: Page) -> tuple[Mention, ...]:
    """Each outlet with the number of its reports, first to report first; whether it was first, or alone."""
    counts = Counter(credit.outlet for credit in page.sources if credit.outlet)
    first = next(iter(counts), "")
    kind = ALONE if len(counts) == 1 else FIRST
    return tuple(
        Mention(
            facet=Facet.OUTLET,
            key=_key(name),
            name=name,
            count=count,
            kind=kind if name == first else "",
        )
        for name, count in counts.items()
    )


def dispatches(page: Page, reports: Mapping[str, Report]) -> dict[str, tuple[Dispatch, ...]]:
    """The reports of each outlet, by the key of its mention, as the page has them; with their terms."""
    found: dict[str, list[Dispatch]] = {}
    for credit in page.sources:
        if credit.outlet:
            report = reports.get(credit.report)
            own = found.setdefault(_key(credit.outlet), [])
            own.append(_dispatch(credit, report.rights if report else None))
    return {key: tuple(own) for key, own in found.items()}


def _dispatch(credit: Credit, rights: Rights | None) -> Dispatch:
    return Dispatch(
        report=credit.report,
        title=credit.title,
        url=credit.url,
        published=credit.published,
        language=credit.language,
        licence=credit.licence,
        reserved=credit.reserved,
        paywalled=bool(rights and rights.paywalled),
        basis=tuple(name.strip() for name in rights.basis.split(",")) if rights else (),
    )


@lru_cache(maxsize=4096)
def _key(outlet: str) -> str:
    return addresses.named(outlet)


def languages(page: Page) -> tuple[Mention, ...]:
    """The languages of the reports, with how many are written in each."""
    counts = Counter(credit.language or UNKNOWN_LANGUAGE for credit in page.sources)
    return tuple(
        Mention(facet=Facet.LANGUAGE, key=_plain(code), name=code, count=count)
        for code, count in counts.most_common()
    )


def withheld_by(page: Page) -> Iterator[Mention]:
    """The rules that withheld lines, each with how many and the first reason that it gave."""
    lines: dict[str, set[str]] = {}
    why: dict[str, str] = {}
    for finding in page.withheld:
        lines.setdefault(finding.rule, set()).add(finding.line or f"{finding.start}")
        why.setdefault(finding.rule, finding.why)
    for rule in sorted(lines):
        yield Mention(
            facet=Facet.WITHHELD, key=_plain(rule), name=rule, count=len(lines[rule]), kind=why[rule]
        )


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")
