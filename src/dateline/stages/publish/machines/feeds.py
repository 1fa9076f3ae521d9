"""The feeds of the site: for the whole of it, for each theme, place, person, outlet and story, for any
search.

Decides in which formats a feed lies where. A feed of stories is made of their listings alone, so that it
costs no page; that of a story, which tells its revisions, of its page. What stands in a feed ``channels`` and
``entries`` decide; ``rss``, ``atom`` and ``jsonfeed`` write it down. Without an address of the site
(``base_url``) links lead from the feed's own folder, which readers of feeds follow and validators deplore;
ids are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.core.site import File
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.machines import atom, jsonfeed, rss
from dateline.stages.publish.machines.channels import Channel, of_listings
from dateline.stages.publish.machines.channels import of_story as story_channel

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.pages import Page
    from dateline.core.site import Edition
    from dateline.core.types import Theme
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf

Writer = Callable[[Channel], bytes]

#: The formats: file name, media type, what writes it.
FORMS: tuple[tuple[str, str, Writer], ...] = (
    (rss.NAME, rss.MEDIA_TYPE, rss.rss),
    (atom.NAME, atom.MEDIA_TYPE, atom.atom),
    (jsonfeed.NAME, jsonfeed.MEDIA_TYPE, jsonfeed.jsonfeed),
)
_WRITERS = {name: write for name, _, write in FORMS}


def all_forms(
    title: str,
    address: Address,
    listings: Iterable[Listing],
    shelf: Shelf,
    corrected: Iterable[Listing] = (),
) -> Iterator[File]:
    """The feed of some stories, in each format, beside the page of an address.

    What was put right in them, and in those that are ``corrected``, stands between them; in the feed of the
    log of corrections it stands alone.
    """
    edition, themes = shelf.edition, shelf.themes
    if address.room is Room.CORRECTIONS:
        listings, corrected = (), listings
    return _written(of_listings(title, address.folder, listings, themes, edition, corrected=corrected))


def of_story(page: Page, address: Address, edition: Edition) -> Iterator[File]:
    """The feed of a story's revisions, in each format, beside its page."""
    return _written(story_channel(page, address.folder, edition))


def of_search(
    name: str,
    title: str,
    query: str,
    listings: Iterable[Listing],
    themes: Mapping[str, Theme],
    edition: Edition,
) -> bytes:
    """The feed of what a search finds, for the server. ``name`` is one of ``FORMS`` ("atom.xml").

    ``query`` is what stands behind "?" in its address, encoded. Raises ``KeyError`` for any other format.
    """
    return _WRITERS[name](of_listings(title, "search/", listings, themes, edition, query))


def alternates(address: Address) -> tuple[tuple[str, str], ...]:
    """The media types and paths of an address's feeds, for ``<link rel="alternate">`` on its page."""
    return tuple((media_type, address.folder + name) for name, media_type, _ in FORMS)


def _written(channel: Channel) -> Iterator[File]:
    for name, _, write in FORMS:
        yield File(path=channel.folder + name, content=write(channel))
