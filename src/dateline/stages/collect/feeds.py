"""RSS, Atom and JSON Feed: what a feed says of itself, and one Document for each of its entries.

feedparser is given text that was decoded here and fetches nothing. What could hurt it is refused before
(``guard.py``). Does not fetch the entries' pages and does not judge their times.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.core import charset
from dateline.core.charset import Decoded
from dateline.core.errors import InputError
from dateline.core.sources import Channel, SourceKind
from dateline.core.text import tidy
from dateline.core.types import Document, Failure, Hints, MediaKind, Signal
from dateline.stages.collect.guard import LARGEST, MOST_ENTRIES, guard, guard_size
from dateline.stages.collect.inflate import MIB
from dateline.stages.collect.times import feed_stamp, iso_stamp

__all__ = ["LARGEST", "MOST_ENTRIES", "json_entries", "xml_entries"]

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_TAG = re.compile(r"<[a-zA-Z/!]")
#: What no XML 1.0 text may hold (§2.2); one of them costs the strict parser the whole feed.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LARGEST_ENTRY = 2 * MIB
_LONGEST_LINE = 10_000  # characters of a title or a name that are read
#: Words by which a statement of rights is a licence, and not a reservation of them.
_LICENCE = re.compile(
    r"creative\s?commons|\bcc[ -](?:by|0|zero)|\bcc0\b|public domain|open government licence|\bogl\b|\bodc\b",
    re.IGNORECASE,
)
_MINUTE = 60
#: ``sy:updatePeriod`` (RSS 1.0, module Syndication) -> seconds.
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def xml_entries(content: bytes, name: str, header: str = "") -> Iterator[Channel | Document | Failure]:
    """The channel and the entries of an RSS, Atom or CDF feed. Raises ``InputError`` where it is refused.

    ``header`` is the charset that the server said. Entries are UTF-8 whatever the feed was; ``Hints.charset``
    says what it was, and what told so.
    """
    guard_size(content, name)
    decoded = _decoded(content, name, header)
    guard(decoded.text, name)
    parsed = _parsed(decoded.text, name)
    yield _channel(parsed.feed, _format(parsed.version), len(parsed.entries))
    if not parsed.entries:
        reason = "a feed without entries"
        if parsed.get("bozo") and parsed.get("bozo_exception"):
            reason += f" (not well-formed: {tidy(str(parsed.bozo_exception))[:120]})"
        yield Failure(item=name, stage="collect", reason=reason, remedy="check the feed in a browser")
        return
    common = _common(parsed.feed, name, str(decoded))
    base = _address(parsed.feed.get("link")) or common.feed
    for number, entry in enumerate(parsed.entries, 1):
        yield _document(entry, common, base, f"{name}#{number}")


def _parsed(text: str, name: str) -> Any:
    """What feedparser makes of it. Raises ``InputError`` for one of the few feeds that it stumbles over."""
    import feedparser

    try:
        return feedparser.parse(
            _UNSPEAKABLE.sub("", text).encode(),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": name if _is_address(name) else "",
            },
            sanitize_html=False,  # only words are taken from it
            resolve_relative_uris=False,  # nor links inside the text
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        reason = f"a feed that cannot be parsed: {tidy(str(error))[:120]}"
        raise InputError(name, reason, "check the feed in a browser") from error


def _format(version: str) -> str:
    """The format's name as people know it, or "" where it is not known."""
    import feedparser

    return str(feedparser.api.SUPPORTED_VERSIONS[version]) if version else ""


def _decoded(content: bytes, name: str, header: str) -> Decoded:
    labels = [match[1].decode("ascii")] if (match := _DECLARED.search(content[:400])) else []
    decoded = charset.decode(content, header, labels, _sniffed)
    if decoded is None:
        raise InputError(name, "not readable as text in any encoding", "check the feed in a browser")
    return decoded


def _sniffed(content: bytes) -> Iterator[str]:
    """The encodings that the bytes look like; of those for Latin letters, the one that most are in."""
    from charset_normalizer import from_bytes

    found = [
        label for match in from_bytes(content) for label in (match.encoding, *match.could_be_from_charset)
    ]
    yield from sorted(found, key=lambda label: label != "cp1252") if "cp1252" in found else found


# --- the feed itself ----------------------------------------------------------------------


def _channel(feed: Any, version: str, entries: int) -> Channel:
    return Channel(
        kind=SourceKind.FEED,
        format=version,
        title=_plain(feed.get("title")),
        site=_address(feed.get("link")),
        language=str(feed.get("language") or ""),
        licence=_licence(feed),
        ttl=_ttl(feed),
        hub=_linked(feed, "hub"),
        entries=entries,
    )


def _common(feed: Any, name: str, read_as: str) -> Hints:
    """What holds for each entry that says nothing of its own."""
    return Hints(
        outlet=_plain(feed.get("title")),
        author=_plain(feed.get("author")),
        language=str(feed.get("language") or ""),
        licence=_licence(feed),
        charset=read_as,
        feed=_own_address(_linked(feed, "self"), name),
        signals=_said_of_rights(feed, f"feed {name}"),
    )


def _ttl(feed: Any) -> int | None:
    """How long the feed calls itself good, in seconds: ``ttl`` (RSS 2.0), or its update period."""
    written = str(feed.get("ttl") or "").strip()
    if written.isascii() and written.isdigit() and len(written) < 8:
        return int(written) * _MINUTE
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    if period is None or not (times.isascii() and times.isdigit() and int(times[:6]) > 0):
        return period
    return period // int(times[:6])


def _own_address(said: str, name: str) -> str:
    """The feed's own address as it says it, if it may speak for the place that it was read from."""
    if not _is_address(name):
        return said
    return said if said and urlsplit(said).netloc == urlsplit(name).netloc else name


def _linked(found: Any, relation: str) -> str:
    links = found.get("links") or ()
    return next((_address(link.get("href")) for link in links if link.get("rel") == relation), "")


def _licence(found: Any) -> str:
    """The licence's address where one is linked, or its name; ``rights`` may be only a reservation."""
    rights = _plain(found.get("rights"))
    return (
        _linked(found, "license")
        or _address(found.get("license"))
        or (rights if _LICENCE.search(rights) else "")
    )


def _said_of_rights(found: Any, where: str) -> tuple[Signal, ...]:
    said = (_plain(found.get("rights")), _linked(found, "license") or _plain(found.get("license")))
    return tuple(Signal(name="licence", value=value, where=where) for value in dict.fromkeys(said) if value)


# --- an entry -----------------------------------------------------------------------------


def _document(entry: Any, common: Hints, base: str, source: str) -> Document | Failure:
    source_feed = entry.get("source") or {}
    hints = Hints(
        title=_plain(entry.get("title")),
        outlet=_plain(source_feed.get("title")) or common.outlet,
        author=_authors(entry) or common.author,
        section=next((_plain(tag.get("term") or tag.get("label")) for tag in entry.get("tags") or ()), ""),
        language=_language(entry) or common.language,
        published=_time(entry, "published"),
        updated=_time(entry, "updated"),
        licence=_licence(entry) or common.licence,
        charset=common.charset,
        guid=str(entry.get("id") or ""),
        feed=common.feed,
        signals=tuple(dict.fromkeys((*common.signals, *_said_of_rights(entry, f"entry {source}")))),
    )
    content = _fullest(entry).encode("utf-8", "replace")
    if len(content) > LARGEST_ENTRY:
        reason = f"an entry of more than {LARGEST_ENTRY // MIB} MiB"
        return Failure(
            item=source, stage="collect", reason=reason, remedy="it was left out; the others went on"
        )
    return Document(source=source, kind=MediaKind.ENTRY, content=content, url=_link(entry, base), hints=hints)


def _time(entry: Any, name: str) -> Any:
    # feedparser answers for "updated" with "published" where only that is there; ``in`` does not
    return feed_stamp(str(entry[name]), entry.get(f"{name}_parsed")) if name in entry else None


def _authors(entry: Any) -> str:
    names = [_plain(author.get("name")) for author in entry.get("authors") or () if author.get("name")]
    return ", ".join(dict.fromkeys(names)) or _plain(entry.get("author"))


def _language(entry: Any) -> str:
    return next((str(part["language"]) for part in entry.get("content") or () if part.get("language")), "")


def _link(entry: Any, base: str) -> str:
    """The entry's own page: its link, else a guid that is an address (RSS 2.0, guid@isPermaLink)."""
    name = entry.get("id") if entry.get("guidislink", True) else ""
    for said in (entry.get("link"), name):
        if address := _address(said):
            return address
    link = str(entry.get("link") or "").strip()
    return _joined(base, link) if link and base and not urlsplit(link[:9]).scheme else ""


def _joined(base: str, link: str) -> str:
    try:
        return _address(urljoin(base, link))
    except ValueError:
        return ""


def _address(said: Any) -> str:
    said = str(said or "").strip()
    return said if _is_address(said) else ""


def _is_address(said: str) -> bool:
    return said.lower().startswith(("http://", "https://"))


def _fullest(entry: Any) -> str:
    """The longest of the bodies that the entry carries, as HTML."""
    bodies = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    held = [(str(body.get("value") or ""), str(body.get("type") or "")) for body in bodies]
    text, kind = max(held, key=lambda body: len(body[0]), default=("", ""))
    return _paragraphs(text) if kind == "text/plain" and not _TAG.search(text) else text


def _plain(value: Any) -> str:
    """A feed's text construct as one line of plain text: titles may hold markup (RFC 4287 §3.1)."""
    text = str(value or "")[:_LONGEST_LINE]
    if _TAG.search(text):
        import lxml.html

        try:
            text = lxml.html.fromstring(f"<div>{text}</div>").text_content()
        except (ValueError, lxml.etree.ParserError):
            text = re.sub(r"<[^<>]*>", " ", text)
    return tidy(html.unescape(text))


def _paragraphs(text: str) -> str:
    """Plain text as HTML with its paragraphs kept."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


# --- JSON Feed ----------------------------------------------------------------------------


def json_entries(content: bytes, name: str, header: str = "") -> Iterator[Channel | Document | Failure]:
    """The channel and items of a JSON Feed 1.0 or 1.1. Raises ``InputError`` where it is refused or cut."""
    guard_size(content, name)
    decoded = _decoded(content, name, header)
    try:
        feed = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"a JSON Feed that is not JSON: {error}", "fetch it again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise InputError(name, "a feed without entries", "check the feed in a browser")
    if len(items) > MOST_ENTRIES:
        raise InputError(name, f"a feed of more than {MOST_ENTRIES} entries", "split it")
    yield _json_channel(feed, len(items))
    common = _json_common(feed, name, str(decoded))
    for number, item in enumerate(items, 1):
        source = f"{name}#{number}"
        if isinstance(item, dict):
            yield _json_document(item, common, source)
        else:
            yield Failure(
                item=source, stage="collect", reason="not a JSON object", remedy="the item was skipped"
            )


def _json_channel(feed: dict[str, Any], entries: int) -> Channel:
    hubs = feed.get("hubs")
    first = hubs[0] if isinstance(hubs, list) and hubs and isinstance(hubs[0], dict) else {}
    version = str(feed.get("version") or "").rpartition("/")[2]
    return Channel(
        kind=SourceKind.FEED,
        format=f"JSON Feed {version}".strip()[:20],
        title=_plain(feed.get("title")),
        site=_address(feed.get("home_page_url")),
        language=str(feed.get("language") or ""),
        hub=_address(first.get("url")),
        entries=entries,
    )


def _json_common(feed: dict[str, Any], name: str, read_as: str) -> Hints:
    return Hints(
        outlet=_plain(feed.get("title")),
        author=_json_authors(feed),
        language=str(feed.get("language") or ""),
        charset=read_as,
        feed=_own_address(_address(feed.get("feed_url")), name),
    )


def _json_document(item: dict[str, Any], common: Hints, source: str) -> Document:
    tags = item.get("tags")
    hints = Hints(
        title=_plain(item.get("title")),
        outlet=common.outlet,
        author=_json_authors(item) or common.author,
        section=_plain(tags[0]) if isinstance(tags, list) and tags else "",
        language=str(item.get("language") or common.language),
        published=iso_stamp(str(item.get("date_published") or "")),
        updated=iso_stamp(str(item.get("date_modified") or "")),
        charset=common.charset,
        guid=str(item.get("id") or ""),
        feed=common.feed,
    )
    body = item.get("content_html") or _paragraphs(str(item.get("content_text") or item.get("summary") or ""))
    return Document(
        source=source,
        kind=MediaKind.ENTRY,
        content=str(body).encode("utf-8", "replace"),
        url=_address(item.get("url")) or _address(item.get("id")),
        hints=hints,
    )


def _json_authors(held: dict[str, Any]) -> str:
    """The names of ``authors`` (1.1) or of ``author`` (1.0)."""
    authors: Iterable[Any] = held.get("authors") or [held.get("author")]
    if not isinstance(authors, list):
        return ""
    names = (_plain(author.get("name")) for author in authors if isinstance(author, dict))
    return ", ".join(name for name in names if name)
