"""From bytes to documents: one input may hold one page, many entries or thousands of reports.

Decides which documents are in an input, by its kind. Does not fetch, and does not read an article:
that is ``extract``'s. Trouble with one document is a Failure that names it; the others go on.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator

from dateline.core.contract import dumps, parse_lines
from dateline.core.errors import DatelineError, InputError
from dateline.core.ports import Fetched
from dateline.core.types import Document, Failure, Hints, MediaKind
from dateline.stages.collect.archives import LARGEST_PAGE, wacz_pages, warc_pages
from dateline.stages.collect.feeds import json_entries, xml_entries
from dateline.stages.collect.inflate import MIB, inflate, lines, whole
from dateline.stages.collect.kinds import Kind, kind_of

#: Kinds that hold no documents -> what to say and the way out.
_NOT_READ = {
    Kind.EMPTY: ("the file is empty", "fetch or write it again"),
    Kind.BINARY: ("not text: no page, feed or reports", "give HTML, a feed, JSON Lines, WARC or WACZ"),
    Kind.TEXT: ("text, but no page, feed or reports", "give HTML, a feed, JSON Lines, WARC or WACZ"),
    Kind.SITEMAP: ("a sitemap: these are not read yet", "give the site's feed or the pages themselves"),
    Kind.OPML: ("a list of feeds: these are not read yet", "give the feeds that it lists"),
    Kind.GZIP: ("gzip within gzip", "unpack it once"),
}


def unpack(fetched: Fetched) -> Iterator[Document | Failure]:
    """The documents of an input, each with its source, and a Failure for each that cannot be had."""
    try:
        yield from _unpacked(fetched)
    except DatelineError as error:
        yield Failure(item=error.item, stage="collect", reason=error.reason, remedy=error.remedy)


def follow(entry: Document, fetched: Fetched) -> Document:
    """The page of a feed's entry, with what the feed said of it; the entry itself if it is no page."""
    pages = [found for found in unpack(fetched) if isinstance(found, Document)]
    if len(pages) != 1 or pages[0].kind is not MediaKind.PAGE:
        return entry
    hints = dataclasses.replace(entry.hints, charset=fetched.charset)
    return dataclasses.replace(pages[0], source=entry.source, hints=hints)


def _unpacked(fetched: Fetched) -> Iterator[Document | Failure]:
    name, content = fetched.location, fetched.content
    kind = kind_of(content, name, fetched.media_type)
    packed = kind is Kind.GZIP
    if packed:
        kind = kind_of(_beginning(content, name), name, fetched.media_type)
    if kind is Kind.REPORTS:
        yield from _reports(inflate(content, name, limit=None) if packed else _one_report(content), name)
    elif kind is Kind.WARC:
        yield from warc_pages(content, name)
    elif kind in _NOT_READ:
        reason, remedy = _NOT_READ[kind]
        yield Failure(item=name, stage="collect", reason=reason, remedy=remedy)
    else:
        content = whole(content, name) if packed else content
        yield from _parsed(kind, dataclasses.replace(fetched, content=content))


def _parsed(kind: Kind, fetched: Fetched) -> Iterator[Document | Failure]:
    name, content = fetched.location, fetched.content
    if kind is Kind.FEED:
        yield from xml_entries(content, name, fetched.charset)
    elif kind is Kind.JSON_FEED:
        yield from json_entries(content, name)
    elif kind is Kind.WACZ:
        yield from wacz_pages(content, name)
    else:
        yield _page(fetched)


def _beginning(content: bytes, name: str) -> bytes:
    """The first piece of what gzip holds: enough to tell its kind."""
    return next(inflate(content, name, limit=None), b"")


def _page(fetched: Fetched) -> Document:
    name = fetched.location
    if len(fetched.content) > LARGEST_PAGE:
        size = len(fetched.content) / MIB
        raise InputError(name, f"a page of {size:.1f} MiB, more than {LARGEST_PAGE // MIB}", "left out")
    url = name if name.startswith(("http://", "https://")) else ""
    hints = Hints(charset=fetched.charset)
    return Document(source=name, kind=MediaKind.PAGE, content=fetched.content, url=url, hints=hints)


def _one_report(content: bytes) -> Iterable[bytes]:
    """The content as it is, or on one line where it is one object that was written over many."""
    first = content.lstrip().partition(b"\n")[0].strip()
    if first.endswith(b"}") or len(content) > LARGEST_PAGE:
        return (content,)
    try:
        return (dumps(json.loads(content)).encode(),)
    except (ValueError, RecursionError):
        return (content,)


def _reports(pieces: Iterable[bytes], name: str) -> Iterator[Document | Failure]:
    """One document a line; a line that cannot be read is a Failure that names it."""
    for number, line in enumerate(lines(pieces, name), 1):
        for found in parse_lines([line], name):
            source = f"{name}:{number}"
            if isinstance(found, InputError):
                remedy = "the line was skipped; write the file again if it was cut"
                yield Failure(item=source, stage="collect", reason=found.reason, remedy=remedy)
            else:
                yield Document(source=source, kind=MediaKind.REPORT, content=line)
