"""The index of themes: each with its newest story and how many there are, the weightiest first.

Decides that themes of one story have no line of their own: the story says it all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Listing, Lookup, Order
from dateline.stages.publish.issue import Shelf, Subject, Wants, theme_path
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.lists.teasers import Named, Teaser, teaser
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

#: Themes are met by the weight of their stories; of so many stories.
_HEAVIEST = Lookup(order=Order.WEIGHT, limit=120)
_WITH_STORY = 60
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """A theme in the index, with its weightiest story; ``subjects`` are what it is about."""

    name: str
    href: str
    count: int
    subjects: tuple[str, ...]
    story: Teaser


def wants(_: Address, __: Subject) -> Wants:
    """The heaviest stories, by which themes are met, and every theme."""
    return Wants(lookups=(_HEAVIEST,), every_theme=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The index: themes in the news, then all others by name."""
    lines, others = themes(shelf, up(address.page))
    yield from sheet(
        "themes.html",
        address,
        told(phrase("Themes"), shelf),
        shelf,
        themes=lines,
        others=others,
    )


def themes(shelf: Shelf, root: str) -> tuple[tuple[ThemeLine, ...], tuple[Named, ...]]:
    """The themes of several stories: those in the news, and the others by name."""
    first: dict[str, Listing] = {}
    for listing in shelf.find(_HEAVIEST):
        first.setdefault(listing.theme, listing)
    held = {key: theme for key, theme in shelf.themes.items() if len(theme.stories) > 1}
    met = [key for key in first if key in held][:_WITH_STORY]
    lines = tuple(
        ThemeLine(
            name=held[key].name,
            href=root + theme_path(key),
            count=len(held[key].stories),
            subjects=shelf.subjects(held[key]),
            story=teaser(first[key], root, shelf),
        )
        for key in met
    )
    rest = sorted(held.keys() - set(met), key=lambda key: (held[key].name.casefold(), key))
    others = tuple(
        Named(name=held[key].name, href=root + theme_path(key), count=len(held[key].stories))
        for key in rest[:_MOST]
    )
    return lines, others
