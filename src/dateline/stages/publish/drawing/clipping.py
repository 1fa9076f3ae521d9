"""Lines cut at the edge of a map, and coasts closed along it to areas that can be filled.

Works in the units of the drawing. A ring lies to the right of its direction as one looks at the map, so what
is cut out of it is closed clockwise along the edge. Decides nothing about what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dateline.stages.publish.drawing.outlines import TOP, Numbers, Ranks, offsets

if TYPE_CHECKING:
    from dateline.stages.publish.drawing.projections import Points

Point = tuple[float, float]
Box = tuple[float, float, float, float]
#: A ring no wider and no higher than this, in units, is less than a dot.
_DOT = 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line as it is printed: its ends, and the steps between in whole units ("3", "-1", ...)."""

    first: Point
    last: Point
    steps: Sequence[str]

    @property
    def ring(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts of lines one after the other: points and ranks, :func:`offsets`, the line that each is of."""

    points: Points
    ranks: Ranks
    starts: Numbers
    lines: Numbers


def clipped(points: Points, ranks: Ranks, starts: Numbers, box: Box) -> Parts:
    """The parts of lines inside a box; their ends are of the highest rank.

    A ring that lies inside wholly stays one; of one that is cut, the part about its first point is two, which
    :func:`joined` puts together.
    """
    if len(points) < 2:
        return Parts(points=points[:0], ranks=ranks[:0], starts=offsets(starts[:0]), lines=starts[:0])
    one, two = points[:-1], points[1:]
    enter, leave = _within(one, two - one, box)
    seen = enter < leave
    seen[starts[1:-1] - 1] = False
    at = np.flatnonzero(seen)
    enter, leave, one, two = enter[at, None], leave[at, None], one[at], two[at]
    begins = np.ones(len(at), bool)
    begins[1:] = (at[1:] != at[:-1] + 1) | (enter[1:, 0] > 0) | (leave[:-1, 0] < 1)
    places = np.arange(len(at)) + np.cumsum(begins)
    first = places[begins] - 1
    found, weights = np.empty((len(at) + len(first), 2)), np.empty(len(at) + len(first), np.uint8)
    found[places] = np.where(leave < 1, one + leave * (two - one), two)
    found[first] = np.where(enter > 0, one + enter * (two - one), one)[begins]
    weights[places] = ranks[at + 1]
    cuts = np.concatenate((first, (len(found),)))
    weights[first] = weights[cuts[1:] - 1] = TOP
    lines = np.searchsorted(starts, at[begins], side="right") - 1
    return Parts(points=found, ranks=weights, starts=cuts, lines=lines)


def _within(one: Points, step: Points, box: Box) -> tuple[Points, Points]:
    """What shares of segments lie in a box, by Liang and Barsky (1984): none where the first is greater."""
    with np.errstate(all="ignore"):
        low, high = (box[:2] - one) / step, (box[2:] - one) / step
    still = step == 0
    inside = (one >= box[:2]) & (one <= box[2:])
    near = np.where(still, np.where(inside, 0.0, 2.0), np.minimum(low, high))
    far = np.where(still, 1.0, np.maximum(low, high))
    return np.maximum(near.max(axis=1), 0.0), np.minimum(far.min(axis=1), 1.0)


def strokes(parts: Parts, kinds: Numbers, rank: int = 0) -> dict[int, list[Stroke]]:
    """Parts in whole units by the kind of each, without points below a rank and rings less than a dot."""
    if not len(parts.points):
        return {}
    kept = parts.ranks >= rank
    points, starts = parts.points[kept], offsets(kept)[parts.starts]
    first, last = starts[:-1], starts[1:] - 1
    whole = np.rint(points).astype(int)
    extents = (np.maximum.reduceat(whole, first) - np.minimum.reduceat(whole, first)).max(axis=1)
    shown = (extents > _DOT) | (points[first] != points[last]).any(axis=1)
    steps = np.zeros_like(whole)
    steps[1:] = whole[1:] - whole[:-1]
    steps[first] = 0
    moves = steps.any(axis=1) & np.repeat(shown, np.diff(starts))
    numbers = [str(number) for number in steps[moves].ravel().tolist()]
    bounds = 2 * offsets(moves)[starts]
    found: dict[int, list[Stroke]] = {}
    for kind, start, end, (x, y), (to_x, to_y) in zip(
        kinds[shown].tolist(),
        bounds[:-1][shown].tolist(),
        bounds[1:][shown].tolist(),
        points[first[shown]].tolist(),
        points[last[shown]].tolist(),
        strict=True,
    ):
        found.setdefault(kind, []).append(Stroke((x, y), (to_x, to_y), numbers[start:end]))
    return found


def joined(parts: Sequence[Stroke]) -> list[Stroke]:
    """Parts put together where one ends and another begins."""
    starts = {part.first: number for number, part in enumerate(parts) if not part.ring}
    finals = {part.last for part in parts if not part.ring}
    firsts = [number for number, part in enumerate(parts) if part.first not in finals]
    done: set[int] = set()
    found = []
    for number in (*firsts, *range(len(parts))):
        if number in done:
            continue
        done.add(number)
        chain = [parts[number]]
        while chain[-1].last != chain[0].first and (after := starts.get(chain[-1].last, number)) not in done:
            done.add(after)
            chain.append(parts[after])
        found.append(_chained(chain) if len(chain) > 1 else chain[0])
    return found


def _chained(parts: Sequence[Stroke]) -> Stroke:
    """Parts of which each begins where the one before ends, as one."""
    steps = [step for part in parts for step in part.steps]
    return Stroke(parts[0].first, parts[-1].last, steps)


def closed(parts: Iterable[Stroke], box: Box) -> list[Stroke]:
    """Rings out of parts that begin and end at the edge of the box; rings stay as they are.

    What ends elsewhere (where the world is cut) is no area and is left out.
    """
    rings, cut = [], []
    for part in parts:
        if part.ring:
            rings.append(part)
        elif at_edge(part.first, box) and at_edge(part.last, box):
            cut.append((part, _along(part.first, box), _along(part.last, box)))
    left = set(range(len(cut)))
    around = 2 * (box[2] - box[0] + box[3] - box[1])
    while left:
        first = at = min(left)
        chain: list[Stroke] = []
        while at != first or not chain:
            left.discard(at)
            part, _, end = cut[at]
            ways = [((cut[other][1] - end) % around, other != first, other) for other in (first, *left)]
            *_, after = min(ways)
            chain += [part, _way(part.last, cut[after][0].first, _corners(end, cut[after][1], box))]
            at = after
        rings.append(_chained(chain))
    return rings


def _way(start: Point, end: Point, corners: Iterable[Point]) -> Stroke:
    """The way along the edge from one part to the next."""
    whole = [(round(x), round(y)) for x, y in (start, *corners, end)]
    steps = [str(step) for (x, y), (to_x, to_y) in pairwise(whole) for step in (to_x - x, to_y - y)]
    return Stroke(start, end, steps)


def at_edge(point: Point, box: Box) -> bool:
    """Whether a point lies on the edge of a box."""
    (x, y), (left, top, right, bottom) = point, box
    return min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) < 0.01


def _along(point: Point, box: Box) -> float:
    """How far along the edge of the box a point near it lies, clockwise from the upper left corner."""
    (x, y), (left, top, right, bottom) = point, box
    wide, tall = right - left, bottom - top
    nearest = min(
        (abs(y - top), 0, x - left),
        (abs(x - right), 1, wide + y - top),
        (abs(y - bottom), 2, wide + tall + right - x),
        (abs(x - left), 3, 2 * wide + tall + bottom - y),
    )
    return nearest[2]


def _corners(start: float, end: float, box: Box) -> list[Point]:
    """The corners of the box that one passes on the way along its edge."""
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    around = 2 * (wide + tall)
    marks = (
        (0.0, (left, top)),
        (wide, (right, top)),
        (wide + tall, (right, bottom)),
        (2 * wide + tall, (left, bottom)),
    )
    far = (end - start) % around
    passed = [((at - start) % around, corner) for at, corner in marks]
    return [corner for way, corner in sorted(passed) if 0 < way < far]
