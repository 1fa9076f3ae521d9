"""A story where it is listed: what its headline leads to, and what a reader can tell of it at a glance.

Decides what is told of a listing and in which words of the house; which stories are listed where, the pages
decide. Figures are told as the ledger has them: as a range where reports differ, never averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core.ids import address
from dateline.core.pages import Status, Toll
from dateline.core.text import number
from dateline.stages.publish import addresses
from dateline.stages.publish.standing import status_words
from dateline.stages.publish.times import When, moment, when
from dateline.stages.publish.wording import Phrase, fate, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.core.listings import Listing
    from dateline.stages.publish.issue import Shelf

#: So many figures of people stand beside a headline.
_FIGURES = 3
_TONES = {Status.CONFIRMED: "good", Status.REPORTED: "plain"}
#: What a vague figure without an end says, by the floor that it stands for (HOUSE_STYLE rule 12): true of an
#: exact "at least 24", too.
_VAGUE = {24: phrase("dozens"), 200: phrase("hundreds"), 2000: phrase("thousands")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing by its name, the page that it has on this site ("" where none), and how many stories it has."""

    name: str
    href: str
    count: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A story in a list. ``key`` and ``revision`` let the reader's browser say what is new to them."""

    key: str
    headline: str
    language: str
    standfirst: str
    href: str
    at: When | None
    happened: When | None
    changed: When | None
    revision: int
    outlets: int
    origins: int
    status: Phrase | None
    tone: str
    figures: tuple[Phrase, ...]
    theme: Named | None
    modelled: bool
    corrected: bool


def teasers(listings: Iterable[Listing], root: str, shelf: Shelf) -> tuple[Teaser, ...]:
    """Stories in a list, in its order."""
    return tuple(teaser(listing, root, shelf) for listing in listings)


def teaser(listing: Listing, root: str, shelf: Shelf) -> Teaser:
    """A story in a list; ``root`` leads from the list's page to the root of the site.

    How it stands is told where that is more than "reported", which the count of origins says already; that
    nobody was hurt, its own page tells.
    """
    told = listing.status is not Status.REPORTED
    return Teaser(
        key=address(listing.story),
        headline=listing.headline,
        language=listing.language,
        standfirst=listing.standfirst,
        href=root + addresses.story(listing.story).page,
        at=when(listing.first_reported),
        happened=moment(listing.happened),
        changed=when(listing.revised) if listing.revision > 1 else None,
        revision=listing.revision,
        outlets=len(listing.outlets),
        origins=listing.origins,
        status=status_words(listing.status, listing.origins) if told else None,
        tone=_TONES.get(listing.status, "warn"),
        figures=tuple(in_short(toll) for toll in listing.tolls if toll.low or toll.high)[:_FIGURES],
        theme=theme_link(listing.theme, root, shelf),
        modelled=listing.modelled,
        corrected=bool(listing.corrections),
    )


def theme_link(theme: str, root: str, shelf: Shelf) -> Named | None:
    """The theme of a story, where it tells more than the story does."""
    known = shelf.named(theme)
    if known is None:
        return None
    return _theme(theme, known.name, len(known.stories), root)


@lru_cache(maxsize=2048)
def _theme(theme: str, name: str, count: int, root: str) -> Named:
    return Named(name=name, href=root + addresses.theme(theme).page, count=count)


def in_short(toll: Toll) -> Phrase:
    """A toll in a list of stories: "3 killed", "3–5 killed", "3 killed; reports give 3–5".

    "At least 3" beside a best figure of 3 says nothing more, and is left out.
    """
    return _in_short(toll.measure, toll.low, toll.best, toll.high)


@lru_cache(maxsize=2048)
def _in_short(measure: str, low: float, best: float | None, high: float | None) -> Phrase:
    if best is None:
        return fate(measure, _spread(low, high))
    told = fate(measure, _value(best))
    if low >= best and high is None:
        return told
    low, high = min(low, best), None if high is None else max(high, best)
    if low == high:
        return told
    return phrase("%(figure)s; reports give %(spread)s", figure=told, spread=_spread(low, high))


def _spread(low: float, high: float | None) -> Phrase | int | float:
    """From the least to the greatest; what is open stays open, and vague what is vague."""
    least = _value(low)
    if high is None:
        return _VAGUE.get(int(low)) or phrase("at least %(amount)s", amount=least)
    return least if high == low else phrase("%(low)s–%(high)s", low=least, high=_value(high))


def _value(amount: float) -> int | float:
    told = number(amount)
    return amount if told is None else told
