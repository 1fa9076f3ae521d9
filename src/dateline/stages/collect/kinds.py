"""What an input is: by its content first, by its name or media type only where that is silent.

Decides the kind and nothing else; it parses nothing beyond the first tag, and trusts no name that
the bytes contradict.
"""

from __future__ import annotations

import re
from enum import StrEnum

from dateline.stages.collect.inflate import is_gzip

_LOOK = 1 << 14  # bytes that decide: a first tag may stand behind a long comment


class Kind(StrEnum):
    """The kinds of input that can be told apart."""

    PAGE = "page"
    FEED = "feed"
    JSON_FEED = "JSON Feed"
    REPORTS = "reports"
    WARC = "WARC"
    WACZ = "WACZ"
    SITEMAP = "sitemap"
    OPML = "OPML"
    GZIP = "gzip"
    EMPTY = "empty"
    BINARY = "binary"
    TEXT = "text"


#: The first element of a document -> its kind. Names are compared without their namespace prefix.
_ROOTS = {
    "rss": Kind.FEED,
    "feed": Kind.FEED,
    "rdf": Kind.FEED,
    "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP,
    "opml": Kind.OPML,
    "html": Kind.PAGE,
}
#: Elements that only a page begins with, where it leaves out ``<html>`` (HTML, optional tags).
_PAGE_STARTS = frozenset(
    (
        *("head", "body", "title", "meta", "link", "base", "script", "style"),
        *("main", "article", "header", "section", "div", "p", "h1"),
    )
)

_FIRST_TAG = re.compile(r"<(?:!doctype\s+)?([a-z][\w.-]*(?::[a-z][\w.-]*)?)", re.IGNORECASE)
_ASIDE = re.compile(r"<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)", re.DOTALL)
#: A feed behind what its server blurted out before it (a warning of PHP): feed readers find it there.
_BURIED = re.compile(r"<\?xml[^<>]{0,200}\?>\s{0,40}<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_NAMED_PAGE = re.compile(r"\.x?html?(?:\.gz)?$", re.IGNORECASE)
_JSON_FEED = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Bytes that no text holds: controls other than tab, line ends, form feed and escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_STRAY = 1  # of them may stand in the shortest text


def kind_of(content: bytes, name: str = "", media_type: str = "") -> Kind:
    """The kind of the bytes; ``name`` is a path or URL and ``media_type`` what a server said."""
    if not content.strip():
        return Kind.EMPTY
    if is_gzip(content):
        return Kind.GZIP
    if content.startswith(b"WARC/"):
        return Kind.WARC
    if content.startswith(b"PK\x03\x04"):
        return Kind.WACZ if name.lower().endswith(".wacz") or b"datapackage.json" in content else Kind.BINARY
    head = _head(content)
    if head is None:
        return Kind.BINARY
    return _of_text(head, name, media_type)


def _head(content: bytes) -> str | None:
    """The beginning as text, or None where the bytes are no text."""
    start = content[:_LOOK]
    for bom, codec in _BOMS:
        if start.startswith(bom):
            return start[: len(start) // 4 * 4 if "8" not in codec else None].decode(codec, "ignore")
    if wide := _wide(start):
        return start[: len(start) // 2 * 2].decode(wide, "ignore")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > max(_STRAY, len(start) * 0.01):
        return None
    return start.decode("utf-8", "ignore")


def _wide(start: bytes) -> str:
    """The encoding of markup in UTF-16 without a mark (XML 1.0, appendix F); empty for all else."""
    opening = start.lstrip(b" \t\r\n\x00")[:1] == b"<" and start.count(0) * 3 > len(start)
    return "" if not opening else "utf-16-be" if start[0] == 0 else "utf-16-le"


def _of_text(head: str, name: str, media_type: str) -> Kind:
    head = head.lstrip("\ufeff \t\r\n\f")
    if head.startswith("{"):
        return Kind.JSON_FEED if _JSON_FEED.search(head) else Kind.REPORTS
    if (tag := _FIRST_TAG.search(_ASIDE.sub(" ", head))) and _is_markup(head, tag):
        root = tag[1].lower().rpartition(":")[2]
        if root in _ROOTS:
            return _ROOTS[root]
        if _BURIED.search(head):
            return Kind.FEED
        if root in _PAGE_STARTS:
            return Kind.PAGE
    if "<" in head and (_NAMED_PAGE.search(name) or "html" in media_type):
        return Kind.PAGE
    if _lists_addresses(head):
        return Kind.SITEMAP
    lowered = name.lower()
    if lowered.endswith((".jsonl", ".jsonl.gz", ".ndjson")) or "json" in media_type:
        return Kind.REPORTS
    return Kind.TEXT


def _is_markup(head: str, tag: re.Match[str]) -> bool:
    """Whether the text begins with markup, or at least holds a whole document further on."""
    return head.startswith("<") or tag[1].lower() in {"html", "rss", "feed"} or bool(_BURIED.search(head))


def _lists_addresses(head: str) -> bool:
    """Whether a text is a sitemap as plain text: nothing but addresses, one a line (sitemaps.org)."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if len(head) > _LOOK // 4 and len(lines) > 1:
        lines.pop()  # it may be cut
    return all(line.startswith(("http://", "https://")) and len(line.split()) == 1 for line in lines)
