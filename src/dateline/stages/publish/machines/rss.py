"""RSS 2.0, with Atom's links and Dublin Core's authors and languages. The shape of a channel, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from dateline.stages.publish.machines.times import rfc822
from dateline.stages.publish.machines.xml import ATOM, DC, Xml, document, leaf, node

if TYPE_CHECKING:
    from dateline.stages.publish.machines.channels import Channel
    from dateline.stages.publish.machines.entries import Entry

NAME, MEDIA_TYPE = "feed.xml", "application/rss+xml"
_NAMES = {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": DC}
_DOCS = "https://www.rssboard.org/rss-specification"
_STAYS = {"isPermaLink": "false"}


#: What a reader that takes a plain text for HTML would take for markup.
_MARKUP = re.compile(r"[<>]|&#?\w+;")


def rss(channel: Channel) -> bytes:
    """The channel as RSS. ``guid`` never changes; ``pubDate`` is when the story was first reported."""
    return document(node("rss", [node("channel", _channel(channel))], _NAMES))


def _channel(channel: Channel) -> Iterator[Xml]:
    yield leaf("title", _plain(channel.title))
    yield leaf("link", channel.at(channel.home))
    yield leaf("description", _plain(channel.description))
    yield leaf("language", channel.edition.language)
    if own := channel.own(NAME):
        yield leaf("atom:link", "", {"href": own, "rel": "self", "type": MEDIA_TYPE})
    if channel.edition.hub:
        yield leaf("atom:link", "", {"href": channel.edition.hub, "rel": "hub"})
    if channel.updated:
        yield leaf("lastBuildDate", rfc822(channel.updated))
    yield leaf("generator", "Dateline")
    yield leaf("docs", _DOCS)
    for entry in channel.entries:
        yield node("item", _item(entry, channel))


def _item(entry: Entry, channel: Channel) -> Iterator[Xml]:
    yield leaf("title", _plain(entry.title))
    yield leaf("link", channel.at(entry.path))
    yield leaf("guid", entry.id, _STAYS)
    if entry.published:
        yield leaf("pubDate", rfc822(entry.published))
    yield leaf("dc:creator", channel.edition.title)
    if entry.language:
        yield leaf("dc:language", entry.language)
    for kind, name in entry.subjects:
        yield leaf("category", _plain(name), {"domain": kind})
    for via in entry.via:
        known = {"href": via.href, "rel": "via", "title": via.title, "hreflang": via.language}
        yield leaf("atom:link", "", known)
    yield leaf("description", entry.html)


def _plain(text: str) -> str:
    """A text that stays one though it is read as HTML, as many readers of RSS do."""
    return escape(text, quote=False) if _MARKUP.search(text) else text
