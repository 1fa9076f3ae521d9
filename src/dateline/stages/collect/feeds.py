"""RSS, Atom and JSON Feed: one Document for each entry, with what the feed says about it.

feedparser is given bytes and fetches nothing. What could hurt it is refused before: entity
declarations, feeds of more than 10 MiB, endless tags, endless lists. Does not fetch the entries'
pages and does not judge their times.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.core.errors import InputError
from dateline.core.text import tidy
from dateline.core.types import Document, Failure, Hints, MediaKind
from dateline.stages.collect.inflate import MIB
from dateline.stages.collect.times import feed_stamp, iso_stamp

LARGEST = 10 * MIB
MOST_ENTRIES = 5_000

_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)
_ENDLESS_TAG = re.compile(rb"<[A-Za-z][^<>]{65536}")
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s/>]")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_TAG = re.compile(r"<[a-zA-Z/!]")


def guard(content: bytes, name: str) -> None:
    """Refuses a feed that would cost more than it can be worth. Raises ``InputError``."""
    if len(content) > LARGEST:
        raise InputError(name, f"a feed of more than {LARGEST // MIB} MiB", "ask its owner for a shorter one")
    if _ENTITY.search(_scannable(content)):
        raise InputError(name, "a feed that declares XML entities", "refused: no honest feed needs them")
    if _ENDLESS_TAG.search(content):
        raise InputError(name, "a feed with a tag of more than 64 KiB", "refused as hostile")
    if sum(1 for _ in _ENTRY.finditer(content)) > MOST_ENTRIES:
        raise InputError(name, f"a feed of more than {MOST_ENTRIES} entries", "split it")


def _scannable(content: bytes) -> str:
    """The feed as text in the encoding that a parser would take, so that none hides a declaration."""
    declared = match[1].decode("ascii") if (match := _DECLARED.search(content[:400])) else "utf-8"
    if b"\x00" in content[:4]:
        declared = "utf-32" if content[:4].count(0) > 2 else "utf-16"  # XML 1.0, appendix F
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        declared = "utf-16"
    try:
        return content.decode(declared, "replace")
    except LookupError:
        return content.decode("latin-1")


def xml_entries(content: bytes, name: str, charset: str = "") -> Iterator[Document | Failure]:
    """The entries of an RSS or Atom feed. Raises ``InputError`` where it is refused."""
    import feedparser

    guard(content, name)
    media_type = "application/xml" + (f"; charset={charset}" if charset else "")
    headers = {"content-type": media_type, "content-location": name if "://" in name else ""}
    parsed = feedparser.parse(content, response_headers=headers, sanitize_html=False)
    if not parsed.entries:
        reason = "a feed without entries"
        if parsed.get("bozo") and parsed.get("bozo_exception"):
            reason += f" (not well-formed: {tidy(str(parsed.bozo_exception))[:120]})"
        yield Failure(item=name, stage="collect", reason=reason, remedy="check the feed in a browser")
        return
    channel = _channel(parsed.feed)
    for number, entry in enumerate(parsed.entries, 1):
        yield _document(entry, channel, f"{name}#{number}")


def _plain(value: Any) -> str:
    """A feed's text construct as one line of plain text: titles may hold markup (RFC 4287 §3.1)."""
    text = str(value or "")
    if _TAG.search(text):
        import lxml.html

        try:
            text = lxml.html.fromstring(f"<div>{text}</div>").text_content()
        except (ValueError, lxml.etree.ParserError):
            text = re.sub(r"<[^<>]*>", " ", text)
    return tidy(html.unescape(text))


def _channel(feed: Any) -> Hints:
    return Hints(
        outlet=_plain(feed.get("title")),
        author=_plain(feed.get("author")),
        language=str(feed.get("language") or ""),
        licence=_licence(feed),
    )


def _licence(found: Any) -> str:
    """The licence's address where one is linked, else what the feed says of its rights."""
    links = found.get("links") or ()
    linked = next((link.get("href") for link in links if link.get("rel") == "license"), "")
    return str(linked or found.get("license") or _plain(found.get("rights")))


def _document(entry: Any, channel: Hints, source: str) -> Document:
    source_feed = entry.get("source") or {}
    hints = Hints(
        title=_plain(entry.get("title")),
        outlet=_plain(source_feed.get("title")) or channel.outlet,
        author=_authors(entry) or channel.author,
        section=next((_plain(tag.get("term") or tag.get("label")) for tag in entry.get("tags") or ()), ""),
        language=_language(entry) or channel.language,
        published=feed_stamp(entry.get("published", ""), entry.get("published_parsed"))
        if "published" in entry
        else None,
        updated=feed_stamp(entry.get("updated", ""), entry.get("updated_parsed"))
        if "updated" in entry
        else None,
        licence=_licence(entry) or channel.licence,
        charset="utf-8",
    )
    return Document(
        source=source,
        kind=MediaKind.ENTRY,
        content=_fullest(entry).encode("utf-8", "replace"),
        url=_link(entry),
        hints=hints,
    )


def _authors(entry: Any) -> str:
    names = [_plain(author.get("name")) for author in entry.get("authors") or () if author.get("name")]
    return ", ".join(dict.fromkeys(names)) or _plain(entry.get("author"))


def _language(entry: Any) -> str:
    return next((str(part["language"]) for part in entry.get("content") or () if part.get("language")), "")


def _link(entry: Any) -> str:
    """The entry's own page: its link, else a guid that is an address (RSS 2.0, guid@isPermaLink)."""
    for address in (entry.get("link"), entry.get("id")):
        if address and str(address).startswith(("http://", "https://")):
            return str(address)
    return ""


def _fullest(entry: Any) -> str:
    """The longest of the bodies that the entry carries, as HTML."""
    bodies = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    held = [(str(body.get("value") or ""), str(body.get("type") or "")) for body in bodies]
    text, kind = max(held, key=lambda body: len(body[0]), default=("", ""))
    return _paragraphs(text) if kind == "text/plain" and not _TAG.search(text) else text


def _paragraphs(text: str) -> str:
    """Plain text as HTML with its paragraphs kept."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


# --- JSON Feed ----------------------------------------------------------------------------


def json_entries(content: bytes, name: str) -> Iterator[Document | Failure]:
    """The items of a JSON Feed 1.0 or 1.1. Raises ``InputError`` where it is refused or cut."""
    if len(content) > LARGEST:
        raise InputError(name, f"a feed of more than {LARGEST // MIB} MiB", "ask its owner for a shorter one")
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"a JSON Feed that is not JSON: {error}", "fetch it again") from error
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise InputError(name, "a feed without entries", "check the feed in a browser")
    if len(items) > MOST_ENTRIES:
        raise InputError(name, f"a feed of more than {MOST_ENTRIES} entries", "split it")
    for number, item in enumerate(items, 1):
        source = f"{name}#{number}"
        if isinstance(item, dict):
            yield _json_document(item, feed, source)
        else:
            yield Failure(
                item=source, stage="collect", reason="not a JSON object", remedy="the item was skipped"
            )


def _json_document(item: dict[str, Any], feed: dict[str, Any], source: str) -> Document:
    tags = item.get("tags")
    hints = Hints(
        title=_plain(item.get("title")),
        outlet=_plain(feed.get("title")),
        author=_json_authors(item) or _json_authors(feed),
        section=_plain(tags[0]) if isinstance(tags, list) and tags else "",
        language=str(item.get("language") or feed.get("language") or ""),
        published=iso_stamp(str(item.get("date_published") or "")),
        updated=iso_stamp(str(item.get("date_modified") or "")),
        charset="utf-8",
    )
    body = item.get("content_html") or _paragraphs(str(item.get("content_text") or item.get("summary") or ""))
    url = str(item.get("url") or item.get("id") or "")
    return Document(
        source=source,
        kind=MediaKind.ENTRY,
        content=str(body).encode("utf-8", "replace"),
        url=url if url.startswith(("http://", "https://")) else "",
        hints=hints,
    )


def _json_authors(held: dict[str, Any]) -> str:
    """The names of ``authors`` (1.1) or of ``author`` (1.0)."""
    authors = held.get("authors") or [held.get("author")]
    if not isinstance(authors, list):
        return ""
    return ", ".join(
        _plain(author.get("name")) for author in authors if isinstance(author, dict) and author.get("name")
    )
