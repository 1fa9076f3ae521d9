"""Lines cut at an edge, coasts closed along it: nothing lies outside, land stays to the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.publish.drawing import clipping
from dateline.stages.publish.drawing.clipping import Box, Parts, Stroke, at_edge
from dateline.stages.publish.drawing.outlines import TOP, offsets

Point = tuple[float, float]
Line = list[Point]

BOX = (0.0, 0.0, 100.0, 60.0)
POINTS = st.lists(st.tuples(st.floats(-150, 250), st.floats(-100, 160)), min_size=2, max_size=12)
MANY = settings(max_examples=150, deadline=None)


def cut(lines: Sequence[Line], box: Box = BOX) -> Parts:
    """Lines as points that stand one after the other, cut at a box."""
    points = np.array([point for line in lines for point in line], float).reshape(-1, 2)
    ranks = np.arange(len(points), dtype=np.uint8) % 8
    return clipping.clipped(points, ranks, offsets(np.array([len(line) for line in lines], int)), box)


def clipped(*lines: Line) -> list[Line]:
    parts = cut(lines)
    return [[(x, y) for x, y in parts.points[a:b].tolist()] for a, b in pairwise(parts.starts.tolist())]


def strokes(lines: Sequence[Line], rank: int = 0) -> list[Stroke]:
    parts = cut(lines, (-1000.0, -1000.0, 1000.0, 1000.0))
    return clipping.strokes(parts, 0 * parts.lines, rank).get(0, [])


def walked(stroke: Stroke) -> Line:
    """The points of a stroke, in whole units."""
    x, y = round(stroke.first[0]), round(stroke.first[1])
    steps = [int(step) for step in stroke.steps]
    line: Line = [(x, y)]
    for across, down in zip(steps[0::2], steps[1::2], strict=True):
        x, y = x + across, y + down
        line.append((x, y))
    assert line[-1] == (round(stroke.last[0]), round(stroke.last[1]))
    return line


def joined(parts: Sequence[Line]) -> list[Line]:
    return [walked(part) for part in clipping.joined(strokes(parts))]


def closed(parts: Sequence[Line]) -> list[Line]:
    return [walked(part) for part in clipping.closed(strokes(parts), BOX)]


def inside(line: Line) -> bool:
    return all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 60 + 1e-6 for x, y in line)


def area(ring: Line) -> float:
    """Twice the area of a ring, positive where it goes clockwise as one looks at it (y grows downwards)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


# --- cut


def test_a_line_inside_stays_as_it_is() -> None:
    line = [(1.0, 1.0), (50.0, 30.0), (99.0, 59.0)]
    assert clipped(line) == [line]


def test_a_line_outside_is_gone() -> None:
    assert clipped([(-10.0, -10.0), (200.0, -5.0)]) == []


def test_a_line_through_is_cut_at_both_edges() -> None:
    assert clipped([(-10.0, 30.0), (110.0, 30.0)]) == [[(0.0, 30.0), (100.0, 30.0)]]


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    parts = clipped([(50.0, 30.0), (50.0, 90.0), (60.0, 90.0), (60.0, 30.0)])
    assert parts == [[(50.0, 30.0), (50.0, 60.0)], [(60.0, 60.0), (60.0, 30.0)]]


def test_a_ring_that_is_cut_is_torn_at_its_first_point_alone() -> None:
    ring = [(50.0, 30.0), (50.0, 90.0), (60.0, 90.0), (60.0, 30.0), (50.0, 30.0)]
    parts = clipped(ring)
    assert len(parts) == 2
    (part,) = joined(parts)
    assert at_edge(part[0], BOX)
    assert at_edge(part[-1], BOX)


def test_lines_one_after_the_other_are_not_tied() -> None:
    one, other = [(1.0, 1.0), (5.0, 5.0)], [(50.0, 1.0), (50.0, 50.0)]
    assert clipped(one, [(-9.0, -9.0), (-8.0, -8.0)], other) == [one, other]


def test_each_part_knows_its_line() -> None:
    away, through = [(-9.0, -9.0), (-8.0, -8.0)], [(50.0, 30.0), (50.0, 90.0), (60.0, 90.0), (60.0, 30.0)]
    assert cut([away, through, away, through]).lines.tolist() == [1, 1, 3, 3]


def test_ends_are_always_drawn_and_other_points_keep_their_rank() -> None:
    parts = cut(
        [[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (4.0, 4.0)], [(50.0, 30.0), (50.0, 40.0), (50.0, 90.0)]]
    )
    assert parts.ranks.tolist() == [TOP, 1, 2, TOP, TOP, 5, TOP]


def test_no_line_gives_no_part() -> None:
    assert clipped() == []
    assert strokes([]) == []


# --- strokes


def test_a_stroke_is_its_line_in_whole_units() -> None:
    (only,) = strokes([[(0.4, 0.4), (0.6, 0.4), (9.5, 5.0), (9.4, 5.1), (4.0, 9.0)]])
    assert walked(only) == [(0, 0), (1, 0), (10, 5), (9, 5), (4, 9)]
    assert only.first == (0.4, 0.4)


def test_a_ring_less_than_a_dot_is_not_drawn_but_a_short_line_is() -> None:
    ring = [(10.0, 10.0), (12.0, 10.0), (12.0, 12.0), (10.0, 10.0)]
    assert strokes([ring]) == []
    assert len(strokes([ring[:3]])) == 1
    assert len(strokes([[(2 * x, 2 * y) for x, y in ring]])) == 1


def test_strokes_are_told_by_kind() -> None:
    line = [(0.0, 0.0), (9.0, 9.0)]
    found = clipping.strokes(cut([line, line, line]), np.array([4, 0, 4]))
    assert {kind: len(every) for kind, every in found.items()} == {4: 2, 0: 1}


def test_points_below_a_rank_are_left_out() -> None:
    line = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0), (30.0, 5.0)]
    (only,) = strokes([line], 2)
    assert walked(only) == [(0, 0), (20, 0), (30, 5)]
    (only,) = strokes([line], TOP)
    assert walked(only) == [(0, 0), (30, 5)]


@MANY
@given(st.lists(POINTS, min_size=1, max_size=4))
def test_whatever_the_lines_their_strokes_end_where_they_do(lines: list[Line]) -> None:
    for stroke in strokes(lines):
        walked(stroke)


def test_a_line_along_an_edge_is_inside() -> None:
    assert clipped([(0.0, 10.0), (0.0, 50.0)]) == [[(0.0, 10.0), (0.0, 50.0)]]


@MANY
@given(POINTS)
def test_whatever_the_line_its_parts_are_inside(line: Line) -> None:
    for part in clipped(line):
        assert len(part) > 1
        assert inside(part)


# --- joined


def test_pieces_that_share_a_point_are_one() -> None:
    parts: list[Line] = [[(2.0, 2.0), (3.0, 3.0)], [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]]
    assert joined(parts) == [[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]]


def test_pieces_of_a_ring_become_a_ring() -> None:
    (ring,) = joined([[(0.0, 0.0), (1.0, 0.0)], [(1.0, 0.0), (1.0, 1.0)], [(1.0, 1.0), (0.0, 0.0)]])
    assert ring[0] == ring[-1]
    assert len(ring) == 4


def test_pieces_apart_stay_apart() -> None:
    parts: list[Line] = [[(0.0, 0.0), (1.0, 0.0)], [(5.0, 0.0), (6.0, 0.0)]]
    assert joined(parts) == parts
    assert joined([]) == []


def test_no_piece_is_lost_where_two_begin_at_one_point() -> None:
    parts: list[Line] = [[(0.0, 0.0), (1.0, 0.0)], [(1.0, 0.0), (2.0, 0.0)], [(1.0, 0.0), (1.0, 5.0)]]
    points = {point for line in joined(parts) for point in line}
    assert points == {point for part in parts for point in part}


# --- closed


def test_a_ring_is_closed_already() -> None:
    ring = [(1.0, 1.0), (20.0, 1.0), (20.0, 20.0), (1.0, 1.0)]
    assert closed([ring]) == [ring]


@pytest.mark.parametrize(
    ("coast", "size"),
    [
        ([(0.0, 30.0), (100.0, 30.0)], 3000.0),  # eastwards: the land lies south
        ([(100.0, 30.0), (0.0, 30.0)], 3000.0),  # westwards: the land lies north
        ([(50.0, 0.0), (50.0, 60.0)], 3000.0),
        ([(10.0, 0.0), (0.0, 10.0)], 50.0),  # a corner
        ([(0.0, 10.0), (10.0, 0.0)], 5950.0),  # all but a corner
    ],
)
def test_a_coast_is_closed_with_the_land_to_its_right(coast: Line, size: float) -> None:
    (ring,) = closed([coast])
    assert ring[0] == ring[-1]
    assert area(ring) / 2 == pytest.approx(size)


def test_two_coasts_bound_one_land_or_two() -> None:
    strait = closed([[(0.0, 20.0), (100.0, 20.0)][::-1], [(0.0, 40.0), (100.0, 40.0)]])
    assert sorted(area(ring) / 2 for ring in strait) == [2000.0, 2000.0]
    isthmus = closed([[(0.0, 20.0), (100.0, 20.0)], [(0.0, 40.0), (100.0, 40.0)][::-1]])
    assert [area(ring) / 2 for ring in isthmus] == [2000.0]


def test_what_ends_inside_is_no_area() -> None:
    assert closed([[(0.0, 30.0), (50.0, 30.0)]]) == []


@MANY
@given(st.lists(st.integers(1, 99), min_size=2, max_size=8, unique=True))
def test_combs_of_coasts_close_to_areas_in_the_box(stops: list[int]) -> None:
    """Coasts straight down and up again in turn: land and water alternate."""
    stops = sorted(stops)
    coasts: list[Line] = [
        [(x, 0.0), (x, 60.0)] if at % 2 else [(x, 60.0), (x, 0.0)] for at, x in enumerate(stops)
    ]
    rings = closed(coasts)
    assert all(ring[0] == ring[-1] and inside(ring) for ring in rings)
    # going up has its land on the right: from each even stop to the odd one after it, or to the edge
    ends = [*stops, 100.0]
    land = sum(60 * (ends[at + 1] - x) for at, x in enumerate(stops) if at % 2 == 0)
    assert math.fsum(area(ring) / 2 for ring in rings) == pytest.approx(land)


@pytest.mark.parametrize(("point", "edge"), [((0.0, 5.0), True), ((50.0, 60.0), True), ((50.0, 30.0), False)])
def test_the_edge_is_known(point: tuple[float, float], edge: bool) -> None:
    assert at_edge(point, BOX) is edge
