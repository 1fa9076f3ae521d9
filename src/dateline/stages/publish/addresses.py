"""The addresses of the site: what there is to be read, and where it lies.

Decides paths, made of ids alone, and the way back from a path to what it shows: the static site writes the
files of an address, the server answers with them. Looks nothing up: whether a story is there, others know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dateline.core.ids import address, digest
from dateline.core.listings import Facet


class Room(StrEnum):
    """A kind of page. Those without a key are one page each; the others have one for each key."""

    FRONT = "front"
    STORY = "story"
    THEME = "theme"
    PLACE = "place"
    PERSON = "person"
    OUTLET = "source"
    THEMES = "themes"
    PLACES = "places"
    PEOPLE = "people"
    SOURCES = "sources"
    SEARCH = "search"
    CORRECTIONS = "corrections"
    METHODS = "methods"
    STATISTICS = "statistics"
    ARCHIVE = "archive"
    FOLLOW = "follow"
    MACHINES = "machines"
    SITEMAP = "sitemap"
    REVISION = "revision"


#: The rooms that have a page for each key.
KEYED = frozenset({Room.STORY, Room.THEME, Room.PLACE, Room.PERSON, Room.OUTLET, Room.SITEMAP, Room.REVISION})
#: The rooms that have pages by number beside their first: the revisions of a story, the days of the archive,
#: the months of all others.
PARTED = frozenset({Room.REVISION, Room.THEME, Room.PLACE, Room.PERSON, Room.OUTLET, Room.ARCHIVE})
#: Which room shows the stories of a facet.
ROOMS_OF = {Facet.PLACE: Room.PLACE, Facet.PERSON: Room.PERSON, Facet.OUTLET: Room.OUTLET}
#: A place or a person that fewer stories mention has no page: it would say what the story says.
ENOUGH = 2
#: The key of a country among places: its code.
_COUNTRY = re.compile(r"[a-z]{2}")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_PART = re.compile(r"([1-9][0-9]{0,8})\.html")


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the site with all that lies beside it. ``key`` is already safe in a path.

    ``part`` is the number of a page that has an address of its own beside the first of its key, else "".
    """

    room: Room
    key: str = ""
    part: str = ""

    @property
    def folder(self) -> str:
        """The folder of its files, with a slash at its end; "" for the front page."""
        if self.room in (Room.FRONT, Room.MACHINES):
            return ""
        if self.room is Room.SITEMAP:
            return "sitemap/"
        return f"{self.room}/{self.key}/" if self.room in KEYED else f"{self.room}/"

    @property
    def page(self) -> str:
        """The path of its page; of what has none, that of a file that it always has."""
        if self.room is Room.MACHINES:
            return "robots.txt"
        if self.room is Room.SITEMAP:
            return f"sitemap/{self.key}.xml"
        return f"{self.folder}{self.part or 'index'}.html"


def story(identifier: str) -> Address:
    """Where a story is, by its id."""
    return Address(Room.STORY, address(identifier))


def revisions(identifier: str) -> Address:
    """Where the list of a story's revisions is, by the story's id."""
    return Address(Room.REVISION, address(identifier))


def revision(identifier: str, number: int) -> Address:
    """Where a story is told as it stood at one of its revisions, by the story's id."""
    return Address(Room.REVISION, address(identifier), str(number))


def timemap(identifier: str) -> str:
    """The path of the file that tells machines of a story's earlier states (RFC 7089), by the story's id."""
    return f"{revisions(identifier).folder}timemap.link"


def theme(identifier: str) -> Address:
    """Where a theme is, by its id."""
    return Address(Room.THEME, address(identifier))


def month(theme: str, number: str) -> Address:
    """Where the stories of a theme are that were first reported in a month ("202506"), by the theme's id."""
    return Address(Room.THEME, address(theme), number)


def day(number: str) -> Address:
    """Where the stories are that were first reported on a day ("20250714")."""
    return Address(Room.ARCHIVE, "", number)


def facet(kind: Facet, key: str, month: str = "") -> Address:
    """Where a place, a person or an outlet is, by the key of its mentions; or its stories of a month are."""
    return Address(ROOMS_OF[kind], address(key), month)


def has_page(kind: Facet, key: str, stories: int) -> bool:
    """Whether a thing that so many stories mention has a page: an outlet and a country always have."""
    country = kind is Facet.PLACE and _COUNTRY.fullmatch(key)
    return bool(stories >= ENOUGH or (stories and (kind is Facet.OUTLET or country)))


def named(*names: str) -> str:
    """The key of what has no id: a digest of its names (an outlet, a person)."""
    return digest("named", *names)


def parse(path: str) -> Address | None:
    """What a path shows: of a page, its folder, or a file beside it. None where it is no path of ours."""
    parts = path.strip("/").removeprefix(".well-known/").split("/")
    if parts in ([""], ["index.html"]):
        return Address(Room.FRONT)
    try:
        room = Room(parts[0])
    except ValueError:
        return Address(Room.MACHINES) if len(parts) == 1 else None
    if room not in KEYED:
        return Address(room, "", _number(room, parts[1:])) if len(parts) <= 2 else None
    key = parts[1] if len(parts) > 1 else ""
    if room is Room.SITEMAP:
        key = key.removesuffix(".xml")
    if len(parts) > 4 or not _KEY.fullmatch(key):
        return None
    return Address(room, key, _number(room, parts[2:]))


def _number(room: Room, parts: list[str]) -> str:
    """The number of a page that lies beside the first of its room or key; "" for all else."""
    numbered = _PART.fullmatch(parts[0]) if room in PARTED and len(parts) == 1 else None
    return numbered[1] if numbered else ""
