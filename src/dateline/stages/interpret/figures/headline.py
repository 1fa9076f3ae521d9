"""Which of several figures a page would print for the happening that a report is about.

Marks one figure of each measure as ``headline``: a stated number before a single person, the
whole before a part ("two were among the injured"), the earliest before a later one. Never adds
figures up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum

from dateline.core.types import Figure, Qualifier, Scope


class Standing(IntEnum):
    """How a report tells a figure, the more telling first."""

    STATED = 0
    SINGLE = 1
    PART = 2


def with_headlines(figures: Iterable[tuple[Figure, Standing]]) -> tuple[Figure, ...]:
    """The figures with one of each measure marked. Each comes with how it is told."""
    pairs = list(figures)
    chosen: dict[str, tuple[tuple[bool, bool, bool, int, int], int]] = {}
    for position, (figure, standing) in enumerate(pairs):
        if figure.scope is not Scope.HAPPENING or figure.measure == "age":
            continue
        vague = figure.qualifier is Qualifier.VAGUE
        rank = (figure.high == 0, standing is Standing.PART, vague, int(standing), position)
        if figure.measure not in chosen or rank < chosen[figure.measure][0]:
            chosen[figure.measure] = (rank, position)
    marked = {position for _, position in chosen.values()}
    return tuple(replace(figure, headline=i in marked) for i, (figure, _) in enumerate(pairs))
