"""Parts of a whole told in words: "a third of voters", "two-thirds of the homes", "one in five".

Decides the share, in percent; a third is no round number of them and therefore "about". Does not decide what
the whole is. "The final third", "half an hour" and "the first half" tell no share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier
from dateline.stages.interpret.figures.quantities import Unit
from dateline.stages.interpret.reading.number import Number
from dateline.stages.interpret.reading.numeral_values import kind_of
from dateline.stages.interpret.reading.qualifying import qualified

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

_ORDINALS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS = {**_ORDINALS, **{f"{name}s": under for name, under in _ORDINALS.items() if name != "half"}}
#: "One-third", "two-thirds": a word of number and a part of a whole in one token.
_COMPOUNDS = {
    f"{word}-{name}": (over, under)
    for word, over in (("one", 1), ("two", 2), ("three", 3), ("four", 4))
    for name, under in _PARTS.items()
    if over < under and name != "half" and name.endswith("s") == (over > 1)
}
_WORDS = frozenset(_PARTS) | frozenset(_COMPOUNDS)
_WHOLE = frozenset({"the", "its", "their", "his", "her", "our", "all"})


def shares(view: Annotation) -> Iterator[tuple[Number, Unit]]:
    """The shares told by words of parts, in order."""
    for at in view.positions(_WORDS):
        found = _part(view, at)
        if found:
            first, over, under = found
            yield _share(view, first, at + 1, over / under)


def ratio(view: Annotation, left: Number, right: Number) -> tuple[Number, Unit] | None:
    """“One in five”, “nine out of 10”: two numbers as one share, None where they are two quantities."""
    between = view.lower[left.last : right.first]
    if between not in (("in",), ("out", "of"), ("in", "every")) or not 0 < left.low < right.low:
        return None
    if left.low != left.high or right.low != right.high or left.low != int(left.low) or right.low > 1000:
        return None
    if between == ("in",) and left.low > 1 and right.low not in (5, 10, 100, 1000):
        return None
    return _share(view, left.core, right.last, left.low / right.low)


def _part(view: Annotation, at: int) -> tuple[int, float, int] | None:
    """The first token of a share, and how many parts of how many it is."""
    lower = view.lower
    following = lower[at + 1 : at + 2]
    half = lower[at] == "half" and following and following[0] in _WHOLE
    if following != ("of",) and not half:
        return None
    if lower[at] in _COMPOUNDS:
        return (at, *_COMPOUNDS[lower[at]])
    under = _PARTS[lower[at]]
    before = lower[at - 1] if at else ""
    if lower[at] == "half":
        return None if before in ("first", "second", "other", "a") else (at, 1, 2)
    if before in ("a", "one"):
        return at - 1, 1, under
    kind, over = kind_of(before)
    return (at - 1, over, under) if kind == "unit" and lower[at].endswith("s") and 1 < over < under else None


def _share(view: Annotation, first: int, last: int, part: float) -> tuple[Number, Unit]:
    percent = round(100 * part, 1)
    exact = Qualifier.EXACT if abs(percent - 100 * part) < 1e-9 else Qualifier.ABOUT
    bare = Number(first=first, core=first, last=last, low=percent, high=percent, qualifier=exact)
    number = qualified(view, bare)
    return number, Unit(measure="share", name="percent", first=number.first, last=last, worded=True)


def tokens_of(found: Collection[tuple[Number, Unit]]) -> frozenset[int]:
    """The tokens of some shares: their numbers count nothing else."""
    return frozenset(token for number, _ in found for token in range(number.core, number.last))
