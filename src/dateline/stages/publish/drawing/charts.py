"""Figures over time: what reports say of one measure, story by story or as one story went, as bars and dots.

Decides which measure is worth a chart, the scale, and where each figure stands. A bar reaches from the lowest
to the highest figure that a report gives, a dot is the best where one is of greater authority; nothing is
averaged, nothing is drawn between two happenings, and what is not known to end stays open. The same figures
stand in a table. Figures of another extent (a part, all so far, an earlier happening) are left out: beside
the others they would look like a fall or a rise; how many, the chart says.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.core.listings import Listing
from dateline.core.pages import LedgerEntry, Toll
from dateline.core.types import Precision, Scope
from dateline.stages.publish.drawing.labels import Label, Sheet
from dateline.stages.publish.times import When, moment, when
from dateline.stages.publish.wording import Phrase, phrase, word

WIDTH, HEIGHT = 640, 300
#: The plot inside the picture: left, top, right, bottom.
_PLOT = (76, 22, 622, 252)
#: Fewer figures than this are read more easily in a sentence.
_LEAST = 3
_MOST = 60
#: From this ratio of the greatest to the smallest figure on the scale goes by powers of ten.
_POWERS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of one measure at one time. ``high`` is None where it is open, ``href`` the story."""

    at: When
    low: float
    best: float | None
    high: float | None
    title: str = ""
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A reading on the chart: where its low, its best and its high stand. An open one has no upper end."""

    x: int
    low: int
    high: int
    best: int | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis: a figure, or a time."""

    at: int
    value: float = 0.0
    time: When | None = None
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that the template draws; ``readings`` are the rows of its table, the first first.

    ``step`` joins the figures of one voice, never those of two; ``voices`` are the names beside them.
    ``left`` counts the figures of another extent.
    """

    measure: Phrase
    words: Phrase
    bars: tuple[Bar, ...]
    figures: tuple[Tick, ...]
    times: tuple[Tick, ...]
    readings: tuple[Reading, ...]
    step: str = ""
    voices: tuple[Label, ...] = ()
    powers: bool = False
    left: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _PLOT[3]


def course(listings: Sequence[Listing], href: Mapping[str, str]) -> Chart | None:
    """The figures of people of a theme, story by story, of the measure that most of them tell of.

    ``href`` leads to the stories. None below three stories with a figure of the same measure. Figures of
    different happenings are never joined.
    """
    told = Counter(toll.measure for listing in listings for toll in _own(listing))
    if not told or max(told.values()) < _LEAST:
        return None
    measure = min(told, key=lambda name: (-told[name], name))
    readings = [
        reading
        for listing in listings
        for toll in _own(listing)
        if toll.measure == measure and (reading := _reading(listing, toll, href.get(listing.story, "")))
    ]
    return _charted(word(measure), readings) if len(readings) >= _LEAST else None


def revised(figures: Sequence[LedgerEntry], toll: Toll) -> Chart | None:
    """How the figures of a toll went: each as it was given, with steps and no slopes.

    A figure holds until a later one of the same voice (who is quoted, or else the outlet) replaces it. None
    below three figures that have a time.
    """
    readings = []
    measured = [entry for entry in figures if entry.measure == toll.measure]
    counted = [entry for entry in measured if _extent(entry) == (toll.scope, toll.unit, "")]
    for entry in counted:
        if at := when(entry.as_of):
            best = entry.low if entry.high == entry.low else None
            outlet = entry.speaker or entry.outlet
            readings.append(Reading(at=at, low=entry.low, best=best, high=entry.high, title=outlet))
    if len(readings) < _LEAST or len({reading.at.at for reading in readings}) < 2:
        return None
    left = len(measured) - len(counted)
    return replace(_charted(word(toll.measure), readings, stepped=True), left=left)


def _extent(entry: LedgerEntry) -> tuple[Scope, str, str]:
    """What a figure counts, beside its measure: of which happening, in what, and which part of it."""
    return entry.scope, entry.unit, entry.detail


def _own(listing: Listing) -> Iterator[Toll]:
    """The tolls that can be drawn: one of each measure."""
    seen = set()
    for toll in listing.tolls:
        finite = all(math.isfinite(value) for value in (toll.low, toll.best or 0, toll.high or 0))
        if finite and toll.low >= 0 and toll.measure not in seen:
            seen.add(toll.measure)
            yield toll


def _reading(listing: Listing, toll: Toll, href: str) -> Reading | None:
    at = moment(listing.happened) or when(listing.first_reported)
    if at is None:
        return None
    return Reading(
        at=at, low=toll.low, best=toll.best, high=toll.high,
        title=listing.headline, href=href, language=listing.language,
    )  # fmt: skip


def _charted(measure: Phrase, found: Sequence[Reading], *, stepped: bool = False) -> Chart:
    readings = sorted(found, key=lambda reading: (reading.at.at, reading.title, reading.low))[-_MOST:]
    greatest = max(_top(reading) for reading in readings)
    smallest = min((reading.low for reading in readings if reading.low > 0), default=1.0)
    powers = greatest / smallest > _POWERS
    ticks = _figures(greatest, powers=powers)
    top = max(tick for tick in ticks)
    bars = _apart([_bar(reading, _across(reading.at.at, readings), top, powers) for reading in readings])
    return Chart(
        measure=measure,
        words=_in_words(measure, readings, greatest, stepped=stepped),
        bars=bars,
        figures=tuple(Tick(at=_up(value, top, powers), value=value) for value in ticks),
        times=_times(readings),
        readings=tuple(readings),
        step=_stepped(readings, bars) if stepped else "",
        voices=_named(readings, bars) if stepped else (),
        powers=powers,
    )


def _in_words(measure: Phrase, readings: Sequence[Reading], greatest: float, *, stepped: bool) -> Phrase:
    first, last = readings[0].at, readings[-1].at
    if stepped:
        return phrase(
            "%(measure)s: %(count)s figure from %(first)s to %(last)s, up to %(greatest)s.",
            "%(measure)s: %(count)s figures from %(first)s to %(last)s, up to %(greatest)s.",
            len(readings), measure=measure, greatest=greatest, first=first, last=last,
        )  # fmt: skip
    return phrase(
        "%(measure)s: %(count)s story from %(first)s to %(last)s, up to %(greatest)s.",
        "%(measure)s: %(count)s stories from %(first)s to %(last)s, up to %(greatest)s in one.",
        len(readings), measure=measure, greatest=greatest, first=first, last=last,
    )  # fmt: skip


def _top(reading: Reading) -> float:
    return max(reading.low, reading.best or 0.0, reading.high or 0.0)


def _bar(reading: Reading, x: int, top: float, powers: bool) -> Bar:
    high = _up(_top(reading), top, powers)
    best = None if reading.best is None else _up(reading.best, top, powers)
    is_open = reading.high is None
    return Bar(
        x=x, low=_up(reading.low, top, powers), high=max(_PLOT[1], high - 26) if is_open else high,
        best=best, open=is_open,
    )  # fmt: skip


def _up(value: float, top: float, powers: bool) -> int:
    """How far down a figure stands: by its size, or by its power of ten."""
    share = math.log10(1 + value) / math.log10(1 + top) if powers else value / top
    return round(_PLOT[3] - share * (_PLOT[3] - _PLOT[1]))


def _across(at: datetime, readings: Sequence[Reading]) -> int:
    first, last = readings[0].at.at, readings[-1].at.at
    share = (at - first) / (last - first) if last > first else 0.5
    return round(_PLOT[0] + 20 + share * (_PLOT[2] - _PLOT[0] - 40))


def _apart(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Bars of one time beside one another, so that none hides another."""
    seen: Counter[int] = Counter()
    moved = []
    for bar in bars:
        at = bar.x // 4
        shift = (seen[at] + 1) // 2 * (7 if seen[at] % 2 else -7)
        seen[at] += 1
        x = min(max(bar.x + shift, _PLOT[0] + 6), _PLOT[2] - 6)
        moved.append(Bar(x=x, low=bar.low, high=bar.high, best=bar.best, open=bar.open))
    return tuple(moved)


def _figures(greatest: float, *, powers: bool) -> tuple[float, ...]:
    """The figures of the axis, from nothing to above the greatest."""
    if powers:
        most = math.ceil(math.log10(greatest))
        return (0.0, *(10.0**power for power in range(0, most + 1)))
    size = 10.0 ** math.floor(math.log10(max(1.0, greatest)))
    step = next(step for step in (size / 5, size / 2, size, 2 * size, 5 * size) if greatest / step <= 5)
    step = max(1.0, step)
    return tuple(step * count for count in range(math.ceil(greatest / step) + 1)) if greatest else (0.0, 1.0)


def _times(readings: Sequence[Reading]) -> tuple[Tick, ...]:
    """The first and the last time; of two days the days alone, for with their clocks they may meet.

    The table has them as exact as they are known.
    """
    first, last = readings[0].at, readings[-1].at
    if first.at == last.at:
        return (Tick(at=_across(first.at, readings), time=first),)
    if first.at.date() != last.at.date():
        first, last = (replace(at, precision=Precision.DAY) if at.clocked else at for at in (first, last))
    return (Tick(at=_PLOT[0], time=first, anchor="start"), Tick(at=_PLOT[2], time=last, anchor="end"))


def _stepped(readings: Sequence[Reading], bars: Sequence[Bar]) -> str:
    """The exact figures of each voice as steps: each holds until the same voice gives the next."""
    told: dict[str, list[tuple[int, int]]] = {}
    for reading, bar in zip(readings, bars, strict=True):
        if bar.best is not None:
            told.setdefault(reading.title, []).append((bar.x, bar.best))
    return "".join(
        f"M{x} {y}" + "".join(f"H{later}V{to}" for later, to in after)
        for (x, y), *after in told.values()
        if after
    )


def _named(readings: Sequence[Reading], bars: Sequence[Bar]) -> tuple[Label, ...]:
    """The names of voices beside their last figures, the latest first, where there is room for them."""
    sheet = Sheet(WIDTH, _PLOT[3])
    for bar in bars:
        sheet.keep((bar.x - 8.0, min(bar.low, bar.high) - 8.0, bar.x + 8.0, max(bar.low, bar.high) + 8.0))
    last = {reading.title: number for number, reading in enumerate(readings) if reading.title}
    for title, number in sorted(last.items(), key=lambda one: -one[1]):
        bar, own = bars[number], sheet.taken[number]
        sheet.taken[number] = (0.0, 0.0, 0.0, 0.0)
        sheet.beside(title, bar.x, bar.low if bar.best is None else bar.best, 12, "town")
        sheet.taken[number] = own
    return tuple(sheet.labels)
