"""The earlier states of a story: each at an address of its own, with a list of them and a TimeMap (RFC 7089).

Decides which files lie at the address of a revision, and which of three a page is: the story as it stood, the
way to its latest page (of the newest revision, whose address is known before it is needed), or that the story
was withdrawn. What of an earlier state may still be shown :mod:`withholding` says, what stands above it
:mod:`state`, what the list tells :mod:`log`, what machines are told :mod:`mementos`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.site import File
from dateline.stages.publish import addresses
from dateline.stages.publish.issue import Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import absolute, up
from dateline.stages.publish.revisions import log, mementos
from dateline.stages.publish.revisions.state import at_revision, state
from dateline.stages.publish.revisions.withholding import quotable
from dateline.stages.publish.wording import phrase, tongue

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.core.site import Edition
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf, Subject


def wants(_: Address, subject: Subject) -> Wants:
    """Where a story that ended leads: where nowhere, it was withdrawn, and its earlier states with it."""
    latest = subject.latest
    return Wants(stories=(latest.story,) if latest and subject.ended else ())


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page of an earlier state; of a story's list of revisions the list and the TimeMap."""
    subject = shelf.subject
    latest = subject.latest
    if latest is None:
        return
    if withdrawn(shelf):
        yield _pointer(address, latest, shelf.edition, withdrawn=True)
    elif not address.part:
        yield _list(address, latest, shelf)
        if shelf.edition.base_url:
            yield File(path=addresses.timemap(latest.story), content=mementos.timemap(latest, shelf))
    elif subject.page is None:
        yield _pointer(address, latest, shelf.edition)
    else:
        yield _state(address, subject.page, latest, shelf)


def withdrawn(shelf: Shelf) -> bool:
    """Whether nothing is left of the story: then nothing of it is shown as it stood, either."""
    latest = shelf.subject.latest
    return bool(latest and shelf.subject.ended and not shelf.led_to(latest.story))


def _state(address: Address, page: Page, latest: Page, shelf: Shelf) -> File:
    """The story as it stood: without theme, map, neighbours and feeds, which are those of its latest page."""
    from dateline.stages.publish.story import view  # lists and ways elsewhere do without

    shown, withheld = quotable(at_revision(page, latest), shelf.subject.reports, shelf.edition.language)
    subject = replace(shelf.subject, story=None, members={})
    bare = replace(shelf, faces=defaultdict(tuple), themes={}, subject=subject)
    told = phrase(
        "%(headline)s (revision %(number)s)", headline=shown.headline.text, number=page.revision.number
    )
    return document(
        "revision.html",
        address.page,
        tongue(shelf.edition.language).say(told),
        shelf.edition,
        story=view.view(replace(shown, places=(), tolls=()), bare),
        state=state(page, latest, shelf, withheld),
        canonical=_story_of(address, latest, shelf.edition),
        feeds=(),
        meta={"kind": "article", "index": False},
    )


def _list(address: Address, latest: Page, shelf: Shelf) -> File:
    return document(
        "revisions.html",
        address.page,
        tongue(shelf.edition.language).say(phrase("Revisions: %(headline)s", headline=latest.headline.text)),
        shelf.edition,
        log=log.log(latest, shelf),
        meta={"index": False},
    )


def _pointer(address: Address, latest: Page, edition: Edition, *, withdrawn: bool = False) -> File:
    """The way to the latest page, or that there is none: no word of the story stands here."""
    title = phrase("Withdrawn") if withdrawn else phrase("The latest revision")
    return document(
        "revision_elsewhere.html",
        address.page,
        tongue(edition.language).say(title),
        edition,
        withdrawn=withdrawn,
        story_href=up(address.page) + addresses.story(latest.story).page,
        canonical=_story_of(address, latest, edition),
        meta={"index": False},
    )


def _story_of(address: Address, latest: Page, edition: Edition) -> str:
    """The address of the story itself: what stands here is a state of it, not another page."""
    path = addresses.story(latest.story).page
    return absolute(edition, path) or up(address.page) + path
