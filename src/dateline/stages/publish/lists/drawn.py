"""What of a list is drawn: its places on a map.

Decides which places a map shows: those with a point and a page, weightiest first, no countries
(a country is no spot).
How a map looks is decided in ``drawing``, which is loaded when the first one is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.publish.lists.names import COUNTRY, link_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.core.listings import Tally
    from dateline.stages.publish.drawing.happenings import HappeningsMap

#: So many places stand on one map.
_SPOTS = 40


def places_map(tallies: Iterable[Tally], root: str, language: str) -> HappeningsMap | None:
    """The places of some stories on a map, each leading to its page; None where there are too few."""
    from dateline.stages.publish.drawing.happenings import Happening, happenings

    spots = [
        Happening(
            name=link.name, lat=tally.mention.lat, lon=tally.mention.lon, count=link.count, href=link.href
        )
        for tally in tallies
        if tally.mention.kind != COUNTRY and tally.mention.lat is not None and tally.mention.lon is not None
        for link in (link_to(tally.mention, root, language, tally.stories),)
        if link.href
    ]
    return happenings(spots[:_SPOTS], language)
