"""How a text falls into tokens.

Decides where each token begins and ends. Does not decide what one means. A text is taken piece by piece,
as blanks part it: no token crosses a blank and none depends on what stands beyond one, so that a piece
that was met before ("Monday,") need not be taken apart again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import add

_TOKEN = re.compile(
    r"""
    ''|``
  | \d+(?:[.,:/]\d+)*                                       # 1,300  3.5  06:10  4/6/2024
  | (?:[^\W\d_]\.){2,}                                      # U.S.  a.m.
  | (?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Lt|Col|Gen|Capt|Sgt|Maj|Cpl|Pvt|Rev|Prof|Hon|Pres|Supt|Insp|Det|St|Mt|Ft|Jr|Sr
     |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|Inc|Corp|Co|Ltd|Cmdr|Adm|Brig|Del
     |Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev
     |Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?=[\s,;)’”"]|\Z)
  | ['’]s\b
  | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-[^\W_]+)*             # O'Neill  didn't  long-range
  | \w | \S
    """,
    re.VERBOSE,
)
#: A piece longer than this is no word: it is taken apart each time, and not kept.
_LONG = 48
_KEPT = 1 << 16

Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]  # words, in lower case, offsets in the piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of a text: as written, in lower case with straight apostrophes, and their offsets."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokens(text: str) -> Tokens:
    """The text in tokens; all but blanks is in one of them."""
    if len(_KNOWN) > _KEPT:
        _KNOWN.clear()
    pieces = text.split(" ")
    begins = accumulate(map((1).__add__, map(len, pieces)), initial=0)
    written, small, offsets = zip(*map(_KNOWN.__getitem__, pieces), strict=True)
    words = tuple(chain.from_iterable(written))
    counts = map(len, offsets)
    starts = tuple(map(add, chain.from_iterable(map(repeat, begins, counts)), chain.from_iterable(offsets)))
    return Tokens(
        words=words,
        lower=tuple(chain.from_iterable(small)),
        starts=starts,
        ends=tuple(map(add, starts, map(len, words))),
    )


class _Pieces(dict[str, Piece]):
    """The pieces that were met, each taken apart once; a long one is not kept."""

    def __missing__(self, piece: str) -> Piece:
        parted = _parted(piece)
        if len(piece) < _LONG:
            self[piece] = parted
        return parted


def _parted(piece: str) -> Piece:
    found = [(match.group(), match.start()) for match in _TOKEN.finditer(piece)]
    words = tuple(word for word, _ in found)
    return words, tuple(word.lower().replace("’", "'") for word in words), tuple(start for _, start in found)


_KNOWN = _Pieces()
