"""RSS 2.0 for the site and for each theme, and the sitemap.

Built as XML trees, so that nothing a source wrote can break out. A ``guid`` is made of the story's id and
never changes; ``pubDate`` is when the story was first reported; no date is that of building.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from dateline.core.ids import address
from dateline.core.pages import Correction, Page
from dateline.core.site import Edition
from dateline.core.types import Stamp
from dateline.stages.publish.issue import (
    Shelf,
    changed_at,
    newest,
    origins,
    outlets,
    story_path,
)
from dateline.stages.publish.links import absolute
from dateline.stages.publish.story.corrections import in_words, name

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ITEMS = 50
#: So many corrections stand in a feed as items of their own, beside the stories.
CORRECTIONS = 20
#: Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("atom", ATOM)


def feed(title: str, path: str, pages: Sequence[Page], shelf: Shelf) -> bytes:
    """RSS of some stories, newest first, fifty at most, and of what was put right in them.

    ``path`` is where the feed lies.
    """
    edition = shelf.edition
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    home = path.rpartition("/")[0]
    _text(channel, "title", title)
    _text(channel, "link", absolute(edition, home + "/" if home else "") or "./")
    _text(channel, "description", _description(edition))
    _text(channel, "language", edition.language)
    if edition.base_url:
        link = {"href": absolute(edition, path), "rel": "self", "type": "application/rss+xml"}
        ET.SubElement(channel, f"{{{ATOM}}}link", link)
    latest = sorted(pages, key=newest, reverse=True)[:ITEMS]
    changed = max((page.revision.at or page.first_reported for page in latest), key=_at, default=None)
    if changed:
        _text(channel, "lastBuildDate", rfc822(changed))
    _text(channel, "generator", "Dateline")
    for page in latest:
        _item(channel, page, shelf)
    for page, correction in _put_right(pages):
        _correction(channel, page, correction, shelf)
    return _document(rss)


def _put_right(pages: Sequence[Page]) -> list[tuple[Page, Correction]]:
    """The latest corrections of some stories: a reader who has the story already is told of each."""
    found = [(page, correction) for page in pages for correction in page.corrections]
    return sorted(found, key=lambda each: (_at(each[1].at), each[0].story), reverse=True)[:CORRECTIONS]


def _correction(channel: ET.Element, page: Page, correction: Correction, shelf: Shelf) -> None:
    item = ET.SubElement(channel, "item")
    _text(item, "title", f"Correction: {page.headline.text}")
    path = f"{story_path(page)}#corrections"
    _text(item, "link", absolute(shelf.edition, path) or path)
    _text(item, "guid", name(page, correction)).set("isPermaLink", "false")
    if correction.at:
        _text(item, "pubDate", rfc822(correction.at))
    _text(item, "description", f"<p>{escape(in_words(correction))}</p>")


def _item(channel: ET.Element, page: Page, shelf: Shelf) -> None:
    item = ET.SubElement(channel, "item")
    _text(item, "title", page.headline.text)
    _text(item, "link", absolute(shelf.edition, story_path(page)) or story_path(page))
    guid = _text(item, "guid", f"urn:dateline:story:{address(page.story)}")
    guid.set("isPermaLink", "false")
    if page.first_reported:
        _text(item, "pubDate", rfc822(page.first_reported))
    if theme := shelf.theme_of(page):
        _text(item, "category", theme.name)
    _text(item, "description", _summary(page))


def _summary(page: Page) -> str:
    """The description as HTML (escaped once here, once more by XML): corrections first."""
    corrections = [in_words(correction) for correction in reversed(page.corrections)]
    lines = [
        *corrections,
        *([page.standfirst.text] if page.standfirst else []),
        *(line.text for line in page.summary),
    ]
    named = outlets(page)
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    made = f"From {len(page.sources)} reports, {origins(page)} independent: {', '.join(named[:3])}{more}."
    return "".join(f"<p>{escape(text)}</p>" for text in (*lines, made))


def sitemap(paths: Sequence[tuple[str, datetime | None]], edition: Edition) -> bytes:
    """The addresses of all pages, with the time of their last revision where they have one."""
    urlset = ET.Element("urlset", xmlns=SITEMAP)
    for path, at in paths:
        url = ET.SubElement(urlset, "url")
        _text(url, "loc", absolute(edition, path))
        if at:
            _text(url, "lastmod", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return _document(urlset)


def changed(page: Page) -> datetime | None:
    """The time of a page's last revision, None where nothing is known."""
    return changed_at(page) if page.revision.at or page.first_reported else None


def rfc822(stamp: Stamp) -> str:
    """A time as RSS wants it; the clock of a floating time is given as if it were UTC."""
    return format_datetime(stamp.at.astimezone(UTC), usegmt=True)


def _description(edition: Edition) -> str:
    told = "One page for each happening, every line with the reports that bear it out."
    return f"{edition.notice} {told}".strip()


def _at(stamp: Stamp | None) -> datetime:
    return stamp.at if stamp else datetime.min.replace(tzinfo=UTC)


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _FORBIDDEN.sub("\ufffd", text)
    return element


def _document(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: str = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
