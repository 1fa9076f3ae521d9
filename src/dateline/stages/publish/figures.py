"""The ledger as readers see it: a number in words, disagreement as a range with names.

Never averages, never adds, keeps scopes apart, and leaves a vague figure vague (HOUSE_STYLE rules 9 to 12).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.core.pages import LedgerEntry, Page
from dateline.core.text import number
from dateline.core.types import Qualifier, Report, Scope
from dateline.stages.publish.evidence import Chip, EvidenceFile
from dateline.stages.publish.times import When, when

#: The word of a vague figure, where its own words are not at hand, by the floor it stands for.
_VAGUE = ((2000, "thousands"), (200, "hundreds"), (24, "dozens"), (0, "several"))
_VAGUE_WORD = re.compile(
    r"\b(?:several|a few|few|many|dozens|scores|hundreds|thousands|tens of thousands|millions)\b", re.I
)
_SCOPES = {Scope.HAPPENING: "", Scope.CUMULATIVE: "in all so far", Scope.HISTORICAL: "an earlier happening"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger. ``measure`` is "" where the row above has it."""

    measure: str
    amount: str
    who: tuple[str, ...]
    at: When | None
    chip: Chip | None
    replaced: bool = False
    disputed: bool = False


def ledger(page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]) -> tuple[Row, ...]:
    """The rows, measure by measure in the page's order: what holds now first, what it replaced after."""
    rows: list[Row] = []
    for name, entries in _measures(page.figures).items():
        mine = list(_rows(name, entries, evidence, reports))
        rows += [row if index == 0 else _unnamed(row) for index, row in enumerate(mine)]
    return tuple(rows)


def _measures(figures: Sequence[LedgerEntry]) -> dict[str, list[LedgerEntry]]:
    found: dict[str, list[LedgerEntry]] = {}
    for entry in figures:
        scope = _SCOPES[entry.scope]
        name = entry.measure.capitalize() + (f", {scope}" if scope else "")
        found.setdefault(name, []).append(entry)
    return found


def _rows(
    name: str, entries: Sequence[LedgerEntry], evidence: EvidenceFile, reports: Mapping[str, Report]
) -> list[Row]:
    disputed = [entry for entry in entries if entry.disputed and not entry.replaced]
    agreed = [entry for entry in entries if not entry.disputed and not entry.replaced]
    replaced = [entry for entry in entries if entry.replaced]
    rows = [_disputed(name, disputed, evidence, reports)] if len(disputed) > 1 else []
    alone = [*disputed, *agreed] if len(disputed) == 1 else agreed
    rows += [_row(name, entry, evidence, reports) for entry in (*alone, *replaced)]
    return rows


def _row(name: str, entry: LedgerEntry, evidence: EvidenceFile, reports: Mapping[str, Report]) -> Row:
    return Row(
        measure=name,
        amount=amount(entry, reports),
        who=(entry.speaker,) if entry.speaker else (),
        at=when(entry.as_of),
        chip=evidence.chip(entry.evidence),
        replaced=entry.replaced,
        disputed=entry.disputed,
    )


def _disputed(
    name: str, entries: Sequence[LedgerEntry], evidence: EvidenceFile, reports: Mapping[str, Report]
) -> Row:
    spans = tuple(dict.fromkeys(span for entry in entries for span in entry.evidence))
    dated = [entry.as_of for entry in entries if entry.as_of]
    return Row(
        measure=name,
        amount=spread(entries, reports),
        who=tuple(f"{entry.speaker or entry.outlet}: {amount(entry, reports)}" for entry in entries),
        at=when(max(dated, key=lambda stamp: stamp.at, default=None)),
        chip=evidence.chip(spans, status="disputed", split=True),
        disputed=True,
    )


def spread(entries: Sequence[LedgerEntry], reports: Mapping[str, Report]) -> str:
    """From the least to the greatest figure; the words themselves where one of them has no end."""
    if any(entry.qualifier is Qualifier.VAGUE for entry in entries):
        return " / ".join(dict.fromkeys(amount(entry, reports) for entry in entries))
    low = min(entry.low for entry in entries)
    high = max(entry.low if entry.high is None else entry.high for entry in entries)
    return _counted(low, high, entries[0].unit)


def _unnamed(row: Row) -> Row:
    return Row(
        measure="",
        amount=row.amount,
        who=row.who,
        at=row.at,
        chip=row.chip,
        replaced=row.replaced,
        disputed=row.disputed,
    )


def standing(entries: Sequence[LedgerEntry], reports: Mapping[str, Report]) -> str:
    """What stands of one measure, in short: the range where reports differ, else the newest figure.

    ``entries`` are those that nothing replaced, newest first; there is at least one.
    """
    disputed = [entry for entry in entries if entry.disputed]
    return spread(disputed, reports) if len(disputed) > 1 else amount(entries[0], reports)


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
