"""Which words of a sentence are denied: "did not sign", "no evidence", "failed to stop".

Decides by position: a word of denial bears upon the next words that carry meaning, up to the end of
the clause. It does not decide whether a source denies the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.core.text import fold
from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.claims.tables import roots, words
from dateline.stages.proof.ground.words import STOP

_TOKEN = re.compile(r"n['’]t\b|\w+?(?=n['’]t\b)|\w+(?:['’]\w+)*|[^\w\s]", re.IGNORECASE)
_STOPS = frozenset(".;:!?()[]—–")
_PLAIN = words("denial", "plain")
_OF_VERBS = words("denial", "verbs")
_INWARD = roots("denial", "inward")
_WITH_OUT = roots("denial", "with_out")
_LIGHT = (STOP | words("denial", "between")) - {"no", "not", "say", "says", "said"}
_NOT_DENYING = re.compile(
    r"\bnot only\b|\bno (?:doubt|matter|fewer|less|more|later|longer than)\b|\bwhether or not\b|\bnot? ?\d|"
    r"\bno (?:on|to|votes?|by|in)\b|\bnot (?:just|least|to mention|merely)\b|\bif not\b|\bno\. ?\d|"
    r"\bcan(?:no|')t help\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A denial, from its word to the word that it bears upon, by offsets; that word and its root.

    ``plain`` tells "did not sign" from "no sign".
    """

    start: int
    end: int
    word: str
    root: str
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or mark by its offset in the text."""

    start: int
    word: str

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.word)


def tokens(text: str) -> list[Token]:
    """Words and marks, "n't" apart from its verb."""
    return [Token(start=match.start(), word=match.group()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=1024)  # several rules ask for those of one passage
def denials(text: str) -> tuple[Denial, ...]:
    """The plain denials of a text ("not", "no", "never", "without" …) and what each bears upon."""
    return tuple(_denials(text))


@lru_cache(maxsize=4096)  # each source sentence is asked for by several passages
def denied_roots(text: str) -> frozenset[str]:
    """The roots that stand within the reach of any word of denial, verbs of denial too."""
    row = tokens(text)
    found: set[str] = set()
    for place in range(len(row)):
        if _is_denying(row, place):
            found.update(_reach(row, place + 1))
    return frozenset(found)


@lru_cache(maxsize=4096)
def denies(text: str) -> bool:
    """Whether a text holds any word of denial, verbs of denial too."""
    row = tokens(text)
    return any(_is_denying(row, place) for place in range(len(row)))


def _is_denying(row: list[Token], place: int) -> bool:
    """Whether a word denies what follows: "ruled out" does, rules do not."""
    low = fold(row[place].word).replace("’", "'")
    if root(low) in _WITH_OUT:
        return place + 1 < len(row) and fold(row[place + 1].word) == "out"
    return low in _PLAIN or root(low) in _INWARD


def _denials(text: str) -> Iterator[Denial]:
    row = tokens(text)
    spared = [match.span() for match in _NOT_DENYING.finditer(text)]
    for place, token in enumerate(row):
        low = fold(token.word).replace("’", "'")
        if low not in _PLAIN or any(first <= token.start < last for first, last in spared):
            continue
        if found := _borne_upon(row, place + 1):
            yield Denial(
                start=token.start,
                end=found.end,
                word=found.word,
                root=root(fold(found.word)),
                plain=low in _OF_VERBS,
            )


def _borne_upon(row: list[Token], place: int) -> Token | None:
    for token in row[place : place + 8]:
        if token.word in _STOPS:
            return None
        if token.word[0].isalpha() and fold(token.word) not in _LIGHT:
            return token
    return None


def _reach(row: list[Token], place: int) -> Iterator[str]:
    carried = 0
    for token in row[place : place + 14]:
        if token.word in _STOPS or carried >= 4:
            return
        if token.word[0].isalnum() and fold(token.word) not in STOP:
            carried += 1
            yield root(fold(token.word))
