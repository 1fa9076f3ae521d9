"""What an operator means: a report or a story by its id, its address, or a part of either that only it has.

Decides that an id whose story ended leads on to the story that took over, and what is offered where nothing,
or more than one thing, is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

from dateline.core.errors import UsageError
from dateline.core.ids import address
from dateline.core.pages import Page
from dateline.core.ports import Store
from dateline.core.stories import heirs

_OFFERED = 3


@dataclass(slots=True)
class Finder:
    """Looks names up in a store. ``notes`` tells where a name led elsewhere than it says."""

    store: Store
    notes: list[str] = field(default_factory=list)

    def report(self, name: str) -> str:
        """The id of a report. Raises ``UsageError`` with the nearest where there is none or not one alone."""
        found = self.store.register.find(name)
        exact = [key for key, url in found.items() if name in (key, url)]
        if name in exact:
            return name
        matches = exact or list(found)
        if len(matches) == 1:
            return matches[0]
        if matches:
            told = [f"{key} {found[key]}".strip() for key in matches]
            raise UsageError(name, f"{len(matches)} reports are called so", _offer("give more of it", told))
        known = self.store.register.find("")
        near = _nearest(name, [*known, *filter(None, known.values())])
        raise UsageError(name, "no such report", _offer("give its id, its address, or a part of them", near))

    def story(self, name: str) -> str:
        """The id of a story that has reports. Raises ``UsageError`` as ``report`` does."""
        live = self.store.register.live()
        known = {story.id: story for story in self.store.register.stories()}
        called = self._called(_of_address(name), live | known.keys() | self.store.page_keys().keys())
        led = heirs(called, known, live)
        if len(led) == 1:
            if led[0] != called:
                self.notes.append(f"{called} was merged into {led[0]}")
            return led[0]
        if led:
            raise UsageError(
                name, "its reports went to several stories", _offer("give one", self._titled(led))
            )
        raise UsageError(name, "none of its reports is left", "see: dateline story list")

    def _called(self, name: str, ids: set[str]) -> str:
        if name in ids:
            return name
        matches = sorted(key for key in ids if name and (name in key or address(key) == name))
        if len(matches) == 1:
            return matches[0]
        if matches:
            offer = _offer("give more of it", self._titled(matches))
            raise UsageError(name, f"{len(matches)} stories are called so", offer)
        near = self._titled(_nearest(name, ids)) or self._headed(name)
        raise UsageError(name, "no such story", _offer("see: dateline story list", near))

    def _titled(self, ids: Iterable[str]) -> list[str]:
        shown = list(ids)[:_OFFERED]
        pages = self.store.pages(shown)
        return [f"{key} “{pages[key].headline.text}”" if key in pages else key for key in shown]

    def _headed(self, words: str) -> list[str]:
        """Stories under a headline that has these words."""
        pages = self.store.pages(self.store.register.live()).values()
        return self._titled(page.story for page in pages if _has(page, words))


def _has(page: Page, words: str) -> bool:
    return words.casefold() in page.headline.text.casefold()


def _of_address(name: str) -> str:
    """The part of a page's address that tells its story; a name that is no address as it is."""
    if "/story/" not in name:
        return name
    return urlsplit(name).path.rpartition("/story/")[2].split("/")[0]


def _nearest(name: str, names: Iterable[str]) -> list[str]:
    return get_close_matches(name, list(names), n=_OFFERED, cutoff=0.5)


def _offer(remedy: str, near: Iterable[str]) -> str:
    told = "; ".join(list(near)[:_OFFERED])
    return f"{remedy}; near it: {told}" if told else remedy
