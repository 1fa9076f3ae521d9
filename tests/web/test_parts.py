"""Lists in parts by the place in their order, questions that name the same, and workers that end."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.serving.parts import keyset
from dateline.app.serving.sought import Cursor, encode
from dateline.core.errors import InputError
from dateline.web import workers

Item = tuple[int, str]


def key(item: Item) -> tuple[int, str]:
    return -item[0], item[1]


def parts(items: list[Item], limit: int) -> list[Item]:
    found: list[Item] = []
    cursor = ""
    while True:
        shown, cursor = keyset(items, key, "q", limit, cursor)
        found += shown
        if not cursor:
            return found


@given(st.dictionaries(st.text(max_size=8), st.integers(0, 5), max_size=30), st.integers(1, 12))
def test_all_parts_together_are_the_list(held: dict[str, int], limit: int) -> None:
    items = sorted(((count, name) for name, count in held.items()), key=key)
    assert parts(items, limit) == items


def test_what_comes_before_the_cursor_shifts_nothing() -> None:
    items = [(9, "a"), (5, "b"), (5, "c"), (1, "d")]
    shown, cursor = keyset(items, key, "q", 2, "")
    assert shown == items[:2]
    later = sorted([*items, (7, "new"), (5, "bb")], key=key)
    shown, cursor = keyset(later, key, "q", 9, cursor)
    assert shown == [(5, "bb"), (5, "c"), (1, "d")]
    assert cursor == ""


def test_a_place_that_is_gone_is_still_a_place() -> None:
    items = [(9, "a"), (5, "b"), (1, "d")]
    _, cursor = keyset(items, key, "q", 2, "")
    shown, _ = keyset([(9, "a"), (1, "d")], key, "q", 2, cursor)
    assert shown == [(1, "d")]


@pytest.mark.parametrize("at", ["x", "[]", "{}", "1", '["a", "b"]', "[[1], 2]", "[null, null]", '"ab"'])
def test_a_place_that_is_none_is_refused(at: str) -> None:
    with pytest.raises(InputError, match="begin again"):
        keyset([(1, "a")], key, "q", 1, encode(Cursor(at=at), "q"))


def test_nothing_has_one_part_and_no_end_beyond() -> None:
    assert keyset([], key, "q", 5, "") == ([], "")


# --- workers ------------------------------------------------------------------------------


def test_one_worker_is_this_process() -> None:
    done: list[tuple[int, int]] = []
    assert workers.run(1, lambda number: done.append((number, os.getpid()))) == 0
    assert done == [(0, os.getpid())]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_workers_that_end_at_once_are_not_started_for_ever(capfd: pytest.CaptureFixture[str]) -> None:
    child = os.fork()
    if not child:  # the crew takes over the signals of its process: not of this one
        os._exit(workers.run(2, lambda _number: None))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert "end as soon as they are started" in capfd.readouterr().err
