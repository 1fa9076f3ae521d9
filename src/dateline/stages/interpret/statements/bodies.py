"""Which body "the ministry", "the company", "it" or an acronym means, once the report has named it.

Decides by the nearest name before that can be called so. Does not guess: where several fit and none of them
stands near, the words of the report stay as they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.names import Kind
from dateline.stages.interpret.reading.noun_phrases import phrase_after, phrase_start

_ACRONYM = 6
#: Sentences back within which the nearest of several bodies is meant.
_NEAR = 2
#: Words before a body's noun that name none: "the same ministry", "a new party".
_EMPTY = frozenset(
    {
        "same",
        "other",
        "new",
        "another",
        "whole",
        "entire",
        "first",
        "second",
        "last",
        "own",
        "former",
        "local",
    }
)
#: Texts say things too, and are "it".
_TEXTS = frozenset(
    {"report", "study", "statement", "document", "letter", "survey", "poll", "indictment", "complaint"}
)

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.names import Name, Names
    from dateline.stages.interpret.reading.noun_phrases import Range
_FINITE = frozenset({"VD", "VZ", "MD", "V"})
_DESCRIBING = frozenset({"J", "N", "NP", "NS"})
_MOST_WORDS = 5
#: Bodies looked back over at most, however long the report is.
_MEMORY = 40


@cache
def bodies() -> dict[str, frozenset[str]]:
    """For each word that a body is called by: words of the names of such bodies."""
    return {
        word: frozenset(row[1].split()) for row in rows("statements/bodies.tsv") for word in row[0].split("|")
    }


@cache
def _by_name() -> frozenset[str]:
    """The words that only a name tells: "the credit firm" is no more than "the firm"."""
    return frozenset(word for row in rows("statements/bodies.tsv") if row[2:] for word in row[0].split("|"))


class Bodies:
    """The bodies that a report names, by their nouns, and its acronyms."""

    def __init__(self, view: Annotation, named: Names) -> None:
        self._view = view
        self._bodies = [name for name in named.all if name.kind is not Kind.PERSON]
        self._named = named
        self._acronyms = dict(self._explained())

    def full(self, text: str) -> str:
        """A name, or what the report says that an acronym stands for."""
        return self._acronyms.get(text, text)

    def meant(self, tokens: Range) -> str:
        """The body that a phrase with "the" means, empty where the report tells none."""
        view, (first, last) = self._view, tokens
        noun = view.lower[last - 1]
        if view.lower[first] not in ("the", "this") or noun not in bodies() or last - first > _MOST_WORDS:
            return ""
        told = frozenset(view.lower[first + 1 : last - 1]) - _EMPTY
        found = sorted(self._called(noun, first), reverse=True)
        fitting = [each for each in found if told <= frozenset(each[1].lower().split())]
        if not fitting:
            return ""
        at, text, introduced = fitting[0]
        alone = len({text.lower() for _, text, _ in fitting}) == 1
        near = view.sentence_of[first] - view.sentence_of[at] <= _NEAR
        return self.full(text) if near or (alone and (introduced or noun not in _by_name())) else ""

    def subject_before(self, token: int) -> Range | None:
        """The body that is the subject of this sentence, before the token, or of the sentence before."""
        view = self._view
        here = view.sentence_of[token]
        for number in (here, here - 1):
            if number < 0:
                continue
            sentence = view.tokens_of(view.sentences[number])
            stop = min(sentence.stop, token)
            found = self._subject(sentence.start, stop)
            if found is not None:
                return found
        return None

    def _subject(self, first: int, last: int) -> Range | None:
        view = self._view
        if last - first < 2:
            return None
        end = phrase_after(view, first, last)
        if end == first or end >= last or view.tags[end] not in _FINITE:
            return None
        name = self._named.at(end - 1)
        body = name is not None and name.kind is not Kind.PERSON and name.last == end
        return (
            (first, end) if body or view.lower[end - 1] in bodies() or view.lower[end - 1] in _TEXTS else None
        )

    def _called(self, noun: str, before: int) -> Iterator[tuple[int, str, bool]]:
        """The bodies before a token that can be called by a noun: where, which, introduced by that noun."""
        view, kin = self._view, bodies()[noun] | {noun}
        last = bisect_left(self._bodies, before, key=lambda name: name.first)
        for name in self._bodies[max(last - _MEMORY, 0) : last]:
            introduced = self._introduced(name, noun)
            if introduced or (len(name.parts) > 1 and kin & set(name.parts)):
                yield name.first, name.text, introduced
        positions = view.index.get(noun, ()) if noun not in _by_name() else ()
        last = bisect_left(positions, before)
        for at in positions[max(last - _MEMORY, 0) : last]:
            start = self._described(at)
            if start is not None:
                yield at, view.phrase_of(start, at + 1).text, False

    def _described(self, at: int) -> int | None:
        """Where the words begin that tell a body from others: "the Saxon interior ministry"."""
        view = self._view
        start = phrase_start(view, at, max(at - _MOST_WORDS, 0)) if view.words[at].islower() else None
        if start is None:
            return None
        start += view.lower[start] in ("the", "a", "an")
        if view.lower[at + 1 : at + 2] == (",",) and self._named.at(at + 2) is not None:
            return None  # "the grid operator, Nelke Netz": the name tells it
        told = start < at and not _EMPTY & set(view.lower[start:at])
        return start if told and all(view.tags[i] in _DESCRIBING for i in range(start, at)) else None

    def _introduced(self, name: Name, noun: str) -> bool:
        """Whether a name stands behind what it is: "the grid operator, Nelke Netz"."""
        lower, comma = self._view.lower, name.titles - 1
        return comma > 1 and lower[comma] == "," and lower[comma - 1] == noun

    def _explained(self) -> Iterator[tuple[str, str]]:
        """“the Security Service of Ukraine (SBU)”."""
        view = self._view
        for at in view.index.get("(", ()):
            if at + 2 >= len(view.words) or view.lower[at + 2] != ")" or at == 0:
                continue
            short, name = view.words[at + 1], self._named.at(at - 1)
            if not (short.isupper() and 1 < len(short) <= _ACRONYM) or name is None or name.last != at:
                continue
            if name.kind is Kind.ORGANISATION or _spells(short, name):
                yield short, name.text


def _spells(short: str, name: Name) -> bool:
    """Whether the letters of an acronym are the first letters of a name's words."""
    return len(name.parts) > 1 and "".join(part[0] for part in name.parts).upper() == short
