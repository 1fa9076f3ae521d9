"""Links: which word of one sentence stands for which of another.

Decides the heaviest chain of equal words that keeps the order of both: the sentence that is left when
words are struck out of either. What was moved, put in or put in place of another is outside the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

#: What it is worth that two links stand side by side in both sentences, as a share of the words' weight.
_TOGETHER = 0.6
#: A word that stands more often than this in a sentence is linked at its first places only.
_REPEATED = 12

Links = tuple[tuple[int, int], ...]


def links(draft: Sequence[str], source: Sequence[str], weight: Callable[[str], float]) -> Links:
    """Pairs (place in draft, place in source) of equal keys, rising in both; nearly linear in the pairs."""
    places: dict[str, list[int]] = {}
    for place, key in enumerate(source):
        places.setdefault(key, []).append(place)
    pairs: list[tuple[int, int]] = []
    best: list[float] = []
    before: list[int] = []
    at: dict[tuple[int, int], int] = {}
    tree: list[int] = [-1] * (len(source) + 1)
    for here, key in enumerate(draft):
        row = len(pairs)
        for there in places.get(key, ())[:_REPEATED]:
            value, previous = _extended(best, tree, at.get((here - 1, there - 1), -1), there, weight(key))
            at[here, there] = len(pairs)
            pairs.append((here, there))
            best.append(value)
            before.append(previous)
        for number in range(row, len(pairs)):
            _enter(tree, best, pairs[number][1], number)
    return _traced(pairs, best, before)


def _extended(
    best: list[float], tree: list[int], beside: int, there: int, weight: float
) -> tuple[float, int]:
    """The worth of the best chain that ends with this pair, and its last pair but one (-1 for none)."""
    previous = _best_before(tree, best, there)
    value = weight + (best[previous] if previous >= 0 else 0.0)
    if beside >= 0 and (together := best[beside] + weight * (1 + _TOGETHER)) >= value:
        return together, beside
    return value, previous


def _best_before(tree: list[int], best: list[float], there: int) -> int:
    """The best chain that ends before a place of the source: a prefix maximum (Fenwick 1994)."""
    found = -1
    while there > 0:
        candidate = tree[there]
        if candidate >= 0 and (found < 0 or best[candidate] > best[found]):
            found = candidate
        there -= there & -there
    return found


def _enter(tree: list[int], best: list[float], there: int, number: int) -> None:
    at = there + 1
    while at < len(tree):
        if tree[at] < 0 or best[number] > best[tree[at]]:
            tree[at] = number
        at += at & -at


def _traced(pairs: list[tuple[int, int]], best: list[float], before: list[int]) -> Links:
    if not pairs:
        return ()
    at = max(range(len(pairs)), key=lambda number: (best[number], -number))
    chain = []
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return tuple(reversed(chain))
