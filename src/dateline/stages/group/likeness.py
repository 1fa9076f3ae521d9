"""Which rows are near, and by how much each pair stands out from its crowd.

Decides the likeness that grouping goes by: the cosine, faded by the days between, less a share of what the
two rows have in common with everybody. Does not group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.stages.group.options import Options
from dateline.stages.group.vectors import Matrix

if TYPE_CHECKING:
    import numpy as np

    Days = np.ndarray[Any, np.dtype[np.float64]]

_BLOCK = 256
#: Likeness below this is noise between any two reports in one language.
_FLOOR = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Near rows of each row asked for, nearest first: faded likeness, and pairs that stand out."""

    near: dict[int, list[tuple[int, float]]]
    edges: tuple[tuple[int, int, float], ...]


def likeness(rows: Matrix, days: Days, asked: Sequence[int], options: Options) -> Likeness:
    """How near the rows ``asked`` are to all rows.

    ``days`` is the time of each row in days, not a number where that is not known: such a row is near any
    time. Each edge (i, j, likeness), i < j, has an end among ``asked`` and comes once.
    """
    near = dict(_nearest(rows, days, asked, options))
    met = {other for found in near.values() for other, _ in found}
    crowds = dict(_nearest(rows, days, sorted(met - near.keys()), options)) | near
    taken = {row: _crowd(found, options) for row, found in crowds.items()}
    edges: dict[tuple[int, int], float] = {}
    for row, found in near.items():
        for other, like in found:
            left = like - options.stand_out * (taken[row] + taken[other]) / 2
            if left > 0:
                edges[min(row, other), max(row, other)] = left
    return Likeness(near=near, edges=tuple((i, j, left) for (i, j), left in sorted(edges.items())))


def _crowd(found: list[tuple[int, float]], options: Options) -> float:
    """Mean likeness to the nearest; who has fewer near rows than make a crowd has less of a crowd."""
    mean = sum(like for _, like in found[: options.crowd]) / options.crowd
    return min(mean, options.crowd_most)


def _nearest(
    rows: Matrix, days: Days, asked: Sequence[int], options: Options
) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    import numpy as np

    for start in range(0, len(asked), _BLOCK):
        block = np.asarray(asked[start : start + _BLOCK])
        columns = _columns(days, days[block], options.horizon)
        product = (rows[block] @ rows[columns].T).toarray()
        gaps = np.nan_to_num(np.abs(days[block][:, None] - days[columns][None, :]))
        product /= 1 + gaps / options.fade
        product[(columns[None, :] == block[:, None]) | (gaps > options.horizon) | (product < _FLOOR)] = 0
        best = np.argsort(-product, axis=1, kind="stable")[:, : options.neighbours]
        for at, row in enumerate(block):
            likes = product[at, best[at]]
            kept = zip(columns[best[at]].tolist(), likes.tolist(), strict=True)
            yield int(row), [(other, like) for other, like in kept if like > 0]


def _columns(days: Days, block: Days, horizon: float) -> Any:
    """The rows that may be compared with any of a block: within the horizon, or without a time."""
    import numpy as np

    if np.isnan(block).any():
        return np.arange(len(days))
    return np.flatnonzero(
        np.isnan(days) | ((days >= block.min() - horizon) & (days <= block.max() + horizon))
    )
