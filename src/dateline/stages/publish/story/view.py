"""What a story page shows, part by part: the view that ``templates/story.html`` prints.

Decides which parts a page has and what is beside what. Words nothing about the news itself: lines are
printed as they are, and the words here are those of the house (headings, counts, terms).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.core.ids import address
from dateline.core.listings import Face, Listing
from dateline.core.pages import Earlier, Page, TimelineEntry
from dateline.core.stories import Story
from dateline.core.text import fold
from dateline.stages.publish import addresses
from dateline.stages.publish.direction import direction
from dateline.stages.publish.drawing.charts import Chart, revised
from dateline.stages.publish.drawing.maps import Locator, locator
from dateline.stages.publish.issue import Shelf, story_path, theme_path
from dateline.stages.publish.links import safe_href, up
from dateline.stages.publish.neighbours import related
from dateline.stages.publish.story import changes
from dateline.stages.publish.story.accounts import Making, making, terms
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.story.changes import Revised
from dateline.stages.publish.story.claims import Matrix, matrix
from dateline.stages.publish.story.clock import Clock, clock
from dateline.stages.publish.story.corrections import ABOVE, Told, corrections
from dateline.stages.publish.story.evidence import Card, Chip, EvidenceFile, Printed
from dateline.stages.publish.story.figures import Count, at_a_glance, ledger
from dateline.stages.publish.story.reasons import Why, why
from dateline.stages.publish.story.unknowns import HEADING, Unknown, unknowns
from dateline.stages.publish.times import When, moment, when
from dateline.stages.publish.wording import Phrase, phrase

#: The headings that ``narrate`` gives the sections of a page, in the words of the house.
_HEADINGS = {
    "What happened": phrase("What happened"),
    "Who says what": phrase("Who says what"),
    "The figures": phrase("The figures"),
    "Disputed or unverified": phrase("Disputed or unverified"),
    HEADING: phrase("What we do not know"),
    "Background": phrase("Background"),
    "In other languages": phrase("In other languages"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another page of this site, with the time that stands beside it; its title is in ``language``."""

    title: str
    href: str
    at: When | None = None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the body; what it is called in the house's words where they are known."""

    heading: str | Phrase
    lines: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An entry of the timeline or of what came before; ``href`` leads to the story that tells of it."""

    at: When | None
    text: str
    chip: Chip | None
    href: str = ""
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list of sources, with its time and its terms.

    ``language`` is that of its title where it is not the house's. ``same_as`` is the outlet whose text it
    carries. ``terms`` are None where none are stated, which is told once below the list.
    """

    number: int
    outlet: str
    title: str
    href: str
    author: str
    at: When | None
    language: str
    direction: str
    terms: Phrase | None
    terms_href: str
    same_as: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story page, ready to be printed.

    ``themed``: its theme holds other stories too, and tells more beside it than it does itself.
    ``clock`` is by which its times can be read beside the reader's own and UTC.
    ``revisions`` leads to the list of its revisions, "" where no earlier page is kept.
    """

    id: str
    theme: Link | None
    themed: bool
    headline: Printed
    credit: str
    label: Phrase | None
    standfirst: Printed | None
    happened: When | None
    first_reported: When | None
    revised: When | None
    revision: int
    glance: tuple[Phrase, ...]
    summary: tuple[Printed, ...]
    body: tuple[Part, ...]
    open_lines: tuple[Printed, ...]
    unknowns: tuple[Unknown, ...]
    ledger: tuple[Count, ...]
    chart: Chart | None
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
    clock: Clock | None = None
    language: str = ""
    direction: str = ""
    revisions: str = ""

    @property
    def corrections_above(self) -> tuple[Told, ...]:
        """The corrections that stand above the text as well, where nobody can miss them."""
        return self.corrections[:ABOVE]


def view(page: Page, shelf: Shelf) -> StoryView:
    """The view of one story; cards are numbered in order of reading."""
    reports, house = shelf.subject.reports, shelf.edition.language
    evidence = EvidenceFile(page, reports, house)
    root = up(story_path(page.story))
    known = shelf.subject.story or Story(id=page.story)
    forerunner = next(iter(_led(known.forerunner, page, shelf, root)), None)
    headline = evidence.line(page.headline)
    standfirst = evidence.line(page.standfirst) if page.standfirst else None
    summary = tuple(evidence.line(line) for line in page.summary)
    body = tuple(_parts(page, evidence))
    counts = ledger(page, evidence, reports)
    language = evidence.foreign(page.language)
    return StoryView(
        id=address(page.story),
        theme=_theme(page, shelf, root),
        themed=shelf.named(page.theme) is not None,
        headline=headline,
        credit=_headline_credit(page),
        label=authorship(page).label,
        standfirst=standfirst,
        happened=moment(page.happened),
        first_reported=when(page.first_reported),
        revised=when(page.revision.at),
        revision=page.revision.number,
        glance=at_a_glance(counts),
        summary=summary,
        body=tuple(part for part in body if part.heading != _HEADINGS[HEADING]),
        open_lines=next((part.lines for part in body if part.heading == _HEADINGS[HEADING]), ()),
        unknowns=unknowns(page, evidence, reports),
        ledger=counts,
        chart=_chart(page),
        matrix=matrix(page, evidence),
        locator=locator(page.places, language=house),
        course=tuple(_step(entry, evidence) for entry in page.timeline),
        before=tuple(_before(earlier, page, shelf, evidence, root) for earlier in page.earlier),
        log=changes.log(
            page, {one: root + addresses.revision(page.story, one).page for one in shelf.subject.kept}
        ),
        revisions=root + addresses.revisions(page.story).page if shelf.subject.kept else "",
        corrections=corrections(page, evidence),
        sources=tuple(_sources(page, shelf, evidence, root)),
        related=_related(page, shelf, evidence, root),
        making=making(page),
        forerunner=forerunner,
        forerunner_chip=evidence.chip(known.evidence) if forerunner else None,
        parted=tuple(dict.fromkeys(link for to in known.parted for link in _led(to, page, shelf, root))),
        clock=clock(page),
        language=language,
        direction=direction(language),
        cards=evidence.cards,
    )


def _theme(page: Page, shelf: Shelf, root: str) -> Link | None:
    theme = shelf.theme(page.theme)
    return Link(title=theme.name, href=root + theme_path(theme.id)) if theme else None


def _parts(page: Page, evidence: EvidenceFile) -> Iterator[Part]:
    for section in page.body:
        if section.lines:
            heading = _HEADINGS.get(section.heading, section.heading)
            yield Part(heading=heading, lines=tuple(map(evidence.line, section.lines)))


def _chart(page: Page) -> Chart | None:
    """How the first count of people that was revised often enough changed."""
    drawn = (revised(page.figures, toll) for toll in page.tolls)
    return next((chart for chart in drawn if chart), None)


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


def _step(entry: TimelineEntry, evidence: EvidenceFile) -> Step:
    language = evidence.spoken(entry.evidence)
    return Step(
        at=moment(entry.date),
        text=entry.text,
        chip=evidence.chip(entry.evidence),
        language=language,
        direction=direction(language),
    )


def _before(earlier: Earlier, page: Page, shelf: Shelf, evidence: EvidenceFile, root: str) -> Step:
    """An earlier happening, with a link where it has a page of its own."""
    links = _led(earlier.story, page, shelf, root) if earlier.story else ()
    language = evidence.spoken(earlier.evidence)
    return Step(
        at=moment(earlier.date),
        text=earlier.text,
        chip=evidence.chip(earlier.evidence),
        href=next((link.href for link in links), ""),
        language=language,
        direction=direction(language),
    )


def _led(story: str, page: Page, shelf: Shelf, root: str) -> tuple[Link, ...]:
    """Where the address of another story leads by now, unless to this page."""
    others = (other for other in shelf.led_to(story) if other.story != page.story)
    return tuple(_link(other, root, other.language) for other in others)


def _link(other: Face | Listing, root: str, language: str) -> Link:
    return Link(
        title=other.headline,
        href=root + story_path(other.story),
        at=when(other.first_reported),
        language=language,
        direction=direction(language),
    )


def _sources(page: Page, shelf: Shelf, evidence: EvidenceFile, root: str) -> Iterator[Listed]:
    firsts: dict[str, str] = {}
    for number, credit in enumerate(page.sources, 1):
        origin = credit.origin or credit.report
        first = firsts.setdefault(origin, credit.outlet)
        language = evidence.foreign(credit.language)
        yield Listed(
            number=number,
            outlet=credit.outlet,
            title=credit.title,
            href=safe_href(credit.url),
            author=credit.author,
            at=when(credit.published),
            language=language,
            direction=direction(language),
            terms=terms(credit) if credit.reserved or credit.licence else None,
            terms_href=safe_href(credit.licence),
            same_as=first if first != credit.outlet else "",
            why=why(shelf.subject.members.get(credit.report), page, shelf, root),
        )


def _related(page: Page, shelf: Shelf, evidence: EvidenceFile, root: str) -> tuple[Link, ...]:
    """The stories next to it in its theme, newest first."""
    others = [other for lookup in related(page) for other in shelf.faces[lookup]]
    return tuple(_link(other, root, evidence.foreign(other.language)) for other in others)
