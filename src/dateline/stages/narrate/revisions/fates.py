"""What became of the words that a line rested on, in a report that its outlet changed.

Decides whether they still stand, are only worded otherwise, give another number, name or denial, are gone,
or are said by the report itself to have been wrong. A count that went on upwards and an article that was
written anew have put nothing right. What follows for a page, ``correcting`` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.core.types import Report, Span
from dateline.stages.narrate.revisions.notes import NoteKind, notes
from dateline.stages.narrate.revisions.telling import ALIKE, likeness, tokens

if TYPE_CHECKING:
    from dateline.stages.narrate.revisions.since import Edited

#: A report of whose runs of words less than this share is left was written anew.
_LEFT = 0.5
_RUN = 5
_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’)\]]*(?=\s|$)|(?=\n)|$)")
_INNER_NAME = re.compile(r"(?<=[\w,;:”’)] )[A-ZÀ-ÞЀ-Я]\w+")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_NUMERALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NEGATION = frozenset(
    (
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "nothing",
        "neither",
        "nor",
        "without",
        "denied",
        "denies",
        "deny",
    )
)


class Fate(StrEnum):
    """What became of words that a line rested on."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    SAYS_SO = "said to be wrong"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A fate, and the words of the source that tell it."""

    fate: Fate
    evidence: tuple[Span, ...] = ()


KEPT = Ended(fate=Fate.KEPT)


class Reading:
    """One edited report: what became of each of its words."""

    def __init__(self, edit: Edited) -> None:
        self._before, self._after = edit.before, edit.after
        known = {edit.before.quote(note.span) for note in notes(edit.before)}
        self._notes = [note for note in notes(edit.after) if edit.after.quote(note.span) not in known]
        self._kept = " ".join(tokens(edit.after.text))
        self._anew = _left(edit.before, edit.after) < _LEFT

    def fate(self, span: Span) -> Ended:
        """What became of the words at a span of the former text."""
        if retracted := self._of(NoteKind.RETRACTION):
            return Ended(fate=Fate.WITHDRAWN, evidence=retracted)
        quote = self._before.quote(span)
        if not quote.strip() or " ".join(tokens(quote)) in self._kept:
            return KEPT
        now = self._successor(quote)
        if now and _same_matter(quote, self._after.quote(now)):
            return KEPT
        if corrected := self._of(NoteKind.CORRECTION):
            return Ended(fate=Fate.SAYS_SO, evidence=corrected)
        if now is None:
            return KEPT if self._anew else Ended(fate=Fate.DROPPED)
        if _counts_on(quote, self._after.quote(now)):
            return KEPT
        return Ended(fate=Fate.CHANGED, evidence=(now,))

    def _of(self, kind: NoteKind) -> tuple[Span, ...]:
        return tuple(note.span for note in self._notes if note.kind is kind)

    def _successor(self, quote: str) -> Span | None:
        """The sentence of the new text that was made from a former one, its notes apart."""
        spans = [
            Span(report=self._after.id, start=found.start(), end=found.end())
            for found in _SENTENCE.finditer(self._after.text)
            if not any(note.span.start <= found.start() < note.span.end for note in self._notes)
        ]
        shares = [(likeness(quote, self._after.quote(span)), -span.start, span) for span in spans]
        best = max(shares, key=lambda share: share[:2], default=None)
        return best[2] if best and best[0] >= ALIKE else None


def _left(before: Report, after: Report) -> float:
    """The share of the runs of words of a former text that the new one still has."""
    runs, now = _runs(before.text), _runs(after.text)
    return len(runs & now) / len(runs) if runs else 1.0


def _runs(text: str) -> set[tuple[str, ...]]:
    told = tokens(text)
    return {tuple(told[start : start + _RUN]) for start in range(max(1, len(told) - _RUN + 1))}


# --- what two sentences tell --------------------------------------------------------------


def _same_matter(one: str, other: str) -> bool:
    """Whether two wordings give the same numbers, names and denials."""
    return (
        _numbers(one) == _numbers(other) and _names(one) == _names(other) and _denies(one) == _denies(other)
    )


def _counts_on(before: str, after: str) -> bool:
    """Whether the later sentence gives the same with higher numbers: a count that went on, no mistake."""
    old, new = _numbers(before), _numbers(after)
    rest = _names(before) == _names(after) and _denies(before) == _denies(after)
    return rest and len(old) == len(new) > 0 and all(x <= y for x, y in zip(old, new, strict=True))


def _numbers(text: str) -> list[float]:
    told = (str(_NUMERALS.get(word, word)) for word in tokens(text))
    return [float(word) for word in told if _VALUE.fullmatch(word)]


def _names(text: str) -> frozenset[str]:
    """The words written with a capital inside a sentence, and not at its beginning."""
    return frozenset(_INNER_NAME.findall(text))


def _denies(text: str) -> bool:
    return not _NEGATION.isdisjoint(tokens(text)) or "n't" in text or "n’t" in text
