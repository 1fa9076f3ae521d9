"""A report as every grammar sees it: its tokens, their classes, its sentences and quotations.

Decides nothing: ``annotate`` makes it. It stands in a module of its own, which loads nothing, since every
grammar names it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from dateline.core.types import Phrase, Report, Span

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.quotations import Quotation
    from dateline.stages.interpret.reading.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A report's text in tokens. ``words[i]`` stands at ``starts[i]``; ``lower`` is the same in lower case.

    ``index`` gives the positions of each lower-case word, so that a grammar visits only the words
    of its table. ``tags`` are word classes (see ``tagging``), ``sentence_of`` the number of each token's
    sentence. ``capitalised`` are the tokens that begin with a capital. ``common`` are the words that the
    text also writes small. ``capitals`` is true of a text set in capitals, where they tell no names.
    """

    report: Report
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    index: Mapping[str, tuple[int, ...]]
    common: frozenset[str]
    capitals: bool
    tags: tuple[str, ...]
    sentence_of: tuple[int, ...]
    capitalised: tuple[int, ...]

    def lemma(self, position: int) -> str:
        """The base form of a token under its tag: "denies" as ``VZ`` is "deny"."""
        from dateline.stages.interpret.reading.words import lemma_of

        return lemma_of(self.lower[position], self.tags[position])

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset of the text."""
        return max(bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)

    def tokens_of(self, sentence: Sentence) -> range:
        """The tokens of a sentence."""
        return range(self.token_from(sentence.start), self.token_from(sentence.end))

    def tokens_around(self, position: int) -> range:
        """The tokens of the sentence that a token stands in."""
        return self.tokens_of(self.sentences[self.sentence_of[position]])

    def token_from(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_right(self.starts, offset - 1)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that an offset lies in."""
        found = self.quotation_number(offset)
        return self.quotations[found] if found >= 0 and offset < self.quotations[found].end else None

    def quotation_number(self, offset: int) -> int:
        """The number of the last quotation that begins at or before an offset, -1 for none."""
        return bisect_right(self.quotations, offset, key=lambda quotation: quotation.start) - 1

    def span(self, start: int, end: int) -> Span:
        """A stretch of the text as evidence."""
        return Span(report=self.report.id, start=start, end=end)

    def evidence(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that a stretch of the text touches, as one span."""
        first = self.sentences[self.sentence_at(start)]
        last = self.sentences[self.sentence_at(max(end - 1, start))]
        return (self.span(first.start, last.end),)

    def phrase(self, start: int, end: int) -> Phrase:
        """A stretch of the text as a phrase."""
        report = self.report
        return Phrase(text=report.text[start:end], span=Span(report=report.id, start=start, end=end))

    def phrase_of(self, first: int, last: int) -> Phrase:
        """Tokens ``first`` up to, not including, ``last`` as a phrase."""
        report, start, end = self.report, self.starts[first], self.ends[last - 1]
        return Phrase(text=report.text[start:end], span=Span(report=report.id, start=start, end=end))

    def positions(self, table: Mapping[str, object] | Set[str]) -> list[int]:
        """Where the words of a table stand, in order."""
        held = (
            self.index.keys() & table.keys()
            if isinstance(table, Mapping)
            else frozenset(table).intersection(self.index)
        )
        return sorted(chain.from_iterable([self.index[word] for word in held]))
