"""Whose reports a page rests on: every one of them, also those of which nothing may be used.

Decides what of a report is named and in which order. Does NOT decide what may be printed of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.core.pages import Credit
from dateline.stages.narrate.facts.material import outlet_name
from dateline.stages.narrate.plan.titles import clean
from dateline.stages.narrate.revisions.since import wording

if TYPE_CHECKING:
    from dateline.core.pages import Clipping


def credits_of(clippings: Iterable[Clipping]) -> tuple[Credit, ...]:
    """Every report as the page credits it, by time of publication; undated ones last."""

    def when(clipping: Clipping) -> tuple[bool, str, str]:
        stamp = clipping.report.published
        return (stamp is None, stamp.at.isoformat() if stamp else "", clipping.report.id)

    return tuple(_credit(clipping) for clipping in sorted(clippings, key=when))


def _credit(clipping: Clipping) -> Credit:
    report = clipping.report
    return Credit(
        report=report.id,
        outlet=outlet_name(report),
        title=clean(report.title, report.outlet),
        url=report.url,
        author=report.author,
        published=report.published,
        language=report.language,
        origin=clipping.origin,
        licence=report.rights.licence,
        reserved=report.rights.reserved or not report.text,
        wording=wording(report),
    )
