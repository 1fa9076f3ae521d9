"""One row for each story: what happened, when, where, how many, according to how many.

Decides which event and which place stand for a story, and how exact its date and place are. How many is the
page's own toll: low, best and high, UCDP's three columns; ``narrate`` decides on them, nothing adds up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.core.ids import address
from dateline.core.pages import Page
from dateline.core.types import Event, Facts, Mode, Place, Scope
from dateline.stages.publish.issue import Shelf, changed_at, origins, outlets, standing, story_path
from dateline.stages.publish.links import absolute
from dateline.stages.publish.times import moment

MEASURES = ("killed", "injured", "missing", "detained", "displaced", "evacuated")
#: Categories of PLOVER that are acts of words, and the sentences of a report that tell what it is about.
_WORDS = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_LEAD = 5
#: How near a place of each kind is to the spot: ACLED's 1 (the town), 2 (its surroundings), 3 (a region).
_GEO_PRECISION = {"city": 1, "": 1, "island": 2, "mountain": 2, "lake": 2, "river": 2, "county": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A count as it stands: None where it is not known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A story as a row. ``date`` is as precise as the reports are: a day, a month or a year."""

    page: Page
    id: str
    url: str
    theme: str
    date: str
    date_precision: int
    place: Place | None
    place_precision: int
    event: Event | None
    tolls: Mapping[str, Bounds]
    status: str


def happenings(shelf: Shelf, facts: Mapping[str, Facts]) -> Iterator[Happening]:
    """Every story of the edition, by id."""
    for page in shelf.stories.values():
        theme = shelf.theme_of(page)
        place = next((place for place in page.places if place.lat is not None), None)
        date, precision = _date(page)
        yield Happening(
            page=page,
            id=address(page.story),
            url=absolute(shelf.edition, story_path(page)),
            theme=theme.name if theme else "",
            date=date,
            date_precision=precision,
            place=place,
            place_precision=_GEO_PRECISION.get(place.kind, 3) if place else 0,
            event=main_event(page, facts),
            tolls={measure: toll(measure, page) for measure in MEASURES},
            status=standing(page)[1],
        )


def _date(page: Page) -> tuple[str, int]:
    """When it happened, or was first reported: ACLED's precision 1 (day), 2 (about), 3 (month or year)."""
    known = moment(page.happened)
    if known:
        date = known.machine[:10]
        return date, 1 if len(date) == 10 else 3
    return (page.first_reported.rfc3339()[:10], 2) if page.first_reported else ("", 0)


def toll(measure: str, page: Page) -> Bounds:
    """What stands of one measure of this happening; other scopes are left out."""
    for found in page.tolls:
        if found.measure == measure and found.scope is Scope.HAPPENING:
            return Bounds(low=_whole(found.low), best=_whole(found.best), high=_whole(found.high))
    return Bounds()


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def main_event(page: Page, facts: Mapping[str, Facts]) -> Event | None:
    """The event of the kind that most reports of the story tell as fact, early, as the first of them has it.

    A deed goes before words about it, what a lead tells before what stands further down.
    """
    told: dict[str, list[Event]] = {}
    early: Counter[str] = Counter()
    for credit in page.sources:
        held = facts.get(credit.report)
        first: dict[str, Event] = {}
        for event in held.events if held else ():
            if event.mode is Mode.ACTUAL:
                first.setdefault(event.type, event)
        for kind, event in first.items():
            told.setdefault(kind, []).append(event)
            early[kind] += held is not None and event.phrase.span.start < _lead_end(held)

    def weight(kind: str) -> tuple[bool, int, int, str]:
        return kind not in _WORDS, early[kind], len(told[kind]), kind

    best = max(told, key=weight, default=None)
    return told[best][0] if best else None


def _lead_end(facts: Facts) -> int:
    return facts.sentences[:_LEAD][-1].end if facts.sentences else 0


def provenance(happening: Happening) -> dict[str, str | int]:
    """Where a row comes from: the same columns in every format."""
    page = happening.page
    return {
        "report_ids": " ".join(credit.report for credit in page.sources),
        "sources": "; ".join(outlets(page)),
        "n_outlets": len(outlets(page)),
        "n_independent": origins(page),
        "first_reported": page.first_reported.rfc3339() if page.first_reported else "",
        "last_revised": page.revision.at.rfc3339() if page.revision.at else "",
        "status": happening.status,
    }


def timestamp(page: Page) -> int:
    """Seconds since 1970 of the last revision, 0 where it is not known."""
    return max(0, int(changed_at(page).timestamp()))
