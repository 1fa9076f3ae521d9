"""The same sites that the tests in a browser look at."""

from __future__ import annotations

import pytest

from tests.browser.editions import Built, build
from tests.conftest import Edition


@pytest.fixture(scope="session")
def sites(sample: Edition, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sites that are looked at; not to be changed."""
    return build(tmp_path_factory.getbasetemp() / "sites", sample.site)
