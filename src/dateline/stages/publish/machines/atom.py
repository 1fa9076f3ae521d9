"""Atom 1.0 (RFC 4287). The shape of a channel, no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.stages.publish.machines.times import rfc3339
from dateline.stages.publish.machines.xml import ATOM, LANGUAGE, Xml, document, leaf, node

if TYPE_CHECKING:
    from dateline.stages.publish.machines.channels import Channel
    from dateline.stages.publish.machines.entries import Entry

NAME, MEDIA_TYPE = "atom.xml", "application/atom+xml"


def atom(channel: Channel) -> bytes:
    """The channel as Atom. ``updated`` moves when a page says something else, not when a site is built."""
    return document(node("feed", _feed(channel), {"xmlns": ATOM, LANGUAGE: channel.edition.language}))


def _feed(channel: Channel) -> Iterator[Xml]:
    edition = channel.edition
    yield leaf("id", channel.id)
    yield leaf("title", channel.title)
    yield leaf("subtitle", channel.description)
    yield leaf("updated", rfc3339(channel.updated))
    yield _page(channel.at(channel.home))
    if own := channel.own(NAME):
        yield leaf("link", "", {"rel": "self", "type": MEDIA_TYPE, "href": own})
    if edition.hub:
        yield leaf("link", "", {"rel": "hub", "href": edition.hub})
    site = [leaf("uri", edition.base_url)] if edition.base_url else []
    yield node("author", [leaf("name", edition.title), *site])
    yield leaf("generator", "Dateline")
    for entry in channel.entries:
        yield node("entry", _entry(entry, channel), {LANGUAGE: entry.language})


def _entry(entry: Entry, channel: Channel) -> Iterator[Xml]:
    yield leaf("id", entry.id)
    yield leaf("title", entry.title)
    yield _page(channel.at(entry.path))
    if entry.published:
        yield leaf("published", rfc3339(entry.published))
    yield leaf("updated", rfc3339(entry.updated or entry.published))
    for kind, name in entry.subjects:
        yield leaf("category", "", {"term": name, "scheme": f"urn:dateline:{kind}", "label": name})
    for via in entry.via:
        known = {"rel": "via", "href": via.href, "title": via.title, "hreflang": via.language}
        yield leaf("link", "", known)
    yield leaf("summary", entry.summary)
    # The paragraphs say themselves which of them are in the story's language.
    yield leaf("content", entry.html, {"type": "html", LANGUAGE: channel.edition.language})


def _page(href: str) -> Xml:
    return leaf("link", "", {"rel": "alternate", "type": "text/html", "href": href})
