"""What a story holds, row by row, as programs get it: claims, figures, events, revisions, reports …

Decides what of a report is given: its text only under an open licence; of one that is reserved nothing but
headline, link, outlet and time. The forms are those of ``core.page_forms`` and ``core.contract``; here each
row gets an id, its story, and for its evidence the link to the very words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dateline.core.contract import facts_form, report_form
from dateline.core.ids import digest
from dateline.core.page_forms import claim_form, correction_form, ledger_form, page_form, revision_form
from dateline.stages.publish import addresses
from dateline.stages.publish.links import at_words, safe_href

if TYPE_CHECKING:
    from dateline.core.jsonl import Json
    from dateline.core.listings import Listing
    from dateline.core.pages import Credit, Page
    from dateline.core.types import Facts, Membership, Report

_WEB = re.compile(r"\bhttps?://")
#: What of a report nobody else needs: where our copy lay, and how we read it.
_OURS = ("source", "charset", "notes", "stamps", "story", "theme", "origin", "text")
#: All that is given of a report whose terms are reserved (HOUSE_STYLE, Rights).
_RESERVED = ("id", "url", "outlet", "title", "published", "rights")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A story with what its rows are made of. ``site`` is where the site is published, "" if not known."""

    listing: Listing
    page: Page
    reports: Mapping[str, Report]
    facts: Mapping[str, Facts]
    members: Mapping[str, Membership]
    site: str = ""

    @property
    def url(self) -> str:
        """The address of the story."""
        return f"{self.site}/{addresses.story(self.page.story).folder}"


def story_form(matter: Matter) -> Json:
    """The whole page, each span with its outlet and a link to the words."""
    told: Json = _witnessed({"id": matter.page.story, "url": matter.url, **page_form(matter.page)}, matter)
    return told


def claims(matter: Matter) -> Iterator[Json]:
    """Rows of the matrix: something said, and where each origin stands on it."""
    for form in map(claim_form, matter.page.claims):
        yield _row("c", matter, form, form["label"], form["speaker"])


def figures(matter: Matter) -> Iterator[Json]:
    """The ledger: each figure with who gave it and what became of it."""
    names = ("measure", "low", "high", "qualifier", "unit", "scope", "speaker", "outlet", "detail", "as_of")
    for form in map(ledger_form, matter.page.figures):
        yield _row("f", matter, form, *(str(form[name]) for name in names))


def revisions(matter: Matter) -> Iterator[Json]:
    """What was changed, the latest first."""
    for revision in reversed(matter.page.revisions):
        form = revision_form(revision) | {"corrects": revision.corrects}
        yield _row("v", matter, form, str(revision.number))


def corrections(matter: Matter) -> Iterator[Json]:
    """What was put right, the latest first."""
    for form in map(correction_form, reversed(matter.page.corrections)):
        yield _row("x", matter, form, form["line"], form["wrong"], str(form["at"]))


def events(matter: Matter) -> Iterator[Json]:
    """What each report says happened; reserved reports are not read out."""
    for credit in matter.page.sources:
        facts = matter.facts.get(credit.report)
        if facts is None or _reserved(credit, matter):
            continue
        told = facts_form(replace(facts, statements=(), figures=(), places=(), moments=(), clauses=()))
        for event in told["events"]:
            span = {"report": credit.report, "start": event.pop("start"), "end": event.pop("end")}
            form = {"report": credit.report, **event, **_where(event["place"], matter), "evidence": [span]}
            yield _row("e", matter, form, credit.report, str(span["start"]), str(span["end"]), event["type"])


def reports(matter: Matter) -> Iterator[Json]:
    """The reports of a story, with their terms."""
    for credit in matter.page.sources:
        report = matter.reports.get(credit.report)
        if report is not None:
            yield report_row(report, matter.members.get(report.id), matter.site)


def report_row(report: Report, member: Membership | None, site: str) -> Json:
    """A report: what it is, where it is, on which terms; its text where its licence is an open one."""
    whole = report_form(report)
    form = {name: value for name, value in whole.items() if name not in _OURS}
    form["rights"] = _terms(whole.get("rights") or {}, report.rights.basis)
    if report.rights.reserved:
        form = {name: form[name] for name in _RESERVED}
    elif report.rights.open_licence:
        form["text"] = report.text
    form["url"] = safe_href(form["url"])
    if member:
        form |= {"story": member.story, "theme": member.theme, "origin": member.origin}
        form["story_url"] = f"{site}/{addresses.story(member.story).folder}"
    return form


def _terms(rights: Json, basis: str) -> Json:
    """The terms of a report, and where they were said: in words that name no folder of ours."""
    if not rights:
        return {"licence": "", "reserved": False, "basis": basis}
    told = [
        {**signal, "where": public_place(signal["where"])} if signal.get("where") else signal
        for signal in rights.get("evidence", ())
    ]
    return {**rights, "evidence": told} if told else rights


def public_place(where: str) -> str:
    """An address of the web, or a place on a page; of a file here only what kind of thing it is."""
    path = where.find("/")
    if path < 0 or _WEB.search(where):
        return where
    return where[:path].rpartition(" ")[0] or "file"


#: Kinds of rows, and whether they need the facts of the reports.
KINDS: Mapping[str, tuple[Callable[[Matter], Iterator[Json]], bool]] = {
    "claims": (claims, False),
    "figures": (figures, False),
    "events": (events, True),
    "revisions": (revisions, False),
    "corrections": (corrections, False),
    "reports": (reports, False),
}


def rows_of(kind: str, matter: Matter) -> list[Json]:
    """The rows of a story, each with an id of its own; those that say the same are told apart by a number."""
    seen: dict[str, int] = {}
    found: list[Json] = []
    for form in KINDS[kind][0](matter):
        name = form["id"]
        seen[name] = seen.get(name, 0) + 1
        found.append(form if seen[name] == 1 else form | {"id": f"{name}-{seen[name]}"})
    return found


def _row(letter: str, matter: Matter, form: Json, *matters: str) -> Json:
    page = matter.page
    known = {
        "id": letter + digest("row", letter, page.story, *matters),
        "story": page.story,
        "story_url": matter.url,
        "theme": page.theme,
    }
    told: Json = _witnessed(form, matter)
    return known | told


def _witnessed(form: Any, matter: Matter) -> Any:
    """The form with outlet and link beside each span in it."""
    if isinstance(form, list):
        return [_witnessed(one, matter) for one in form]
    if not isinstance(form, dict):
        return form
    if form.keys() == {"report", "start", "end"}:
        return form | _source(form["report"], form["start"], form["end"], matter)
    return {name: _witnessed(value, matter) for name, value in form.items()}


def _source(name: str, start: int, end: int, matter: Matter) -> Json:
    report = matter.reports.get(name)
    credit = next((credit for credit in matter.page.sources if credit.report == name), None)
    url = (report.url if report else "") or (credit.url if credit else "")
    outlet = (credit.outlet if credit else "") or (report.outlet if report else "")
    if report is None or report.rights.reserved or (credit and credit.reserved):
        return {"outlet": outlet, "link": safe_href(url)}
    return {"outlet": outlet, "link": at_words(url, report.text[start:end])}


def _reserved(credit: Credit, matter: Matter) -> bool:
    report = matter.reports.get(credit.report)
    return credit.reserved or (report is not None and report.rights.reserved)


def _where(name: str, matter: Matter) -> Json:
    """Where a place of the page lies, by the name that the event gives it."""
    known = next((place for place in matter.page.places if name in (place.name, place.phrase.text)), None)
    if not name or known is None:
        return {"lat": None, "lon": None, "country": ""}
    return {"lat": known.lat, "lon": known.lon, "country": known.country}
