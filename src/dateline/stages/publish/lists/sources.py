"""The index of sources: every outlet whose reports the edition rests on, with how many, and what is read.

Decides that outlets stand by name, as a directory, not by rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Tally
from dateline.core.sources import Outline, SourceList
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import link_to, told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_OUTLETS = Asked(Facet.OUTLET, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet in the index: its page, stories that rest on it, its reports in them."""

    name: str
    href: str
    stories: int
    reports: int
    share: int


def wants(_: Address, __: Subject) -> Wants:
    """The outlets, and the list of what is read."""
    return Wants(tallies=(_OUTLETS,), sources=True, totals=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The index."""
    yield from sheet(
        "sources.html",
        address,
        told(phrase("Sources"), shelf),
        shelf,
        outlets=outlets(shelf.tallies[_OUTLETS], up(address.page)),
        feeds=len(list(leaves(shelf.sources))),
    )


def outlets(tallies: Sequence[Tally], root: str) -> tuple[OutletLine, ...]:
    """The outlets by name; ``share`` is the part of the most reports of any, in hundredths."""
    most = max((tally.count for tally in tallies), default=1)
    lines = (
        OutletLine(
            name=tally.mention.name,
            href=link_to(tally.mention, root, "", tally.stories).href,
            stories=tally.stories,
            reports=tally.count,
            share=max(1, round(100 * tally.count / most)),
        )
        for tally in tallies
    )
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.href)))


def leaves(sources: SourceList | Outline) -> Iterator[Outline]:
    """The outlines of a list that are sources, not folders of them."""
    for outline in sources.outlines if isinstance(sources, SourceList) else sources.children:
        if outline.children:
            yield from leaves(outline)
        else:
            yield outline
