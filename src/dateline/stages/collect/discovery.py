"""The feeds of a page, and whether a page is a front rather than an article.

Decides from the head of the page alone, by its ``link`` and ``meta`` tags; parses no body and fetches
nothing. Which of the feeds is read is for whoever asks: the best comes first.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin, urlsplit

from dateline.core.sources import Referral, SourceKind
from dateline.core.text import tidy
from dateline.core.types import Hints
from dateline.stages.collect.markup import decoded

_LOOK = 1 << 19  # bytes in which the head must end
MOST_FEEDS = 50

#: Media types of feeds (WHATWG HTML "link type alternate"; JSON Feed 1.1 "Discovery").
_FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/rss+xml",
        "text/atom+xml",
    )
)
_MENTIONS = re.compile(rb"(?:rss|atom|rdf)\+xml|feed\+json", re.IGNORECASE)
#: A tag with its attributes; possessive and bounded, so that quotes left open cost no second look.
_TAG = re.compile(
    r"<(link|meta|base|html|/head|body)\b((?:[^<>\"']++|\"[^\"]{0,4000}\"|'[^']{0,4000}')*+)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))")
_ASIDE = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1|$)", re.IGNORECASE | re.DOTALL)
_COMMENTS = re.compile(
    r"comment|kommentar|comentario|comentário|commentaire|commenti|komentar|коментар|комментар", re.IGNORECASE
)
#: Marks of an article, wherever they stand: Open Graph, JSON-LD, microdata.
_ARTICLE = re.compile(
    rb"article:published_time|itemprop\s*=\s*[\"']?articleBody|\"articleBody\"\s*:"
    rb"|\"@type\"\s*:\s*\[?\s*\"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)\"",
)
#: A headline that leads elsewhere: what the front of a section is made of.
_HEADLINE = re.compile(rb"<h[1-4]\b[^<>]{0,300}>\s*(?:<[a-z]+\b[^<>]{0,300}>\s*){0,2}?<a\b", re.IGNORECASE)
LEAST_HEADLINES = 5
_FRONT_NAME = re.compile(r"(?:index|default|home|start)\.\w{2,5}", re.IGNORECASE)
_LANGUAGE_FOLDER = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
#: A last part of a path that names a section: short, without a number, not a sentence in hyphens.
_SECTION = re.compile(r"[^\W\d]+(?:[-_][^\W\d]+){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a page says that matters here. ``metas`` are by name or property, in lower case."""

    base: str = ""
    language: str = ""
    metas: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Mapping[str, str], ...] = ()


def feeds_on(page: bytes, url: str) -> tuple[Referral, ...]:
    """The feeds that a page names, the best first; feeds of comments are left out.

    Best is the one in the page's language, then of the site rather than of a section, then of the page's
    own host, then the first named. ``hints.title`` is the link's own.
    """
    if not _MENTIONS.search(page, 0, _LOOK):
        return ()
    head = read_head(page)
    base = urljoin(url, head.base) if head.base else url
    found: dict[str, tuple[tuple[int, ...], Referral]] = {}
    for number, link in enumerate(_feed_links(head)):
        address = _joined(base, link["href"])
        title = tidy(link.get("title", ""))
        if not address or address == url or _COMMENTS.search(f"{title} {address}"):
            continue
        hints = Hints(title=title, language=link.get("hreflang") or link.get("lang") or "")
        referral = Referral(url=address, kind=SourceKind.FEED, source=url, hints=hints)
        found.setdefault(address, ((*_merit(referral, head, url), number), referral))
    ranked = sorted(found.values(), key=lambda held: held[0])
    return tuple(referral for _, referral in ranked[:MOST_FEEDS])


def is_front(page: bytes, url: str) -> bool:
    """Whether a page is the front of a site or of a section of it, and no article.

    The front of a site is told by its address. A section has to say so (``og:type``), to show several
    headlines that are links, and to bear no mark of an article.
    """
    split = urlsplit(url)
    if split.scheme not in ("http", "https") or split.query:  # a query names one of many pages
        return False
    parts = [part for part in split.path.split("/") if part]
    if parts and _FRONT_NAME.fullmatch(parts[-1]):
        parts.pop()
    first = not parts or (len(parts) == 1 and bool(_LANGUAGE_FOLDER.fullmatch(parts[0])))
    if not first and (len(parts) > 3 or not all(_SECTION.fullmatch(part) for part in parts)):
        return False
    kind = read_head(page).metas.get("og:type", "").lower()
    if first:
        return not kind.startswith(("article", "video", "product"))
    if kind not in ("website", "section") or _ARTICLE.search(page):
        return False
    return sum(1 for _ in islice(_HEADLINE.finditer(page), LEAST_HEADLINES)) == LEAST_HEADLINES


def read_head(page: bytes) -> Head:
    """The tags of a page's head that say something of it; comments and scripts say nothing."""
    base, language = "", ""
    metas: dict[str, str] = {}
    links: list[Mapping[str, str]] = []
    for tag in _TAG.finditer(_ASIDE.sub(" ", decoded(page[:_LOOK]))):
        name, held = tag[1].lower(), dict(_attributes(tag[2]))
        if name in ("/head", "body"):
            break
        if name == "html":
            language = language or held.get("lang") or held.get("xml:lang") or ""
        elif name == "base":
            base = base or held.get("href", "")
        elif name == "meta":
            metas.setdefault(
                (held.get("property") or held.get("name") or "").lower(), held.get("content", "")
            )
        elif held.get("href"):
            links.append(held)
    return Head(base=base, language=language, metas=metas, links=tuple(links))


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(text):
        value = found[2] or found[3] or found[4] or ""
        yield found[1].lower(), html.unescape(value).strip()


def _feed_links(head: Head) -> Iterator[Mapping[str, str]]:
    for link in head.links:
        rel = link.get("rel", "").lower().split()
        kind = link.get("type", "").lower().partition(";")[0].strip()
        if kind in _FEED_TYPES and ("alternate" in rel or "feed" in rel):
            yield link


def _joined(base: str, href: str) -> str:
    try:
        address = urljoin(base, href).partition("#")[0]
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _merit(referral: Referral, head: Head, url: str) -> tuple[int, ...]:
    """Sorts the best feed first."""
    feed, page = urlsplit(referral.url), urlsplit(url)
    said, spoken = referral.hints.language[:2].lower(), head.language[:2].lower()
    foreign = bool(said and spoken and said != spoken)
    depth = len([part for part in feed.path.split("/") if part])
    return int(foreign), depth, int(feed.hostname != page.hostname)
