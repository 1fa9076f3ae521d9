"""The search page: on the static site the reader's browser searches, the server shows what it found.

Decides what both look like. Which words count, how a query is read and which stories come first, the room
``search`` decides. Without script the static page says how else a story is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.layout import POLICY_OF_SEARCH, document
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.search.results import Results


def wants(_: Address, __: Subject) -> Wants:
    """Nothing: the index of the static site is made of its pages, once they are written."""
    return Wants()


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page with its form, before anything is asked."""
    yield page(address, shelf, None)


def page(address: Address, shelf: Shelf, results: Results | None) -> File:
    """The search page, with results where the server has some."""
    title = (
        phrase("Search: %(query)s", query=results.query) if results and results.query else phrase("Search")
    )
    return document(
        "search.html",
        address.page,
        told(title, shelf),
        shelf.edition,
        results=results,
        policy=POLICY_OF_SEARCH,
        meta={"index": False},
    )
