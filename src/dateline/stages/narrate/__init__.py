"""Narrate: the facts of a story become a page that is worth reading.

Decides which lines to print, in which order and in which words, within the limits on other
people's words. Does NOT check its own lines (``proof``), and makes no files (``publish``).

The work, in order: ``material`` (sentences), ``selection`` (what matters), ``ledger`` (figures),
``headline`` or ``untitled``, then ``planning``: ``opening`` (standfirst and summary) and the sections, out of
the ``pool`` of sentences by their ``traits``, in the words of ``writing`` and ``composition``; beside it
``claims`` (who says what), ``chronicle`` (when and where), ``earlier`` (what went before), ``crediting``.
Reports in languages that are not taken apart are quoted (``abroad``); at the end ``introducing`` says who is
who. ``revisions`` tells what changed since the last page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dateline.core.ids import line_id
from dateline.core.pages import Dossier, Line, LineKind, Page, Revision
from dateline.core.types import Span, Stamp
from dateline.stages.narrate.facts import chronicle, claims
from dateline.stages.narrate.facts.counting import Entry, replaced_counts
from dateline.stages.narrate.facts.earlier import earlier
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.material import Material, gather, terms_of
from dateline.stages.narrate.facts.people import people
from dateline.stages.narrate.facts.tolls import tolls
from dateline.stages.narrate.phrasebook.phrases import ENGLISH
from dateline.stages.narrate.plan import headline, untitled
from dateline.stages.narrate.plan.abroad import page_abroad, section_abroad
from dateline.stages.narrate.plan.crediting import credits_of
from dateline.stages.narrate.plan.layout import Plan
from dateline.stages.narrate.plan.planning import Planner
from dateline.stages.narrate.plan.selection import Ranking, rank
from dateline.stages.narrate.plan.titles import clean
from dateline.stages.narrate.revisions.amending import amended, emptied
from dateline.stages.narrate.revisions.revision import revise
from dateline.stages.narrate.revisions.since import Edited, Regrouped, Since, wording
from dateline.stages.narrate.revisions.striking import struck
from dateline.stages.narrate.timelines.timeline import TimelineOptions, timeline
from dateline.stages.narrate.wording.introducing import introduced
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.narrate.wording.voices import Voices
from dateline.stages.narrate.wording.writing import Writer

VERSION = "5"

__all__ = [
    "VERSION",
    "Edited",
    "Limits",
    "Regrouped",
    "Since",
    "TimelineOptions",
    "amended",
    "emptied",
    "narrate",
    "revise",
    "struck",
    "timeline",
    "wording",
]


DEFAULT_LIMITS = Limits()


def narrate(dossier: Dossier, limits: Limits = DEFAULT_LIMITS) -> Page:
    """The page of a story, its log of revisions holding a first one.

    ``dossier`` needs at least one clipping; ``ValueError`` otherwise. Reserved reports are
    credited and nothing else of them is used. Cost is linear in the number of sentences.
    """
    if not dossier.clippings:
        raise ValueError(f"story {dossier.story} has no report")
    material = gather(dossier)
    ranking = rank(material)
    allowance = Allowance(dossier.clippings, limits)
    persons, happened = people(material.clippings), chronicle.happened(material)
    relevant = _relevance(material, ranking)
    entries = ledger(material.clippings, relevant, persons=persons, happened=happened)
    outdated = _outdated(entries)
    top = headline.choose(material, ranking, outdated, allowance.free)
    top = top or untitled.heading(material, ranking, outdated, allowance.free)
    writer = Writer(material, ranking, allowance, persons=persons)
    plan = _planned(writer, ranking, allowance, entries, top)
    stamps = [clipping.report.published for clipping in dossier.clippings if clipping.report.published]
    first = min(stamps, key=lambda stamp: stamp.at, default=None)
    last = max((*stamps, *_edited(dossier)), key=lambda stamp: stamp.at, default=None)
    if top is None:
        top, plan = _raised(dossier, plan)
    plan = introduced(plan, material, Voices(material, persons), writer.printable)
    return Page(
        story=dossier.story,
        theme=dossier.theme,
        headline=top,
        standfirst=plan.standfirst,
        summary=plan.summary,
        body=plan.body,
        figures=tuple(entry.row for entry in entries),
        tolls=tolls(entries),
        claims=claims.matrix(material, ranking, entries, persons=persons, allowance=allowance),
        places=chronicle.places(material),
        timeline=chronicle.course(material, ranking, allowance, replaced_counts(entries)),
        earlier=earlier(material, ranking, allowance, happened),
        sources=credits_of(dossier.clippings),
        revisions=(Revision(number=1, at=last, reason=""),),
        language=_language(material),
        happened=happened,
        first_reported=first,
    )


def _edited(dossier: Dossier) -> Iterator[Stamp]:
    """When outlets changed their reports: a page cannot have been revised before what it was made from."""
    yield from (clipping.report.updated for clipping in dossier.clippings if clipping.report.updated)


def _planned(
    writer: Writer, ranking: Ranking, allowance: Allowance, entries: tuple[Entry, ...], top: Line | None
) -> Plan:
    """What the page says below its headline; of reports that we cannot read their own words."""
    material = writer.material
    if not material.passages:
        return page_abroad(material, allowance)
    if top:
        writer.told.head(top.text)
    terms, report = (terms_of(top.text), top.evidence[0].report) if top else (frozenset[str](), "")
    plan = Planner(material, ranking, writer, entries).plan(terms, report)
    abroad = section_abroad(material, allowance)
    return replace(plan, body=(*plan.body, abroad)) if abroad else plan


def _outdated(entries: Iterable[Entry]) -> frozenset[str]:
    """The reports that give a toll which a later one replaced."""
    return frozenset(span.report for entry in entries if entry.row.replaced for span in entry.row.evidence)


def _relevance(material: Material, ranking: Ranking) -> Callable[[Span], bool]:
    """Whether a span stands in a sentence of the story; of a report without sentences, any does."""
    reports = {passage.span.report for passage in material.passages}
    held = {
        report: [p.span for p in material.report_passages(report) if ranking.relevant(p)]
        for report in reports
    }

    def stands(span: Span) -> bool:
        if span.report not in held:
            return True
        spans = held[span.report]
        place = bisect_right(spans, span.start, key=lambda one: one.start) - 1
        return place >= 0 and span.start < spans[place].end

    return stands


def _language(material: Material) -> str:
    """English as soon as one report is; else the language of the first."""
    if material.passages or not material.clippings:
        return "en"
    return material.clippings[0].report.language or "en"


def _raised(dossier: Dossier, plan: Plan) -> tuple[Line, Plan]:
    """A headline where none can be made: the first line takes its place, or it says that there is none."""
    key = line_id(dossier.story, "headline")
    top = [line for line in (plan.standfirst, *plan.summary) if line]
    if top:
        best = next((line for line in top if not any(way in line.text for way in ENGLISH.by_unnamed)), top[0])
        kept = plan.standfirst if plan.standfirst is not best else None
        left = tuple(line for line in plan.summary if line is not best)
        return _heading(best, key), replace(plan, standfirst=kept, summary=left)
    report = dossier.clippings[0].report
    title = clean(report.title, report.outlet) or ENGLISH.no_headline
    span = Span(report=report.id, start=0, end=min(len(report.text), 1))
    return Line(id=key, text=title, kind=LineKind.HEADLINE, evidence=(span,)), plan


def _heading(line: Line, key: str) -> Line:
    return replace(line, id=key, text=line.text.rstrip("."))
