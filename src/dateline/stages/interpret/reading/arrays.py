"""Arrays for small networks over tokens: neighbours side by side, products that wake no threads.

Decides nothing. Rows are float32[n, width], one for each token.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Multiplications of a product that wake no thread of OpenBLAS.
_FEW = 250_000

Array = NDArray[np.float32]
Whole = NDArray[np.int64]


def product(rows: Array, weight: Array) -> Array:
    """``rows @ weight``, some rows at a time.

    More at once (``_FEW``) wakes the threads of OpenBLAS, which cost far more than they do for a text of some
    hundred tokens, and most where other processes want the cores.
    """
    some = max(_FEW // max(weight.size, 1), 1)
    whole = len(rows) - len(rows) % some
    most = rows[:whole].reshape(-1, some, rows.shape[1]) @ weight
    return np.concatenate([most.reshape(whole, weight.shape[1]), rows[whole:] @ weight])


def beside(rows: Array, side: int) -> Array:
    """Each row with those of its neighbours, ``side`` either way, in one: zeros beyond the ends."""
    count, width = rows.shape
    padded = np.zeros((count + 2 * side, width), np.float32)
    padded[side : side + count] = rows
    return np.concatenate([padded[offset : offset + count] for offset in range(2 * side + 1)], axis=1)
