"""The front page: what stands first, what is new, and the way to all the rest.

Decides the order of a page on paper: one lead, a few seconds, what changed last, the themes that hold several
stories, the parts of the world, and the others. How heavy a story is, its listing knows
(``listing.weight``); each story stands here once, beside the list of what changed. It is as long as a reader
on a phone scrolls: of every block the heaviest stories, and the way to the page that has all of it. What a
theme has beyond its block is behind that way, and nowhere else on the page.

Of one theme two stories at most stand among the first: a large happening, told in many stories, would have
the head of the page to itself, and a reader would not learn what else there is. The next best moves up; the
others head the theme's own block.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Listing, Lookup, Order, Totals
from dateline.stages.publish.issue import UNDATED, Asked, Shelf, Subject, Wants
from dateline.stages.publish.lists.names import named_tallies
from dateline.stages.publish.lists.regions import home
from dateline.stages.publish.lists.sheet import page
from dateline.stages.publish.lists.teasers import Named, Teaser, teaser, teasers, theme_link
from dateline.stages.publish.times import When, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_HEAVIEST = Lookup(order=Order.WEIGHT, limit=100)
#: More than are shown: of stories that changed on one day those that were first reported last stand first.
_CHANGED = Lookup(order=Order.CHANGED, limit=24)
_LATEST = 6
_PLACES, _PEOPLE = Asked(Facet.PLACE, 10), Asked(Facet.PERSON, 10)
#: An edition of fewer stories than this is a front page without blocks: a lead and the others beneath it.
_SMALL = 9
_SECONDS = 4
#: So many of the first may be of one theme.
_ALIKE = 2
_THEMES, _REGIONS = 6, 5
#: So many stories of a theme or of a part of the world, the first of them in full.
_IN_BLOCK = 3
#: A part of the world with fewer stories than this stands among the others.
_FEWEST = 2
_OTHERS = 12


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
class Change:
    """A story that is new, or was revised (``again``), and when that was."""

    story: Teaser
    at: When | None
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page, from top to bottom; names to go on by stand beside it.

    ``more`` is how many stories it does not show.
    """

    lead: Teaser | None
    seconds: tuple[Teaser, ...]
    changed: tuple[Change, ...]
    themes: tuple[Block, ...]
    regions: tuple[Block, ...]
    others: tuple[Teaser, ...]
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
    yield page(
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
    ranked = spread(shelf.find(_HEAVIEST))
    small = len(ranked) < _SMALL
    seconds = ranked[1:] if small else ranked[1 : 1 + _SECONDS]
    rest = () if small else ranked[1 + _SECONDS :]
    themes = _themes(ranked, rest, shelf)
    rest = tuple(listing for listing in rest if listing.theme not in themes)
    regions, told_of = _regions(rest, shelf)
    others = [listing for listing in rest if listing.story not in told_of][:_OTHERS]
    in_blocks = sum(len(block.stories) for block in (*themes.values(), *regions))
    shown = len(ranked[:1]) + len(seconds) + in_blocks + len(others)
    return Front(
        lead=teaser(ranked[0], "", shelf) if ranked else None,
        seconds=teasers(seconds, "", shelf),
        changed=_changes(shelf),
        themes=tuple(themes.values()),
        regions=regions,
        others=teasers(others, "", shelf),
        places=named_tallies(shelf.tallies[_PLACES], "", shelf.edition.language),
        people=named_tallies(
            (tally for tally in shelf.tallies[_PEOPLE] if tally.stories > 1), "", shelf.edition.language
        ),
        totals=shelf.totals,
        more=max(0, shelf.totals.stories - shown),
    )


def _changes(shelf: Shelf) -> tuple[Change, ...]:
    """What changed last, the last first: new stories and revised ones, each with the time of that."""
    latest = sorted(shelf.find(_CHANGED), key=_changed, reverse=True)
    return tuple(
        Change(
            story=teaser(listing, "", shelf),
            at=when(listing.revised or listing.first_reported),
            again=listing.revision > 1,
        )
        for listing in latest[:_LATEST]
    )


def _changed(listing: Listing) -> tuple[datetime, datetime, str]:
    last = listing.revised or listing.first_reported
    first = listing.first_reported or last
    return last.at if last else UNDATED, first.at if first else UNDATED, listing.story


def spread(ranked: Sequence[Listing]) -> tuple[Listing, ...]:
    """The stories with no more of one theme among the first than may be, as far as there are others.

    The rest keep their order; a story of no theme is like no other.
    """
    first: list[Listing] = []
    alike = Counter[str]()
    for listing in ranked:
        if len(first) == 1 + _SECONDS:
            break
        if not listing.theme or alike[listing.theme] < _ALIKE:
            first.append(listing)
            alike[listing.theme] += 1
    kept = {listing.story for listing in first}
    return (*first, *(listing for listing in ranked if listing.story not in kept))


def _themes(ranked: Sequence[Listing], rest: Sequence[Listing], shelf: Shelf) -> dict[str, Block]:
    """Themes of several stories with the heaviest of those, by their weightiest story.

    A theme all of whose stories stand above has no block: its name stands with them.
    """
    blocks: dict[str, Block] = {}
    for key in dict.fromkeys(listing.theme for listing in ranked):
        link = theme_link(key, "", shelf)
        own = [listing for listing in rest if listing.theme == key][:_IN_BLOCK]
        if link is None or not own:
            continue
        shown = teasers(own, "", shelf)
        blocks[key] = Block(name=link.name, href=link.href, count=link.count, stories=shown)
        if len(blocks) == _THEMES:
            break
    return blocks


def _regions(rest: Iterable[Listing], shelf: Shelf) -> tuple[tuple[Block, ...], set[str]]:
    """Parts of the world by their weightiest story, and the stories shown in them."""
    found: dict[str, list[Listing]] = {}
    for listing in rest:
        if region := home(listing):
            found.setdefault(region, []).append(listing)
    several = [region for region, own in found.items() if len(own) >= _FEWEST]
    kept = {region: found[region][:_IN_BLOCK] for region in several[:_REGIONS]}
    blocks = (
        Block(name="", region=region, href=f"places/index.html#m{region}", stories=teasers(own, "", shelf))
        for region, own in kept.items()
    )
    return tuple(blocks), {listing.story for own in kept.values() for listing in own}
