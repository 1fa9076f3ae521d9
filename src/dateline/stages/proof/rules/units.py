"""Two units for one quantity: they have to convert, to the precision printed (HOUSE_STYLE rule 11).

Decides which pairs a desk would send back, and how gravely. Needs no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.conversions import conversions, fits, is_close, pairs


def unit_mismatch(case: Case) -> Iterator[Objection]:
    """Pairs that do not convert at all."""
    yield from _objections(case, close=False)


def unit_imprecision(case: Case) -> Iterator[Objection]:
    """Pairs that convert nearly, yet not to the precision printed."""
    yield from _objections(case, close=True)


def _objections(case: Case, *, close: bool) -> Iterator[Objection]:
    text = case.draft.text
    for pair in pairs(text):
        true = conversions(pair)
        if not true or fits(pair) or is_close(pair) is not close:
            continue
        left, right = text[pair.left.start : pair.left.end], text[pair.right.start : pair.right.end]
        figures = " to ".join(_rounded(value, pair.right.step) for value in true[0])
        unit = re.sub(r"^[\d.,–-]+(?: to [\d.,]+)?(?: \w+illion)?[ -]?", "", right)
        why = f"{left} is {figures} {unit}, not {right}."
        end = pair.right.end + (text[pair.right.end : pair.right.end + 1] in {")", "]"})
        yield Objection(start=pair.left.start, end=end, why=why)


def _rounded(value: float, step: float) -> str:
    places = 0 if step >= 1 else len(f"{step:g}".split(".")[-1])
    return f"{value:,.{places}f}"
