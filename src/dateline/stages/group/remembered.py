"""What a function of one word gave, kept: looked up at the speed of a plain dictionary.

``functools.lru_cache`` costs three times as much a look, which shows where every word of every report is
looked up. Decides only when to forget: everything at once, when there is too much of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

#: Words that are remembered: those of some thousand reports. What comes again comes soon, or is soon back.
MOST = 1 << 15


class Remembered(dict[str, Value]):
    """``remembered[word]`` is ``work_out(word)``, worked out at the first asking."""

    def __init__(self, work_out: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, word: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[word] = self._work_out(word)
        return value
