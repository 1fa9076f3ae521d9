"""What the tests of ``interpret`` share: a report out of a text, and its facts in short."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from dateline.core.contract import parse_stamp
from dateline.core.types import Facts, Figure, Report, Statement
from dateline.stages.interpret import interpret

#: A Tuesday.
DAY = "2025-07-01"


def report(text: str, published: str = DAY, language: str = "en") -> Report:
    stamp = parse_stamp(published) if published else None
    return Report(id="r1", text=text, published=stamp, language=language)


def read(text: str, published: str = DAY, language: str = "en") -> Facts:
    return interpret(report(text, published, language))


def said(text: str) -> list[tuple[str, str, str]]:
    """(name, cue, content) of each statement; pieces of a content joined by an ellipsis."""
    return [short(statement) for statement in read(text).statements]


def short(statement: Statement) -> tuple[str, str, str]:
    name = statement.speaker.name if statement.speaker else ""
    cue = statement.cue.text if statement.cue else ""
    return name, cue, " … ".join(phrase.text for phrase in statement.content)


def figures(text: str, measure: str) -> list[Figure]:
    return [figure for figure in read(text).figures if figure.measure == measure]


def counted(text: str, measure: str) -> list[tuple[float, float | None]]:
    """(low, high) of each figure of a measure."""
    return [(figure.low, figure.high) for figure in figures(text, measure)]


def times(text: str, published: str = DAY) -> dict[str, str]:
    """The value of each time expression by its words."""
    return {moment.phrase.text: moment.value for moment in read(text, published).moments}


def located(text: str, language: str = "en") -> dict[str, tuple[str, str]]:
    """(name, country) of each toponym by its words."""
    return {place.phrase.text: (place.name, place.country) for place in read(text, language=language).places}


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python and calls some work takes: a cost that no busy machine changes."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
