"""The files of a site by their paths, made out of the store when they are asked for.

Decides which room a path lies in, and where the address of a story that ended leads. What the files show
``publish`` decides: they are the very same as those of the static site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.stages.publish import addresses

if TYPE_CHECKING:
    from dateline.core.ports import Store
    from dateline.core.site import Edition
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf

#: The room of what is the same for every edition.
ASSETS = "assets"
#: The rooms that files of the operator's own may lie in: that of files for machines at the top of the site.
OPEN = frozenset({"machines/", ASSETS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What lies in a room: its files by path. ``moved`` is the folder that its address leads to by now.

    ``gone`` says that all that lay here was withdrawn; its files then say so. ``headers`` go with its page,
    and ``states`` are what stood there at other times: since when, in seconds since 1970, and its path.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    moved: str = ""
    gone: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[int, str], ...] = ()


def name_of(at: Address) -> str:
    """The name of an address as a room."""
    return f"{at.room}/{at.key}/{at.part}".removesuffix("/")


class Pages:
    """The files of an edition of a store."""

    def __init__(self, store: Store, edition: Edition) -> None:
        self._store = store
        self._edition = edition

    def room(self, path: str) -> str:
        """The name of the room that a path (without its first slash) lies in, "" for none of ours."""
        if path in self._assets:
            return ASSETS
        found = addresses.parse(path)
        return name_of(found) if found else ""

    def lay(self, room: str) -> Laid | None:
        """What lies in a room that :meth:`room` named; None for nothing. Raises ``StoreError``."""
        if room == ASSETS:
            return Laid(files=self._assets)
        from dateline.pipeline import printing
        from dateline.stages import publish
        from dateline.stages.publish.revisions import mementos

        kind, _, rest = room.partition("/")
        key, _, part = rest.partition("/")
        at = addresses.Address(addresses.Room(kind), key, part)
        shelf = printing.gather(at, self._store, self._edition)
        if shelf is None:
            return None
        files = {file.path: file.content for file in publish.files(at, shelf)}
        if not files:
            return None
        moved, gone = _fate(at, shelf)
        told = mementos.served(at, shelf)
        return Laid(files=files, moved=moved, gone=gone, headers=told.headers, states=told.states)

    @cached_property
    def _assets(self) -> dict[str, bytes]:
        from dateline.stages import publish

        return {file.path: file.content for file in publish.assets(self._edition)}


def _fate(at: Address, shelf: Shelf) -> tuple[str, bool]:
    """Where a story that ended leads (RFC 9110): into one other (15.4.2), or nowhere any more (15.5.11).

    The pages of its revisions stay where they are while it leads anywhere.
    """
    page = shelf.subject.latest or shelf.subject.page
    if not shelf.subject.ended or page is None:
        return "", False
    heirs = [listing.story for listing in shelf.led_to(page.story)]
    if len(heirs) == 1 and at.room is addresses.Room.STORY:
        return addresses.story(heirs[0]).folder, False
    return "", not heirs
