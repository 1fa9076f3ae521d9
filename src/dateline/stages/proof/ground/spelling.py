"""Words as words compare: folded, without possessives, without marks.

Decides what a word is and when two spellings are one. It knows no forms of words (``forms``, ``roots``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.core.text import fold
from dateline.stages.proof.ground.words import STOP

WORD = re.compile(r"\w+(?:['’]\w+)*")
_NO_LETTER = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """A word as words compare: folded, without its possessive."""
    return bare(fold(word))


@lru_cache(maxsize=1 << 14)
def without_possessive(word: str) -> str:
    """A word as it is written, without its possessive."""
    return _POSSESSIVE.sub("", word)


def bare(word: str) -> str:
    """A folded word without its possessive."""
    return _POSSESSIVE.sub("", word)


def squeeze(folded: str) -> str:
    """Letters and digits alone."""
    return _NO_LETTER.sub("", folded)


def content_words(text: str) -> set[str]:
    """The folded words that carry meaning."""
    return {word for found in WORD.findall(fold(text)) if (word := bare(found)) not in STOP}


def capitals(text: str) -> list[str]:
    """The words of a text that stand with a capital, without possessives."""
    return [without_possessive(word) for word in WORD.findall(text) if word[0].isupper()]
