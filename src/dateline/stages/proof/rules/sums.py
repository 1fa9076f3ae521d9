"""Figures made of others: killed added to injured, means, and vague words for numbers (rules 9 and 12).

Decides by the figures that the interpreter read out of the sources. Whether a number stands in the
sources at all is for ``numbers``; this says where a strange one comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.core.types import Figure, Qualifier
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.claims.counterparts import counterparts
from dateline.stages.proof.ground.numerals import clock_times, numerals
from dateline.stages.proof.ground.stretches import span_of

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

_HARMS = frozenset({"killed", "injured", "missing"})
_CASUALTIES = re.compile(
    r"\b(?:casualt|victim|killed|dead|died|injur|wounded|hurt|deaths|fatalit|toll)\w*", re.IGNORECASE
)
#: What a vague word stands for, from and to.
_VAGUE = {
    "dozens": (24, 200),
    "scores": (40, 400),
    "hundreds": (200, 3000),
    "thousands": (2000, 100_000),
    "tens of thousands": (20_000, 1_000_000),
    "millions": (2_000_000, 1_000_000_000),
}
_VAGUELY = re.compile(r"\b(?:tens of thousands|dozens|scores|hundreds|thousands|millions)\b", re.IGNORECASE)
_ALIKE = 0.3
#: Letters on each side of a number within which it is one of casualties.
_BESIDE = 30


def made_figure(case: Case) -> Iterator[Objection]:
    """A number of casualties that no source gives and that is a sum or a mean of those that they give."""
    for passage in case.passages:
        ground = passage.ground
        if not ground.stretches or not _CASUALTIES.search(passage.text):
            continue
        for numeral in numerals(passage.text):
            beside = passage.text[max(0, numeral.start - _BESIDE) : numeral.end + _BESIDE]
            if numeral.value in ground.values or numeral.value < 2 or not _CASUALTIES.search(beside):
                continue
            if any(start <= numeral.start < end for start, end, _ in clock_times(passage.text)):
                continue
            if how := _made(numeral.value, ground):
                start, end = passage.start + numeral.start, passage.start + numeral.end
                said = passage.text[numeral.start : numeral.end]
                why = f"{said} is {how}: no source gives it."
                yield Objection(start=start, end=end, why=why, evidence=passage.nearest())


def vague_figure(case: Case) -> Iterator[Objection]:
    """A vague number, "dozens", where the sources use no such word and no number of that size."""
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        for match in _VAGUELY.finditer(passage.text):
            said = match.group().lower()
            low, high = _VAGUE[said]
            near = counterparts(passage.ground, passage.text)
            if (
                not near
                or near[0].share < _ALIKE
                or any(v in passage.ground.words for v in said.split()[-1:])
            ):
                continue
            if not any(low <= value <= high for value in passage.ground.values):
                start, end = passage.start + match.start(), passage.start + match.end()
                why = f"No source says “{said}” or has a number of that size."
                yield Objection(start=start, end=end, why=why, evidence=(span_of(near[0].sentence),))


def _made(value: float, ground: Ground) -> str:
    """How a number was made of those of the sources, in words, or ""."""
    figures = [f for c in ground.clippings for f in c.facts.figures if _counts(f)]
    pairs = sorted({(f.measure, f.low) for f in figures})
    for (one, a), (other, b) in combinations(pairs, 2):
        if one != other and a + b == value:
            return f"{a:g} {one} and {b:g} {other} added up"
        if one == other and (a + b) / 2 == value:
            return f"the mean of {a:g} and {b:g} {one}"
    return ""


def _counts(figure: Figure) -> bool:
    return figure.measure in _HARMS and figure.qualifier is not Qualifier.VAGUE and figure.low > 0
