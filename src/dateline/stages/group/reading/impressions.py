"""What grouping remembers of a report: weighted words by facet, and a sketch for copies.

Decides which words of a report stand for its matter, for its opening, for whom and where, how many of what
and when. Many reports are read side by side, which is what makes it quick. Does not know how rare a word is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.core.types import Report
from dateline.stages.group.arrays import Array
from dateline.stages.group.languages.anchors import anchors
from dateline.stages.group.options import Options
from dateline.stages.group.reading.keys import FACETS, Facet, hashed, keys_of
from dateline.stages.group.reading.sketches import Sketches, sketches
from dateline.stages.group.reading.vocabulary import Read, Vocabulary
from dateline.stages.group.reading.words import CAPITAL, INSIDE, MATTER, NUMBER, OPENED

_MOST_TIMES = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Impressions:
    """Impressions of many reports side by side: keys (``keys``) in order of facet.

    ``lengths``: int[n, facets], how many keys each report has of each facet; ``times``: how often each key
    stands there, at most 255; ``sizes``: words in title and text that carry matter.
    """

    keys: Array
    times: Array
    lengths: Array
    sizes: Array
    sketches: Sketches

    def only(self, kept: Array) -> Impressions:
        """The same with some of its keys, given as a mask."""
        flat = np.repeat(np.arange(self.lengths.size), self.lengths.ravel())[kept]
        lengths = np.bincount(flat, minlength=self.lengths.size).reshape(self.lengths.shape)
        return Impressions(
            keys=self.keys[kept],
            times=self.times[kept],
            lengths=lengths,
            sizes=self.sizes,
            sketches=self.sketches,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tokens:
    """Tokens of many reports with where they stand: whose, how far in its field, in the text or the title."""

    read: Read
    stems: Array
    owner: Array
    field: Array
    place: Array

    @property
    def in_text(self) -> Array:
        return (self.field & 1).astype(np.bool_)

    @property
    def matter(self) -> Array:
        return (self.read.bits & MATTER) > 0

    @property
    def number(self) -> Array:
        return (self.read.bits & NUMBER) > 0

    @property
    def named(self) -> Array:
        """Capitals that owe nothing to their place."""
        bits = self.read.bits
        placed = (bits & INSIDE > 0) | ~(self.read.opens | (bits & OPENED > 0))
        return (bits & CAPITAL > 0) & (bits & MATTER > 0) & placed


def impressions(
    reports: Sequence[Report], vocabulary: Vocabulary, options: Options, *, anchored: bool = True
) -> Impressions:
    """The impressions of reports, in their order, with every word that they have; anchors if asked for."""
    held = _tokens(reports, vocabulary)
    facets = _facets(held, vocabulary, options)
    if anchored:
        told = [(report.text, report.title, report.language) for report in reports]
        facets.append(_anchors(told, vocabulary))
    keys, times, lengths = _counted(facets, len(reports))
    text, count = np.flatnonzero(held.in_text), len(reports)
    return Impressions(
        keys=keys,
        times=times,
        lengths=lengths,
        sizes=np.bincount(held.owner[held.matter], minlength=count),
        sketches=sketches(held.read.term[text], held.owner[text], count, vocabulary, options.copies),
    )


def anchors_alone(told: Sequence[tuple[str, str, str]], vocabulary: Vocabulary) -> Impressions:
    """The anchors of reports that were read without them, by text (its lead will do), title and language."""
    keys, times, lengths = _counted([_anchors(told, vocabulary)], len(told))
    nothing = np.zeros(0, np.int64)
    return Impressions(
        keys=keys,
        times=times,
        lengths=lengths,
        sizes=nothing,
        sketches=Sketches(hashes=nothing, lengths=nothing, levels=nothing),
    )


def _tokens(reports: Sequence[Report], vocabulary: Vocabulary) -> _Tokens:
    chunks, widths, fields = vocabulary.cut(
        [text for report in reports for text in (report.title, report.text)]
    )
    read = vocabulary.read(chunks)
    field: Array = np.repeat(np.arange(len(fields)), fields)[read.chunk]
    ends = np.cumsum(widths) - widths
    starts = ends[np.cumsum(fields) - fields]
    return _Tokens(
        read=read,
        stems=vocabulary.stems[read.term],
        owner=field >> 1,
        field=field,
        place=ends[read.chunk] - starts[field],
    )


def _facets(held: _Tokens, vocabulary: Vocabulary, options: Options) -> list[tuple[Array, Array, Facet]]:
    """Owner and key of all that is kept, facet by facet."""
    matter, in_text = held.matter, held.in_text
    titles = np.flatnonzero(matter & ~in_text)
    whole = np.concatenate([np.flatnonzero(matter), np.repeat(titles, options.title_times - 1)])
    opening = np.flatnonzero(matter & (~in_text | (held.place < options.lead_length)))
    words = (
        (Facet.BODY, whole, held.stems),
        (Facet.LEAD, opening, held.stems),
        (Facet.NAMES, np.flatnonzero(held.named), held.read.term),
        (Facet.NUMBERS, np.flatnonzero(held.number), held.read.term),
    )
    opened = held.place < options.phrases_length
    return [
        *((held.owner[at], keys_of(terms[at], facet), facet) for facet, at, terms in words),
        _phrases(held, matter & (opened | ~in_text), vocabulary.hashes),
    ]


def _anchors(told: Sequence[tuple[str, str, str]], vocabulary: Vocabulary) -> tuple[Array, Array, Facet]:
    found = [(at, vocabulary.number(name)) for at, parts in enumerate(told) for name in anchors(*parts)]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], keys_of(pairs[:, 1], Facet.ANCHORS), Facet.ANCHORS


def _phrases(held: _Tokens, kept: Array, hashes: Array) -> tuple[Array, Array, Facet]:
    """Neighbours among the tokens that are kept, each pair as one."""
    at = np.flatnonzero(kept)
    left, right = at[:-1], at[1:]
    same = held.field[left] == held.field[right]
    left, right = left[same], right[same]
    pair = hashes[held.stems[left]].astype(np.uint64) * np.uint64(3) + hashes[held.stems[right]]
    return held.owner[left], hashed(pair, Facet.PHRASES), Facet.PHRASES


def _counted(parts: Sequence[tuple[Array, Array, Facet]], reports: int) -> tuple[Array, Array, Array]:
    """Keys in order, how often each stands, and how many each report has of each facet."""
    facets = len(FACETS)
    spread = np.concatenate(
        [((owner.astype(np.int64) * facets + facet) << 32) | keys for owner, keys, facet in parts]
    )
    spread.sort()
    new = np.ones(len(spread), np.bool_)
    new[1:] = spread[1:] != spread[:-1]
    first = np.flatnonzero(new)
    times = np.minimum(np.diff(np.append(first, len(spread))), _MOST_TIMES).astype(np.uint8)
    kept = spread[first]
    lengths = np.bincount(kept >> 32, minlength=reports * facets).reshape(reports, facets)
    return (kept & 0xFFFFFFFF).astype(np.int32), times, lengths
