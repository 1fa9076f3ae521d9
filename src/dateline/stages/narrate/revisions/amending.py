"""The lines that the desk puts in place of wrong ones.

Decides which lines of a page are out: those that the desk took back, in whatever words they come again on the
same ground, and the headline of a report that was withdrawn; and where the desk's own lines stand. Does NOT
judge them (``proof`` does, as it does ours), and logs nothing (``correcting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.core.corrections import Amendment
from dateline.core.pages import Clipping, Dossier, Line, LineKind, Page, Section
from dateline.core.types import Span
from dateline.stages.narrate.revisions.since import HEADLINE, NOTHING, Since, desk_id
from dateline.stages.narrate.revisions.striking import Evident, stands_at, touches, withdrawn
from dateline.stages.narrate.revisions.telling import same_words

#: The headline of a page all of whose lines were taken back.
NOTHING_STANDS = "What this page told does not stand any more"
STANDFIRST, SUMMARY = "standfirst", "summary"
#: What stands beside the lines of a page, and can be taken back, but not replaced: it is made of reports.
FIGURES, CLAIMS, COURSE = "figures", "claims", "course"
BESIDE = frozenset((FIGURES, CLAIMS, COURSE))


def amended(page: Page, dossier: Dossier, since: Since = NOTHING) -> Page:
    """The page without the lines that were taken back, and with those that the desk put in their place.

    The last word on a line holds. Where the headline is taken back and nothing put in its place, the next
    line that stands takes it (and leaves its own).
    """
    page = _less_withdrawn(page, dossier)
    for amendment in since.amendments:
        page = _placed(_taken_back(page, amendment, dossier), amendment, dossier)
        page = page if page.headline.text else _headed_anew(page)
    return page


def desk_line(amendment: Amendment, story: str, clippings: Sequence[Clipping]) -> Line | None:
    """The desk's line in place of a wrong one; None where there is none, or nothing bears it out any more."""
    evidence = tuple(span for clipping in clippings for span in stands_at(amendment.grounds, clipping.report))
    if not (amendment.right and evidence):
        return None
    origins = {clipping.report.id: clipping.origin or clipping.report.id for clipping in clippings}
    top = amendment.part == HEADLINE
    return Line(
        id=desk_id(amendment, story),
        text=amendment.right,
        kind=LineKind.HEADLINE if top else LineKind.COMPOSED,
        evidence=evidence,
        origins=len({origins[span.report] for span in evidence}),
    )


def emptied(page: Page, clippings: Sequence[Clipping]) -> Page:
    """The page of a story of which nothing stands any more: it says so, its sources are listed."""
    first = clippings[0].report
    span = Span(report=first.id, start=0, end=min(len(first.text), 1))
    headline = Line(id=page.headline.id, text=NOTHING_STANDS, kind=LineKind.HEADLINE, evidence=(span,))
    return replace(
        page, headline=headline, standfirst=None, summary=(), body=(), figures=(), claims=(), timeline=()
    )


def _less_withdrawn(page: Page, dossier: Dossier) -> Page:
    """The page under another headline where its own is that of a report that was withdrawn."""
    gone = {clipping.report.id for clipping in dossier.clippings if withdrawn(clipping)}
    if gone and gone.issuperset(span.report for span in page.headline.evidence):
        return _headed_anew(_beheaded(page))
    return page


def _taken_back(page: Page, amendment: Amendment, dossier: Dossier) -> Page:
    out = {span for clipping in dossier.clippings for span in stands_at(amendment.struck, clipping.report)}

    if amendment.part in BESIDE:
        return _less_beside(page, amendment, out)

    def stands(line: Line) -> bool:
        return not same_words(line.text, amendment.wrong) and not _rests_on(line, out)

    page = replace(
        page,
        standfirst=page.standfirst if page.standfirst and stands(page.standfirst) else None,
        summary=tuple(filter(stands, page.summary)),
        body=_sections(replace(part, lines=tuple(filter(stands, part.lines))) for part in page.body),
    )
    return _beheaded(page) if same_words(page.headline.text, amendment.wrong) else page


def _beheaded(page: Page) -> Page:
    return replace(page, headline=replace(page.headline, text="", evidence=()))


def _less_beside(page: Page, amendment: Amendment, out: set[Span]) -> Page:
    """The page without the figures, claims and days that were taken back."""

    def stands(one: Evident) -> bool:
        return not _rests_on(one, out)

    if amendment.part == FIGURES:
        return replace(
            page, figures=tuple(filter(stands, page.figures)), tolls=tuple(filter(stands, page.tolls))
        )
    return replace(
        page,
        claims=tuple(one for one in page.claims if not same_words(one.label, amendment.wrong)),
        timeline=tuple(one for one in page.timeline if not same_words(one.text, amendment.wrong)),
    )


def _rests_on(one: Evident, spans: set[Span]) -> bool:
    """Whether a line or a figure rests on these words and on no others."""
    return bool(spans) and all(touches(span, spans) for span in one.evidence)


def _headed_anew(page: Page) -> Page:
    """The page under the first line that stands; under no words where none does."""
    top = next(iter(page.lines[1:]), None)
    if top is None:
        return page
    headline = replace(top, id=page.headline.id, kind=LineKind.HEADLINE, text=top.text.rstrip("."))
    return replace(_less_line(page, top), headline=headline)


def _less_line(page: Page, line: Line) -> Page:
    return replace(
        page,
        standfirst=None if page.standfirst == line else page.standfirst,
        summary=tuple(own for own in page.summary if own != line),
        body=_sections(
            replace(part, lines=tuple(own for own in part.lines if own != line)) for part in page.body
        ),
    )


def _placed(page: Page, amendment: Amendment, dossier: Dossier) -> Page:
    line = desk_line(amendment, page.story, dossier.clippings)
    if line is None or any(same_words(line.text, own.text) for own in page.lines):
        return page
    if amendment.part == HEADLINE:
        return replace(page, headline=line)
    if amendment.part == STANDFIRST and page.standfirst is None:
        return replace(page, standfirst=line)
    if amendment.part in (STANDFIRST, SUMMARY):
        return replace(page, summary=(line, *page.summary))
    return replace(page, body=_under(page.body, amendment.part, line))


def _under(body: Sequence[Section], heading: str, line: Line) -> tuple[Section, ...]:
    """The body with a line at the end of the section of this name, or in a first section of it."""
    if not any(part.heading == heading for part in body):
        return (Section(heading=heading, lines=(line,)), *body)
    return tuple(
        replace(part, lines=(*part.lines, line)) if part.heading == heading else part for part in body
    )


def _sections(parts: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(part for part in parts if part.lines)
