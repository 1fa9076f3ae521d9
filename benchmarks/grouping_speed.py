"""How fast reports are grouped, and in how much memory, as the open window grows.

Fills a window with invented reports of about 600 words and prints, at each size, reports per CPU-second for
rounds of filing, bytes a report and the cost of one report alone; beside a plain single pass (TF-IDF, nearest
story above one threshold) in the same run. There are two streams, both made of the open sets:

* ``sentences``: a story draws its sentences from all the sets, with names and numbers of its own; of these
  each of its 1 to 12 reports has half to four fifths, in an order of its own and with words left out. As in
  life, a report has few near it.
* ``templates``: all reports of a story of a set, with other names and numbers in each copy of the story. As
  there are 300 such stories, each report soon has hundreds of near-copies: harsher than life.

    python benchmarks/grouping_speed.py DATA/threads/stories [--sizes 10000,30000,100000] [--what window,desk]
        [--stream sentences]

Nothing of the texts is printed or kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from time import process_time
from typing import Any, Protocol

import numpy as np

from dateline.core.types import Report, Stamp

SETS = ("newscluster", "basil", "gvc", "ecb")
WORDS = 600
DAYS = 30
FIRST = datetime(2031, 3, 1, tzinfo=UTC)
ROUND, ROUNDS = 200, 5
#: Reports of a story, and how many stories in twenty-five have so many.
SIZES = dict(zip(range(1, 13), (10, 4, 3, 2, 1, 1, 1, 1, 0.6, 0.5, 0.5, 0.4), strict=True))
#: Words of a sentence; sentences of a story; the share of them in a report; words left out of a report.
SENTENCE, SENTENCES, SHARED, DROPPED = (8, 45), 25, (0.5, 0.8), 0.08
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z]\w+|\d[\d,.]*\d")
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "os")]


class Grouper(Protocol):
    """What is measured: something that takes reports round by round."""

    def file(self, reports: list[Report]) -> None:
        """Group some reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The reports of one real story, cut into words, and which of these are names and numbers."""

    texts: tuple[list[str], ...]
    proper: frozenset[str]


def pools(folder: Path) -> list[Pool]:
    """The stories of the open sets; short reports are filled up with paragraphs of their neighbours."""
    found: list[Pool] = []
    for name in SETS:
        with gzip.open(folder / name / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
            reports = {held["id"]: held for held in map(json.loads, lines)}
        stories: dict[str, list[str]] = {}
        with gzip.open(folder / name / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
            for gold in map(json.loads, lines):
                stories.setdefault(gold["story"], []).append(reports[gold["report"]]["text"])
        filler = [part for held in reports.values() for part in held["text"].split("\n\n")]
        found.extend(pool(texts, filler, random.Random(name)) for texts in stories.values())
    return found


def pool(texts: list[str], filler: list[str], chance: random.Random) -> Pool:
    """One story: its texts with about WORDS words each."""
    filled = []
    for text in texts:
        parts = text.split("\n\n")
        while sum(len(part.split()) for part in parts) < WORDS * 0.9:
            parts.append(chance.choice(filler))
        filled.append("\n\n".join(parts).split(" ")[: WORDS + 100])
    return Pool(
        texts=tuple(filled),
        proper=frozenset(word for text in texts for word in _PROPER.findall(text)),
    )


def sentences(folder: Path, seed: int = 1) -> Iterator[Report]:
    """Reports without end, story after story, each story of sentences from anywhere."""
    chance = random.Random(seed)
    everything = " \n".join(text for pool in pools(folder) for text in (" ".join(t) for t in pool.texts))
    told = [found.split() for found in dict.fromkeys(_ENDS.split(everything))]
    told = [words for words in told if SENTENCE[0] <= len(words) <= SENTENCE[1]]
    proper = frozenset(_PROPER.findall(everything))
    number = 0
    while True:
        names: dict[str, str] = {}
        own = [chance.choice(told) for _ in range(SENTENCES)]
        day = FIRST + timedelta(days=chance.random() * DAYS)
        for _ in range(chance.choices(list(SIZES), list(SIZES.values()))[0]):
            drawn = chance.sample(own, round(chance.uniform(*SHARED) * SENTENCES))
            while sum(map(len, drawn)) < WORDS:
                drawn.append(chance.choice(told))
            chance.shuffle(drawn)
            kept = [[word for word in words if chance.random() > DROPPED] for words in drawn]
            words = [renamed(word, proper, names, chance) for part in kept for word in part]
            at = day + timedelta(days=chance.random() * 3)
            yield report(number, words, at, chance)
            number += 1


def renamed(word: str, proper: frozenset[str], names: dict[str, str], chance: random.Random) -> str:
    """A word as this story has it: its signs stay, a name or number is the story's own."""
    bare = word.rstrip(".,")
    if bare not in proper:
        return word
    if bare not in names:
        names[bare] = invented(bare, chance)
    return names[bare] + word[len(bare) :]


def report(number: int, words: list[str], at: datetime, chance: random.Random) -> Report:
    """A report of some words, in paragraphs as they come, from one of 300 outlets."""
    return Report(
        id=f"r{number}",
        title=" ".join(words[:9]).replace("\n", " "),
        text=" ".join(words),
        outlet=f"outlet{chance.randrange(300)}.example",
        language="en",
        published=Stamp(at=at),
    )


def templates(folder: Path, seed: int = 1) -> Iterator[Report]:
    """Reports without end, story after story of the sets, each time with other names and numbers."""
    stories = pools(folder)
    chance = random.Random(seed)
    number = 0
    while True:
        told = chance.choice(stories)
        names = {word: invented(word, chance) for word in sorted(told.proper)}
        day = FIRST + timedelta(days=chance.random() * DAYS)
        for text in told.texts:
            words = [names.get(word) or names.get(word.rstrip(".,"), word) for word in text]
            at = day + timedelta(days=chance.random() * 3)
            yield report(number, words, at, chance)
            number += 1


STREAMS: dict[str, Callable[[Path], Iterator[Report]]] = {"sentences": sentences, "templates": templates}


def invented(word: str, chance: random.Random) -> str:
    """Another name or number of the same kind; half of the names are kept, as people and places recur."""
    if word[0].isdigit():
        return str(chance.randrange(2, 10 ** min(6, len(word))))
    if chance.random() < 0.5:
        return word
    return "".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 4))).capitalize()


class WindowAlone:
    """The open window and nothing else: reading, counting, candidates, measures."""

    def __init__(self) -> None:
        from dateline.stages.group.window.window import Window

        self.window = Window()

    def file(self, reports: list[Report]) -> None:
        """Take in and measure."""
        self.window.pairs(self.window.add(reports))


class WholeStage:
    """The whole stage."""

    def __init__(self) -> None:
        from dateline.stages.group import Desk

        self.desk = Desk()

    def file(self, reports: list[Report]) -> None:
        """Group."""
        self.desk.file(reports)


class SinglePass:
    """TF-IDF over all words; a report joins the story of the nearest report above one threshold."""

    def __init__(self, threshold: float = 0.16) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer

        self._counts = HashingVectorizer(
            n_features=2**20, stop_words="english", norm=None, alternate_sign=False
        )
        self._threshold = threshold
        self._seen = np.zeros(2**20)
        self._rows: Any = None
        self.stories: list[int] = []

    def file(self, reports: list[Report]) -> None:
        """Compare with all reports so far."""
        from scipy.sparse import vstack
        from sklearn.preprocessing import normalize

        counts = self._counts.transform([f"{report.title} {report.text}" for report in reports])
        counts.data = 1 + np.log(counts.data)
        self._seen += np.bincount(counts.indices, minlength=len(self._seen))
        idf = np.log((1 + len(self.stories) + len(reports)) / (1 + self._seen)) + 1
        rows = normalize(counts.multiply(idf).tocsr())
        before = len(self.stories)
        self._rows = rows if self._rows is None else vstack([self._rows, rows], format="csr")
        likes = (rows @ self._rows.T).tocsr()
        for at in range(len(reports)):
            row = likes[at]
            earlier = row.indices < before + at
            best = int(np.argmax(np.where(earlier, row.data, 0))) if earlier.any() else -1
            near = best >= 0 and row.data[best] >= self._threshold and earlier[best]
            self.stories.append(self.stories[row.indices[best]] if near else before + at)


CONTENDERS: dict[str, type[Grouper]] = {"window": WindowAlone, "desk": WholeStage, "single": SinglePass}


def measure(name: str, reports: Iterator[Report], sizes: list[int]) -> None:
    """Fill to each size and print what filing costs there."""
    reports = chain([next(reports)], reports)  # the sets are read before memory is looked at
    before = memory()
    grouper, held = CONTENDERS[name](), 0
    for size in sizes:
        while held < size:
            grouper.file(list(islice(reports, min(1000, size - held))))
            held += min(1000, size - held)
        spent = timed(grouper, [list(islice(reports, ROUND)) for _ in range(ROUNDS)])
        alone = timed(grouper, [[report] for report in islice(reports, 20)])
        held += ROUND * ROUNDS + 20
        rate, each = ROUND * ROUNDS / spent, (memory() - before) / held
        print(f"{name:8} {size:8} {rate:10.0f} {each:12.0f} {alone / 20 * 1000:14.1f}", flush=True)


def timed(grouper: Grouper, rounds: list[list[Report]]) -> float:
    """CPU seconds that filing these takes."""
    started = process_time()
    for batch in rounds:
        grouper.file(batch)
    return process_time() - started


def memory() -> int:
    """Bytes resident now."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()


def main() -> None:
    """Measure what was asked for, each in the same way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,30000,100000")
    parser.add_argument("--what", default="window,desk,single")
    parser.add_argument("--stream", default="sentences,templates")
    options = parser.parse_args()
    for stream in options.stream.split(","):
        print(f"{stream:9}{'window':>8} {'reports/s':>10} {'bytes/report':>12} {'ms, one alone':>14}")
        for name in options.what.split(","):
            sizes = [int(size) for size in options.sizes.split(",")]
            measure(name, STREAMS[stream](options.folder), sizes)


if __name__ == "__main__":
    main()
