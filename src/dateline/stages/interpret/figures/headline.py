"""Which of several figures a page would print for the happening that a report is about.

Decides for each measure: the dead and the injured as ``choosing`` has it, where it was asked; else a stated
number before a single person, the whole before a part, the earliest before a later one. What contradicts
the choice is of other people: it is told of another happening, or, where no number states it, of the same
people again. Who was shot or struck is injured where nobody died of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier, Scope
from dateline.stages.interpret.figures.groups import Told

if TYPE_CHECKING:
    from dateline.stages.interpret.figures.choosing import Choice
    from dateline.stages.interpret.figures.tally import Count
    from dateline.stages.interpret.figures.weighing import Mention

#: Measures of this room alone: what they tell goes into the choice, and is no figure.
_INNER = frozenset({"victims", "charged", "survived"})
#: Mentions at most that bear one figure.
_BEARERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A count that becomes a figure: of which happening, whether printed, and what else bears it out."""

    count: Count
    scope: Scope
    headline: bool = False
    bearers: tuple[Count, ...] = ()


def standings(mentions: Sequence[Mention], choices: Iterable[Choice]) -> tuple[Standing, ...]:
    """The counts that become figures, one of each measure marked, in the order of the text."""
    chosen = {choice.measure: choice for choice in choices}
    shot = _who_was_shot(mentions, chosen)
    kept = [Standing(count=mention.count, scope=mention.scope) for mention in shot]
    for choice in chosen.values():
        kept = _by_choice(kept, choice)
    kept = [each for each in kept if each.headline or _worth_a_figure(each.count)]
    kept.sort(key=lambda each: (each.count.first, each.count.last, each.count.measure))
    return _by_rank(kept, frozenset(chosen))


def _worth_a_figure(count: Count) -> bool:
    """Whether a count is told again as a figure: "he" is somebody of whom the report told before."""
    return count.measure not in _INNER and count.told is not Told.PRONOUN


def _who_was_shot(mentions: Sequence[Mention], chosen: dict[str, Choice]) -> list[Mention]:
    """Who was shot or struck is injured, where the report tells no death or says that they are others.

    Else some of those shot may be the dead: a stated number is kept under its own measure.
    """
    deadly = any(mention.count.measure == "killed" and mention.count.low > 0 for mention in mentions)
    if "killed" in chosen:
        deadly = chosen["killed"].value > 0
    settled: list[Mention] = []
    for mention in mentions:
        count = mention.count
        if count.measure != "shot":
            settled.append(mention)
        elif not deadly or count.rest:
            settled.append(replace(mention, count=replace(count, measure="injured")))
        elif count.stated and count.low > 1:
            settled.append(mention)
    return settled


def _by_choice(kept: list[Standing], choice: Choice) -> list[Standing]:
    """The counts with the chosen number of a measure marked and what contradicts it put aside."""
    own = [each for each in kept if each.count.measure == choice.measure]
    others = [each for each in kept if each.count.measure != choice.measure]
    if choice.value == 0:
        return others + _nobody(own)
    fitting = [each for each in own if int(each.count.low) == choice.value and not each.count.part]
    if not fitting:
        made = _made(choice)
        return kept if made is None else [*kept, made]
    best = min(
        fitting, key=lambda each: (each.scope is not Scope.HAPPENING, not each.count.stated, each.count.first)
    )
    marked = replace(best, headline=True, scope=Scope.HAPPENING)
    return [marked if each is best else each for each in kept]


def _nobody(own: Iterable[Standing]) -> list[Standing]:
    """The counts of a measure where nobody is meant: what is stated tells of another happening."""
    left: list[Standing] = []
    for each in own:
        if each.count.high == 0 or each.count.qualifier is Qualifier.VAGUE:
            left.append(each)
        elif each.count.stated:
            happening = each.scope is Scope.HAPPENING
            left.append(replace(each, scope=Scope.HISTORICAL if happening else each.scope))
    return left


def _made(choice: Choice) -> Standing | None:
    """A figure that several mentions bear together: four shot of whom one died are three injured."""
    if not choice.borne:
        return None
    first, *more = (mention.count for mention in choice.borne[:_BEARERS])
    value = float(choice.value)
    stated = first.stated and int(first.low) == choice.value
    count = replace(first, measure=choice.measure, low=value, high=value, stated=stated, part=False)
    return Standing(count=count, scope=Scope.HAPPENING, headline=True, bearers=tuple(more))


def _by_rank(kept: Sequence[Standing], decided: frozenset[str]) -> tuple[Standing, ...]:
    """One count of each measure marked that nobody chose for: stated before told by a person, whole before
    part.
    """
    best: dict[str, tuple[tuple[bool, bool, bool, bool, int], int]] = {}
    for position, each in enumerate(kept):
        count = each.count
        if each.scope is not Scope.HAPPENING or count.measure in decided or count.told is Told.SOME:
            continue
        vague = count.qualifier is Qualifier.VAGUE
        rank = (count.high == 0, count.part, vague, not count.stated, position)
        if count.measure not in best or rank < best[count.measure][0]:
            best[count.measure] = (rank, position)
    marked = {position for _, position in best.values()}
    return tuple(replace(each, headline=each.headline or i in marked) for i, each in enumerate(kept))
