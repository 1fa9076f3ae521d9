"""Who did what to whom: the clauses of a report, by one pass over the phrases of each sentence.

Decides how a sentence is read: phrase by phrase, each by its kind, with a stack of the clauses that are open;
nothing is read twice, so that the cost is linear. Does not decide who a pronoun stands for, nor whether what
a clause says is true. A role that is not certain stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.core.types import Clause
from dateline.stages.interpret.clauses.adjuncts import adverb, preposition, time
from dateline.stages.interpret.clauses.building import clause_of
from dateline.stages.interpret.clauses.chunks import chunks
from dateline.stages.interpret.clauses.codes import codes
from dateline.stages.interpret.clauses.groups import adjectives, bare, finite, gerund, infinitive, participle
from dateline.stages.interpret.clauses.joints import (
    bracket,
    comma,
    conjunction,
    either,
    mark,
    opener,
    quote,
    relative,
    there,
)
from dateline.stages.interpret.clauses.nouns import noun
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import Open, State

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_READERS: dict[str, Callable[[State, int], int]] = {
    "N": noun,
    "T": time,
    "F": finite,
    "I": infinitive,
    "G": gerund,
    "E": participle,
    "V": bare,
    "J": adjectives,
    "R": adverb,
    "i": preposition,
    "a": either,
    "s": opener,
    "q": opener,
    "w": relative,
    "x": there,
    "c": conjunction,
    ",": comma,
    ":": mark,
    ".": mark,
    '"': quote,
    "(": bracket,
}
#: A sign of a verb, without which a sentence has no clause.
_VERBAL = re.compile("[bBhHdmyVZPEGA]")


def clauses(view: Annotation) -> tuple[Clause, ...]:
    """The clauses of a report in the order of their verbs; questions are left out."""
    signs = codes(view)
    found: list[Clause] = []
    at, end = 0, len(signs)
    while at < end:
        stop = view.tokens_around(at).stop
        if _VERBAL.search(signs, at, stop) and not _asks(view, at, stop):
            read = [one for one in _read(view, signs, at, stop) if one.verb is not None and one.told]
            read.sort(key=_place)
            found += [clause_of(view, signs, one) for one in read]
        at = max(stop, at + 1)
    return tuple(found)


def _place(read: Open) -> Range:
    """Where the verb of a clause stands."""
    return read.verb or (0, 0)


def _read(view: Annotation, signs: str, first: int, end: int) -> list[Open]:
    state = State(view, signs, chunks(signs, view.lower, first, end))
    kinds, k, last = state.kinds, 0, len(state.ranges)
    while k < last:
        reader = _READERS.get(kinds[k])
        k = reader(state, k) if reader else k + 1
    return state.found


def _asks(view: Annotation, first: int, end: int) -> bool:
    """Whether a sentence is a question."""
    at = end - 1
    while at > first and view.tags[at] in ('"', ")"):
        at -= 1
    return view.lower[at] == "?"
