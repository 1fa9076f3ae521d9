"""A line as it was and as it is, word by word.

Decides which words are shown as struck out and which as put in, and when two lines have so little in common
that a reader is better served by both as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.pages import Change

#: Two sentences with less than this in common are shown as one struck out and one put in.
_ALIKE = 0.5
#: Comparing takes the product of both lengths; no sentence is so long.
_WORDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words that stayed (``same``), went (``del``) or came (``ins``)."""

    kind: str
    text: str


@lru_cache(maxsize=256)  # a page and its feeds tell the same
def difference(change: Change) -> tuple[Piece, ...]:
    """One line as it was and as it is, as pieces in reading order."""
    before, after = change.before.split(), change.after.split()
    if before and after and len(before) + len(after) <= _WORDS:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            return tuple(_pieces(matcher, before, after))
    whole = (Piece(kind="del", text=change.before), Piece(kind="ins", text=change.after))
    return tuple(piece for piece in whole if piece.text)


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(kind="same", text=" ".join(after[new_start:new_end]))
            continue
        if end > start:
            yield Piece(kind="del", text=" ".join(before[start:end]))
        if new_end > new_start:
            yield Piece(kind="ins", text=" ".join(after[new_start:new_end]))
