"""A feed before it is written in a format: what it is called, where it lies, what it tells in which order.

Decides that the newest fifty stories stand in it and the latest twenty corrections between them, and that its
time is that of its newest entry: no feed knows when it was built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from dateline.core.ids import digest
from dateline.stages.publish.links import absolute, up
from dateline.stages.publish.machines import entries
from dateline.stages.publish.wording import phrase, tongue

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.pages import Page
    from dateline.core.site import Edition
    from dateline.core.types import Stamp, Theme
    from dateline.stages.publish.machines.entries import Entry

ITEMS = 50
#: So many corrections stand in a feed as items of their own, beside the stories.
CORRECTIONS = 20
_UNDATED = datetime.min.replace(tzinfo=UTC)
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is, whatever its format.

    ``folder`` is where it lies in the site ("" or with a slash at its end), ``query`` what is asked of it
    behind "?" (a search). ``home`` is the path of the page that it belongs to.
    """

    edition: Edition
    title: str
    description: str
    folder: str
    home: str
    entries: tuple[Entry, ...]
    query: str = ""

    @property
    def id(self) -> str:
        """Its name for ever: the address of its folder, or a URN where the edition has none."""
        there = self.at(self.home) if self.edition.base_url else ""
        return there or f"urn:dateline:feed:{digest('feed', self.edition.title, self.folder, self.query)}"

    @property
    def updated(self) -> Stamp | None:
        """When the newest of its entries changed."""
        stamps = (entry.updated or entry.published for entry in self.entries)
        return max((stamp for stamp in stamps if stamp), key=lambda stamp: stamp.at, default=None)

    def own(self, name: str) -> str:
        """Its own address in a format, "" where the edition has none."""
        return self._asked(absolute(self.edition, self.folder + name))

    def at(self, path: str) -> str:
        """The address of a page of the site: from the feed's own folder where the edition has none."""
        page, mark, part = path.partition("#")
        there = absolute(self.edition, page) or up(self.folder) + page
        asked = self._asked(there) if page == self.home else there
        return f"{asked}{mark}{part}"

    def _asked(self, there: str) -> str:
        return f"{there}?{self.query}" if there and self.query else there


def of_listings(
    title: str,
    folder: str,
    listings: Iterable[Listing],
    themes: Mapping[str, Theme],
    edition: Edition,
    query: str = "",
    corrected: Iterable[Listing] = (),
) -> Channel:
    """The feed of some stories, newest first, and of what was put right in them and the ``corrected``."""
    spoken = tongue(edition.language)
    told = {listing.story: listing for listing in listings}
    held = (told | {listing.story: listing for listing in corrected}).values()
    latest = sorted(told.values(), key=_newest, reverse=True)[:ITEMS]
    stories = [entries.story(listing, themes.get(listing.theme), spoken) for listing in latest]
    put_right = [
        entries.correction(one, listing.story, listing.headline, spoken)
        for listing in held
        for one in listing.corrections
    ]
    return Channel(
        edition=edition,
        title=title,
        description=description(edition),
        folder=folder,
        home=f"{folder}index.html",
        entries=_by_time((*stories, *_latest(put_right))),
        query=query,
    )


def of_story(page: Page, folder: str, edition: Edition) -> Channel:
    """The feed of one story: its revisions, newest first, and its corrections."""
    spoken = tongue(edition.language)
    told = islice(entries.revisions(page, spoken), ITEMS)
    put_right = [entries.correction(one, page.story, page.headline.text, spoken) for one in page.corrections]
    return Channel(
        edition=edition,
        title=f"{page.headline.text} · {edition.title}",
        description=page.opening.text if page.opening else description(edition),
        folder=folder,
        home=f"{folder}index.html",
        entries=_by_time((*told, *_latest(put_right))),
    )


def description(edition: Edition) -> str:
    """What a feed of the site says of itself."""
    told = phrase("One page for each happening, every line with the reports that bear it out.")
    said = tongue(edition.language).say(told)
    notice = edition.notice.strip()
    return f"{notice}{'' if notice.endswith(_ENDS) else '.'} {said}" if notice else said


def _latest(put_right: list[Entry]) -> list[Entry]:
    return sorted(put_right, key=lambda entry: (_at(entry.updated), entry.id), reverse=True)[:CORRECTIONS]


def _by_time(told: Iterable[Entry]) -> tuple[Entry, ...]:
    """Newest first: a correction of today stands above a story of last year."""
    return tuple(sorted(told, key=lambda entry: _at(entry.published), reverse=True))


def _newest(listing: Listing) -> tuple[datetime, str]:
    return (_at(listing.first_reported), listing.story)


def _at(stamp: Stamp | None) -> datetime:
    return stamp.at if stamp else _UNDATED
