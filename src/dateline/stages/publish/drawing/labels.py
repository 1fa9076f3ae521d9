"""Names on a map: where each stands so that it covers no other.

Decides by the order in which names are asked for: the first has the choice, the last may find no room and is
left out. Reckons with the mean width of letters; says nothing about what is worth a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]

#: Height of letters in units, by the kind of a name: what ``50-drawing.css`` sets.
SIZES = {"main": 25.0, "place": 22.0, "town": 19.0, "country": 20.0, "degree": 17.0}
#: Mean width of a letter, as a share of its height; of one of CJK, and of the spaced capitals of a country.
_LETTER, _WIDE, _SPACED = 0.6, 1.02, 0.88


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name and where it stands: ``anchor`` is SVG's ``text-anchor``, ``kind`` how it is set."""

    text: str
    x: int
    y: int
    anchor: str = "middle"
    kind: str = "town"


@dataclass(slots=True)
class Sheet:
    """What of a map is taken already. Names are asked for one after the other."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def keep(self, box: Box) -> None:
        """Keep a rectangle free of names."""
        self.taken.append(box)

    def beside(self, text: str, x: float, y: float, off: float, kind: str) -> bool:
        """A name beside its place, ``off`` units from it; False where there is no room."""
        wide, high = width(text, kind), SIZES[kind]
        for left, top, anchor in _sites(x, y, off, wide, high):
            box = (left, top, left + wide, top + high)
            if self.free(box):
                at = {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
                self._put(text, at, top + 0.8 * high, anchor, kind, box)
                return True
        return False

    def amid(self, text: str, spots: Iterable[tuple[float, float]], kind: str) -> bool:
        """A name in the middle of the first spot that has room for it."""
        wide, high = width(text, kind), SIZES[kind]
        for x, y in spots:
            box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if self.free(box):
                self._put(text, x, y + 0.35 * high, "middle", kind, box)
                return True
        return False

    def free(self, box: Box) -> bool:
        """Whether a rectangle lies in the picture and covers nothing."""
        if box[0] < 6 or box[1] < 4 or box[2] > self.width - 6 or box[3] > self.height - 4:
            return False
        return all(
            box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3]
            for other in self.taken
        )

    def _put(self, text: str, x: float, y: float, anchor: str, kind: str, box: Box) -> None:
        self.taken.append(box)
        self.labels.append(Label(text=text, x=round(x), y=round(y), anchor=anchor, kind=kind))


def width(text: str, kind: str) -> float:
    """How wide a name is, about, in units."""
    letter = _SPACED if kind == "country" else _LETTER * (1.1 if kind == "main" else 1.0)
    return SIZES[kind] * sum(_share(sign, letter) for sign in text)


def _share(sign: str, letter: float) -> float:
    if unicodedata.combining(sign):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" else letter


def _sites(x: float, y: float, off: float, wide: float, high: float) -> Sequence[tuple[float, float, str]]:
    """Left upper corners for a name of a place: to its right, left, above, below, and aslant."""
    level = y - high / 2
    return (
        (x + off, level, "start"),
        (x - off - wide, level, "end"),
        (x - wide / 2, y - off - high, "middle"),
        (x - wide / 2, y + off, "middle"),
        (x + 0.7 * off, y - 0.6 * off - high, "start"),
        (x + 0.7 * off, y + 0.6 * off, "start"),
        (x - 0.7 * off - wide, y - 0.6 * off - high, "end"),
        (x - 0.7 * off - wide, y + 0.6 * off, "end"),
    )
