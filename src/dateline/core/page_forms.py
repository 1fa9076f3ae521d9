"""The line contract of pages: what ``narrate``, ``timeline`` and ``proof`` give, as JSON objects.

Forms are those of ``docs/reference/contract.md``; those of reports and facts are in ``contract``.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.core.contract import place_form
from dateline.core.jsonl import Json
from dateline.core.pages import (
    Cause,
    Claim,
    Correction,
    Credit,
    Earlier,
    Finding,
    LedgerEntry,
    Line,
    Page,
    Revision,
    Section,
    Stand,
    TimelineEntry,
    Toll,
)
from dateline.core.text import number
from dateline.core.types import Span, Stamp


def span_form(span: Span) -> Json:
    """A span as evidence."""
    return {"report": span.report, "start": span.start, "end": span.end}


def time_form(stamp: Stamp | None) -> str | None:
    """A time as RFC 3339, as exact as it is known."""
    return stamp.rfc3339() if stamp else None


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
        **({"model": line.model} if line.model else {}),
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
        "figures": [ledger_form(entry) for entry in page.figures],
        "tolls": [toll_form(toll) for toll in page.tolls],
        "claims": [claim_form(claim) for claim in page.claims],
        "earlier": [_earlier_form(earlier) for earlier in page.earlier],
        "places": [place_form(place) | {"evidence": _spans_form(place.evidence)} for place in page.places],
        "timeline": [timeline_form(entry) for entry in page.timeline],
        "related": list(page.related),
        "sources": [_credit_form(credit) for credit in page.sources],
        "happened": page.happened or None,
        "first_reported": time_form(page.first_reported),
        "revision": revision_form(page.revision),
        "revisions": [revision_form(revision) for revision in page.revisions],
        "corrections": [correction_form(correction) for correction in page.corrections],
        "withheld": [finding_form(finding) for finding in page.withheld],
        "language": page.language,
        "models": list(page.models),
        "reviewed_by": page.reviewed_by or None,
    }


def _section_form(section: Section) -> Json:
    return {"heading": section.heading, "lines": [line_form(line) for line in section.lines]}


def ledger_form(entry: LedgerEntry) -> Json:
    """A figure of the ledger: who gave it, when, and what became of it."""
    return {
        "measure": entry.measure,
        "low": number(entry.low),
        "high": number(entry.high),
        "qualifier": str(entry.qualifier),
        "unit": entry.unit,
        "scope": str(entry.scope),
        "speaker": entry.speaker,
        "outlet": entry.outlet,
        "outlets": list(entry.outlets),
        "detail": entry.detail,
        "as_of": time_form(entry.as_of),
        "replaced": entry.replaced,
        "replaced_at": time_form(entry.replaced_at),
        "disputed": entry.disputed,
        "evidence": _spans_form(entry.evidence),
    }


def toll_form(toll: Toll) -> Json:
    """How many, as it stands: low, best and high, with evidence."""
    return {
        "measure": toll.measure,
        "low": number(toll.low),
        "best": number(toll.best),
        "high": number(toll.high),
        "scope": str(toll.scope),
        "unit": toll.unit,
        "as_of": time_form(toll.as_of),
        "evidence": _spans_form(toll.evidence),
    }


def claim_form(claim: Claim) -> Json:
    """Something said, and where each origin stands on it."""
    return {
        "label": claim.label,
        "speaker": claim.speaker,
        "since": time_form(claim.since),
        "status": str(claim.status),
        "stands": [_stand_form(stand) for stand in claim.stands],
        "evidence": _spans_form(claim.evidence),
    }


def _stand_form(stand: Stand) -> Json:
    return {
        "origin": stand.origin,
        "outlets": list(stand.outlets),
        "position": str(stand.position),
        "words": stand.words,
        "evidence": _spans_form(stand.evidence),
    }


def _earlier_form(earlier: Earlier) -> Json:
    return {
        "text": earlier.text,
        "date": earlier.date,
        "story": earlier.story,
        "evidence": _spans_form(earlier.evidence),
    }


def _credit_form(credit: Credit) -> Json:
    plain = ("report", "outlet", "title", "url", "author", "language", "origin", "licence", "reserved")
    form: Json = {key: getattr(credit, key) for key in plain}
    form["published"] = time_form(credit.published)
    return form


def revision_form(revision: Revision) -> Json:
    """What was changed, when and why."""
    return {
        "number": revision.number,
        "at": time_form(revision.at),
        "occasion": str(revision.occasion),
        "reason": revision.reason,
        "causes": [_cause_form(cause) for cause in revision.causes],
        "changes": [
            {"line": change.line, "before": change.before, "after": change.after}
            for change in revision.changes
        ],
    }


def _cause_form(cause: Cause) -> Json:
    return {
        "occasion": str(cause.occasion),
        "outlets": list(cause.outlets),
        "count": cause.count,
        "corrected": cause.corrected,
        "note": cause.note,
    }


def correction_form(correction: Correction) -> Json:
    """What was wrong, what is right, when it was put right, and why."""
    return {
        "line": correction.line,
        "wrong": correction.wrong,
        "right": correction.right,
        "at": time_form(correction.at),
        "fault": str(correction.fault),
        "cause": _cause_form(correction.cause) if correction.cause else None,
        "note": correction.note,
        "evidence": _spans_form(correction.evidence),
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
