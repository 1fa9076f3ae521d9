"""One item's trouble stays its own, in this process and in workers."""

from __future__ import annotations

import os

import pytest

from dateline.core.errors import InputError
from dateline.core.types import Failure
from dateline.engines import LocalEngine, local


def stage(item: int) -> int | Failure:
    if item == 3:
        raise ValueError("three is not taken")
    if item == 5:
        raise InputError("five.html", "no article", "give another")
    if item == 7:
        return deep(item)
    return item * 10


def deep(item: int) -> int:
    return deep(item + 1)


def deadly(item: int) -> int:
    if item == 4:
        os._exit(9)
    return item


def name(item: int) -> str:
    return f"item {item}"


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_failures_name_their_item(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_WORTH_WORKERS", 5)
    results = list(LocalEngine(workers).each(stage, range(9), name, "extract"))
    assert [result for result in results if isinstance(result, int)] == [0, 10, 20, 40, 60, 80]
    failures = {at: result for at, result in enumerate(results) if isinstance(result, Failure)}
    assert set(failures) == {3, 5, 7}
    assert failures[3].item == "item 3"
    assert failures[3].reason == "ValueError: three is not taken"
    assert (failures[5].item, failures[5].remedy) == ("five.html", "give another")
    assert "RecursionError" in failures[7].reason


@pytest.mark.slow
def test_an_item_that_kills_its_worker_is_one_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORTH_WORKERS", 2)
    monkeypatch.setattr(local, "_CHUNK", 2)
    results = list(LocalEngine(2).each(deadly, range(8), name, "extract"))
    assert [result for result in results if isinstance(result, int)] == [0, 1, 2, 3, 5, 6, 7]
    [failure] = [result for result in results if isinstance(result, Failure)]
    assert failure.item == "item 4"
    assert "worker process died" in failure.reason


def test_nothing_in_nothing_out() -> None:
    assert list(LocalEngine(2).each(stage, [], name, "extract")) == []
