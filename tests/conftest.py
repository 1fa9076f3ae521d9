"""What many tests stand on: the sample edition built once, and the sets beside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from dateline.app import App, Built, open_app, sample_sources
from dateline.cli.telling import Bar
from dateline.core.pages import Page
from dateline.core.types import Report
from dateline.storage import open_store

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"

#: What CI runs is the same for the same code, so fewer examples do; `make test-all` looks at other ones each
#: time. How long an example takes says more of the machine than of the code.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("other", deadline=None)
settings.load_profile("other")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name of a test: packed ones differ by the second, and both processes must agree."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is read in a browser goes first, however the rest was shuffled.

    It is few tests that take long: at the end one process would be alone with them.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


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
    """A built site with what it was built from."""

    def __init__(self, site: Path, built: Built) -> None:
        self.site = site
        self.built = built
        store = open_store(built.store)
        self.pages: list[Page] = list(store.pages().values())
        self.reports: dict[str, Report] = store.reports()
        store.close()


@pytest.fixture(scope="session")
def sample(desk: App, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The sample edition, built once; not to be changed."""
    site = tmp_path_factory.mktemp("sample") / "site"
    return Edition(site, desk.build(sample_sources(), site))


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder with its bytes."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    return read
