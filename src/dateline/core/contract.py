"""The line contract: JSON objects, one a line, that every stage reads and writes.

Forms are those of ``docs/reference/contract.md``. Unknown keys are ignored on the way in; on the
way out a form may carry more keys than the contract names, never fewer.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from dateline.core.errors import InputError
from dateline.core.ids import report_id
from dateline.core.jsonl import Json
from dateline.core.stories import Story
from dateline.core.text import number
from dateline.core.types import (
    Basis,
    Clause,
    Event,
    Facts,
    Figure,
    Membership,
    Moment,
    Phrase,
    Pickup,
    PickupForm,
    Place,
    Precision,
    Reason,
    Report,
    Rights,
    Signal,
    Span,
    Stamp,
    Statement,
    Theme,
)

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CLOCK = re.compile(r"[T ]\d\d:?\d\d(:?\d\d)?", re.IGNORECASE)
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


# --- times --------------------------------------------------------------------------------


def parse_stamp(text: str, basis: Basis = Basis.GIVEN) -> Stamp:
    """An RFC 3339 time, a date, a month or a year. Raises ``ValueError`` for anything else."""
    text = text.strip()
    if date := _DATE.fullmatch(text):
        year, month, day = date.groups()
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        try:
            at = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a time") from error
        return Stamp(at=at, precision=precision, zone=None, basis=basis)
    clock = _CLOCK.search(text)
    zone = _ZONE.search(text)
    at = _instant(text)
    if clock is None:
        return Stamp(at=at, precision=Precision.DAY, zone=None, basis=basis)
    precision = Precision.SECOND if clock.group(1) else Precision.MINUTE
    return Stamp(at=at, precision=precision, zone=zone.group().upper() if zone else None, basis=basis)


def _instant(text: str) -> datetime:
    """The time in UTC; without an offset its clock is taken as UTC's, wherever this machine stands."""
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text[:40]!r} is not a time") from error


def stamp_form(stamp: Stamp) -> Json:
    """All that is known of a time: an instant, its precision, the source's zone and where it stood."""
    return {
        "at": stamp.at.isoformat(),
        "precision": str(stamp.precision),
        "zone": stamp.zone,
        "basis": str(stamp.basis),
    }


def _stamp_of(form: Json, key: str) -> Stamp | None:
    held = form.get("stamps")
    detail = held.get(key) if isinstance(held, dict) else None
    if detail:
        return Stamp(
            at=_instant(detail["at"]),
            precision=Precision(detail["precision"]),
            zone=None if detail["zone"] is None else str(detail["zone"]),
            basis=Basis(detail["basis"]),
        )
    return parse_stamp(str(form[key])) if form.get(key) else None


# --- reports ------------------------------------------------------------------------------

_PLAIN = (
    "url",
    "canonical",
    "outlet",
    "title",
    "author",
    "section",
    "language",
    "origin",
    "source",
    "charset",
)


def report_from(form: Json, item: str = "report") -> Report:
    """A Report from its form. Raises ``InputError`` that names the item."""
    text = form.get("text")
    rights = _rights_from(form.get("rights"))
    if not isinstance(text, str) or not (text.strip() or rights.reserved):  # what is reserved has none
        raise InputError(item, "a report needs a 'text'", "give its paragraphs as one string")
    told = form.get("notes")
    notes = [str(note) for note in told] if isinstance(told, list | tuple) else []
    stamps: dict[str, Stamp | None] = {}
    for key in ("published", "updated"):
        try:
            stamps[key] = _stamp_of(form, key)
        except (ValueError, KeyError, TypeError):
            stamps[key] = None
            notes.append(f"{key}: {str(form.get(key))[:40]!r} is not a time and was left out")
    plain: dict[str, Any] = {key: str(form.get(key) or "") for key in _PLAIN}
    plain |= {key: plain[key].strip() for key in ("url", "canonical")}
    name = str(form.get("id") or report_id(plain["url"], text))
    return Report(
        id=name,
        text=text,
        pickups=tuple(_pickups_from(form.get("pickups"), text, name)),
        story=str(form.get("story") or ""),
        theme=str(form.get("theme") or ""),
        rights=rights,
        notes=tuple(notes),
        published=stamps["published"],
        updated=stamps["updated"],
        **plain,
    )


#: What rights tell beyond the four fields that are always printed, and what is meant where it is left out.
_ALLOWED = {
    **dict.fromkeys(("may_fetch", "may_index", "may_summarise"), True),
    **dict.fromkeys(("may_model_local", "may_model_remote"), True),
    "paywalled": False,
}
#: A reservation keeps these out, also where whoever gave it says no more.
_RESERVED = dict.fromkeys(("may_summarise", "may_model_local", "may_model_remote"), False)


def _rights_from(form: Any) -> Rights:
    if isinstance(form, str):
        return Rights(licence=form, basis="given")
    if not isinstance(form, dict):
        return Rights()
    reserved = bool(form.get("reserved"))
    held: dict[str, Any] = {**_ALLOWED, **(_RESERVED if reserved else {})}
    held |= {key: form[key] for key in _ALLOWED if isinstance(form.get(key), bool)}
    return Rights(
        licence=str(form.get("licence") or ""),
        quote_words=_count_of(form.get("quote_words")),
        reserved=reserved,
        basis=str(form.get("basis") or "given"),
        store_days=_count_of(form.get("store_days")),
        evidence=tuple(_signals_from(form.get("evidence"))),
        checked=_checked_from(form.get("checked")),
        **held,
    )


def _count_of(value: Any) -> int | None:
    return max(value, 0) if isinstance(value, int) and not isinstance(value, bool) else None


def _signals_from(form: Any) -> Iterator[Signal]:
    for held in form if isinstance(form, list) else ():
        if isinstance(held, dict) and held.get("name"):
            yield Signal(**{key: str(held.get(key) or "") for key in ("name", "value", "where")})


def _checked_from(form: Any) -> Stamp | None:
    try:
        return _stamp_of({"stamps": {"checked": form}}, "checked") if form else None
    except (ValueError, KeyError, TypeError):
        return None


def _rights_form(rights: Rights) -> Json:
    """The terms of a report: four fields always, the others where they differ from the default."""
    form: Json = {key: getattr(rights, key) for key in ("licence", "quote_words", "reserved", "basis")}
    meant = {**_ALLOWED, **(_RESERVED if rights.reserved else {})}
    told = {key: getattr(rights, key) for key in _ALLOWED}
    form |= {key: value for key, value in told.items() if not value == _ALLOWED[key] == meant[key]}
    if rights.store_days is not None:
        form["store_days"] = rights.store_days
    if rights.evidence:
        form["evidence"] = [dataclasses.asdict(signal) for signal in rights.evidence]
    if rights.checked:
        form["checked"] = stamp_form(rights.checked)
    return form


def _pickups_from(form: Any, text: str, report: str) -> Iterator[Pickup]:
    """The credits to agencies that stand where the form says; what cannot be is passed over."""
    for held in form if isinstance(form, list) else ():
        try:
            start, end = held.get("start"), held.get("end")
            if start is None:
                phrase = None
            elif 0 <= start < end and text[start:end] == held["text"]:
                phrase = Phrase(text=held["text"], span=Span(report=report, start=start, end=end))
            else:
                continue
            yield Pickup(agency=str(held["agency"]), form=PickupForm(held["form"]), phrase=phrase)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue


def _pickup_form(pickup: Pickup) -> Json:
    where = _phrase_form(pickup.phrase) if pickup.phrase else {}
    return {"agency": pickup.agency, "form": str(pickup.form), **where}


_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def _as_given(stamp: Stamp) -> str:
    """The time as RFC 3339 with the offset that its source gave, so that the day is the source's day."""
    told = stamp.rfc3339()
    given = _OFFSET.fullmatch(stamp.zone or "")
    if not given or not told.endswith("Z"):
        return told
    offset = timedelta(hours=int(given[2]), minutes=int(given[3])) * (-1 if given[1] == "-" else 1)
    if not offset or abs(offset) >= timedelta(days=1):
        return told
    return stamp.at.astimezone(timezone(offset)).isoformat(timespec="seconds")


def report_form(report: Report) -> Json:
    """A Report as ``dateline extract`` gives it."""
    form: Json = {key: getattr(report, key) for key in ("id", "url", "outlet", "title")}
    form["published"] = _as_given(report.published) if report.published else None
    form["language"] = report.language
    form["text"] = report.text
    if report.updated:
        form["updated"] = _as_given(report.updated)
    extra = ("canonical", "author", "section", "origin", "story", "theme", "source", "charset", "notes")
    form |= {key: value for key in extra if (value := getattr(report, key))}
    if report.rights != Rights():
        form["rights"] = _rights_form(report.rights)
    if report.pickups:
        form["pickups"] = [_pickup_form(pickup) for pickup in report.pickups]
    stamps = {"published": report.published, "updated": report.updated}
    if held := {key: stamp_form(stamp) for key, stamp in stamps.items() if stamp}:
        form["stamps"] = held
    return form


def membership_form(member: Membership) -> Json:
    """Where a report belongs, as ``dateline group`` gives it."""
    return {
        "report": member.report,
        "story": member.story,
        "theme": member.theme,
        "origin": member.origin,
        "why": member.why,
        **({"reason": reason_form(member.reason)} if member.reason else {}),
    }


def grouped_form(member: Membership, story: Story | None, theme: Theme | None) -> Json:
    """``membership_form`` with what is known of the story and the theme; what is not known is left out."""
    more = {
        "forerunner": story.forerunner if story else "",
        "theme_name": theme.name if theme else "",
        "subjects": list(theme.subjects) if theme else [],
    }
    return {**membership_form(member), **{name: value for name, value in more.items() if value}}


def reason_form(reason: Reason) -> Json:
    """What put a report into its story, in parts; what is not known is left out."""
    form = {
        "ground": str(reason.ground),
        "report": reason.report,
        "near": round(reason.near, 4),
        "shared": list(reason.shared),
        "rival": reason.rival,
        "rival_near": round(reason.rival_near, 4),
    }
    return {name: value for name, value in form.items() if value}


# --- facts --------------------------------------------------------------------------------


def facts_form(facts: Facts) -> Json:
    """What a report says, as ``dateline interpret`` gives it."""
    return {
        "report": facts.report,
        "statements": [_statement_form(statement) for statement in facts.statements],
        "figures": [_figure_form(figure) for figure in facts.figures],
        "places": [place_form(place) for place in facts.places],
        "times": [_moment_form(moment) for moment in facts.moments],
        "events": [_event_form(event) for event in facts.events],
        "clauses": [_clause_form(clause) for clause in facts.clauses],
    }


def _phrase_form(phrase: Phrase) -> Json:
    return {"text": phrase.text, "start": phrase.span.start, "end": phrase.span.end}


def _statement_form(statement: Statement) -> Json:
    speaker = statement.speaker
    return {
        "speaker": {**_phrase_form(speaker.phrase), "name": speaker.name} if speaker else None,
        "cue": _phrase_form(statement.cue) if statement.cue else None,
        "content": [_phrase_form(phrase) for phrase in statement.content],
        "form": str(statement.form),
        "stance": str(statement.stance),
        "spoken": statement.spoken,
    }


def _figure_form(figure: Figure) -> Json:
    return {
        "measure": figure.measure,
        "low": number(figure.low),
        "high": number(figure.high),
        "qualifier": str(figure.qualifier),
        "unit": figure.unit,
        "scope": str(figure.scope),
        "headline": figure.headline,
        **_phrase_form(figure.phrase),
        "speaker": figure.speaker,
        "stated": figure.stated,
        "part": figure.part,
        "detail": figure.detail,
    }


def place_form(place: Place) -> Json:
    """A place with what it resolves to."""
    known = {"country": place.country, "lat": place.lat, "lon": place.lon, "geonames": place.geonames}
    reach = {"kind": place.kind, "radius_km": place.radius_km}
    return {**_phrase_form(place.phrase), "name": place.name, **known, **reach}


def _moment_form(moment: Moment) -> Json:
    told = {"type": moment.type, "value": moment.value, "happening": moment.happening}
    return {**_phrase_form(moment.phrase), **told}


def _event_form(event: Event) -> Json:
    return {
        "type": event.type,
        "mode": str(event.mode),
        **_phrase_form(event.phrase),
        "actors": list(event.actors),
        "targets": list(event.targets),
        "place": event.place,
        "time": event.time,
        "figures": [_figure_form(figure) for figure in event.figures],
        "means": event.means,
        "link": event.link,
    }


def _clause_form(clause: Clause) -> Json:
    """Who did what to whom; roles that the clause does not have, and what it is not, are left out."""
    roles = {name: getattr(clause, name) for name in ("subject", "object", "agent", "complement")}
    marks = {name: getattr(clause, name) for name in ("passive", "negated", "modal", "opener")}
    adjuncts = [_phrase_form(phrase) for phrase in clause.adjuncts]
    return {
        **_phrase_form(clause.verb),
        "lemma": clause.lemma,
        "clause": {"start": clause.span.start, "end": clause.span.end},
        **{name: _phrase_form(phrase) for name, phrase in roles.items() if phrase},
        **({"adjuncts": adjuncts} if adjuncts else {}),
        **{name: mark for name, mark in marks.items() if mark},
        **({} if clause.main else {"main": False}),
    }
