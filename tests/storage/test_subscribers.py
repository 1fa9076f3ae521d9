"""Who reads the site by mail: kept, found by address and by what is due, and forgotten for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.values import values

from dateline.core.subscriptions import Standing, Subscription
from dateline.storage import SqlStore, open_store

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
ADDRESS = "leserin@bote.example"


def reader(name: str, standing: Standing = Standing.CONFIRMED, **fields: object) -> Subscription:
    plain = {"address": ADDRESS, "due": NOW, "asked": NOW} | fields
    return Subscription(id=name, standing=standing, **plain)  # type: ignore[arg-type]


def keep(store: SqlStore, *some: Subscription) -> None:
    with store.transaction():
        store.subscribers.save(some)


def ids(found: Iterable[Subscription]) -> list[str]:
    return [one.id for one in found]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values(Subscription))
def test_a_subscription_comes_back_to_the_letter(lasting: SqlStore, one: Subscription) -> None:
    keep(lasting, one)
    assert lasting.subscribers.subscriptions([one.id]) == [one]
    assert one in lasting.subscribers.at(one.address)


def test_the_last_word_counts(store: SqlStore) -> None:
    keep(store, reader("b"), reader("a"))
    keep(store, reader("b", due=None))
    assert store.subscribers.subscriptions() == [reader("a"), reader("b", due=None)]
    assert store.subscribers.subscriptions([]) == []


def test_all_of_an_address_are_found_and_no_others(store: SqlStore) -> None:
    keep(store, reader("a"), reader("b", address="leser@bote.example"), reader("c", theme="t1"))
    assert ids(store.subscribers.at(ADDRESS)) == ["a", "c"]
    assert store.subscribers.at(ADDRESS.upper()) == []


def test_what_is_due_is_confirmed_and_its_hour_has_come(store: SqlStore) -> None:
    keep(
        store,
        reader("a"),
        reader("b", due=NOW + timedelta(microseconds=1)),
        reader("c", Standing.PENDING),
        reader("d", Standing.SUSPENDED),
        reader("e", due=None),
        reader("f", due=NOW - timedelta(days=400)),
    )
    assert ids(store.subscribers.due(NOW)) == ["a", "f"]


def test_what_is_due_is_read_page_by_page(store: SqlStore) -> None:
    keep(store, *(reader(f"s{number}") for number in range(5)))
    assert ids(store.subscribers.due(NOW, 2)) == ["s0", "s1"]
    assert ids(store.subscribers.due(NOW, 2, after="s1")) == ["s2", "s3"]
    assert ids(store.subscribers.due(NOW, after="s4")) == []


def test_who_asked_lately_is_counted_and_who_never_confirmed_is_told(store: SqlStore) -> None:
    keep(
        store,
        reader("a", Standing.PENDING, asked=NOW - timedelta(days=3)),
        reader("b", Standing.PENDING),
        reader("c", asked=NOW - timedelta(days=3)),
        reader("d", Standing.PENDING, asked=None),
    )
    assert store.subscribers.asked_since(NOW) == 1
    assert store.subscribers.asked_since(NOW - timedelta(days=3)) == 3
    assert store.subscribers.stale(NOW) == ["a"]


def test_who_is_forgotten_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "site.db"
    store = open_store(path)
    keep(store, reader("a"), reader("b", address="leser@bote.example"))
    with store.transaction():
        store.subscribers.forget(["a", "z"])
    assert ids(store.subscribers.subscriptions()) == ["b"]
    store.close()
    assert b"leserin@" not in path.read_bytes()
    assert b"leser@" in path.read_bytes()


def test_the_secret_is_made_once(where: str | Path) -> None:
    store = open_store(where)
    made = store.subscribers.secret()
    assert (len(made), store.subscribers.secret()) == (32, made)
    store.close()
    again, other = open_store(where), open_store(None)
    assert again.subscribers.secret() == made != other.subscribers.secret()
    again.close()
    other.close()


def test_a_secret_made_in_a_transaction_is_part_of_it(store: SqlStore) -> None:
    def cut_short() -> bytes:
        with store.transaction():
            assert len(store.subscribers.secret()) == 32
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()
    assert len(store.subscribers.secret()) == 32
