"""Listings kept fresh: each printed story whose listing is missing or older than its page gets a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Entry
from dateline.core.types import Failure
from dateline.pipeline.printing.gathering import story_subjects
from dateline.pipeline.printing.sharing import shared
from dateline.stages import publish

if TYPE_CHECKING:
    from dateline.core.ports import Store
    from dateline.pipeline.desk import Desk

#: So many entries are saved together: while that goes on, the next ones are made.
_SAVED = 64


def catalogue(desk: Desk) -> list[Failure]:
    """Bring the catalogue up to date with the pages; what could not be listed is told."""
    wanted = sorted(desk.store.catalogue.unlisted(publish.LISTING_VERSION).items())
    failures: list[Failure] = []
    waiting: list[Entry] = []
    for made in desk.progress.track(shared(listed, wanted, _name, "list", desk), "list", len(wanted)):
        if isinstance(made, Failure):
            failures.append(made)
            continue
        waiting.append(made)
        if len(waiting) == _SAVED:
            _save(waiting, desk.store)
            waiting.clear()
    _save(waiting, desk.store)
    return failures


def listed(store: Store, wanted: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    """The entries of these stories in the catalogue, each with the key that it is to have."""
    with store.reading():
        found = story_subjects([name for name, _ in wanted], store)
        reports = {report for subject in found.values() for report in subject.reports}
        facts = store.facts(reports, publish.LISTED_FACTS)
    return tuple(
        publish.entry(found[name], {one: facts[one] for one in found[name].reports if one in facts}, key)
        for name, key in wanted
        if name in found
    )


def _save(entries: list[Entry], store: Store) -> None:
    if entries:
        with store.transaction():
            store.catalogue.save(entries)


def _name(wanted: tuple[str, str]) -> str:
    return f"story {wanted[0]}"
