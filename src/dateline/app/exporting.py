"""``dateline export``: the happenings of a site as data, or the site itself as a web archive."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

from dateline.core.errors import UsageError
from dateline.core.listings import Lookup, Order
from dateline.core.site import File
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


def export(app: App, where: str, kind: str) -> Iterator[bytes]:
    """A site, a store, or a file of reports in another format.

    Raises ``UsageError`` for a format that there is not, or a place where there is nothing to export.
    """
    if kind not in FORMATS:
        raise UsageError(f"export --format {kind}", "no such format", f"one of: {', '.join(FORMATS)}")
    with contextlib.closing(app.store_of(where)) as store:
        if kind == ARCHIVE:
            yield from _archive(app, store)
        else:
            yield from publish.export(kind, app.edition(), accounts(store))


def _archive(app: App, store: Store) -> Iterator[bytes]:
    """Every file of the site, each at the hour at which its story was last revised."""
    printing.catalogue(app.desk(store))
    newest = store.catalogue.find(Lookup(order=Order.CHANGED, limit=1))
    if not newest or not newest[0].revised:
        raise UsageError("export --format wacz", "there is no story to archive", "build a site first")
    at = newest[0].revised.at
    files = (one for one in printing.print_site(app.desk(store), app.edition(), b"") if isinstance(one, File))
    yield from wacz(app.edition(), (_published(file, store, at) for file in files), at)


def _published(file: File, store: Store, newest: datetime) -> Published:
    parts = file.path.split("/")
    story = store.catalogue.at(parts[1]) if parts[0] == "story" else None
    listing = store.catalogue.listings([story]).get(story) if story else None
    revised = listing.revised.at if listing and listing.revised else newest
    first = file.path == "index.html" or (parts[0] == "story" and parts[2:] == ["index.html"])
    found = _TITLE.search(file.content) if first else None
    title = unescape(found.group(1).decode("utf-8", "replace")) if found else ""
    return Published(path=file.path, content=file.content, at=revised, title=title)
