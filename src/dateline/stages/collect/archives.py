"""Web archives: the HTML pages that a WARC or a WACZ holds.

Decides which records are pages. The time of a record is when it was fetched, not when the article
was published, so no time is handed on. Does not follow ``revisit`` records.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.core.errors import InputError, MissingExtra
from dateline.core.types import Document, Failure, Hints, MediaKind
from dateline.stages.collect.inflate import MIB

LARGEST_PAGE = 5 * MIB
LARGEST_ARCHIVE = 1024 * MIB

_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_MEMBERS = (".warc", ".warc.gz")


def warc_pages(content: bytes, name: str) -> Iterator[Document | Failure]:
    """The pages of a WARC 1.0 or 1.1, packed or not.

    Raises ``MissingExtra`` without fastwarc and ``InputError`` for an archive that cannot be read.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra(name, "warc") from error
    records = ArchiveIterator(
        io.BytesIO(content),
        record_types=WarcRecordType.response,
        parse_http=True,
        auto_decode="all",
    )
    found = False
    try:
        for number, record in enumerate(records, 1):
            page = _page(record, f"{name}#{number}")
            if page is not None:
                found = True
                yield page
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(name, f"a web archive that is damaged: {error}", "fetch it again") from error
    if not found:
        yield Failure(item=name, stage="collect", reason="a web archive without HTML pages", remedy="")


def _page(record: Any, source: str) -> Document | Failure | None:
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or record.http_content_type not in _PAGE_TYPES:
        return None
    content = record.reader.read(LARGEST_PAGE + 1)
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    if len(content) > LARGEST_PAGE:
        reason = f"a page of more than {LARGEST_PAGE // MIB} MiB"
        return Failure(item=url or source, stage="collect", reason=reason, remedy="left out")
    return Document(
        source=source,
        kind=MediaKind.PAGE,
        content=content,
        url=url,
        hints=Hints(charset=str(record.http_charset or "")),
    )


def wacz_pages(content: bytes, name: str) -> Iterator[Document | Failure]:
    """The pages of each WARC inside a WACZ (1.1.1, ``archive/*.warc.gz``). Raises as :func:`warc_pages`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [
                m
                for m in packed.infolist()
                if m.filename.startswith("archive/") and m.filename.endswith(_MEMBERS)
            ]
            if not members:
                raise InputError(name, "a WACZ without archive/*.warc.gz", "make it again")
            if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
                raise InputError(name, f"unpacks to more than {LARGEST_ARCHIVE // MIB} MiB", "split it")
            for member in members:
                yield from warc_pages(packed.read(member), f"{name}/{member.filename}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InputError(name, f"a WACZ that is damaged: {error}", "fetch it again") from error
