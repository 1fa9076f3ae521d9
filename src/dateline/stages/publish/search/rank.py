"""Which of the stories found come first: those whose headline has the words, rarer words before common ones.

Decides by the listing alone, so that the order is the same on every store. The newest of equals comes first.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.stages.publish.search.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.core.listings import Listing
    from dateline.stages.publish.search.query import Run

#: How much a word counts by where it stands: in the headline, in the line that opens the story, further down.
_HEADLINE, _OPENING, _TEXT = 3.0, 1.5, 1.0
_UNDATED = datetime.min.replace(tzinfo=UTC)


def rank(
    listings: Iterable[Listing], runs: Sequence[Run], counts: Mapping[Run, int], total: int
) -> tuple[Listing, ...]:
    """The stories, best first. ``counts`` is how many of the ``total`` stories have each run."""
    rarity = {run: math.log1p(total / (1 + counts.get(run, 0))) for run in runs}
    return tuple(sorted(listings, key=lambda listing: _key(listing, rarity)))


def _key(listing: Listing, rarity: Mapping[Run, float]) -> tuple[float, float, str]:
    headline, opening = tuple(words(listing.headline)), tuple(words(listing.standfirst))
    score = sum(
        worth * (_HEADLINE if holds(headline, run) else _OPENING if holds(opening, run) else _TEXT)
        for run, worth in rarity.items()
    )
    at = listing.first_reported.at if listing.first_reported else _UNDATED
    return (-round(score, 6), -(at - _UNDATED).total_seconds(), listing.story)


def holds(told: Sequence[str], run: Run) -> bool:
    """Whether words stand side by side in a text; a word that ends in "*" is one that begins so."""
    return any(
        all(fits(word, wanted) for word, wanted in zip(told[at:], run, strict=False))
        for at in range(len(told) - len(run) + 1)
    )


def fits(word: str, wanted: str) -> bool:
    """Whether a word is the one that is wanted."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
