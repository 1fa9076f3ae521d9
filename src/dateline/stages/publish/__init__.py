"""Publish: pages become files that readers and machines can use.

Takes the pages of the whole edition, with the reports that they cite, and gives the files of a static
site, or one file of data (``export``). Decides paths (made of ids alone), what is written for whom, how
things look and in which order they stand. Does NOT decide what is said: every sentence about the news
comes from a page, every quotation from a report. Writes no file itself, asks no other host for anything,
reads no clock: same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from dateline.core.ids import address
from dateline.core.jsonl import dumps
from dateline.core.page_forms import page_form
from dateline.core.pages import Page, Status
from dateline.core.site import File
from dateline.stages.publish.exports import KINDS, export
from dateline.stages.publish.issue import Issue, Shelf, shelve, story_path, theme_path
from dateline.stages.publish.links import absolute, safe_href, up
from dateline.stages.publish.lists import front
from dateline.stages.publish.machines import feeds, jsonld
from dateline.stages.publish.render import ASSETS, asset, render
from dateline.stages.publish.story import former
from dateline.stages.publish.story import view as story
from dateline.stages.publish.story.evidence import QUOTE_WORDS

VERSION = "2"

__all__ = ["KINDS", "VERSION", "Issue", "export", "publish"]

#: Pages that every edition has: path, template, title.
_SOURCES, _METHODS, _CORRECTIONS = "sources/index.html", "methods/index.html", "corrections/index.html"

#: What each status word means, as the methods page tells it (HOUSE_STYLE, Status).
STATUS_WORDS = (
    (
        "reported by one origin",
        "One report, or several that carry the same text, say so. Nobody else does yet.",
    ),
    ("reported by N independent origins", "So many newsrooms say so that did not copy from one another."),
    (
        str(Status.CONFIRMED),
        "The competent authority confirmed it, somebody is told to have checked it, or two independent "
        "origins each call it confirmed.",
    ),
    (str(Status.DENIED), "Somebody whom it concerns denies it; the line says who."),
    (str(Status.DISPUTED), "Reports differ, and none is known to be outdated. Both are named."),
    (str(Status.UNVERIFIED), "The report itself says that it could not verify this."),
    (str(Status.WITHDRAWN), "Whoever said it took it back."),
)


def publish(issue: Issue, only: Collection[str] | None = None) -> Iterator[File]:
    """The files of the site: stories first, then whatever leads to them.

    ``only`` holds the ids of stories whose own files are wanted; all of them by default. Nothing but their
    own address tells of stories that ended. The same
    issue gives the same bytes, whatever the order of its parts.
    """
    shelf = shelve(issue)
    for page in shelf.stories.values():
        if only is None or page.story in only:
            yield from _story(page, shelf)
    for page in sorted(issue.ended, key=_by_id):
        yield from _former(page, shelf)
    yield from _themes(shelf)
    yield from _lists(shelf)
    yield from _machines(shelf)
    for name in ASSETS:
        yield File(path=f"assets/{name}", content=asset(name))


def _story(page: Page, shelf: Shelf) -> Iterator[File]:
    path = story_path(page)
    view = story.view(page, shelf)
    article = jsonld.article(page, shelf, view.cards)
    meta = {
        "kind": "article",
        "description": page.opening.text if page.opening else "",
        "published": view.first_reported.machine if view.first_reported else "",
        "modified": view.revised.machine if view.revised else "",
    }
    values = {"story": view, "jsonld": jsonld.embedded(article), "language": page.language, "meta": meta}
    yield _page("story.html", path, page.headline.text, shelf, **values)
    yield File(
        path=f"story/{address(page.story)}/page.json",
        content=(dumps(page_form(page)) + "\n").encode("utf-8", "replace"),
    )


def _former(page: Page, shelf: Shelf) -> Iterator[File]:
    """The address of a story that ended: its page and the page's data."""
    view = former.former(page, shelf)
    yield _page(
        "former.html",
        story_path(page),
        page.headline.text,
        shelf,
        former=view,
        language=shelf.edition.language,
        canonical=view.canonical,
    )
    told = {"story": page.story, "into": [heir.story for heir in shelf.led_to(page.story)]}
    yield File(
        path=f"story/{address(page.story)}/page.json",
        content=(dumps(told) + "\n").encode("utf-8", "replace"),
    )


def _by_id(page: Page) -> str:
    return page.story


def _themes(shelf: Shelf) -> Iterator[File]:
    for theme in shelf.themes.values():
        path = theme_path(theme)
        view = front.theme_view(theme, shelf, up(path))
        yield _page("theme.html", path, theme.name, shelf, theme=view)
        feed = f"theme/{address(theme.id)}/feed.xml"
        title = f"{theme.name} · {shelf.edition.title}"
        yield File(path=feed, content=feeds.feed(title, feed, shelf.by_theme[theme.id], shelf))
    for theme in shelf.emptied:
        yield _page("former_theme.html", theme_path(theme), theme.name or "A theme", shelf, theme=theme)


def _lists(shelf: Shelf) -> Iterator[File]:
    title = shelf.edition.title
    yield _page("front.html", "index.html", title, shelf, front=front.front(shelf))
    outlets = front.by_outlet(shelf, up(_SOURCES))
    yield _page("sources.html", _SOURCES, "Sources", shelf, outlets=outlets)
    methods = {"methods": front.methods(shelf), "status_words": STATUS_WORDS, "quote_words": QUOTE_WORDS}
    yield _page("methods.html", _METHODS, "How this site is made", shelf, **methods)
    log = front.corrections(shelf, up(_CORRECTIONS))
    yield _page("corrections.html", _CORRECTIONS, "Corrections", shelf, corrections=log)


def _machines(shelf: Shelf) -> Iterator[File]:
    edition = shelf.edition
    pages = tuple(shelf.stories.values())
    yield File(path="feed.xml", content=feeds.feed(edition.title, "feed.xml", pages, shelf))
    robots = "User-agent: *\nAllow: /\n"
    if edition.base_url:
        robots += f"Sitemap: {absolute(edition, 'sitemap.xml')}\n"
        paths = [(path, None) for path in ("index.html", _SOURCES, _METHODS, _CORRECTIONS)]
        listed = [*paths, *((theme_path(theme), None) for theme in shelf.themes.values())]
        stories = [(story_path(page), feeds.changed(page)) for page in pages]
        yield File(path="sitemap.xml", content=feeds.sitemap([*listed, *stories], edition))
    yield File(path="robots.txt", content=robots.encode())


def _page(template: str, path: str, title: str, shelf: Shelf, **values: Any) -> File:
    """One HTML file; ``root`` leads from it to the root of the site, from a folder too."""
    edition = shelf.edition
    known = {
        "edition": edition,
        "root": up(path),
        "title": title,
        "canonical": absolute(edition, path),
        "contact": _contact(edition.contact),
        "language": edition.language,
        "jsonld": "",
        "meta": {"kind": "website", "description": "", "published": "", "modified": ""},
    }
    return File(path=path, content=render(template, edition.language, **(known | values)))


def _contact(contact: str) -> str:
    """The operator's address as a link: a mail address or a page, "" for anything else."""
    local, at, host = contact.partition("@")
    if at and local and "." in host and not set(contact) & set(" <>\"'\\/:?#&"):
        return f"mailto:{contact}"
    return safe_href(contact)
