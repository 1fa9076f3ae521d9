"""How likely two reports in different languages tell of one happening.

Decides by what both print without translation (``anchors``): places, names, figures and times, each weighed
by how rare it is; by the kinds of happening; by the days between. Precision goes before recall: a capital, a
president or a kind of happening alone is nothing, whatever else is near. Says nothing of reports in one
language: ``pairs`` does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dateline.stages.group.languages.kinds import ATTENDANT
from dateline.stages.group.languages.skeletons import skeleton
from dateline.stages.group.window.window import MEASURES, Pairs

Floats = np.ndarray

#: How telling an anchor is before anything was counted, as a logarithm of one in how many reports has it. The
#: window's own counts take over as it grows past this many reports.
_BELIEVED = 2000
#: Rare by chance: no anchor tells more than this many times what its sort does.
_DOUBTED = 1.5
_PLACE, _NAME, _NAMES = 6.0, 6.0, 9.0
#: Of figures by how many digits tell: 40 is one and a half, 1,400 two and a half, 7:42 three.
_BY_DIGITS = (0.0, 0.8, 1.3, 4.0, 5.5, 6.5)
#: Each further anchor of one sort tells less than the one before: they come together.
_DAMPED = 0.75
#: What one report in seven has tells nothing.
_TELLING = 2.0
#: Below this cosine of anchors no pair was ever worth a closer look.
_FLOOR = 0.02

#: Fitted by ``scripts/train_crossing.py``, in the order of ``strengths``. Bias and days are held stricter
#: than in the fit (-1.78, -1.66): precision goes first, and the aftermath of a happening shares much.
_WEIGHTS = (0.31, 0.31, 0.41, 0.71, -2.2, -3.03)
_BIAS = -3.3
#: Of one sort no more than this many nats count; under the ground it is none: one number of two digits.
_MOST, _GROUND, _HALF = 16.0, 2.5, 0.5
#: Days that an unknown date counts for, and how many anchors a short report has.
UNDATED, _SHORT = 1.0, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two reports share: nats of rarity by sort, and how many kinds of happening.

    ``anchors`` is how many the one has that has fewer: long reports share something by chance.
    """

    places: float
    names: float
    figures: float
    kinds: int
    anchors: int


def likelihoods(
    pairs: Pairs, anchors: Callable[[int], Collection[str]], rarity: Callable[[str], float], reports: int
) -> Floats:
    """For each pair the likelihood of one happening, 0..1; not a number where both are in one language.

    ``anchors`` gives those of a row (``Window.anchors``), ``rarity`` how rare one is among the ``reports`` of
    the window: ln((1 + reports) / (1 + those that have it)) + 1 (``Window.rarity``).
    """
    column = {name: pairs.measures[:, at] for at, name in enumerate(MEASURES)}
    found = np.full(len(pairs.one), np.nan)
    across = column["same_language"] == 0
    found[across] = 0.0
    tells = Telling(rarity, reports)
    for at in np.flatnonzero(across & (column["anchors"] > _FLOOR)):
        mine, other = anchors(int(pairs.one[at])), anchors(int(pairs.other[at]))
        found[at] = likelihood(shared(mine, other, tells), float(column["days"][at]))
    return found


class Telling:
    """How telling an anchor is, in nats: belief by its sort gives way to what the window counted."""

    def __init__(self, rarity: Callable[[str], float], reports: int) -> None:
        self._rarity = rarity
        self._reports = reports
        self._known: dict[str, float] = {}

    def __call__(self, anchor: str) -> float:
        if anchor not in self._known:
            belief = prior(anchor)
            counted = self._reports * math.exp(1 - self._rarity(anchor))
            believed = _BELIEVED * math.exp(-belief)
            rare = -math.log((counted + believed) / (self._reports + _BELIEVED))
            self._known[anchor] = min(rare, _DOUBTED * belief)
        return self._known[anchor]


def prior(anchor: str) -> float:
    """How telling an anchor is by its sort alone: the logarithm of one in how many reports has it."""
    mark, rest = anchor[0], anchor[1:]
    if mark == "#":
        digits = sum(map(str.isdigit, rest.strip("0"))) + 0.5 * (rest.endswith("0") + rest.count("."))
        low = min(int(digits), len(_BY_DIGITS) - 2)
        return _BY_DIGITS[low] + (digits - int(digits)) * (_BY_DIGITS[low + 1] - _BY_DIGITS[low])
    if mark == "~":
        return _NAMES if " " in rest else _NAME + 0.5 * min(3, len(rest) - 5)
    return _PLACE if mark == "@" else 0.0


def shared(one: Collection[str], other: Collection[str], tells: Callable[[str], float]) -> Shared:
    """What two reports share, by sort; what one anchor says already is not counted with another."""
    both = set(one) & set(other)
    said = {part for anchor in both for part in _implied(anchor)}
    sorts: dict[str, list[float]] = {mark: [] for mark in "@~#"}
    for anchor in both - said:
        if anchor[0] in sorts and tells(anchor) > _TELLING:
            sorts[anchor[0]].append(tells(anchor))
    alike = {anchor for anchor in both if anchor[0] == "!" and anchor[1:] not in ATTENDANT}
    return Shared(
        places=_damped(sorts["@"]),
        names=_damped(sorts["~"]),
        figures=_damped(sorts["#"]),
        kinds=len(alike),
        anchors=min(len(one), len(other)),
    )


def _implied(anchor: str) -> Iterator[str]:
    """The anchors that come with another: a place's name, and each of two names in a row."""
    if anchor[0] == "@":
        bones = [skeleton(word) for word in anchor[1:].replace("-", " ").split()]
        yield "~" + "".join(bones)
        yield from (f"~{bone}" for bone in bones)
        yield from (f"~{first} {second}" for first, second in pairwise(bones))
    elif anchor[0] == "~" and " " in anchor:
        yield from (f"~{part}" for part in anchor[1:].split())


def _damped(weights: list[float]) -> float:
    ranked = sorted(weights, reverse=True)
    return sum(weight * _DAMPED**at for at, weight in enumerate(ranked))


def likelihood(found: Shared, days: float) -> float:
    """The likelihood of one happening from what is shared and the days between (not a number: unknown).

    Place, name and figure bear one another out: alone none of them is a ground, since one town has many
    happenings and one person many days. The kind of happening is half a ground: a town has two fires, too.
    """
    strong = strengths(found, UNDATED if math.isnan(days) else days)
    grounds = sum(weight > _GROUND for weight in strong[:3]) + _HALF * bool(found.kinds)
    score = _BIAS + sum(weight * by for weight, by in zip(strong, _WEIGHTS, strict=True))
    return max(0.0, min(1.0, grounds - 1.0)) / (1.0 + math.exp(-score))


def strengths(found: Shared, days: float) -> tuple[float, ...]:
    """What the weights are of: places, names, figures, kinds; then days and size, which speak against it."""
    return (
        min(found.places, _MOST),
        min(found.names, 1.5 * _MOST),
        min(found.figures, _MOST),
        min(found.kinds, 2),
        math.log1p(days),
        math.log(max(found.anchors, _SHORT) / _SHORT),
    )
