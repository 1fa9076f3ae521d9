"""PLOVER records, one a line: every event that a story's reports give, with its mode.

A threatened, denied or past event is exported with that mode and is never mistaken for one that happened. An
event without a date of its own has the date of its story only where it stands in the lead of its report: what
background tells ("the treaty", "earlier sanctions") has no date that a rule here knows, and is left out.
Copies of one text are one record, with all their reports. Of a report no words are exported but the phrase
that names the event, and not even that where its rights are reserved.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dateline.core.ids import address, digest
from dateline.core.types import Mode
from dateline.stages.publish.exports.forms import lines
from dateline.stages.publish.exports.happenings import in_lead
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import absolute, safe_href
from dateline.stages.publish.standing import standing
from dateline.stages.publish.story.evidence import excerpt
from dateline.stages.publish.times import moment

if TYPE_CHECKING:
    from dateline.core.pages import Credit, Page
    from dateline.core.site import Edition
    from dateline.core.types import Event, Facts, Place
    from dateline.stages.publish.exports.accounts import Account

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
#: A fact that lies so long before its story is history to it.
_RECENT = timedelta(days=7)
_PHRASE_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An event with the first and the last day that it may have fallen on, and who tells it."""

    event: Event
    credit: Credit
    first: str
    last: str
    mode: str

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same words in copies of one text."""
        event = self.event
        said = (event.type, self.mode, event.phrase.text.casefold(), event.actors, event.targets, event.place)
        return (self.credit.origin or self.credit.report, self.first, self.last, *said)


def plover(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """JSON Lines, by story, report and place in the report."""
    return lines(record for account in accounts for record in records(account, edition))


def records(account: Account, edition: Edition) -> Iterator[dict[str, Any]]:
    """The records of one story."""
    page = account.page
    held: dict[tuple[object, ...], list[_Told]] = {}
    for credit in page.sources:
        if facts := account.facts.get(credit.report):
            for told in _events(facts, credit, page):
                held.setdefault(told.key, []).append(told)
    for same in held.values():
        form = _record(same[0], page) | _provenance(same, page, edition)
        yield {key: value for key, value in form.items() if value not in ("", None)}


def _events(facts: Facts, credit: Credit, page: Page) -> Iterator[_Told]:
    """The events of a report whose day is known."""
    for event in facts.events:
        if event.type not in _QUADRANT:
            continue  # accidents and disasters: categories of ours that PLOVER has not
        said = _days_of(page) if in_lead(event, facts) else ("", "")
        first, last = _days(event.time) if event.time else said
        if first:
            yield _Told(event=event, credit=credit, first=first, last=last, mode=_mode(event, last, page))


def _mode(event: Event, last: str, page: Page) -> str:
    """The event's mode; what is told as fact but lies long before its story is historical."""
    happened = moment(page.happened)
    if event.mode is Mode.ACTUAL and happened:
        return "historical" if last < (happened.at - _RECENT).strftime("%Y-%m-%d") else ""
    return _MODES.get(event.mode, "")


def _days_of(page: Page) -> tuple[str, str]:
    """The days of the story: when it happened, else when it was first reported."""
    first, last = _days(page.happened)
    if not first and page.first_reported:
        first = last = page.first_reported.rfc3339()[:10]
    return first, last


def _days(value: str) -> tuple[str, str]:
    """The first and the last day of a TIMEX3 value, both "" where it names neither a day nor a month."""
    known = moment(value)
    day = known.machine[:10] if known else ""
    if len(day) == 7:
        return f"{day}-01", f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]:02d}"
    return (day, day) if len(day) == 10 else ("", "")


def _record(told: _Told, page: Page) -> dict[str, Any]:
    event, span = told.event, told.event.phrase.span
    reserved = told.credit.reserved
    return {
        "id": "p" + digest("plover", span.report, str(span.start), str(span.end), event.type),
        "date": told.first,
        "enddate": told.last if told.last != told.first else "",
        "event": event.type,
        "mode": told.mode,
        "actor": _entities(event.actors),
        "recipient": _entities(event.targets),
        "event_loc": _location(event, page.places),
        "event_text": "" if reserved else excerpt(event.phrase.text, _PHRASE_WORDS),
        "quad_code": _QUADRANT[event.type],
        "coder": "Dateline, by rules",
    }


def _provenance(same: list[_Told], page: Page, edition: Edition) -> dict[str, Any]:
    """Where a record comes from: the first report that tells it, and all that carry the same words."""
    credit = same[0].credit
    return {
        "link": safe_href(credit.url),
        "cite_info": credit.outlet,
        "reports": list(dict.fromkeys(told.credit.report for told in same)),
        "outlets": list(dict.fromkeys(told.credit.outlet for told in same if told.credit.outlet)),
        "origin": credit.origin or credit.report,
        "published": credit.published.rfc3339() if credit.published else "",
        "story": address(page.story),
        "story_url": absolute(edition, story_path(page.story)),
        "status": str(standing(page)),
    }


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
