"""WARC 1.1 records (ISO 28500:2017) of files that were published: each its own gzip member, as readers want
it.

Decides the headers of a record. Ids and digests are functions of what is recorded, and the date is that of
the file, so that the same site gives the same archive.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = "WARC/1.1"
_FIELDS = "application/warc-fields"
_HTTP = "application/http; msgtype=response"
_NAMES = uuid.UUID("b0b7a1d2-5f0a-5c39-9c56-0f4c6f2f0d11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A record as it lies in an archive: its bytes, packed, and the digest of its payload."""

    packed: bytes
    digest: str


def opening(software: str, title: str, at: datetime) -> bytes:
    """The record that an archive begins with: what made it, and what it is."""
    told = f"software: {_line(software)}\r\nformat: WARC File Format 1.1\r\ntitle: {_line(title)}\r\n"
    block = told.encode()
    headers = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _id("warcinfo", instant(at), told)),
        ("WARC-Date", instant(at)),
        ("Content-Type", _FIELDS),
        ("WARC-Block-Digest", sha256(block)),
    )
    return _packed(headers, block)


def response(url: str, at: datetime, media_type: str, body: bytes) -> Recorded:
    """The answer that the site's server would have given for a file at a time: status 200 and the file."""
    since = f"{at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} GMT"
    told = f"200 OK\r\nContent-Type: {media_type}\r\nLast-Modified: {since}"
    return _answer(url, at, told, body)


def redirect(url: str, at: datetime, to: str) -> Recorded:
    """The answer at another address of a file: where it lies."""
    return _answer(url, at, f"301 Moved Permanently\r\nLocation: {_line(to)}", b"")


def _answer(url: str, at: datetime, told: str, body: bytes) -> Recorded:
    """``told`` is the status, and the headers but the length."""
    head = f"HTTP/1.1 {told}\r\nContent-Length: {len(body)}\r\n\r\n"
    block, digest = head.encode("ascii", "replace") + body, sha256(body)
    headers = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", _id("response", url, instant(at), digest)),
        ("WARC-Target-URI", url),
        ("WARC-Date", instant(at)),
        ("Content-Type", _HTTP),
        ("WARC-Payload-Digest", digest),
        ("WARC-Block-Digest", sha256(block)),
    )
    return Recorded(packed=_packed(headers, block), digest=digest)


def instant(at: datetime) -> str:
    """A time as WARC wants it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sha256(content: bytes) -> str:
    """A labelled digest in base 32, as WARC readers compare it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")


def _id(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMES, chr(31).join(parts))}>"


def _line(text: str) -> str:
    """Text that cannot begin another header."""
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def _packed(headers: tuple[tuple[str, str], ...], block: bytes) -> bytes:
    told = "".join(f"{name}: {value}\r\n" for name, value in (*headers, ("Content-Length", str(len(block)))))
    return gzip.compress(f"{VERSION}\r\n{told}\r\n".encode() + block + b"\r\n\r\n", mtime=0)
