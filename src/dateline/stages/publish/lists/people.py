"""The index of people: names that reports quote in several stories, by the alphabet.

Decides which names stand here, and under which letter: by the surname's first, as far as the last word of a
name is one. A name is no person: two people may share a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Tally
from dateline.core.text import fold
from dateline.stages.publish.addresses import ENOUGH
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import Group, link_to, named_tallies, told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_PEOPLE = Asked(Facet.PERSON, 300)
#: Those named in most stories stand above the alphabet; where there are no others, it would repeat them.
_FIRST = 12
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def wants(_: Address, __: Subject) -> Wants:
    """The names of most stories."""
    return Wants(tallies=(_PEOPLE,))


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The index."""
    root = up(address.page)
    tallies = [tally for tally in shelf.tallies[_PEOPLE] if tally.stories >= ENOUGH]
    yield from sheet(
        "people.html",
        address,
        told(phrase("People"), shelf),
        shelf,
        first=named_tallies(tallies[:_FIRST], root, shelf.edition.language),
        letters=letters(tallies, root, shelf.edition.language) if len(tallies) > _FIRST else (),
        count=len(tallies),
    )


def letters(tallies: Sequence[Tally], root: str, language: str) -> tuple[Group, ...]:
    """The names under the letters that their surnames begin with."""
    found: dict[str, list[Tally]] = {}
    for tally in sorted(tallies, key=lambda tally: (_sorted_by(tally.mention.name), tally.mention.key)):
        found.setdefault(_sorted_by(tally.mention.name)[:1].upper(), []).append(tally)
    return tuple(
        Group(
            key=f"{number}",
            name=letter,
            links=tuple(link_to(each.mention, root, language, each.stories) for each in own),
        )
        for number, (letter, own) in enumerate(found.items(), 1)
    )


def _sorted_by(name: str) -> str:
    """The surname with the given names behind it; "Jr" and its kin are no surname."""
    parts = [part for part in fold(name).split() if part.strip(".") not in _GENERATIONS] or [fold(name)]
    return " ".join((parts[-1], *parts[:-1]))
