"""Train the two small models of places, and print how they do on reports that they have not seen.

    python scripts/train_places.py ../shared/data/places [--write]

Reads the reports and the gold of LGL and GeoVirus; writes ``places/finding.tsv`` (is it a place?) and
``places/resolving.tsv`` (which one?) beside the grammar. What is learnt are weights of flags, counts, shares
and logarithms: no weight carries a word of the texts. Folds are cut by report; "set out" trains on one set
and tries the other. The same weights come from the same input.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.core.types import Report
from dateline.stages.interpret.places import finding, resolving
from dateline.stages.interpret.places.described import described
from dateline.stages.interpret.places.geography import Geography, geography
from dateline.stages.interpret.places.grammar import named
from dateline.stages.interpret.places.toponyms import Candidate
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from dateline.stages.interpret.statements.speakers import Speakers

DATA = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "interpret" / "places"
FOLDS = 5
#: A name is the gold's where this much of the longer of both is common to them.
SAME = 0.55
NEAR = 161.0
LIKELY = 0.55
MADE_BY = "made by scripts/train_places.py, card in TABLES.md"

Vector = NDArray[np.float64]
Gold = dict[str, Any]


@dataclass
class Case:
    """A report with its names, what the gold has for each, and the signs of each."""

    set: str
    view: Annotation
    found: list[Candidate]
    gold: list[Gold | None]
    signs: list[finding.Signs]
    setting: Geography
    all_gold: int


@dataclass
class Question:
    """The readings of the names of a report, which are right, and how often each name stands there."""

    case: Case
    table: resolving.Table
    right: NDArray[np.bool_]
    often: Counter[int]


def cases(folder: Path) -> list[Case]:
    """All reports, read as the stage reads them."""
    gold = {told["report"]: told["places"] for told in lines(folder / "gold.jsonl")}
    return [case(row, gold[row["id"]]) for row in lines(folder / "reports.jsonl")]


def case(row: dict[str, Any], gold: list[Gold]) -> Case:
    """One report, read as the stage reads it."""
    view = annotate(
        Report(id=row["id"], text=row["text"], url=row["url"], outlet=row["outlet"], language="en")
    )
    found = named(view, described(view))
    setting = geography(view, found)
    signs = finding.signs(view, found, Speakers(view).persons, setting)
    answers = [next((one for one in gold if same(each, one)), None) for each in found]
    return Case(row["id"].partition("/")[0], view, found, answers, signs, setting, len(gold))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def same(each: Candidate, gold: Gold) -> bool:
    """Whether a name and one of the gold are the same."""
    both = min(each.end, gold["end"]) - max(each.start, gold["start"])
    return bool(both > SAME * max(each.end - each.start, gold["end"] - gold["start"]))


# --- is it a place? -------------------------------------------------------------------------


def matrix(told: Sequence[Case], names: Sequence[str]) -> tuple[Vector, Vector]:
    """The signs of all names as a matrix, and whether each is a place."""
    column = {name: number for number, name in enumerate(names)}
    rows = [(signs, gold) for each in told for signs, gold in zip(each.signs, each.gold, strict=True)]
    table = np.zeros((len(rows), len(names)))
    for number, (signs, _) in enumerate(rows):
        for name, value in signs.items():
            if name in column:
                table[number, column[name]] = value
    return table, np.array([gold is not None for _, gold in rows], float)


def finder(told: Sequence[Case], names: Sequence[str], ridge: float = 3.0) -> Vector:
    """The weights of the signs: logistic regression."""
    table, truth = matrix(told, names)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = table @ weights
        chance = 1 / (1 + np.exp(-scores))
        total = np.sum(np.logaddexp(0, scores) - truth * scores) + ridge / 2 * weights @ weights
        return float(total), table.T @ (chance - truth) + ridge * weights

    return least(loss, len(names))


def least(loss: Callable[[Vector], tuple[float, Vector]], size: int) -> Vector:
    """The weights with the least loss."""
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x)


def found_right(told: Sequence[Case], names: Sequence[str], weights: Vector) -> Counter[str]:
    """Counts of names found, found rightly and to be found, by set."""
    count: Counter[str] = Counter()
    for each in told:
        table, truth = matrix([each], names)
        likely = table @ weights > math.log(LIKELY / (1 - LIKELY))
        count[f"{each.set} found"] += int(likely.sum())
        count[f"{each.set} right"] += int((likely * truth).sum())
        count[f"{each.set} gold"] += each.all_gold
    return count


# --- which place? ---------------------------------------------------------------------------


def question(each: Case) -> Question | None:
    """The readings of those names of a report that the gold has with a point."""
    kept = [(one, gold) for one, gold in zip(each.found, each.gold, strict=True) if gold]
    if not kept:
        return None
    table = resolving.tabled(each.view, [one for one, _ in kept], each.setting)
    right, often = np.zeros(len(table.readings), bool), Counter[int]()
    number = {name: at for at, name in enumerate(table.names)}
    for one, gold in kept:
        if gold["lat"] is None:
            continue
        often[number[one.key]] += 1
        for row in np.flatnonzero(table.name_of == number[one.key]):
            entry = table.readings[row].entry
            if entry.latitude is not None and entry.longitude is not None:
                right[row] |= distance((entry.latitude, entry.longitude), (gold["lat"], gold["lon"])) <= NEAR
    return Question(each, table, right, often)


def distance(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Kilometres on a great circle."""
    la, lo, lb, mo = map(math.radians, (*one, *two))
    half = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742.02 * math.asin(min(1.0, math.sqrt(half)))


def resolver(asked: Sequence[Question]) -> list[Vector]:
    """The weights of each pass; the second sees what the first made of the other names."""
    shares = [np.zeros(len(each.table.readings)) for each in asked]
    passes = []
    for _ in range(2):
        tables = [resolving.numbers(each.table, share) for each, share in zip(asked, shares, strict=True)]
        weights = chooser(list(choices(asked, tables)))
        shares = [
            resolving.softmax(each.table, table @ weights) for each, table in zip(asked, tables, strict=True)
        ]
        passes.append(weights)
    return passes


def choices(asked: Sequence[Question], tables: Sequence[Vector]) -> Iterator[tuple[Vector, Vector, float]]:
    """For each name of several readings: their numbers, which are right, and how much the name counts."""
    for each, table in zip(asked, tables, strict=True):
        for name, often in each.often.items():
            rows = np.flatnonzero(each.table.name_of == name)
            right = each.right[rows]
            if right.any() and not right.all():
                yield table[rows], right.astype(float), math.sqrt(min(often, 3))


def chooser(given: Sequence[tuple[Vector, Vector, float]], ridge: float = 1.0) -> Vector:
    """Weights under which the right readings have the greatest share of their names."""
    numbers, right = np.vstack([each[0] for each in given]), np.concatenate([each[1] for each in given])
    sizes = np.array([len(each[1]) for each in given])
    starts, of = np.concatenate(([0], np.cumsum(sizes)[:-1])), np.repeat(np.arange(len(given)), sizes)
    counts = np.array([each[2] for each in given])

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = numbers @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        total, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        good = np.maximum(good, 1e-300)
        push = (powers / total[of] - powers * right / good[of]) * counts[of]
        value = np.sum(counts * (np.log(total) - np.log(good))) + ridge / 2 * weights @ weights
        return float(value), numbers.T @ push + ridge * weights

    return least(loss, numbers.shape[1])


def placed_right(asked: Sequence[Question], passes: Sequence[Vector]) -> Counter[str]:
    """Counts of names with a point, and of those put within 161 km, by set."""
    count: Counter[str] = Counter()
    for each in asked:
        shares = resolving.chances(each.table, passes)
        for name, often in each.often.items():
            rows = np.flatnonzero(each.table.name_of == name)
            count[f"{each.case.set} named"] += often
            count[f"{each.case.set} near"] += often * bool(each.right[rows[np.argmax(shares[rows])]])
    return count


# --- all of it ------------------------------------------------------------------------------


def report(title: str, count: Counter[str]) -> None:
    """Print the figures of each set."""
    for one in sorted({key.partition(" ")[0] for key in count}):
        found, right, gold = (count[f"{one} {what}"] for what in ("found", "right", "gold"))
        f = 2 * right / ((found + gold) or 1)
        near = count[f"{one} near"] / (count[f"{one} named"] or 1)
        print(
            f"{title} {one}: P {right / (found or 1):.3f} R {right / (gold or 1):.3f} F {f:.3f}",
            f"near {near:.3f}",
        )


def tried(learn: Sequence[Case], test: Sequence[Case], names: Sequence[str]) -> Counter[str]:
    """How models of some reports do on others."""
    asked = [each for case in learn if (each := question(case))]
    found = found_right(test, names, finder(learn, names))
    return found + placed_right([each for case in test if (each := question(case))], resolver(asked))


def main() -> None:
    """Validate, and with ``--write`` keep the models of all reports."""
    told = cases(Path(sys.argv[1]))
    names = sorted({name for each in told for signs in each.signs for name in signs})
    count: Counter[str] = Counter()
    for fold in range(FOLDS):
        learn = [each for at, each in enumerate(told) if at % FOLDS != fold]
        count += tried(learn, told[fold::FOLDS], names)
    report(f"{FOLDS} folds", count)
    for one in sorted({each.set for each in told}):
        rest = [each for each in told if each.set != one]
        report("set out", tried(rest, [each for each in told if each.set == one], names))
    if "--write" in sys.argv:
        rows = [f"{name}\t{weight:.3f}" for name, weight in zip(names, finder(told, names), strict=True)]
        keep("finding.tsv", f"# Weights of the signs of a place ({MADE_BY}).", rows)
        columns = resolver([each for case in told if (each := question(case))])
        numbers = zip((*resolving.FIXED, *resolving.SHARED), *columns, strict=True)
        rows = ["\t".join((name, *(f"{weight:.3f}" for weight in weights))) for name, *weights in numbers]
        keep("resolving.tsv", f"# Weights of the numbers of a reading, a column a pass ({MADE_BY}).", rows)


def keep(name: str, title: str, rows: Sequence[str]) -> None:
    """Write a table of weights."""
    (DATA / name).write_text("\n".join((title, *rows)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
