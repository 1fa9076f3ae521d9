"""Which reports are copies of one text, and which of a story count as one origin.

Decides copies by the share of word shingles that two texts have in common (``sketches``); a common credit to
an agency lowers the bar. Within one story, reports that have their matter from one agency (``agencies``) are
one origin even without a copy, and so are an outlet's own reports. Does not decide who wrote a text first
beyond who published it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from dateline.core.types import Report
from dateline.stages.group.arrays import Array
from dateline.stages.group.options import FIXED, Copies
from dateline.stages.group.reading.agencies import origin_id, within_story
from dateline.stages.group.window.comparing import MEASURES
from dateline.stages.group.window.window import Pairs

#: A copy as it was found: the later row, the earlier, and the share of the shorter text that both have.
Copy = tuple[int, int, float]


class Texts(Protocol):
    """What is asked of the window."""

    def overlaps(self, one: Array, other: Array) -> tuple[Array, Array]: ...
    def credits(self, row: int) -> frozenset[str]: ...
    def order(self, row: int) -> Any: ...


def copies(pairs: Pairs, window: Texts, options: Copies = FIXED.copies) -> tuple[Copy, ...]:
    """The pairs of which one report is a copy of the other."""
    least = min(options.contained, options.contained_credited)
    near = np.flatnonzero(pairs.measures[:, MEASURES.index("copied")] >= least)
    one, other = pairs.one[near], pairs.other[near]
    contained, alike = window.overlaps(one, other)
    found = []
    for a, b, share, jaccard in zip(
        one.tolist(), other.tolist(), contained.tolist(), alike.tolist(), strict=True
    ):
        credited = share < options.contained and bool(window.credits(a) & window.credits(b))
        bar = options.contained_credited if credited else options.contained
        if share >= bar and jaccard >= options.alike:
            earlier, later = sorted((a, b), key=window.order)
            found.append((later, earlier, share))
    return tuple(found)


class CopyGroups:
    """Rows that are copies of one text, or of copies of it. ``order`` tells which of them came first."""

    def __init__(self, order: Callable[[int], Any] = int) -> None:
        self._order = order
        self._groups: dict[int, list[int]] = {}
        self._shares: dict[int, float] = {}

    def join(self, found: Iterable[Copy]) -> None:
        """Take in copies as they were found."""
        for later, earlier, share in found:
            self._shares[later] = max(share, self._shares.get(later, 0.0))
            one, other = (self._groups.setdefault(row, [row]) for row in (later, earlier))
            if one is not other:
                both = sorted((*one, *other), key=self._order)
                self._groups.update(dict.fromkeys(both, both))

    def first(self, row: int) -> int:
        """The first of the copy group of a row: itself, if it copies none."""
        return self._groups.get(row, [row])[0]

    def share(self, row: int) -> float | None:
        """How much of the shorter text a copy has in common with what it copies; None for what is no copy."""
        return self._shares.get(row)

    def forget(self, rows: Iterable[int]) -> None:
        """Let rows go that were retired: the next of their group is its first."""
        for row in rows:
            self._shares.pop(row, None)
            group = self._groups.pop(row, None)
            if group:
                group.remove(row)


def origins_of(
    story: str,
    reports: Sequence[Report],
    first: Sequence[int],
    agencies: Sequence[str],
    held: Mapping[str, str],
) -> tuple[str, ...]:
    """The origin of each report of one story, given by time.

    ``first``: the index of the first of each report's copy group; ``agencies``: the agency that each has its
    matter from (``agencies.supplier``), empty for none; ``held``: origins by report that were filed before.
    It is what came with the report; else what was filed for its group, else what came with one of the group;
    else that of the agency which supplied it; else the id of the group's first report. A group are copies of
    one text and, of one outlet, all that is its own and no agency's. What was filed as its own origin was
    alone then, and goes with its group now.
    """
    agencies = within_story(reports, agencies)
    group = _by_outlet(reports, first, agencies)
    joined = {report.id for at, report in enumerate(reports) if group[at] != at}
    held = {name: origin for name, origin in held.items() if origin != name or name not in joined}
    filed: dict[int, str] = {}
    given: dict[int, str] = {}
    for at, report in enumerate(reports):
        if report.id in held:
            filed.setdefault(group[at], held[report.id])
        if report.origin:
            given.setdefault(group[at], report.origin)
    supplied = _supplied(story, group, agencies, {**given, **filed})
    return tuple(
        report.origin
        or held.get(report.id)
        or filed.get(root)
        or given.get(root)
        or supplied.get(root)
        or reports[root].id
        for report, root in zip(reports, group, strict=True)
    )


def _by_outlet(reports: Sequence[Report], first: Sequence[int], agencies: Sequence[str]) -> list[int]:
    """The first report of each report's group: an outlet's own texts, and their copies, are one group."""
    group = list(first)
    own: dict[str, int] = {}
    for at, report in enumerate(reports):
        if first[at] == at and report.outlet and not agencies[at] and not report.origin:
            group[at] = own.setdefault(report.outlet, at)
    return [group[group[at]] for at in range(len(reports))]


def _supplied(
    story: str, group: Sequence[int], agencies: Sequence[str], settled: Mapping[int, str]
) -> dict[int, str]:
    """The origin of each group that is an agency's: the one that the agency has in the story."""
    matter: dict[int, str] = {}
    for at, root in enumerate(group):
        if agencies[at]:
            matter.setdefault(root, agencies[at])
    known: dict[str, str] = {}
    for root, agency in matter.items():
        if root in settled:
            known.setdefault(agency, settled[root])
    return {root: known.get(agency) or origin_id(story, agency) for root, agency in matter.items()}
