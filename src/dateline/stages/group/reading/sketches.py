"""Sketches of texts, by which copies are told: a sample of the hashes of their word shingles.

Decides how much of one text stands in another. Of a short text all shingles are kept; of a longer one those
whose hash ends in so many zero bits that at most ``Copies.sketch`` are left, so that two samples can always
be brought to one measure (modulo sampling: Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.options import Copies
from dateline.stages.group.reading.vocabulary import Vocabulary

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketches:
    """Sorted hashes (uint32) of many texts side by side; those kept of a text end in ``levels`` zero bits."""

    hashes: Array
    lengths: Array
    levels: Array


def sketches(terms: Array, owners: Array, texts: int, vocabulary: Vocabulary, options: Copies) -> Sketches:
    """Sketches of texts, given as their words one after another and whose each word is."""
    shingles, owner = _shingles(vocabulary.hashes[terms], owners, options.shingle)
    counts = np.bincount(owner, minlength=texts)
    levels = np.ceil(np.log2(np.maximum(counts / options.sketch, 1))).astype(np.int64)
    kept = (shingles & ((np.uint64(1) << levels.astype(np.uint64)) - np.uint64(1))[owner]) == 0
    kept &= (counts >= options.shortest)[owner]
    held = np.unique((owner[kept].astype(np.uint64) << _HALF) | shingles[kept])
    lengths = np.bincount((held >> _HALF).astype(np.int64), minlength=texts)
    return Sketches(hashes=held.astype(np.uint32), lengths=lengths, levels=levels.astype(np.uint8))


def _shingles(words: Array, owners: Array, length: int) -> tuple[Array, Array]:
    """The hash of each run of words within one text, and whose it is."""
    starts = max(0, len(words) - length + 1)
    rolled = np.zeros(starts, np.uint64)
    for at in range(length):
        rolled = rolled * _STEP + words[at : at + starts]
    rolled ^= rolled >> np.uint64(29)
    rolled *= _MIX
    whole = owners[:starts] == owners[length - 1 : length - 1 + starts]
    return (rolled >> _HALF)[whole], owners[:starts][whole]


def overlaps(one: Array, other: Array, pairs: int) -> tuple[Array, Array]:
    """Share of the shorter text that stands in the longer one, and Jaccard, for each pair of texts.

    The hashes of both, at one level, come in order below the index of their pair (``index << 32 | hash``).
    A text without a hash has nothing in common with any.
    """
    sizes = [np.bincount(held >> 32, minlength=pairs) for held in (one, other)]
    at = np.minimum(np.searchsorted(one, other), max(0, len(one) - 1))
    common = np.bincount(other[one[at] == other] >> 32, minlength=pairs) if len(one) else np.zeros(pairs)
    shorter = np.minimum(*sizes)
    return common / np.maximum(shorter, 1), common / np.maximum(sizes[0] + sizes[1] - common, 1)
