"""Whether a time expression looks ahead: by the verb that it goes with.

Decides for "on Wednesday" in "trains are to return on Wednesday" that the day is one to come. Does
not decide which day: that is for ``calendar``. The verb is the nearest before the expression, or the
first behind it where it opens the sentence; of "Wednesday's vote" it is the one behind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_GRAMMAR = classes("moments/outlook")
_MODAL, _PAST, _PRESENT = _GRAMMAR["modal"], _GRAMMAR["past"], _GRAMMAR["present"]
_PLANNED, _ONWARD, _INFINITIVE = _GRAMMAR["planned"], _GRAMMAR["onward"], _GRAMMAR["infinitive"]
_PUT_OFF, _UNABLE, _SOON = _GRAMMAR["put-off"], _GRAMMAR["unable"], _GRAMMAR["soon"]
_NO_NOUN = _GRAMMAR["no-noun"]
_WHENEVER = _GRAMMAR["whenever"]
_SCHEDULED, _SETTING = _GRAMMAR["timetabled"], _GRAMMAR["setting"]
_HELPING = _MODAL | _PRESENT | _PAST | _GRAMMAR["linking"] | {"not", "to"}
#: What stands behind "planned" where it is a verb of its own.
_OBJECT = (("D",), ("TO",), ("PS",))
_ADVERBS = classes("reading/grammar")["adverb"]
_NOUNS = frozenset({"N", "NS", "NP", "J"})
_ED = 4
#: Tokens on either side that are looked at.
_NEAR = 30
_GROUP = 6
#: Tokens in which the clause of a time opens.
_CLAUSE = 12


class _Tense(Enum):
    AHEAD = "ahead"
    NOW = "now"
    TIMETABLED = "timetabled"
    BEHIND = "behind"


def looks_ahead(view: Annotation, first: int, last: int) -> bool:
    """Whether the expression at tokens ``first`` up to, not including, ``last`` tells of what is to come."""
    low = _bound(view, first, -1)
    lead = view.lower[first - 1] if first > low else ""
    if lead == "since":
        return False
    if lead == "as" and first - 2 >= low and view.lower[first - 2] in _SOON:
        return True
    tense = None
    if view.lower[last : last + 1] != ("'s",):
        tense = _before(view, first, low)
    elif lead in ("before", "for") or view.lower[max(first - 2, low) : first] == ("ahead", "of"):
        return True
    behind = last - (view.lower[last : last + 1] != ("'s",))
    tense = tense or _behind(view, behind, _bound(view, first, 1))
    if tense is _Tense.NOW:
        return lead in _ONWARD or _awaited(view, first, low)
    return tense in (_Tense.AHEAD, _Tense.TIMETABLED)


def _awaited(view: Annotation, at: int, low: int) -> bool:
    """Whether "when" or its like opens the clause, whose present is then to come: "when it opens in May"."""
    for i in range(at - 1, max(low, at - _CLAUSE) - 1, -1):
        if view.lower[i] in _WHENEVER:
            return True
        if view.lower[i] in (",", ";", ":"):
            break
    return False


def _bound(view: Annotation, at: int, step: int) -> int:
    """How far the sentence of a token reaches, back (-1) or ahead (1), within what is looked at."""
    number, reach = view.sentence_of[at], _NEAR + _GROUP
    if step < 0:
        return bisect_left(view.sentence_of, number, max(at - reach, 0), at)
    return bisect_right(view.sentence_of, number, at, min(at + reach + 1, len(view.lower)))


def _before(view: Annotation, at: int, first: int) -> _Tense | None:
    """The tense of the nearest verb before a token."""
    lead = view.lower[at - 1] if at > first else ""
    for i in range(at - 1, max(first, at - _NEAR) - 1, -1):
        if view.lower[i] == ";":
            return None
        if view.lower[i] in _PUT_OFF and lead in ("until", "to", "till", "by", "for"):
            return _Tense.AHEAD
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
        if _is_present(view, i):
            planned = bool((_PLANNED | {"to"}) & set(view.lower[i + 1 : i + 4]))
            return _Tense.AHEAD if planned else _Tense.NOW
        tense = _tense(view, i, at + 1)
        if tense is not None:
            return tense
    return None


def _tense(view: Annotation, at: int, first: int) -> _Tense | None:
    """The tense of the verb at a token, with the helping words before it; None for what is no verb."""
    word = view.lower[at]
    start = _group(view, at, first)
    helpers = view.lower[start:at]
    if word in _MODAL or _MODAL & set(helpers):
        return _Tense.BEHIND if _could_not(view, start, at) else _Tense.AHEAD
    if (
        word == "to"
        and at > first
        and view.tags[at - 1][0] in "VM"
        and view.lower[at - 1] in (_PRESENT | _PLANNED | _INFINITIVE | {"was", "were"})
    ):
        return _Tense.AHEAD
    if word in _PLANNED and view.lower[at + 1 : at + 2] == ("for",):
        return _Tense.AHEAD
    if word in _SETTING and not {"had", "'d"} & set(helpers) and view.tags[at + 1 : at + 2] in _OBJECT:
        return _Tense.AHEAD
    if word in _PLANNED:
        return _Tense.AHEAD if set(helpers) & _PRESENT or word in _INFINITIVE else None
    if "to" in helpers:  # "to be held": what the words before "to" say
        return None
    return _plain(view, at)


def _plain(view: Annotation, at: int) -> _Tense | None:
    """The tense of a word that stands alone, None for what is no verb."""
    word = view.lower[at]
    past = word in _PAST or (word.endswith("ed") and len(word) > _ED and view.words[at].islower())
    if not past:
        if word in _SCHEDULED and (view.tags[at] in ("VZ", "V") or word in _NO_NOUN):
            return _Tense.TIMETABLED
        return _Tense.NOW if _is_present(view, at) else None
    return _Tense.BEHIND


def _is_present(view: Annotation, at: int) -> bool:
    """Whether a word that may be a verb is one here: "they close", "at the close"."""
    return view.lower[at] in _PRESENT and view.tags[at] not in _NOUNS


def _could_not(view: Annotation, start: int, at: int) -> bool:
    """Whether it "could not be reached": what was tried is over."""
    words = view.lower[start : at + 3]
    return ("could" in words or "couldn't" in words) and bool(_UNABLE & set(words))


def _group(view: Annotation, at: int, first: int) -> int:
    """The first of the helping words before a verb: "will have been"."""
    start = at
    while start > first and at - start < _GROUP:
        word = view.lower[start - 1]
        if not (word in _HELPING or word in _ADVERBS):
            break
        start -= 1
    return start
