"""What we published as a web archive: WACZ 1.1.1, one ZIP that replays in any browser without a server.

Decides what the archive holds (every file of the site, each as the answer to its address, and the way there
from the names by which static pages link), its index (CDXJ) and its list of pages. It holds what we published
and nothing of what we read: reports are linked, as on the site. Files are taken one at a time; only their
lines of the index are kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.stages.publish.exports.forms import encoded
from dateline.stages.publish.exports.warc import Recorded, instant, opening, redirect, response
from dateline.stages.publish.links import absolute

if TYPE_CHECKING:
    from dateline.core.site import Edition

#: Where a site without an address of its own is archived: a name that never leads anywhere (RFC 2606).
NOWHERE = "https://site.invalid"
_WACZ, _SOFTWARE = "1.1.1", "Dateline"
_ARCHIVE, _INDEX = "archive/data.warc.gz", "indexes/index.cdx"
_PAGE = "index.html"
#: What stands before a host and means no other one.
_WWW = re.compile(r"^www\d*\.")
_PAGES, _PACKAGE, _DIGEST = "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"
#: ZIP knows no time before 1980; the times that matter are in the records.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "opml": "text/x-opml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "wasm": "application/wasm",
}
_OTHER = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A file of the site, when it was published, and its title where it is a page for readers."""

    path: str
    content: bytes
    at: datetime
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file of the archive as its manifest names it."""

    path: str
    digest: str
    size: int

    @property
    def form(self) -> dict[str, Any]:
        name = self.path.rpartition("/")[2]
        return {"name": name, "path": self.path, "hash": self.digest, "bytes": self.size}


def wacz(edition: Edition, published: Iterable[Published], at: datetime) -> Iterator[bytes]:
    """The archive, piece by piece. ``at`` is when it was made: that of the newest file, as a rule."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as packed:
        records = _Records(edition)
        summed = _Summed()
        with packed.open(_info(_ARCHIVE), "w", force_zip64=True) as archive:
            for piece in records.written(published, at):
                archive.write(piece)
                summed.add(piece)
                yield sink.taken()
        members = [_Member(path=_ARCHIVE, digest=summed.digest, size=summed.size)]
        for path, content in ((_INDEX, records.index()), (_PAGES, records.pages())):
            packed.writestr(_info(path), content)
            members.append(_member(path, content))
        manifest = _json(_package(edition, members, at))
        packed.writestr(_info(_PACKAGE), manifest)
        packed.writestr(_info(_DIGEST), _json({"path": _PACKAGE, "hash": _member(_PACKAGE, manifest).digest}))
    yield sink.taken()


class _Records:
    """The records of an archive, with what the index and the list of pages need of each."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._offset = 0
        self._lines: list[str] = []
        self._pages: list[dict[str, str]] = []

    def written(self, published: Iterable[Published], at: datetime) -> Iterator[bytes]:
        """The bytes of the archive, a record at a time."""
        first = opening(_SOFTWARE, self._edition.title, at)
        self._offset = len(first)
        yield first
        for one in published:
            yield from self._recorded(one)

    def _recorded(self, one: Published) -> Iterator[bytes]:
        """A file at its address; a page also at the one by which the pages of a static site link to it."""
        url = absolute(self._edition, one.path) or f"{NOWHERE}/{one.path.removesuffix(_PAGE)}"
        kind = media_type(one.path)
        yield self._kept(url, one.at, kind, response(url, one.at, kind, one.content))
        if one.path.rpartition("/")[2] == _PAGE:
            linked = f"{url}{_PAGE}"
            yield self._kept(linked, one.at, kind, redirect(linked, one.at, url), "301")
        if one.title:
            page = {"id": hashlib.sha256(url.encode()).hexdigest()[:20], "url": url}
            self._pages.append(page | {"ts": instant(one.at), "title": one.title})

    def _kept(self, url: str, at: datetime, kind: str, recorded: Recorded, status: str = "200") -> bytes:
        """The bytes of a record, which is in the index by now."""
        entry = {
            "url": url,
            "mime": kind.partition(";")[0],
            "status": status,
            "digest": recorded.digest,
            "length": str(len(recorded.packed)),
            "offset": str(self._offset),
            "filename": _ARCHIVE.rpartition("/")[2],
        }
        self._lines.append(f"{surt(url)} {at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(entry)}\n")
        self._offset += len(recorded.packed)
        return recorded.packed

    def index(self) -> bytes:
        """CDXJ: where in the archive each address lies, sorted."""
        return "".join(sorted(self._lines)).encode()

    def pages(self) -> bytes:
        """The pages that a reader begins with, as JSON Lines; the first line says what the others are."""
        head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
        lines = (json.dumps(form, ensure_ascii=False) for form in (head, *self._pages))
        return encoded("".join(f"{line}\n" for line in lines))


def media_type(path: str) -> str:
    """What a file of the site is, by its name."""
    return _TYPES.get(path.rpartition(".")[2], _OTHER)


def surt(url: str) -> str:
    """An address as indexes of archives are sorted and asked by: host from the right, then the path.

    Canonical as the Internet Archive's SURT, which those who replay ask for: without the ``www`` of a host,
    and without the slash at the end of a path.
    """
    parts = urlsplit(url.lower())
    host = ",".join(reversed(_WWW.sub("", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}){parts.path.rstrip('/') or '/'}"


def _package(edition: Edition, members: list[_Member], at: datetime) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": _WACZ,
        "title": edition.title,
        "description": edition.notice,
        "created": instant(at),
        "modified": instant(at),
        "software": _SOFTWARE,
        "mainPageUrl": absolute(edition, "index.html") or f"{NOWHERE}/",
        "mainPageDate": instant(at),
        "resources": [member.form for member in members],
    }


def _info(path: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(path, _EPOCH)


def _member(path: str, content: bytes) -> _Member:
    return _Member(path=path, digest=f"sha256:{hashlib.sha256(content).hexdigest()}", size=len(content))


def _json(form: dict[str, Any]) -> bytes:
    return encoded(json.dumps(form, ensure_ascii=False, indent=2) + "\n")


class _Summed:
    """The digest and the size of what comes piece by piece."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.size = 0

    def add(self, piece: bytes) -> None:
        self._hash.update(piece)
        self.size += len(piece)

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


class _Sink:
    """A file that cannot be gone back in: what is written is taken, and not kept."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, content: bytes, /) -> int:
        self._held.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """What was written has been taken."""

    def taken(self) -> bytes:
        content = b"".join(self._held)
        self._held.clear()
        return content
