"""How well reports are grouped into stories, set by set, beside what others do with one setting.

    python benchmarks/grouping.py [SHARED/data] [--quick]

Prints BCubed F for every report alone, TF-IDF in a single pass and by average linkage (one threshold for all
sets, the best on the mean of them), and for this stage: the forest that ships, which has seen all sets; a
forest that has seen the other two thirds of each set (stories of a third are judged); a forest that has not
seen the set at all, and small streams of it, such as a desk has that has just begun. Then F where reports
come in slices, about in the order in which they were published, and how many of the pairs of reports that are
put together are the same when the batch is shuffled, and in slices. ``--quick`` leaves out what has to be
fitted.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.train_same_story import (
    DAY,
    EPOCH,
    SETS,
    SHARED,
    Lesson,
    Stream,
    fitted,
    lessons,
    lines,
    stream,
)

from dateline.core.types import Report
from dateline.stages.group import FIXED, Desk, group
from dateline.stages.group.judging.pairs import features
from dateline.stages.group.judging.trees import Forest
from dateline.stages.group.reading.words import MATTER, tokens
from dateline.stages.group.stories.linkage import Linkage

FOLDS = 3
SLICE = 40
#: Days that a report may come late.
LATE = 2.0
THRESHOLDS = (0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.24)
#: Days after which the single pass closes a story.
WINDOW = 3.0

Labels = Sequence[Any]


def bcubed(gold: Labels, found: Labels) -> tuple[float, float, float]:
    """F, precision and recall over reports."""
    of_gold, of_found = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), precision, recall


def agreement(one: Labels, other: Labels) -> float:
    """Of the pairs that either puts together, the share that both do; 1 where neither does."""

    def pairs(labels: Labels) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(labels).values())

    both = pairs(list(zip(one, other, strict=True)))
    either = pairs(one) + pairs(other) - both
    return both / either if either else 1.0


# --- plain TF-IDF -----------------------------------------------------------------------------


def _words(report: Report) -> list[str]:
    """The words of a report that carry matter."""
    chunks = f"{report.title}\n{report.text}".split()
    return [word for chunk in chunks for word, bits in tokens(chunk) if bits & MATTER]


def likeness(held: Stream) -> np.ndarray[Any, Any]:
    """Cosines of TF-IDF vectors of all reports."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer=_words)
    rows = model.fit_transform(held.reports)
    return np.asarray((rows @ rows.T).todense(), np.float64)


def days(held: Stream) -> list[float]:
    """Days of publication, not a number where unknown."""
    return [
        each.published.at.timestamp() / 86_400 if each.published else float("nan") for each in held.reports
    ]


def single_pass(cosines: np.ndarray[Any, Any], times: Sequence[float], threshold: float) -> list[int]:
    """Each report joins the story of the nearest earlier one of the last days, or founds its own."""
    order = sorted(range(len(times)), key=lambda at: (times[at] == times[at], times[at], at))
    story = list(range(len(times)))
    for place, at in enumerate(order):
        before = [one for one in order[:place] if not abs(times[one] - times[at]) > WINDOW]
        best = max(before, key=lambda one: cosines[at, one], default=at)
        if best != at and cosines[at, best] >= threshold:
            story[at] = story[best]
    return story


def average(cosines: np.ndarray[Any, Any], threshold: float) -> list[int]:
    """Average linkage over the whole window."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = squareform(np.clip(1 - cosines, 0, 2), checks=False)
    return [int(label) for label in fcluster(linkage(apart, "average"), 1 - threshold, "distance")]


def best_of(
    sets: Sequence[Stream], found: Callable[[int, float], Labels], at: Sequence[float]
) -> list[float]:
    """F of each set at the one threshold that is best for the mean of them."""
    tried = [
        [bcubed(each.stories, found(place, threshold))[0] for place, each in enumerate(sets)]
        for threshold in at
    ]
    return max(tried, key=sum)


# --- this stage -------------------------------------------------------------------------------


def filed(reports: Sequence[Report]) -> dict[str, str]:
    """The story of each report, of one batch."""
    return {member.report: member.story for member in group(tuple(reports)).memberships}


def sliced(reports: Sequence[Report]) -> dict[str, str]:
    """The same where they come in slices, each report up to two days late; undated ones anywhere."""
    first = min((each.published.at for each in reports if each.published), default=EPOCH)

    def arrival(report: Report) -> float:
        late = int(hashlib.sha256(report.id.encode()).hexdigest(), 16) % 10**6 / 10**6
        came = (report.published.at - first) / DAY if report.published else 0.0
        return came + LATE * late

    desk, story = Desk(), {}
    coming = sorted(reports, key=arrival)
    for start in range(0, len(coming), SLICE):
        found = desk.file(tuple(coming[start : start + SLICE]))
        story.update({member.report: member.story for member in found.memberships})
    return story


def linked(part: Lesson, forest: Forest, kept: Sequence[int]) -> list[int]:
    """Stories of some of a stream's reports, by average linkage over a forest's likelihoods."""
    place = {row: at for at, row in enumerate(kept)}
    likes = forest.likelihoods(features(part.measures))
    edges = [
        (place[one], place[other], like)
        for one, other, like in zip(part.one.tolist(), part.other.tolist(), likes.tolist(), strict=True)
        if like >= FIXED.floor and one in place and other in place
    ]
    times = days(part.stream)
    made = Linkage(range(len(kept)), (), [times[row] for row in kept], FIXED.gap, FIXED.likely)
    return list(made.join(edges))


def fold(story: str) -> int:
    """The third that a story is in; of ecb's, both stories of one kind of happening are in one."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % FOLDS


def by_thirds(learned: Sequence[Sequence[Lesson]], third_of: Callable[[Stream], list[int]]) -> list[float]:
    """F of each set where forests have seen the other thirds of all sets."""
    scores: list[list[tuple[int, float, float]]] = [[] for _ in learned]
    for third in range(FOLDS):
        forest = fitted([_without(part, third, third_of) for parts in learned for part in parts])
        for at, (part, *_) in enumerate(learned):
            kept = [row for row, one in enumerate(third_of(part.stream)) if one == third]
            _, precision, recall = bcubed(
                [part.stream.stories[row] for row in kept], linked(part, forest, kept)
            )
            scores[at].append((len(kept), precision, recall))
    return [_pooled(parts) for parts in scores]


def by_sets(learned: Sequence[Sequence[Lesson]]) -> tuple[list[float], list[float]]:
    """F of each set, and of its small streams, where the forest has seen all others and not this one."""
    whole, few = [], []
    for at, (part, _, *smaller) in enumerate(learned):
        forest = fitted([other for parts in (*learned[:at], *learned[at + 1 :]) for other in parts])
        whole.append(_pooled([_judged(part, forest)]))
        few.append(_pooled([_judged(each, forest) for each in smaller]))
    return whole, few


def _judged(part: Lesson, forest: Forest) -> tuple[int, float, float]:
    """Reports of a stream, precision and recall."""
    count = len(part.stream.reports)
    return count, *bcubed(part.stream.stories, linked(part, forest, range(count)))[1:]


def _without(part: Lesson, third: int, third_of: Callable[[Stream], list[int]]) -> Lesson:
    """The pairs of which neither report is of a third."""
    mine = np.array(third_of(part.stream))
    kept = (mine[part.one] != third) & (mine[part.other] != third)
    return replace(part, **{name: getattr(part, name)[kept] for name in ("one", "other", "measures", "same")})


def _pooled(parts: Sequence[tuple[int, float, float]]) -> float:
    total = sum(count for count, _, _ in parts)
    precision = sum(count * value for count, value, _ in parts) / total
    recall = sum(count * value for count, _, value in parts) / total
    return 2 * precision * recall / (precision + recall)


def thirds(shared: Path) -> Callable[[Stream], list[int]]:
    """The third of each report: by story, or by theme in ecb, where two stories of a theme are much alike."""
    gold = lines(shared / "threads" / "stories" / "ecb", "gold")
    themes = {f"ecb/{line['story']}": line["theme"] for line in gold}
    return lambda held: [fold(themes.get(story, story)) for story in held.stories]


def row(name: str, scores: Sequence[float]) -> None:
    """A line of the table, with the mean at its end."""
    cells = (*scores, sum(scores) / len(scores))
    print(f"{name:26}" + "".join(f"{score:13.3f}" for score in cells), flush=True)


def orders(sets: Sequence[Stream], found: Sequence[dict[str, str]]) -> None:
    """Lines on how much the order of arrival matters."""
    scores, shuffled, pieces = [], [], []
    for held, story in zip(sets, found, strict=True):
        mixed = random.Random(held.name).sample(held.reports, len(held.reports))
        names = [report.id for report in held.reports]
        again, sliced_up = filed(mixed), sliced(mixed)
        whole, parts = [story[name] for name in names], [sliced_up[name] for name in names]
        scores.append(bcubed(held.stories, parts)[0])
        shuffled.append(agreement(whole, [again[name] for name in names]))
        pieces.append(agreement(whole, parts))
    row(f"group, in slices of {SLICE}", scores)
    row("  agree: shuffled", shuffled)
    row(f"  agree: slices of {SLICE}", pieces)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("shared", nargs="?", type=Path, default=SHARED)
    asked.add_argument("--quick", action="store_true")
    given = asked.parse_args()
    sets = [stream(name, given.shared) for name in SETS]
    print(f"{'BCubed F':26}" + "".join(f"{name:>13}" for name in (*SETS, "mean")))
    row("every report alone", [bcubed(each.stories, range(len(each.stories)))[0] for each in sets])
    cosines, times = [likeness(each) for each in sets], [days(each) for each in sets]
    row(
        "TF-IDF, single pass", best_of(sets, lambda at, t: single_pass(cosines[at], times[at], t), THRESHOLDS)
    )
    row("TF-IDF, average linkage", best_of(sets, lambda at, t: average(cosines[at], t), THRESHOLDS))
    found = [filed(each.reports) for each in sets]
    whole = [[story[report.id] for report in each.reports] for each, story in zip(sets, found, strict=True)]
    row("group, as it ships", [bcubed(each.stories, of)[0] for each, of in zip(sets, whole, strict=True)])
    if not given.quick:
        learned = [lessons(each) for each in sets]
        row("  unseen thirds", by_thirds(learned, thirds(given.shared)))
        whole_sets, few = by_sets(learned)
        row("  unseen sets", whole_sets)
        row("  unseen sets, few reports", few)
    orders(sets, found)


if __name__ == "__main__":
    main()
