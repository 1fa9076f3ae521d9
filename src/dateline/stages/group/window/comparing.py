"""What is measured of two reports: how alike they are facet by facet, and how far apart otherwise.

Decides nothing; ``pairs`` makes of it how likely it is that both tell of one happening.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.options import Options
from dateline.stages.group.reading.keys import FACETS, Facet, facets_of, is_word, terms_of
from dateline.stages.group.reading.sketches import overlaps
from dateline.stages.group.window.columns import stretches
from dateline.stages.group.window.memory import Memory
from dateline.stages.group.window.rarity import DAMPED, Rarity

#: The facets whose cosines make the mix by which neighbours are told, with their shares.
MIX = ((Facet.BODY, 0.45), (Facet.LEAD, 0.25), (Facet.NAMES, 0.2), (Facet.PHRASES, 0.1))
#: What is remembered of the nearest of each row, first what they are ordered by.
_NEAR = ("mix", "body", "lead", "names")
NEAR = len(_NEAR)
_CIRCUMSTANCES = ("days", "same_outlet", "same_language", "size_ratio", "copied", "mix")
_CROWDS = (*(f"{what}_{how}" for what in _NEAR for how in ("mean", "best")), "mix_last", "rank")
#: The facets of which it is measured how much two reports share, not only which share of what they have.
_SHARED = (Facet.BODY, Facet.LEAD, Facet.NAMES, Facet.PHRASES)
#: What is measured of a pair, in the order of the columns of ``Pairs.measures``. First the cosine of each
#: facet (``keys.Facet``), 0 to 1. Then the days between, not a number where one is unknown; whether outlet
#: and language are the same (1, or 0; an unknown outlet is no other's, an unknown language everybody's); the
#: shorter's words over the longer's; the share of the shorter text's shingles that stand in the longer one;
#: the weighted mean of the cosines in MIX. Then of the twenty nearest (by ``mix``) of each of the two, where
#: missing ones count as 0: mean and best, the twentieth, and how many of them are nearer than the other is.
#: Last, of some facets, the product itself of which the cosine is a share: two short reports that have one
#: common word between them are as alike as they can be, and share next to nothing.
MEASURES = (
    *(*FACETS, *_CIRCUMSTANCES),
    *(f"{crowd}_{end}" for crowd in _CROWDS for end in ("one", "other")),
    *(f"shared_{facet.name.lower()}" for facet in _SHARED),
)
_COPIED, _MIXED = MEASURES.index("copied"), MEASURES.index("mix")
_NEAR_AT = [MEASURES.index(name) for name in _NEAR]
_CROWDS_AT = [[MEASURES.index(f"{crowd}_{end}") for crowd in _CROWDS] for end in ("one", "other")]
#: The facets of which a reader may be told what two reports share.
_TOLD = np.array([Facet.BODY, Facet.NAMES, Facet.NUMBERS])
_TINY = 1e-9
#: The bits of a key by which a mask tells it.
_LOW_BITS = 0xFFFF
#: How 1 is written where a nearness takes 16 bits.
_WHOLE = 0xFFFF


class Comparing:
    """Measures pairs of places of a memory."""

    def __init__(self, memory: Memory, rarity: Rarity, options: Options) -> None:
        self._memory = memory
        self._rarity = rarity
        self._options = options
        self._slots = np.zeros(0, np.float32)
        self._mask = np.zeros(_LOW_BITS + 1, np.bool_)

    def measures(self, one: Array, other: Array) -> Array:
        """A row of MEASURES for each pair; pairs of one place stand together.

        Each place remembers the nearest that it meets for the first time: what it is set against later.
        """
        found = np.empty((len(one), len(MEASURES)), np.float32)
        if not len(one):
            return found
        facets = len(FACETS)
        found[:, :facets] = self._cosines(one, other)
        found[:, facets:_COPIED] = self._circumstances(one, other)
        found[:, _COPIED] = self._copied(one, other, found[:, Facet.BODY])
        found[:, _MIXED] = sum(share * found[:, facet] for facet, share in MIX)
        near = (found[:, _NEAR_AT] * _WHOLE).astype(np.uint16)
        self._meet(one, other, near)
        found[:, _CROWDS_AT[0]] = self._crowds(one, near[:, 0])
        found[:, _CROWDS_AT[1]] = self._crowds(other, near[:, 0])
        norms = self._memory.norms.values
        found[:, -len(_SHARED) :] = found[:, _SHARED] * (norms[one] * norms[other])[:, _SHARED]
        return found

    def norm(self, start: int, end: int) -> None:
        """Measure anew how long the vectors of these places are, facet by facet."""
        memory = self._memory
        at = memory.texts(start, end)
        weights = self._rarity.weights(memory.keys.values[at]) * DAMPED[memory.times.values[at]]
        memory.norms.values[start:end] = np.sqrt(
            _sums(np.append(weights * weights, np.float32(0)), memory.lengths.values[start:end])
        )

    def overlaps(self, one: Array, other: Array) -> tuple[Array, Array]:
        """Share of the shorter text that stands in the longer one, and Jaccard, for each pair."""
        levels = self._memory.levels.values
        level = np.maximum(levels[one], levels[other])
        return overlaps(self._sketches(one, level), self._sketches(other, level), len(one))

    def _sketches(self, places: Array, level: Array) -> Array:
        """The hashes of places at a level, each below the index of its place here."""
        memory = self._memory
        lengths = memory.hash_lengths.values[places]
        hashes = memory.hashes.values[stretches(memory.hash_starts.values[places], lengths)]
        index = np.repeat(np.arange(len(places), dtype=np.int64), lengths)
        kept = (hashes & ((1 << level.astype(np.int64)) - 1)[index]) == 0
        found: Array = (index[kept] << 32) | hashes[kept]
        return found

    def shared(self, one: int, other: int) -> list[tuple[int, bool]]:
        """Words that both hold, most telling first, as numbers, each with whether it is a name."""
        mine, theirs = self._held(one), self._held(other)
        both = np.array(sorted(mine.keys() & theirs.keys()), np.int64)
        keys = both[is_word(both) & np.isin(facets_of(both), _TOLD)]
        times = np.array([(mine[key], theirs[key]) for key in keys.tolist()], np.int64).reshape(-1, 2)
        weights = self._rarity.weights(keys) ** 2 * DAMPED[times].prod(axis=1)
        terms = terms_of(keys)
        names = set(terms[facets_of(keys) == Facet.NAMES].tolist())
        ranked = terms[np.argsort(-weights, kind="stable")].tolist()
        return [(term, term in names) for term in dict.fromkeys(ranked)]

    def _held(self, place: int) -> dict[int, int]:
        """The keys of a place, and how often it has each."""
        memory = self._memory
        start = int(memory.starts.values[place])
        at = slice(start, start + int(memory.lengths.values[place].sum()))
        return dict(zip(memory.keys.values[at].tolist(), memory.times.values[at].tolist(), strict=True))

    def _cosines(self, one: Array, other: Array) -> Array:
        """The cosines of all facets: float32[pairs, facets]."""
        memory = self._memory
        if len(self._rarity) > len(self._slots):
            self._slots = np.zeros(len(self._rarity) * 5 // 4, np.float32)
        starts = np.flatnonzero(np.concatenate([[True], one[1:] != one[:-1]]))
        asked = one[starts]
        held = memory.lengths.values[asked].sum(axis=1)
        at = stretches(memory.starts.values[asked], held)
        keys = memory.keys.values[at]
        weights = self._rarity.weights(keys) ** 2 * DAMPED[memory.times.values[at]]
        sums = np.empty((len(one), len(FACETS)), np.float32)
        ends = np.cumsum(held).tolist()
        for (first, last), (start, end) in zip(
            pairwise([0, *ends]), pairwise([*starts.tolist(), len(one)]), strict=True
        ):
            sums[start:end] = self._products(keys[first:last], weights[first:last], other[start:end])
        norms = memory.norms.values
        cosines: Array = sums / np.maximum(norms[one] * norms[other], _TINY)
        return np.minimum(cosines, 1)

    def _products(self, keys: Array, weights: Array, others: Array) -> Array:
        """Sums of products with one place's keys: float32[others, facets].

        A small mask tells nearly all keys apart that the two do not share; few are looked up in full.
        """
        memory, slots, mask = self._memory, self._slots, self._mask
        slots[keys], mask[keys & _LOW_BITS] = weights, True
        lengths = memory.lengths.values[others]
        at = stretches(memory.starts.values[others], lengths.sum(axis=1))
        theirs = memory.keys.values[at]
        hits = np.flatnonzero(mask[theirs & _LOW_BITS])
        products = np.zeros(len(at) + 1, np.float32)
        products[hits] = slots[theirs[hits]] * DAMPED[memory.times.values[at[hits]]]
        slots[keys], mask[keys & _LOW_BITS] = 0, False
        return _sums(products, lengths)

    def _circumstances(self, one: Array, other: Array) -> Array:
        memory = self._memory
        days, sizes = memory.days.values, memory.sizes.values
        outlets, languages = memory.outlets.values, memory.languages.values
        unknown = (languages[one] == 0) | (languages[other] == 0)
        return np.stack(
            [
                np.abs(days[one] - days[other]),
                (outlets[one] == outlets[other]) & (outlets[one] > 0),
                unknown | (languages[one] == languages[other]),
                np.minimum(sizes[one], sizes[other]) / np.maximum(np.maximum(sizes[one], sizes[other]), 1),
            ],
            axis=1,
        )

    def _copied(self, one: Array, other: Array, body: Array) -> Array:
        shares = np.zeros(len(one), np.float32)
        near = np.flatnonzero(body >= self._options.copied_from)
        shares[near] = self.overlaps(one[near], other[near])[0]
        return shares

    def _meet(self, one: Array, other: Array, near: Array) -> None:
        """Let each place remember what is nearest; a pair that was seen before tells nothing new."""
        memory = self._memory
        new = ~memory.asked.values[one]
        one, other, near = one[new], other[new], near[new]
        if not len(one):
            return
        places = np.unique(np.concatenate([one, other]))
        held = memory.nearest.values[places]
        width = held.shape[1]
        owner = np.concatenate([one, other, np.repeat(places, width)])
        like = np.concatenate([near, near, held.reshape(-1, held.shape[2])])
        order = np.argsort((owner << 16) | (_WHOLE - like[:, 0].astype(np.int64)), kind="stable")
        first = np.searchsorted(owner[order], places)
        held = like[order[first[:, None] + np.arange(width)]]
        memory.nearest.values[places] = held
        means, best = held.mean(axis=1), held.max(axis=1)
        both = np.stack([means, best], axis=2).reshape(len(places), -1)
        memory.crowds.values[places] = np.concatenate([both, held[:, -1:, 0]], axis=1) / _WHOLE
        memory.asked.values[one] = True

    def _crowds(self, places: Array, mix: Array) -> Array:
        """What the nearest of each place are like, in the order of _CROWDS."""
        memory = self._memory
        nearer = (memory.nearest.values[places, :, 0] > mix[:, None]).sum(axis=1)
        return np.concatenate([memory.crowds.values[places], nearer[:, None]], axis=1)


def _sums(values: Array, lengths: Array) -> Array:
    """Sums over stretches of the given lengths, in the shape of ``lengths``; one value more ends them."""
    flat = lengths.ravel().astype(np.int64)
    starts = np.cumsum(flat) - flat
    sums = np.add.reduceat(values, starts) if len(flat) else np.zeros(0, np.float32)
    sums[flat == 0] = 0
    return sums.reshape(lengths.shape)
