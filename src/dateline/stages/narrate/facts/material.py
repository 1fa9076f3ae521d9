"""The sentences of a story's reports, ready to be compared: the writer's working material.

Decides what a sentence is about (terms, numbers, names) and which facts stand in it. Copies of a
sentence within one origin are taken once, from whoever printed it first (HOUSE_STYLE rule 6). Does
NOT judge which sentences are worth printing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from dateline.core.text import fold, words
from dateline.core.types import Figure, Moment, Report, Span, Statement
from dateline.stages.narrate.phrasebook.vocabulary import STOPWORDS

if TYPE_CHECKING:
    from dateline.core.pages import Clipping, Dossier

T = TypeVar("T")

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_SUFFIXES = ("ingly", "edly", "ments", "ment", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly")
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_IN_WORDS = {word: str(value) for value, word in enumerate(_SPELLED.split(" "))}
_MARKS = str.maketrans("’‘“”—–…\u00a0", "''\"\"    ")
#: Below this length a suffix is a part of the word.
_STEM = 4
#: What ends a sentence; a caption or a heading has none of them.
_STOPS = (".", "!", "?", "”", '"', "'", "’", ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of one report, with what stands in it. ``order`` counts from the report's start."""

    span: Span
    text: str
    clipping: Clipping
    order: int
    terms: frozenset[str]
    numbers: frozenset[str]
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def origin(self) -> str:
        return self.clipping.origin

    @property
    def key(self) -> tuple[str, int]:
        """Where the sentence stands: an order that does not depend on its words."""
        return (self.span.report, self.span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that may be written from: ``passages`` are English, and their reports ``usable``."""

    dossier: Dossier
    clippings: tuple[Clipping, ...]
    passages: tuple[Passage, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins, in order of first publication."""
        return tuple(dict.fromkeys(clipping.origin for clipping in self.clippings))

    def report_passages(self, report: str) -> tuple[Passage, ...]:
        """The sentences of one report, in order."""
        return tuple(passage for passage in self.passages if passage.span.report == report)


def usable(report: Report) -> bool:
    """Whether a report's terms let us write from it at all; where not, it is credited and silent."""
    return report.rights.may_summarise and not report.rights.reserved


def english(clipping: Clipping) -> bool:
    """Whether sentences of this report may be taken apart and put together in English."""
    return clipping.report.language.lower().split("-")[0] in ("en", "")


def plainly(text: str) -> str:
    """The text as ``core.text.fold`` gives it, at once where it has no other marks than quotes."""
    text = text.translate(_MARKS)
    return text.lower() if text.isascii() else fold(text)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest endings: for comparing, never for printing."""
    word = word.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            return word[: -len(suffix)].rstrip("e")
    return word.rstrip("e") if len(word) > _STEM else word


def terms_of(text: str) -> frozenset[str]:
    """The content words of a text, folded and stemmed."""
    folded = words(plainly(text))
    return frozenset(
        stem(word) for word in folded if word not in STOPWORDS and (len(word) > 2 or word.isdigit())
    )


def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a text as digits, small ones also where they stand in words ("one" is not one)."""
    found = {match.replace(",", "") for match in _NUMBER.findall(text)}
    spelled = {_IN_WORDS[word] for word in map(str.lower, words(text)) if word in _IN_WORDS}
    return frozenset(found | (spelled - {"0", "1"}))


def names_of(text: str) -> frozenset[str]:
    """The capitalised words of a text after its first."""
    return frozenset(match.group().removesuffix("’s").removesuffix("'s") for match in _NAME.finditer(text, 1))


def gather(dossier: Dossier) -> Material:
    """The sentences of a dossier, in the order of its clippings. Time is linear in their length."""
    clippings = tuple(clipping for clipping in dossier.clippings if usable(clipping.report))
    seen: dict[str, set[str]] = {}
    passages: list[Passage] = []
    for clipping in clippings:
        if english(clipping):
            known = seen.setdefault(clipping.origin, set())
            passages.extend(_passages(clipping, known))
    return Material(dossier=dossier, clippings=clippings, passages=tuple(passages))


def _passages(clipping: Clipping, known: set[str]) -> Iterable[Passage]:
    facts = clipping.facts
    sentences = sorted(facts.sentences, key=lambda span: span.start)
    statements = _by_sentence(
        sentences, [(s.content[0].span.start, s) for s in facts.statements if s.content]
    )
    figures = _by_sentence(sentences, [(figure.phrase.span.start, figure) for figure in facts.figures])
    moments = _by_sentence(sentences, [(moment.phrase.span.start, moment) for moment in facts.moments])
    for order, span in enumerate(sentences):
        text = clipping.report.quote(span)
        copy = " ".join(words(text)).lower()
        if copy in known or not text.rstrip().endswith(_STOPS):
            continue
        known.add(copy)
        yield Passage(
            span=span,
            text=text,
            clipping=clipping,
            order=order,
            terms=terms_of(text),
            numbers=numbers_of(text),
            statements=statements.get(order, ()),
            figures=figures.get(order, ()),
            moments=moments.get(order, ()),
        )


def _by_sentence(sentences: Sequence[Span], placed: Iterable[tuple[int, T]]) -> dict[int, tuple[T, ...]]:
    """Each fact under the number of the sentence in which it begins."""
    starts = [span.start for span in sentences]
    held: dict[int, tuple[T, ...]] = {}
    for at, fact in placed:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < sentences[number].end:
            held[number] = (*held.get(number, ()), fact)
    return held


def outlet_name(report: Report) -> str:
    """The outlet as the page names it; where none is known the host, else nothing."""
    return report.outlet or urlsplit(report.url).netloc.removeprefix("www.")


def sentence_of(clipping: Clipping, span: Span) -> Span:
    """The whole sentence in which a span stands, for evidence that can be read."""
    for sentence in clipping.facts.sentences:
        if sentence.report == span.report and sentence.start <= span.start < sentence.end:
            return Span(report=span.report, start=sentence.start, end=max(sentence.end, span.end))
    return span
