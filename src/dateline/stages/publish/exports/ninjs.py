"""IPTC ninjs 3.1: one news item a story, in one JSON array.

``infoSources`` names the outlets with how each stands to the story, ``trustIndicators`` the policies,
``associations`` the reports that a story is built from. Plain text only. ``uri`` is the story's address, or a
URN where the edition has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.core.ids import address
from dateline.stages.publish.exports.forms import array, instant
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import absolute, safe_href
from dateline.stages.publish.standing import outlets
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.wording import tongue

if TYPE_CHECKING:
    from dateline.core.pages import Credit, Page
    from dateline.core.site import Edition
    from dateline.core.types import Place
    from dateline.stages.publish.exports.accounts import Account

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_TRUST = "http://cv.iptc.org/newscodes/trustindicator/"
_GEONAMES = "https://sws.geonames.org/"
#: The pages of the site that are policies: role, title, where.
_POLICIES = (
    ("correctionsPolicy", "Corrections", "corrections/index.html"),
    ("editorialPolicy", "How this site is made", "methods/index.html"),
    ("noBylinesPolicy", "How this site is made", "methods/index.html"),
)


def ninjs(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """All stories, in one array."""
    return array(item(account, edition) for account in accounts)


def item(account: Account, edition: Edition) -> dict[str, Any]:
    """A story as a news item; what is not known is left out."""
    page = account.page
    form: dict[str, Any] = {
        "uri": _uri(page, edition),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": str(page.revision.number),
        "firstCreated": instant(page.first_reported),
        "versionCreated": instant(page.revision.at),
        "pubStatus": "usable",
        "language": page.language,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": page.headline.text}],
        "descriptions": _descriptions(page),
        "bodies": _bodies(page),
        "located": next((place.name for place in page.places if place.lat is not None), ""),
        "subjects": _subjects(account),
        "places": [_place(place) for place in page.places],
        "infoSources": _sources(page),
        "trustIndicators": _trust(edition),
        "associations": [_association(credit) for credit in page.sources],
        "altIds": [{"role": "dateline:story", "value": address(page.story)}],
        "usageTerms": edition.notice,
    }
    form |= _written(page, edition)
    return {key: value for key, value in form.items() if value not in ("", None, [])}


def _written(page: Page, edition: Edition) -> dict[str, Any]:
    """Who wrote it, in words and by the code of IPTC."""
    written, spoken = authorship(page), tongue(edition.language)
    return {
        "by": f"{edition.title} ({spoken.say(written.byline)})",
        "edNote": spoken.say(written.note),
        "digitalSourceType": {"name": written.iptc_name, "uri": written.iptc} if written.iptc else None,
    }


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


def _subjects(account: Account) -> list[dict[str, str]]:
    """The theme, and its subjects by their codes of IPTC Media Topics."""
    named = [{"name": account.theme.name, "rel": "about", "creator": "Dateline"}] if account.theme else []
    coded = [
        {"name": name, "rel": "about", "creator": "Dateline", "uri": _MEDIA_TOPICS + code.partition(":")[2]}
        for code, name in account.subjects
    ]
    return [subject for subject in (*named, *coded) if subject["name"]]


def _uri(page: Page, edition: Edition) -> str:
    there = absolute(edition, story_path(page.story))
    return there or f"urn:dateline:story:{address(page.story)}"


def _place(place: Place) -> dict[str, Any]:
    form: dict[str, Any] = {"name": place.name, "rel": "mentions"}
    if place.geonames:
        form["uri"] = f"{_GEONAMES}{place.geonames}/"
    if place.lat is not None and place.lon is not None:
        form["geoJSON"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return form


def _sources(page: Page) -> list[dict[str, str]]:
    """Each outlet once: an origin of its own, or one that carries another's text."""
    roles: dict[str, str] = {}
    seen: set[str] = set()
    for credit in page.sources:
        origin = credit.origin or credit.report
        if credit.outlet and roles.get(credit.outlet) != "origin":
            roles[credit.outlet] = "copy" if origin in seen else "origin"
        seen.add(origin)
    return [{"name": name, "role": roles[name]} for name in outlets(page)]


def _trust(edition: Edition) -> list[dict[str, str]]:
    """The policies of the site, where it has an address."""
    return [
        {"role": _TRUST + role, "title": title, "href": absolute(edition, path)}
        for role, title, path in _POLICIES
        if edition.base_url
    ]


def _association(credit: Credit) -> dict[str, Any]:
    form = {
        "name": credit.title or credit.outlet or credit.report,
        "rel": "basedOn",
        "uri": safe_href(credit.url) or f"urn:dateline:report:{address(credit.report)}",
        "by": credit.author,
        "language": credit.language,
        "versionCreated": instant(credit.published),
        "infoSources": [{"name": credit.outlet, "role": "publisher"}] if credit.outlet else [],
        "usageTerms": credit.licence,
    }
    return {key: value for key, value in form.items() if value not in ("", [])}
