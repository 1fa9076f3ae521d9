"""One item's trouble stays its own, in this process and in workers."""

from __future__ import annotations

import gc
import os

import pytest

from dateline.core.errors import InputError
from dateline.core.types import Failure
from dateline.engines import LocalEngine, box, local


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


class Sulking(Exception):
    """An error that cannot say what it is."""

    def __str__(self) -> str:
        raise ValueError("no words")


def sulk(item: int) -> int:
    raise Sulking


def name(item: int) -> str:
    return f"item {item}"


@pytest.mark.parametrize(("workers", "boxed"), [(1, False), (2, False), (1, True), (2, True)])
def test_results_come_in_order_and_failures_name_their_item(
    workers: int, boxed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_WORTH_WORKERS", 5)
    results = list(LocalEngine(workers).each(stage, range(9), name, "extract", boxed=boxed))
    assert [result for result in results if isinstance(result, int)] == [0, 10, 20, 40, 60, 80]
    failures = {at: result for at, result in enumerate(results) if isinstance(result, Failure)}
    assert set(failures) == {3, 5, 7}
    assert failures[3].item == "item 3"
    assert failures[3].reason == "ValueError: three is not taken"
    assert (failures[5].item, failures[5].remedy) == ("five.html", "give another")
    assert "RecursionError" in failures[7].reason


def collections(_: int) -> int:
    return gc.get_threshold()[0]


def test_workers_seldom_look_for_cycles() -> None:
    assert list(LocalEngine(1).each(collections, [1], name, "publish", boxed=True)) == [50_000]


@pytest.mark.parametrize("boxed", [True, False])
def test_nothing_in_nothing_out(boxed: bool) -> None:
    assert list(LocalEngine(2).each(stage, [], name, "extract", boxed=boxed)) == []


@pytest.mark.parametrize("boxed", [True, False])
def test_an_error_without_words_is_named_by_its_kind(boxed: bool) -> None:
    (found,) = LocalEngine().each(sulk, [1], name, "extract", boxed=boxed)
    assert isinstance(found, Failure)
    assert found.reason == "Sulking"


def test_small_work_that_is_ours_is_done_here() -> None:
    (found,) = LocalEngine(2).each(lambda item: item + 1, [1], name, "interpret")
    assert found == 2  # a lambda could not have gone to a worker


def process(_: int) -> int:
    return os.getpid()


def test_heavy_items_are_worth_workers_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORTH_WORKERS", 8)
    monkeypatch.setattr(local, "_WORTH_WAKING", 8)
    engine = LocalEngine(2)
    assert set(engine.each(process, range(4), name, "list", weight=1)) == {os.getpid()}
    assert set(engine.each(process, range(8), name, "list", weight=0)) == {os.getpid()}
    assert os.getpid() not in set(engine.each(process, range(4), name, "list", weight=2))


def test_workers_that_wait_are_woken_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORTH_WORKERS", 50)
    monkeypatch.setattr(local, "_WORTH_WAKING", 4)
    engine = LocalEngine(2)
    monkeypatch.setattr(box, "at_rest", lambda: 1)
    assert set(engine.each(process, range(6), name, "list")) == {os.getpid()}
    monkeypatch.setattr(box, "at_rest", lambda: 2)
    assert os.getpid() not in set(engine.each(process, range(6), name, "list"))
    assert set(engine.each(process, range(3), name, "list")) == {os.getpid()}
