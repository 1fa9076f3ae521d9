"""Which reports tell of the same happening: the neighbourhood of what is new, linked anew.

Decides which known reports are looked at a second time, and how they and the new ones fall into groups, so
that stories merge and split as evidence comes. A group that average linkage makes lies within reports that
hang together by links of at least the cut, so what it would make of the whole window, it makes of these. It
does not say how likely two reports tell of one happening, nor what a group is called.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Protocol

from dateline.stages.group.options import Options
from dateline.stages.group.stories.linkage import Linkage, Looked

if TYPE_CHECKING:
    from dateline.stages.group.arrays import Array

#: When a report was published, in days since 1970 (infinite if unknown), and its id: the order of everything.
Key = tuple[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What linkage must know of a row: time (not a number if unknown), language, and where it is pinned."""

    key: Key
    day: float
    language: str = ""
    pin: str = ""


class Links:
    """How likely pairs of rows tell of one happening, both ways. What is not there is below the floor."""

    def __init__(self) -> None:
        self._ends: dict[int, array[int]] = {}
        self._likes: dict[int, array[float]] = {}

    def add(self, one: int, other: int, like: float) -> None:
        """Keep a pair; each pair is added once."""
        for near, far in ((one, other), (other, one)):
            self._ends.setdefault(near, array("q")).append(far)
            self._likes.setdefault(near, array("f")).append(like)

    def of(self, row: int) -> Iterator[tuple[int, float]]:
        """The rows that this one is linked with, and how likely."""
        return zip(self._ends.get(row, ()), self._likes.get(row, ()), strict=True)

    def beside(self, rows: Sequence[int]) -> tuple[Array, Array, Array]:
        """All links of some rows, side by side: the index of the row here, the other row, how likely."""
        import numpy as np

        held = [self._ends.get(row, _NONE) for row in rows]
        likes = [self._likes[row] for row in rows if row in self._likes]
        return (
            np.repeat(np.arange(len(rows)), list(map(len, held))),
            np.concatenate(
                [np.zeros(0, np.int64), *(np.frombuffer(each, np.int64) for each in held if each)]
            ),
            np.concatenate([np.zeros(0, np.float32), *(np.frombuffer(each, np.float32) for each in likes)]),
        )

    def nearest(self, rows: Collection[int], least: float) -> dict[int, float]:
        """What some rows are linked with at least so likely, each with the likeliest of its links."""
        import numpy as np

        _, ends, likes = self.beside(list(rows))
        strong = np.flatnonzero(likes >= least)
        strong = strong[np.argsort(likes[strong], kind="stable")]  # of a row that comes again the last counts
        return dict(zip(ends[strong].tolist(), likes[strong].tolist(), strict=True))

    def forget(self, rows: Collection[int]) -> None:
        """Drop rows and every link that leads to them."""
        gone = set(rows)
        touched = {other for row in gone for other in self._ends.get(row, ())} - gone
        for row in gone:
            self._ends.pop(row, None)
            self._likes.pop(row, None)
        for row in touched:
            kept = [(other, like) for other, like in self.of(row) if other not in gone]
            self._ends[row] = array("q", [other for other, _ in kept])
            self._likes[row] = array("f", [like for _, like in kept])


_NONE = array("q")


class Standing(Protocol):
    """What is asked of the roll (``roll.Roll``): the story of a row, and the rows of a story."""

    def story(self, row: int) -> str: ...
    def rows(self, story: str) -> Collection[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports that belong together, earliest first, and the story that desk or input pinned them to."""

    reports: tuple[str, ...]
    pinned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is gone by. ``original`` gives the first row of a row's copy group: itself, if it copies none."""

    links: Links
    places: Mapping[int, Place]
    original: Callable[[int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Rows that are looked at one by one, and stories that may gain or merge but are not taken apart.

    Both by time, the rows of a story, too.
    """

    loose: tuple[int, ...]
    whole: tuple[tuple[int, ...], ...] = ()


def neighbourhood(
    fresh: Iterable[int], evidence: Evidence, standing: Standing, options: Options
) -> Neighbourhood:
    """What hangs together with ``fresh``, the likeliest first, until ``options.second_look`` rows are taken.

    A row brings those that share its story as it stands, and those of the story that it is pinned to. What is
    past the limit is taken whole: its links count, what lies beyond is not asked.
    """
    loose = set(fresh)
    seen, opened = set(loose), set[str]()
    left = options.second_look + options.second_look_each * len(loose)
    whole: list[tuple[int, ...]] = []
    pushed: dict[int, float] = {}
    line: list[tuple[float, Key, int]] = []
    key = _by_time(evidence.places)

    def mates(row: int) -> set[int]:
        homes = (standing.story(row), evidence.places[row].pin)
        return {mate for home in homes if home for mate in standing.rows(home)}

    def reach(rows: Collection[int]) -> None:
        near = evidence.links.nearest(rows, options.likely)
        for row in rows:
            homes = {standing.story(row), evidence.places[row].pin} - opened
            opened.update(homes)
            near |= {mate: 1.0 for home in homes if home for mate in standing.rows(home)}
        for other in near.keys() - seen:
            if near[other] > pushed.get(other, 0.0):
                pushed[other] = near[other]
                heapq.heappush(line, (-near[other], key(other), other))

    reach(loose)
    while line:
        row = heapq.heappop(line)[2]
        if row in seen:
            continue
        unit = {row, *mates(row)} - seen
        seen |= unit
        if len(unit) > left:
            whole.append(tuple(sorted(unit, key=key)))
            continue
        left -= len(unit)
        loose |= unit
        reach(unit)
    return Neighbourhood(loose=tuple(sorted(loose, key=key)), whole=tuple(whole))


def linked(around: Neighbourhood, evidence: Evidence, options: Options) -> list[tuple[int, ...]]:
    """The groups that average linkage makes of a neighbourhood, each by time, in order of their first.

    Rows with one pin are one group, and groups with two pins stay two. Copies go with their original, unless
    they come more than the window later. No group reaches over a gap longer than ``Options.gap``.
    """
    key = _by_time(evidence.places)
    units = sorted((*((row,) for row in around.loose), *around.whole), key=lambda unit: key(unit[0]))
    seeds, settled = _seeds(units, evidence, options.window)
    # A story that is taken whole is two items of one seed, its first and its last day, of its weight in all.
    ends = [(at, day, weight) for at, unit in enumerate(units) for day, weight in _ends(unit, evidence)]
    first = {at: item for item, (at, _, _) in reversed(list(enumerate(ends)))}
    linkage = Linkage(
        [first[seeds[at]] for at, _, _ in ends],
        {first[at] for at in settled},
        [day for _, day, _ in ends],
        options.gap,
        options.likely,
        Looked(
            weights=[weight for _, _, weight in ends],
            languages=[evidence.places[units[at][0]].language for at, _, _ in ends],
            partners=options.partners,
            across=options.partners_across,
        ),
    )
    groups = linkage.join(_among(units, [first[seeds[at]] for at in range(len(units))], evidence))
    found: dict[int, list[int]] = {}
    for at, unit in enumerate(units):
        found.setdefault(groups[first[at]], []).extend(unit)
    return [tuple(sorted(rows, key=key)) for rows in found.values()]


def _by_time(places: Mapping[int, Place]) -> Callable[[int], Key]:
    return lambda row: places[row].key


def _ends(unit: Sequence[int], evidence: Evidence) -> list[tuple[float, int]]:
    """The times that a unit spans, with the number of its rows shared out among them."""
    if len(unit) == 1:
        return [(evidence.places[unit[0]].day, 1)]
    days = sorted(day for row in unit if not isnan(day := evidence.places[row].day))
    if not days:
        return [(nan, len(unit))]
    return [(days[0], len(unit) - 1), (days[-1], 1)]


def _among(
    units: Sequence[Sequence[int]], seeds: Sequence[int], evidence: Evidence
) -> Iterator[tuple[int, int, float]]:
    """The links between the seeds of units, summed.

    No order can matter: of likelihoods, floats of 24 bits between the floor and one, sums are exact. Those
    between two stories that are taken whole are not asked: that would cost what the limit saves.
    """
    import numpy as np
    from scipy.sparse import coo_matrix

    single = np.array([at for at, unit in enumerate(units) if len(unit) == 1], np.int64)
    owner, ends, likes = evidence.links.beside([units[at][0] for at in single.tolist()])
    rows = np.array([row for unit in units for row in unit], np.int64)
    order = np.argsort(rows)
    at = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    found = order[np.minimum(np.searchsorted(rows, ends, sorter=order), len(rows) - 1)]
    one, other = single[owner], at[found]
    large = np.array([len(unit) > 1 for unit in units], np.bool_)
    named = np.array(seeds, np.int64)
    kept = (rows[found] == ends) & ((one < other) | large[other]) & (named[one] != named[other])
    one, other, likes = named[one[kept]], named[other[kept]], likes[kept].astype(np.float64)
    size = int(named.max(initial=0)) + 1
    ends_of_pairs = (np.minimum(one, other), np.maximum(one, other))
    sums = coo_matrix((likes, ends_of_pairs), shape=(size, size)).tocsr().tocoo()
    return zip(sums.row.tolist(), sums.col.tolist(), sums.data.tolist(), strict=True)


def _seeds(
    units: Sequence[Sequence[int]], evidence: Evidence, window: float
) -> tuple[list[int], Collection[int]]:
    """The unit that each goes with from the start: its pin's, original's or its own; and the pinned ones."""
    pins = [next((pin for row in unit if (pin := evidence.places[row].pin)), "") for unit in units]
    by_pin: dict[str, int] = {}
    by_copy: dict[int, int] = {}
    for at, pin in enumerate(pins):
        if pin:
            by_pin.setdefault(pin, at)
            for row in units[at]:
                by_copy.setdefault(evidence.original(row), by_pin[pin])
    for at, unit in enumerate(units):
        for row in unit:
            by_copy.setdefault(evidence.original(row), at)
    seeds = []
    for at, (pin, unit) in enumerate(zip(pins, units, strict=True)):
        original = evidence.original(unit[0])
        late = evidence.places[unit[0]].day - evidence.places[original].day > window
        free = len(unit) > 1 or late
        seeds.append(by_pin[pin] if pin else at if free else by_copy[original])
    return seeds, set(by_pin.values())
