"""Lines cut at the edge of a map, and coasts closed along it to areas that can be filled.

Works in the units of the drawing. A ring lies to the right of its direction as one looks at the map, so what
is cut out of it is closed clockwise along the edge. Decides nothing about what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]


def clipped(line: Sequence[Point], box: Box) -> list[Line]:
    """The parts of a line inside a box; a ring that lies inside wholly stays one."""
    left, top, right, bottom = box
    if all(left <= x <= right and top <= y <= bottom for x, y in line):
        return [list(line)]
    line = _from_outside(line, box)
    found: list[Line] = []
    current: Line = []
    for one, two in pairwise(line):
        part = _segment(one, two, box)
        if part is None:
            continue
        start, end = part
        if current and current[-1] == start:
            current.append(end)
        else:
            current = [start, end]
            found.append(current)
    return [part for part in found if len(part) > 1]


def joined(parts: Sequence[Line]) -> list[Line]:
    """Parts put together where one ends and another begins."""
    starts = {part[0]: number for number, part in enumerate(parts) if part[0] != part[-1]}
    ends = {part[-1] for part in parts if part[0] != part[-1]}
    firsts = [number for number, part in enumerate(parts) if part[0] not in ends]
    done: set[int] = set()
    found = []
    for number in (*firsts, *range(len(parts))):
        if number in done:
            continue
        done.add(number)
        line = list(parts[number])
        while line[0] != line[-1]:
            after = starts.get(line[-1], number)
            if after in done:
                break
            done.add(after)
            line += parts[after][1:]
        found.append(line)
    return found


def closed(parts: Iterable[Line], box: Box) -> list[Line]:
    """Rings out of parts that begin and end at the edge of the box; rings stay as they are.

    What ends elsewhere (where the world is cut) is no area and is left out.
    """
    rings, open_parts = [], []
    for part in parts:
        if part[0] == part[-1]:
            rings.append(part)
        elif at_edge(part[0], box) and at_edge(part[-1], box):
            open_parts.append(part)
    starts = [_along(part[0], box) for part in open_parts]
    ends = [_along(part[-1], box) for part in open_parts]
    left = set(range(len(open_parts)))
    around = 2 * (box[2] - box[0] + box[3] - box[1])
    while left:
        first = at = min(left)
        ring: Line = []
        while True:
            left.discard(at)
            ring += open_parts[at]
            free = [*left, first]
            after = min(free, key=lambda other: ((starts[other] - ends[at]) % around, other != first))
            ring += _corners(ends[at], starts[after], box)
            if after == first:
                break
            at = after
        rings.append([*ring, ring[0]])
    return rings


def at_edge(point: Point, box: Box) -> bool:
    """Whether a point lies on the edge of a box."""
    (x, y), (left, top, right, bottom) = point, box
    return min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) < 0.01


def _from_outside(line: Sequence[Point], box: Box) -> Sequence[Point]:
    """A ring turned so that it begins outside; a line as it is."""
    if line[0] != line[-1]:
        return line
    left, top, right, bottom = box
    for at, (x, y) in enumerate(line):
        if not (left <= x <= right and top <= y <= bottom):
            return [*line[at:-1], *line[: at + 1]]
    return line


def _segment(one: Point, two: Point, box: Box) -> tuple[Point, Point] | None:
    """What of a segment lies in a box, by Liang and Barsky (1984); None where nothing does."""
    (x, y), (left, top, right, bottom) = one, box
    across, down = two[0] - x, two[1] - y
    enter, leave = 0.0, 1.0
    for step, room in ((-across, x - left), (across, right - x), (-down, y - top), (down, bottom - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    start = one if enter == 0 else (x + enter * across, y + enter * down)
    return start, two if leave == 1 else (x + leave * across, y + leave * down)


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


def _corners(start: float, end: float, box: Box) -> Line:
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
