"""How this site is made: from reports to a page, what the words mean, the limits, what was withheld.

Decides what the house says of itself; the counts are the edition's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Facet
from dateline.core.pages import Status
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.story.evidence import QUOTE_WORDS
from dateline.stages.publish.wording import phrase, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_WITHHELD = Asked(Facet.WITHHELD)

#: What each status word means (HOUSE_STYLE, Status).
STATUS_WORDS = (
    (
        phrase("reported by one origin"),
        phrase("One report, or several that carry the same text, say so. Nobody else does yet."),
    ),
    (
        phrase("reported by several independent origins"),
        phrase("That many newsrooms say so, and none of them copied it from another."),
    ),
    (
        word(Status.CONFIRMED),
        phrase(
            "The competent authority confirmed it, somebody is told to have checked it, or two independent "
            "origins each call it confirmed."
        ),
    ),
    (word(Status.DENIED), phrase("Somebody whom it concerns denies it; the line says who.")),
    (word(Status.DISPUTED), phrase("Reports differ, and none is known to be outdated. Both are named.")),
    (word(Status.UNVERIFIED), phrase("The report itself says that it could not verify this.")),
    (word(Status.WITHDRAWN), phrase("Whoever said it took it back.")),
)


def wants(_: Address, __: Subject) -> Wants:
    """How much there is, and what was withheld."""
    return Wants(tallies=(_WITHHELD,), totals=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page."""
    yield document(
        "methods.html",
        address.page,
        told(phrase("How this site is made"), shelf),
        shelf.edition,
        status_words=STATUS_WORDS,
        quote_words=QUOTE_WORDS,
        totals=shelf.totals,
        withheld=shelf.tallies[_WITHHELD],
    )
