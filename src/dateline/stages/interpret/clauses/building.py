"""Clauses as facts: what was read of each, in words and offsets.

Decides what the words of a verb group say of it: negation and modal; and where the clause ends. Does not
decide what belongs to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.types import Clause, Phrase
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import MAIN, Open
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_VERBS = classes("clauses/verbs")
_NOBODY = frozenset({"nobody", "none", "nothing", "no", "neither"})
#: What may stand between a subject and its verb, "never" too.
_ADVERBS = frozenset("RrLn")
#: Verbs that are not negated in one word: "said", "left", "leaving".
_VERBS_ALONE = frozenset("PZVEG")
_MODALS = {"ll": "will", "d": "would", "wo": "will", "ca": "can"}


def clause_of(view: Annotation, signs: str, read: Open) -> Clause:
    """A clause as it was read; it has a verb."""
    verb = read.verb or (read.start, read.end)
    start, end = min(read.start, verb[0]), max(read.end, verb[1])
    return Clause(
        span=view.span(_cut(view, signs, start, own=read.own), view.ends[end - 1]),
        verb=view.phrase(_cut(view, signs, verb[0], own=False), view.ends[verb[1] - 1]),
        lemma=f"{read.lemma} {read.particle}" if read.particle else read.lemma,
        subject=_subject(view, signs, read.subject),
        object=_phrase(view, read.object),
        agent=_phrase(view, read.agent),
        complement=_phrase(view, read.complement),
        adjuncts=tuple([view.phrase_of(*one) for one in read.adjuncts]),
        passive=read.passive,
        negated=_negated(view, signs, read),
        modal=_modal(view, signs, read.helped or verb),
        opener=" ".join(view.lower[slice(*read.opener)]) if read.opener else "",
        main=read.kind == MAIN and read.finite,
    )


def _phrase(view: Annotation, tokens: Range | None) -> Phrase | None:
    return view.phrase_of(*tokens) if tokens else None


def _subject(view: Annotation, signs: str, tokens: Range | None) -> Phrase | None:
    """A subject; of "they've" the pronoun alone."""
    if tokens is None:
        return None
    if signs[tokens[0]] == "y" and tokens[1] - tokens[0] == 1:
        return view.phrase(view.starts[tokens[0]], view.starts[tokens[0]] + view.lower[tokens[0]].index("'"))
    return view.phrase_of(*tokens)


def _cut(view: Annotation, signs: str, at: int, *, own: bool) -> int:
    """Where a verb begins: in "they've" behind the pronoun."""
    if signs[at] == "y" and not own:
        return view.starts[at] + view.lower[at].index("'")
    return view.starts[at]


def _negated(view: Annotation, signs: str, read: Open) -> bool:
    first, end = read.verb or (0, 0)
    while first and signs[first - 1] in _ADVERBS:
        first -= 1
    if "n" in signs[first:end] or _is_nobody(view, read.subject) or _is_nobody(view, read.object):
        return True
    if end - first == 1 and signs[first] in _VERBS_ALONE:
        return False
    words = view.lower[first:end]
    return "n't" in " ".join(words) or "cannot" in words or ("yet" in words and "to" in words)


def _is_nobody(view: Annotation, tokens: Range | None) -> bool:
    return tokens is not None and view.lower[tokens[0]] in _NOBODY


def _modal(view: Annotation, signs: str, verb: Range) -> str:
    """The modal of a verb group: "may", "will", "have to"."""
    first, end = verb
    word = view.lower[first]
    if signs[first] == "m":
        word = word.removesuffix("n't").removesuffix("not").lstrip("'")
        return _MODALS.get(word, word)
    if signs[first] == "y":
        return {"ll": "will", "d": ""}.get(word.rpartition("'")[2], "")
    if "o" in signs[first + 1 : end]:
        last = view.lower[signs.index("o", first + 1, end) - 1]
        return {"going": "going to", "used": "used to"}.get(
            last, "have to" if signs[first] == "h" else "be to"
        )
    return ""
