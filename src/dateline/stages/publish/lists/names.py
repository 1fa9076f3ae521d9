"""What places, people and outlets are called where they are named, and where their pages lie.

Decides that a country has its name in the language of the edition (CLDR), and that every other name stays as
the reports have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Mention, Tally
from dateline.stages.publish import addresses
from dateline.stages.publish.lists.teasers import Named
from dateline.stages.publish.wording import Phrase, tongue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.stages.publish.issue import Shelf

#: ``Mention.kind`` of a country.
COUNTRY = "country"


def name_of(mention: Mention, language: str) -> str:
    """The name of a place, a person or an outlet; ``language`` is the edition's."""
    if mention.facet in (Facet.PLACE, Facet.COUNTRY) and mention.kind == COUNTRY:
        return tongue(language).territory(mention.country)
    return mention.name


def link_to(mention: Mention, root: str, language: str, stories: int) -> Named:
    """A place, a person or an outlet that at least so many stories mention, and its page; a bare name where
    they are too few for one.
    """
    page = addresses.facet(mention.facet, mention.key).page
    href = root + page if addresses.has_page(mention.facet, mention.key, stories) else ""
    return Named(name=name_of(mention, language), href=href, count=stories)


def named_tallies(tallies: Iterable[Tally], root: str, language: str) -> tuple[Named, ...]:
    """Things that stories mention, each with its page and the number of its stories."""
    return tuple(link_to(tally.mention, root, language, tally.stories) for tally in tallies)


def told(words: Phrase, shelf: Shelf) -> str:
    """Words of the house in the language of the edition: for the title of a page."""
    return tongue(shelf.edition.language).say(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names under a heading: the places of a country, names that begin with one letter."""

    key: str
    name: str
    links: tuple[Named, ...]
    href: str = ""
    count: int = 0
