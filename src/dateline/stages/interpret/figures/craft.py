"""What became of drones, missiles and aircraft that are counted: launched, or shot down.

Decides by the verb that a count stands with: "launched 60 drones", "41 of 60 drones were shot down", "of
which 41 were downed". A count that no such verb is said of stays a mere count, and so does the whole of which
a part was shot down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.quantities import Quantity
from dateline.stages.interpret.reading.lexicon import classes

_WORDS = classes("figures/counted")
_CRAFT, _LAUNCHED, _DOWNED = _WORDS["craft"], _WORDS["launched"], _WORDS["downed"]
_BE = classes("figures/grammar")["be"]
_BETWEEN = _BE | classes("figures/grammar")["have"] | {"also", "all", "then", "later", "reportedly"}
_BEFORE = _WORDS["up_to_the_count"]
_JOINS = frozenset(
    {("and",), (",",), (",", "and"), (",", "as", "well", "as"), ("as", "well", "as"), ("plus",)}
)

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
_REACH = 6


def with_fates(view: Annotation, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities, those of craft under ``launched`` or ``downed`` where a verb says so."""
    if not (_CRAFT & view.index.keys()):
        return tuple(found)
    told = [_told(view, found, i) for i in range(len(found))]
    for i in range(1, len(found)):  # "downed 12 missiles and 30 drones"
        if told[i - 1] and not told[i] and _listed(view, found, i):
            told[i] = told[i - 1]
    for i in range(len(found) - 2, -1, -1):  # "12 missiles and 30 drones were shot down"
        if told[i + 1] and not told[i] and _listed(view, found, i + 1):
            told[i] = told[i + 1]
    return tuple(_under(one, fate) for one, fate in zip(found, told, strict=True))


def _told(view: Annotation, found: Sequence[Quantity], i: int) -> str:
    """What a verb says of one quantity: "" where it counts no craft, or no verb says anything."""
    unit = found[i].unit
    if unit.measure != "count" or unit.name.split(" ")[-1] not in _CRAFT:
        return ""
    if "of" in view.lower[max(unit.first - 2, 0) : unit.first]:
        return ""  # the whole: "41 of the 60 drones were shot down"
    return _passive(view, unit.last) or _active(view, unit.first)


def _listed(view: Annotation, found: Sequence[Quantity], i: int) -> bool:
    """Whether two neighbouring quantities are a list of craft."""
    left, right = found[i - 1].unit, found[i].unit
    if view.lower[left.last : right.first] not in _JOINS:
        return False
    return all(unit.measure == "count" and unit.name.split(" ")[-1] in _CRAFT for unit in (left, right))


def _under(one: Quantity, fate: str) -> Quantity:
    return replace(one, unit=replace(one.unit, measure=fate)) if fate else one


def _passive(view: Annotation, at: int) -> str:
    """“Were shot down”, “had been launched”."""
    lower, be = view.lower, False
    for i in range(at, min(at + _REACH, len(lower))):
        if lower[i] in _LAUNCHED or lower[i] in _DOWNED:
            return _verb(view, i) if be else ""
        if lower[i] not in _BETWEEN:
            return ""
        be = be or lower[i] in _BE
    return ""


def _active(view: Annotation, at: int) -> str:
    """“Launched 60 drones”, “shot down 41 of 60 drones”."""
    for i in range(at - 1, max(at - _REACH, -1), -1):
        word = view.lower[i]
        if (word in _LAUNCHED or word in _DOWNED) and word != "down":
            return _verb(view, i)
        if word not in _BEFORE:
            return ""
    return ""


def _verb(view: Annotation, at: int) -> str:
    """What a verb tells; "shot" and its forms only with "down" behind them."""
    word = view.lower[at]
    if word.startswith("shoot") or word == "shot":
        return "downed" if "down" in view.lower[at + 1 : at + 3] else ""
    return "launched" if word in _LAUNCHED else "downed"
