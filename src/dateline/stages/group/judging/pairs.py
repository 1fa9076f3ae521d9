"""How likely it is that two reports tell of one happening.

Decides by a small forest that was fitted on open sets (``data/README.md``; ``scripts/train_same_story.py``).
It looks at how alike the two are, facet by facet, at the days between, and most of all at how far the pair
stands out from the twenty nearest of each: what is near in a quiet week is nothing on the day of three like
happenings. Knows reports of one language only (``crossing`` knows the others), and does not group.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.judging.trees import Forest, read
from dateline.stages.group.tables import table
from dateline.stages.group.window.window import MEASURES, Pairs

#: Measures that are looked at as they are.
_PLAIN = (
    *("body", "lead", "names", "numbers", "phrases", "mix", "same_outlet", "size_ratio", "copied"),
    *("shared_body", "shared_lead", "shared_names", "shared_phrases"),
)
#: Measures whose crowd is known, and what the pair is set against: the mean of the twenty, and the best.
_CROWDED = ("mix", "body", "lead", "names")
_AGAINST = ("mean", "best")
#: Days between where one is unknown: taken as none in one column and as very many in the other, so that the
#: forest can learn which of the two fits.
_MANY_DAYS = 1e6
#: Keeps a ratio to next to nothing from telling much.
_EASE = 0.02
#: What is less alike than this, or than this share of what the nearest of either is, is not asked about:
#: of a hundred such pairs in the open sets not one is of one happening, and they are three of four.
_LEAST, _LEAST_SHARE = 0.05, 0.2

#: The columns that the forest may ask about. Of two values for the two ends, ``_lo`` is the lesser.
FEATURES = (
    *_PLAIN,
    "days_or_none",
    "days_or_many",
    *(f"{what}_{against}_{end}" for what in _CROWDED for against in _AGAINST for end in ("lo", "hi")),
    *(f"{what}_crowd" for what in _CROWDED),
    *(f"mix_last_{end}" for end in ("lo", "hi")),
    *(f"rank_{end}" for end in ("lo", "hi")),
)
#: 1: the more, never the less likely; -1: the more, never the likelier; 0: neither is sure. What is sure is
#: not left to be learned: it carries over to streams unlike those at hand.
DIRECTION = {
    name: -1
    if name.startswith(("rank_", "days_"))
    else 0
    if name.endswith("_crowd") or name in ("same_outlet", "size_ratio")
    else 1
    for name in FEATURES
}


def likelihoods(pairs: Pairs) -> Array:
    """The likelihood of one happening for each pair: float64[n], 0 to 1."""
    found = np.zeros(len(pairs.one))
    asked = np.flatnonzero(worth_asking(pairs.measures))
    if len(asked):
        found[asked] = forest().likelihoods(features(pairs.measures[asked]))
    return found


def worth_asking(measures: Array) -> Array:
    """Which rows of MEASURES are near enough for a judgement to matter: a mask."""
    mix, one, other = (measures[:, MEASURES.index(f"mix{end}")] for end in ("", "_best_one", "_best_other"))
    return np.asarray((mix >= _LEAST) & (mix >= _LEAST_SHARE * np.minimum(one, other)))


def features(measures: Array) -> Array:
    """Rows of FEATURES, float32, for rows of MEASURES; which report is ``one`` makes no difference."""
    column = dict(zip(MEASURES, np.asarray(measures, np.float32).T, strict=True))
    made = {name: column[name] for name in _PLAIN}
    made["days_or_none"] = np.nan_to_num(column["days"], nan=-1)
    made["days_or_many"] = np.nan_to_num(column["days"], nan=_MANY_DAYS)
    for what in _CROWDED:
        for against in _AGAINST:
            ends = (column[f"{what}_{against}_{end}"] for end in ("one", "other"))
            ratios = [column[what] / (value + np.float32(_EASE)) for value in ends]
            _both_ends(made, f"{what}_{against}", ratios[0], ratios[1])
        made[f"{what}_crowd"] = (column[f"{what}_mean_one"] + column[f"{what}_mean_other"]) / 2
    last = (column["mix"] - column[f"mix_last_{end}"] for end in ("one", "other"))
    _both_ends(made, "mix_last", *last)
    _both_ends(made, "rank", column["rank_one"], column["rank_other"])
    return np.stack([made[name] for name in FEATURES], axis=1)


def _both_ends(made: dict[str, Array], name: str, one: Array, other: Array) -> None:
    made[f"{name}_lo"], made[f"{name}_hi"] = np.minimum(one, other), np.maximum(one, other)


@cache
def forest() -> Forest:
    """The forest that ships with the package."""
    held = read(table("same_story.json").decode())
    if held.features != FEATURES:
        raise ValueError("same_story.json was fitted on other features: run scripts/train_same_story.py")
    return held
