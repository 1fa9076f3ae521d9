"""The page of a name: the stories whose reports quote somebody so called.

Decides that it says no more than that: two people may bear one name, and nothing is told of either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Facet
from dateline.stages.publish.lists import facets
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf, Subject, Wants


def wants(address: Address, _: Subject) -> Wants:
    """The newest stories that name them."""
    return facets.wants(Facet.PERSON, address)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """Its page, or that of a month; nothing where no story names them."""
    if address.part:
        yield from facets.month_files(Facet.PERSON, address, shelf)
        return
    held = facets.found(Facet.PERSON, address, shelf)
    if held is None:
        return
    note = phrase(
        "Stories in which reports quote %(name)s by this full name. Several people may bear it: "
        "the page lists stories and says nothing of anybody.",
        name=held.mention.name,
    )
    words = facets.Told(kind=phrase("Named in the news"), query="person", note=note)
    yield from facets.files(address, held, shelf, words)
