"""One pass of cheap annotation that every grammar shares: sentences, tokens, quotations, word classes.

Decides which of the parts of ``reading`` a report goes through. Does not decide what any word means: that
is for the grammars. Linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.core.text import paragraphs
from dateline.core.types import Report
from dateline.stages.interpret.reading.headings import without_headings
from dateline.stages.interpret.reading.quotations import quotations
from dateline.stages.interpret.reading.sentences import Sentence, sentences
from dateline.stages.interpret.reading.tagging import tags
from dateline.stages.interpret.reading.tokens import tokens
from dateline.stages.interpret.reading.view import Annotation

__all__ = ["Annotation", "annotate", "in_english"]

_CAPITALS = 0.6
_ENGLISH = ("the", "of", "and", "to", "in", "a", "was", "said", "were", "at")
_ENGLISH_SHARE = 0.08


def annotate(report: Report) -> Annotation:
    """The text in sentences, tokens and quotations, with a class for each token."""
    parted = tokens(report.text)
    parts = list(paragraphs(report.text))
    quoted = quotations(report.text, parts)
    openings = {quotation.start for quotation in quoted}
    cut = without_headings(report.text, sentences(report.text, parts, report.language, openings))
    numbers = _sentence_numbers(parted.starts, cut)
    forms = frozenset(parted.words)
    common, capitals = frozenset(filter(str.islower, forms)), _in_capitals(forms)
    return Annotation(
        report=report,
        words=parted.words,
        lower=parted.lower,
        starts=parted.starts,
        ends=parted.ends,
        sentences=cut,
        quotations=quoted,
        index=_index(parted.lower),
        common=common,
        capitals=capitals,
        tags=tags(parted.words, parted.lower, numbers, common, capitals),
        sentence_of=numbers,
        capitalised=tuple([at for at, word in enumerate(parted.words) if word[0].isupper()]),
    )


def _index(lower: Sequence[str]) -> dict[str, tuple[int, ...]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(lower):
        index[word].append(position)
    return dict(zip(index, map(tuple, index.values()), strict=True))


def _in_capitals(forms: Iterable[str]) -> bool:
    """Whether most of the longer words are in capitals: then capitals tell nothing."""
    long = [word for word in forms if len(word) > 3 and word[0].isalpha()]
    return sum(map(str.isupper, long)) > _CAPITALS * len(long)


def _sentence_numbers(starts: Sequence[int], cut: Sequence[Sentence]) -> tuple[int, ...]:
    """The number of each token's sentence."""
    found: list[int] = []
    for number, sentence in enumerate(cut):
        last = bisect_left(starts, sentence.end)
        found += [number] * (last - len(found))
    return tuple(found + [max(len(cut) - 1, 0)] * (len(starts) - len(found)))


def in_english(view: Annotation) -> bool:
    """Whether the grammars apply: the report says so, or, where it says nothing, its small words do."""
    if view.report.language:
        return view.report.language.lower().split("-")[0].split("_")[0] == "en"
    small = sum(len(view.index.get(word, ())) for word in _ENGLISH)
    return small >= _ENGLISH_SHARE * len(view.words)
