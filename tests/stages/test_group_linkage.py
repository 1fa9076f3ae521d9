"""Average linkage with a window, and groups that may not merge."""

from __future__ import annotations

from math import nan

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.stages.group.stories.linkage import Linkage, Looked

Edge = tuple[int, int, float]


def joined(
    edges: list[Edge],
    days: list[float],
    *,
    seeds: list[int] | None = None,
    settled: tuple[int, ...] = (),
    window: float = 5.0,
) -> list[set[int]]:
    """The groups, as sets of items, in order of their first."""
    groups = Linkage(seeds or list(range(len(days))), settled, days, window, 0.5).join(edges)
    found: dict[int, set[int]] = {}
    for item, group in enumerate(groups):
        found.setdefault(group, set()).add(item)
    return list(found.values())


def test_near_items_join() -> None:
    assert joined([(0, 1, 0.9)], [0, 0, 0]) == [{0, 1}, {2}]


def test_items_below_the_cut_stay_apart() -> None:
    assert joined([(0, 1, 0.49)], [0, 0]) == [{0}, {1}]


def test_the_mean_over_all_pairs_decides() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.8)]
    assert joined(chain, [0, 0, 0]) == [{0, 1}, {2}]
    assert joined([*chain, (0, 2, 0.4)], [0, 0, 0]) == [{0, 1, 2}]


def test_the_nearest_pair_goes_first() -> None:
    assert joined([(0, 1, 0.6), (1, 2, 0.9)], [0, 0, 0]) == [{0}, {1, 2}]


def test_a_gap_longer_than_the_window_keeps_groups_apart() -> None:
    assert joined([(0, 1, 0.9)], [0, 6]) == [{0}, {1}]


def test_a_report_between_bridges_the_gap() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9)]
    assert joined(edges, [0, 8, 4]) == [{0, 1, 2}]


def test_an_item_without_a_time_is_within_any_window() -> None:
    assert joined([(0, 1, 0.9)], [0, nan]) == [{0, 1}]
    assert joined([(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.8)], [nan, nan, 7]) == [{0, 1, 2}]


def test_settled_groups_never_become_one() -> None:
    edges = [(0, 2, 1.0), (0, 3, 1.0), (1, 2, 1.0), (1, 3, 1.0)]
    assert joined(edges, [0, 0, 0, 0], seeds=[0, 0, 2, 2], settled=(0, 2)) == [{0, 1}, {2, 3}]


def test_a_settled_group_takes_a_new_item_and_keeps_its_name() -> None:
    groups = Linkage([0, 1, 1], {1}, [0, 0, 0], 5, 0.5).join([(0, 1, 0.9), (0, 2, 0.9)])
    assert groups == (1, 1, 1)


def test_a_new_item_goes_to_the_nearer_of_two_settled_groups() -> None:
    assert joined([(0, 2, 0.6), (1, 2, 0.7)], [0, 0, 0], settled=(0, 1)) == [{0}, {1, 2}]


def test_without_edges_nothing_joins() -> None:
    assert joined([], [0.0, 0.0]) == [{0}, {1}]
    assert joined([], []) == []


@st.composite
def problems(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    size = draw(st.integers(2, 9))
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size)]
    likes = draw(st.lists(st.floats(0.01, 1.0), min_size=len(pairs), max_size=len(pairs)))
    return size, [(i, j, like) for (i, j), like in zip(pairs, likes, strict=True)]


@given(problems())
def test_groups_are_what_a_plain_reckoning_gives(problem: tuple[int, list[Edge]]) -> None:
    size, edges = problem
    assert sorted(map(sorted, joined(edges, [0.0] * size))) == sorted(map(sorted, plain(size, edges)))


def plain(size: int, edges: list[Edge]) -> list[set[int]]:
    """Average linkage as one would write it down, in cubic time."""
    like = {frozenset((i, j)): held for i, j, held in edges}
    groups = [{item} for item in range(size)]
    while len(groups) > 1:
        means = [
            (sum(like[frozenset((i, j))] for i in a for j in b) / (len(a) * len(b)), -x, -y)
            for x, a in enumerate(groups)
            for y, b in enumerate(groups)
            if x < y
        ]
        ranked = sorted(means, reverse=True)
        # Near ties are settled by rounding, which is another order of adding up: not what is tested.
        assume(len(ranked) == 1 or ranked[0][0] - ranked[1][0] > 1e-9)
        assume(abs(ranked[0][0] - 0.5) > 1e-9)
        best, x, y = ranked[0]
        if best < 0.5:
            break
        groups[-x] |= groups.pop(-y)
    return groups


# --- what was looked at -------------------------------------------------------------------


def groups_of(edges: list[Edge], looked: Looked, size: int) -> list[set[int]]:
    groups = Linkage(list(range(size)), (), [0.0] * size, 5.0, 0.5, looked).join(edges)
    return [{item for item, held in enumerate(groups) if held == group} for group in dict.fromkeys(groups)]


def test_an_item_may_stand_for_many() -> None:
    edges = [(0, 1, 0.9)]
    assert groups_of(edges, Looked(weights=[1, 1]), 2) == [{0, 1}]
    assert groups_of(edges, Looked(weights=[1, 2]), 2) == [{0}, {1}]
    assert groups_of([(0, 1, 1.8)], Looked(weights=[1, 2]), 2) == [{0, 1}]


def test_what_was_not_looked_at_says_nothing_against_a_large_group() -> None:
    edges = [(0, 1, 0.9 * 10)]
    assert groups_of(edges, Looked(weights=[1, 40]), 2) == [{0}, {1}]
    assert groups_of(edges, Looked(weights=[1, 40], partners=10), 2) == [{0, 1}]


def test_pairs_of_two_languages_are_looked_at_less() -> None:
    edges = [(0, 1, 0.9 * 4)]
    english, russian = (
        Looked(weights=[1, 20], languages=["en", "en"], across=4),
        Looked(weights=[1, 20], languages=["ru", "en"], across=4),
    )
    assert groups_of(edges, english, 2) == [{0}, {1}]
    assert groups_of(edges, russian, 2) == [{0, 1}]


def test_a_group_of_two_languages_counts_each_pair_once() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.8)]
    looked = Looked(languages=["en", "ru", "en"], across=8)
    assert groups_of(edges, looked, 3) == [{0, 1, 2}]
    assert groups_of(edges[:2], looked, 3) == [{0, 1}, {2}]


def test_an_unknown_language_is_any() -> None:
    edges = [(0, 1, 0.9 * 4)]
    assert groups_of(edges, Looked(weights=[1, 20], languages=["", "en"], across=4), 2) == [{0}, {1}]
