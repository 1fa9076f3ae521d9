"""Publish: pages become files that readers and machines can use.

Takes an address of the site with what was looked up for it, and gives the files that lie there; or gives the
happenings as one file of data (``export``). Decides paths (made of ids alone), what is written for whom, how
things look and in which order they stand. Does NOT decide what is said: every sentence about the news comes
from a page, every quotation from a report. Writes no file itself, asks nothing of a store (``wants`` says
what is to be asked), reads no clock: same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants, named
from dateline.stages.publish.rooms import maker

if TYPE_CHECKING:
    from dateline.core.listings import Entry
    from dateline.core.site import Edition, File
    from dateline.core.types import Facts
    from dateline.stages.publish.exports.accounts import Account

VERSION = "5"
#: Of the listings: it rises where they are made otherwise, and all are made anew.
LISTING_VERSION = "2"

#: The facts of reports that listings are made of: who speaks, and which names are those of places.
LISTED_FACTS = ("statements", "places")

__all__ = [
    "LISTED_FACTS",
    "LISTING_VERSION",
    "VERSION",
    "Address",
    "Asked",
    "Room",
    "Shelf",
    "Subject",
    "Wants",
    "assets",
    "entry",
    "export",
    "files",
    "missing",
    "named",
    "wants",
]


def entry(subject: Subject, facts: Mapping[str, Facts], key: str) -> Entry:
    """The entry of a story in the catalogue. Raises ``ValueError`` for a subject without a page."""
    from dateline.stages.publish.listing import listing

    return listing(subject, facts, key)


def wants(address: Address, subject: Subject) -> Wants:
    """What must be looked up before the files of an address can be made."""
    return maker(address.room).wants(address, subject)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The files that lie at an address, its page first. The same shelf gives the same bytes."""
    return maker(address.room).files(address, shelf)


def assets(edition: Edition) -> Iterator[File]:
    """The files that no story changes: style, script, and the page shown where there is none."""
    from dateline.core.site import File
    from dateline.stages.publish.render import ASSETS, asset

    for name in ASSETS:
        yield File(path=f"assets/{name}", content=asset(name))
    yield missing(edition)


def missing(edition: Edition) -> File:
    """The page that is shown where there is none."""
    from dateline.stages.publish import layout

    return layout.missing(edition)


def export(kind: str, edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """The happenings as data in a format of ``exports.KINDS``, piece by piece. Raises ``UsageError``."""
    from dateline.stages.publish import exports

    return exports.export(kind, edition, accounts)
