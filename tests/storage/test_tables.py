"""What tests take for a new store is what the migrations make: the same tables, indexes and version."""

from __future__ import annotations

import inspect
import sqlite3
from pathlib import Path

import pytest
from tests.tables import repeated

from dateline.core.errors import StoreError
from dateline.storage import database, open_store


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stores that the migrations themselves were run for, from now on."""
    run: list[str] = []
    upgrade = inspect.unwrap(database._upgrade)

    def noted(connection: sqlite3.Connection, name: str, elsewhere: str) -> None:
        run.append(name)
        upgrade(connection, name, elsewhere)

    monkeypatch.setattr(database, "_upgrade", noted)
    return run


def contents(path: Path) -> list[str]:
    """A new store at a path, in words."""
    open_store(path).close()
    connection = sqlite3.connect(path)
    told = list(connection.iterdump())
    connection.close()
    return told


def test_a_new_store_is_as_the_migrations_make_it(
    tmp_path: Path, migrated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_upgrade", repeated(database._upgrade))
    by_migrations, *others = (contents(tmp_path / f"{number}.db") for number in range(3))
    assert others == [by_migrations] * 2
    assert len(by_migrations) > 50
    assert len(migrated) == 1


def test_a_store_of_an_earlier_version_is_migrated(
    tmp_path: Path, migrated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_upgrade", repeated(database._upgrade))
    open_store(tmp_path / "a.db").close()
    migrated.clear()
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="made by a newer dateline"):
        open_store(tmp_path / "a.db")
    assert len(migrated) == 1
