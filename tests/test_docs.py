"""The documents tell what the code does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_generated_pages_are_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_reference.py"))
    assert script["stale"]() == [], "run: make docs"


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    broken = [target for target in targets if not (page.parent / target).exists()]
    assert not broken


def test_every_page_can_be_reached() -> None:
    linked = {
        (page.parent / target).resolve()
        for page in DOCS
        for target in LINK.findall(page.read_text("utf-8"))
        if "://" not in target
    }
    assert not [page for page in DOCS if page.name != "README.md" and page not in linked]


def test_no_registry_is_named_and_no_path_of_a_machine() -> None:
    """Locks have hashes, never addresses."""
    hosts = re.compile("|".join(["py" + "pi.org", "python" + "hosted", "registry.np" + "mjs", "/wor" + "k/"]))
    files = [*ROOT.glob("requirements/*"), *DOCS, ROOT / "pyproject.toml", ROOT / "Makefile"]
    assert not [path for path in files if hosts.search(path.read_text("utf-8"))]
