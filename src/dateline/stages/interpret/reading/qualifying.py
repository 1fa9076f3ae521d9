"""How exact a number claims to be, and whether two numbers are before and after.

Decides by the words beside a number: "at least", "some", "or more"; "rose from 8 to 9" tells two numbers and
no range.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier
from dateline.stages.interpret.reading.lexicon import rows, words
from dateline.stages.interpret.reading.signs import CURRENCY, touches

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number

_QUALIFIERS = {tuple(phrase.split()): Qualifier(kind) for phrase, kind in rows("reading/qualifiers.tsv")}
_LONGEST = max(map(len, _QUALIFIERS))
_LAST_WORDS = frozenset(phrase[-1] for phrase in _QUALIFIERS)
#: Verbs of change, in all their forms.
CHANGING = words("reading/changing")
#: How far before "from" a verb of change may stand.
_CHANGE_NEAR = 8


def qualified(view: Annotation, number: Number) -> Number:
    """A number with the words before or behind it that say how exact it is."""
    before, lower = number.first, view.lower
    while before > 0 and view.words[before - 1][-1] in CURRENCY:
        before -= 1
    if 0 < before < number.first and view.words[before - 1] in ("US", "U.S.", "A", "C", "HK", "NZ"):
        before -= 1
    if before and lower[before - 1] in _LAST_WORDS:
        for size in range(min(_LONGEST, before), 0, -1):
            kind = _QUALIFIERS.get(lower[before - size : before])
            if kind is not None:
                vague = number.qualifier is Qualifier.VAGUE
                return replace(number, first=before - size, qualifier=number.qualifier if vague else kind)
    return _qualified_behind(view, number)


def _qualified_behind(view: Annotation, number: Number) -> Number:
    """“30 or more”, “$1 trillion+”, “300-plus”."""
    lower, at = view.lower, number.last
    if lower[at : at + 2] == ("or", "more"):
        return replace(number, qualifier=Qualifier.AT_LEAST, last=at + 2)
    if lower[at : at + 2] == ("or", "so"):
        return replace(number, qualifier=Qualifier.ABOUT, last=at + 2)
    if lower[at : at + 1] == ("+",) and touches(view, at):
        return replace(number, qualifier=Qualifier.AT_LEAST, last=at + 1)
    if lower[at : at + 2] == ("-", "plus") and touches(view, at):
        return replace(number, qualifier=Qualifier.AT_LEAST, last=at + 2)
    return number


def is_change(view: Annotation, at: int, told_twice: bool) -> bool:
    """Whether two numbers are before and after: "rose from 8 to 9", "by $4 to $41"; not "by 1 to 2 km".

    ``at`` is the first token of the first number, ``told_twice`` whether both have a unit.
    """
    while at > 0 and (view.lower[at - 1][-1] in CURRENCY or view.lower[at - 1] in _LAST_WORDS):
        at -= 1
    opening = view.lower[at - 1] if at else ""
    if opening == "from":
        return bool(CHANGING & set(view.lower[max(at - _CHANGE_NEAR, 0) : at]))
    return told_twice and opening == "by"
