"""A place's page: where it lies, and the stories that happened there or name it often.

Decides what is said of a place beside its stories. A country's page has the stories of all its places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Mention
from dateline.stages.publish.lists import facets
from dateline.stages.publish.lists.names import COUNTRY
from dateline.stages.publish.wording import Phrase, phrase, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.drawing.maps import Locator
    from dateline.stages.publish.issue import Shelf, Subject, Wants

#: What kinds of places are called, as the gazetteer has them.
KINDS = {
    "city": phrase("Town or city"),
    "country": phrase("Country"),
    "region": phrase("Region"),
    "county": phrase("County"),
    "area": phrase("Area"),
    "island": phrase("Island"),
    "sea": phrase("Sea"),
    "ocean": phrase("Ocean"),
    "river": phrase("River"),
    "mountain": phrase("Mountain"),
    "canal": phrase("Canal"),
    "street": phrase("Street"),
    "line": phrase("Line"),
}


def wants(address: Address, _: Subject) -> Wants:
    """Its newest stories."""
    return facets.wants(Facet.PLACE, address)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """Its page, or that of a month; nothing where no story names it."""
    if address.part:
        yield from facets.month_files(Facet.PLACE, address, shelf)
        return
    held = facets.found(Facet.PLACE, address, shelf)
    if held is None:
        return
    kind = KINDS.get(held.mention.kind, phrase("Place"))
    facts = tuple(_facts(held.mention, shelf.edition.language))
    yield from facets.files(
        address,
        held,
        shelf,
        facets.Told(kind=kind, query="place", facts=facts, map=_map(held.mention, shelf.edition.language)),
    )


def _map(mention: Mention, language: str) -> Locator | None:
    from dateline.stages.publish.drawing.maps import locator_at

    if mention.lat is None or mention.lon is None:
        return None
    return locator_at(
        name=mention.name,
        kind=mention.kind,
        country=mention.country,
        lat=mention.lat,
        lon=mention.lon,
        language=language,
    )


def _facts(mention: Mention, language: str) -> Iterator[Phrase]:
    if mention.country and mention.kind != COUNTRY:
        yield phrase("%(country)s", country=tongue(language).territory(mention.country))
    if mention.lat is not None and mention.lon is not None and mention.kind != COUNTRY:
        north = phrase("%(degrees)s° N", degrees=round(mention.lat, 2))
        south = phrase("%(degrees)s° S", degrees=round(-mention.lat, 2))
        east = phrase("%(degrees)s° E", degrees=round(mention.lon, 2))
        west = phrase("%(degrees)s° W", degrees=round(-mention.lon, 2))
        yield phrase(
            "%(latitude)s, %(longitude)s",
            latitude=north if mention.lat >= 0 else south,
            longitude=east if mention.lon >= 0 else west,
        )
