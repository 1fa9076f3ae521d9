"""Headings and stamps that stand before a sentence without a mark between, where a page was flattened.

Decides where such a sentence begins: behind a date with a clock time ("Vesk wins cup May 3, 2019 6:11 PM The
…"), and behind words in capitals that are common words or labels ("UPDATE Vesk police say …"). Does not
cut behind a name ("NATO leaders met"), nor behind a dateline, which has its comma or dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.reading.lexicon import words
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.sentences import Sentence

__all__ = ["without_headings"]

#: Words that a page puts before a piece of text; in capitals they are nobody's name.
_LABELS = words("reading/labels")
_MONTH = f"(?:{'|'.join(sorted((month.title() for month in MONTHS), reverse=True))})"
_DATE = rf"(?:{_MONTH}\.? \d{{1,2}}, ?\d{{4}}|\d{{1,2}} {_MONTH}\.?,? \d{{4}})"
#: A date and a time with nothing but a mark between, then a capital: prose has "at" before the time.
_STAMP = re.compile(
    rf"\b{_DATE}[\s,|–-]{{1,3}}\d{{1,2}}:\d\d(?:\s?[AaPp]\.?[Mm]\b\.?)?+(?:\s[A-Z]{{2,4}}\b)?+\s+(?=[\"“]?[A-Z])"
)
_CAPITALS = re.compile(r"(?:[A-Z]{2,}\s){1,6}(?=[A-Z][a-z])")
#: Letters of a common word in capitals that is no acronym.
_LONG = 5


def without_headings(text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a text, those that a heading stands before in two."""
    return tuple(part for sentence in sentences for part in _parts(text, sentence))


def _parts(text: str, sentence: Sentence) -> Iterator[Sentence]:
    first, end = sentence.start, sentence.end
    for cut in (_behind_stamp(text, first, end), _behind_capitals(text, first, end)):
        if first < cut < end:
            yield replace(sentence, start=first, end=first + len(text[first:cut].rstrip()))
            first = cut
    yield sentence if first == sentence.start else replace(sentence, start=first)


def _behind_stamp(text: str, start: int, end: int) -> int:
    match = _STAMP.search(text, start, end)
    return match.end() if match else start


def _behind_capitals(text: str, start: int, end: int) -> int:
    match = _CAPITALS.match(text, start, end)
    if match is None:
        return start
    shouted = match.group().lower().split()
    known = lexicon()
    labels = _LABELS.issuperset(shouted)
    common = max(map(len, shouted)) >= _LONG and all(word in known for word in shouted)
    return match.end() if labels or common else start
