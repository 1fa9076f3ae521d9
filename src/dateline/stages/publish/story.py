"""What a story page shows, part by part: the view that ``templates/story.html`` prints.

Decides which parts a page has and what is beside what. Words nothing about the news itself: lines are
printed as they are, and the words here are those of the house (headings, counts, terms).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.core.pages import Claim, Page, Position, Stand
from dateline.core.text import fold
from dateline.stages.publish import changes
from dateline.stages.publish.accounts import Making, making, terms
from dateline.stages.publish.changes import Revised
from dateline.stages.publish.evidence import Card, Chip, EvidenceFile, Printed, direction, excerpt
from dateline.stages.publish.figures import Row, ledger
from dateline.stages.publish.issue import Shelf, newest, story_path, theme_path
from dateline.stages.publish.links import safe_href, up
from dateline.stages.publish.maps import Locator, locator
from dateline.stages.publish.reasons import Why, why
from dateline.stages.publish.times import When, moment, when

MOST_RELATED = 20
_COLUMNS = 5
_CELL_WORDS = 6


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
class Cell:
    """Where an origin stands on a claim; ``column`` names it where cells stand one below the other."""

    column: str
    position: str
    words: str
    chip: Chip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Claims by origins. ``left_out`` origins had no column left."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An entry of "As it went"."""

    at: When | None
    text: str
    chip: Chip | None


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

    theme: Link | None
    headline: Printed
    credit: str
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
    log: tuple[Revised, ...]
    corrections: tuple[Revised, ...]
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
    log = changes.log(page)
    known = shelf.story_of(page)
    forerunner = next(iter(_led(known.forerunner, page, shelf, root)), None)
    return StoryView(
        theme=Link(title=theme.name, href=root + theme_path(theme)) if theme else None,
        headline=evidence.line(page.headline),
        credit=_headline_credit(page),
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
        matrix=_matrix(page, evidence),
        locator=locator(page.places),
        course=tuple(
            Step(at=moment(entry.date), text=entry.text, chip=evidence.chip(entry.evidence))
            for entry in page.timeline
        ),
        log=log,
        corrections=tuple(revised for revised in log if revised.correction),
        sources=tuple(_sources(page, shelf, root)),
        related=_related(page, shelf, root),
        making=making(page),
        forerunner=forerunner,
        forerunner_chip=evidence.chip(known.evidence) if forerunner else None,
        parted=tuple(dict.fromkeys(link for to in known.parted for link in _led(to, page, shelf, root))),
        cards=evidence.cards,
    )


def _headline_credit(page: Page) -> str:
    """The outlet whose headline it is (HOUSE_STYLE rule 13), "" where no report is headed so."""
    wanted = fold(page.headline.text)
    cited = {span.report for span in page.headline.evidence}
    same = [credit for credit in page.sources if fold(credit.title) == wanted]
    near = [credit for credit in page.sources if credit.report in cited]
    return next((credit.outlet for credit in (*same, *near) if credit.outlet), "")


def _matrix(page: Page, evidence: EvidenceFile) -> Matrix | None:
    """Origins that say something about any claim are the columns, the most outspoken first."""
    spoken: dict[str, int] = {}
    for claim in page.claims:
        for stand in claim.stands:
            if stand.position is not Position.SILENT:
                spoken[stand.origin] = spoken.get(stand.origin, 0) + 1
    if not spoken:
        return None
    order = [credit.origin or credit.report for credit in page.sources]
    ranked = sorted(
        spoken, key=lambda origin: (-spoken[origin], order.index(origin) if origin in order else 0)
    )
    shown = ranked[:_COLUMNS]
    names = _columns(shown, page)
    return Matrix(
        columns=tuple(names.values()),
        rows=tuple((claim.label, tuple(_cells(claim, names, evidence))) for claim in page.claims),
        left_out=len(ranked) - len(shown),
    )


def _columns(shown: Sequence[str], page: Page) -> dict[str, str]:
    """What each column is called; two reports of one outlet are told apart by their time."""
    names: dict[str, str] = {}
    for origin in shown:
        credits = [credit for credit in page.sources if (credit.origin or credit.report) == origin]
        named = dict.fromkeys(credit.outlet for credit in credits if credit.outlet)
        first = next(iter(named), "an outlet without a name")
        name = f"{first}, {len(named)} outlets" if len(named) > 1 else first
        at = when(credits[0].published) if credits else None
        names[origin] = f"{name}, {at.text}" if name in names.values() and at else name
    return names


def _cells(claim: Claim, names: dict[str, str], evidence: EvidenceFile) -> Iterator[Cell]:
    stands = {stand.origin: stand for stand in claim.stands}
    for origin, column in names.items():
        stand = stands.get(origin) or Stand(origin=origin, position=Position.SILENT)
        chip = evidence.chip(stand.evidence) if stand.position is not Position.SILENT else None
        yield Cell(
            column=column, position=str(stand.position), words=excerpt(stand.words, _CELL_WORDS), chip=chip
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
