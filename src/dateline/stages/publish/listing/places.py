"""Which places a story is found by.

A place counts where a good part of the reports name it: one that a single report of ten brings in passing has
no story of its own here. The country of such a place counts too, named or not, so that the page of a country
lists what happened in it. Which place a name means was decided when the reports were read.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from dateline.core.ids import digest
from dateline.core.listings import Facet, Mention
from dateline.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from dateline.core.pages import Page
    from dateline.core.types import Place, Span

COUNTRY = "country"
#: A place is named by so large a part of the reports, and by two where there are more, or it is in passing.
_SHARE = 1 / 4
#: A page keeps so many spans of a place at most: one that has them all is named often.
_EVIDENCE = 12
_MOST = 8
#: A story happened in the countries that have so large a part of what was said of its places.
_HOME = 1 / 3


def places_of(page: Page) -> tuple[Mention, ...]:
    """Its places, most often named first, the countries that they lie in, and the countries of the story."""
    reports = {credit.report for credit in page.sources if not credit.reserved}
    kept = sorted(
        ((key, place, len(spans)) for key, place, spans in _named(page) if _often(spans, reports)),
        key=lambda each: (-each[2], each[0]),
    )
    spots = [each for each in kept if each[1].kind != COUNTRY][:_MOST]
    held: Counter[str] = Counter()
    for _, place, count in (*spots, *(each for each in kept if each[1].kind == COUNTRY)):
        held[place.country] += count
    held.pop("", None)
    countries = held.most_common(_MOST)
    homes = [(code, count) for code, count in countries if count >= _HOME * held.total()]
    return (
        *(_mention(key, place, count) for key, place, count in spots),
        *(_country(Facet.PLACE, code, count, page) for code, count in countries),
        *(_country(Facet.COUNTRY, code, count, page) for code, count in homes or countries[:1]),
    )


def _named(page: Page) -> Iterator[tuple[str, Place, tuple[Span, ...]]]:
    """Each place once, with where it is named; the same place may come by two names."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Place] = {}
    for place in page.places:
        key = place_key(place)
        first.setdefault(key, place)
        spans.setdefault(key, []).extend(place.evidence)
    for key, place in first.items():
        yield key, place, tuple(spans[key])


def _often(spans: tuple[Span, ...], reports: Collection[str]) -> bool:
    naming = {span.report for span in spans}.intersection(reports)
    least = max(_SHARE * len(reports), 2 if len(reports) > 2 else 1)
    return len(naming) >= least or (bool(naming) and len(spans) >= _EVIDENCE)


def place_key(place: Place) -> str:
    """The key of a place: its number in GeoNames; of a country its ISO code; else its name and country."""
    if place.kind == COUNTRY and place.country:
        return place.country.lower()
    if place.geonames is not None:
        return f"g{place.geonames}"
    return "n" + digest("place", fold(place.name), place.country, place.kind)


def _mention(key: str, place: Place, count: int) -> Mention:
    return Mention(
        facet=Facet.PLACE,
        key=key,
        name=place.name,
        count=count,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        kind=place.kind,
    )


def _country(facet: Facet, code: str, count: int, page: Page) -> Mention:
    """A country by its code; its point on the map is known only where the page has it among its places."""
    own = next((p for p in page.places if p.kind == COUNTRY and p.country == code), None)
    return Mention(
        facet=facet,
        key=code.lower(),
        name=country_name(code, "en"),
        count=count,
        lat=own.lat if own else None,
        lon=own.lon if own else None,
        country=code,
        kind=COUNTRY,
    )


@lru_cache(maxsize=1024)
def country_name(code: str, language: str) -> str:
    """What a country is called in a language, by CLDR; its code where CLDR does not know it."""
    return str(Locale.parse(language).territories.get(code.upper(), code))
