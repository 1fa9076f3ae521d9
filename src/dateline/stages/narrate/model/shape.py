"""How much a language model may write, and how much it reads at once. Limits alone, all of them settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How much a model may write: lines of each part, words of a line, tokens of the whole answer.

    ``context_tokens`` is how much it reads at once, question and answer together: what is longer, some
    servers cut without a word.
    """

    summary_lines: int = 3
    section_lines: int = 6
    most_words: int = 34
    quote_words: int = 25
    answer_tokens: int = 3000
    context_tokens: int = 16_000
