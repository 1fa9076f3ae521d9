"""The forest: what a tree answers, what a table holds, and that many rows at once are as one at a time."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.stages.group.arrays import Array
from dateline.stages.group.judging.trees import Forest, read, written


def forest(base: float = 0.0) -> Forest:
    """Two trees of two questions over two columns; the second tree asks one question only."""
    nothing = np.inf
    return Forest(
        features=("near", "days"),
        base=base,
        asked=np.array([[0, 1, 1], [1, 0, 0]]),
        bars=np.array([[0.5, 2, 10], [30, nothing, nothing]], np.float32),
        worth=np.array([[-1, -2, 2, 1], [0.25, 0.25, -3, -3]], np.float32),
    )


def by_hand(held: Forest, row: Array) -> float:
    """The sum of the leaves that a row comes to, one question after another."""
    total = held.base
    for asked, bars, worth in zip(held.asked, held.bars, held.worth, strict=True):
        node = 0
        for _ in range(held.depth):
            node = 2 * node + 1 + int(row[asked[node]] > bars[node])
        total += float(worth[node - len(asked)])
    return float(1 / (1 + np.exp(-total)))


def test_a_row_goes_down_each_tree() -> None:
    rows = np.array([[0.9, 1], [0.9, 60], [0.1, 1], [0.1, 3]], np.float32)
    sums = np.array([2 + 0.25, 1 - 3, -1 + 0.25, -2 + 0.25])
    assert forest().likelihoods(rows) == pytest.approx(1 / (1 + np.exp(-sums)))


def test_a_value_at_the_bar_stays_left() -> None:
    at, above = forest().likelihoods(np.array([[0.5, 1], [0.50001, 1]], np.float32))
    assert at < above


def test_the_base_moves_all_alike() -> None:
    rows = np.array([[0.9, 1], [0.1, 3]], np.float32)
    assert (forest(1.0).likelihoods(rows) > forest().likelihoods(rows)).all()


def test_no_rows_are_no_answers() -> None:
    assert forest().likelihoods(np.zeros((0, 2), np.float32)).shape == (0,)


@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 40), st.just(2)),
        elements=st.floats(-100, 100, width=32),
    )
)
def test_many_rows_are_as_one_at_a_time(rows: Array) -> None:
    held = forest()
    assert held.likelihoods(rows) == pytest.approx([by_hand(held, row) for row in rows])


def test_more_rows_than_a_block_are_as_few() -> None:
    rows = np.random.default_rng(1).uniform(0, 1, (3000, 2)).astype(np.float32)
    assert (forest().likelihoods(rows)[2990:] == forest().likelihoods(rows[2990:])).all()


def test_what_is_written_is_read_again_the_same() -> None:
    text = written(forest(0.125))
    again = read(text)
    assert written(again) == text
    assert again.features == ("near", "days")
    assert (again.base, again.depth) == (0.125, 2)
    for name in ("asked", "bars", "worth"):
        assert (getattr(again, name) == getattr(forest(), name)).all()


def test_the_table_is_plain_json_without_infinities() -> None:
    held = json.loads(written(forest()))
    assert held["bars"][1] == [30, None, None]


@pytest.mark.parametrize(
    ("part", "value"),
    [("bars", [[0.5], [0.5]]), ("asked", [[0, 1, 2], [0, 0, 0]]), ("worth", [[1, 2], [3, 4]])],
)
def test_a_table_whose_parts_do_not_fit_is_refused(part: str, value: object) -> None:
    held = json.loads(written(forest())) | {part: value}
    with pytest.raises(ValueError, match="table"):
        read(json.dumps(held))
