"""What many tests stand on: the sample edition built once, and the sets beside the project."""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dateline.app import App, Built, open_app, sample_sources
from dateline.cli.telling import Bar
from dateline.core.pages import Page
from dateline.core.types import Report
from dateline.storage import database, open_store
from tests.tables import repeated

#: Gives the folder of a name, made by the first process that asks for it.
Once = Callable[[str, Callable[[Path], object]], Path]
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"

#: What a test takes from the environment: whether to write what is expected anew.
OURS = frozenset({"DATELINE_RENEW_GOLDEN"})

#: What CI runs is the same for the same code, so fewer examples do; `make test-all` looks at other ones each
#: time. How long an example takes says more of the machine than of the code.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("other", deadline=None)
settings.load_profile("other")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name of a test: packed ones differ by the second, and both processes must agree."""
    return argname if isinstance(val, bytes) else None


def pytest_configure() -> None:
    """Settings that whoever runs the tests has for a newsroom of their own are not for these."""
    for name in [name for name in os.environ if name.startswith("DATELINE_") and name not in OURS]:
        del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first, however the rest was shuffled: at the end one process would be alone.

    That is what is read in a browser, then the tests of the whole flow, which stand beside this file.
    """
    whole = Path(__file__).parent

    def turn(item: pytest.Item) -> tuple[bool, bool]:
        return item.get_closest_marker("browser") is None, item.path.parent != whole

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """What was collected stays until the end: looking for cycles in it again and again frees nothing."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _tables() -> Iterator[None]:
    """New stores get their tables without running every migration each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_upgrade", repeated(database._upgrade))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring sets; tests that need it are skipped where it is missing."""
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def desk() -> App:
    """The application as the sample edition has it."""
    return open_app(Bar(), sample=True, workers=1)


class Edition:
    """A built site with what it was built from, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.built: Built = pickle.loads((folder / "built").read_bytes())
        store = open_store(folder / "site.db")
        self.pages: list[Page] = list(store.pages().values())
        self.reports: dict[str, Report] = store.reports()
        store.close()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder of a name once for all processes of a run: the others wait for the first, and read."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, unfinished = run / name, run / f"{name}.unfinished"
        with (run / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def sample(desk: App, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The sample edition, built once, a copy for each process; not to be changed."""

    def make(folder: Path) -> None:
        built = desk.build(sample_sources(), folder / "site")
        (folder / "built").write_bytes(pickle.dumps(built))

    mine = tmp_path_factory.mktemp("sample") / "copy"
    shutil.copytree(once("sample", make), mine)
    return Edition(mine)


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder with its bytes."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    return read
