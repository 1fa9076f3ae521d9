"""The invented edition, served: made once, asked by every test that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.newsstand import Newsstand, stocked


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    made = stocked(tmp_path_factory.mktemp("served"))
    yield made
    made.close()
