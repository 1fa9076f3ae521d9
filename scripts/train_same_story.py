"""Fit the forest that tells how likely two reports tell of one happening, from open sets.

    python scripts/train_same_story.py [SHARED/data]

Writes ``src/dateline/stages/group/data/same_story.json``, the same bytes from the same sets and the same
scikit-learn. What is learned from is what the window measures, so it has to be run again whenever
``impressions``, ``comparing`` or ``pairs.FEATURES`` change. ``benchmarks/grouping.py`` says how well it does.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums in one order, so that the bytes are the same

import numpy as np

from dateline.core.types import Report, Stamp
from dateline.stages.group.arrays import Array
from dateline.stages.group.judging.pairs import DIRECTION, FEATURES, features, worth_asking
from dateline.stages.group.judging.trees import Forest, written
from dateline.stages.group.window.window import Window

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
TABLE = ROOT / "src" / "dateline" / "stages" / "group" / "data" / "same_story.json"

SETS = ("ecb", "gvc", "allsides", "newscluster", "basil", "dense")
#: Trees, questions to a leaf, how much of what a tree says is believed, pairs that a leaf must rest on.
TREES, DEPTH, RATE, LEAF = 60, 4, 0.15, 30
#: Small streams that are drawn of each set, stories in each, and what they weigh together beside the set.
SMALL, STORIES, SMALL_WEIGHT = 18, (5, 10, 30), 0.75
#: What the same set squeezed into a week weighs beside it.
SQUEEZED_WEIGHT = 0.5
#: Any day will do for a beginning.
EPOCH, DAY = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A set of reports with the story of each."""

    name: str
    reports: tuple[Report, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Pairs of a stream, as indices of its reports: what was measured, and whether it is one happening.

    ``weight`` is that of all its pairs together.
    """

    stream: Stream
    one: Array
    other: Array
    measures: Array
    same: Array
    weight: float = 1.0


def stream(name: str, shared: Path) -> Stream:
    """One of SETS, in the order of its file. The dense one are the reports of incidents of ``casualties``."""
    if name == "dense":
        folder, label = shared / "casualties", "incident"
    else:
        folder, label = shared / "threads" / "stories" / name, "story"
    gold = {line["report"]: f"{name}/{line[label]}" for line in lines(folder, "gold")}
    reports = tuple(_report(line) for line in lines(folder, "reports"))
    return Stream(name=name, reports=reports, stories=tuple(gold[each.id] for each in reports))


def lesson(held: Stream) -> Lesson:
    """What the window measures of a stream when it comes at once: only what is worth asking about."""
    window = Window()
    rows = window.add(held.reports)
    pairs = window.pairs(rows)
    kept = worth_asking(pairs.measures)
    place = np.empty(len(rows), np.int64)
    place[rows - rows.min()] = np.arange(len(rows))
    one, other = (place[end[kept] - rows.min()] for end in (pairs.one, pairs.other))
    stories = np.unique(held.stories, return_inverse=True)[1]
    return Lesson(
        stream=held,
        one=one,
        other=other,
        measures=pairs.measures[kept],
        same=stories[one] == stories[other],
    )


def small(held: Stream) -> list[Stream]:
    """Streams of some stories of a set, and of each story the first few reports or the first alone.

    A desk that has just begun is like that: the nearest of a report is next to nothing like it.
    """
    drawn = []
    for number in range(SMALL):
        rng = random.Random(f"{held.name}/{number}")
        chosen = rng.sample(sorted(set(held.stories)), STORIES[number // 3 % len(STORIES)])
        most = {story: rng.choice((1, 1, 1, 2, 4)) for story in chosen}
        kept = []
        for report, story in zip(held.reports, held.stories, strict=True):
            if most.get(story, 0):
                most[story] -= 1
                kept.append((report, story))
        reports, stories = zip(*kept, strict=True)
        drawn.append(Stream(name=held.name, reports=reports, stories=stories))
    return drawn


def squeezed(held: Stream, days: int) -> Stream:
    """The same stories, all of them begun within so many days: in no other set is a week as full as it is.

    How the reports of a story follow each other stays. The sets are months of a few stories each, and what
    was learned of them alone would take two reports of one day for one story.
    """
    rng = random.Random(held.name)
    begun = {story: rng.randrange(days) for story in sorted(set(held.stories))}
    first: dict[str, datetime] = {}
    for report, story in zip(held.reports, held.stories, strict=True):
        if report.published:
            first[story] = min(first.get(story, report.published.at), report.published.at)
    moved = [
        replace(report, published=Stamp(at=report.published.at - first[story] + EPOCH + begun[story] * DAY))
        if report.published
        else report
        for report, story in zip(held.reports, held.stories, strict=True)
    ]
    return replace(held, reports=tuple(moved))


def lessons(held: Stream) -> list[Lesson]:
    """What is learned of a set: all of it, the same squeezed into a week, small streams.

    Of these one third is as it was, and of two thirds all stories begin on one day, or on two.
    """
    few = [squeezed(each, at % 3) if at % 3 else each for at, each in enumerate(small(held))]
    return [
        lesson(held),
        replace(lesson(squeezed(held, 7)), weight=SQUEEZED_WEIGHT),
        *(replace(lesson(each), weight=SMALL_WEIGHT / SMALL) for each in few),
    ]


def fitted(parts: Sequence[Lesson]) -> Forest:
    """A forest for the pairs of these, each with its weight however many pairs it has."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    same = np.concatenate([part.same for part in parts])
    weights = np.concatenate(
        [np.full(len(part.same), part.weight / max(len(part.same), 1)) for part in parts]
    )
    model = HistGradientBoostingClassifier(
        learning_rate=RATE,
        max_iter=TREES,
        max_depth=DEPTH,
        max_leaf_nodes=None,
        min_samples_leaf=LEAF,
        l2_regularization=1.0,
        max_bins=63,
        early_stopping=False,
        monotonic_cst=[DIRECTION[name] for name in FEATURES],
        random_state=0,
    )
    rows = features(np.concatenate([part.measures for part in parts]))
    model.fit(rows, same, sample_weight=weights * len(rows) / weights.sum())
    return _complete(model)


def _complete(model: Any) -> Forest:
    """The model's trees as complete ones; a short branch asks nothing and says the same on either side."""
    inner = 2**DEPTH - 1
    trees = [each[0].nodes for each in model._predictors]
    asked = np.zeros((len(trees), inner), np.int64)
    bars = np.full((len(trees), inner), np.inf, np.float32)
    worth = np.zeros((len(trees), inner + 1), np.float32)
    for at, nodes in enumerate(trees):
        places = [(0, 0)]
        while places:
            place, node = places.pop()
            leaf = bool(nodes[node]["is_leaf"])
            if place >= inner:
                worth[at, place - inner] = float(f"{nodes[node]['value']:.5g}")
                continue
            if not leaf:
                asked[at, place] = nodes[node]["feature_idx"]
                bars[at, place] = float(f"{nodes[node]['num_threshold']:.5g}")
            left, right = (node, node) if leaf else (int(nodes[node]["left"]), int(nodes[node]["right"]))
            places += [(2 * place + 1, left), (2 * place + 2, right)]
    base = float(f"{float(np.ravel(model._baseline_prediction)[0]):.5g}")
    return Forest(features=FEATURES, base=base, asked=asked, bars=bars, worth=worth)


def _report(line: dict[str, Any]) -> Report:
    given = line.get("published")
    at = datetime.fromisoformat(given).replace(tzinfo=UTC) if given else None
    return Report(
        id=line["id"],
        text=line["text"],
        title=line.get("title") or "",
        outlet=line.get("outlet") or "",
        url=line.get("url") or "",
        language=line.get("language") or "",
        published=Stamp(at=at) if at else None,
    )


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """The JSON lines of a file, packed or not."""
    plain = folder / f"{name}.jsonl"
    text = (
        plain.read_bytes() if plain.exists() else gzip.decompress((folder / f"{name}.jsonl.gz").read_bytes())
    )
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def main() -> None:
    """Fit on all sets and write the table."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    forest = fitted([part for name in SETS for part in lessons(stream(name, shared))])
    TABLE.write_text(written(forest), "utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(forest.worth)} trees, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
