"""How many, all reports taken together, as it stands now: low, best and high of each measure of people.

Decides as UCDP's codebook does: each bound is a number that a report gives, nothing is averaged or added,
scopes and units stand apart. *Best* is the figure of the competent authority, else the one that most
independent origins give; where two have as much for them there is no best. Does NOT decide which figures
still stand (``replacement``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.core.pages import Toll
from dateline.core.types import Qualifier
from dateline.stages.narrate.facts.counting import bounds
from dateline.stages.narrate.phrasebook.phrases import COUNTS
from dateline.stages.narrate.phrasebook.vocabulary import AUTHORITY

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.core.types import Scope
    from dateline.stages.narrate.facts.counting import Entry

_OPEN = (Qualifier.AT_LEAST, Qualifier.VAGUE)
#: What says how many there may be, and not how many there are.
_NO_COUNT = (Qualifier.VAGUE, Qualifier.UP_TO)


def tolls(entries: Iterable[Entry]) -> tuple[Toll, ...]:
    """One toll for each measure, scope and unit of people of which a figure stands, in the ledger's order."""
    tables: dict[tuple[str, Scope, str], list[Entry]] = {}
    for entry in entries:
        if entry.row.measure in COUNTS and not entry.row.replaced:
            tables.setdefault((entry.row.measure, entry.row.scope, entry.row.unit), []).append(entry)
    return tuple(_toll(standing) for standing in tables.values())


def _toll(standing: Sequence[Entry]) -> Toll:
    best = _best(standing)
    row = standing[0].row
    newest = max(standing, key=lambda entry: entry.newest)
    return Toll(
        measure=row.measure,
        scope=row.scope,
        unit=row.unit,
        low=min(entry.row.low for entry in (*_bounding(standing), *((best,) if best else ()))),
        best=best.row.low if best else None,
        high=_high(standing),
        as_of=(best or newest).row.as_of,
        evidence=tuple(dict.fromkeys(span for entry in standing for span in entry.row.evidence)),
    )


def _bounding(standing: Sequence[Entry]) -> Sequence[Entry]:
    """The figures that say how few it may be: not the floor of an open one that a closed one fits in."""
    closed = [entry for entry in standing if entry.row.qualifier not in _OPEN]
    fitting = [
        e for e in standing if not any(bounds(e.row)[0] <= o.row.low and e not in closed for o in closed)
    ]
    return fitting or standing


def _high(standing: Sequence[Entry]) -> float | None:
    """The greatest number given, None where the greatest is open upwards ("dozens", "at least 12")."""
    top = max(standing, key=lambda entry: (_most(entry), entry.row.qualifier not in _OPEN))
    return None if top.row.qualifier in _OPEN else _most(top)


def _most(entry: Entry) -> float:
    return entry.row.low if entry.row.high is None else entry.row.high


def _best(standing: Sequence[Entry]) -> Entry | None:
    """The figure with most for it: an authority's, then the most origins', then the latest; None in a tie."""
    named = [entry for entry in standing if entry.row.qualifier not in _NO_COUNT]
    ranked = sorted(named, key=_weight, reverse=True)
    if not ranked:
        return None
    tied = [entry for entry in ranked if _weight(entry) == _weight(ranked[0])]
    return ranked[0] if len({entry.row.low for entry in tied}) == 1 else None


def _weight(entry: Entry) -> tuple[bool, int, datetime, bool]:
    stated = any(one.figure.stated for one in entry.given)
    official = any(AUTHORITY.search(one.figure.speaker) for one in entry.given if one.figure.speaker)
    closed = entry.row.qualifier not in _OPEN
    return (official and stated, len(entry.origins), entry.newest, closed)
