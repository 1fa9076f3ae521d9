"""Where the checkers of pages lie that npm brings: axe-core and vnu. ``make checkers`` fetches them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "checkers" / "node_modules"


def checker(path: str) -> Path:
    """A file of a checker; the test is skipped where it was not fetched."""
    found = FOLDER / path
    if not found.is_file():
        pytest.skip(f"{path} is not here: make checkers")
    return found
