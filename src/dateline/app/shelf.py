"""What was printed, for those who only read: the server and whoever else asks. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.core.errors import UsageError
from dateline.core.ids import address
from dateline.core.pages import Page
from dateline.core.ports import Store
from dateline.core.stories import heirs
from dateline.core.types import Membership, Theme
from dateline.pipeline import printing


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A story that was printed and has no report any more, and the stories that its address leads to."""

    story: str
    heirs: tuple[str, ...]


class Shelf:
    """The pages and stories of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pages(self, stories: Sequence[str] | None = None) -> list[Page]:
        """Pages, newest first, each with the other stories of its theme."""
        pages = printing.printed(self._store)
        held = pages.values() if stories is None else [pages[name] for name in stories if name in pages]
        return sorted(held, key=printing.newest, reverse=True)

    def themes(self) -> list[Theme]:
        """All themes."""
        return self._store.register.themes()

    def member(self, report: str) -> Membership | None:
        """Where a report belongs."""
        return self._store.register.members([report]).get(report)

    def former(self, story: str) -> Former | None:
        """What became of a story that ended, by its id; None where it lives or never was."""
        return self._former(story, self._store.register.live())

    def former_at(self, name: str) -> Former | None:
        """The same by the name that the story has in addresses."""
        if self._store.register.members(stories=[name]):
            return None
        live = self._store.register.live()
        known = {story.id for story in self._store.register.stories()} | self._store.page_keys().keys()
        found = next((story for story in sorted(known - live) if address(story) == name), None)
        return self._former(found, live) if found else None

    def _former(self, story: str, live: set[str]) -> Former | None:
        known = {held.id: held for held in self._store.register.stories()}
        if story in live or not (story in known or story in self._store.page_keys()):
            return None
        return Former(story=story, heirs=heirs(story, known, live & self._store.page_keys().keys()))


def open_shelf(path: Path) -> Shelf:
    """The shelf of a store. Raises ``UsageError`` where there is none."""
    from dateline.app import open_store

    if not path.is_file():
        raise UsageError(str(path), "is no store", "give the one that the site was built with: --store")
    return Shelf(open_store(path))
