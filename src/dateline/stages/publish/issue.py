"""What is published together: the pages of an edition, their themes and the reports they cite.

Looks things up; decides only which theme a story stands under and how stories are ordered by time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dateline.core.ids import address
from dateline.core.pages import Page, Status
from dateline.core.site import Edition
from dateline.core.stories import Story, heirs
from dateline.core.types import Membership, Report, Theme

#: Sorts what has no time before all that has one.
UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One edition with all its pages.

    ``reports`` holds at least the reports that the pages to be written cite; a report that is
    missing costs its quotations, never the page. ``ended`` are the last pages of stories that have no report
    any more, and whose address is to be written. ``stories`` tell what became of stories, ``members`` why
    each report is where it is, ``labels`` what codes of subjects are called.
    """

    edition: Edition
    pages: tuple[Page, ...]
    themes: tuple[Theme, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    ended: tuple[Page, ...] = ()
    stories: Mapping[str, Story] = field(default_factory=dict)
    members: Mapping[str, Membership] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """An issue with its stories and themes in reach, and in an order that is always the same.

    ``emptied`` are themes that had stories once, and may have a page that readers still know.
    """

    issue: Issue
    stories: Mapping[str, Page]
    themes: Mapping[str, Theme]
    by_theme: Mapping[str, tuple[Page, ...]]
    emptied: tuple[Theme, ...] = ()

    @property
    def edition(self) -> Edition:
        return self.issue.edition

    def theme_of(self, page: Page) -> Theme | None:
        """The theme that a story stands under, if it has a page of its own."""
        return self.themes.get(page.theme)

    def story_of(self, page: Page) -> Story:
        """What is known of a story beyond its page."""
        return self.issue.stories.get(page.story) or Story(id=page.story)

    def led_to(self, story: str) -> tuple[Page, ...]:
        """The pages that the address of a story leads to: its own where it has one."""
        return tuple(self.stories[name] for name in heirs(story, self.issue.stories, self.stories))

    def subjects(self, theme: Theme | None) -> tuple[str, ...]:
        """What the subjects of a theme are called; codes without a name are left out."""
        codes = theme.subjects if theme else ()
        return tuple(self.issue.labels[code] for code in codes if code in self.issue.labels)


def shelve(issue: Issue) -> Shelf:
    """The issue sorted: stories and themes by id, the stories of each theme newest first.

    A theme without a name takes the headline of its first story; one without a story is set apart.
    """
    stories = {page.story: page for page in sorted(issue.pages, key=lambda page: page.story)}
    named = {theme.id: theme for theme in sorted(issue.themes, key=lambda theme: theme.id)}
    filed: dict[str, list[Page]] = {}
    for page in sorted(stories.values(), key=newest, reverse=True):
        if page.theme in named:
            filed.setdefault(page.theme, []).append(page)
    themes = {
        key: replace(theme, name=theme.name or filed[key][-1].headline.text)
        for key, theme in named.items()
        if key in filed
    }
    by_theme = {key: tuple(pages) for key, pages in filed.items()}
    emptied = tuple(theme for key, theme in named.items() if key not in filed and not theme.stories)
    return Shelf(issue=issue, stories=stories, themes=themes, by_theme=by_theme, emptied=emptied)


def newest(page: Page) -> tuple[datetime, str]:
    """Sorts pages by the time of their first report, then by id."""
    return (page.first_reported.at if page.first_reported else UNDATED, page.story)


def changed_at(page: Page) -> datetime:
    """When the page last changed; its first report where that is not known."""
    stamp = page.revision.at or page.first_reported
    return stamp.at if stamp else UNDATED


def outlets(page: Page) -> tuple[str, ...]:
    """The outlets whose reports the page rests on, first to report first."""
    return tuple(dict.fromkeys(credit.outlet for credit in page.sources if credit.outlet))


def origins(page: Page) -> int:
    """How many independent origins the reports of a page come from."""
    return len({credit.origin or credit.report for credit in page.sources})


def standing(page: Page) -> tuple[Status, str]:
    """The one status that stands for a story where it is listed, and its words.

    Dispute anywhere above the body is the news of a story; else what its first line has.
    """
    top = [line for line in (page.standfirst, *page.summary) if line]
    disputed = any(line.status is Status.DISPUTED for line in top) or any(
        row.disputed for row in page.figures
    )
    if disputed:
        return Status.DISPUTED, str(Status.DISPUTED)
    if top and top[0].status is not Status.REPORTED:
        return top[0].status, top[0].status_words
    count = origins(page)
    words = "reported by one origin" if count <= 1 else f"reported by {count} independent origins"
    return Status.REPORTED, words


def story_path(page: Page) -> str:
    """Where the page of a story lies: by its id alone, which never changes."""
    return f"story/{address(page.story)}/index.html"


def theme_path(theme: Theme) -> str:
    """Where the page of a theme lies."""
    return f"theme/{address(theme.id)}/index.html"
