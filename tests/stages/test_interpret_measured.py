"""Floors under the measured quality, on the sets beside the project. Never tuned to one set."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.core.contract import facts_form, report_from
from dateline.stages.interpret import interpret

SHARED = Path(__file__).resolve().parents[2] / "../shared"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the sets beside the project are missing"),
]


def scored(name: str, tmp_path: Path) -> dict[str, Any]:
    """What the scorer of a set says of every report of it."""
    folder = SHARED / "data" / name
    read = tmp_path / "facts.jsonl"
    with (folder / "reports.jsonl").open(encoding="utf-8") as reports, read.open("w") as facts:
        for line in reports:
            facts.write(json.dumps(facts_form(interpret(report_from(json.loads(line))))) + "\n")
    scorer = SHARED / "score" / f"{name}.py"
    command = [sys.executable, str(scorer), str(read), str(folder / "gold.jsonl"), "--json"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    result: dict[str, Any] = json.loads(printed)
    assert result["missing"] == 0
    return result


def test_times(tmp_path: Path) -> None:
    result = scored("times", tmp_path)
    assert result["aquaint"]["value"]["f"] >= 0.72
    assert result["meantime"]["value"]["f"] >= 0.72


def test_places(tmp_path: Path) -> None:
    result = scored("places", tmp_path)
    assert result["geovirus"]["overlap"]["f"] >= 0.88
    assert result["lgl"]["overlap"]["f"] >= 0.64
    assert result["lgl"]["resolved"]["acc161"] >= 0.74


def test_texts_in_capitals(tmp_path: Path) -> None:
    result = scored("muc4", tmp_path)
    assert result["date"] >= 0.88
    assert result["location"] >= 0.5


def test_casualties(tmp_path: Path) -> None:
    result = scored("casualties", tmp_path)
    assert result["killed"]["accuracy"] >= 0.76
    assert result["both"] >= 0.54


def test_statements(tmp_path: Path) -> None:
    result = scored("statements", tmp_path)
    assert result["direct"]["found"]["f"] >= 0.88
    assert result["all"]["found"]["p"] >= 0.83
    assert result["all"]["found"]["f"] >= 0.6
