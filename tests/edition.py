"""An edition in a store in memory, for tests of what publishes it: every file, or one address's shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.core.pages import Page
from dateline.core.ports import Progress
from dateline.core.site import Edition, File
from dateline.core.sources import SourceList
from dateline.core.stories import Story
from dateline.core.types import Facts, Failure, Membership, Report, Theme
from dateline.engines import LocalEngine
from dateline.pipeline.desk import Desk
from dateline.pipeline.printing import MANIFEST, catalogue, gather, print_site
from dateline.stages.interpret import VERSION
from dateline.stages.publish import Address, Shelf, addresses
from dateline.storage import SqlStore, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One edition with all its pages. ``ended`` are the last pages of stories without a report, ``former``
    those that stood there at earlier revisions, oldest first.
    """

    edition: Edition
    pages: tuple[Page, ...]
    themes: tuple[Theme, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    ended: tuple[Page, ...] = ()
    former: tuple[Page, ...] = ()
    stories: Mapping[str, Story] = field(default_factory=dict)
    members: Mapping[str, Membership] = field(default_factory=dict)
    sources: SourceList = field(default_factory=SourceList)


class Silent(Progress):
    """Shows nothing."""

    def track(self, items, label, total):  # type: ignore[no-untyped-def]
        return items


def stored(issue: Issue) -> SqlStore:
    """A store in memory that holds the edition, its catalogue up to date."""
    store = open_store(None)
    with store.transaction():
        for report in issue.reports.values():
            store.save_report(report, report.id)
        store.save_facts([facts for name, facts in issue.facts.items() if name in issue.reports], VERSION)
        store.save_groups(list(_members(issue)), list(issue.themes))
        store.register.save_stories(issue.stories.values())
        store.roster.save_sources(issue.sources)
        for page in (*issue.former, *issue.pages, *issue.ended):
            store.save_page(page, f"key of {page.story}")
    catalogue(desk_of(store))
    return store


def _members(issue: Issue) -> Iterator[Membership]:
    """Where each report belongs; a report that nobody names keeps each story alive."""
    for page in issue.pages:
        yield Membership(
            report=f"alive-{page.story}", story=page.story, theme=page.theme, origin=f"o-{page.story}"
        )
        for credit in page.sources:
            if credit.report not in issue.members:
                yield Membership(
                    report=credit.report, story=page.story, theme=page.theme, origin=credit.origin
                )
    yield from issue.members.values()


def desk_of(store: SqlStore) -> Desk:
    return Desk(
        store=store, engine=LocalEngine(1), progress=Silent(), now=datetime(2025, 7, 3, 12, tzinfo=UTC)
    )


def publish(issue: Issue) -> Iterator[File]:
    """Every file of the site but its manifest. A page that cannot be made is an error here."""
    store = stored(issue)
    for made in print_site(desk_of(store), issue.edition, b""):
        assert not isinstance(made, Failure), made
        if made.path != MANIFEST:
            yield made
    store.close()


def shelf_at(issue: Issue, address: Address) -> Shelf:
    """The shelf of an address."""
    store = stored(issue)
    shelf = gather(address, store, issue.edition)
    store.close()
    assert shelf is not None, address
    return shelf


def shelf_of(issue: Issue, page: Page) -> Shelf:
    """The shelf of a story's address."""
    return shelf_at(issue, addresses.story(page.story))
