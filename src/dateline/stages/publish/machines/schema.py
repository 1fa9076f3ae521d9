"""What pages say of themselves in schema.org's words (terms as in schema.org 30): the parts that several
share.

Decides how the site, its publisher and the way to a page are told, and that a form goes into a page so that
nothing in it can end its element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dateline.stages.publish import addresses
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.links import absolute

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.core.types import Place, Stamp

Json = dict[str, Any]
#: The pages that lead to a page, outermost first: name and path.
Trail = Sequence[tuple[str, str]]

CONTEXT = "https://schema.org"
METHODS = addresses.Address(Room.METHODS).page
CORRECTIONS = addresses.Address(Room.CORRECTIONS).page
_SEARCH = addresses.Address(Room.SEARCH).folder
_EMPTY: tuple[Any, ...] = ("", None, [], {})
#: What would end a script element or start a comment in it, and what ends a line in JavaScript.
_ENDINGS = re.compile("[<>&\u2028\u2029]")


def embedded(form: Json) -> Markup:
    """JSON that may stand in a script element whatever is in it."""
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    escaped = _ENDINGS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return Markup(escaped)  # noqa: S704 - escaped for a script element, the line above


def publisher(edition: Edition) -> Json:
    """The site as a newsroom, with its policies where it has an address."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": _part(edition, "#publisher"),
        "name": edition.title,
        "url": absolute(edition, "index.html"),
        "publishingPrinciples": absolute(edition, METHODS),
        "correctionsPolicy": absolute(edition, CORRECTIONS),
        "noBylinesPolicy": absolute(edition, METHODS),
    }


def website(edition: Edition, *, served: bool = False) -> Json:
    """The site. ``served`` tells that it answers searches itself."""
    search = absolute(edition, _SEARCH)
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {
        "@type": "WebSite",
        "@id": _part(edition, "#website"),
        "name": edition.title,
        "url": absolute(edition, "index.html"),
        "inLanguage": edition.language,
        "potentialAction": action if served and search else None,
    }


def breadcrumbs(trail: Trail, edition: Edition) -> Json | None:
    """The way to a page; None where the site has no address, for its parts must have one."""
    if not trail or not edition.base_url:
        return None
    parts = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(edition, path)}
        for place, (name, path) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": parts}


def location(place: Place) -> Json:
    """A place with its position, where that is known."""
    known = place.lat is not None and place.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    country = {"@type": "PostalAddress", "addressCountry": place.country}
    return {
        "@type": "Country" if place.kind == "country" else "Place",
        "name": place.name,
        "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else "",
        "address": country if place.country else None,
        "geo": geo if known else None,
    }


def named(place: Place) -> Json:
    """A place by its name, and by GeoNames' where it is known there."""
    known = location(place)
    return {name: known[name] for name in ("@type", "name", "sameAs")}


def time(stamp: Stamp | None) -> str:
    """A time as far as it is known: a date alone for a day or a clock without a zone."""
    return stamp.rfc3339() if stamp else ""


def pruned(value: Any) -> Any:
    """The value without what is empty, at any depth."""
    if isinstance(value, dict):
        return {key: kept for key, held in value.items() if (kept := pruned(held)) not in _EMPTY}
    if isinstance(value, list):
        return [kept for held in value if (kept := pruned(held)) not in _EMPTY]
    return value


def _part(edition: Edition, name: str) -> str:
    """The name of a part of the site, "" where it has no address."""
    there = absolute(edition, "index.html")
    return f"{there}{name}" if there else ""
