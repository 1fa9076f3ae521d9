"""What a story page shows, part by part: the view that ``templates/story.html`` prints.

Decides which parts a page has and what is beside what. Words nothing about the news itself: lines are
printed as they are, and the words here are those of the house (headings, counts, terms).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.core.ids import address
from dateline.core.pages import Earlier, Page
from dateline.core.text import fold
from dateline.stages.publish.drawing.maps import Locator, locator
from dateline.stages.publish.issue import Shelf, newest, story_path, theme_path
from dateline.stages.publish.links import safe_href, up
from dateline.stages.publish.story import changes
from dateline.stages.publish.story.accounts import Making, making, terms
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.story.changes import Revised
from dateline.stages.publish.story.claims import Matrix, matrix
from dateline.stages.publish.story.corrections import Told, corrections
from dateline.stages.publish.story.evidence import Card, Chip, EvidenceFile, Printed, direction
from dateline.stages.publish.story.figures import Row, ledger
from dateline.stages.publish.story.reasons import Why, why
from dateline.stages.publish.times import When, moment, when

MOST_RELATED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another page of this site, with the time that stands beside it."""

    title: str
    href: str
    at: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the body."""

    heading: str
    lines: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An entry of "As it went" or of what went before; ``href`` leads to the story that tells of it."""

    at: When | None
    text: str
    chip: Chip | None
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list of sources, with its time and its terms."""

    number: int
    outlet: str
    title: str
    href: str
    author: str
    at: When | None
    language: str
    direction: str
    terms: str
    terms_href: str
    same_as: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story page, ready to be printed."""

    id: str
    theme: Link | None
    headline: Printed
    credit: str
    label: str
    standfirst: Printed | None
    happened: When | None
    first_reported: When | None
    revised: When | None
    revision: int
    summary: tuple[Printed, ...]
    body: tuple[Part, ...]
    ledger: tuple[Row, ...]
    matrix: Matrix | None
    locator: Locator | None
    course: tuple[Step, ...]
    before: tuple[Step, ...]
    log: tuple[Revised, ...]
    corrections: tuple[Told, ...]
    sources: tuple[Listed, ...]
    related: tuple[Link, ...]
    making: Making
    cards: tuple[Card, ...]
    forerunner: Link | None = None
    forerunner_chip: Chip | None = None
    parted: tuple[Link, ...] = ()


def view(page: Page, shelf: Shelf) -> StoryView:
    """The view of one story; cards are numbered in order of reading."""
    reports = shelf.issue.reports
    evidence = EvidenceFile(page, reports)
    root = up(story_path(page))
    theme = shelf.theme_of(page)
    known = shelf.story_of(page)
    forerunner = next(iter(_led(known.forerunner, page, shelf, root)), None)
    return StoryView(
        id=address(page.story),
        theme=Link(title=theme.name, href=root + theme_path(theme)) if theme else None,
        headline=evidence.line(page.headline),
        credit=_headline_credit(page),
        label=authorship(page).label,
        standfirst=evidence.line(page.standfirst) if page.standfirst else None,
        happened=moment(page.happened),
        first_reported=when(page.first_reported),
        revised=when(page.revision.at),
        revision=page.revision.number,
        summary=tuple(evidence.line(line, always=True) for line in page.summary),
        body=tuple(
            Part(heading=section.heading, lines=tuple(evidence.line(line) for line in section.lines))
            for section in page.body
            if section.lines
        ),
        ledger=ledger(page, evidence, reports),
        matrix=matrix(page, evidence),
        locator=locator(page.places),
        course=tuple(
            Step(at=moment(entry.date), text=entry.text, chip=evidence.chip(entry.evidence))
            for entry in page.timeline
        ),
        before=tuple(_before(earlier, page, shelf, evidence, root) for earlier in page.earlier),
        log=changes.log(page),
        corrections=corrections(page, evidence),
        sources=tuple(_sources(page, shelf, root)),
        related=_related(page, shelf, root),
        making=making(page),
        forerunner=forerunner,
        forerunner_chip=evidence.chip(known.evidence) if forerunner else None,
        parted=tuple(dict.fromkeys(link for to in known.parted for link in _led(to, page, shelf, root))),
        cards=evidence.cards,
    )


def _headline_credit(page: Page) -> str:
    """The outlet whose headline it is (HOUSE_STYLE rule 13), "" where no report is headed so.

    A machine's words never stand under an outlet's name.
    """
    if page.headline.model:
        return ""
    wanted = fold(page.headline.text)
    cited = {span.report for span in page.headline.evidence}
    same = [credit for credit in page.sources if fold(credit.title) == wanted]
    near = [credit for credit in page.sources if credit.report in cited]
    return next((credit.outlet for credit in (*same, *near) if credit.outlet), "")


def _before(earlier: Earlier, page: Page, shelf: Shelf, evidence: EvidenceFile, root: str) -> Step:
    """An earlier happening, with a link where it has a page of its own."""
    links = _led(earlier.story, page, shelf, root) if earlier.story else ()
    return Step(
        at=moment(earlier.date),
        text=earlier.text,
        chip=evidence.chip(earlier.evidence),
        href=next((link.href for link in links), ""),
    )


def _led(story: str, page: Page, shelf: Shelf, root: str) -> tuple[Link, ...]:
    """Where the address of another story leads by now, unless to this page."""
    return tuple(_link(other, root) for other in shelf.led_to(story) if other.story != page.story)


def _link(page: Page, root: str) -> Link:
    return Link(title=page.headline.text, href=root + story_path(page), at=when(page.first_reported))


def _sources(page: Page, shelf: Shelf, root: str) -> Iterator[Listed]:
    firsts: dict[str, str] = {}
    for number, credit in enumerate(page.sources, 1):
        origin = credit.origin or credit.report
        first = firsts.setdefault(origin, credit.outlet)
        yield Listed(
            number=number,
            outlet=credit.outlet or "an outlet without a name",
            title=credit.title,
            href=safe_href(credit.url),
            author=credit.author,
            at=when(credit.published),
            language=credit.language if credit.language != page.language else "",
            direction=direction(credit.language),
            terms=terms(credit),
            terms_href=safe_href(credit.licence),
            same_as=first if first != credit.outlet else "",
            why=why(shelf.issue.members.get(credit.report), page, shelf, root),
        )


def _related(page: Page, shelf: Shelf, root: str) -> tuple[Link, ...]:
    """Other stories of the theme, newest first."""
    keys = dict.fromkeys((*page.related, *(other.story for other in shelf.by_theme.get(page.theme, ()))))
    found = [shelf.stories[key] for key in keys if key in shelf.stories and key != page.story]
    found.sort(key=newest, reverse=True)
    return tuple(_link(other, root) for other in found[:MOST_RELATED])
