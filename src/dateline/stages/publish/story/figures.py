"""The ledger as readers see it: how many as it stands, who gives which figure, what replaced what.

Decides what shares a row: all that stands of one count, with its toll before them. Never averages or adds,
and keeps scopes apart (HOUSE_STYLE rules 9 and 10). How a figure is written, ``amounts`` says; which figure
is the best, ``narrate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.pages import LedgerEntry, Page, Toll
from dateline.core.types import Report, Scope
from dateline.stages.publish.listing.tolls import own
from dateline.stages.publish.story import amounts
from dateline.stages.publish.story.amounts import amount, apart, standing
from dateline.stages.publish.story.evidence import Chip, EvidenceFile
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, fate, phrase, word

#: So many outlets stand by name beside a figure.
_OUTLETS = 2
#: So many counts of people stand at the head of a page.
_GLANCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of several who speak of one count: who, how many, and as of when."""

    who: str | Phrase
    amount: Phrase
    at: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger.

    ``who`` gave a figure that stands alone: names as the reports have them, and ``more`` outlets beside them.
    ``voices`` are all who give one, where several share the row (each with its time where these differ), and
    ``note`` is then how far they lie apart.
    ``replaced_at`` is when a later figure took its place.
    """

    amount: Phrase
    chip: Chip | None
    who: tuple[str, ...] = ()
    more: int = 0
    at: When | None = None
    voices: tuple[Voice, ...] = ()
    note: Phrase | None = None
    replaced: bool = False
    replaced_at: When | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is counted, of which part or scope, with its rows: what holds now first, what it replaced after.

    ``detail`` is the reports' own words for the part. ``glance`` is how many people as it stands, in a line.
    """

    measure: Phrase
    rows: tuple[Row, ...]
    detail: str = ""
    scope: Phrase | None = None
    glance: Phrase | None = None


def ledger(page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]) -> tuple[Count, ...]:
    """The counts of a page in its order."""
    return tuple(_count(entries, page, evidence, reports) for entries in _counts(page.figures))


def at_a_glance(counts: Iterable[Count]) -> tuple[Phrase, ...]:
    """The weightiest figures of people that are the story's own news, for the head of the page."""
    return tuple(count.glance for count in counts if count.glance)[:_GLANCE]


def toll_of(entry: LedgerEntry, tolls: Iterable[Toll]) -> Toll | None:
    """The toll that a figure is part of; the figure of a part, or of no people, has none."""
    key = (entry.measure, entry.scope, entry.unit)
    return next((t for t in tolls if not entry.detail and (t.measure, t.scope, t.unit) == key), None)


def _counts(figures: Sequence[LedgerEntry]) -> Iterator[list[LedgerEntry]]:
    found: dict[tuple[str, str, Scope], list[LedgerEntry]] = {}
    for entry in figures:
        found.setdefault((entry.measure, entry.detail, entry.scope), []).append(entry)
    yield from found.values()


def _count(
    entries: Sequence[LedgerEntry], page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]
) -> Count:
    first = entries[0]
    toll = toll_of(first, page.tolls)
    rows = tuple(_rows(entries, toll, evidence, reports))
    news = toll in own(page) and not rows[0].replaced
    return Count(
        measure=word(first.measure),
        detail=first.detail,
        scope=None if first.scope is Scope.HAPPENING else word(first.scope),
        rows=rows,
        glance=amounts.at_a_glance(fate(first.measure, rows[0].amount), toll) if toll and news else None,
    )


def _rows(
    entries: Sequence[LedgerEntry],
    toll: Toll | None,
    evidence: EvidenceFile,
    reports: Mapping[str, Report],
) -> Iterator[Row]:
    live = [entry for entry in entries if not entry.replaced]
    shared = live if toll else [entry for entry in live if entry.disputed]
    if len(shared) > 1:
        yield _shared(shared, toll, evidence, reports)
    else:
        shared = []
    for entry in (*live, *(entry for entry in entries if entry.replaced)):
        if entry not in shared:
            yield _row(entry, evidence, reports)


def _row(entry: LedgerEntry, evidence: EvidenceFile, reports: Mapping[str, Report]) -> Row:
    """A figure that stands alone; outlets are named where several give it and nobody is said to have."""
    outlets = entry.outlets if len(entry.outlets) > 1 and not entry.speaker else ()
    return Row(
        amount=amount(entry, reports),
        who=(entry.speaker,) if entry.speaker else outlets[:_OUTLETS],
        more=max(0, len(outlets) - _OUTLETS),
        at=when(entry.as_of),
        chip=evidence.chip(entry.evidence),
        replaced=entry.replaced,
        replaced_at=when(entry.replaced_at) if entry.replaced else None,
        disputed=entry.disputed,
    )


def _shared(
    entries: Sequence[LedgerEntry],
    toll: Toll | None,
    evidence: EvidenceFile,
    reports: Mapping[str, Report],
) -> Row:
    """The row of a count that several figures stand for: the best, else the range, and every voice."""
    spans = tuple(dict.fromkeys(span for entry in entries for span in entry.evidence))
    split = any(entry.disputed for entry in entries)
    times = {when(entry.as_of) for entry in entries}
    together = len(times) == 1
    return Row(
        amount=standing(entries, toll, reports),
        note=apart(toll),
        at=times.pop() if together else None,
        voices=tuple(_voice(entry, reports, dated=not together) for entry in entries),
        chip=evidence.chip(spans, status=phrase("disputed") if split else None, split=split),
        disputed=split,
    )


def _voice(entry: LedgerEntry, reports: Mapping[str, Report], dated: bool) -> Voice:
    first, more = next(iter(entry.outlets), entry.outlet), len(entry.outlets) - 1
    who: str | Phrase = entry.speaker or first
    if more > 0 and not entry.speaker:
        who = phrase("%(outlet)s and %(count)s more", "%(outlet)s and %(count)s more", more, outlet=first)
    return Voice(who=who, amount=amount(entry, reports), at=when(entry.as_of) if dated else None)
