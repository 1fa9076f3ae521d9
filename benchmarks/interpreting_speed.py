"""Reports per CPU-second of `interpret`, its rooms' shares, and what it costs as a text grows.

``python benchmarks/interpreting_speed.py [REPORTS.jsonl] [ROUNDS]`` prints tables in Markdown. A report is
the first 600 words of one of the file; shorter ones are left out. Run with ``OMP_NUM_THREADS=1``: threads
cost more than they do. ``--profile`` prints where the time goes instead.
"""

from __future__ import annotations

import cProfile
import gc
import json
import platform
import pstats
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.core.types import Report
from dateline.stages.interpret import interpret
from dateline.stages.interpret.events.grammar import events
from dateline.stages.interpret.figures.grammar import figures
from dateline.stages.interpret.moments.grammar import moments
from dateline.stages.interpret.places.grammar import places
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.names import names
from dateline.stages.interpret.statements.grammar import statements
from dateline.stages.interpret.statements.speakers import Speakers

REPORTS = Path(__file__).parents[1] / ".." / "shared" / "data" / "statements" / "reports.jsonl"
WORDS, COUNT = 600, 100
#: Lengths of the table of growth, in thousands of characters, and the length of one long sentence's.
LENGTHS = (4, 16, 64, 256, 1_024)
LINES = 45  # of the profile


def reports(path: Path) -> list[Report]:
    """The first words of the longer reports of a file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        written = json.loads(line)
        words = written["text"].split(" ")
        if len(words) >= WORDS:
            text = " ".join(words[:WORDS])
            found.append(Report(id=written["id"], text=text, language="en"))
    return found[:COUNT]


def rooms(report: Report, spent: dict[str, float]) -> None:
    """Add to ``spent`` the CPU seconds of each room on one report."""

    def timed(room: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        result = work()
        spent[room] = spent.get(room, 0.0) + time.process_time() - begun
        return result

    view = timed("reading", lambda: annotate(report))
    named = timed("reading: names", lambda: names(view))
    where = timed("places", lambda: places(view, named.persons, True))
    said = timed("statements", lambda: statements(view, Speakers(view, named)))
    counted = timed("figures", lambda: figures(view, said))
    when = timed("moments", lambda: moments(view))
    timed("events", lambda: events(view, where, when, counted))


def growth(found: list[Report]) -> list[tuple[int, float, float]]:
    """CPU seconds by a text's length in characters: of news, and of one sentence without an end."""
    news = "\n\n".join(report.text for report in found)
    endless = " and ".join(report.text.replace(".", ",").replace("\n", " ") for report in found)
    rows = []
    for thousands in LENGTHS:
        length = thousands * 1_000
        spent = []
        for text in (news, endless):
            whole = (text * (length // len(text) + 1))[:length]
            begun = time.process_time()
            interpret(Report(id="long", text=whole, language="en"))
            spent.append(time.process_time() - begun)
        rows.append((length, spent[0], spent[1]))
    return rows


def profile(found: list[Report]) -> None:
    """Print where the time goes."""
    profiler = cProfile.Profile()
    profiler.enable()
    for report in found:
        interpret(report)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(LINES)


def main() -> None:
    """Measure and print."""
    told = [word for word in sys.argv[1:] if not word.startswith("--")]
    found = reports(Path(told[0]) if told else REPORTS)
    rounds = int(told[1]) if len(told) > 1 else 3
    for report in found:
        interpret(report)  # what is loaded once for a process
    if "--profile" in sys.argv:
        profile(found)
        return
    gc.collect()
    gc.freeze()
    spent: dict[str, float] = {}
    for _ in range(rounds):
        for report in found:
            rooms(report, spent)
    count, total = rounds * len(found), sum(spent.values())
    print(f"{platform.machine()}, Python {platform.python_version()}; {len(found)} reports of {WORDS} words")
    print("\n| room | ms a report | share |\n| --- | --- | --- |")
    for room, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| {room} | {1000 * seconds / count:.2f} | {seconds / total:.0%} |")
    print(f"| all: {count / total:.0f} reports a CPU-second | {1000 * total / count:.2f} | |")
    print("\n| characters | seconds | ms for 1,000 | one sentence: seconds | ms for 1,000 |")
    print("| --- | --- | --- | --- | --- |")
    for length, news, endless in growth(found):
        ms = 1_000_000 / length
        print(f"| {length:,} | {news:.3f} | {news * ms:.2f} | {endless:.3f} | {endless * ms:.2f} |")
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
