"""The source sentences that a passage is held against when it is asked what it claims.

Decides which few sentences of the sources speak of the same matter, and which have a word. Whether
they bear the passage out is for the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground
    from dateline.stages.proof.ground.stretches import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A source sentence with the roots of its words. ``share`` (0 to 1) is how much of a passage it holds."""

    sentence: Stretch
    roots: frozenset[str]
    share: float


@lru_cache(maxsize=256)  # several rules ask for one passage
def counterparts(ground: Ground, text: str, most: int = 3) -> tuple[Counterpart, ...]:
    """The source sentences most like a text, best first."""
    from dateline.stages.proof.alignment.words import keys_of

    found = ground.index.candidates(keys_of(text), most)
    return tuple(
        Counterpart(
            sentence=ground.sentences[place],
            roots=frozenset(ground.index.words(place).keys),
            share=share,
        )
        for place, share in found
    )


def having(ground: Ground, key: str) -> list[Stretch]:
    """The source sentences that have a word of this root."""
    return [ground.sentences[place] for place in ground.index.places.get(key, ())]
