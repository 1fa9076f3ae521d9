"""Listings kept fresh: each printed story whose listing is missing or older than its page gets a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Entry
from dateline.core.types import Facts, Failure
from dateline.pipeline.desk import Desk, batches
from dateline.pipeline.printing.gathering import story_subjects
from dateline.stages import publish

if TYPE_CHECKING:
    from dateline.stages.publish.issue import Subject

#: A story to be listed: what is known of it, what was read out of its reports, and the key of its listing.
Item = tuple["Subject", dict[str, Facts], str]


def catalogue(desk: Desk) -> list[Failure]:
    """Bring the catalogue up to date with the pages; what could not be listed is told."""
    store = desk.store
    wanted = store.catalogue.unlisted(publish.LISTING_VERSION)
    failures: list[Failure] = []
    for names in batches(sorted(wanted)):
        found = story_subjects(names, store)
        facts = store.facts({report for subject in found.values() for report in subject.reports})
        items = [
            (subject, {one: facts[one] for one in subject.reports if one in facts}, wanted[name])
            for name, subject in found.items()
        ]
        made = list(desk.each(listed, items, _name, "list"))
        failures += [entry for entry in made if isinstance(entry, Failure)]
        with store.transaction():
            store.catalogue.save(entry for entry in made if not isinstance(entry, Failure))
    return failures


def listed(item: Item) -> Entry:
    """The entry of a story in the catalogue."""
    return publish.entry(*item)


def _name(item: Item) -> str:
    page = item[0].page
    return f"story {page.story}" if page else "a story"
