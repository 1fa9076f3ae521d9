"""What machines read in a story page: schema.org NewsArticle, with what it is based on.

What wrote the text is said by ``authorship``, in IPTC's terms for digital sources. The three times stay three
(HOUSE_STYLE rule 16): ``datePublished`` and ``dateModified`` are of our page, ``temporalCoverage`` is when it
happened, and each report in ``isBasedOn`` has its own. Never ``ClaimReview``: that is for a fact-checker's
verdict, and no machine gives one here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.ids import address
from dateline.core.listings import Facet
from dateline.core.text import fold
from dateline.stages.publish.exports.quoting import Shown, bare
from dateline.stages.publish.issue import story_path, theme_path
from dateline.stages.publish.links import absolute, safe_href
from dateline.stages.publish.machines import entries
from dateline.stages.publish.machines.schema import (
    CONTEXT,
    METHODS,
    Json,
    breadcrumbs,
    embedded,
    location,
    named,
    pruned,
    publisher,
    time,
    website,
)
from dateline.stages.publish.story.accounts import backstory
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.story.corrections import in_words
from dateline.stages.publish.times import moment
from dateline.stages.publish.wording import tongue

if TYPE_CHECKING:
    from dateline.core.pages import Credit, Page
    from dateline.core.types import Theme
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.story.evidence import Card, Quotation

__all__ = ["article", "embedded"]

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
#: A page is read over slow lines: so many of each are told here; all of them stand in ``page.json``.
_CITATIONS, _SOURCES, _PLACES, _MENTIONS = 4, 40, 3, 6
#: So many reports are told with title, outlet and time; the others by their address.
_WHOLE = 8


def article(page: Page, shelf: Shelf, cards: tuple[Card, ...], card: str = "") -> Json:
    """The NewsArticle of a story. Keys without a value are left out. ``card`` is the path of its image."""
    edition, theme = shelf.edition, shelf.theme(page.theme)
    url = absolute(edition, story_path(page.story))
    form = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": url or f"urn:dateline:story:{address(page.story)}",
        "url": url,
        "mainEntityOfPage": _web_page(page, theme, shelf),
        "isPartOf": [website(edition), _theme_page(theme, shelf)],
        "image": absolute(edition, card) if card else "",
        "version": page.revision.number,
        "isAccessibleForFree": True,
        "publisher": publisher(edition),
        "publishingPrinciples": absolute(edition, METHODS),
        "isBasedOn": _based_on(page),
        "citation": _citations(page, cards, shelf),
        "encoding": _data(page, shelf),
    }
    form |= _words(page) | _times(page) | _subjects(page, theme, shelf) | _making(page, shelf)
    told: Json = pruned(form)
    return told


def _words(page: Page) -> Json:
    return {
        "headline": page.headline.text,
        "description": page.opening.text if page.opening else "",
        "abstract": " ".join(line.text for line in page.summary),
        "inLanguage": page.language,
    }


def _times(page: Page) -> Json:
    happened = moment(page.happened)
    published = page.revisions[0].at or page.first_reported
    return {
        "datePublished": time(published),
        "dateModified": time(page.revision.at or published),
        "temporalCoverage": happened.machine if happened else "",
    }


def _subjects(page: Page, theme: Theme | None, shelf: Shelf) -> Json:
    """What the story is about, and where: places with a position as its location, the others as mentions."""
    known = [place for place in page.places if place.lat is not None]
    others = [place for place in page.places if place not in known[:_PLACES]]
    countries = dict.fromkeys(place.country for place in known if place.country)
    speakers = dict.fromkeys(claim.speaker for claim in page.claims if claim.speaker)
    mentioned = [*map(named, others), *(_speaker(name, page, shelf) for name in speakers)]
    spoken = tongue(shelf.edition.language)
    return {
        "articleSection": list(shelf.subjects(theme)) or (theme.name if theme else ""),
        "about": _about(theme, shelf),
        "mentions": mentioned[:_MENTIONS],
        "dateline": known[0].name if known else "",
        "contentLocation": [location(place) for place in known[:_PLACES]],
        "spatialCoverage": [{"@type": "Country", "name": spoken.territory(code)} for code in countries],
    }


def _speaker(name: str, page: Page, shelf: Shelf) -> Json:
    """Who speaks: a person where the story is found by that name, else who knows what."""
    listing = shelf.listings.get(page.story)
    people = {fold(person.name) for person in listing.of(Facet.PERSON)} if listing else set()
    return {"@type": "Person" if fold(name) in people else "Thing", "name": name}


def _about(theme: Theme | None, shelf: Shelf) -> list[Json]:
    """The theme, and its subjects by their codes of IPTC Media Topics."""
    if theme is None:
        return []
    subjects = [
        {
            "@type": "DefinedTerm",
            "@id": MEDIA_TOPICS + code.partition(":")[2],
            "name": shelf.labels[code],
            "termCode": code,
            "inDefinedTermSet": MEDIA_TOPICS,
        }
        for code in theme.subjects
        if code in shelf.labels
    ]
    return [{"@type": "Thing", "name": theme.name}, *subjects]


def _making(page: Page, shelf: Shelf) -> Json:
    """Who wrote it and how, who answers for it, and what was put right."""
    edition, written = shelf.edition, authorship(page)
    spoken = tongue(edition.language)
    return {
        "author": {
            "@type": "Organization",
            "name": f"{edition.title} ({spoken.say(written.byline)})",
            "url": absolute(edition, METHODS),
        },
        "editor": {"@type": "Person", "name": page.reviewed_by} if page.reviewed_by else None,
        "backstory": spoken.say(backstory(page)),
        "digitalSourceType": written.schema,
        "correction": [
            {
                "@type": "CorrectionComment",
                "@id": entries.correction_name(page.story, one),
                "datePublished": time(one.at),
                "text": spoken.say(in_words(one)),
            }
            for one in page.corrections
        ],
    }


def _web_page(page: Page, theme: Theme | None, shelf: Shelf) -> Json | None:
    """The page that the article stands on, with the way there; None where it has no address."""
    edition = shelf.edition
    path = story_path(page.story)
    if not edition.base_url:
        return None
    above = [(theme.name, theme_path(theme.id))] if theme else []
    trail = [(edition.title, "index.html"), *above, (page.headline.text, path)]
    return {
        "@type": "WebPage",
        "@id": absolute(edition, path),
        "breadcrumb": breadcrumbs(trail, edition),
    }


def _theme_page(theme: Theme | None, shelf: Shelf) -> Json | None:
    """The page of the theme that the story is part of, where it has an address."""
    there = absolute(shelf.edition, theme_path(theme.id)) if theme else ""
    if not theme or not there:
        return None
    return {"@type": "CollectionPage", "@id": there, "url": there, "name": theme.name}


def _based_on(page: Page) -> list[Json]:
    """The reports in the page's order; those whose rights are reserved are named and linked, as all are."""
    rest = page.sources[_WHOLE:_SOURCES]
    return [
        *(_whole(credit, page) for credit in page.sources[:_WHOLE]),
        *({"@id": _report(credit)} for credit in rest),
    ]


def _whole(credit: Credit, page: Page) -> Json:
    return {
        "@type": "NewsArticle",
        "@id": _report(credit),
        "headline": credit.title,
        "author": {"@type": "Person", "name": credit.author} if credit.author else None,
        "publisher": {"@type": "Organization", "name": credit.outlet} if credit.outlet else None,
        "datePublished": time(credit.published),
        "inLanguage": credit.language if credit.language != page.language else "",
        "license": safe_href(credit.licence),
    }


def _citations(page: Page, cards: tuple[Card, ...], shelf: Shelf) -> list[Json]:
    """The first quotations of the page, each once, with who says so where its own report tells.

    A claim that several reports bear out has one speaker for them all, whom not each of them names.
    """
    shown = Shown(page, cards, shelf.subject.reports)
    said = {
        id(quotation): claim.speaker
        for claim in reversed(page.claims)
        if len({span.report for span in claim.evidence}) == 1
        for span in claim.evidence
        if claim.speaker and (quotation := shown.at(span))
    }
    quoted = {(one.source.number, one.words): one for one in _quotations(cards)}
    return [_citation(one, page, said.get(id(one), ""), shelf) for one in list(quoted.values())[:_CITATIONS]]


def _quotations(cards: tuple[Card, ...]) -> Iterator[Quotation]:
    return (quotation for card in cards for quotation in card.quotations if quotation.words)


def _citation(quotation: Quotation, page: Page, speaker: str, shelf: Shelf) -> Json:
    """Words of one of the reports that the page is based on, by its name there."""
    report = page.sources[quotation.source.number - 1]
    return {
        "@type": "Quotation",
        "text": bare(quotation.words),
        "inLanguage": quotation.source.language,
        "spokenByCharacter": _speaker(speaker, page, shelf) if speaker else None,
        "isPartOf": {"@id": _report(report)},
    }


def _report(credit: Credit) -> str:
    """The name of a report: its address, where that is one to be linked."""
    return safe_href(credit.url) or f"urn:dateline:report:{address(credit.report)}"


def _data(page: Page, shelf: Shelf) -> list[Json]:
    """The story as data: its page as JSON, its evidence as Web Annotations."""
    there = absolute(shelf.edition, story_path(page.story))
    kinds = (("page.json", "application/json"), ("annotations.json", "application/ld+json"))
    return [
        {"@type": "MediaObject", "contentUrl": there + name, "encodingFormat": kind}
        for name, kind in kinds
        if there
    ]
