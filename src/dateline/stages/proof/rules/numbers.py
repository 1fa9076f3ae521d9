"""Numbers: each one of a draft has to stand in its evidence, as the same kind of thing.

Decides whether a number is borne out: same value, same sort (a share is no sum), rounded only where
it says so. What it counts is for ``counted``. Days and years are judged by ``dates``, the two
halves of a conversion by ``units``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.pages import LineKind
from dateline.stages.proof.alignment.roots import number_key
from dateline.stages.proof.alignment.slots import slot_of
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.conversions import converts, pairs
from dateline.stages.proof.ground.datemarks import date_marks
from dateline.stages.proof.ground.numerals import Numeral, Sort, clock_times, numerals

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.aligning import Held
    from dateline.stages.proof.ground.ground import Ground
    from dateline.stages.proof.ground.stretches import Sighting

_ABOVE = frozenset({"more than", "over", "just over", "above", "exceeding"})
_BELOW = frozenset(
    {"nearly", "almost", "fewer than", "less than", "under", "close to", "just under", "below"}
)
#: How far a number marked as rounded may stand from the true one, as a share of it.
_ABOUT = 0.05
_BEYOND = 0.2
_OUR_COUNTS = re.compile(r" (?:independent |other |different )*(?:outlets?|reports?|origins?|sources?)\b")
_NAMES_OF_SORT = {
    Sort.SHARE: "a percentage",
    Sort.MONEY: "a sum of money",
    Sort.COUNT: "a plain number",
}


def unsupported_number(case: Case) -> Iterator[Objection]:
    """Numbers that the evidence does not give (HOUSE_STYLE rules 9 and 12)."""
    for passage, numeral in claimed(case):
        ground = passage.ground
        if numeral.value in ground.values or _marked_rounding(numeral, ground):
            continue
        if not _rounded(numeral, ground):
            yield _objection(passage, numeral, "no source gives {number}{nearest}")


def rounded_number(case: Case) -> Iterator[Objection]:
    """Numbers that are rounded and do not say so."""
    for passage, numeral in claimed(case):
        ground = passage.ground
        if numeral.value in ground.values or _marked_rounding(numeral, ground):
            continue
        if sighting := _rounded(numeral, ground):
            number = passage.text[numeral.start : numeral.end]
            why = f"{number} is rounded from {sighting.text}: say “about”, or give the figure in full"
            yield _place(passage, numeral, why, sighting)


def number_of_another_sort(case: Case) -> Iterator[Objection]:
    """A percentage that the sources give as a plain number, or the other way round."""
    for passage, numeral in claimed(case):
        same = passage.ground.sighted(numeral.value)
        sorts = {sighting.numeral.sort for sighting in same}
        if same and numeral.sort not in sorts and Sort.SHARE in {numeral.sort, *sorts}:
            number = passage.text[numeral.start : numeral.end]
            given = _NAMES_OF_SORT[same[0].numeral.sort]
            why = f"{number} is {_NAMES_OF_SORT[numeral.sort]} here, but {given} in the source"
            yield _place(passage, numeral, why, same[0])


def unsupported_time(case: Case) -> Iterator[Objection]:
    """Times of day that no source gives, in twelve or twenty-four hours."""
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        for start, end, clock in clock_times(passage.text):
            if clock not in passage.ground.calendar.clocks:
                yield Objection(
                    start=passage.start + start,
                    end=passage.start + end,
                    why=f"No source gives the time {passage.text[start:end]}.",
                    evidence=passage.nearest(),
                )


def claimed(case: Case) -> Iterator[tuple[Passage, Numeral]]:
    """The numbers that a source has to bear out."""
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        taken = {at for start, end in _otherwise_judged(passage) for at in range(start, end)}
        for numeral in numerals(passage.text):
            if numeral.start not in taken and not _our_count(passage, numeral):
                yield passage, numeral


def _otherwise_judged(passage: Passage) -> Iterator[tuple[int, int]]:
    yield from ((mark.start, mark.end) for mark in date_marks(passage.text))
    yield from ((start, end) for start, end, _ in clock_times(passage.text))
    yield from _converted(passage)


def _converted(passage: Passage) -> Iterator[tuple[int, int]]:
    """The halves of conversions whose other half a source gives: ours, or the source's own (rule 11)."""
    for pair in pairs(passage.text):
        if not converts(pair):
            continue
        halves = (pair.left, pair.right)
        given = [all(value in passage.ground.values for value in half.printed) for half in halves]
        if any(given):
            yield from ((half.start, half.end) for half in halves)


def _our_count(passage: Passage, numeral: Numeral) -> bool:
    """Whether a composed line counts its own evidence ("three outlets report")."""
    if passage.kind is not LineKind.COMPOSED or not _OUR_COUNTS.match(passage.text, numeral.end):
        return False
    reports = {span.report for span in passage.evidence}
    outlets = {c.report.outlet for c in passage.ground.clippings if c.report.id in reports}
    origins = {c.origin for c in passage.ground.clippings if c.report.id in reports}
    return numeral.value in {len(reports), len(outlets), len(origins)}


def _marked_rounding(numeral: Numeral, ground: Ground) -> bool:
    word = numeral.approximate
    if not word or not numeral.value:
        return False
    for sighting in ground.sightings:
        if sighting.numeral.step >= numeral.step:
            continue  # a number is rounded to a rounder one
        apart = (sighting.numeral.value - numeral.value) / numeral.value
        if word in _ABOVE:
            fits = 0 < apart <= _BEYOND
        elif word in _BELOW:
            fits = -_BEYOND <= apart < 0
        else:
            fits = abs(apart) <= _ABOUT
        if fits:
            return True
    return False


def _rounded(numeral: Numeral, ground: Ground) -> Sighting | None:
    """The number that this one rounds without a word; only large numbers are taken for rounded."""
    if numeral.value < 10_000:
        return None
    for sighting in ground.sightings:
        true = sighting.numeral.value
        finer = sighting.numeral.step < numeral.step
        if (
            finer
            and abs(true - numeral.value) <= numeral.step / 2
            and abs(true / numeral.value - 1) <= _ABOUT
        ):
            return sighting
    return None


def _objection(passage: Passage, numeral: Numeral, why: str) -> Objection:
    number = passage.text[numeral.start : numeral.end]
    nearest = _nearest(passage, numeral)
    offer = f"; the nearest figure there is {nearest.text}" if nearest else ""
    return _place(passage, numeral, why.format(number=number, nearest=offer), nearest)


def _nearest(passage: Passage, numeral: Numeral) -> Sighting | None:
    """The number that was probably meant: in the source sentence most like the passage, of its sort."""
    sightings = [s for s in passage.ground.sightings if _year_like(s.numeral) is _year_like(numeral)]
    spans = passage.nearest()
    close = [s for s in sightings if any(_inside(s, span.report, span.start, span.end) for span in spans)]
    near = close or [s for s in sightings if _like(s.numeral, numeral)]
    aligned = passage.ground.aligned(passage.text)
    word = aligned.words.at(numeral.start)
    meant = slot_of(aligned, word, _is_number, lambda place: aligned.words.keys[place].startswith("#"))

    def distance(sighting: Sighting) -> tuple[bool, bool, float]:
        other = sighting.numeral
        unlike = meant is None or number_key(other.value) != meant.held.words.keys[meant.there]
        return unlike, other.sort is not numeral.sort, abs(other.value - numeral.value)

    return min(near, key=distance, default=None)


def _is_number(held: Held, there: int) -> bool:
    return held.words.keys[there].startswith("#")


def _year_like(numeral: Numeral) -> bool:
    return 1900 <= numeral.value <= 2100 and numeral.step < 1000


def _like(one: Numeral, other: Numeral) -> bool:
    """Whether one number may have been written for the other."""
    return one.sort is other.sort and other.value / 2 <= one.value <= other.value * 2


def _inside(sighting: Sighting, report: str, start: int, end: int) -> bool:
    return sighting.span.report == report and start <= sighting.span.start < end


def _place(passage: Passage, numeral: Numeral, why: str, sighting: Sighting | None) -> Objection:
    return Objection(
        start=passage.start + numeral.start,
        end=passage.start + numeral.end,
        why=why[:1].upper() + why[1:] + ".",
        evidence=(sighting.span,) if sighting else passage.nearest(),
    )
