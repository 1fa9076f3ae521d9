"""What tagging sees of a word: its own name if we list it, else its possible classes and its ending.

Decides nothing about a text. A word of ``word_classes.tsv`` is seen as itself; any other only as the
classes that the lexicon gives it and one of the endings of ``endings.txt``: so that no weight of the tagger
stands for a word of a text that it was fitted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import numpy as np

from dateline.stages.interpret.reading.arrays import Whole
from dateline.stages.interpret.reading.lexicon import rows, words
from dateline.stages.interpret.reading.words import lexicon

#: Marks of punctuation, each with its tag.
MARKS: dict[str, str] = dict.fromkeys(['"', "''", "``", "“", "”", "„", "«", "»", "‘", "’", "‚"], '"')
MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ".": ".", "!": ".", "?": ".", "…": "."}
MARKS |= {":": ":", ";": ":", "—": ":", "–": ":", "-": ":", "―": ":"}

#: How a token is written: small or no letter; a capital inside a sentence; the same of a word that the text
#: also writes small; both at the beginning of one; all in capitals; and where capitals tell nothing.
SMALL, INSIDE, INSIDE_COMMON, FIRST, FIRST_COMMON, CAPITALS, UNTOLD = range(7)

_ENDINGS = words("reading/endings")
_LONGEST = max(map(len, _ENDINGS))
#: Words whose shape is kept.
_KEPT = 1 << 16

Seen = tuple[str, str, str]


def seen(word: str) -> Seen:
    """The name of a lower-case token if it is listed, its classes, its ending; each may be empty."""
    if word in MARKS:
        return MARKS[word], "", ""
    listed = is_listed(word)
    if listed or word in lexicon():
        kinds = " ".join(lexicon()[word])
        return (word, "=" + kinds, "") if listed else ("", kinds, ending(word))
    if word[0].isdigit():
        year = len(word) == 4 and word[0] in "12"
        return ("#", "year" if year and word.isdigit() else "integer" if word.isdigit() else "figure", "")
    if not word[0].isalpha():
        return ("#", "sign", "")
    if "-" in word:
        return ("", "-" + " ".join(lexicon().get(word.rpartition("-")[2], ("?",))), ending(word))
    return ("", "." if "." in word else "?", ending(word))


def only(word: str) -> str:
    """The tag of a mark, and of a word that is listed under one class; empty for any other."""
    if word in MARKS:
        return MARKS[word]
    known = lexicon()[word] if is_listed(word) else ()
    return known[0] if len(known) == 1 else ""


def is_listed(word: str) -> bool:
    """Whether ``word_classes.tsv`` names a word."""
    return word in _listed()


def ending(word: str) -> str:
    """The longest of the endings that leaves at least two letters before it."""
    starts = range(max(2, len(word) - _LONGEST), len(word))
    return next((word[start:] for start in starts if word[start:] in _ENDINGS), "")


def shapes(written: Sequence[str], firsts: Whole, common: Iterable[str], capitals: bool) -> Whole:
    """How each token is written; ``firsts`` is 1 for those that begin a sentence or a quotation."""
    if capitals:
        return np.array([UNTOLD if word[0].isalpha() else SMALL for word in written], np.int64)
    small = frozenset(common)
    found = np.array([*map(_shape, written)], np.int64)
    inside = np.flatnonzero(found == INSIDE)
    found[inside] += (FIRST - INSIDE) * firsts[inside]
    found[[at for at in inside.tolist() if written[at].lower() in small]] += INSIDE_COMMON - INSIDE
    return found


@lru_cache(maxsize=_KEPT)
def _shape(word: str) -> int:
    """How a word is written, wherever it stands."""
    if not word[0].isupper():
        return SMALL
    return CAPITALS if len(word) > 1 and word.isupper() else INSIDE


@cache
def _listed() -> frozenset[str]:
    return frozenset(word for _, line in rows("reading/word_classes.tsv") for word in line.split())
