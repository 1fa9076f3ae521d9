"""When: time expressions with TIMEX3 types and values, relative to the day of the report.

Decides which words tell a time, by one pass of patterns over classes of words, and hands each to the reader
of its kind. Which of them is the time of the happening is for ``happening``. Where the report has no date of
its own, not even in its dateline, relative expressions stay silent.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateline.core.types import Moment
from dateline.stages.interpret.moments import clocks, days, lengths, periods
from dateline.stages.interpret.moments.happening import happenings
from dateline.stages.interpret.moments.occasions import occasions
from dateline.stages.interpret.moments.patterns import candidate
from dateline.stages.interpret.moments.stamps import day_of_report
from dateline.stages.interpret.moments.story import Story, Told, expression
from dateline.stages.interpret.moments.words import coded

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_READERS = {**days.READERS, **periods.READERS, **lengths.READERS, **clocks.READERS}
#: Tokens at the beginning of a report that may hold its date, and the words of a line that is a date alone.
_HEAD, _LINE = 60, 8
#: What stands behind the date of a dateline.
_AGENCY = frozenset({"(", "[", "-", "--", "—", "–"})


def moments(view: Annotation) -> tuple[Moment, ...]:
    """The time expressions of a report, in order, none inside another."""
    codes = coded(view)
    if not codes:
        return ()
    today = day_of_report(view) or _day_of_dateline(view, codes)
    story = Story(view=view, codes=codes, today=today, told=[])
    _tell(story, len(codes))
    told = clocks.dated(story)
    own = happenings(story, told)
    return tuple(_moment(view, each, n in own) for n, each in enumerate(told))


def _tell(story: Story, end: int) -> None:
    """Adds to a story what its tokens up to ``end`` tell."""
    named = occasions(story)
    position = 0
    while (found := candidate(story.view, story.codes, position)) is not None and found[1] < end:
        reader, first, last = found
        while named and named[0].first < last:
            story.told.append(named.pop(0))
            position = story.told[-1].last
        if first < position:
            continue
        told = _read(story, reader, first, last)
        position = first + 1 if told is None else last
        if told is not None and told.kind:
            story.told.append(told)
    story.told.extend(named)


def _read(story: Story, reader: str, first: int, last: int) -> Told | None:
    said = expression(story, first, last)
    value = _READERS[reader](said)
    if value is None:
        return None
    with_year = said.has("YEAR", "OLDYEAR", "SHORT") or reader == "dateline date"
    return Told(first=first, last=last, kind=value[0], value=value[1], with_year=with_year)


def _moment(view: Annotation, told: Told, happening: bool) -> Moment:
    sentence = view.sentences[view.sentence_of[told.first]]
    return Moment(
        phrase=view.phrase_of(told.first, told.last),
        type=told.kind,
        value=told.value,
        evidence=(view.span(sentence.start, sentence.end),),
        happening=happening,
    )


def _day_of_dateline(view: Annotation, codes: str) -> date | None:
    """The day at the head of a report without a stamp: "BOGOTA, 16 NOV 90 --", or a line of its own."""
    story = Story(view=view, codes=codes, today=None, told=[])
    _tell(story, min(_HEAD, len(codes)))
    for each in story.told:
        if each.with_year and each.day is not None and _stands_alone(view, each):
            return each.day
    return None


def _stands_alone(view: Annotation, told: Told) -> bool:
    """Whether a date is a line of its own or part of a dateline."""
    if told.last < len(view.lower) and view.lower[told.last] in _AGENCY:
        return view.sentence_of[told.first] <= 1
    sentence = view.sentence_of[told.first]
    low = max(told.first - _LINE, 0)
    line = [i for i in range(low, min(told.last + _LINE, len(view.lower))) if view.sentence_of[i] == sentence]
    return len(line) <= _LINE
