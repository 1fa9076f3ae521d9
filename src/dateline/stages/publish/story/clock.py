"""By which clock a story can be read beside the reader's own and UTC: that of the place it happened at.

Decides which zone that is, and no time. A country that keeps one time gives its zone. Of one that keeps
several the table of countries does not tell in which part a place lies, and a longitude would be a guess:
then it is the offset in which the reports give their times, where all that give one give the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.core.pages import Page
from dateline.stages.publish.times import when

#: Countries that CLDR gives several zones, all of one time since 1970 or by law: the zone of their capital.
_CAPITALS = {
    "AR": "America/Argentina/Buenos_Aires",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MY": "Asia/Kuala_Lumpur",
    "PS": "Asia/Hebron",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A zone as browsers know it: a name of the IANA database, with the ``place``, or an offset without."""

    zone: str
    place: str = ""


def clock(page: Page) -> Clock | None:
    """The clock of the first place of a page, else the one that its reports agree on."""
    main = next(iter(page.places), None)
    zone = _zones().get(main.country) if main else None
    if main and zone:
        return Clock(zone=zone, place=main.name)
    given = {at.zone for credit in page.sources if (at := when(credit.published)) and at.zone}
    return Clock(zone=given.pop()) if len(given) == 1 else None


@cache
def _zones() -> Mapping[str, str]:
    """The zone of each country that has one."""
    from babel.core import get_global  # most pages of a list need none of it

    found: dict[str, list[str]] = defaultdict(list)
    for zone, country in get_global("zone_territories").items():
        found[country].append(zone)
    return {country: zones[0] for country, zones in found.items() if len(zones) == 1} | _CAPITALS
