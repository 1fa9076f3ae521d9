"""Stretches of the tokens of a sentence, and what stands for what lies beyond it. Decides nothing."""

from __future__ import annotations

#: Tokens, half open.
Range = tuple[int, int]
#: Stands for what lies beyond a sentence, at either end.
BEYOND = " " * 4
