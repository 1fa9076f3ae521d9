"""Fit the weights by which reports in two languages are joined (``stages/group/crossing.py``).

    python scripts/train_crossing.py ../shared/data

There is no open set of stories in several languages. But what is weighed is language-neutral: so it is
fitted on stories in one language, a third of the anchors of one side taken away, as another language would
lose them. Prints precision and recall on each set by a fit on the others, then the weights by a fit on all.
Numbers only: no text is kept. The bias and the weight of days are set stricter by hand, for precision.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.stages.group.languages.anchors import anchors
from dateline.stages.group.languages.crossing import UNDATED, Telling, shared, strengths

SETS = ("ecb", "gvc", "allsides", "newscluster", "basil", "casualties")
LOST = 0.35
#: Pairs that share less than this are no candidates, and an anchor of more reports finds none.
LEAST, COMMON, WINDOW = 8.0, 60, 14


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON Lines, packed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.splitlines()]


def load(data: Path, name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The reports of a set and the story of each."""
    folder, packed = (
        (data / name, "") if name == "casualties" else (data / "threads" / "stories" / name, ".gz")
    )
    gold = {
        line["report"]: line.get("story") or line.get("incident")
        for line in read(folder / f"gold.jsonl{packed}")
    }
    reports = [report for report in read(folder / f"reports.jsonl{packed}") if gold.get(report["id"])]
    return reports, [str(gold[report["id"]]) for report in reports]


def candidates(held: list[tuple[str, ...]], tells: Telling) -> Iterator[tuple[int, int]]:
    """Pairs that share enough."""
    postings: dict[str, list[int]] = defaultdict(list)
    for row, found in enumerate(held):
        for anchor in found:
            if anchor[0] in "@~#":
                postings[anchor].append(row)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for anchor, rows in postings.items():
        if len(rows) < COMMON:
            for pair in combinations(rows, 2):
                weights[pair] += tells(anchor)
    return (pair for pair, weight in sorted(weights.items()) if weight >= LEAST)


def examples(data: Path, name: str) -> tuple[np.ndarray, np.ndarray]:
    """What each candidate pair of a set shares, and whether it is one happening."""
    reports, stories = load(data, name)
    chance = random.Random(1)
    held = [anchors(report["text"], report.get("title") or "", "en") for report in reports]
    worn = [tuple(anchor for anchor in found if chance.random() > LOST) for found in held]
    counts = Counter(anchor for found in held for anchor in found)
    tells = Telling(lambda anchor: math.log((1 + len(held)) / (1 + counts[anchor])) + 1, len(held))
    days = [day(report) for report in reports]
    rows, truth = [], []
    for one, other in candidates(held, tells):
        apart = abs(days[one] - days[other])
        if not apart > WINDOW:
            found = shared(held[one], worn[other], tells)
            rows.append(strengths(found, UNDATED if math.isnan(apart) else apart))
            truth.append(stories[one] == stories[other])
    return np.array(rows), np.array(truth)


def day(report: dict[str, Any]) -> float:
    """When a report came out, in days; not a number where that is unknown."""
    given = report.get("published")
    return date.fromisoformat(given[:10]).toordinal() if given else math.nan


def fit(sets: list[tuple[np.ndarray, np.ndarray]]) -> LogisticRegression:
    """A logistic regression in which each set counts the same."""
    weights = np.concatenate([np.full(len(truth), 1000 / len(truth)) for _, truth in sets])
    rows = np.concatenate([rows for rows, _ in sets])
    return LogisticRegression(C=1, max_iter=2000).fit(
        rows, np.concatenate([truth for _, truth in sets]), weights
    )


def main() -> None:
    """Fit, and say how well it does on sets that it has not seen."""
    sets = {name: examples(Path(sys.argv[1]), name) for name in SETS}
    for name, (rows, truth) in sets.items():
        likely = fit([pair for other, pair in sets.items() if other != name]).predict_proba(rows)[:, 1]
        cells = (
            f"at {cut}: P {truth[likely >= cut].mean():.2f} R {truth[likely >= cut].sum() / truth.sum():.2f}"
            for cut in (0.5, 0.7, 0.8)
        )
        print(f"{name:12}", *cells, sep="  ")
    model = fit(list(sets.values()))
    print("weights", model.coef_[0].round(2), "bias", model.intercept_.round(2))


if __name__ == "__main__":
    main()
