"""The same search within one theme, one place, one outlet: how a reader who found much finds less.

Decides which of these are offered: those that some but not all of the stories found have to do with, the
most frequent first. Each is a link, made of the query and a filter of its own language, so that it works
without script, by keyboard, and can be kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dateline.core.listings import Facet
from dateline.stages.publish.lists.names import name_of
from dateline.stages.publish.lists.teasers import Named, theme_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.core.listings import Listing
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.search.query import Query

#: A search that finds fewer stories is narrow enough.
_LEAST = 4
_MOST = 8


def themes(query: Query, found: Sequence[Listing], shelf: Shelf) -> tuple[Named, ...]:
    """The themes of the stories found; a theme of one story narrows nothing that its headline does not."""
    links = (theme_link(listing.theme, "", shelf) for listing in found)
    return _narrower(query, "theme", ((link.name, link.name) for link in links if link), len(found))


def places(query: Query, found: Sequence[Listing], shelf: Shelf) -> tuple[Named, ...]:
    """The places, countries too, that the stories found are filed under."""
    named = (one for listing in found for one in listing.of(Facet.PLACE))
    language = shelf.edition.language
    return _narrower(query, "place", ((name_of(one, language), one.name) for one in named), len(found))


def outlets(query: Query, found: Sequence[Listing]) -> tuple[Named, ...]:
    """The outlets whose reports the stories found rest on."""
    named = (one.name for listing in found for one in listing.of(Facet.OUTLET))
    return _narrower(query, "source", ((name, name) for name in named), len(found))


def _narrower(query: Query, kind: str, named: Iterable[tuple[str, str]], stories: int) -> tuple[Named, ...]:
    """``named`` are names as readers have them, and as they are asked for, once for each story."""
    if stories < _LEAST:
        return ()
    counted = sorted(Counter(named).items(), key=lambda pair: (-pair[1], pair[0]))
    some = [(names, count) for names, count in counted if 1 < count < stories and '"' not in names[1]]
    return tuple(
        Named(name=shown, href=_asking(f'{query.text} {kind}:"{asked}"'), count=count)
        for (shown, asked), count in some[:_MOST]
    )


def _asking(text: str) -> str:
    return "?" + urlencode({"q": text})
