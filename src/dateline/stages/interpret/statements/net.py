"""The model of statements: which tokens are cues, and which tokens beside a cue are its speaker and content.

Decides likelihoods and nothing else: a small net of convolutions over the numbers that ``tokens`` gives, in
numpy. The weights and their card are in ``statements.json``; ``scripts/train_statements.py`` makes them.
Linear in the length of the text: no cue looks further than ``BEFORE`` and ``BEHIND`` tokens.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from dateline.stages.interpret.reading.arrays import product
from dateline.stages.interpret.statements.layout import CUE, NOTHING, Array
from dateline.stages.interpret.statements.tokens import (
    APART,
    RELATIONS,
    TABLES,
    TAGS,
    WINDOW,
    Beside,
    Seen,
    Signs,
    beside,
    seen,
)

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation
    from dateline.stages.interpret.statements.vocabulary import Features

#: Cues whose surroundings are looked at in one go: their numbers stay in the processor's cache.
_BLOCK = 64
#: Tokens on either side that the first convolution sees, and how far the two go that each of the next sees,
#: beside those that it stands between: in the report, and among the tokens beside a cue.
REACH = 2
GAPS = {"wide": 2, "wider": 4, "widest": 8}
PAIR_GAPS = {"apart": 1, "apart_wide": APART}
#: The most that any part is worth: what e to its power still stands for.
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned: the features that the rows of ``word`` stand for, and float32 arrays by name."""

    features: tuple[str, ...]
    arrays: Mapping[str, Array]


class Net:
    """The weights at work. What a set of features comes to is worked out once and kept."""

    def __init__(self, weights: Weights) -> None:
        held = weights.arrays
        self._held = held
        self._place_of = {feature: row for row, feature in enumerate(weights.features)}
        self._signs = Signs()
        self._near = _steps(held["near"])
        kinds = _summed([held["place"], held["tag"]])
        self._kinds = [np.concatenate([_none(step), kinds @ step]) for step in self._near]
        self._words = [_none(step) for step in self._near]
        self._counted = self._signs.counted(0)
        self._deeper, self._paired = (
            [(gap, held[name], held[f"{name}_bias"]) for name, gap in gaps.items()]
            for gaps in (GAPS, PAIR_GAPS)
        )
        self._tables = [_summed([held[name] for name in names]) for names in TABLES]

    def seen(self, view: Annotation) -> Seen:
        """The tokens of a report as numbers."""
        words = view.lower if view.capitals else view.words
        numbers = np.fromiter(self._signs.of(words), np.int64, len(words))
        new = self._signs.sets[self._counted.shape[1] :]
        if new:
            self._learn(new)
        return seen(view, numbers, self._counted)

    def encoded(self, tokens: Seen) -> Array:
        """What the net makes of each token among its neighbours: float32[n, width]."""
        count = len(tokens.signs)
        # Number 0 is no token.
        signs, kinds = np.zeros((2, count + 2 * REACH), np.int64)
        signs[REACH : REACH + count] = tokens.signs
        signs[REACH : REACH + count] += 1
        kinds[REACH : REACH + count] = tokens.places * len(TAGS) + tokens.tags
        kinds[REACH : REACH + count] += 1
        found = np.repeat(self._held["near_bias"][None, :], count, axis=0)
        for step, (words, others) in enumerate(zip(self._words, self._kinds, strict=True)):
            found += words.take(signs[step : step + count], axis=0)
            found += others.take(kinds[step : step + count], axis=0)
        np.maximum(found, 0, out=found)
        for gap, weights, bias in self._deeper:
            found += _deeper(found, weights, bias, gap)
        return found

    def cues(self, encoded: Array) -> Array:
        """The likelihood of each token to be the head of a cue: float32[n]."""
        return np.asarray(1 / (1 + np.exp(-(encoded @ self._held["cue"][:, 0] + self._held["cue_bias"][0]))))

    def parts(self, tokens: Seen, encoded: Array, cues: Array) -> Array:
        """What each token around each cue is, NOTHING to CUE: likelihoods float32[c, BEFORE + BEHIND, 4]."""
        of_token = product(encoded, self._held["of_token"])
        of_cue = encoded[cues] @ self._held["of_cue"] + self._held["pair_bias"]
        found = np.zeros((len(cues), WINDOW + APART, CUE + 1), np.float32)
        found[:, :, NOTHING] = 1
        for start in range(0, len(cues), _BLOCK):
            block = slice(start, start + _BLOCK)
            around = beside(tokens, cues[block])
            found[block][around.cue, around.column] = self._parts(around, of_token, of_cue[block])
        return found[:, :WINDOW]

    def _parts(self, around: Beside, of_token: Array, of_cue: Array) -> Array:
        """The likelihoods of a block, a row for each token that is looked at."""
        sums = of_token.take(around.token, axis=0)
        sums += of_cue.take(around.cue, axis=0)
        for table, rows in zip(self._tables, around.rows, strict=True):
            sums += table.take(rows, axis=0)
        np.maximum(sums, 0, out=sums)
        nothing = np.flatnonzero(around.column >= WINDOW)
        sums[nothing] = 0
        for gap, weights, bias in self._paired:
            sums += _deeper(sums, weights, bias, gap)
            sums[nothing] = 0
        worth = product(sums, self._held["part"]) + self._held["part_bias"]
        np.exp(np.minimum(worth, _MOST, out=worth), out=worth)
        worth /= worth @ np.ones((CUE + 1, 1), np.float32)
        return np.asarray(worth)

    def _learn(self, new: Sequence[Features]) -> None:
        """Works out the rows of sets of features that were not seen before."""
        table, place_of = self._held["word"], self._place_of
        rows = [table[[place_of[name] for name in names if name in place_of]].sum(axis=0) for names in new]
        word = np.array(rows, np.float32)
        self._counted = np.concatenate([self._counted, self._signs.counted(self._counted.shape[1])], axis=1)
        self._words = [
            np.concatenate([old, word @ step]) for old, step in zip(self._words, self._near, strict=True)
        ]


def _steps(weights: Array) -> list[Array]:
    """The weights of a convolution for each of the tokens that it sees."""
    return [np.ascontiguousarray(step) for step in np.split(weights, 2 * REACH + 1)]


def _none(weights: Array) -> Array:
    """What no token comes to."""
    return np.zeros((1, weights.shape[1]), np.float32)


def _summed(tables: Sequence[Array]) -> Array:
    """One table for several: a row for each combination of their rows, the last table's fastest."""
    found = tables[0]
    for table in tables[1:]:
        found = (found[:, None, :] + table[None, :, :]).reshape(-1, table.shape[1])
    return found


def _deeper(rows: Array, weights: Array, bias: Array, gap: int) -> Array:
    """What a layer adds to each row: of it and of those ``gap`` before and behind, zeros around them all."""
    count, width = rows.shape
    sides = np.empty((count, 3 * width), np.float32)
    sides[:gap, :width] = 0
    sides[gap:, :width] = rows[:-gap]
    sides[:, width : 2 * width] = rows
    sides[-gap:, 2 * width :] = 0
    sides[:-gap, 2 * width :] = rows[gap:]
    found = product(sides, weights)
    found += bias
    return np.maximum(found, 0, out=found)


def read(table: str) -> Weights:
    """The weights of a JSON text, as ``written`` makes it. ValueError where its parts do not fit together."""
    held = json.loads(table)
    arrays = {
        name: np.frombuffer(b64decode(packed), "<f2").astype(np.float32).reshape(shape)
        for name, (shape, packed) in held["weights"].items()
    }
    features = tuple(held["features"])
    if len(features) != len(arrays["word"]):
        raise ValueError("the net has not one row for each feature")
    if any(len(arrays[name]) != rows for name, rows in RELATIONS.items()):
        raise ValueError("the net was made for other relations: run scripts/train_statements.py")
    return Weights(features=features, arrays=arrays)


def written(weights: Weights, card: Mapping[str, object]) -> str:
    """The weights as JSON, their numbers as half floats in base 64: the same bytes for the same weights."""
    packed = {
        name: [list(rows.shape), b64encode(np.ascontiguousarray(rows, "<f2").tobytes()).decode()]
        for name, rows in sorted(weights.arrays.items())
    }
    return json.dumps({"card": card, "features": weights.features, "weights": packed}, indent=1) + "\n"


@cache
def net() -> Net:
    """The net that ships with the package."""
    table = files("dateline.stages.interpret.statements").joinpath("statements.json").read_text("utf-8")
    return Net(read(table))
