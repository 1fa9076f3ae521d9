"""Narrate: the facts of a story become a page that is worth reading.

Decides which lines to print, in which order and in which words, within the limits on other
people's words. Does NOT check its own lines (``proof``), and makes no files (``publish``).

The work, in order: ``material`` (sentences), ``selection`` (what matters), ``ledger`` and
``claims`` (figures and positions), ``headline``, ``planning`` (sections) over ``writing`` and
``composition`` (lines), ``chronicle`` (when and where), ``revision`` (what changed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dateline.core.ids import line_id
from dateline.core.pages import Clipping, Credit, Dossier, Line, LineKind, Page, Revision
from dateline.core.text import words
from dateline.core.types import Span, Stamp
from dateline.stages.narrate.facts import chronicle, claims
from dateline.stages.narrate.facts.ledger import Entry, ledger, replaced_counts
from dateline.stages.narrate.facts.material import Material, gather, outlet_name, terms_of
from dateline.stages.narrate.phrasebook.phrases import ENGLISH
from dateline.stages.narrate.plan import headline
from dateline.stages.narrate.plan.planning import Plan, Planner
from dateline.stages.narrate.plan.selection import Ranking, rank
from dateline.stages.narrate.revisions.revision import NOT_REGROUPED, Regrouped, revise
from dateline.stages.narrate.timelines.timeline import TimelineOptions, timeline
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.narrate.wording.writing import Writer

VERSION = "2"

__all__ = [
    "NOT_REGROUPED",
    "VERSION",
    "Limits",
    "Regrouped",
    "TimelineOptions",
    "narrate",
    "revise",
    "timeline",
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
    writer = Writer(material, ranking, allowance)
    entries = ledger(material.clippings, _relevance(material, ranking))
    top = headline.choose(material, ranking, _outdated(entries))
    if top:
        writer.told.add(top.text)
    plan = (
        Planner(material, ranking, writer, entries).plan(terms_of(top.text) if top else frozenset())
        if material.passages
        else _foreign(material, allowance)
    )
    stamps = [clipping.report.published for clipping in dossier.clippings if clipping.report.published]
    return Page(
        story=dossier.story,
        theme=dossier.theme,
        headline=top or _untitled(dossier, plan),
        standfirst=plan.standfirst if top else None,
        summary=plan.summary,
        body=plan.body,
        figures=tuple(entry.row for entry in entries),
        claims=claims.matrix(material, ranking, entries),
        places=chronicle.places(material),
        timeline=chronicle.course(material, ranking, allowance, replaced_counts(entries)),
        sources=credits_of(dossier.clippings),
        revisions=(Revision(number=1, at=_latest(stamps), reason=ENGLISH.first_publication),),
        language=_language(material),
        happened=chronicle.happened(material),
        first_reported=min(stamps, key=lambda stamp: stamp.at, default=None),
    )


def _outdated(entries: Iterable[Entry]) -> frozenset[str]:
    """The reports that give a toll which a later one replaced."""
    return frozenset(span.report for entry in entries if entry.row.replaced for span in entry.row.evidence)


def _relevance(material: Material, ranking: Ranking) -> Callable[[Span], bool]:
    """Whether a span stands in a sentence of the story; where there are no sentences, all do."""
    relevant = [passage.span for passage in material.passages if ranking.relevant(passage)]
    held: dict[str, list[Span]] = {}
    for span in relevant:
        held.setdefault(span.report, []).append(span)
    read = {passage.span.report for passage in material.passages}

    def stands(span: Span) -> bool:
        return span.report not in read or any(
            s.start <= span.start < s.end for s in held.get(span.report, ())
        )

    return stands


def credits_of(clippings: Iterable[Clipping]) -> tuple[Credit, ...]:
    """Every report as the page credits it, by time of publication; undated ones last."""

    def when(clipping: Clipping) -> tuple[bool, str, str]:
        stamp = clipping.report.published
        return (stamp is None, stamp.at.isoformat() if stamp else "", clipping.report.id)

    return tuple(_credit(clipping) for clipping in sorted(clippings, key=when))


def _credit(clipping: Clipping) -> Credit:
    report = clipping.report
    return Credit(
        report=report.id,
        outlet=outlet_name(report),
        title=headline.clean(report.title, report.outlet),
        url=report.url,
        author=report.author,
        published=report.published,
        language=report.language,
        origin=clipping.origin,
        licence=report.rights.licence,
        reserved=report.rights.reserved or not report.text,
    )


def _latest(stamps: Iterable[Stamp]) -> Stamp | None:
    return max(stamps, key=lambda stamp: stamp.at, default=None)


def _language(material: Material) -> str:
    """English as soon as one report is; else the language of the first."""
    if material.passages or not material.clippings:
        return "en"
    return material.clippings[0].report.language or "en"


def _foreign(material: Material, allowance: Allowance) -> Plan:
    """The lead of the first report that allows it, in quotation, in its own language."""
    for clipping in material.clippings:
        report = clipping.report
        for span in clipping.facts.sentences[:3]:
            text = " ".join(report.quote(span).split())
            printed = f"“{text}” ({outlet_name(report)})" if outlet_name(report) else f"“{text}”"
            if len(words(text)) > 4 and not set('“”"«»') & set(text) and allowance.quotable(printed, report):
                allowance.use(printed, report)
                line = Line(
                    id=line_id(material.dossier.story, "lead", report.id),
                    text=printed,
                    kind=LineKind.QUOTATION,
                    evidence=(span,),
                )
                return Plan(standfirst=line, summary=(), body=())
    return Plan(standfirst=None, summary=(), body=())


def _untitled(dossier: Dossier, plan: Plan) -> Line:
    """A headline where no report has one: the standfirst takes its place, or it says that there is none."""
    key = line_id(dossier.story, "headline")
    first = plan.standfirst
    if first:
        return replace(first, id=key, text=first.text.rstrip("."))
    report = dossier.clippings[0].report
    title = headline.clean(report.title, report.outlet) or ENGLISH.no_headline
    span = Span(report=report.id, start=0, end=min(len(report.text), 1))
    return Line(id=key, text=title, kind=LineKind.HEADLINE, evidence=(span,))
