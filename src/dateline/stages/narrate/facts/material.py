"""The sentences of a story's reports, ready to be compared: the writer's working material.

Decides what a sentence is about (terms, numbers, names) and which facts stand in it. Copies of a
sentence within one origin are taken once, from whoever printed it first (HOUSE_STYLE rule 6). Does
NOT judge which sentences are worth printing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from dateline.core.text import fold, words
from dateline.core.types import Clause, Figure, Moment, Report, Span, Statement
from dateline.stages.narrate.phrasebook.vocabulary import STOPWORDS

if TYPE_CHECKING:
    from dateline.core.pages import Clipping, Dossier

T = TypeVar("T")
_START = attrgetter("start")

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_SUFFIXES = ("ingly", "edly", "ments", "ment", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly")
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
#: Small numbers in words; "one" is as often a pronoun, and "zero" no count.
_COUNTED = {word: str(value) for value, word in enumerate(_SPELLED.split(" ")) if value > 1}
_SPELLED_WORDS = frozenset(_COUNTED)
_NONE: frozenset[str] = frozenset()
_MARKS = tuple(zip("’‘“”—–…\u00a0", "''\"\"    ", strict=True))
#: Below this length a suffix is a part of the word.
_STEM = 4
#: What ends a sentence; a caption or a heading has none of them.
_STOPS = (".", "!", "?", "”", '"', "'", "’", ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of one report, with what stands in it. ``order`` counts from the report's start.

    ``words`` are all its words, folded; ``terms`` those with content, stemmed.
    """

    span: Span
    text: str
    clipping: Clipping
    order: int
    terms: frozenset[str]
    numbers: frozenset[str]
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    clauses: tuple[Clause, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        return self.clipping.origin

    @property
    def key(self) -> tuple[str, int]:
        """Where the sentence stands: an order that does not depend on its words."""
        return (self.span.report, self.span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that may be written from: ``passages`` are English, and their reports ``usable``.

    ``origins`` are the independent ones, in order of first publication.
    """

    dossier: Dossier
    clippings: tuple[Clipping, ...]
    passages: tuple[Passage, ...]
    origins: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _of_report: Mapping[str, list[Passage]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held: dict[str, list[Passage]] = {}
        for passage in self.passages:
            held.setdefault(passage.span.report, []).append(passage)
        object.__setattr__(self, "_of_report", held)
        object.__setattr__(self, "origins", tuple(dict.fromkeys(c.origin for c in self.clippings)))

    @property
    def read(self) -> tuple[str, ...]:
        """The origins whose sentences we can read: of the others nobody may say that they are silent."""
        return tuple(dict.fromkeys(clipping.origin for clipping in self.clippings if english(clipping)))

    def report_passages(self, report: str) -> tuple[Passage, ...]:
        """The sentences of one report, in order."""
        return tuple(self._of_report.get(report, ()))


def usable(report: Report) -> bool:
    """Whether a report's terms let us write from it at all; where not, it is credited and silent."""
    return report.rights.may_summarise and not report.rights.reserved


def english(clipping: Clipping) -> bool:
    """Whether sentences of this report may be taken apart and put together in English."""
    return clipping.report.language.lower().split("-")[0] in ("en", "")


def plainly(text: str) -> str:
    """The text as ``core.text.fold`` gives it, its marks plain; only what is not ASCII is taken apart."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text.lower() if text.isascii() else _FOREIGN.sub(_unmarked, text.lower())


def _unmarked(found: re.Match[str]) -> str:
    return fold(found.group())


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
    return _terms(frozenset(words(plainly(text))))


def _terms(folded: frozenset[str]) -> frozenset[str]:
    return frozenset([stem(word) for word in folded - STOPWORDS if len(word) > 2 or word.isdigit()])


def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a text as digits, small ones also where they stand in words ("one" is not one)."""
    return _numbers(text, frozenset(words(text.lower())))


def _numbers(text: str, lowered: frozenset[str]) -> frozenset[str]:
    spelled = [_COUNTED[word] for word in _SPELLED_WORDS.intersection(lowered)]
    digits = [match.replace(",", "") for match in _NUMBER.findall(text)] if _DIGIT.search(text) else ()
    return frozenset([*spelled, *digits]) if spelled or digits else _NONE


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
    clauses = _by_sentence(sentences, [(clause.verb.span.start, clause) for clause in facts.clauses])
    for order, span in enumerate(sentences):
        text = clipping.report.quote(span)
        folded = tuple(words(plainly(text)))
        copy = " ".join(folded)
        if copy in known or not text.rstrip().endswith(_STOPS):
            continue
        known.add(copy)
        held = frozenset(folded)
        yield Passage(
            span=span,
            text=text,
            clipping=clipping,
            order=order,
            terms=_terms(held),
            numbers=_numbers(text, held),
            statements=statements.get(order, ()),
            figures=figures.get(order, ()),
            moments=moments.get(order, ()),
            clauses=clauses.get(order, ()),
            words=folded,
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
    sentences = clipping.facts.sentences
    at = bisect_right(sentences, span.start, key=_START) - 1
    if at < 0 or sentences[at].report != span.report or span.start >= sentences[at].end:
        return span
    return Span(report=span.report, start=sentences[at].start, end=max(sentences[at].end, span.end))
