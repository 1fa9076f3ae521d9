"""Subjects of verbs, by the tags of their words.

Decides which phrases are the subject of a verb group: over adverbs and asides, past a relative pronoun,
through "and" to the verb before. Does not decide what part a subject takes.
Every search looks at most ``REACH`` tokens far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.interpret.events.phrases import NOMINAL, REACH, Range, left
from dateline.stages.interpret.events.verbs import (
    VERBAL,
    before_adverbials,
    group_start,
    is_passive,
    verb_before,
)

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: After these a clause may begin.
_OPENERS = frozenset(
    {",", "that", "as", "when", "while", "if", "because", "said", ":", '"', "”", "after", "before"}
)
#: Prepositions, as the tagger sees them.
_TIES = frozenset({"I", "TO"})
#: Behind these a clause begins, and no place of a subject.
_CONJUNCTIONS = frozenset({"that", "as", "if", "because", "while", "after", "before", "since"})


def subject(view: Annotation, start: int, first: int, hops: int = 3) -> tuple[Range, ...]:
    """The subject of the verb group that begins at ``start``; an infinitive has that of the verb before it.

    ``hops`` bounds how many verbs it is looked for through.
    """
    if start < len(view.tags) and view.tags[start] == "TO":
        verb = start - 1 if start - 1 > first and view.tags[start - 1] in VERBAL else -1
        return _through(view, verb, first, hops)
    end = before_adverbials(view, start, first)
    if end <= first:
        return ()
    last = view.lower[end - 1]
    if view.tags[end - 1] == "W" and last in ("who", "which", "that"):
        end -= 1 + (end - 2 >= first and view.lower[end - 2] == ",")
        found = left(view, end, first)
        return (found,) if found else ()
    if view.tags[end - 1] == "C":
        verb = verb_before(view, end - 1, first)
        return () if verb >= 0 and is_passive(view, verb, start) else _through(view, verb, first, hops)
    found = left(view, _before_aside(view, end - 1, first) if last == "," else end, first)
    return _whole(view, found, first) if found else ()


def _through(view: Annotation, verb: int, first: int, hops: int) -> tuple[Range, ...]:
    """The subject of a verb before, -1 for none."""
    return subject(view, group_start(view, verb, first), first, hops - 1) if verb >= 0 and hops else ()


def _whole(view: Annotation, phrase: Range, first: int) -> tuple[Range, ...]:
    """A subject without the places that follow it, and with what "and" joins before it."""
    start = phrase[0]
    if start - 2 >= first and view.tags[start - 1] in ("VG", "VN") and view.tags[start - 2] in NOMINAL:
        phrase = left(view, start - 1, first) or phrase  # "a barge carrying fireworks"
    if _modified(view, phrase[0], first):
        phrase = left(view, phrase[0] - 2, first) or phrase  # "a man armed with a knife"
    while (
        phrase[0] - 2 >= first and view.tags[phrase[0] - 1] in _TIES and view.tags[phrase[0] - 2] in NOMINAL
    ):
        if view.lower[phrase[0] - 1] in _CONJUNCTIONS:
            break
        before = left(view, phrase[0] - 1, first)
        if before is None:
            return ()
        phrase = before
    if (
        phrase[0] - 1 >= first
        and view.tags[phrase[0] - 1] in _TIES
        and view.lower[phrase[0] - 1] not in _OPENERS
    ):
        return ()
    if phrase[0] - 2 >= first and view.lower[phrase[0] - 1] == "and":
        other = left(view, phrase[0] - 1, first)
        if other is not None and (other[0] == first or view.lower[other[0] - 1] in _OPENERS):
            return other, phrase
    return (phrase,)


def _modified(view: Annotation, start: int, first: int) -> bool:
    """Whether a participle and a preposition join a phrase to the noun before it."""
    if start - 3 < first or view.tags[start - 1] != "I" or view.lower[start - 1] in _CONJUNCTIONS:
        return False
    return view.tags[start - 2] in ("VN", "VD", "J") and view.tags[start - 3] in NOMINAL


def _before_aside(view: Annotation, comma: int, first: int) -> int:
    """Before an apposition or a relative clause that ends with a comma; the comma itself where none is."""
    for i in range(comma - 1, max(first, comma - REACH) - 1, -1):
        if view.lower[i] == ",":
            opens = view.tags[i + 1] in ("D", "W", "N", "NP", "J", "VN", "CD", "I")
            return i if opens and i + 1 < comma else first
    return first
