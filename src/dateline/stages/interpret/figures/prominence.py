"""Whether a report tells a number of people harmed as its own matter, or beside it.

Decides by where it stands: in the title, at the beginning, or more than once; dead and injured told once, far
down, are of what happened elsewhere, and no page prints them beside a headline. Nor a number of a line that
leads to another story ("READ MORE: two killed"), nor the injured of a team. Does not choose among numbers
(``choosing``, ``headline``), and takes no figure away: it stays one of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Scope
from dateline.stages.interpret.figures.groups import HARM
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.figures.headline import Standing
    from dateline.stages.interpret.reading.view import Annotation

_CLASSES = classes("figures/prominence")
_SPORT, _GRAVE, _LEADS = _CLASSES["sport"], _CLASSES["grave"], _CLASSES["leads"]
_HARMED = frozenset({"killed", "injured"})
#: Sentences at the beginning of a report, and the share of a long one, that tell what it is about.
_FIRST, _SHARE = 5, 0.25
#: Different words of sport that make a report one of sport.
_SPORTING = 4


def prominent(view: Annotation, standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The figures of people, those unmarked that the report tells beside its own matter."""
    if not any(each.headline for each in standings):
        return tuple(standings)
    sport = _is_sport(view)
    heading = frozenset(_folded(view.report.title))
    return tuple(
        replace(each, headline=False)
        if each.headline and not _is_own(view, each, standings, heading, sport)
        else each
        for each in standings
    )


def _is_own(
    view: Annotation, each: Standing, standings: Sequence[Standing], heading: frozenset[str], sport: bool
) -> bool:
    count = each.count
    if sport and count.measure == "injured":
        return False
    number = view.sentence_of[count.first]
    if _leads_away(view, number):
        return False
    if count.measure not in _HARMED:
        return True
    if number < max(_FIRST, _SHARE * len(view.sentences)) or each.bearers:
        return True
    if any(count.measure in HARM[word].values() for word in heading & HARM.keys()):
        return True
    told = {
        view.sentence_of[other.count.first]
        for other in standings
        if other.count.measure == count.measure and other.scope is Scope.HAPPENING
    }
    return len(told) > 1


def _leads_away(view: Annotation, number: int) -> bool:
    """Whether a sentence leads to another story: "READ MORE: …", "Related: …"."""
    tokens = view.tokens_of(view.sentences[number])
    begins = " ".join(view.lower[tokens.start : tokens.start + 2])
    return any(begins == lead.replace("_", " ") for lead in _LEADS) or (
        view.lower[tokens.start] in _LEADS and view.lower[tokens.start + 1 : tokens.start + 2] == (":",)
    )


def _is_sport(view: Annotation) -> bool:
    """Whether a report is of sport, and of no disaster or crime at one."""
    words = view.index.keys()
    return len(words & _SPORT) >= _SPORTING and len(words & _SPORT) > len(words & _GRAVE)


def _folded(title: str) -> list[str]:
    return [word.strip(".,:;!?'\"“”‘’()").lower() for word in title.split()]
