"""Web archives: the HTML pages that a WARC (1.0, 1.1) or a WACZ holds.

Decides which records are pages, and what a record that repeats an earlier one stands for. Its date is when it
was fetched, which says nothing of when the article was published. What a damaged archive still
holds is given, and a Failure says what is missing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from dateline.core.errors import InputError, MissingExtra
from dateline.core.terms import directives
from dateline.core.types import Basis, Document, Failure, Hints, MediaKind, Signal, Stamp
from dateline.stages.collect.inflate import MIB, RATIO, is_gzip
from dateline.stages.collect.wrappings import unwrapped

LARGEST_PAGE = 5 * MIB
LARGEST_ARCHIVE = 1024 * MIB
MOST_REMEMBERED = 64 * MIB  # bytes of pages that later records may refer to

_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_MEMBERS = (".warc", ".warc.gz")
#: Headers that state terms, beside X-Robots-Tag; their values are passed on as they are.
_TERMS = frozenset(("content-usage", "content-signal", "tdm-reservation", "tdm-policy"))
_STAGE = "collect"

Found = Document | Failure


def warc_pages(content: bytes, name: str) -> Iterator[Found]:
    """The pages of a WARC 1.0 or 1.1, packed or not.

    Raises ``MissingExtra`` without fastwarc and ``InputError`` for a bomb.
    """
    reader = _Reader(name, len(content))
    yield from reader.pages(io.BytesIO(content))
    if reader.whole and _is_cut(content, reader.last):
        yield _failure(name, "a web archive that is cut off: what came before was read", "fetch it again")
    elif reader.whole and not reader.found:
        yield _failure(name, "a web archive without HTML pages", "give one that holds pages")


def wacz_pages(content: bytes, name: str) -> Iterator[Found]:
    """The pages of each WARC inside a WACZ (1.1.1, ``archive/*.warc.gz``). Raises as :func:`warc_pages`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in _members(packed, name):
                with packed.open(member) as stream:
                    reader = _Reader(f"{name}/{member.filename}", member.file_size)
                    yield from reader.pages(stream)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InputError(name, f"a WACZ that is damaged: {error}", "fetch it again") from error


def _members(packed: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    members = [
        member
        for member in packed.infolist()
        if member.filename.startswith("archive/") and member.filename.endswith(_MEMBERS)
    ]
    if not members:
        raise InputError(name, "a WACZ without archive/*.warc.gz", "make it again")
    size = sum(member.file_size for member in members)
    if size > LARGEST_ARCHIVE:
        raise InputError(name, f"unpacks to more than {LARGEST_ARCHIVE // MIB} MiB", "split it")
    if size > MIB and size > RATIO * sum(member.compress_size for member in members):
        raise InputError(name, f"unpacks to more than {RATIO} times its size", "refused as a bomb")
    return members


def _failure(item: str, reason: str, remedy: str = "left out") -> Failure:
    return Failure(item=item, stage=_STAGE, reason=reason, remedy=remedy)


class _Reader:
    """Reads one WARC. ``last`` is where its last record begins, ``whole`` whether it was read to its end."""

    def __init__(self, name: str, size: int) -> None:
        self.found = False
        self.whole = False
        self.last = 0
        self._name = name
        self._size = size
        self._known: dict[str, Document] = {}
        self._remembered = 0

    def pages(self, stream: IO[bytes]) -> Iterator[Found]:
        unpacked = 0
        try:
            for number, record in enumerate(_records(stream, self._name), 1):
                unpacked += record.content_length
                if unpacked > MIB and unpacked > RATIO * self._size:
                    raise InputError(self._name, f"unpacks to more than {RATIO} times its size", "refused")
                self.last = record.stream_pos
                if (page := self._page(record, f"{self._name}#{number}")) is not None:
                    self.found = True
                    yield page
        except (OSError, ValueError, RuntimeError) as error:
            yield _failure(self._name, f"a web archive that is damaged: {error}", "fetch it again")
            return
        self.whole = True

    def _page(self, record: Any, source: str) -> Found | None:
        url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
        kind = str(record.headers.get("WARC-Type") or "").lower()
        digest = str(record.headers.get("WARC-Payload-Digest") or "")
        if kind == "revisit":
            return self._again(record, url, digest, source)
        if not _is_page(record, kind):
            return None
        try:
            content = _content(record, kind)
        except InputError as error:
            return _failure(url or source, error.reason, error.remedy)
        if len(content) > LARGEST_PAGE:
            return _failure(url or source, f"a page of more than {LARGEST_PAGE // MIB} MiB")
        hints = Hints(charset=_charset(record, kind), fetched=_date(record), signals=_terms(record, url))
        document = Document(
            source=source, kind=MediaKind.PAGE, content=content, url=_address(url), hints=hints
        )
        self._remember(digest, document)
        return document

    def _again(self, record: Any, url: str, digest: str, source: str) -> Found | None:
        """A record that says "the same as then": the page of then, under its own address and date."""
        earlier = self._known.get(digest)
        if earlier is None:
            named = record.http_content_type in _PAGE_TYPES
            reason = "refers to a record that is not in this archive"
            return _failure(url or source, reason, "archive the page itself") if named else None
        hints = replace(
            earlier.hints, fetched=_date(record), signals=_terms(record, url) or earlier.hints.signals
        )
        return replace(earlier, source=source, url=_address(url) or earlier.url, hints=hints)

    def _remember(self, digest: str, document: Document) -> None:
        self._remembered += len(document.content)
        if digest and self._remembered <= MOST_REMEMBERED:
            self._known.setdefault(digest, document)


def _records(stream: IO[bytes], name: str) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra(name, "warc") from error
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    # Bodies are unwrapped here: one that is broken would end fastwarc's reading of the whole archive.
    return iter(ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none"))


def _is_page(record: Any, kind: str) -> bool:
    if kind == "resource":
        return _media_type(record) in _PAGE_TYPES
    headers = record.http_headers
    return headers is not None and headers.status_code == 200 and record.http_content_type in _PAGE_TYPES


def _content(record: Any, kind: str) -> bytes:
    """The page's bytes, one more than the most of them at most. Raises ``InputError`` (without item)."""
    raw = bytes(record.reader.read(LARGEST_PAGE * 2))
    headers = () if kind == "resource" else record.http_headers.items()
    return unwrapped(raw, headers, LARGEST_PAGE + 1)


def _media_type(record: Any) -> str:
    return str(record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _charset(record: Any, kind: str) -> str:
    if kind == "resource":
        return str(record.headers.get("Content-Type") or "").lower().partition("charset=")[2].strip("\"' ;")
    return str(record.http_charset or "")


def _date(record: Any) -> Stamp | None:
    """When the page was fetched: ``WARC-Date`` (WARC 1.1 §5.4)."""
    try:
        at = record.record_date
    except (ValueError, OverflowError):
        return None
    return None if at is None else Stamp(at=at, basis=Basis.ARCHIVE)


def _terms(record: Any, url: str) -> tuple[Signal, ...]:
    """What the headers of the answer say of its terms, by the names that the gateway gives them."""
    found = []
    for name, value in record.http_headers.items() if record.http_headers is not None else ():
        field, said = name.lower(), value.strip()[:1000]
        if field == "x-robots-tag":
            said = ", ".join(directives(said))
        elif field not in _TERMS:
            continue
        found += [Signal(name=field, value=said, where=url)] if said else []
    return tuple(dict.fromkeys(found))


def _address(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""


def _is_cut(content: bytes, last: int) -> bool:
    """Whether gzip ends within a member, from the last record's on: fastwarc ends there in silence."""
    if not is_gzip(content):
        return False
    rest = memoryview(content)[last:]
    while len(rest):
        member = zlib.decompressobj(31)
        unread: bytes | memoryview = rest
        try:
            while len(unread) and not member.eof:
                member.decompress(unread, 1 << 20)
                unread = member.unconsumed_tail
        except zlib.error:
            return True
        if not member.eof:
            return True
        rest = memoryview(member.unused_data)
    return False
