"""The sides of a report that are compared, and how a word of one side is written as one number.

A key is 32 bits. Of facets made of words it tells the word and the facet. Of facets made of several words
at once, of which there are too many to keep, it is one of two million buckets. Two things in one bucket are
taken for one; that happens to a pair of reports once in some hundred times, and then weighs little.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from dateline.stages.group.arrays import Array


class Facet(IntEnum):
    """A side of a report, in the order in which its keys are kept."""

    BODY = 0  # words of title and text
    LEAD = 1  # words of title and opening
    NAMES = 2  # words capitalised inside a sentence
    NUMBERS = 3
    ANCHORS = 4  # places, people and figures that need no translation
    PHRASES = 5  # neighbouring words of title and opening


FACETS = tuple(facet.name.lower() for facet in Facet)

_BUCKETS = 1 << 21
_WORD_FACETS = 5
_STEP, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(43)


def keys_of(terms: Array, facet: Facet) -> Array:
    """The keys of words, by their numbers."""
    return terms.astype(np.int64) * _WORD_FACETS + (_BUCKETS + facet)


def hashed(values: Array, facet: Facet) -> Array:
    """The keys of what is not kept as a word, by any number (uint64) that stands for it."""
    return (((values * np.uint64(16) + np.uint64(facet)) * _STEP) >> _HALF).astype(np.int64)


def is_word(keys: Array) -> Array:
    """Which keys are of a word."""
    return keys >= _BUCKETS


def terms_of(keys: Array) -> Array:
    """The numbers of the words of keys that are of words."""
    return (keys - _BUCKETS) // _WORD_FACETS


def facets_of(keys: Array) -> Array:
    """The facets of keys that are of words."""
    return (keys - _BUCKETS) % _WORD_FACETS


def renumbered(keys: Array, numbers: Array) -> Array:
    """Keys with other numbers for their words; buckets stay."""
    words = np.maximum(keys - _BUCKETS, 0)
    anew = numbers[words // _WORD_FACETS] * _WORD_FACETS + words % _WORD_FACETS + _BUCKETS
    return np.where(is_word(keys), anew, keys)


def all_keys(terms: Array) -> Array:
    """Every bucket, and every key that a word may have, in order: ``renumbered`` of them is a range."""
    words = (terms[:, None] * _WORD_FACETS + np.arange(_WORD_FACETS)).ravel() + _BUCKETS
    return np.concatenate([np.arange(_BUCKETS), words])
