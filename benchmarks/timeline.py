"""Timelines beside the plain way to make one, in one run, also where reports and happenings lie apart.

    python benchmarks/timeline.py DATA SCORER.py

DATA is a folder in the form of ``shared/data/threads/timelines`` and SCORER its ``score/timelines.py``, which
needs nltk. The plain way: the days with most reports, and of each the sentences nearest to the centre of that
day's. Beside the whole sets: a random third of the reports (3 draws); every fourth day's reports only; the
reports of the later half; nothing that was published on a day of the reference, so that each day must be read
out of what others say of it (only where reports are left); and the third or the tenth of the days that the
reference tells most of, as a long matter asks for few. Each cell: Date-F1, alignment ROUGE-1 and 2. The last
column is what ``timeline`` takes for all timelines of the row, ``interpret`` left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from dateline.core.contract import report_from
from dateline.core.pages import Clipping
from dateline.core.types import Failure
from dateline.stages.interpret import interpret
from dateline.stages.narrate.timelines.timeline import TimelineOptions, timeline

Row = dict[str, Any]
Lines = list[tuple[str, str]]
Maker = Callable[[Sequence[Clipping], TimelineOptions], Lines]
Task = tuple[list[Clipping], Row]
#: Fewer reports than this make no timeline.
LEAST = 20


def ours(clippings: Sequence[Clipping], options: TimelineOptions) -> Lines:
    return [(entry.date, entry.text) for entry in timeline("t", clippings, options)]


def plain(clippings: Sequence[Clipping], options: TimelineOptions) -> Lines:
    """The days with most reports, and of each the sentences nearest to the centre of all of its sentences."""
    days: dict[str, list[Clipping]] = defaultdict(list)
    for clipping in clippings:
        day = published(clipping).isoformat()
        if (options.start or "") <= day <= (options.end or "9999"):
            days[day].append(clipping)
    found: Lines = []
    for day in sorted(days, key=lambda day: (-len(days[day]), day))[: options.dates]:
        texts = [clip.report.quote(span) for clip in days[day] for span in clip.facts.sentences]
        rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
        near = rows @ np.asarray(rows.mean(axis=0)).ravel()
        found += [(day, texts[at]) for at in np.argsort(-near)[: options.lines]]
    return found


def published(clipping: Clipping) -> date:
    stamp = clipping.report.published
    assert stamp is not None
    return stamp.at.date()


def whole(task: Task) -> Iterator[Task]:
    yield task


def third(task: Task) -> Iterator[Task]:
    clippings, gold = task
    for seed in range(3):
        draw = random.Random(seed)
        yield [clipping for clipping in clippings if draw.random() < 1 / 3], gold


def fourth_day(task: Task) -> Iterator[Task]:
    clippings, gold = task
    for rest in (0, 2):
        yield [clip for clip in clippings if published(clip).toordinal() % 4 == rest], gold


def later_half(task: Task) -> Iterator[Task]:
    clippings, gold = task
    middle = sorted(map(published, clippings))[len(clippings) // 2]
    yield [clip for clip in clippings if published(clip) >= middle], gold


def unreported(task: Task) -> Iterator[Task]:
    clippings, gold = task
    told = {entry["date"] for entry in gold["entries"]}
    left = [clip for clip in clippings if published(clip).isoformat() not in told]
    if len(left) >= LEAST:
        yield left, gold


def third_of_days(task: Task) -> Iterator[Task]:
    yield of_most_words(task, 1 / 3)


def tenth_of_days(task: Task) -> Iterator[Task]:
    yield of_most_words(task, 1 / 10)


def of_most_words(task: Task, share: float) -> Task:
    clippings, gold = task
    entries = sorted(gold["entries"], key=lambda entry: -sum(len(line.split()) for line in entry["lines"]))
    most = max(3, round(len(entries) * share))
    return clippings, {**gold, "entries": entries[:most], "dates": most}


SETTINGS = (whole, third, fourth_day, later_half, unreported, third_of_days, tenth_of_days)


def tasks(folder: Path) -> Iterator[Task]:
    for topic in sorted(path for path in folder.iterdir() if path.is_dir()):
        clippings = []
        for form in rows(topic / "reports.jsonl.gz"):
            report = report_from(form)
            facts = interpret(report)
            if not isinstance(facts, Failure) and report.published:
                clippings.append(Clipping(report=report, facts=facts, origin=report.id))
        for gold in rows(topic / "gold.jsonl.gz"):
            yield clippings, gold


def rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def score(scorer: Any, make: Maker, given: Sequence[Task]) -> list[float]:
    """Date-F1, AR-1 and AR-2: P and R averaged over the timelines, F from the averages."""
    found = []
    for clippings, gold in given:
        options = TimelineOptions(
            start=gold["start"], end=gold["end"], dates=gold["dates"], lines=gold["lines_per_date"]
        )
        told = [{"date": day, "text": text} for day, text in make(clippings, options)]
        reference = {entry["date"]: entry["lines"] for entry in gold["entries"]}
        found.append(scorer.score(scorer.by_day(told), reference))
    means = {
        measure: [sum(one[measure][side] for one in found) / len(found) for side in "pr"]
        for measure in ("date", "ar1", "ar2")
    }
    return [scorer.f1(*means[measure]) for measure in means]


def scorer_at(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    asked = parser.parse_args()
    scorer, began = scorer_at(asked.scorer), time.process_time()
    given = list(tasks(asked.data))
    print(f"interpret: {time.process_time() - began:.1f} s", file=sys.stderr)
    print(
        "| setting | timelines | plain | Dateline | Dateline, CPU seconds |\n| --- | --- | --- | --- | --- |"
    )
    for setting in SETTINGS:
        mine = [one for task in given for one in setting(task)]
        plainly = score(scorer, plain, mine)
        began = time.process_time()
        dateline = score(scorer, ours, mine)
        cells = [", ".join(f"{value:.3f}".lstrip("0") for value in values) for values in (plainly, dateline)]
        name = setting.__name__.replace("_", " ")
        print(
            f"| {name} | {len(mine)} | {' | '.join(cells)} | {time.process_time() - began:.1f} |", flush=True
        )


if __name__ == "__main__":
    main()
