"""The pages that lead to stories: front page, themes, sources, methods, corrections.

Decides the order: a story stands the higher, the more independent origins it has and the newer it is,
measured against the newest story of the edition (a stage reads no clock).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.pages import Page, Status
from dateline.core.types import Scope, Theme
from dateline.stages.publish.issue import (
    UNDATED,
    Shelf,
    changed_at,
    newest,
    origins,
    outlets,
    standing,
    story_path,
    theme_path,
)
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.story import figures
from dateline.stages.publish.story.accounts import terms, withheld
from dateline.stages.publish.story.corrections import Told
from dateline.stages.publish.story.corrections import corrections as put_right
from dateline.stages.publish.story.evidence import direction
from dateline.stages.publish.times import When, moment, when

#: A story loses half of its weight in so many hours.
HALF_LIFE = 36.0
_SECOND = 4
_THEMES = 10
_IN_THEME = 4
_OTHERS = 150
_LATEST = 8
_COUNTS = 3
_SOURCE_ROWS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A story where it is listed."""

    headline: str
    language: str
    standfirst: str
    href: str
    at: When | None
    happened: When | None
    revised: When | None
    outlets: int
    origins: int
    status: str
    tone: str
    figures: tuple[str, ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeBlock:
    """A theme on the front page: its newest stories, and how many there are."""

    name: str
    href: str
    stories: tuple[Teaser, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """The front page: one lead, a few beside it, the themes, and all the rest by headline."""

    lead: Teaser | None
    second: tuple[Teaser, ...]
    themes: tuple[ThemeBlock, ...]
    others: tuple[Teaser, ...]
    latest: tuple[Teaser, ...]
    stories: int
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme's page: its stories newest first, as they happened, and what its subjects are called."""

    name: str
    stories: tuple[Teaser, ...]
    course: tuple[Teaser, ...]
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet with its reports: title, link, time, language, terms, and the story that each is in."""

    name: str
    reports: tuple[Filed, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report in the list of an outlet."""

    title: str
    href: str
    at: When | None
    language: str
    direction: str
    terms: str
    terms_href: str
    story: str
    story_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An entry of the corrections log."""

    headline: str
    href: str
    correction: Told


def teaser(page: Page, root: str, theme: Theme | None = None) -> Teaser:
    """A story in a list; ``root`` leads from the list's page to the root of the site."""
    status, words = standing(page)
    return Teaser(
        headline=page.headline.text,
        language=page.language,
        standfirst=page.opening.text if page.opening else "",
        href=root + story_path(page),
        at=when(page.first_reported),
        happened=moment(page.happened),
        revised=when(page.revision.at) if page.revision.number > 1 else None,
        outlets=len(outlets(page)),
        origins=origins(page),
        status=words,
        tone={Status.CONFIRMED: "good", Status.REPORTED: "plain"}.get(status, "warn"),
        figures=_key_figures(page),
        theme=theme.name if theme else "",
    )


def _key_figures(page: Page) -> tuple[str, ...]:
    """How many were killed, injured and the like, at most three counts; where reports differ, how far."""
    own = [toll for toll in page.tolls if toll.scope is Scope.HAPPENING]
    return tuple(figures.in_short(toll, page.figures) for toll in own[:_COUNTS])


def weight(page: Page, latest: Page) -> float:
    """Independent origins, halved for every 36 hours that the story is older than the newest one."""
    age = (newest(latest)[0] - newest(page)[0]).total_seconds() / 3600
    return origins(page) * math.pow(0.5, min(age / HALF_LIFE, 60.0))


def front(shelf: Shelf) -> FrontView:
    """The front page; each story stands on it once, beside the list of what is new."""
    pages = sorted(shelf.stories.values(), key=newest, reverse=True)
    ranked = sorted(pages, key=lambda page: (-weight(page, pages[0]), page.story))
    lead = ranked[:1]
    second = ranked[1 : 1 + _SECOND] if len(ranked) > 2 * _SECOND else []
    used = {page.story for page in (*lead, *second)}
    blocks, told = _blocks(shelf, ranked, used)
    others = [page for page in pages if page.story not in used | told]
    changed = sorted(pages, key=lambda page: (changed_at(page), page.story), reverse=True)

    def listed(chosen: Sequence[Page]) -> tuple[Teaser, ...]:
        return tuple(teaser(page, "", shelf.theme_of(page)) for page in chosen)

    return FrontView(
        lead=next(iter(listed(lead)), None),
        second=listed(second),
        themes=blocks,
        others=listed(others[:_OTHERS]),
        latest=listed([page for page in changed if changed_at(page) > UNDATED][:_LATEST]),
        stories=len(pages),
        reports=len({credit.report for page in pages for credit in page.sources}),
        outlets=len({outlet for page in pages for outlet in outlets(page)}),
    )


def _blocks(shelf: Shelf, ranked: Sequence[Page], used: set[str]) -> tuple[tuple[ThemeBlock, ...], set[str]]:
    """Themes of two stories and more, by their weightiest story, and the stories shown in them."""
    order = dict.fromkeys(page.theme for page in ranked)
    chosen = [key for key in order if len(shelf.by_theme.get(key, ())) > 1][:_THEMES]
    blocks, told = [], set()
    for key in chosen:
        theme, pages = shelf.themes[key], shelf.by_theme[key]
        fresh = [page for page in pages if page.story not in used][:_IN_THEME]
        told |= {page.story for page in fresh}
        blocks.append(
            ThemeBlock(
                name=theme.name,
                href=theme_path(theme),
                stories=tuple(teaser(page, "") for page in fresh),
                count=len(pages),
            )
        )
    return tuple(blocks), told


def theme_view(theme: Theme, shelf: Shelf, root: str) -> ThemeView:
    """The page of a theme."""
    stories = tuple(teaser(page, root) for page in shelf.by_theme[theme.id])
    return ThemeView(
        name=theme.name,
        stories=stories,
        course=tuple(sorted(stories, key=_happened)),
        subjects=shelf.subjects(theme),
    )


def _happened(story: Teaser) -> tuple[str, str, str]:
    at, reported = story.happened or story.at, story.at
    return at.machine if at else "", reported.machine if reported else "", story.href


def by_outlet(shelf: Shelf, root: str) -> tuple[Outlet, ...]:
    """Every outlet with its newest reports; of a large edition only so many each."""
    found: dict[str, list[tuple[str, Filed]]] = {}
    for page in shelf.stories.values():
        for credit in page.sources:
            filed = Filed(
                title=credit.title or "(no title)",
                href=safe_href(credit.url),
                at=when(credit.published),
                language=credit.language,
                direction=direction(credit.language),
                terms=terms(credit),
                terms_href=safe_href(credit.licence),
                story=page.headline.text,
                story_href=root + story_path(page),
            )
            stamp = credit.published.at.isoformat() if credit.published else ""
            name = credit.outlet or "Outlets without a name"
            found.setdefault(name, []).append((stamp + credit.report, filed))
    most = max(2, _SOURCE_ROWS // max(1, len(found)))
    return tuple(
        Outlet(
            name=name,
            reports=tuple(filed for _, filed in sorted(found[name], key=_stamp, reverse=True)[:most]),
            left_out=max(0, len(found[name]) - most),
        )
        for name in sorted(found, key=lambda name: (name.casefold(), name))
    )


def _stamp(entry: tuple[str, Filed]) -> str:
    return entry[0]


def corrections(shelf: Shelf, root: str) -> tuple[Corrected, ...]:
    """Every correction of every story, newest first."""
    found = [
        (one, told, page)
        for page in shelf.stories.values()
        for one, told in zip(reversed(page.corrections), put_right(page), strict=True)
    ]
    found.sort(key=lambda each: (each[0].at.at if each[0].at else UNDATED, each[2].story), reverse=True)
    return tuple(
        Corrected(headline=page.headline.text, href=root + story_path(page), correction=told)
        for _, told, page in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodsView:
    """What the edition can tell of how it was made."""

    stories: int
    reports: int
    lines: int
    one_origin: int
    languages: tuple[tuple[str, int], ...]
    withheld: tuple[tuple[str, str, int], ...]
    models: tuple[str, ...] = ()


def methods(shelf: Shelf) -> MethodsView:
    """The counts of the methods page: lines printed, lines withheld and by which rule."""
    pages = list(shelf.stories.values())
    credits = {credit.report: credit for page in pages for credit in page.sources}
    spoken = Counter(credit.language or "not known" for credit in credits.values())
    rules: dict[str, tuple[str, int]] = {}
    for page in pages:
        for rule, why, count in withheld(page.withheld):
            first, so_far = rules.get(rule, (why, 0))
            rules[rule] = (first, so_far + count)
    return MethodsView(
        stories=len(pages),
        models=tuple(sorted({model for page in pages for model in page.models})),
        reports=len(credits),
        lines=sum(len(page.lines) for page in pages),
        one_origin=sum(origins(page) == 1 for page in pages),
        languages=tuple(sorted(spoken.items(), key=lambda item: (-item[1], item[0]))),
        withheld=tuple((rule, *rules[rule]) for rule in sorted(rules)),
    )
