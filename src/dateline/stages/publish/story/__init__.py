"""A story's address: its page, or what stands there once it ended, and the data beside it.

Decides which files lie there and what must be looked up for them. What the page shows, part by part,
:mod:`view` says; of a story that ended, :mod:`former`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.core.jsonl import Json, dumps
from dateline.core.page_forms import page_form
from dateline.core.pages import Page
from dateline.core.site import File
from dateline.stages.publish import addresses
from dateline.stages.publish.addresses import Address
from dateline.stages.publish.drawing import cards
from dateline.stages.publish.exports.annotations import of_story as annotated
from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import absolute, up
from dateline.stages.publish.machines import feeds, jsonld
from dateline.stages.publish.neighbours import refers, related
from dateline.stages.publish.story import former, view
from dateline.stages.publish.times import when

#: What readers of feeds call the formats, in the order of ``feeds.alternates``.
_FORMATS = ("RSS", "Atom", "JSON Feed")


def wants(_: Address, subject: Subject) -> Wants:
    """The newest stories of the theme, and the stories that the page refers to."""
    page = subject.page
    if page is None:
        return Wants()
    return Wants(
        faces=() if subject.ended else related(page),
        stories=(page.story, *refers(subject)),
        themes=(page.theme,),
    )


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page and its data; of a story that ended, the way on. Nothing where there never was a page."""
    page = shelf.subject.page
    if page is None:
        return
    yield from _former(address, page, shelf) if shelf.subject.ended else _live(address, page, shelf)


def _live(address: Address, page: Page, shelf: Shelf) -> Iterator[File]:
    """The page first, and nothing before it: a neighbour whose headline changed takes no more."""
    shown = view.view(page, shelf)
    card = _card_path(address, page, shelf)
    yield document(
        "story.html",
        address.page,
        page.headline.text,
        shelf.edition,
        story=shown,
        feeds=_feeds(address),
        timemap=_timemap(address, page, shelf),
        jsonld=jsonld.embedded(jsonld.article(page, shelf, shown.cards, card=card)),
        meta={
            "kind": "article",
            "description": page.opening.text if page.opening else "",
            "card": absolute(shelf.edition, card) if card else "",
            **_times(page),
        },
    )
    yield _data(address, page_form(page))
    yield annotated(page, shown.cards, shelf.subject.reports, shelf.edition)
    yield from feeds.of_story(page, address, shelf.edition)
    if card:
        yield File(path=card, content=_drawn(page, shelf))


def _timemap(address: Address, page: Page, shelf: Shelf) -> str:
    """Where machines are told of earlier states of the story, "" where none is kept."""
    there = shelf.subject.kept and shelf.edition.base_url
    return up(address.page) + addresses.timemap(page.story) if there else ""


def _card_path(address: Address, page: Page, shelf: Shelf) -> str:
    """Where the picture lies that others show beside a link to the story; "" where there is none.

    They find it by its full address alone.
    """
    listing = shelf.listings.get(page.story)
    there = shelf.edition.base_url and listing is not None and cards.drawable(listing)
    return f"{address.folder}card.png" if there else ""


def _drawn(page: Page, shelf: Shelf) -> bytes:
    theme, edition = shelf.named(page.theme), shelf.edition
    name = theme.name if theme else ""
    drawn = cards.card(shelf.listings[page.story], theme=name, site=edition.title, language=edition.language)
    return drawn or b""


def _times(page: Page) -> dict[str, str]:
    """When the page was published and last revised, as machines are told: not when its news was reported."""
    published, modified = when(page.revisions[0].at or page.first_reported), when(page.revision.at)
    return {
        "published": published.machine if published else "",
        "modified": modified.machine if modified else "",
    }


def _feeds(address: Address) -> tuple[tuple[str, str, str], ...]:
    """The feeds beside the page: name of the format, media type, name of the file."""
    return tuple(
        (name, media_type, path.removeprefix(address.folder))
        for name, (media_type, path) in zip(_FORMATS, feeds.alternates(address), strict=True)
    )


def _former(address: Address, page: Page, shelf: Shelf) -> Iterator[File]:
    shown = former.former(page, shelf)
    yield document(
        "former.html",
        address.page,
        page.headline.text,
        shelf.edition,
        former=shown,
        canonical=shown.canonical,
        meta={"index": False},
    )
    yield _data(address, {"story": page.story, "into": [heir.story for heir in shelf.led_to(page.story)]})


def _data(address: Address, form: Json) -> File:
    return File(path=f"{address.folder}page.json", content=(dumps(form) + "\n").encode("utf-8", "replace"))
