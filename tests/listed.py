"""Listings made by hand, and shelves that hold them as if a catalogue had answered: for tests of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dateline.core.listings import Face, Facet, Listing, Lookup, Mention, Order, Tally, Totals
from dateline.core.site import Edition
from dateline.core.types import Stamp, Theme
from dateline.stages.publish.addresses import Address
from dateline.stages.publish.issue import Asked, Shelf, Subject
from dateline.stages.publish.rooms import maker

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)


def listed(story: str, hours: float = 0, theme: str = "", **beyond: Any) -> Listing:
    """A listing whose story was first reported so many hours before noon."""
    at = Stamp(at=NOON - timedelta(hours=hours))
    known: dict[str, Any] = {
        "headline": f"Headline of {story}",
        "standfirst": f"What {story} tells.",
        "first_reported": at,
        "revised": at,
        "outlets": ("Radio Siel",),
        "reports": 1,
    }
    return Listing(story=story, theme=theme, **(known | beyond))


def mention(facet: Facet, name: str, key: str = "", **beyond: Any) -> Mention:
    return Mention(facet=facet, key=key or name.lower().replace(" ", "-"), name=name, **beyond)


def place(name: str, country: str = "DE", **beyond: Any) -> Mention:
    return mention(Facet.PLACE, name, country=country, **({"kind": "city"} | beyond))


def country(code: str, facet: Facet = Facet.COUNTRY) -> Mention:
    return mention(facet, code, code.lower(), country=code, kind="country")


def filed(listing: Listing, *mentions: Mention) -> Listing:
    return replace(listing, mentions=(*listing.mentions, *mentions))


def theme(name: str, *stories: str, subjects: tuple[str, ...] = ()) -> Theme:
    return Theme(id=f"t{name.lower()}", name=name, stories=stories, subjects=subjects)


def shelf_for(
    address: Address,
    listings: Sequence[Listing] = (),
    themes: Iterable[Theme] = (),
    subject: Subject | None = None,
    edition: Edition | None = None,
    **beyond: Any,
) -> Shelf:
    """The shelf of an address over these listings, in the order of their weight."""
    about = subject or Subject()
    asked = maker(address.room).wants(address, about)
    known: dict[str, Any] = {
        "found": {lookup: answer(lookup, listings) for lookup in asked.lookups},
        "faces": {lookup: tuple(map(face, answer(lookup, listings))) for lookup in asked.faces},
        "counts": {lookup: len(answer(replace(lookup, limit=10**6), listings)) for lookup in asked.counts},
        "months": {(kind, key): by_month(kind, key, listings) for kind, key in asked.months},
        "dispatches": {lookup: {} for lookup in asked.dispatches},
        "tallies": {one: tallied(one, listings) for one in asked.tallies},
        "themes": {one.id: one for one in themes},
        "totals": Totals(stories=len(listings)),
    }
    return Shelf(edition=edition or Edition(), subject=about, **(known | beyond))


def face(listing: Listing) -> Face:
    """What an index holds of a listing."""
    return Face(
        story=listing.story,
        headline=listing.headline,
        language=listing.language,
        first_reported=listing.first_reported,
        revised=listing.revised,
        open=listing.open,
    )


def answer(lookup: Lookup, listings: Sequence[Listing]) -> tuple[Listing, ...]:
    """What a catalogue would answer."""
    kept = [one for one in listings if not lookup.theme or one.theme == lookup.theme]
    if lookup.facet:
        kept = [one for one in kept if lookup.key in {each.key for each in one.of(lookup.facet)}]
    if lookup.corrected:
        kept = [one for one in kept if one.corrections]
    if lookup.since or lookup.until:
        kept = [one for one in kept if _between(one.first_reported, lookup)]
    if lookup.order is Order.NEWEST:
        kept.sort(key=lambda one: one.first_reported.at if one.first_reported else NOON, reverse=True)
    if lookup.order is Order.CHANGED:
        kept.sort(key=lambda one: one.revised.at if one.revised else NOON, reverse=True)
    return tuple(kept[: lookup.limit])


def _between(at: Stamp | None, lookup: Lookup) -> bool:
    if at is None:
        return False
    return (not lookup.since or at.at >= lookup.since) and (not lookup.until or at.at < lookup.until)


def by_month(kind: Facet, key: str, listings: Sequence[Listing]) -> dict[str, int]:
    """How many stories of a thing each month has."""
    return Counter(
        f"{one.first_reported.at:%Y%m}" if one.first_reported else ""
        for one in answer(Lookup(facet=kind, key=key, limit=10**6), listings)
    )


def tallied(asked: Asked, listings: Sequence[Listing]) -> tuple[Tally, ...]:
    """How often things are mentioned, the most first."""
    found: dict[str, list[Mention]] = {}
    for one in listings:
        for each in one.of(asked.facet):
            if not asked.of or one.theme == asked.of:
                found.setdefault(each.key, []).append(each)
    tallies = [
        Tally(mention=own[0], stories=len(own), count=sum(each.count for each in own))
        for own in found.values()
    ]
    tallies.sort(key=lambda tally: (-tally.stories, tally.mention.key))
    return tuple(tallies[: asked.limit])


def text_of(shelf: Shelf, address: Address) -> Mapping[str, str]:
    """The files of an address as text, by path."""
    return {file.path: file.content.decode() for file in maker(address.room).files(address, shelf)}
