"""How a figure is written: with its qualifier, its unit and its range, and a vague one in its own word.

Never turns a vague figure into a number, never averages (HOUSE_STYLE rules 9 and 12). Numbers are written by
the language of the edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from dateline.core.pages import LedgerEntry, Toll
from dateline.core.text import number
from dateline.core.types import Qualifier, Report
from dateline.stages.publish.wording import Phrase, phrase

#: The words of vague figures, as reports have them.
_VAGUE_WORDS = {
    "several": phrase("several"),
    "a few": phrase("a few"),
    "few": phrase("few"),
    "many": phrase("many"),
    "dozens": phrase("dozens"),
    "scores": phrase("scores"),
    "hundreds": phrase("hundreds"),
    "tens of thousands": phrase("tens of thousands"),
    "thousands": phrase("thousands"),
    "millions": phrase("millions"),
}
_VAGUE_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_VAGUE_WORDS, key=len, reverse=True))})\b", re.I)
#: The word of one whose own words are not at hand, by the floor it stands for.
_VAGUE = ((2000, "thousands"), (200, "hundreds"), (24, "dozens"))
#: What says nothing of how many it may be at most.
_OPEN = (Qualifier.AT_LEAST, Qualifier.VAGUE)


def amount(entry: LedgerEntry, reports: Mapping[str, Report]) -> Phrase:
    """A figure with its qualifier: "at least 12", "dozens", "900–1,400", "7.9 m"."""
    if entry.qualifier is Qualifier.VAGUE:
        return _vague(entry, reports)
    high = entry.low if entry.high is None else entry.high
    if entry.qualifier is Qualifier.UP_TO:
        return phrase("up to %(amount)s", amount=counted(high, high, entry.unit))
    told = counted(entry.low, high, entry.unit)
    if entry.qualifier is Qualifier.AT_LEAST:
        return phrase("at least %(amount)s", amount=told)
    return phrase("about %(amount)s", amount=told) if entry.qualifier is Qualifier.ABOUT else told


def standing(entries: Sequence[LedgerEntry], toll: Toll | None, reports: Mapping[str, Report]) -> Phrase:
    """What stands of one count: the best figure as its report words it, else all from least to greatest.

    ``entries`` are those that nothing replaced; there is at least one.
    """
    best = [entry for entry in entries if toll and entry.low == toll.best]
    return amount((best or entries)[0], reports) if best or len(entries) == 1 else spread(entries, reports)


def spread(entries: Sequence[LedgerEntry], reports: Mapping[str, Report]) -> Phrase:
    """From the least to the greatest figure; the words themselves where one of them has no end."""
    if any(entry.qualifier in _OPEN for entry in entries):
        told = tuple(dict.fromkeys(amount(entry, reports) for entry in entries))
        return told[0] if len(told) == 1 else phrase("%(low)s / %(high)s", low=told[0], high=told[-1])
    low = min(entry.low for entry in entries)
    high = max(entry.low if entry.high is None else entry.high for entry in entries)
    return counted(low, high, entries[0].unit)


def apart(toll: Toll | None) -> Phrase | None:
    """How far reports lie apart, where one of their figures stands for them all."""
    if not _apart(toll):
        return None
    low = _digits(toll.low)
    if toll.high is None:
        return phrase("reports give %(low)s and more", low=low)
    return phrase("reports give %(low)s to %(high)s", low=low, high=_digits(toll.high))


def at_a_glance(told: Phrase, toll: Toll) -> Phrase | None:
    """A figure of people at the head of a page, with what else reports give: "900 evacuated; reports give
    900–1,400", as lists tell it. None where nobody was hurt: that is for the text to say.
    """
    if not (toll.low or toll.high):
        return None
    if not _apart(toll):
        return told
    low = _digits(toll.low)
    if toll.high is None:
        spread = phrase("%(amount)s and more", amount=low)
    else:
        spread = phrase("%(low)s–%(high)s", low=low, high=_digits(toll.high))
    return phrase("%(figure)s; reports give %(spread)s", figure=told, spread=spread)


def _apart(toll: Toll | None) -> TypeGuard[Toll]:
    """Whether reports lie apart: none does from "at least" so many where just so many is the best."""
    return toll is not None and toll.best is not None and {toll.best} != {toll.low, toll.high or toll.low}


def counted(low: float, high: float, unit: str) -> Phrase:
    """A number, or a range, with its unit; people need none."""
    told = _digits(low) if low == high else phrase("%(low)s–%(high)s", low=_digits(low), high=_digits(high))
    if unit in ("", "person"):
        return told
    return Phrase(message="%(amount)s\u00a0%(unit)s", values=(("amount", told), ("unit", unit)))


def _digits(value: float) -> Phrase:
    return Phrase(message="%(amount)s", values=(("amount", number(value) or 0),))


def _vague(entry: LedgerEntry, reports: Mapping[str, Report]) -> Phrase:
    """The report's own vague word where its sentence has just one."""
    for span in entry.evidence:
        if span.report in reports:
            quoted = reports[span.report].quote(span)
            found = {match.group().lower() for match in _VAGUE_WORD.finditer(quoted)}
            if len(found) == 1:
                return _VAGUE_WORDS[found.pop()]
    return _VAGUE_WORDS[next((told for floor, told in _VAGUE if entry.low >= floor), "several")]
