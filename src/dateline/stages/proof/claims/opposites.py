"""Words that exclude each other: rose and fell, first and last, accepted and rejected, charged and convicted.

Decides what is the other side of a word, by tables. Whether a draft has turned one into the other is
for the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.core.text import fold
from dateline.stages.proof.claims.tables import sides
from dateline.stages.proof.claims.tables import words as listed
from dateline.stages.proof.ground.spelling import WORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A word of a pair of opposites by its offsets: of which row, and on which side of it."""

    start: int
    end: int
    row: str
    side: int


@cache
def _table(table: str) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for row, parts in sides(table).items():
        for side, words in enumerate(parts):
            for word in words:
                found[word] = (*found.get(word, ()), (row, side))
    return found


def sides_of(table: str, text: str) -> Iterator[Side]:
    """The words of a text that stand in a table (``directions`` or ``strengths``), in order."""
    known, before = _table(table), ""
    for match in WORD.finditer(text):
        word = fold(match.group())
        if not _belongs_to_verb(before, word):
            for row, side in known.get(word, ()):
                yield Side(start=match.start(), end=match.end(), row=row, side=side)
        before = word


def _belongs_to_verb(before: str, word: str) -> bool:
    """Whether "up" or "down" is a part of the verb before it and says nothing of a direction."""
    return word in listed("particles", "movement") and before in listed("particles", "verbs")
