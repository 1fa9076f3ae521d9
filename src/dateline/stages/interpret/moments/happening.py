"""Which of a report's times is the time of its happening.

Decides by where a day stands and what it goes with: the first sentences tell the news; "said on Tuesday", "in
a statement on Monday" date the report and no happening; "was charged on Friday" dates what came after it,
"last year's attack" and "since June" something else. A time to come is no time of a happening. Where no day
stands out nothing is marked. Does not decide what happened: that is for ``events``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.story import Story, Told
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

_GRAMMAR = classes("moments/happening")
_SAYING, _PAPERS, _AFTER = _GRAMMAR["saying"], _GRAMMAR["papers"], _GRAMMAR["aftermath"]
_DEEDS, _OTHER_TIME, _SINCE = _GRAMMAR["deeds"], _GRAMMAR["other-time"], _GRAMMAR["since"]
_STAMPS = _GRAMMAR["stamps"]
#: What stands behind the date of a dateline.
_AGENCY = frozenset({"(", "[", "-", "--", "—", "–"})
#: Sentences that are looked at, and days back that a report still calls news.
_SENTENCES, _DAYS = 14, 40
#: Tokens on either side of a time in which its verb stands.
_REACH = 12
_WILL = frozenset({"will", "shall", "'ll"})
_IS_TO = frozenset({("is", "to"), ("are", "to")})
_VERBS = frozenset({"V", "VD", "VN", "VZ"})
#: What a mark is worth: each sentence further down costs a little; a day must be worth something.
_LATER, _SAID, _DONE, _FOLLOWED, _ELSEWHEN, _OPEN = 0.15, -4.0, 2.0, -3.0, -4.0, 2.0


def happenings(story: Story, told: Sequence[Told]) -> frozenset[int]:
    """The numbers of the expressions that date the report's own happening."""
    worth = {number: _worth(story, each) for number, each in enumerate(told) if _may_be(story, each)}
    if not worth:
        return frozenset()
    best = max(worth, key=lambda number: (worth[number], -number))
    if worth[best] <= 0:
        return frozenset()
    day = told[best].day
    return frozenset(number for number, value in worth.items() if value > 0 and told[number].day == day)


def _may_be(story: Story, told: Told) -> bool:
    """Whether an expression is a day in reach, in the sentences that tell the news."""
    day, today = told.day, story.today
    if day is None or story.view.sentence_of[told.first] >= _SENTENCES:
        return False
    return today is None or 0 <= (today - day).days <= _DAYS


def _worth(story: Story, told: Told) -> float:
    """How likely the expression dates the happening, positive where it may."""
    view = story.view
    number = view.sentence_of[told.first]
    low, high = _sentence(view, told)
    before, behind = view.lower[low : told.first], view.lower[told.last : high]
    worth = _OPEN - _LATER * number
    if _is_stamp(view, told, low, high) or (before and before[-1] in _SINCE):
        return _ELSEWHEN
    verb = _verb(view, told, low, high)
    if verb in _SAYING or not _PAPERS.isdisjoint(before[-4:]):
        worth += _SAID
    elif verb in _AFTER or not _AFTER.isdisjoint(before[-3:] + behind[:3]):
        worth += _FOLLOWED
    elif verb in _DEEDS:
        worth += _DONE
    if not (_DEEDS.isdisjoint(before) and _DEEDS.isdisjoint(behind)):
        worth += _DONE / 2
    if not _OTHER_TIME.isdisjoint(before[-6:]):
        worth += _ELSEWHEN
    return _ELSEWHEN if _is_to_come(before[-6:]) else worth


def _is_to_come(before: tuple[str, ...]) -> bool:
    """Whether the words right before a day tell of a deed to come: "will vote", "is to vote"."""
    if not _WILL.isdisjoint(before):
        return True
    return any(pair in _IS_TO for pair in pairwise(before))


def _sentence(view: Annotation, told: Told) -> tuple[int, int]:
    """The tokens near an expression that are in its sentence."""
    number, reach = view.sentence_of[told.first], 2 * _REACH
    first = bisect_left(view.sentence_of, number, max(told.first - reach, 0), told.first)
    last = bisect_right(view.sentence_of, number, told.last, min(told.last + reach, len(view.lower)))
    return first, last


def _verb(view: Annotation, told: Told, low: int, high: int) -> str:
    """The verb that an expression goes with: the nearest before it, else the first behind; its base form."""
    for at in range(told.first - 1, max(low, told.first - _REACH) - 1, -1):
        if view.tags[at] in _VERBS and view.lower[at] not in ("was", "were", "is", "has", "had", "been"):
            return view.lemma(at)
        if view.lower[at] in (";", ":"):
            break
    for at in range(told.last, min(high, told.last + _REACH)):
        if view.tags[at] in _VERBS and view.lower[at] not in ("was", "were", "is", "has", "had", "been"):
            return view.lemma(at)
    return ""


def _is_stamp(view: Annotation, told: Told, low: int, high: int) -> bool:
    """Whether it is the date of the report itself: a dateline, "Published:", "Updated 3 p.m."."""
    if not _STAMPS.isdisjoint(
        (*view.lower[max(told.first - 4, low) : told.first], *view.lower[low : low + 4])
    ):
        return True
    joined = told.last < high and view.ends[told.last - 1] == view.starts[told.last]
    agency = told.last < high and not joined and view.lower[told.last] in _AGENCY
    dateline = view.sentence_of[told.first] <= 1 and agency
    verbless = _VERBS.isdisjoint(view.tags[low:high])
    return dateline or verbless
