"""What stands at the address of a story that ended: the way on, or that there is none.

Decides which of the three a page is: one heir is a redirect, several are a signpost with the reports that
each took, none says that the story was withdrawn. Where a report went, ``group`` and the desk said.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.listings import Listing
from dateline.core.pages import Credit, Page
from dateline.stages.publish.issue import Shelf, story_path
from dateline.stages.publish.links import absolute, safe_href, up
from dateline.stages.publish.times import When, when


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A report that went elsewhere."""

    outlet: str
    title: str
    language: str
    href: str
    at: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """A story that took over: its page, and which of the reports it has."""

    headline: str
    language: str
    href: str
    reports: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerView:
    """The page at the address of a story that ended. ``canonical`` is where it leads, "" unless to one."""

    headline: str
    language: str
    ended: When | None
    heirs: tuple[Heir, ...]
    canonical: str


def former(page: Page, shelf: Shelf) -> FormerView:
    """The view of an ended story, by its last page."""
    path = story_path(page.story)
    led = shelf.led_to(page.story)
    one = story_path(led[0].story) if len(led) == 1 else ""
    return FormerView(
        headline=page.headline.text,
        language=page.language,
        ended=when(shelf.subject.story.ended if shelf.subject.story else None),
        heirs=tuple(_heir(page, heir, shelf, up(path)) for heir in led),
        canonical=(absolute(shelf.edition, one) or up(path) + one) if one else "",
    )


def _heir(page: Page, heir: Listing, shelf: Shelf, root: str) -> Heir:
    members = shelf.subject.members
    took = [c for c in page.sources if c.report in members and members[c.report].story == heir.story]
    return Heir(
        headline=heir.headline,
        language=heir.language,
        href=root + story_path(heir.story),
        reports=tuple(map(_moved, took)),
    )


def _moved(credit: Credit) -> Moved:
    return Moved(
        outlet=credit.outlet,
        title=credit.title,
        language=credit.language,
        href=safe_href(credit.url),
        at=when(credit.published),
    )
