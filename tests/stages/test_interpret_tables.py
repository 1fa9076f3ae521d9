"""The tables and models of interpret: what ships is told, and what is told ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline.stages.interpret as stage

ROOM = Path(stage.__file__).parent
CARD = (ROOM / "TABLES.md").read_text("utf-8")
TABLES = sorted(
    path.relative_to(ROOM).as_posix()
    for path in ROOM.rglob("*.*")
    if path.is_file() and path.suffix in {".tsv", ".txt", ".json", ".gz"}
)
LISTED = re.findall(r"^\| `([^`]+)` \| (.*?) \|", CARD, re.MULTILINE)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_model_is_listed_with_what_it_holds(name: str) -> None:
    (holds,) = (holds for listed, holds in LISTED if listed == name)
    assert len(holds) > 4


def test_nothing_is_listed_that_does_not_ship() -> None:
    assert sorted(listed for listed, _ in LISTED) == TABLES


@pytest.mark.parametrize("name", [name for name in TABLES if name.endswith(("gz", "json", "ing.tsv"))])
def test_what_a_script_made_names_the_script_or_its_card(name: str) -> None:
    (line,) = (line for line in CARD.splitlines() if line.startswith(f"| `{name}` |"))
    by_hand = name == "moments/happening.tsv"
    assert by_hand or re.search(r"scripts/\w+\.py|TAGGER\.md|below", line)


def test_every_script_that_is_named_exists() -> None:
    scripts = set(re.findall(r"scripts/\w+\.py", CARD + (ROOM / "reading" / "TAGGER.md").read_text("utf-8")))
    missing = [script for script in scripts if not (Path(__file__).parents[2] / script).is_file()]
    assert scripts
    assert not missing
