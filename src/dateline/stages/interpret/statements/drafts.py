"""A statement before its speaker has a name: what the grammars of statements hand on.

Decides nothing: tokens and offsets, and the stance of the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.types import Stance
    from dateline.stages.interpret.reading.noun_phrases import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Speaker and cue as ranges of tokens, content as half-open ranges of offsets into the text."""

    speaker: Range | None
    cue: Range
    content: tuple[Range, ...]
    stance: Stance
