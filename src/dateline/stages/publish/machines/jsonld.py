"""What machines read in a story page: schema.org NewsArticle, with what it is based on.

Terms as in schema.org 30. What wrote the text is said by ``authorship``. Never ``ClaimReview``:
that is for a fact-checker's verdict, and no machine gives one here.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dateline.core.pages import Credit, Page
from dateline.core.types import Place, Stamp, Theme
from dateline.stages.publish.issue import Shelf, story_path
from dateline.stages.publish.links import absolute, safe_href
from dateline.stages.publish.story.accounts import backstory
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.story.corrections import in_words
from dateline.stages.publish.story.evidence import Card

Json = dict[str, Any]

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_CITATIONS = 8
_SOURCES = 60
#: What would end a script element or start a comment in it, and what ends a line in JavaScript.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def article(page: Page, shelf: Shelf, cards: tuple[Card, ...]) -> Json:
    """The NewsArticle of a story. Keys without a value are left out."""
    edition = shelf.edition
    url = absolute(edition, story_path(page))
    theme = shelf.theme_of(page)
    written = authorship(page)
    places = [place for place in page.places if place.lat is not None][:5]
    form: Json = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": page.headline.text,
        "description": page.opening.text if page.opening else "",
        "abstract": " ".join(line.text for line in page.summary),
        "inLanguage": page.language,
        "articleSection": list(shelf.subjects(theme)) or (theme.name if theme else ""),
        "about": _about(theme, shelf),
        "dateline": places[0].name if places else "",
        "datePublished": _time(page.first_reported),
        "dateModified": _time(page.revision.at),
        "author": {"@type": "Organization", "name": f"{edition.title} ({written.byline})"},
        "publisher": {"@type": "NewsMediaOrganization", "name": edition.title},
        "backstory": backstory(page),
        "digitalSourceType": written.schema,
        "isAccessibleForFree": True,
        "isBasedOn": [_based_on(credit) for credit in page.sources[:_SOURCES]],
        "citation": _citations(cards),
        "contentLocation": [_place(place) for place in places],
        "correction": [
            {"@type": "CorrectionComment", "datePublished": _time(one.at), "text": in_words(one)}
            for one in page.corrections
        ],
    }
    pruned: Json = _pruned(form)
    return pruned


def _about(theme: Theme | None, shelf: Shelf) -> list[Json]:
    """The theme, and its subjects by their codes of IPTC Media Topics."""
    if theme is None:
        return []
    labels = shelf.issue.labels
    subjects = [
        {"@type": "DefinedTerm", "name": labels[code], "termCode": code, "inDefinedTermSet": MEDIA_TOPICS}
        for code in theme.subjects
        if code in labels
    ]
    return [{"@type": "Thing", "name": theme.name}, *subjects]


def embedded(form: Json) -> Markup:
    """JSON that may stand in a script element whatever is in it."""
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element, the line above


def _time(stamp: Stamp | None) -> str:
    return stamp.rfc3339() if stamp else ""


def _based_on(credit: Credit) -> Json:
    return {
        "@type": "NewsArticle",
        "url": safe_href(credit.url),
        "headline": credit.title,
        "publisher": {"@type": "Organization", "name": credit.outlet} if credit.outlet else None,
        "datePublished": _time(credit.published),
        "inLanguage": credit.language,
    }


def _citations(cards: tuple[Card, ...]) -> list[Json]:
    """The first quotations of the page, each once."""
    quoted = {
        (quotation.source.number, quotation.words): quotation
        for card in cards
        for quotation in card.quotations
        if quotation.words
    }
    return [
        {
            "@type": "Quotation",
            "text": quotation.words,
            "isPartOf": {"@type": "NewsArticle", "url": quotation.source.href},
        }
        for quotation in list(quoted.values())[:_CITATIONS]
    ]


def _place(place: Place) -> Json:
    return {
        "@type": "Place",
        "name": place.name,
        "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
    }


def _pruned(value: Any) -> Any:
    """The value without what is empty, at any depth."""
    if isinstance(value, dict):
        kept = {key: _pruned(held) for key, held in value.items()}
        return {key: held for key, held in kept.items() if held not in ("", None, [], {})}
    return [_pruned(item) for item in value] if isinstance(value, list) else value
