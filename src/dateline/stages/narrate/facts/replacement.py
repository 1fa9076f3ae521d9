"""Which figure of one measure took the place of another, and which ones stand against each other.

Decides by time, voice and origin (HOUSE_STYLE rules 9 and 10): who gives a new figure takes back the old one;
of others only a clearly later one counts as news, and of two speakers neither takes back the other's. Fewer
dead or hurt than before replace others only where it is said, or where somebody counts their own anew. What
one report gives side by side is a disagreement with names. Does NOT choose what is counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier
from dateline.stages.narrate.facts.counting import Entry, bounds, differ
from dateline.stages.narrate.facts.material import sentence_of
from dateline.stages.narrate.phrasebook.vocabulary import COLLECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.core.pages import Clipping, LedgerEntry
    from dateline.core.types import Span, Stamp
    from dateline.stages.narrate.facts.counting import Given

#: Two figures given further apart in time than this are taken for an update, not a disagreement.
UPDATE_AFTER = timedelta(hours=6)
#: A count that can only grow and that a later report gives higher is an update sooner than that.
GROWN_AFTER = timedelta(hours=3)
#: Measures that can only grow: a lower figure of somebody else does not replace a higher one.
_GROWING = ("killed", "injured")
#: Who was missing and is no more.
_FOUND = re.compile(
    r"\b(?:was|were|been|is|are) (?:all )?(?:found|located|recovered|identified)\b(?! (?:guilty|responsible))"
    r"|\b(?:bod(?:y|ies)|remains)\b[^.]{0,40}\b(?:found|recovered)\b|\baccounted for\b"
    r"|\bfound (?:dead|alive|safe)\b",
    re.IGNORECASE,
)
#: A lower count than before, said to be one.
_CORRECTED = re.compile(
    r"\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)|lower(?:ed|s)?|down from|fewer than|instead of|not \w+, as"
    r"|(?:earlier|previous(?:ly)?|initial(?:ly)?|first|preliminary) (?:\w+ ){0,3}"
    r"(?:figure|count|toll|number|report|put|gave|given|said|reported|counted|estimate)|withdr[ea]w|mistake"
    r"|counted twice|double[- ]count)",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\bstill missing\b|\bremain(?:s|ed)? missing\b|\bnot (?:yet )?been (?:found|accounted)", re.I
)


def settled(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one measure with ``replaced``, ``replaced_at`` and ``disputed`` told, in their order."""
    took = [_successor(entry, entries) for entry in entries]
    live = [entry for entry, successor in zip(entries, took, strict=True) if successor is None]
    rows = []
    for entry, successor in zip(entries, took, strict=True):
        disputed = successor is None and any(_disagree(entry, other) for other in live)
        at = successor.row.as_of if successor else None
        row = replace(entry.row, replaced=successor is not None, replaced_at=at, disputed=disputed)
        rows.append(replace(entry, row=row))
    return rows


def _successor(entry: Entry, entries: Iterable[Entry]) -> Entry | None:
    """The first of the later figures that took an entry's place."""
    taking = [other for other in entries if other is not entry and _takes_over(other, entry)]
    return min(taking, key=lambda other: other.newest, default=None)


def _takes_over(other: Entry, entry: Entry) -> bool:
    """Whether a later figure replaces one: of the same outlet or speaker, or simply much later."""
    gap = other.newest - entry.newest
    if gap <= timedelta(0):
        return False
    growing = entry.row.measure in _GROWING
    if _made_exact(entry.row, other.row) and (growing or not _opposed(entry, other)):
        return True
    if not differ(entry.row, other.row):
        return False
    if growing and other.row.low < entry.row.low:
        return _same_source(entry, other) and (_same_voice(entry, other) or _taken_back(other))
    if _same_source(entry, other):
        return True
    if not growing:
        return gap >= UPDATE_AFTER and not _opposed(entry, other)
    return gap >= GROWN_AFTER


def _opposed(entry: Entry, other: Entry) -> bool:
    """Whether a figure has a speaker who does not give the other: nobody else takes back what they said."""
    named = entry.voices - COLLECTIVES
    return bool(named) and not named & other.voices and not set(entry.origins) >= set(other.origins)


def _same_voice(entry: Entry, other: Entry) -> bool:
    """Whether somebody counts anew; "police" may be another force, "officials" anybody."""
    return bool(entry.voices - COLLECTIVES) and entry.voices <= other.voices


def _taken_back(other: Entry) -> bool:
    """Whether a report that counts fewer dead or hurt than before says that it was corrected."""
    sentences = (one.clipping.report.quote(span) for one in other.given for span in _around(one))
    return any(map(_CORRECTED.search, sentences))


def _around(given: Given) -> Iterator[Span]:
    """The sentence of a figure, the one before and the one after it."""
    held = sentence_of(given.clipping, given.figure.phrase.span)
    sentences = given.clipping.facts.sentences
    at = bisect_right(sentences, held.start, key=lambda span: span.start)
    yield from sentences[max(0, at - 2) : at + 1] or (held,)


def _same_source(entry: Entry, other: Entry) -> bool:
    """Whether the later figure comes from whoever gave the earlier one, and from nobody else besides."""
    voices = entry.voices
    if voices and other.voices:
        return voices <= other.voices
    return set(entry.origins) <= set(other.origins)


def _disagree(entry: Entry, other: Entry) -> bool:
    if entry is other or not differ(entry.row, other.row):
        return False
    return set(entry.origins) != set(other.origins) or entry.voices != other.voices


def _made_exact(loose: LedgerEntry, exact: LedgerEntry) -> bool:
    """Whether an exact count gives the number that "at least", "about" or "dozens" left open."""
    low, high = bounds(loose)
    open_before = loose.qualifier is not Qualifier.EXACT and exact.qualifier is Qualifier.EXACT
    return open_before and low <= exact.low <= high


def found(entries: Sequence[Entry], clippings: Sequence[Clipping]) -> list[Entry]:
    """The entries of "missing": replaced where a report as new or newer tells that they were found."""
    rows = []
    for entry in entries:
        at = None if entry.row.replaced else _found_at(entry, clippings)
        rows.append(replace(entry, row=replace(entry.row, replaced=True, replaced_at=at)) if at else entry)
    return rows


def _found_at(entry: Entry, clippings: Sequence[Clipping]) -> Stamp | None:
    for clipping in clippings:
        stamp = clipping.report.published
        if stamp is None or stamp.at < entry.newest or not _FOUND.search(clipping.report.text):
            continue
        if not _STILL.search(clipping.report.text):
            return stamp
    return None
