"""What the grammars of people give: a count at its tokens.

Decides nothing: ``counts`` and ``departures`` make these, ``figures`` puts them into facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.core.types import Qualifier
from dateline.stages.interpret.figures.groups import Ground, Group, Told
from dateline.stages.interpret.reading.lexicon import classes

_GRAVE = classes("figures/grammar")["grave"] | classes("figures/grammar")["gravely"] | {"life-threatening"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of people at tokens ``first`` to ``last``. ``stated`` where the report gives a number.

    ``rest``, ``part``, ``new`` and ``told`` are those of the group that is counted; ``detail`` says of
    which kind the part is ("seriously"), ``who`` where the group itself begins.
    """

    measure: str
    first: int
    last: int
    low: float
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
    stated: bool = True
    told: Told = Told.NUMBER
    rest: bool = False
    part: bool = False
    detail: str = ""
    who: int = -1
    new: bool = False


def count_of(measure: str, group: Group, at: int) -> Count:
    """A group with the word at a token that tells what became of it."""
    return Count(
        measure=measure,
        first=min(group.first, at),
        last=max(group.last, at + 1),
        low=group.low,
        high=group.high,
        qualifier=group.qualifier,
        stated=group.stated,
        told=group.told,
        rest=group.rest,
        part=group.part,
        who=group.first,
        new=group.new,
    )


def told_nobody(ground: Ground, count: Count) -> Count:
    """Nobody "seriously" hurt is not nobody hurt."""
    grave = {ground.word(i) for i in range(count.first, count.last)} & _GRAVE
    return replace(count, part=True, detail=min(grave)) if grave else count
