"""Which rows hold a word: posting lists in segments, merged now and then as they grow.

Decides how the index is kept, and which rows share the most with a few words. A new report goes into the last
segment, which is small; a full one is frozen and joined with its neighbour when that is no larger, so that a
row is written a few times in its life (O'Neil et al., The log-structured merge-tree, 1996).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.window.columns import stretches

#: Gives the words of rows from one to before another: how many each has, and which.
Forward = Callable[[int, int], tuple[Array, Array]]

_SMALL = 128
_FOLD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    start: int
    end: int
    ends: Array
    rows: Array

    def lengths(self, terms: Array) -> Array:
        known = np.minimum(terms, len(self.ends) - 2)
        return np.where(terms < len(self.ends) - 1, self.ends[known + 1] - self.ends[known], 0)


class Postings:
    """Rows by word. Rows are indices from 0; ``forward`` is asked for their words when a segment is made."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(int(one.ends.nbytes + one.rows.nbytes) for one in self._segments)

    def clear(self) -> None:
        """Hold nothing, before rows are numbered anew."""
        self._segments = []

    def extend(self, end: int, words: int, forward: Forward) -> None:
        """Take in the rows up to before ``end``, of which no word has a number of ``words`` or more."""
        segments = self._segments
        start = segments[-1].end if segments else 0
        while segments and (segments[-1].end - segments[-1].start) < max(_SMALL, (end - start) * _FOLD):
            start = segments.pop().start
        if end > start:
            segments.append(_segment(start, end, words, *forward(start, end)))

    def lengths(self, terms: Array) -> Array:
        """How many rows hold each word."""
        found = np.zeros(len(terms), np.int64)
        for segment in self._segments:
            found += segment.lengths(terms)
        return found

    def sums(self, queries: Array, terms: Array, weights: Array, count: int) -> Any:
        """For each of ``count`` queries the rows that hold one of its words, with the sum of their weights.

        Query, word and weight stand side by side, in order of query; the answer is a sparse matrix of queries
        and rows.
        """
        from scipy.sparse import csr_matrix

        distinct, column = np.unique(terms, return_inverse=True)
        starts = np.searchsorted(queries, np.arange(count + 1))
        asked = csr_matrix((weights.astype(np.float32), column, starts), shape=(count, len(distinct)))
        return asked @ self._holding(distinct)

    def _holding(self, terms: Array) -> Any:
        """The rows that hold each word, a word's rows of one segment beside those of the next."""
        from scipy.sparse import csr_matrix

        segments = self._segments
        lengths = np.zeros((len(terms), len(segments)), np.int64)
        for at, segment in enumerate(segments):
            lengths[:, at] = segment.lengths(terms)
        places = np.cumsum(lengths).reshape(lengths.shape) - lengths
        rows = np.empty(int(lengths.sum()), np.int32)
        for at, segment in enumerate(segments):
            begins = segment.ends[np.where(lengths[:, at], terms, 0)]
            rows[stretches(places[:, at], lengths[:, at])] = segment.rows[stretches(begins, lengths[:, at])]
        ends = np.concatenate([[0], np.cumsum(lengths.sum(axis=1))])
        end = segments[-1].end if segments else 0
        return csr_matrix((np.ones(len(rows), np.float32), rows, ends), shape=(len(terms), end))


def _segment(start: int, end: int, words: int, lengths: Array, terms: Array) -> _Segment:
    from scipy.sparse import csr_matrix

    ends = np.concatenate([[0], np.cumsum(lengths)])
    held = csr_matrix((np.ones(len(terms), np.int8), terms, ends), shape=(end - start, words)).tocsc()
    return _Segment(start=start, end=end, ends=held.indptr, rows=held.indices + np.int32(start))
