"""From bytes to documents: one input may hold one page, many entries or thousands of reports.

Decides which documents are in an input, by its kind, what a list says of itself (a Channel), and which
other lists it points to (Referrals). Does not fetch, and does not read an article: that is ``extract``'s.
Trouble with one document is a Failure that names it; the others go on.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator

from dateline.core.errors import DatelineError, InputError
from dateline.core.jsonl import dumps, parse_lines
from dateline.core.ports import Fetched
from dateline.core.sources import Channel, Referral, SourceKind
from dateline.core.types import Basis, Document, Failure, Hints, MediaKind, Stamp
from dateline.stages.collect.archives import LARGEST_PAGE, wacz_pages, warc_pages
from dateline.stages.collect.discovery import feeds_on, is_front
from dateline.stages.collect.inflate import MIB, inflate, lines, whole
from dateline.stages.collect.kinds import Kind, kind_of
from dateline.stages.collect.opml import read_opml
from dateline.stages.collect.sitemaps import LARGEST as LARGEST_SITEMAP
from dateline.stages.collect.sitemaps import sitemap_entries

Unpacked = Document | Referral | Channel | Failure

#: Kinds that hold no documents -> what to say and the way out.
_NOT_READ = {
    Kind.EMPTY: ("the file is empty", "fetch or write it again"),
    Kind.BINARY: ("not text: no page, feed or reports", "give HTML, a feed, JSON Lines, WARC or WACZ"),
    Kind.TEXT: ("text, but no page, feed or reports", "give HTML, a feed, JSON Lines, WARC or WACZ"),
    Kind.GZIP: ("gzip within gzip", "unpack it once"),
}
#: Kinds that may hold thousands of documents: they are taken one by one, never as a whole.
_STREAMS = frozenset((Kind.REPORTS, Kind.WARC, Kind.WACZ))


def unpack(fetched: Fetched) -> Iterator[Unpacked]:
    """What is in an input: of a feed or sitemap its Channel first, then Documents and Referrals.

    A Referral is another list to be read in its place: the feeds of an OPML file, the sitemaps of an
    index, the best feed of a page that is a front and no article. Each document has its source, when it was
    got, and the terms that came with the answer. A Failure stands for each that cannot be had.
    """
    try:
        for found in _unpacked(fetched):
            yield _dated(found, fetched) if isinstance(found, Document) else found
    except DatelineError as error:
        yield Failure(item=error.item, stage="collect", reason=error.reason, remedy=error.remedy)


def unpacked(fetched: Fetched) -> tuple[Unpacked, ...]:
    """All that :func:`unpack` gives, at once: for work in another process."""
    return tuple(unpack(fetched))


def streams(fetched: Fetched) -> bool:
    """Whether an input is better unpacked piece by piece: files of reports, web archives."""
    try:
        return _kind(fetched)[0] in _STREAMS
    except DatelineError:
        return False


def followed(entry: Document, fetched: Fetched) -> tuple[Document, ...]:
    """The page of an entry with what its feed said of it, after its posts where it is a live blog.

    The entry itself where the answer is no page of an article.
    """
    found = [item for item in _unpacked_page(fetched) if isinstance(item, Document)]
    if not found or any(item.kind not in (MediaKind.PAGE, MediaKind.UPDATE) for item in found):
        return (entry,)
    return tuple(_with_hints(item, entry, fetched) for item in found)


def _unpacked_page(fetched: Fetched) -> Iterator[Unpacked]:
    """What is in the answer to an entry's address: a page there is the entry's, whatever it looks like."""
    try:
        kind, packed = _kind(fetched)
        if kind is not Kind.PAGE:
            return
        content = whole(fetched.content, fetched.location) if packed else fetched.content
        for found in _articles(dataclasses.replace(fetched, content=content)):
            yield _dated(found, fetched)
    except DatelineError:
        return


def _with_hints(page: Document, entry: Document, fetched: Fetched) -> Document:
    """A page with its feed's hints; a post of a live blog keeps its own title, author and times."""
    told = entry.hints
    if page.kind is MediaKind.UPDATE:
        own = page.hints
        outlet, language = own.outlet or told.outlet, own.language or told.language
        hints = dataclasses.replace(own, outlet=outlet, language=language, feed=told.feed)
    else:
        hints = dataclasses.replace(told, charset=fetched.charset, fetched=page.hints.fetched)
    signals = tuple(dict.fromkeys((*told.signals, *page.hints.signals)))
    return dataclasses.replace(page, source=entry.source, hints=dataclasses.replace(hints, signals=signals))


def _dated(document: Document, fetched: Fetched) -> Document:
    """A document with when it was got and the terms that came with the answer, beside its own."""
    hints = document.hints
    got = hints.fetched or (Stamp(at=fetched.at, basis=Basis.GIVEN) if fetched.at else None)
    signals = tuple(dict.fromkeys((*fetched.signals, *hints.signals)))
    feed = hints.feed or (fetched.location if document.kind is MediaKind.ENTRY else "")
    if (got, signals, feed) == (hints.fetched, hints.signals, hints.feed):
        return document
    hints = dataclasses.replace(hints, fetched=got, signals=signals, feed=feed)
    return dataclasses.replace(document, hints=hints)


# --- by kind ------------------------------------------------------------------------------


def _kind(fetched: Fetched) -> tuple[Kind, bool]:
    """The kind of an input, and whether it is packed."""
    name, content = fetched.location, fetched.content
    kind = kind_of(content, name, fetched.media_type)
    if kind is not Kind.GZIP:
        return kind, False
    return kind_of(_beginning(content, name), name, fetched.media_type), True


def _unpacked(fetched: Fetched) -> Iterator[Unpacked]:
    name, content = fetched.location, fetched.content
    kind, packed = _kind(fetched)
    if kind is Kind.REPORTS:
        yield from _reports(inflate(content, name, limit=None) if packed else _one_report(content), name)
    elif kind is Kind.WARC:
        yield from warc_pages(content, name)
    elif kind in _NOT_READ:
        reason, remedy = _NOT_READ[kind]
        yield Failure(item=name, stage="collect", reason=reason, remedy=remedy)
    elif packed and kind is Kind.SITEMAP:
        yield from _parsed(kind, dataclasses.replace(fetched, content=whole(content, name, LARGEST_SITEMAP)))
    else:
        content = whole(content, name) if packed else content
        yield from _parsed(kind, dataclasses.replace(fetched, content=content))


def _parsed(kind: Kind, fetched: Fetched) -> Iterator[Unpacked]:
    # Loaded when a feed comes: it comes in the box, and the desk outside needs no parser of feeds.
    from dateline.stages.collect.feeds import json_entries, xml_entries

    name, content = fetched.location, fetched.content
    if kind is Kind.FEED:
        yield from xml_entries(content, name, fetched.charset)
    elif kind is Kind.JSON_FEED:
        yield from json_entries(content, name)
    elif kind is Kind.SITEMAP:
        yield from sitemap_entries(content, name, fetched.at)
    elif kind is Kind.OPML:
        yield from _listed(content, name)
    elif kind is Kind.WACZ:
        yield from wacz_pages(content, name)
    else:
        front = is_front(content, name) and feeds_on(content, name)
        yield from front[:1] if front else _articles(fetched)


def _beginning(content: bytes, name: str) -> bytes:
    """The first piece of what gzip holds: enough to tell its kind."""
    return next(inflate(content, name, limit=None), b"")


def _listed(content: bytes, name: str) -> Iterator[Referral | Failure]:
    """The sources of an OPML file that are on the web."""
    from dateline.stages.collect.lists import sources_of

    found = False
    for source in sources_of(read_opml(content, name)):
        if source.kind is not SourceKind.PATH:
            found = True
            hints = Hints(outlet=source.title, language=source.language)
            yield Referral(url=source.address, kind=source.kind, source=name, hints=hints)
    if not found:
        yield Failure(item=name, stage="collect", reason="a list without feeds", remedy="give another")


def _articles(fetched: Fetched) -> Iterator[Document]:
    """A page; before it the posts of the live blog that it is, for then it has its standing text alone."""
    from dateline.stages.collect.liveblogs import updates  # loads lxml: files of reports need none

    page = _page(fetched)
    yield from updates(page)
    yield page


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
