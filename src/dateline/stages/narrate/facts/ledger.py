"""The figures of a story: who gave which, when, what replaced what, and where reports disagree.

Decides which figures stand beside one another. Scopes are kept apart, killed is never added to
injured, nothing is averaged (HOUSE_STYLE rules 9, 10 and 12). Does NOT word sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from dateline.core.pages import Clipping, LedgerEntry
from dateline.core.text import fold
from dateline.core.types import Figure, Qualifier, Scope, Span
from dateline.stages.narrate.facts.material import outlet_name, sentence_of
from dateline.stages.narrate.phrasebook.phrases import COUNTS, ENGLISH, Phrases

#: Two figures given further apart in time than this are taken for an update, not a disagreement.
UPDATE_AFTER = timedelta(hours=6)
#: A count that can only grow and that a later report gives higher is an update sooner than that.
GROWN_AFTER = timedelta(hours=3)
#: An age, or a part of a number told elsewhere.
_NOT_A_COUNT = re.compile(r"year-old|\bone of\b|^\d{1,3},(?!\d{3})", re.IGNORECASE)
#: Measures that a table of the story has no use for.
_PASSING = frozenset(["count", "duration", "age"])
#: Measures that can only grow: a lower figure of somebody else does not replace a higher one.
_GROWING = ("killed", "injured")
#: "About" leaves so much room on either side.
_ABOUT = 0.1
#: Where somebody counts so many, one person is a part of them.
_MANY = 5
#: Of measures other than people, so many entries at most: a table, not an inventory.
_OTHERS = 6
#: A count as a report writes it: digits, a word, or a vague word of number.
_NUMERAL = re.compile(
    r"\b\d+(?:,\d{3})*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:-\w+)?\b"
    r"|\b(?:dozens|scores|hundreds|thousands|several)\b",
    re.IGNORECASE,
)
_OF = frozenset(["dozens", "scores", "hundreds", "thousands"])
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure as one report gave it."""

    figure: Figure
    clipping: Clipping

    @property
    def at(self) -> datetime:
        stamp = self.clipping.report.published
        return stamp.at if stamp else _BEGINNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger with all the reports that gave the figure; ``row`` is what is printed."""

    row: LedgerEntry
    given: tuple[Given, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins that gave it, first ones first."""
        return tuple(dict.fromkeys(given.clipping.origin for given in self.given))


def ledger(
    clippings: Sequence[Clipping], relevant: Callable[[Span], bool] = lambda _: True
) -> tuple[Entry, ...]:
    """The ledger: measures of people in the order of a desk, then others; newest first in each.

    ``relevant`` tells of a figure's span whether it stands in what belongs to the story at all.
    """
    tables: dict[tuple[str, Scope, str], list[Given]] = {}
    for clipping in clippings:
        for figure in clipping.facts.figures:
            if _belongs(figure) and relevant(figure.phrase.span):
                given = Given(figure=figure, clipping=clipping)
                tables.setdefault((figure.measure, figure.scope, figure.unit), []).append(given)
    order = list(COUNTS)
    people = [
        _table(tables[key]) for key in sorted(tables, key=lambda k: _place(k, order)) if key[0] in COUNTS
    ]
    others = [
        _agreed(tables[key]) for key in sorted(tables, key=lambda k: _place(k, order)) if key[0] not in COUNTS
    ]
    shown = [entry for table in others for entry in table][:_OTHERS]
    return (*(entry for table in people for entry in table), *shown)


def _belongs(figure: Figure) -> bool:
    """Of people the figure that a page would print; nothing historical, no part of another number."""
    if _NOT_A_COUNT.search(figure.phrase.text) or figure.part or figure.scope is Scope.HISTORICAL:
        return False
    if figure.measure in COUNTS:
        return figure.headline
    # What a report counts beside people, how long and how old is of its sentence, not of the story.
    return figure.stated and figure.measure not in _PASSING


def _place(key: tuple[str, Scope, str], order: list[str]) -> tuple[int, str, str, str]:
    measure, scope, unit = key
    return (order.index(measure) if measure in order else len(order), measure, scope, unit)


def _table(given: Sequence[Given]) -> list[Entry]:
    """One measure in one scope: equal figures put together, newest first, replaced and disputed marked."""
    entries = _entries(given)
    live = [entry for entry in entries if not _superseded(entry, entries)]
    rows = []
    for entry in entries:
        alive = entry in live
        disputed = alive and any(_disagree(entry, other) for other in live)
        rows.append(replace(entry, row=replace(entry.row, replaced=not alive, disputed=disputed)))
    return rows


def _agreed(given: Sequence[Given]) -> list[Entry]:
    """Of other measures what two independent origins give alike: apart, they count different things."""
    return [entry for entry in _entries(given) if len(entry.origins) > 1]


def _entries(given: Sequence[Given]) -> list[Entry]:
    alike: dict[tuple[float, float | None, str], list[Given]] = {}
    for one in given:
        figure = one.figure
        alike.setdefault((figure.low, figure.high, figure.qualifier), []).append(one)
    entries = _wholes([_entry(sorted(group, key=lambda one: one.at)) for group in alike.values()])
    return sorted(entries, key=lambda entry: (_newest(entry), entry.row.low), reverse=True)


def _wholes(entries: list[Entry]) -> list[Entry]:
    """Without the single victim of whom a report tells where others count many: a part is no toll."""
    most = max(entry.row.low for entry in entries)
    return [entry for entry in entries if entry.row.low > 1 or most < _MANY]


def _entry(group: Sequence[Given]) -> Entry:
    first = group[0]
    figure, report = first.figure, first.clipping.report
    row = LedgerEntry(
        measure=figure.measure,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=figure.unit,
        scope=figure.scope,
        speaker=next((one.figure.speaker for one in group if one.figure.speaker), ""),
        outlet=outlet_name(report),
        as_of=report.published,
        evidence=_spans(group),
    )
    return Entry(row=row, given=tuple(group))


def _spans(group: Iterable[Given]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(sentence_of(one.clipping, one.figure.phrase.span) for one in group))


def _newest(entry: Entry) -> datetime:
    return max(one.at for one in entry.given)


def _superseded(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a later figure took its place: of the same outlet or speaker, or simply much later."""
    for other in entries:
        if other is entry:
            continue
        gap = _newest(other) - _newest(entry)
        if gap <= timedelta(0):
            continue
        if _made_exact(entry.row, other.row):
            return True
        if not _differ(entry.row, other.row):
            continue
        same_voice = bool(entry.row.speaker) and fold(entry.row.speaker) == fold(other.row.speaker)
        same_origin = set(entry.origins) <= set(other.origins)
        if (
            entry.row.measure in _GROWING
            and other.row.low < entry.row.low
            and not (same_voice or same_origin)
        ):
            continue
        grown = entry.row.measure in _GROWING and other.row.low > entry.row.low
        if same_voice or same_origin or gap >= (GROWN_AFTER if grown else UPDATE_AFTER):
            return True
    return False


def _disagree(entry: Entry, other: Entry) -> bool:
    return entry is not other and set(entry.origins) != set(other.origins) and _differ(entry.row, other.row)


def _differ(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether two figures cannot both be right as they are worded."""
    low, high = bounds(one)
    other_low, other_high = bounds(other)
    return high < other_low or other_high < low


def _made_exact(loose: LedgerEntry, exact: LedgerEntry) -> bool:
    """Whether an exact count gives the number that "at least", "about" or "dozens" left open."""
    low, high = bounds(loose)
    open_before = loose.qualifier is not Qualifier.EXACT and exact.qualifier is Qualifier.EXACT
    return open_before and low <= exact.low <= high


def bounds(row: LedgerEntry | Figure) -> tuple[float, float]:
    """The least and the greatest number that a figure, as it is qualified, allows."""
    high = row.low if row.high is None else row.high
    if row.qualifier in (Qualifier.AT_LEAST, Qualifier.VAGUE):
        return row.low, float("inf")
    if row.qualifier is Qualifier.UP_TO:
        return 0.0, high
    if row.qualifier is Qualifier.ABOUT:
        return row.low * (1 - _ABOUT), high * (1 + _ABOUT)
    return row.low, high


def replaced_counts(entries: Iterable[Entry]) -> frozenset[tuple[str, float]]:
    """The counts that a later one replaced, as measure and number."""
    return frozenset((entry.row.measure, entry.row.low) for entry in entries if entry.row.replaced)


def numeral(given: Given) -> str:
    """The number in the report's own form, or "" where the report only implies it."""
    found = _NUMERAL.findall(given.figure.phrase.text)
    return found[0].lower() if len(found) == 1 else ""


def amount(entry: Entry, phrases: Phrases = ENGLISH) -> str:
    """The figure in words with its qualifier: "at least 12", "dozens of"."""
    number = numeral(entry.given[-1])
    number = f"{number} of" if number in _OF else number
    return phrases.qualifiers[str(entry.row.qualifier)].format(n=number)
