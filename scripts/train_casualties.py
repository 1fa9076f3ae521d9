"""Fit the forests that tell how many dead and injured a report means, from an open set.

    python scripts/train_casualties.py [SHARED/data] [--check]

Writes ``src/dateline/stages/interpret/figures/casualties.json``, the same bytes from the same set and the
same scikit-learn. What is learned from is what ``figures.weighing`` measures (counts, positions, classes of
words), so it has to be run again whenever that, ``counts`` or their tables change. ``--check`` writes
nothing and says how well the forests do on incidents that they have not seen.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums in one order, so that the bytes are the same

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from dateline.core.contract import report_from
from dateline.stages.interpret.figures.choosing import telling_of, told
from dateline.stages.interpret.figures.grammar import people, titled
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.figures.trees import Forest, read, written
from dateline.stages.interpret.figures.weighing import FEATURES, Telling, candidates, rows
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.numerals import numbers

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "dateline" / "stages" / "interpret" / "figures" / "casualties.json"
TREES, DEPTH, RATE, LEAF, SHARE, COLUMNS, FOLDS = 350, 4, 0.04, 10, 0.7, 0.3, 5
Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A report's telling with the true numbers; ``fold`` keeps reports of one incident together."""

    telling: Telling
    killed: int
    injured: int
    fold: int


def lessons(folder: Path) -> list[Lesson]:
    """The reports of the set in the order of its file."""
    gold = {line["report"]: line for line in lines(folder / "gold.jsonl")}
    incidents = sorted({line["incident"] for line in gold.values()}, key=int)
    folds = {incident: number % FOLDS for number, incident in enumerate(incidents)}
    held = []
    for line in lines(folder / "reports.jsonl"):
        view = annotate(report_from(line))
        true = gold[line["id"]]
        title = titled(view)
        heading = told(title, people(title, numbers(title)), Scopes(title))
        held.append(
            Lesson(
                telling=telling_of(
                    view, told(view, people(view, numbers(view)), Scopes(view)), title, heading
                ),
                killed=true["killed"],
                injured=true["injured"],
                fold=folds[true["incident"]],
            )
        )
    return held


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def fitted(asked: Array, right: Array) -> Forest:
    """A forest that tells right candidates from wrong ones."""
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        min_samples_leaf=LEAF,
        subsample=SHARE,
        max_features=COLUMNS,
        random_state=0,
    )
    model.fit(asked, right)
    share = right.mean()
    held = Forest(
        features=FEATURES,
        base=float(np.log(share / (1 - share))),
        asked=np.zeros((TREES, 2**DEPTH - 1), np.int64),
        bars=np.full((TREES, 2**DEPTH - 1), np.inf),
        worth=np.zeros((TREES, 2**DEPTH)),
    )
    for number, (tree,) in enumerate(model.estimators_):
        _complete(tree.tree_, held, number)
    return held


def _complete(tree: Any, held: Forest, number: int, node: int = 0, place: int = 0) -> None:
    """Copies a tree into its row; where a branch is short both ways lead to the same leaf."""
    inner = 2**DEPTH - 1
    if place >= inner:
        held.worth[number, place - inner] = RATE * tree.value[node, 0, 0]
        return
    leaf = tree.children_left[node] < 0
    if not leaf:
        held.asked[number, place] = tree.feature[node]
        held.bars[number, place] = tree.threshold[node]
    _complete(tree, held, number, node if leaf else tree.children_left[node], 2 * place + 1)
    _complete(tree, held, number, node if leaf else tree.children_right[node], 2 * place + 2)


def table(taught: Sequence[Lesson], measure: str, killed: Sequence[int]) -> tuple[Array, Array, Array, Array]:
    """Rows of all candidates, which are right, of which lesson each is, and its value."""
    parts: tuple[list[Any], list[bool], list[int], list[int]] = ([], [], [], [])
    for number, (lesson, dead) in enumerate(zip(taught, killed, strict=True)):
        asked = candidates(lesson.telling, measure, dead)
        parts[0].extend(rows(lesson.telling, measure, asked, dead))
        parts[1].extend(each.value == getattr(lesson, measure) for each in asked)
        parts[2].extend([number] * len(asked))
        parts[3].extend(each.value for each in asked)
    asked_of, right, of, values = (np.array(part) for part in parts)
    return asked_of, right, of, values


def unseen(taught: Sequence[Lesson], measure: str, killed: Sequence[int]) -> list[int]:
    """The value that is chosen for each lesson by a forest that did not see its incident."""
    asked, right, of, values = table(taught, measure, killed)
    folds = np.array([taught[number].fold for number in of])
    likely = np.zeros(len(asked))
    for fold in range(FOLDS):
        forest = read(json.loads(written(fitted(asked[folds != fold], right[folds != fold]))))
        likely[folds == fold] = forest.likelihoods(asked[folds == fold].tolist())
    chosen = [0] * len(taught)
    best = [-1.0] * len(taught)
    for number, value, likelihood in zip(of, values, likely, strict=True):
        if likelihood > best[number]:
            best[number], chosen[number] = likelihood, int(value)
    return chosen


def main() -> None:
    """Fits and writes, or only measures."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    shared = Path(folders[0]) if folders else ROOT.parent / "shared" / "data"
    taught = lessons(shared / "casualties")
    killed = unseen(taught, "killed", [0] * len(taught))
    injured = unseen(taught, "injured", killed)
    right = [[k == x.killed, i == x.injured] for x, k, i in zip(taught, killed, injured, strict=True)]
    shares = [round(float(np.mean(part)), 4) for part in (*np.array(right).T, np.all(right, axis=1))]
    print("on incidents not seen: killed, injured, both right", shares)
    if "--check" in sys.argv:
        return
    card = {
        "data": "casualties (Gun Violence Archive and its news, SemEval-2018 task 5; no licence)",
        "learns": "counts, positions, values, how often words of our own classes are used; no text",
        "script": "scripts/train_casualties.py",
        "unseen": dict(zip(("killed", "injured", "both"), shares, strict=True)),
    }
    parts = [f'"card":{json.dumps(card)}']
    for measure, dead in (("killed", [0] * len(taught)), ("injured", killed)):
        asked, right_ones, _, _ = table(taught, measure, dead)
        parts.append(f'"{measure}":{written(fitted(asked, right_ones))}')
    TABLE.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
