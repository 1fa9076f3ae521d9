"""Work shared out some items at a time: results in order, one item's trouble its own, wherever it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from dateline.core.ports import Store
from dateline.core.types import Failure
from dateline.engines import LocalEngine
from dateline.pipeline.desk import Desk
from dateline.pipeline.printing.sharing import shared
from dateline.storage import open_store
from tests.edition import desk_of
from tests.storage.entries import page

NAMES = tuple(f"s{number}" for number in range(40))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(tmp_path / "site.db")
    with store.transaction():
        for name in NAMES:
            store.save_page(page(name), f"key of {name}")
    yield desk_of(store)
    store.close()


def keys(bad: frozenset[str], store: Store, names: tuple[str, ...]) -> tuple[str, ...]:
    if bad.intersection(names):
        raise ValueError(f"not {sorted(bad.intersection(names))[0]}")
    held = store.page_keys()
    return tuple(held[name] for name in names)


def done(desk: Desk, *bad: str, names: tuple[str, ...] = NAMES) -> list[str | Failure]:
    work = partial(keys, frozenset(bad))
    return list(shared(work, names, lambda name: f"story {name}", "read", desk))


def test_results_come_in_the_order_of_the_items(desk: Desk) -> None:
    assert done(desk) == [f"key of {name}" for name in NAMES]
    assert done(desk, names=("s7",)) == ["key of s7"]
    assert done(desk, names=()) == []


def test_what_fails_is_named_and_stops_no_other(desk: Desk) -> None:
    made = done(desk, "s3", "s33")
    failures = [one for one in made if isinstance(one, Failure)]
    assert [one.item for one in failures] == ["story s3", "story s33"]
    assert failures[0].reason == "ValueError: not s3"
    assert failures[0].stage == "read"
    assert {one for one in made if isinstance(one, str)} == {
        f"key of {name}" for name in NAMES if name not in ("s3", "s33")
    }


def test_workers_read_the_store_themselves(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.engines.local._WORTH_WORKERS", 20)
    two = replace(desk, engine=LocalEngine(2))
    here = done(desk, "s5")
    assert done(two, "s5") == here


def test_a_store_in_memory_is_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.engines.local._WORTH_WORKERS", 1)
    store = open_store(None)
    with store.transaction():
        store.save_page(page("s1"), "k1")
    assert done(replace(desk_of(store), engine=LocalEngine(2)), names=("s1",)) == ["k1"]
    store.close()
