"""Searches of the served site: the page of results, feeds that follow a search, and the same for programs.

Decides nothing about what is found or in which order: ``publish.search`` does, the store's catalogue answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dateline.app.serving.listed import story_row
from dateline.app.serving.parts import Part
from dateline.app.serving.sought import Cursor, decode, encode
from dateline.core.errors import InputError
from dateline.core.ids import digest
from dateline.stages.publish.addresses import Address, Room

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.ports import Store
    from dateline.core.site import Edition
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.search.query import Query

_HERE = Address(Room.SEARCH)


class Searching:
    """What is found in a store. All methods raise ``StoreError`` where it cannot be read."""

    def __init__(self, store: Store, edition: Edition) -> None:
        self._store = store
        self._edition = edition

    @cached_property
    def feeds(self) -> tuple[str, ...]:
        """The names of the feeds that follow a search."""
        from dateline.stages.publish.machines import feeds  # here and below: loaded when first searched

        return tuple(name for name, _, _ in feeds.FORMS)

    def page(self, asked: str, after: str = "") -> bytes:
        """The page of results of a search, those behind the story ``after``."""
        from dateline.stages.publish.links import up
        from dateline.stages.publish.lists import search as search_page
        from dateline.stages.publish.search import results

        query, shelf = self._answered(asked)
        shown = _behind(results.ranked(query, shelf), after)[: results.TO_A_PAGE]
        pages = self._store.pages([listing.story for listing in shown])
        lines = {story: [line.text for line in page.lines] for story, page in pages.items()}
        found = results.results(query, shelf, after=after, root=up(_HERE.page), lines=lines)
        return search_page.page(_HERE, shelf, found).content

    def feed(self, name: str, asked: str) -> bytes:
        """The feed of what a search finds. Raises ``KeyError`` for what is none of them."""
        from dateline.stages.publish.lists.names import told
        from dateline.stages.publish.machines import feeds
        from dateline.stages.publish.search import results
        from dateline.stages.publish.wording import phrase

        query, shelf = self._answered(asked)
        title = told(phrase("Search: %(query)s", query=query.text), shelf)
        at = urlencode({"q": query.text})
        found = results.ranked(query, shelf)
        return feeds.of_search(name, title, at, found, shelf.themes, self._edition)

    def found(self, asked: str, limit: int, cursor: str = "") -> tuple[Part, int]:
        """The stories that a search finds, best first, and how many there are. Raises ``InputError``."""
        from dateline.stages.publish.search import results

        question = digest("search", asked, size=5)
        query, shelf = self._answered(asked)
        after = decode(cursor, question).story
        ranked = results.ranked(query, shelf)
        if after and after not in {listing.story for listing in ranked}:
            raise InputError("cursor", "the story that it names is found no more", "begin again without it")
        rest = _behind(ranked, after)
        site = self._edition.base_url.rstrip("/")
        last = rest[limit - 1].story if len(rest) > limit else ""
        part = Part(
            items=tuple(story_row(listing, site) for listing in rest[:limit]),
            next=encode(Cursor(story=last), question) if last else "",
        )
        return part, shelf.counts[query.lookup(1)] if query else 0

    def _answered(self, asked: str) -> tuple[Query, Shelf]:
        from dateline.pipeline import printing
        from dateline.stages.publish.issue import Subject
        from dateline.stages.publish.search import query as queries
        from dateline.stages.publish.search import results

        query = queries.read(asked)
        if query.theme:
            query = queries.resolve(query, self._store.register.themes())
        wants = results.wants(query)
        return query, printing.answered(wants, Subject(), self._store, self._edition)


def _behind(ranked: Sequence[Listing], after: str) -> Sequence[Listing]:
    """The stories after one; all of them where it is not found."""
    at = next((place for place, listing in enumerate(ranked, 1) if listing.story == after), 0)
    return ranked[at:]
