"""The list of what is read, for everybody: OPML 2.0, to subscribe to the originals with one click.

Decides what of the operator's list is public: names, folders, addresses of feeds and sites, languages.
Contracts, intervals and whatever else the operator keeps there are not; neither are files of the operator's
own machine, nor addresses that hold a name and a password.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.stages.publish.links import safe_href
from dateline.stages.publish.machines.xml import Xml, document, leaf, node
from dateline.stages.publish.wording import phrase, tongue

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.core.sources import Outline, SourceList

NAME, MEDIA_TYPE = "sources.opml", "text/x-opml"
_TRUE = frozenset(("true", "yes", "1"))
#: The types of outlines that lead to a feed; of others (a sitemap, a page) the link is given.
_FEED = "rss"
_KIND = "dateline:kind"


def opml(listed: SourceList, edition: Edition) -> bytes:
    """The list in its order, with its folders; folders that hold nothing public are left out.

    OPML 2.0 asks for one outline at least: a list with nothing for everybody says so in a comment.
    """
    told = phrase("Sources of %(title)s", title=edition.title)
    head = [leaf("title", tongue(edition.language).say(told)), leaf("ownerName", edition.title)]
    if edition.base_url:
        head.append(leaf("ownerId", edition.base_url))
    body = node("body", tuple(_outlines(listed.outlines)) or (_nothing(edition),))
    return document(node("opml", [node("head", head), body], {"version": "2.0"}))


def _nothing(edition: Edition) -> Xml:
    text = tongue(edition.language).say(phrase("No feed is read as yet."))
    return leaf("outline", "", {"text": text, "isComment": "true"})


def _outlines(outlines: Iterable[Outline]) -> Iterator[Xml]:
    """Outlines with what stands beneath them; a folder without a name leaves its sources in its place."""
    for outline in outlines:
        held = {name.lower(): value.strip() for name, value in outline.attributes}
        if held.get("iscomment", "").lower() in _TRUE:
            continue
        children = tuple(_outlines(outline.children))
        known = _public(held) or ({"text": _name(held)} if children and _name(held) else {})
        if not known:
            yield from children
        elif children:
            yield node("outline", children, known)
        else:
            yield leaf("outline", "", known)


def _public(held: dict[str, str]) -> dict[str, str] | None:
    """The attributes of a source that everybody may see; None where it is no source on the web."""
    address = safe_href(held.get("xmlurl") or held.get("url", ""))
    if not address:
        return None
    name = _name(held) or address
    feed = held.get(_KIND, _FEED) in (_FEED, "feed")
    link = {"type": _FEED, "xmlUrl": address} if feed else {"type": "link", "url": address}
    site, language = safe_href(held.get("htmlurl", "")), held.get("language", "")
    return {"text": name, "title": held.get("title", ""), **link, "htmlUrl": site, "language": language}


def _name(held: dict[str, str]) -> str:
    return held.get("text") or held.get("title", "")
