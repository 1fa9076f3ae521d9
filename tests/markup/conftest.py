"""The same sites that the tests in a browser look at."""

from __future__ import annotations

import pytest

from tests.browser.editions import Built, build
from tests.conftest import Edition, Once


@pytest.fixture(scope="session")
def sites(sample: Edition, once: Once) -> Built:
    """The sites that are looked at; not to be changed."""
    return Built(once("sites", lambda root: build(root, sample.site)))
