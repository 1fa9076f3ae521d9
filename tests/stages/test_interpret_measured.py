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
    assert result["aquaint"]["value"]["f"] >= 0.77
    assert result["meantime"]["value"]["f"] >= 0.84


def test_places(tmp_path: Path) -> None:
    result = scored("places", tmp_path)
    assert result["geovirus"]["overlap"]["f"] >= 0.87
    assert result["geovirus"]["resolved"]["acc161"] >= 0.835
    assert result["geovirus"]["end_to_end"]["acc161"] >= 0.785
    assert result["lgl"]["overlap"]["f"] >= 0.885
    assert result["lgl"]["resolved"]["acc161"] >= 0.855
    assert result["lgl"]["end_to_end"]["acc161"] >= 0.775


def test_texts_in_capitals(tmp_path: Path) -> None:
    result = scored("muc4", tmp_path)
    assert result["date"] >= 0.93
    assert result["location"] >= 0.78
    assert result["numbers"]["f"] >= 0.49
    assert result["any"]["killed"] >= 0.78


def test_casualties(tmp_path: Path) -> None:
    result = scored("casualties", tmp_path)
    # The forests learnt on this set: on incidents that they have not seen it is .85, .76 and .69.
    assert result["killed"]["accuracy"] >= 0.86
    assert result["injured"]["accuracy"] >= 0.78
    assert result["both"] >= 0.72


def test_statements(tmp_path: Path) -> None:
    result = scored("statements", tmp_path)
    # The net learnt on this set: on articles that it has not seen it is .766, .705 and .777.
    assert result["all"]["found"]["f"] >= 0.79
    assert result["all"]["speaker overlap"]["f"] >= 0.73
    assert result["all"]["content overlap"]["f"] >= 0.79
    assert result["direct"]["found"]["f"] >= 0.94
    assert result["indirect"]["found"]["f"] >= 0.75


def test_quantities(tmp_path: Path) -> None:
    result = scored("quantities", tmp_path)
    assert result["newsquant"]["value"]["f"] >= 0.87
    assert result["newsquant"]["value+unit"]["f"] >= 0.77
    assert result["currency"]["value"]["f"] >= 0.86
    assert result["dimension"]["value+unit"]["f"] >= 0.81
    assert result["age"]["value"]["f"] >= 0.89
    assert result["temperature"]["value+unit"]["f"] >= 0.95
