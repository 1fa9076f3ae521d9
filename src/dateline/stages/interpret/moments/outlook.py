"""Whether a time expression looks ahead: by the verb that it goes with.

Decides for "on Wednesday" in "trains are to return on Wednesday" that the day is one to come. Does
not decide which day: that is for ``calendar``. The verb is the nearest before the expression, or the
first behind it where it opens the sentence.
"""

from __future__ import annotations

from enum import Enum

from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.noun_phrases import ADVERBS, Range
from dateline.stages.interpret.reading.sentences import Sentence

_GRAMMAR = classes("moments/outlook")
_MODAL, _PAST, _PRESENT = _GRAMMAR["modal"], _GRAMMAR["past"], _GRAMMAR["present"]
_PLANNED, _ONWARD, _INFINITIVE = _GRAMMAR["planned"], _GRAMMAR["onward"], _GRAMMAR["infinitive"]
_HELPING = _MODAL | _PRESENT | _PAST | _GRAMMAR["linking"] | {"not", "to"}
_ED = 4
#: Tokens on either side that are looked at.
_NEAR = 30
_GROUP = 6


class _Tense(Enum):
    AHEAD = "ahead"
    NOW = "now"
    BEHIND = "behind"


def looks_ahead(view: Annotation, start: int, sentence: Sentence) -> bool:
    """Whether the expression at an offset tells of what is to come."""
    tokens = view.tokens_of(sentence)
    at = view.token_from(start)
    lead = view.lower[at - 1] if at > tokens.start else ""
    if lead == "since":
        return False
    tense = _before(view, at, tokens.start) or _behind(view, at, tokens.stop)
    return tense is _Tense.AHEAD or (tense is _Tense.NOW and lead in _ONWARD)


def _before(view: Annotation, at: int, first: int) -> _Tense | None:
    """The tense of the nearest verb before a token."""
    for i in range(at - 1, max(first, at - _NEAR) - 1, -1):
        if view.lower[i] == ";":
            return None
        tense = _tense(view, i, first)
        if tense is not None:
            return tense
    return None


def _behind(view: Annotation, at: int, last: int) -> _Tense | None:
    """The tense of the first verb behind a token, with the helping words that it begins with."""
    for i in range(at + 1, min(last, at + _NEAR)):
        word = view.lower[i]
        if word in _MODAL:
            return _Tense.AHEAD
        if word in _PRESENT:
            planned = bool((_PLANNED | {"to"}) & set(view.lower[i + 1 : i + 4]))
            return _Tense.AHEAD if planned else _Tense.NOW
        tense = _tense(view, i, at)
        if tense is not None:
            return tense
    return None


def _tense(view: Annotation, at: int, first: int) -> _Tense | None:
    """The tense of the verb at a token, with the helping words before it; None for what is no verb."""
    word = view.lower[at]
    group = _group(view, at, first)
    helpers = view.lower[group[0] : at]
    if word in _MODAL or _MODAL & set(helpers):
        return _Tense.AHEAD
    if (
        word == "to"
        and at > first
        and view.lower[at - 1] in (_PRESENT | _PLANNED | _INFINITIVE | {"was", "were"})
    ):
        return _Tense.AHEAD
    if word in _PLANNED:
        return _Tense.AHEAD if set(helpers) & _PRESENT or word in _INFINITIVE else None
    if "to" in helpers:  # "to be held": what the words before "to" say
        return None
    past = word in _PAST or (word.endswith("ed") and len(word) > _ED and view.words[at].islower())
    if not past:
        return _Tense.NOW if word in _PRESENT else None
    return _Tense.BEHIND


def _group(view: Annotation, at: int, first: int) -> Range:
    """The helping words before a verb: "will have been"."""
    start = at
    while start > first and at - start < _GROUP:
        word = view.lower[start - 1]
        if not (word in _HELPING or word in ADVERBS):
            break
        start -= 1
    return start, at
