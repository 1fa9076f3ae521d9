"""How many: the figures of a report, counts of people and measures, with whose figure each is.

Puts together what ``counts``, ``departures`` and ``measures`` find. Decides nothing but order and
attribution: a figure belongs to the speaker of the statement that it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.core.types import Figure, Statement
from dateline.stages.interpret.figures.counts import counts
from dateline.stages.interpret.figures.departures import departures
from dateline.stages.interpret.figures.headline import Standing, with_headlines
from dateline.stages.interpret.figures.measures import measures
from dateline.stages.interpret.figures.scope import scope_of
from dateline.stages.interpret.figures.tally import Count
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.numerals import numbers
from dateline.stages.interpret.statements.voices import Voices

_OTHERS = frozenset({"other", "others", "another"})


def figures(view: Annotation, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a report in the order of the text."""
    found = numbers(view)
    people = _settled(view, (*counts(view, found), *departures(view, found)))
    taken = {token for count in people if count.stated for token in range(count.first, count.last)}
    voices = Voices(statements)
    pairs = [(_figure(view, count, voices), _standing(view, count)) for count in people]
    pairs += [(figure, Standing.STATED) for figure in measures(view, found, taken, voices)]
    pairs.sort(key=lambda pair: (pair[0].phrase.span.start, pair[0].phrase.span.end, pair[0].measure))
    return with_headlines(pairs)


def _standing(view: Annotation, count: Count) -> Standing:
    """“Two firefighters were among the injured” tells a part, "a man" one person."""
    if "among" in view.lower[count.first : count.last]:
        return Standing.PART
    return Standing.STATED if count.stated else Standing.SINGLE


def _settled(view: Annotation, people: Sequence[Count]) -> tuple[Count, ...]:
    """Who was shot or struck is injured, where the report tells no death or says that they are others.

    Else some of those shot may be the dead: a stated number is kept under its own measure.
    """
    deadly = any(count.measure == "killed" and count.low > 0 for count in people)
    settled: list[Count] = []
    for count in people:
        if count.measure != "shot":
            settled.append(count)
        elif not deadly or _OTHERS & set(view.lower[count.first : count.last]):
            settled.append(replace(count, measure="injured"))
        elif count.stated and count.low > 1:
            settled.append(count)
    return tuple(settled)


def _figure(view: Annotation, count: Count, voices: Voices) -> Figure:
    phrase = view.phrase_of(count.first, count.last)
    start, end = phrase.span.start, phrase.span.end
    return Figure(
        measure=count.measure,
        low=count.low,
        high=count.high,
        phrase=phrase,
        evidence=view.evidence(start, end),
        qualifier=count.qualifier,
        unit="person",
        scope=scope_of(view, start, end),
        speaker=voices.at(start, end),
    )
