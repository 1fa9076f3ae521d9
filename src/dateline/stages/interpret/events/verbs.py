"""Verb groups by the tags of their words: where they begin, and whether they are passive.

Decides what belongs to a verb: its auxiliaries and adverbs, the times between it and its subject. Does not
decide what its subject is. Every search looks at most ``_REACH`` tokens far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting"})
VERBAL = frozenset({"VD", "VZ", "VN", "V", "VG"})
_REACH = 30
_HAVE = frozenset({"has", "have", "had", "having"})
_DO = frozenset({"not", "n't", "did", "do", "does", "didn't", "don't", "doesn't"})
_IN_GROUP = frozenset({"MD", "R"})
_TIMES = classes("events/grammar")["time_word"]


def before_adverbials(view: Annotation, end: int, first: int) -> int:
    """Back over what stands between a subject and its verb: "on Tuesday", "also", "late Monday"."""
    while end - 1 > first:
        leads = (
            view.lower[end - 1] in ("on", "in", "at")
            and view.lower[end : end + 1]
            and view.lower[end] in _TIMES
        )
        if not (leads or view.tags[end - 1] == "R" or view.lower[end - 1] in _TIMES):
            break
        end -= 1
    return end


def group_start(view: Annotation, at: int, first: int) -> int:
    """The first word of the verb group that ends with a verb: "has not been" before "attacked"."""
    while at > first and (
        (view.tags[at - 1] in _IN_GROUP and view.tags[at] != "TO")
        or view.lower[at - 1] in BE
        or (view.tags[at] == "VN" and view.lower[at - 1] in _HAVE)
        or (view.lower[at] in BE and view.lower[at - 1] in _HAVE)
        or (view.tags[at] == "V" and view.tags[at - 1] == "TO")
        or view.lower[at - 1] in _DO
    ):
        at -= 1
    return at


def passive(view: Annotation, start: int, at: int) -> bool:
    """Whether a verb is passive: a form of "be" in its group."""
    return any(view.lower[i] in BE for i in range(start, at))


def finite(view: Annotation, tokens: range) -> bool:
    """Whether a verb of the same clause stands among some tokens, the nearest first."""
    for i in tokens[:_REACH]:
        if view.tags[i] in ("VD", "VZ", "MD"):
            return True
        if view.tags[i] in ("C", ",", ":", "W") or view.lower[i] in ("that", "as", "after", "when", "while"):
            return False
    return False


def is_passive(view: Annotation, verb: int, before: int) -> bool:
    """Whether a finite verb is a form of "be" with a participle behind it, before another token."""
    return view.lower[verb] in BE and any(
        view.tags[i] == "VN" for i in range(verb + 1, min(before, verb + 4))
    )


def verb_before(view: Annotation, at: int, floor: int) -> int:
    """The nearest verb with a subject of its own to the left of a token, -1 where there is none."""
    for i in range(at - 1, max(floor, at - _REACH) - 1, -1):
        if view.tags[i] in ("VD", "VZ", "MD"):
            return i
        if view.lower[i] in (";", "—", "–"):
            return -1
    return -1
