"""Fit the net of statements (``interpret/statements/statements.json``) on PolNeAR.

    python scripts/train_statements.py DATA            # fits on all articles, writes the table
    python scripts/train_statements.py DATA --folds 5  # fits on four fifths, scores the rest, writes nothing

DATA is the folder of ``reports.jsonl`` and ``gold.jsonl``. What the net learns from is classes and numbers
(``statements/tokens.py``): no word of an open class reaches it, so no weight can carry the articles' text.
Needs ``jax`` and ``optax`` beside Dateline (group ``training``; 0.10.2 and 0.2.8 made the table, with numpy
2.4.6 on one thread); the same bytes from the same input, machine and versions.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import numpy as np
import optax

from dateline.core.contract import report_from
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.view import Annotation
from dateline.stages.interpret.statements import net as shipped
from dateline.stages.interpret.statements.grammar import drafts
from dateline.stages.interpret.statements.layout import BEFORE, CONTENT, CUE, SPEAKER, Array
from dateline.stages.interpret.statements.tokens import (
    PLACES,
    RELATIONS,
    TABLES,
    TAGS,
    WINDOW,
    Beside,
    Seen,
    Signs,
    beside,
    seen,
)
from dateline.stages.interpret.statements.vocabulary import others, verbs

TABLE = Path(__file__).parents[1] / "src/dateline/stages/interpret/statements/statements.json"
EPOCHS, RATE, SEED = 10, 5e-3, 0
#: Widths: of a word, of a token among its neighbours, of a token beside a cue.
WORD, TOKEN, PAIR = 40, 40, 32
#: A batch: tokens, tokens beside cues, and tokens of nothing between two articles.
TOKENS, ROWS, GAP = 4096, 7168, 16
#: The share of articles that are shown in lower case, so that capitals are not all that names are known by.
LOWERED = 0.05
KEPT = 0.8
#: How many batches it takes for each that the tokens would fill.
FULL = 1.13
#: What an error in finding a cue weighs against one in its parts.
OF_CUES = 10.0
#: The first row of each table of RELATIONS where they are one.
FIRST = dict(zip(RELATIONS, accumulate(RELATIONS.values(), initial=0), strict=False))

Weights = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as numbers, as it is and in lower case, with its cues and what stands beside them.

    ``heads``: int[c]; ``labels``: int[c, WINDOW], NOTHING to CUE.
    """

    view: Annotation
    tokens: Seen
    lowered: Array
    heads: Array
    labels: Array
    around: Beside


def articles(folder: Path, signs: Signs) -> list[Article]:
    """The articles of a folder in its order, with what was marked in them."""
    gold = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        marked = json.loads(line)
        gold[marked["report"]] = marked["statements"]
    lines = (folder / "reports.jsonl").read_text("utf-8").splitlines()
    views = [annotate(report_from(json.loads(line))) for line in lines]
    numbers = [(np.array(signs.of(view.words)), np.array(signs.of(view.lower))) for view in views]
    counted = signs.counted(0)
    return [
        _article(view, seen(view, written, counted), lowered, gold[view.report.id])
        for view, (written, lowered) in zip(views, numbers, strict=True)
    ]


def _article(view: Annotation, tokens: Seen, lowered: Array, marked: list[dict[str, Any]]) -> Article:
    parts: dict[int, tuple[set[int], ...]] = {}
    for statement in marked:
        held = [_tokens(view, statement[part]) for part in ("speaker", "content", "cue")]
        if held[-1]:
            head = max(held[-1], key=lambda token: (_rank(view, token), token))
            for known, new in zip(parts.setdefault(head, (set(), set(), set())), held, strict=True):
                known.update(new)
    heads = np.array(sorted(parts), np.int64)
    labels = np.zeros((len(heads), WINDOW), np.int32)
    for row, head in enumerate(heads.tolist()):
        for label, marks in zip((SPEAKER, CONTENT, CUE), parts[head], strict=True):
            columns = np.array(sorted(marks), np.int64) - head + BEFORE
            labels[row, columns[(columns >= 0) & (columns < WINDOW)]] = label
    return Article(
        view=view, tokens=tokens, lowered=lowered, heads=heads, labels=labels, around=beside(tokens, heads)
    )


def _tokens(view: Annotation, spans: list[dict[str, Any]]) -> list[int]:
    ends = ((view.token_from(span["start"]), view.token_from(span["end"])) for span in spans)
    return sorted({token for first, last in ends for token in range(first, last)})


def _rank(view: Annotation, token: int) -> int:
    """How fit a token of a cue is to be its head."""
    word, tag = view.lower[token], view.tags[token]
    if word == "according":
        return 6
    if word in verbs():
        return 5 if tag.startswith("V") else 4
    if word in others():
        return 3
    return 2 if tag.startswith("V") else 1 if tag[0] in "NJ" else 0


@dataclass(slots=True, kw_only=True)
class Batch:
    """Articles one after the other, ``GAP`` tokens of nothing between them; and so the tokens beside cues.

    ``relations``: which rows of RELATIONS hold, of all tables one after the other; ``kept`` and
    ``kept_beside`` leave some numbers out at random, another choice for each batch.
    """

    signs: Array
    places: Array
    tags: Array
    real: Array
    is_head: Array
    kept: Array
    head: Array
    token: Array
    relations: Array
    looked_at: Array
    labels: Array
    kept_beside: Array


def _empty(nothing: int, chance: np.random.Generator) -> Batch:
    return Batch(
        signs=np.full(TOKENS, nothing, np.int32),
        places=np.zeros(TOKENS, np.int32),
        tags=np.zeros(TOKENS, np.int32),
        real=np.zeros(TOKENS, np.float32),
        is_head=np.zeros(TOKENS, np.float32),
        kept=_chosen(chance, TOKENS, WORD),
        head=np.zeros(ROWS, np.int32),
        token=np.zeros(ROWS, np.int32),
        relations=np.zeros((ROWS, sum(RELATIONS.values())), bool),
        looked_at=np.zeros(ROWS, np.float32),
        labels=np.zeros(ROWS, np.int32),
        kept_beside=_chosen(chance, ROWS, PAIR),
    )


def _chosen(chance: np.random.Generator, rows: int, width: int) -> Array:
    return np.frombuffer(chance.bytes(rows * width), np.uint8).reshape(rows, width) < 256 * KEPT


def batches(
    held: Sequence[Article], order: Array, nothing: int, chance: np.random.Generator
) -> Iterator[Batch]:
    """The articles in an order; ``nothing`` is the sign of no token.

    An article that is longer than a batch is left out.
    """
    batch, at, row = _empty(nothing, chance), GAP, 0
    for number in order.tolist():
        article = held[number]
        count = len(article.lowered)
        if count > TOKENS - 2 * GAP:
            continue
        if at + count + GAP > TOKENS or row + len(article.around.cue) > ROWS:
            yield batch
            batch, at, row = _empty(nothing, chance), GAP, 0
        lowered = chance.random() < LOWERED
        batch.signs[at : at + count] = article.lowered if lowered else article.tokens.signs
        batch.places[at : at + count] = article.tokens.places
        batch.tags[at : at + count] = 0 if lowered else article.tokens.tags
        batch.real[at : at + count] = 1
        batch.is_head[at + article.heads] = 1
        row = _add_cues(batch, article, at, row)
        at += count + GAP
    if at > GAP:
        yield batch


def _add_cues(batch: Batch, article: Article, at: int, row: int) -> int:
    """Adds what stands beside the cues of an article from a row on; where the next are to stand."""
    around, heads = article.around, article.heads
    if not len(heads):
        return row
    there = np.flatnonzero(around.column < WINDOW)
    there = there[there + row < ROWS]
    rows, cue, column = there + row, around.cue[there], around.column[there]
    batch.head[rows] = heads[cue] + at
    batch.token[rows] = around.token[there] + at
    batch.looked_at[rows] = 1
    batch.labels[rows] = article.labels[cue, column]
    for names, combined in zip(TABLES, around.rows, strict=True):
        rest = combined[there]
        for name in reversed(names):
            batch.relations[rows, FIRST[name] + rest % RELATIONS[name]] = True
            rest = rest // RELATIONS[name]
    return row + len(around.cue)


def initial(features: int, chance: np.random.Generator) -> Weights:
    """Weights to begin with, under the names of ``net.py``."""
    span = 2 * shipped.REACH + 1

    def drawn(rows: int, columns: int, scale: float) -> Array:
        return (chance.standard_normal((rows, columns)) * scale).astype(np.float32)

    def layers(gaps: Sequence[str], width: int) -> Weights:
        drawings = {name: drawn(3 * width, width, 0.7 * (2 / (3 * width)) ** 0.5) for name in gaps}
        return drawings | {f"{name}_bias": np.zeros(width, np.float32) for name in gaps}

    return {
        "word": drawn(features, WORD, 0.3),
        "place": drawn(PLACES, WORD, 0.3),
        "tag": drawn(len(TAGS), WORD, 0.3),
        "near": drawn(span * WORD, TOKEN, 0.7 * (2 / (span * WORD)) ** 0.5),
        "near_bias": np.zeros(TOKEN, np.float32),
        **layers(tuple(shipped.GAPS), TOKEN),
        "cue": drawn(TOKEN, 1, 0.1),
        "cue_bias": np.full(1, -3, np.float32),
        "of_token": drawn(TOKEN, PAIR, TOKEN**-0.5),
        "of_cue": drawn(TOKEN, PAIR, TOKEN**-0.5),
        "pair_bias": np.zeros(PAIR, np.float32),
        **{name: drawn(rows, PAIR, 0.2) for name, rows in RELATIONS.items()},
        **layers(tuple(shipped.PAIR_GAPS), PAIR),
        "part": drawn(PAIR, 4, 0.2),
        "part_bias": np.array([1, -1, 0, -1], np.float32),
    }


def _deeper(weights: Weights, rows: Any, gaps: Mapping[str, int], real: Any) -> Any:
    """The layers that each add to rows what they make of them and of those before and behind."""
    count = len(rows)
    for name, gap in gaps.items():
        padded = jnp.pad(rows, [(gap, gap), (0, 0)])
        sides = jnp.concatenate([padded[gap * step : gap * step + count] for step in range(3)], axis=-1)
        rows = rows + jax.nn.relu(sides @ weights[name] + weights[f"{name}_bias"]) * real
    return rows


def _encoded(weights: Weights, sets: Any, batch: dict[str, Any]) -> Any:
    real, reach = batch["real"][:, None], shipped.REACH
    first = (sets @ weights["word"])[batch["signs"]]
    first += _one_hot(batch["places"], PLACES) @ weights["place"]
    first += _one_hot(batch["tags"], len(TAGS)) @ weights["tag"]
    padded = jnp.pad(first * (batch["kept"] / KEPT) * real, [(reach, reach), (0, 0)])
    near = jnp.concatenate([padded[step : step + len(first)] for step in range(2 * reach + 1)], axis=-1)
    found = jax.nn.relu(near @ weights["near"] + weights["near_bias"]) * real
    return _deeper(weights, found, shipped.GAPS, real)


def _one_hot(rows: Any, many: int) -> Any:
    """Quicker to learn with than a look-up."""
    return jax.nn.one_hot(rows, many, dtype=jnp.float32)


def loss(weights: Weights, sets: Any, batch: dict[str, Any]) -> Any:
    """How unlikely the net finds what was marked."""
    encoded, looked_at = _encoded(weights, sets, batch), batch["looked_at"]
    likely = (encoded @ weights["cue"])[:, 0] + weights["cue_bias"][0]
    of_cues = optax.sigmoid_binary_cross_entropy(likely, batch["is_head"]) * batch["real"]
    sums = (encoded @ weights["of_token"])[batch["token"]]
    sums += (encoded @ weights["of_cue"] + weights["pair_bias"])[batch["head"]]
    sums += batch["relations"].astype(jnp.float32) @ jnp.concatenate([weights[name] for name in RELATIONS])
    pairs = jax.nn.relu(sums) * looked_at[:, None] * (batch["kept_beside"] / KEPT)
    pairs = _deeper(weights, pairs, shipped.PAIR_GAPS, looked_at[:, None])
    worth = pairs @ weights["part"] + weights["part_bias"]
    of_parts = optax.softmax_cross_entropy_with_integer_labels(worth, batch["labels"]) * looked_at
    return OF_CUES * of_cues.sum() / batch["real"].sum() + of_parts.sum() / (looked_at.sum() + 1)


def fitted(held: Sequence[Article], signs: Signs) -> shipped.Weights:
    """The net fitted on articles."""
    chance = np.random.default_rng(SEED)
    features = tuple(sorted({feature for features in signs.sets for feature in features}))
    column = {feature: number for number, feature in enumerate(features)}
    sets = np.zeros((len(signs.sets) + 1, len(features)), np.float32)
    for row, names in enumerate(signs.sets):
        sets[row, [column[name] for name in names]] = 1
    weights = {name: jnp.asarray(rows) for name, rows in initial(len(features), chance).items()}
    count = sum(len(article.lowered) + GAP for article in held) * EPOCHS // (TOKENS - 2 * GAP)
    schedule = optax.cosine_onecycle_schedule(int(FULL * count), RATE, 0.15)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-3))
    state, known = rule.init(weights), jnp.asarray(sets)

    def step(weights: Weights, state: Any, batch: dict[str, Any]) -> tuple[Weights, Any, Any]:
        cost, slopes = jax.value_and_grad(loss)(weights, known, batch)
        change, state = rule.update(slopes, state, weights)
        return optax.apply_updates(weights, change), state, cost

    stepped = jax.jit(step)
    for number in range(EPOCHS):
        costs = []
        for batch in batches(held, chance.permutation(len(held)), len(signs.sets), chance):
            arrays = {name: getattr(batch, name) for name in Batch.__slots__}
            weights, state, cost = stepped(weights, state, arrays)
            costs.append(cost)
        print(f"epoch {number}: {float(np.mean(costs)):.4f}", file=sys.stderr, flush=True)
    return shipped.Weights(
        features=features, arrays={name: np.asarray(rows) for name, rows in weights.items()}
    )


def folds(held: Sequence[Article], many: int) -> list[Array]:
    """Which articles are left out together: every ``many``-th, or with 0 those of one publisher."""
    if many:
        return [np.arange(first, len(held), many) for first in range(many)]
    publishers = [article.view.report.id.split("/")[-1].split("_")[0] for article in held]
    return [np.flatnonzero(np.array(publishers) == name) for name in dict.fromkeys(publishers)]


def predicted(article: Article, model: shipped.Net) -> dict[str, Any]:
    """The statements of an article as the scorer reads them."""
    view = article.view

    def spans(ranges: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        return [{"start": a, "end": b, "text": view.report.text[a:b]} for a, b in ranges]

    def of_tokens(held: tuple[int, int] | None) -> list[dict[str, Any]]:
        return spans([(view.starts[held[0]], view.ends[held[1] - 1])] if held else [])

    found = drafts(view, model)
    return {
        "report": view.report.id,
        "statements": [
            {
                "cue": of_tokens(draft.cue),
                "speaker": of_tokens(draft.speaker),
                "content": spans(draft.content),
            }
            for draft in found
        ],
    }


def crossed(held: Sequence[Article], signs: Signs, left_out: Sequence[Array], out: Path) -> None:
    """Writes what nets say of the articles that each has not seen."""
    with out.open("w", encoding="utf-8") as lines:
        for fold in left_out:
            rest = np.setdiff1d(np.arange(len(held)), fold)
            model = shipped.Net(_rounded(fitted([held[number] for number in rest], signs)))
            for number in fold.tolist():
                lines.write(json.dumps(predicted(held[number], model)) + "\n")


def _rounded(weights: shipped.Weights) -> shipped.Weights:
    return shipped.read(shipped.written(weights, {}))


CARD = {
    "what": "which words report speech or what somebody holds, and beside them whose and what",
    "made by": "scripts/train_statements.py",
    "data": "PolNeAR 1.0 (McGill, networkdynamics/PolNeAR): 924 US news articles of 2015-16, marked by hand",
    "terms": "none stated; the texts belong to their publishers and are not distributed",
    "what a weight can carry": "classes of Dateline's own tables, closed-class words, possible word classes, "
    "endings, case, tags, quotation marks, distances and counts; no word of an open class",
    "unseen": "every fifth article left out (185, one fold), all rules: found F .766, speaker overlap "
    ".705, content overlap .777; publishers left out were not tried",
}


def main() -> None:
    """Fits, and writes the table or what nets say of articles that they have not seen."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("data", type=Path)
    given.add_argument("--folds", type=int, help="leave out every Nth article; 0: one publisher at a time")
    given.add_argument("--only", type=int, help="do the first so many folds only")
    given.add_argument("--out", type=Path, default=Path("predicted.jsonl"), help="what --folds writes")
    asked = given.parse_args()
    signs = Signs()
    held = articles(asked.data, signs)
    if asked.folds is not None:
        crossed(held, signs, folds(held, asked.folds)[: asked.only], asked.out)
        return
    TABLE.write_text(shipped.written(fitted(held, signs), CARD), "utf-8")


if __name__ == "__main__":
    main()
