"""The ledger as readers see it: how many as it stands, who gives which figure, what replaced what.

Decides what shares a row: all that stands of one count, with its toll before them. Never averages or adds,
keeps scopes apart, and leaves a vague figure vague (HOUSE_STYLE rules 9 to 12). Does NOT decide which figure
is the best; ``narrate`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.core.pages import LedgerEntry, Page, Toll
from dateline.core.text import number
from dateline.core.types import Qualifier, Report, Scope
from dateline.stages.publish.story.evidence import Chip, EvidenceFile
from dateline.stages.publish.times import When, when

#: The word of a vague figure, where its own words are not at hand, by the floor it stands for.
_VAGUE = ((2000, "thousands"), (200, "hundreds"), (24, "dozens"), (0, "several"))
_VAGUE_WORD = re.compile(
    r"\b(?:several|a few|few|many|dozens|scores|hundreds|thousands|tens of thousands|millions)\b", re.I
)
#: So many outlets stand by name beside a figure.
_OUTLETS = 2
#: What says nothing of how many it may be at most.
_OPEN = (Qualifier.AT_LEAST, Qualifier.VAGUE)
_SCOPES = {Scope.HAPPENING: "", Scope.CUMULATIVE: "in all so far", Scope.HISTORICAL: "an earlier happening"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of several who speak of one count: "Onno Behrends: 3", and as of when."""

    words: str
    at: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger. ``measure`` is "" where the row above has it.

    ``who`` gave a figure that stands alone; ``voices`` are all who give one, where several share the row, and
    ``note`` is then how far they lie apart. ``replaced_at`` is when a later figure took its place.
    """

    measure: str
    amount: str
    who: tuple[str, ...]
    at: When | None
    chip: Chip | None
    voices: tuple[Voice, ...] = ()
    note: str = ""
    replaced: bool = False
    replaced_at: When | None = None
    disputed: bool = False


def ledger(page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]) -> tuple[Row, ...]:
    """The rows, measure by measure in the page's order: what holds now first, what it replaced after."""
    rows: list[Row] = []
    for name, entries in _measures(page.figures).items():
        toll = toll_of(entries[0], page.tolls)
        mine = list(_rows(name, entries, toll, evidence, reports))
        rows += [row if index == 0 else replace(row, measure="") for index, row in enumerate(mine)]
    return tuple(rows)


def _measures(figures: Sequence[LedgerEntry]) -> dict[str, list[LedgerEntry]]:
    found: dict[str, list[LedgerEntry]] = {}
    for entry in figures:
        scope = _SCOPES[entry.scope]
        parts = (entry.measure.capitalize(), entry.detail, scope)
        name = ", ".join(part for part in parts if part)
        found.setdefault(name, []).append(entry)
    return found


def toll_of(entry: LedgerEntry, tolls: Iterable[Toll]) -> Toll | None:
    """The toll that a figure is part of; the figure of a part, or of no people, has none."""
    key = (entry.measure, entry.scope, entry.unit)
    return next((t for t in tolls if not entry.detail and (t.measure, t.scope, t.unit) == key), None)


def _rows(
    name: str,
    entries: Sequence[LedgerEntry],
    toll: Toll | None,
    evidence: EvidenceFile,
    reports: Mapping[str, Report],
) -> Iterator[Row]:
    live = [entry for entry in entries if not entry.replaced]
    shared = live if toll else [entry for entry in live if entry.disputed]
    if len(shared) > 1:
        yield _shared(name, shared, toll, evidence, reports)
    else:
        shared = []
    for entry in (*live, *(entry for entry in entries if entry.replaced)):
        if entry not in shared:
            yield _row(name, entry, evidence, reports)


def _row(name: str, entry: LedgerEntry, evidence: EvidenceFile, reports: Mapping[str, Report]) -> Row:
    named = _named(entry.outlets) if len(entry.outlets) > 1 else ()
    return Row(
        measure=name,
        amount=amount(entry, reports),
        who=(entry.speaker,) if entry.speaker else named,
        at=when(entry.as_of),
        chip=evidence.chip(entry.evidence),
        replaced=entry.replaced,
        replaced_at=when(entry.replaced_at) if entry.replaced else None,
        disputed=entry.disputed,
    )


def _named(outlets: Sequence[str]) -> tuple[str, ...]:
    """The outlets that give a figure nobody else is said to have given: two by name, the rest as a number."""
    shown, rest = tuple(outlets[:_OUTLETS]), len(outlets) - _OUTLETS
    return (*shown, f"and {rest} more") if rest > 0 else shown


def _shared(
    name: str,
    entries: Sequence[LedgerEntry],
    toll: Toll | None,
    evidence: EvidenceFile,
    reports: Mapping[str, Report],
) -> Row:
    """The row of a count that several figures stand for: the best, else the range, and every voice."""
    spans = tuple(dict.fromkeys(span for entry in entries for span in entry.evidence))
    split = any(entry.disputed for entry in entries)
    return Row(
        measure=name,
        amount=standing(entries, toll, reports),
        note=_apart(toll),
        who=(),
        voices=tuple(_voice(entry, reports) for entry in entries),
        at=None,
        chip=evidence.chip(spans, status="disputed" if split else "", split=split),
        disputed=split,
    )


def _voice(entry: LedgerEntry, reports: Mapping[str, Report]) -> Voice:
    first, more = next(iter(entry.outlets), entry.outlet), len(entry.outlets) - 1
    who = entry.speaker or (f"{first} and {more} more" if more > 0 else first)
    return Voice(words=f"{who}: {amount(entry, reports)}", at=when(entry.as_of))


def _apart(toll: Toll | None) -> str:
    """How far reports lie apart, where one of their figures stands for them all."""
    if toll is None or toll.best is None or toll.low == toll.best == toll.high:
        return ""
    upwards = "and more" if toll.high is None else f"to {_digits(toll.high)}"
    return f"reports give {_digits(toll.low)} {upwards}"


def in_short(toll: Toll, figures: Iterable[LedgerEntry]) -> str:
    """A toll in a list of stories: "3 killed", "3–5 killed", "3 killed (reports give 3 to 5)"."""
    live = [entry for entry in figures if not entry.replaced and toll_of(entry, (toll,))]
    told = standing(live, toll, {}) if live else _plain(toll)
    apart = _apart(toll) if len(live) > 1 else ""
    return f"{told} {toll.measure} ({apart})" if apart else f"{told} {toll.measure}"


def _plain(toll: Toll) -> str:
    """A toll whose figures are not on the page."""
    if toll.best is not None:
        return _digits(toll.best)
    return f"at least {_digits(toll.low)}" if toll.high is None else _counted(toll.low, toll.high, toll.unit)


def standing(entries: Sequence[LedgerEntry], toll: Toll | None, reports: Mapping[str, Report]) -> str:
    """What stands of one count: the best figure as its report words it, else all from least to greatest.

    ``entries`` are those that nothing replaced; there is at least one.
    """
    best = [entry for entry in entries if toll and entry.low == toll.best]
    return amount((best or entries)[0], reports) if best or len(entries) == 1 else spread(entries, reports)


def spread(entries: Sequence[LedgerEntry], reports: Mapping[str, Report]) -> str:
    """From the least to the greatest figure; the words themselves where one of them has no end."""
    if any(entry.qualifier in _OPEN for entry in entries):
        return " / ".join(dict.fromkeys(amount(entry, reports) for entry in entries))
    low = min(entry.low for entry in entries)
    high = max(entry.low if entry.high is None else entry.high for entry in entries)
    return _counted(low, high, entries[0].unit)


def amount(entry: LedgerEntry, reports: Mapping[str, Report]) -> str:
    """A figure with its qualifier: "at least 12", "dozens", "900–1,400", "7.9 m"."""
    if entry.qualifier is Qualifier.VAGUE:
        return _vague(entry, reports)
    high = entry.low if entry.high is None else entry.high
    if entry.qualifier is Qualifier.UP_TO:
        return f"up to {_counted(high, high, entry.unit)}"
    counted = _counted(entry.low, high, entry.unit)
    return counted if entry.qualifier is Qualifier.EXACT else f"{entry.qualifier} {counted}"


def _vague(entry: LedgerEntry, reports: Mapping[str, Report]) -> str:
    """The report's own vague word where its sentence has just one."""
    for span in entry.evidence:
        if span.report in reports:
            found = {
                match.group().lower() for match in _VAGUE_WORD.finditer(reports[span.report].quote(span))
            }
            if len(found) == 1:
                return found.pop()
    return next(word for floor, word in _VAGUE if entry.low >= floor)


def _counted(low: float, high: float, unit: str) -> str:
    text = _digits(low) if low == high else f"{_digits(low)}–{_digits(high)}"
    return text if unit in ("", "person") else f"{text}\u00a0{unit}"


def _digits(value: float) -> str:
    return f"{number(value):,}"
