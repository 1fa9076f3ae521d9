"""The line contract: JSON objects, one a line, that every stage reads and writes.

Forms are those of ``docs/reference/contract.md``. Unknown keys are ignored on the way in; on the
way out a form may carry more keys than the contract names, never fewer.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from dateline.core.errors import InputError
from dateline.core.ids import report_id
from dateline.core.jsonl import Json
from dateline.core.pages import Credit, Finding, LedgerEntry, Line, Page, Revision, Section, TimelineEntry
from dateline.core.stories import Story
from dateline.core.text import number
from dateline.core.types import (
    Basis,
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
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text[:40]!r} is not a time") from error
    if clock is None:
        return Stamp(at=at, precision=Precision.DAY, zone=None, basis=basis)
    precision = Precision.SECOND if clock.group(1) else Precision.MINUTE
    return Stamp(at=at, precision=precision, zone=zone.group().upper() if zone else None, basis=basis)


def stamp_form(stamp: Stamp) -> Json:
    """All that is known of a time: an instant, its precision, the source's zone and where it stood."""
    return {
        "at": stamp.at.isoformat(),
        "precision": str(stamp.precision),
        "zone": stamp.zone,
        "basis": str(stamp.basis),
    }


def _stamp_of(form: Json, key: str) -> Stamp | None:
    detail = (form.get("stamps") or {}).get(key)
    if detail:
        return Stamp(
            at=datetime.fromisoformat(detail["at"]).astimezone(UTC),
            precision=Precision(detail["precision"]),
            zone=detail["zone"],
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
    notes = list(form.get("notes") or ())
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
            elif text[start:end] == held["text"]:
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
        "places": [_place_form(place) for place in facts.places],
        "times": [_moment_form(moment) for moment in facts.moments],
        "events": [_event_form(event) for event in facts.events],
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


def _place_form(place: Place) -> Json:
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


# --- pages --------------------------------------------------------------------------------


def span_form(span: Span) -> Json:
    """A span as evidence."""
    return {"report": span.report, "start": span.start, "end": span.end}


def _spans_form(spans: Iterable[Span]) -> list[Json]:
    return [span_form(span) for span in spans]


def line_form(line: Line) -> Json:
    """A printed line: id, text, status and evidence, and how it came to be."""
    return {
        "id": line.id,
        "text": line.text,
        "status": line.status_words,
        "kind": str(line.kind),
        "origins": line.origins,
        "evidence": _spans_form(line.evidence),
    }


def page_form(page: Page) -> Json:
    """A Page as ``dateline narrate`` gives it."""
    return {
        "story": page.story,
        "theme": page.theme,
        "headline": line_form(page.headline),
        "standfirst": line_form(page.standfirst) if page.standfirst else None,
        "summary": [line_form(line) for line in page.summary],
        "body": [_section_form(section) for section in page.body],
        "figures": [_ledger_form(entry) for entry in page.figures],
        "claims": [
            {
                "label": claim.label,
                "stands": [
                    {
                        "origin": stand.origin,
                        "position": str(stand.position),
                        "words": stand.words,
                        "evidence": _spans_form(stand.evidence),
                    }
                    for stand in claim.stands
                ],
                "evidence": _spans_form(claim.evidence),
            }
            for claim in page.claims
        ],
        "places": [_place_form(place) | {"evidence": _spans_form(place.evidence)} for place in page.places],
        "timeline": [timeline_form(entry) for entry in page.timeline],
        "related": list(page.related),
        "sources": [_credit_form(credit) for credit in page.sources],
        "happened": page.happened or None,
        "first_reported": page.first_reported.rfc3339() if page.first_reported else None,
        "revision": _revision_form(page.revision),
        "revisions": [_revision_form(revision) for revision in page.revisions],
        "withheld": [finding_form(finding) for finding in page.withheld],
        "language": page.language,
    }


def _section_form(section: Section) -> Json:
    return {"heading": section.heading, "lines": [line_form(line) for line in section.lines]}


def _ledger_form(entry: LedgerEntry) -> Json:
    return {
        "measure": entry.measure,
        "low": number(entry.low),
        "high": number(entry.high),
        "qualifier": str(entry.qualifier),
        "unit": entry.unit,
        "scope": str(entry.scope),
        "speaker": entry.speaker,
        "outlet": entry.outlet,
        "as_of": entry.as_of.rfc3339() if entry.as_of else None,
        "replaced": entry.replaced,
        "disputed": entry.disputed,
        "evidence": _spans_form(entry.evidence),
    }


def _credit_form(credit: Credit) -> Json:
    plain = ("report", "outlet", "title", "url", "author", "language", "origin", "licence", "reserved")
    form: Json = {key: getattr(credit, key) for key in plain}
    form["published"] = credit.published.rfc3339() if credit.published else None
    return form


def _revision_form(revision: Revision) -> Json:
    return {
        "number": revision.number,
        "at": revision.at.rfc3339() if revision.at else None,
        "reason": revision.reason,
        "changes": [
            {"line": change.line, "before": change.before, "after": change.after}
            for change in revision.changes
        ],
    }


def timeline_form(entry: TimelineEntry) -> Json:
    """One day of a theme, as ``dateline timeline`` gives it."""
    return {
        "theme": entry.theme,
        "date": entry.date,
        "text": entry.text,
        "evidence": _spans_form(entry.evidence),
    }


def finding_form(finding: Finding) -> Json:
    """What the judge objects to, as ``dateline proof`` gives it."""
    form: Json = {key: getattr(finding, key) for key in ("start", "end", "text", "rule", "why")}
    form["severity"] = str(finding.severity)
    form["evidence"] = _spans_form(finding.evidence)
    if finding.line:
        form["line"] = finding.line
    return form
