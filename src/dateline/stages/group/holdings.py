"""What the desk holds of each report in its window, and how likely two of them tell of one happening.

Decides which links are kept, and that a report that calls its happening the second is not taken for the
first. It keeps no text. What measures and judges a pair is given to it (``Instruments``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from dateline.core.types import Report, Rights, Theme
from dateline.stages.group.filing import day, order
from dateline.stages.group.options import Options
from dateline.stages.group.reading.agencies import supplier
from dateline.stages.group.stories.links import Evidence, Key, Links, Place

if TYPE_CHECKING:
    from dateline.stages.group.arrays import Array
    from dateline.stages.group.stories.lineage import Echo, Lineage
    from dateline.stages.group.stories.origins import Copy
    from dateline.stages.group.window.window import Pairs

#: The origin of each report of a story: given its id, its reports by time, for each the place of the first of
#: its copy group and its agency, and the origins that they were filed under.
Origins = Callable[[str, Sequence[Report], Sequence[int], Sequence[str], Mapping[str, str]], Sequence[str]]


class Measuring(Protocol):
    """What is asked of the window (``window.Window``)."""

    def add(self, reports: Sequence[Report]) -> Array: ...
    def pairs(self, rows: Array) -> Pairs: ...
    def retire(self, before_day: float) -> Array: ...
    def shared(self, one: int, other: int) -> Sequence[str]: ...


class Copying(Protocol):
    """What is asked of copy groups (``origins.CopyGroups``)."""

    def join(self, found: Iterable[Copy]) -> None: ...
    def first(self, row: int) -> int: ...
    def share(self, row: int) -> float | None: ...
    def forget(self, rows: Iterable[int]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What measures and judges: tests put their own here."""

    window: Measuring
    copies: Copying
    likelihoods: Callable[[Pairs], Array]
    copied: Callable[[Pairs], Iterable[Copy]]
    origins: Origins
    lineage: Lineage
    shelf: Callable[[Sequence[Theme]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A report as it is held: without its text, with what was read of it when it came."""

    report: Report
    agency: str
    echo: Echo
    digest: Any


class Holdings:
    """The reports in the window by row, their links and their copies."""

    def __init__(self, instruments: Instruments, options: Options) -> None:
        self._instruments = instruments
        self._options = options
        self._links = Links()
        self._measured = 0
        self._rows: dict[str, int] = {}
        self._pins: dict[str, str] = {}
        self.kept: dict[int, Kept] = {}
        self.places: dict[int, Place] = {}

    @property
    def evidence(self) -> Evidence:
        """What stories are made by."""
        return Evidence(links=self._links, places=self.places, original=self.original)

    @property
    def keys(self) -> dict[int, Key]:
        """The order of the rows held."""
        return {row: place.key for row, place in self.places.items()}

    def __contains__(self, report: object) -> bool:
        return report in self._rows

    def row(self, report: str) -> int | None:
        """The row of a report, if it is in the window."""
        return self._rows.get(report)

    def ruled(self, report: str) -> bool:
        """Whether the desk put a report where it is."""
        return report in self._pins

    def pin(self, pins: Mapping[str, str]) -> None:
        """The story that each report belongs to by the desk's rulings, in place of what was ruled before."""
        self._pins = dict(pins)
        for row, kept in self.kept.items():
            self.places[row] = self._place(kept.report)

    def take_in(self, reports: Sequence[Report], digest: Callable[[Report], Any]) -> list[int]:
        """Take reports in that are not held, each once; their rows in the order given."""
        if not reports:
            return []
        rows = [int(row) for row in self._instruments.window.add(reports)]
        for row, report in zip(rows, reports, strict=True):
            self._rows[report.id] = row
            self.places[row] = self._place(report)
            self.kept[row] = Kept(
                report=_bare(report),
                agency=supplier(report),
                echo=self._instruments.lineage.read(report),
                digest=digest(report),
            )
        return rows

    def measure(self, rows: Sequence[int]) -> Collection[int]:
        """Link rows that were taken in; the rows that have other links than before.

        While the window is young, each time that it has grown by ``Options.grown``, that is all rows: how
        rare a word is shows only once enough was read, and early reports are to be judged as late ones are.
        """
        held = len(self.places)
        if rows and held <= self._options.young and held >= self._options.grown * self._measured:
            self._measured = held
            self._links = Links()
            rows = sorted(self.places)
        if rows:
            import numpy as np

            pairs = self._instruments.window.pairs(np.array(rows, dtype=np.int64))
            self._link(pairs)
            self._instruments.copies.join(self._instruments.copied(pairs))
        return rows

    def retire(self, before_day: float) -> dict[int, Key]:
        """Let reports from before a day (days since 1970) go; their rows, with the time and id of each."""
        gone = [int(row) for row in self._instruments.window.retire(before_day)]
        keys = {row: self.places.pop(row).key for row in gone}
        for row in gone:
            del self._rows[self.kept.pop(row).report.id]
        self._links.forget(gone)
        self._instruments.copies.forget(gone)
        return keys

    def original(self, row: int) -> int:
        """The first row of the copy group of a row: itself, if it copies none that is held."""
        return self._instruments.copies.first(row)

    def copied_share(self, row: int) -> float | None:
        """How much of the shorter text a copy and its original share."""
        return self._instruments.copies.share(row)

    def shared(self, one: int, other: int) -> Sequence[str]:
        """Words, names and figures that two rows share, most telling first, folded."""
        return self._instruments.window.shared(one, other)

    def near(self, row: int) -> list[tuple[int, float]]:
        """The rows linked with a row, the likeliest first, of equals the earlier."""
        return sorted(self._links.of(row), key=lambda found: (-found[1], self.places[found[0]].key))

    def _place(self, report: Report) -> Place:
        pin = self._pins.get(report.id) or report.story
        return Place(key=order(report)[:2], day=day(report), language=report.language[:2], pin=pin)

    def _link(self, pairs: Pairs) -> None:
        import numpy as np

        likes = np.asarray(self._instruments.likelihoods(pairs), dtype=np.float64)
        kept = np.flatnonzero(likes >= self._options.floor)
        for one, other, like in zip(
            pairs.one[kept].tolist(), pairs.other[kept].tolist(), likes[kept].tolist(), strict=True
        ):
            only_one = bool(self.kept[one].echo.cues) != bool(self.kept[other].echo.cues)
            self._links.add(one, other, like * self._followed(one, other) if only_one else like)

    def _followed(self, one: int, other: int) -> float:
        """How much of a likelihood is left, where one says that its happening is not the first such.

        All of it, if that is the earlier one.
        """
        earlier, later = sorted((one, other), key=lambda row: self.places[row].key)
        apart = self.places[later].day - self.places[earlier].day
        follows = self.kept[later].echo.cues and apart >= self._options.follows_after
        return self._options.followed if follows else 1.0


def _bare(report: Report) -> Report:
    """A report without what weighs: texts are in the store."""
    return replace(report, text="", pickups=(), rights=_NO_RIGHTS, notes=(), source="", charset="")


_NO_RIGHTS = Rights()
