"""The words that name a speaker, without those that only stand beside them.

Decides what falls off either end of a speaker that the net and word order found: the end of a phrase of time
or place before it ("In October, a monitor said"), a dateline, a clock time of a caption, the pronoun whose
object the clause is ("who the police say"), a verb that follows ("the mayor, would") and by what means it was
said ("Lund in a statement"). Does not decide who speaks (``net``, ``mending``), nor whom the words mean.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.statements.vocabulary import sense_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.noun_phrases import Range
    from dateline.stages.interpret.reading.view import Annotation
    from dateline.stages.interpret.statements.drafts import Draft

_BOUNDS = classes("statements/bounds")
_MEANS, _SPANS, _VENUES = _BOUNDS["means"], _BOUNDS["spans"], _BOUNDS["venues"]
_NOMINAL = frozenset({"N", "NS", "NP", "D", "PS", "J", "CD"})
_NAMING = frozenset({"N", "NS", "NP"})
_SUBJECTS = _NAMING | {"D", "PS"}
_OBJECTS = frozenset({"which", "whom", "who"})
#: What a speaker stands behind where the cue asks for it.
_AGENTS = frozenset({"by", "to", "from"})
_DASHES = frozenset({"—", "–", "--", "-"})
_CLOCK = re.compile(r"\d{1,2}:\d\d$")
_FLOATING = frozenset({"both", "all", "each"})
_DETERMINERS = frozenset({"a", "an", "his", "her", "their", "its"})
#: Tokens of a dateline at most, and of the phrase that tells by what means.
_DATELINE, _MEANT = 8, 7
#: Tokens that a phrase of time or place takes before its comma.
_PHRASE = 5


def bounded(view: Annotation, draft: Draft) -> Draft:
    """A draft whose speaker holds no words that stand beside it."""
    if draft.speaker is None:
        return draft
    first, last = draft.speaker
    first = _behind_aside(view, first, last, draft.cue)
    first = _behind_dateline(view, first, last)
    if last - first > 1 and _CLOCK.match(view.words[first]) and view.tags[first + 1] in _NOMINAL:
        first += 1  # "0:55 The chief"
    if last - first > 1 and view.lower[first] in _OBJECTS and _opens(view, first + 1):
        first += 1
    if last - first > 2 and _repeats_cue(view, first):
        first += 1
    last = _before_means(view, first, last)
    while last - first > 1 and (view.tags[last - 1] == "MD" or view.lower[last - 1] == ","):
        last -= 1
    return replace(draft, speaker=(first, last))


def _behind_aside(view: Annotation, first: int, last: int, cue: Range) -> int:
    """Behind the rest of a phrase of time or place: "[In] October, a monitor", "[in] recent days China"."""
    if not first or last > cue[0] or view.sentence_of[first - 1] != view.sentence_of[first]:
        return first
    governed = view.tags[first - 1] == "I" and view.lower[first - 1] not in _AGENTS
    if (
        view.lower[first] in ("on", "in")
        and view.lower[first + 1 : first + 2]
        and (view.lower[first + 1] in _VENUES and last - first > 2)
    ):
        return first + 2  # "on Twitter Ada Lund"
    if not governed:
        return first
    stop = min(last - 1, first + _PHRASE)
    comma = next((at for at in range(first + 1, stop) if view.lower[at] == ","), 0)
    if comma and view.tags[comma + 1] in _NOMINAL and not view.lower[comma + 1].isdigit():
        return comma + 1
    span = next((at for at in range(first, stop) if view.lower[at] in _SPANS), -1)
    return span + 1 if span >= 0 and view.tags[span + 1] in _NOMINAL else first


def _behind_dateline(view: Annotation, first: int, last: int) -> int:
    """Behind "Pa. (ABC) —", "HULL:", where a speaker begins with the rest of a dateline."""
    for at in range(first + 1, min(first + _DATELINE, last - 1)):
        before = view.words[at - 1]
        shouted = before.isupper() and len(before) > 2 and at == first + 1
        if view.lower[at] in _DASHES and (before in (")", ".") or before.endswith(".") or shouted):
            return at + 1
        if view.lower[at] == ":" and shouted:
            return at + 1
    return first


def _repeats_cue(view: Annotation, first: int) -> bool:
    """Whether a speaker begins with the verb that says what he says: "added Ada Lund"."""
    sense = sense_of(view.lower[first])
    verbal = view.tags[first] in ("VD", "VZ") and view.words[first].islower()
    return sense is not None and verbal and _opens(view, first + 1)


def _opens(view: Annotation, at: int) -> bool:
    """Whether a noun phrase begins with a token: "who the police say", not "which both", "who first"."""
    return view.tags[at] in _SUBJECTS and view.words[at][0].isalnum() and view.lower[at] not in _FLOATING


def _before_means(view: Annotation, first: int, last: int) -> int:
    """Before "in a statement", "in an interview on Monday": how it was said is nobody's name."""
    for at in range(last - 2, max(first, last - _MEANT), -1):
        if view.lower[at] not in ("in", "on") or view.tags[at - 1] not in _NAMING | {",", "CD"}:
            continue
        behind = view.lower[at + 1 : last]
        if at > first and not _MEANS.isdisjoint(behind) and behind[0] in _DETERMINERS:
            return at
    return last
