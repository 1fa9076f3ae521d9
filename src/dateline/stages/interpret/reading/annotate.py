"""One pass of cheap annotation that every grammar shares: sentences, tokens and quotations.

Decides where sentences and quotations begin and end, and how the text falls into tokens. Does not
decide what any word means: that is for the grammars. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.core.text import paragraphs
from dateline.core.types import Phrase, Report, Span
from dateline.stages.interpret.reading.quotations import Quotation, quotations
from dateline.stages.interpret.reading.sentences import Sentence, sentences

_TOKEN = re.compile(
    r"""
    ''|``
  | \d+(?:[.,:/]\d+)*                                       # 1,300  3.5  06:10  4/6/2024
  | (?:[^\W\d_]\.){2,}                                      # U.S.  a.m.
  | (?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Lt|Col|Gen|Capt|Sgt|Maj|Cpl|Pvt|Rev|Prof|Hon|Pres|Supt|Insp|Det|St|Mt|Ft|Jr|Sr
     |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|Inc|Corp|Co|Ltd|Cmdr|Adm|Brig|Del
     |Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev
     |Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?=[\s,;)’”"])
  | ['’]s\b
  | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-[^\W_]+)*             # O'Neill  didn't  long-range
  | \w | \S
    """,
    re.VERBOSE,
)
_CAPITALS = 0.6
_ENGLISH = ("the", "of", "and", "to", "in", "a", "was", "said", "were", "at")
_ENGLISH_SHARE = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A report's text in tokens. ``words[i]`` stands at ``starts[i]``; ``lower`` is the same in lower case.

    ``index`` gives the positions of each lower-case word, so that a grammar visits only the words
    of its table. ``common`` are the words that the text also writes small. ``capitals`` is true of a
    text set in capitals, where they tell no names.
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

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset of the text."""
        return max(bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)

    def tokens_of(self, sentence: Sentence) -> range:
        """The tokens of a sentence."""
        return range(self.token_from(sentence.start), self.token_from(sentence.end))

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
        return Phrase(text=self.report.text[start:end], span=self.span(start, end))

    def phrase_of(self, first: int, last: int) -> Phrase:
        """Tokens ``first`` up to, not including, ``last`` as a phrase."""
        return self.phrase(self.starts[first], self.ends[last - 1])

    def positions(self, table: Mapping[str, object] | frozenset[str]) -> list[int]:
        """Where the words of a table stand, in order."""
        return sorted(position for word in self.index.keys() & table for position in self.index[word])


def annotate(report: Report) -> Annotation:
    """The text in sentences, tokens and quotations."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(report.text)]
    written = tuple(token[0] for token in found)
    lower = tuple(word.lower().replace("’", "'") for word in written)
    parts = list(paragraphs(report.text))
    index: dict[str, list[int]] = {}
    for position, word in enumerate(lower):
        index.setdefault(word, []).append(position)
    long = [word for word in written if len(word) > 3 and word[0].isalpha()]
    return Annotation(
        report=report,
        words=written,
        lower=lower,
        starts=tuple(token[1] for token in found),
        ends=tuple(token[2] for token in found),
        sentences=sentences(report.text, parts, report.language),
        quotations=quotations(report.text, parts),
        index={word: tuple(positions) for word, positions in index.items()},
        common=frozenset(word for word in written if word.islower()),
        capitals=sum(map(str.isupper, long)) > _CAPITALS * len(long),
    )


def in_english(view: Annotation) -> bool:
    """Whether the grammars apply: the report says so, or, where it says nothing, its small words do."""
    if view.report.language:
        return view.report.language.lower().split("-")[0].split("_")[0] == "en"
    small = sum(len(view.index.get(word, ())) for word in _ENGLISH)
    return small >= _ENGLISH_SHARE * len(view.words)
