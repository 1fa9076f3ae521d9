"""A page that lists stories, with what goes with it: its data for machines, and its feeds in three formats.

Decides which of these pages have feeds, and that what several lists print of a story is printed once. What a
page shows is in its own view and template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.stages.publish.layout import document
from dateline.stages.publish.lists.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.listings import Listing
    from dateline.core.site import Edition, File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf

Trail = tuple[tuple[str, str], ...]


def sheet(
    template: str,
    address: Address,
    title: str,
    shelf: Shelf,
    listings: Sequence[Listing] = (),
    trail: Trail = (),
    *,
    fed: bool = False,
    **values: Any,
) -> Iterator[File]:
    """The page, and where it is ``fed`` the feeds of what it lists, named after page and site.

    ``trail`` are names and paths that lead to it from the front page.
    """
    from dateline.stages.publish.machines import feeds, jsonld_lists
    from dateline.stages.publish.machines.schema import embedded

    listed = tuple(listings)
    told = jsonld_lists.collection(title, address.page, listed, shelf.edition, trail)
    yield page(
        template,
        address.page,
        title,
        shelf.edition,
        jsonld=embedded(told),
        alternates=feeds.alternates(address) if fed else (),
        **values,
    )
    if fed:
        yield from feeds.all_forms(f"{title} · {shelf.edition.title}", address, listed, shelf)


def page(template: str, path: str, title: str, edition: Edition, **values: Any) -> File:
    """The page alone; its template is given the pieces of lists as ``printed``."""
    return document(template, path, title, edition, printed=Printed(edition.language), **values)
