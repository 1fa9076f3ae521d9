"""Which module makes the files of which kind of page.

Each has two pure functions: ``wants`` says what must be looked up for an address, ``files`` makes what lies
there out of the answers. They are loaded when the first address of their kind is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from dateline.stages.publish.addresses import Address, Room

if TYPE_CHECKING:
    from dateline.core.site import File
    from dateline.stages.publish.issue import Shelf, Subject, Wants

_BASE = "dateline.stages.publish"

MODULES: Mapping[Room, str] = {
    Room.FRONT: "lists.front",
    Room.STORY: "story",
    Room.THEME: "lists.theme",
    Room.PLACE: "lists.place",
    Room.PERSON: "lists.person",
    Room.OUTLET: "lists.outlet",
    Room.THEMES: "lists.themes",
    Room.PLACES: "lists.places",
    Room.PEOPLE: "lists.people",
    Room.SOURCES: "lists.sources",
    Room.SEARCH: "lists.search",
    Room.CORRECTIONS: "lists.corrections",
    Room.METHODS: "lists.methods",
    Room.STATISTICS: "lists.statistics",
    Room.ARCHIVE: "lists.archive",
    Room.FOLLOW: "lists.follow",
    Room.MACHINES: "machines",
    Room.SITEMAP: "machines.sitemaps",
    Room.REVISION: "revisions",
}


class Maker(Protocol):
    """A module that makes the files of a kind of page."""

    def wants(self, address: Address, subject: Subject) -> Wants: ...
    def files(self, address: Address, shelf: Shelf) -> Iterator[File]: ...


def maker(room: Room) -> Maker:
    """The module that makes the files of a room."""
    return cast("Maker", import_module(f"{_BASE}.{MODULES[room]}"))
