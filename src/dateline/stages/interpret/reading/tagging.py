"""Word classes in context: one tag for each token.

Decides which class each token has here. Does not decide what a word means, nor how words join into phrases.
Tags: ``N`` noun, ``NS`` plural noun, ``NP`` name, ``V`` base form, ``VZ`` third person present, ``VD`` past,
``VN`` past participle, ``VG`` -ing form, ``MD`` modal, ``J`` adjective, ``JR`` comparative or superlative,
``R`` adverb, ``D`` determiner, ``PP`` pronoun, ``PS`` possessive, ``I`` preposition or subordinating
conjunction, ``TO`` to, ``C`` coordinating conjunction, ``CD`` numeral, ``W`` wh-word, ``EX`` there, ``UH``
other; a mark of punctuation is its own tag (``, . : ( ) "``).

A small network looks at four tokens to either side: what ``forms`` sees of each, and how it is written.
What it was fitted on, and how well it does, is in ``TAGGER.md``; ``scripts/train_tags.py`` fits it.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from dateline.stages.interpret.reading.arrays import Array, Whole, beside, product
from dateline.stages.interpret.reading.forms import CAPITALS, INSIDE, only, seen, shapes

TAGS: tuple[str, ...] = (
    "N",
    "NS",
    "NP",
    "V",
    "VZ",
    "VD",
    "VN",
    "VG",
    "MD",
    "J",
    "JR",
    "R",
    "D",
    "PP",
    "PS",
    "I",
    "TO",
    "C",
)
TAGS += ("CD", "W", "EX", "UH")
#: Tokens that each of the two layers looks at, to either side.
SIDE = 2
#: Tags and marks by number, one more: 0 stands for a word that has not one tag alone.
_ALL = (*TAGS, ",", ".", ":", "(", ")", '"')
_NUMBER = {"": 0, **{tag: number for number, tag in enumerate(_ALL, 1)}}
#: What stands before it in ``TAGS`` are nouns: with a capital inside a sentence, they are names.
_NAME = TAGS.index("NP")
#: In capitals, in a text that is not, these are names: the US, the WHO, IT.
_SMALL_WORDS = [TAGS.index("PP"), TAGS.index("W")]
_QUOTE = _ALL.index('"')
#: Tokens that are asked about at a time, and what each block sees of its neighbours.
_BLOCK, _MARGIN = 4096, 2 * SIDE
_KEPT = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """The network: rows for names, classes, endings (added up) and for shapes; two layers, one sum of tags.

    ``tables`` give the row of each name, class and ending; 0 is the one of what was never met.
    """

    tables: tuple[dict[str, int], dict[str, int], dict[str, int]]
    rows: tuple[Array, Array, Array]
    shape: Array
    first: tuple[Array, Array]
    second: tuple[Array, Array]
    out: tuple[Array, Array, Array]

    def scores(self, codes: Whole, written: Whole) -> Array:
        """float32[n, tags] of tokens by their codes (see ``coded``) and shapes."""
        rest, ending = np.divmod(codes, len(self.rows[2]))
        name, kind = np.divmod(rest, len(self.rows[1]))
        form = self.rows[0][name] + self.rows[1][kind] + self.rows[2][ending]
        token = np.concatenate([form, self.shape[written]], axis=1)
        inner = np.maximum(product(beside(token, SIDE), self.first[0]) + self.first[1], 0)
        outer = np.maximum(product(beside(inner, SIDE), self.second[0]) + self.second[1], 0)
        return product(outer, self.out[0]) + product(token, self.out[1]) + self.out[2]


def tags(
    words: Sequence[str],
    lower: Sequence[str],
    sentence_of: Sequence[int],
    common: Iterable[str],
    capitals: bool,
) -> tuple[str, ...]:
    """The tag of each token; ``common`` are the words that the text also writes small."""
    if not words:
        return ()
    codes, fixed = np.divmod(np.array([*map(_known, lower)], np.int64), len(_NUMBER))
    fixed -= 1
    written = shapes(words, openings(np.array(sentence_of), fixed == _QUOTE), common, capitals)
    net, found = tagger(), np.empty(len(codes), np.int64)
    for start in range(0, len(codes), _BLOCK):
        opened = max(start - _MARGIN, 0)
        block = slice(opened, start + _BLOCK + _MARGIN)
        best = net.scores(codes[block], written[block]).argmax(axis=1)
        found[start : start + _BLOCK] = best[start - opened : start - opened + _BLOCK]
    found[(written == INSIDE) & (found < _NAME)] = _NAME
    found = np.where((fixed >= 0) & ((found != _NAME) | (fixed >= len(TAGS))), fixed, found)
    found[(written == CAPITALS) & np.isin(found, _SMALL_WORDS)] = _NAME
    return tuple([_ALL[tag] for tag in found.tolist()])


def openings(sentence_of: Whole, quotes: np.ndarray[Any, np.dtype[np.bool_]]) -> Whole:
    """1 for the tokens that begin a sentence, or stand behind a quotation mark."""
    before = np.concatenate([[True], (sentence_of[1:] != sentence_of[:-1]) | quotes[:-1]])
    return before.astype(np.int64)


@lru_cache(maxsize=_KEPT)
def _known(word: str) -> int:
    """A token's code and, with it, the one tag that it can have, by number."""
    return coded(word, tagger().tables) * len(_NUMBER) + _NUMBER[only(word)]


def coded(word: str, tables: Sequence[Mapping[str, int]]) -> int:
    """A lower-case token as one number: the rows of its name, its classes and its ending."""
    name, kind, ending = (table.get(part, 0) for table, part in zip(tables, seen(word), strict=True))
    return (name * len(tables[1]) + kind) * len(tables[2]) + ending


@cache
def tagger() -> Tagger:
    """The network as it was fitted, read once."""
    packed = files("dateline.stages.interpret").joinpath("reading", "tagger.json.gz").read_bytes()
    return unpacked(json.loads(gzip.decompress(packed)))


def unpacked(written: dict[str, Any]) -> Tagger:
    """A network from its written form: rows by name, and arrays of small whole numbers with their scale."""
    arrays = [
        np.frombuffer(base64.b64decode(array["values"]), np.int8).reshape(array["shape"]).astype(np.float32)
        * np.float32(array["scale"])
        for array in written["arrays"]
    ]
    names, kinds, endings = ({part: row for row, part in enumerate(table)} for table in written["tables"])
    return Tagger(
        tables=(names, kinds, endings),
        rows=(arrays[0], arrays[1], arrays[2]),
        shape=arrays[3],
        first=(arrays[4], arrays[5]),
        second=(arrays[6], arrays[7]),
        out=(arrays[8], arrays[9], arrays[10]),
    )
