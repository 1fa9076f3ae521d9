"""One row for each story: what happened, when, where, how many, according to how many.

Decides which event and which place stand for a story, and how exact its date and place are. How many is the
page's own toll: low, best and high, UCDP's three columns; ``narrate`` decides on them, nothing adds up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.ids import address
from dateline.core.types import Facts, Mode, Scope
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import absolute
from dateline.stages.publish.standing import changed_at, origins, outlets, standing
from dateline.stages.publish.times import moment

if TYPE_CHECKING:
    from dateline.core.pages import Page, Status
    from dateline.core.site import Edition
    from dateline.core.types import Event, Place
    from dateline.stages.publish.exports.accounts import Account

MEASURES = ("killed", "injured", "missing", "detained", "displaced", "evacuated")
#: What stands between several values in one cell.
SEVERAL = "; "
#: Categories of PLOVER that are acts of words, and the sentences of a report that tell what it is about.
_WORDS = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_LEAD = 5
#: How near a place of each kind is to the spot: ACLED's 1 (the town), 2 (its surroundings), 3 (a region).
_GEO_PRECISION = {
    "city": 1, "": 1, "street": 1, "distance": 2, "island": 2, "mountain": 2, "lake": 2, "river": 2,
    "canal": 2, "county": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A count as it stands: None where it is not known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A story as a row. ``date`` is as precise as the reports are: a day, a month or a year.

    ``date_precision`` and ``place_precision`` are ACLED's: 1 to 3, 0 where nothing is known. ``reported``
    tells that the date is that of the first report, because no report says when it happened.
    """

    page: Page
    id: str
    url: str
    theme: str
    date: str
    date_precision: int
    reported: bool
    place: Place | None
    place_precision: int
    event: Event | None
    tolls: Mapping[str, Bounds]
    status: Status


def happening(account: Account, edition: Edition) -> Happening:
    """The row of a story."""
    page = account.page
    place = next((place for place in page.places if place.lat is not None), None)
    date, precision, reported = _date(page)
    return Happening(
        page=page,
        id=address(page.story),
        url=absolute(edition, story_path(page.story)),
        theme=account.theme.name if account.theme else "",
        date=date,
        date_precision=precision,
        reported=reported,
        place=place,
        place_precision=_GEO_PRECISION.get(place.kind, 3) if place else 0,
        event=main_event(page, account.facts),
        tolls={measure: toll(measure, page) for measure in MEASURES},
        status=standing(page),
    )


def _date(page: Page) -> tuple[str, int, bool]:
    """When it happened, or was first reported: ACLED's precision 1 (day), 2 (about), 3 (month or year)."""
    if known := moment(page.happened):
        date = known.machine[:10]
        return date, 1 if len(date) == 10 else 3, False
    return (page.first_reported.rfc3339()[:10], 2, True) if page.first_reported else ("", 0, False)


def toll(measure: str, page: Page) -> Bounds:
    """What stands of one measure of this happening; other scopes are left out. The bounds hold the best."""
    for found in page.tolls:
        if found.measure == measure and found.scope is Scope.HAPPENING:
            best = found.low if found.best is None else found.best
            return Bounds(
                low=_whole(min(found.low, best)),
                best=_whole(found.best),
                high=_whole(None if found.high is None else max(found.high, best)),
            )
    return Bounds()


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def main_event(page: Page, facts: Mapping[str, Facts]) -> Event | None:
    """The event of the kind that at least half of the reports tell as fact in their leads; None for none.

    A deed goes before words about it; of several kinds the one that most reports tell, as the first of them
    has it. What one report of many has further down (a rumour, an earlier case) is not what happened: whoever
    counts rows is served better by no kind than by a wrong one.
    """
    read = [facts[credit.report] for credit in page.sources if credit.report in facts]
    told: dict[str, list[Event]] = {}
    for held in read:
        first: dict[str, Event] = {}
        for event in held.events:
            if event.mode is Mode.ACTUAL and in_lead(event, held):
                first.setdefault(event.type, event)
        for kind, event in first.items():
            told.setdefault(kind, []).append(event)

    def weight(kind: str) -> tuple[bool, int, str]:
        return kind not in _WORDS, len(told[kind]), kind

    best = max((kind for kind in told if 2 * len(told[kind]) >= len(read)), key=weight, default=None)
    return told[best][0] if best else None


def in_lead(event: Event, facts: Facts) -> bool:
    """Whether a report tells an event in the sentences that say what it is about: its first five.

    Of a report whose sentences are not known any event is taken to be.
    """
    lead = facts.sentences[:_LEAD]
    return not lead or event.phrase.span.start < lead[-1].end


def provenance(happening: Happening) -> dict[str, str | int]:
    """Where a row comes from: the same columns in every format."""
    page = happening.page
    return {
        "story_url": happening.url,
        "report_ids": " ".join(credit.report for credit in page.sources),
        "sources": SEVERAL.join(outlets(page)),
        "n_reports": len(page.sources),
        "n_outlets": len(outlets(page)),
        "n_independent": origins(page),
        "first_reported": page.first_reported.rfc3339() if page.first_reported else "",
        "last_revised": page.revision.at.rfc3339() if page.revision.at else "",
        "revision": page.revision.number,
        "status": str(happening.status),
        "models": SEVERAL.join(page.models),
    }


#: The columns of :func:`provenance`, in order.
PROVENANCE = (
    *("story_url", "report_ids", "sources", "n_reports", "n_outlets", "n_independent"),
    *("first_reported", "last_revised", "revision", "status", "models"),
)


def timestamp(page: Page) -> int:
    """Seconds since 1970 of the last revision, 0 where it is not known."""
    return max(0, int(changed_at(page).timestamp()))
