"""The index of places: by part of the world and country, and on a map.

Decides which places are named here: those of most stories. Where a place lies, its mention says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Tally
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.drawn import places_map
from dateline.stages.publish.lists.names import COUNTRY, Group, link_to, told
from dateline.stages.publish.lists.regions import region_of
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.wording import phrase, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.lists.teasers import Named

_PLACES = Asked(Facet.PLACE, 400)
#: So many places of a country are named.
_OF_COUNTRY = 12
#: The parts of the world, in the order of this page.
_REGIONS = ("002", "019", "142", "150", "009")


def wants(_: Address, __: Subject) -> Wants:
    """The places of most stories."""
    return Wants(tallies=(_PLACES,))


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The index."""
    root, language = up(address.page), shelf.edition.language
    parts = regions(shelf.tallies[_PLACES], root, language)
    drawn = places_map(shelf.tallies[_PLACES], root, language)
    yield from sheet("places.html", address, told(phrase("Places"), shelf), shelf, regions=parts, map=drawn)


def regions(tallies: Sequence[Tally], root: str, language: str) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """The countries of each part of the world ("" for what lies in none) with their places, by name."""
    found: dict[str, list[Tally]] = {}
    for tally in tallies:
        found.setdefault(tally.mention.country, []).append(tally)
    spoken = tongue(language)
    groups: dict[str, list[Group]] = {}
    for country, own in found.items():
        name = spoken.territory(country) if country else ""
        groups.setdefault(region_of(country), []).append(_group(country, name, own, root, language))
    ordered = [region for region in (*_REGIONS, "") if region in groups]
    return tuple((region, tuple(sorted(groups[region], key=_by_name))) for region in ordered)


def _group(country: str, name: str, own: Sequence[Tally], root: str, language: str) -> Group:
    whole = next((tally for tally in own if tally.mention.kind == COUNTRY), None)
    within = [tally for tally in own if tally.mention.kind != COUNTRY][:_OF_COUNTRY]
    links = [link for link in (_link(tally, root, language) for tally in within) if link.name != name]
    return Group(
        key=country.lower(),
        name=name,
        links=tuple(sorted(links, key=lambda link: (link.name.casefold(), link.href))),
        href=link_to(whole.mention, root, language, whole.stories).href if whole else "",
        count=whole.stories if whole else 0,
    )


def _link(tally: Tally, root: str, language: str) -> Named:
    return link_to(tally.mention, root, language, tally.stories)


def _by_name(group: Group) -> tuple[str, str]:
    return (group.name.casefold(), group.key)
