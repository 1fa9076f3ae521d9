"""Milliseconds of CPU time for a page and for its proof, as the reports of a story grow in number.

``python benchmarks/narrating_speed.py [REPORTS.jsonl[.gz]] [ROUNDS]`` prints a table in Markdown. The reports
of the file tell one long affair; a report of a story here is ``WORDS`` words of them, and where the file is
used up it begins anew with other numbers. Facts are made beforehand and not timed (``interpreting_speed``
does that). Run with ``OMP_NUM_THREADS=1``. ``--profile`` prints where the time of 20 reports goes instead.
"""

from __future__ import annotations

import cProfile
import gzip
import json
import platform
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from dateline.core.pages import Clipping, Dossier
from dateline.core.types import Report
from dateline.stages import proof
from dateline.stages.interpret import interpret
from dateline.stages.narrate import narrate

REPORTS = Path(__file__).parents[1] / ".." / "shared/data/threads/timelines/h1n1/reports.jsonl.gz"
WORDS = 600
SIZES = (1, 20, 100, 1_000)
#: What issue 6 allows for a story of 20 reports, page and proof apart.
ASKED = {20: (90, 60)}
LINES = 45  # of the profile
DIGITS = "0123456789"


def texts(path: Path) -> Iterator[str]:
    """Texts of ``WORDS`` words without an end: each time through the file its digits are others."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        words = [word for line in lines for word in json.loads(line)["text"].split(" ")]
    turn = 0
    while True:
        changed = str.maketrans(DIGITS[1:], DIGITS[1 + turn % 9 :] + DIGITS[1 : 1 + turn % 9])
        for start in range(0, len(words) - WORDS + 1, WORDS):
            yield " ".join(words[start : start + WORDS]).translate(changed)
        turn += 1


def clippings(path: Path, count: int) -> list[Clipping]:
    """So many reports, each of its own origin, with their facts."""
    found = []
    for number, text in enumerate(islice(texts(path), count)):
        lead = text.split(". ", 1)[0][:90]
        report = Report(id=f"r{number}", text=text, language="en", outlet=f"Outlet {number}", title=lead)
        found.append(Clipping(report=report, facts=interpret(report), origin=f"r{number}"))
    return found


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    begun = time.process_time()
    work()
    return 1_000 * (time.process_time() - begun)


def row(story: Dossier, rounds: int) -> tuple[float, float]:
    """The median milliseconds of a page and of its proof."""
    page = narrate(story)
    pages = [spent(lambda: narrate(story)) for _ in range(rounds)]
    proofs = [spent(lambda: proof.proof(proof.draft_of(page), story.clippings)) for _ in range(rounds)]
    return median(pages), median(proofs)


def profile(story: Dossier) -> None:
    """Where the time of one page and its proof goes, by time spent in each function itself."""
    narrate(story)
    for work in (
        lambda: narrate(story),
        lambda: proof.proof(proof.draft_of(narrate(story)), story.clippings),
    ):
        with cProfile.Profile() as measured:
            work()
        pstats.Stats(measured).sort_stats("tottime").print_stats(LINES)


def main() -> None:
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = Path(named[0]) if named else REPORTS
    rounds = int(named[1]) if len(named) > 1 else 5
    wanted = SIZES[:2] if "--profile" in sys.argv else SIZES
    held = clippings(path, wanted[-1])
    stories = {size: Dossier(story="s", theme="", clippings=tuple(held[:size])) for size in wanted}
    if "--profile" in sys.argv:
        profile(stories[20])
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}\n")
    print("| reports | page, ms | proof, ms | page, ms a report | asked |\n|---:|---:|---:|---:|---|")
    for size, story in stories.items():
        page, proofed = row(story, rounds if size < SIZES[-1] else 1)
        asked = " + ".join(map(str, ASKED.get(size, ())))
        print(f"| {size:,} | {page:,.0f} | {proofed:,.0f} | {page / size:.1f} | {asked} |")


if __name__ == "__main__":
    main()
