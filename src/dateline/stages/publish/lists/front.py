"""The front page: what stands first, what stands beside it, and all the rest by headline.

Decides the order of a page on paper: one lead, a few seconds, what changed last, the themes that hold several
stories, the parts of the world, and the others. How heavy a story is, its listing knows
(``listing.weight``); each story stands here once, beside the list of what changed. Of a large site it shows
the heaviest stories; everything else is a page away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Listing, Lookup, Order, Totals
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.lists.names import named_tallies
from dateline.stages.publish.lists.regions import home
from dateline.stages.publish.lists.teasers import Named, Teaser, teaser, teasers, theme_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_HEAVIEST = Lookup(order=Order.WEIGHT, limit=100)
_CHANGED = Lookup(order=Order.CHANGED, limit=8)
_PLACES, _PEOPLE = Asked(Facet.PLACE, 10), Asked(Facet.PERSON, 10)
#: An edition of fewer stories than this is a front page without blocks: a lead and the others beneath it.
_SMALL = 9
_SECONDS = 4
_THEMES, _IN_THEME = 6, 4
_IN_REGION = 6
#: A part of the world with fewer stories than this stands among the others.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Stories that belong together: the first of them in full, the others by headline.

    ``name`` is a theme's, or the code of a part of the world (``region``).
    """

    name: str
    href: str
    stories: tuple[Teaser, ...]
    count: int = 0
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page, from top to bottom; what changed last, and names to go on by, beside it."""

    lead: Teaser | None
    seconds: tuple[Teaser, ...]
    themes: tuple[Block, ...]
    regions: tuple[Block, ...]
    others: tuple[Teaser, ...]
    changed: tuple[Teaser, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    totals: Totals
    more: int = 0


def wants(_: Address, __: Subject) -> Wants:
    """The heaviest stories, the last changed, and how much there is."""
    return Wants(lookups=(_HEAVIEST, _CHANGED), tallies=(_PLACES, _PEOPLE), totals=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The front page; its feeds lie among the files for machines."""
    from dateline.stages.publish.machines import jsonld_lists
    from dateline.stages.publish.machines.schema import embedded

    ranked = shelf.find(_HEAVIEST)
    yield document(
        "front.html",
        address.page,
        shelf.edition.title,
        shelf.edition,
        front=front(shelf),
        jsonld=embedded(jsonld_lists.front(ranked, shelf.edition)),
        meta={"description": ranked[0].standfirst if ranked else ""},
    )


def front(shelf: Shelf) -> Front:
    """The view of the front page."""
    ranked = shelf.find(_HEAVIEST)
    small = len(ranked) < _SMALL
    seconds = ranked[1:] if small else ranked[1 : 1 + _SECONDS]
    rest = () if small else ranked[1 + _SECONDS :]
    themes, told = _themes(ranked, rest, shelf)
    rest = tuple(listing for listing in rest if listing.story not in told)
    regions, told = _regions(rest, shelf)
    return Front(
        lead=teaser(ranked[0], "", shelf) if ranked else None,
        seconds=teasers(seconds, "", shelf),
        themes=themes,
        regions=regions,
        others=teasers((listing for listing in rest if listing.story not in told), "", shelf),
        changed=teasers(shelf.find(_CHANGED), "", shelf),
        places=named_tallies(shelf.tallies[_PLACES], "", shelf.edition.language),
        people=named_tallies(
            (tally for tally in shelf.tallies[_PEOPLE] if tally.stories > 1), "", shelf.edition.language
        ),
        totals=shelf.totals,
        more=max(0, shelf.totals.stories - len(ranked)),
    )


def _themes(
    ranked: Sequence[Listing], rest: Sequence[Listing], shelf: Shelf
) -> tuple[tuple[Block, ...], set[str]]:
    """Themes of several stories, by their weightiest story, and the stories shown in them.

    A theme all of whose stories stand above has no block: its name stands with them.
    """
    blocks: list[Block] = []
    told: set[str] = set()
    for key in dict.fromkeys(listing.theme for listing in ranked):
        link = theme_link(key, "", shelf)
        own = [listing for listing in rest if listing.theme == key][:_IN_THEME]
        if link is None or not own:
            continue
        blocks.append(
            Block(name=link.name, href=link.href, count=link.count, stories=teasers(own, "", shelf))
        )
        told.update(listing.story for listing in own)
        if len(blocks) == _THEMES:
            break
    return tuple(blocks), told


def _regions(rest: Iterable[Listing], shelf: Shelf) -> tuple[tuple[Block, ...], set[str]]:
    """Parts of the world by their weightiest story, and the stories shown in them."""
    found: dict[str, list[Listing]] = {}
    for listing in rest:
        if region := home(listing):
            found.setdefault(region, []).append(listing)
    kept = {region: own[:_IN_REGION] for region, own in found.items() if len(own) >= _FEWEST}
    blocks = (
        Block(name="", region=region, href=f"places/index.html#m{region}", stories=teasers(own, "", shelf))
        for region, own in kept.items()
    )
    return tuple(blocks), {listing.story for own in kept.values() for listing in own}
