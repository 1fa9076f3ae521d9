"""``dateline versions``: a changed body is a new version, and what changed can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import dateline, started

FIRST = "The ferry to Lindholm hit the quay on Monday. Three people were hurt.\n\nThe harbour is closed."
LATER = FIRST.replace("Three", "Five")


def line(text: str, updated: str) -> str:
    form = {
        "url": "https://harbour.example/ferry",
        "outlet": "Harbour Post",
        "title": "Ferry hits the quay",
        "published": "2025-03-03T08:00:00Z",
        "updated": updated,
        "text": text,
    }
    return json.dumps(form) + "\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose one report came twice, with other words the second time."""
    tmp_path = tmp_path_factory.mktemp("versions")
    given = tmp_path / "reports.jsonl"
    for text, updated in ((FIRST, "2025-03-03T08:05:00Z"), (LATER, "2025-03-03T11:00:00Z")):
        given.write_text(line(text, updated), "utf-8")
        assert dateline("build", str(given), "--out", str(tmp_path / "site")).returncode == 0
    return tmp_path / "site"


def test_what_was_changed_is_shown_as_a_diff(site: Path) -> None:
    told = started("versions", "--out", str(site))
    assert told.returncode == 0
    assert "version 2, 2025-03-03T11:00:00Z" in told.stdout
    assert "- The ferry to Lindholm hit the quay on Monday. Three people were hurt." in told.stdout
    assert "+ The ferry to Lindholm hit the quay on Monday. Five people were hurt." in told.stdout
    assert "harbour is closed" not in told.stdout


@pytest.mark.parametrize(
    "name", ["https://harbour.example/ferry", "http://www.harbour.example/ferry/?utm_source=x"]
)
def test_programs_get_each_version_of_a_report_by_any_of_its_addresses(site: Path, name: str) -> None:
    told = dateline("versions", name, "--out", str(site), "--format", "jsonl")
    first, second = (json.loads(held) for held in told.stdout.splitlines())
    assert (first["version"], first["changes"]) == (1, [])
    assert [edit for change in second["changes"] for edit in change["edits"]] == [
        {"old": "Three", "new": "Five"}
    ]


def test_a_report_that_is_not_there_is_named(site: Path) -> None:
    told = dateline("versions", "https://harbour.example/other", "--out", str(site))
    assert told.returncode == 2
    assert "https://harbour.example/other: is no report in this store" in told.stderr


def test_without_a_store_nothing_is_made(tmp_path: Path) -> None:
    told = dateline("versions", "--out", str(tmp_path / "none"))
    assert told.returncode == 2
    assert list(tmp_path.iterdir()) == []
