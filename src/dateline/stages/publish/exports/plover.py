"""PLOVER records, one a line: every event that a report gives, with its mode.

A threatened, denied or past event is exported with that mode and is never mistaken for one that happened. The
words of the report are not exported beyond the phrase that names the event.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.core.ids import address, digest
from dateline.core.pages import Page
from dateline.core.types import Event, Facts, Mode, Place
from dateline.stages.publish.issue import Shelf
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.story.evidence import excerpt
from dateline.stages.publish.times import moment

#: PLOVER's four quadrants: verbal and material cooperation, verbal and material conflict.
_QUADRANTS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUADRANT = {kind: number for number, kinds in _QUADRANTS.items() for kind in kinds}
_MODES = {
    Mode.HISTORICAL: "historical",
    Mode.FUTURE: "future",
    Mode.HYPOTHETICAL: "hypothetical",
    Mode.NEGATED: "negation",
}


def plover(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """JSON Lines, by story, report and place in the report."""
    lines = (json.dumps(form, ensure_ascii=False) for form in _records(shelf, facts))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _records(shelf: Shelf, facts: Mapping[str, Facts]) -> Iterator[dict[str, Any]]:
    for page in shelf.stories.values():
        for credit in page.sources:
            held = facts.get(credit.report)
            for event in held.events if held else ():
                form = _record(event, page)
                form["link"] = safe_href(credit.url)
                form["cite_info"] = credit.outlet
                form["report"] = credit.report
                yield {key: value for key, value in form.items() if value not in ("", None)}


def _record(event: Event, page: Page) -> dict[str, Any]:
    span = event.phrase.span
    return {
        "id": "p" + digest("plover", span.report, str(span.start), str(span.end), event.type),
        "date": _date(event, page),
        "event": event.type,
        "mode": _MODES.get(event.mode, ""),
        "actor": _entities(event.actors),
        "recipient": _entities(event.targets),
        "event_loc": _location(event, page.places),
        "event_text": excerpt(event.phrase.text, 12),
        "quad_code": _QUADRANT.get(event.type),
        "coder": "Dateline, by rules",
        "story": address(page.story),
    }


def _date(event: Event, page: Page) -> str:
    """When the report says it was; else when the story happened or was first reported."""
    for value in (event.time, page.happened):
        if known := moment(value):
            return known.machine[:10]
    return page.first_reported.rfc3339()[:10] if page.first_reported else ""


def _entities(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"entity_text": name} for name in names]


def _location(event: Event, places: tuple[Place, ...]) -> dict[str, Any] | None:
    """The event's place with its position, if the page knows it."""
    if not event.place:
        return None
    known = next((place for place in places if event.place in (place.name, place.phrase.text)), None)
    form: dict[str, Any] = {"location_text": event.place}
    if known and known.lat is not None:
        form |= {"country": known.country, "lat": known.lat, "lon": known.lon}
    return form
