"""A sentence of a draft beside the source sentences that it stands on, word linked to word.

Decides which few sentences bear a passage out together: the nearest, and those that hold what the ones
before left out (a sentence fused of two). It judges nothing: what stands in the place of another word is
for ``slots`` to find and for the rules to object to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.proof.alignment.links import Links, links
from dateline.stages.proof.alignment.words import Words, words_of

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.index import Index

#: Sentences looked at for each passage, and kept beside it.
_LOOKED_AT = 24
_KEPT = 6
#: A sentence that holds less of a passage's weight than this, as a share of the best, is not kept.
_LEAST_OF_BEST = 0.3
#: What a word still counts for when one kept sentence has it.
_AGAIN = 0.5
#: No sentence is longer; a list or a table that was taken for one is looked at up to here.
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A source sentence beside the passage. ``place`` is its number in the index; ``share`` what it bears
    out of the passage's weight, 0 to 1; ``links`` pair the passage's words with its own; ``drafted`` counts
    those of the passage.
    """

    place: int
    share: float
    words: Words
    links: Links
    drafted: int

    def linked(self, word: int) -> int | None:
        """The word of the source that a word of the draft stands for."""
        return next((there for here, there in self.links if here == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A passage beside its sources. ``covered`` is the share of its weight that they bear out together."""

    words: Words
    weights: tuple[float, ...]
    held: tuple[Held, ...]
    covered: float


def align(text: str, index: Index) -> Aligned:
    """The sentences of the index that the text stands on, best first."""
    words = words_of(text).first(_LONGEST)
    weights = tuple(map(index.weight, words.keys))
    found = index.candidates(words.keys, _LOOKED_AT)
    held = tuple(_held(place, words, weights, index) for place in _chosen(found, words, index))
    whole = sum(weights) or 1.0
    borne = {here for each in held for here, _ in each.links}
    covered = sum(weights[here] for here in sorted(borne)) / whole
    return Aligned(words=words, weights=weights, held=held, covered=covered)


def _chosen(found: Sequence[tuple[int, float]], words: Words, index: Index) -> list[int]:
    """The best place, then each time the one that adds most: what is there already counts for half."""
    if not found:
        return []
    weights = {key: index.weight(key) for key in words.keys}
    shares = {place: share for place, share in found if share >= _LEAST_OF_BEST * found[0][1]}
    keys = {place: sorted(weights.keys() & set(index.words(place).keys)) for place in shares}
    chosen: list[int] = []
    while shares and len(chosen) < _KEPT:
        best = max(shares, key=lambda place: (sum(weights[key] for key in keys[place]), -place))
        chosen.append(best)
        del shares[best]
        for key in keys[best]:
            weights[key] *= _AGAIN
    return chosen


def _held(place: int, words: Words, weights: tuple[float, ...], index: Index) -> Held:
    other = index.words(place).first(_LONGEST)
    linked = links(words.keys, other.keys, index.weight)
    share = sum(weights[here] for here, _ in linked) / (sum(weights) or 1.0)
    return Held(place=place, share=share, words=other, links=linked, drafted=len(words))
