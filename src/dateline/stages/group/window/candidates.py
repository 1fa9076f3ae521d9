"""Which reports are worth comparing with a report: those that share its rarest words.

Decides by posting lists, the shortest first and only so many, which keeps the cost of a report flat however
many there are. Reports in another language are looked for by their anchors, and have places of their own.
"""

from __future__ import annotations

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.options import Options
from dateline.stages.group.reading.keys import Facet, terms_of
from dateline.stages.group.window.columns import stretches
from dateline.stages.group.window.memory import Memory
from dateline.stages.group.window.postings import Postings
from dateline.stages.group.window.rarity import DAMPED, Rarity

_BLOCK = 256


class Candidates:
    """Looks for candidates in a memory, by places."""

    def __init__(self, memory: Memory, postings: Postings, rarity: Rarity, options: Options) -> None:
        self._memory = memory
        self._postings = postings
        self._rarity = rarity
        self._options = options

    def of(self, places: Array) -> tuple[Array, Array]:
        """Pairs of places; a pair of which both were asked for comes once."""
        places = np.sort(places)  # which end of a pair is named first does not hang on the order asked in
        languages = self._memory.languages.values[self._memory.live.values]
        spoken = languages[languages > 0]
        mixed = len(spoken) > 0 and spoken.min() != spoken.max()
        blocks = (places[at : at + _BLOCK] for at in range(0, len(places), _BLOCK))
        found = [self._of_block(block, mixed) for block in blocks]
        one = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in found)])
        other = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in found)])
        key = (np.minimum(one, other) << 32) | np.maximum(one, other)
        first = np.sort(np.unique(key, return_index=True)[1])
        return one[first], other[first]

    def _of_block(self, places: Array, mixed: bool) -> tuple[Array, Array]:
        options = self._options
        found = [self._best(places, Facet.BODY, options.budget, options.partners)]
        if mixed:
            found.append(self._best(places, Facet.ANCHORS, options.budget // 2, options.partners_across))
        return np.concatenate([part[0] for part in found]), np.concatenate([part[1] for part in found])

    def _best(self, places: Array, facet: int, budget: int, most: int) -> tuple[Array, Array]:
        """The places that share the most of a facet with each of these, as pairs."""
        owner, keys, times = self._keys(places, facet)
        weights = self._rarity.weights(keys)
        terms = terms_of(keys)
        lengths = self._postings.lengths(terms)
        chosen = _within(owner, lengths, budget)
        weight = weights**2 * (DAMPED[times] if facet == Facet.BODY else 1)
        sums = self._postings.sums(owner[chosen], terms[chosen], weight[chosen], len(places))
        query = np.repeat(np.arange(len(places)), np.diff(sums.indptr))
        near = self._near(places[query], sums.indices, sums.data, facet)
        return _foremost(places, query[near[0]], sums.indices[near[0]], near[1], most)

    def _keys(self, places: Array, facet: int) -> tuple[Array, Array, Array]:
        memory = self._memory
        lengths = memory.lengths.values[places].astype(np.int64)
        starts = memory.starts.values[places] + lengths[:, :facet].sum(axis=1)
        at = stretches(starts, lengths[:, facet])
        owner = np.repeat(np.arange(len(places)), lengths[:, facet])
        return owner, memory.keys.values[at], memory.times.values[at]

    def _near(self, one: Array, other: Array, sums: Array, facet: int) -> tuple[Array, Array]:
        """Which pairs may be compared at all, and roughly their cosine."""
        memory, options = self._memory, self._options
        norms = memory.norms.values[:, facet]
        like = sums / np.maximum(norms[one] * norms[other], 1e-9)
        days = memory.days.values
        far = np.abs(days[one] - days[other]) > options.reach
        kept = (like >= options.least) & memory.live.values[other] & (one != other) & ~far
        if facet == Facet.ANCHORS:
            languages = memory.languages.values
            kept &= languages[one] != languages[other]
        at = np.flatnonzero(kept)
        return at, like[at]


def _within(owner: Array, lengths: Array, budget: int) -> Array:
    """Mask of the words, the rarest of each owner first, whose posting lists keep within the budget."""
    order = np.lexsort((lengths, owner))
    spent = np.cumsum(lengths[order])
    first = np.searchsorted(owner[order], np.arange(owner[-1] + 1 if len(owner) else 0))
    before = np.concatenate([[0], spent])[first]
    chosen = np.zeros(len(owner), np.bool_)
    chosen[order] = spent - before[owner[order]] <= budget
    return chosen & (lengths > 0)


def _foremost(places: Array, query: Array, other: Array, like: Array, most: int) -> tuple[Array, Array]:
    """The nearest of each query, as pairs of places. Queries come in order."""
    ends = np.searchsorted(query, np.arange(len(places) + 1))
    kept = []
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if end - start > most:
            kept.append(start + np.sort(np.argpartition(-like[start:end], most - 1)[:most]))
        elif end > start:
            kept.append(np.arange(start, end))
    at = np.concatenate(kept) if kept else np.zeros(0, np.int64)
    return places[query[at]].astype(np.int64), other[at].astype(np.int64)
