"""A page as lists, searches and statistics need it: its listing, its words and its weight.

Decides what of a page is told where it is only listed: which places, people and outlets it is found by, and
how heavy it is. Looks nothing up and words nothing for readers: the pages that list stories do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Entry, Facet, Listing, Mention
from dateline.core.pages import Page, Status
from dateline.core.types import Facts
from dateline.stages.publish.listing import tolls
from dateline.stages.publish.listing.outlets import dispatches, languages, outlets_of, withheld_by
from dateline.stages.publish.listing.people import people_of
from dateline.stages.publish.listing.places import places_of
from dateline.stages.publish.listing.terms import terms
from dateline.stages.publish.listing.weight import arrivals, weight
from dateline.stages.publish.neighbours import refers
from dateline.stages.publish.standing import origins, outlets, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.stages.publish.issue import Subject


__all__ = ["listing"]


def listing(subject: Subject, facts: Mapping[str, Facts], key: str) -> Entry:
    """The entry of a story in the catalogue.

    ``subject`` holds its page, what is known of it beyond, and the reports that the page cites; ``facts`` are
    those of its reports; ``key`` is what the entry is kept by. Raises ``ValueError`` where there is no page.
    """
    page = subject.page
    if page is None:
        raise ValueError("a listing is made of a page: this subject has none")
    mentions = _mentions(page, facts)
    arrived = arrivals(page)
    made = Listing(
        story=page.story,
        theme=page.theme,
        headline=page.headline.text,
        language=page.language,
        standfirst=page.opening.text if page.opening else "",
        modelled=any(line.model for line in (page.headline, page.opening) if line),
        happened=page.happened,
        first_reported=page.first_reported,
        revised=page.revision.at,
        revision=page.revision.number,
        outlets=outlets(page),
        reports=len({credit.report for credit in page.sources}),
        origins=origins(page),
        arrivals=arrived,
        status=standing(page),
        disputed=standing(page) is Status.DISPUTED,
        contested=tolls.contested(page),
        lines=len(page.lines),
        tolls=tolls.own(page),
        mentions=mentions,
        corrections=page.corrections,
        models=page.models,
        refers=refers(subject),
        open=all(report.rights.may_index for report in subject.reports.values()),
    )
    return Entry(
        listing=made,
        key=key,
        weight=weight(arrived, made.origins),
        terms=terms(page, _named(mentions)),
        dispatches=dispatches(page, subject.reports),
    )


def _mentions(page: Page, facts: Mapping[str, Facts]) -> tuple[Mention, ...]:
    """All by which a story is found, kind by kind, weightiest first; of one thing there is one mention."""
    found = (
        *places_of(page),
        *people_of(page, facts),
        *outlets_of(page),
        *languages(page),
        *withheld_by(page),
    )
    return tuple({(mention.facet, mention.key): mention for mention in found}.values())


def _named(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.facet is not Facet.WITHHELD)
