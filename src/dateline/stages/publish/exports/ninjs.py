"""IPTC ninjs 3.1: one news item a story, in one JSON array.

``infoSources`` names the outlets, ``trustIndicators`` the policies, ``associations`` the reports that a
story is built from. Plain text only. ``uri`` is the story's address, or a URN where the edition has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.core.ids import address
from dateline.core.pages import Credit, Page
from dateline.core.site import Edition
from dateline.core.types import Facts, Place, Precision, Stamp
from dateline.stages.publish.issue import Shelf, outlets, story_path
from dateline.stages.publish.links import absolute, safe_href
from dateline.stages.publish.story.accounts import backstory
from dateline.stages.publish.story.authorship import authorship

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_TRUST = "http://cv.iptc.org/newscodes/trustindicator/"
_GEONAMES = "https://sws.geonames.org/"


def ninjs(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """All stories by id; ``facts`` are not needed."""
    items = [_item(page, shelf) for page in shelf.stories.values()]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(page: Page, shelf: Shelf) -> dict[str, Any]:
    theme = shelf.theme_of(page)
    written = authorship(page)
    form: dict[str, Any] = {
        "uri": _uri(page, shelf.edition),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": str(page.revision.number),
        "firstCreated": _instant(page.first_reported),
        "versionCreated": _instant(page.revision.at),
        "pubStatus": "usable",
        "language": page.language,
        "headlines": [{"role": "main", "value": page.headline.text}],
        "descriptions": _descriptions(page),
        "bodies": _bodies(page),
        "by": f"{shelf.edition.title}, {written.byline}",
        "located": page.places[0].name if page.places else "",
        "subjects": [{"name": theme.name, "rel": "about", "creator": "Dateline"}] if theme else [],
        "places": [_place(place) for place in page.places],
        "infoSources": [{"name": name, "role": "origin"} for name in outlets(page)],
        "trustIndicators": _trust(shelf.edition),
        "associations": [_association(credit) for credit in page.sources],
        "edNote": backstory(page),
        "usageTerms": shelf.edition.notice,
        "digitalSourceType": {"name": written.iptc_name, "uri": written.iptc} if written.iptc else None,
    }
    return {key: value for key, value in form.items() if value not in ("", None, [])}


def _descriptions(page: Page) -> list[dict[str, str]]:
    standfirst = page.opening.text if page.opening else ""
    summary = " ".join(line.text for line in page.summary)
    told = (("standfirst", standfirst), ("summary", summary))
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in told if text]


def _bodies(page: Page) -> list[dict[str, Any]]:
    text = "\n\n".join(line.text for section in page.body for line in section.lines)
    if not text:
        return []
    counted = {"charCount": len(text), "wordCount": len(text.split())}
    return [{"role": "main", "contentType": "text/plain", **counted, "value": text}]


def _uri(page: Page, edition: Edition) -> str:
    there = absolute(edition, story_path(page))
    return there or f"urn:dateline:story:{address(page.story)}"


def _instant(stamp: Stamp | None) -> str:
    """A date-time as the schema wants it, "" for a day or a time without a zone: no hour is made up."""
    exact = stamp and not stamp.floating and stamp.precision in (Precision.SECOND, Precision.MINUTE)
    return stamp.rfc3339() if stamp and exact else ""


def _place(place: Place) -> dict[str, Any]:
    form: dict[str, Any] = {"name": place.name, "rel": "mentions"}
    if place.geonames:
        form["uri"] = f"{_GEONAMES}{place.geonames}/"
    if place.lat is not None and place.lon is not None:
        form["geoJSON"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return form


def _trust(edition: Edition) -> list[dict[str, str]]:
    """The policies of the site, where it has an address."""
    pages = (
        ("correctionsPolicy", "Corrections", "corrections/"),
        ("methodology", "How this site is made", "methods/"),
    )
    return [
        {"role": _TRUST + role, "title": title, "href": absolute(edition, path)}
        for role, title, path in pages
        if edition.base_url
    ]


def _association(credit: Credit) -> dict[str, Any]:
    form = {
        "name": credit.title or credit.outlet or credit.report,
        "rel": "basedOn",
        "uri": safe_href(credit.url) or f"urn:dateline:report:{address(credit.report)}",
        "by": credit.author,
        "language": credit.language,
        "versionCreated": _instant(credit.published),
    }
    return {key: value for key, value in form.items() if value}
