"""``dateline export``: the happenings of a site as data, or the site itself as a web archive."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

from dateline.core.errors import UsageError
from dateline.core.listings import Lookup, Order
from dateline.core.site import File
from dateline.core.types import Failure
from dateline.pipeline import printing
from dateline.pipeline.accounts import accounts
from dateline.stages import publish
from dateline.stages.publish.exports import KINDS
from dateline.stages.publish.exports.wacz import Published, wacz

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.core.ports import Store

#: The format that holds the site and not its happenings.
ARCHIVE = "wacz"
#: Every format there is.
FORMATS = (*KINDS, ARCHIVE)
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


def export(app: App, where: str, kind: str) -> Iterator[bytes | Failure]:
    """A site, a store, or a file of reports in another format, with what could not be given among it.

    Raises ``UsageError`` for a format that there is not, or a place where there is nothing to export.
    """
    if kind not in FORMATS:
        raise UsageError(f"export --format {kind}", "no such format", f"one of: {', '.join(FORMATS)}")
    store, left_out = app.store_of(where)
    with contextlib.closing(store):
        if kind == ARCHIVE:
            yield from _archive(app, store)
        else:
            yield from publish.export(kind, app.edition(), accounts(store))
    yield from left_out


def _archive(app: App, store: Store) -> Iterator[bytes | Failure]:
    """Every file of the site, each at the hour at which its story was last revised."""
    desk = app.desk(store)
    unlisted = printing.catalogue(desk)  # tried again, and told, when the site is printed
    newest = store.catalogue.find(Lookup(order=Order.CHANGED, limit=1))
    if not newest or not newest[0].revised:
        yield from unlisted
        raise UsageError("export --format wacz", "there is no story to archive", "build a site first")
    at = newest[0].revised.at
    failures: list[Failure] = []
    made = _good(printing.print_site(desk, app.edition(), b""), failures)
    yield from wacz(app.edition(), (_published(file, store, at) for file in made), at)
    yield from failures


def _good(made: Iterable[File | Failure], failures: list[Failure]) -> Iterator[File]:
    """The files that could be made; what could not is added to ``failures``."""
    for one in made:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            yield one


def _published(file: File, store: Store, newest: datetime) -> Published:
    parts = file.path.split("/")
    story = store.catalogue.at(parts[1]) if parts[0] == "story" else None
    listing = store.catalogue.listings([story]).get(story) if story else None
    revised = listing.revised.at if listing and listing.revised else newest
    first = file.path == "index.html" or (parts[0] == "story" and parts[2:] == ["index.html"])
    found = _TITLE.search(file.content) if first else None
    title = unescape(found.group(1).decode("utf-8", "replace")) if found else ""
    return Published(path=file.path, content=file.content, at=revised, title=title)
