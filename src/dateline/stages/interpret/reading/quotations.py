"""Where quotations begin and end, whatever marks the report uses.

Decides which marks belong together, and that a quotation that a paragraph leaves open goes on in
the next one where that begins with a mark. Does not decide who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: A straight single mark counts only where it may open (behind a blank, before a letter) or close.
_MARK = re.compile(
    r"""["“”„«»‘’‚`'](?:
        (?<=["“”„«»‘’‚]) | (?<=`)` | (?<=')'
      | (?:(?<=[\s(—–]')|(?<=^'))(?=[A-Z“"])
      | (?<=[,.!?…"”a-z]')(?![\w'])
    )""",
    re.VERBOSE | re.MULTILINE,
)
_CLOSES = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "``": ("''",),
    "''": ("''",),
    '"': ('"',),
    "”": ("”",),
    "'": ("'",),
}
#: Marks that may close a quotation, as tokens.
CLOSING = ("”", '"', "»", "’", "''")
_OPENERS = frozenset({"“", "„", "«", "‘", "‚", "``"})
_SINGLE = frozenset({"‘", "‚", "'"})
_BEFORE = frozenset(" \t\n(—–-[:,…/>") | {"", "“", "‘", '"'}
_POINTS = frozenset(',.!?…”"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between quotation marks, the marks included.

    ``closed`` is false where the paragraph ends first; ``goes_on`` where the quotation continues
    one that the paragraph before left open. ``single`` tells ‘…’ from “…”.
    """

    start: int
    end: int
    closed: bool = True
    goes_on: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph's bounds, its marks in order, and where each kind of mark stands among them."""

    text: str
    start: int
    end: int
    marks: Sequence[re.Match[str]]

    def before(self, match: re.Match[str]) -> str:
        return self.text[match.start() - 1] if match.start() > self.start else ""

    def after(self, match: re.Match[str]) -> str:
        return self.text[match.end()] if match.end() < self.end else ""


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; ``paragraphs`` are the offsets of its paragraphs."""
    marks = list(_MARK.finditer(text))
    begins = [match.start() for match in marks]
    found: list[Quotation] = []
    left_open = False
    for start, end in paragraphs:
        here = marks[bisect_left(begins, start) : bisect_left(begins, end)]
        inside = _in_paragraph(_Paragraph(text=text, start=start, end=end, marks=here)) if here else []
        if inside and left_open and inside[0].start == start:
            first = inside[0]
            inside[0] = Quotation(start=first.start, end=first.end, closed=first.closed, goes_on=True)
        found += inside
        left_open = bool(inside) and not inside[-1].closed
    return tuple(found)


def _in_paragraph(part: _Paragraph) -> list[Quotation]:
    found: list[Quotation] = []
    opened, mark = -1, ""
    pairs = _pairs(part)
    for match, partner in zip(part.marks, pairs, strict=True):
        if mark:
            if match.group() in _CLOSES[mark] and _may_close(part, match, mark, partner):
                found.append(Quotation(start=opened, end=match.end(), single=mark in _SINGLE))
                mark = ""
        elif _may_open(part, match, partner):
            opened, mark = match.start(), match.group()
    if mark and mark not in _SINGLE:
        found.append(Quotation(start=opened, end=part.end, closed=False))
    return found


def _pairs(part: _Paragraph) -> list[bool]:
    """Whether, behind each mark, one more of the same kind stands that could close what it opens.

    A straight double mark has a partner where an odd number of them follow; a straight single one where
    one follows behind a point, which no apostrophe does.
    """
    odd = pointed = False
    found: list[bool] = []
    for match in reversed(part.marks):
        mark = match.group()
        found.append(pointed if mark == "'" else odd)
        odd ^= mark == '"'
        pointed |= mark == "'" and part.before(match) in _POINTS
    return found[::-1]


def _may_open(part: _Paragraph, match: re.Match[str], partner: bool) -> bool:
    mark = match.group()
    before, after = part.before(match), part.after(match)
    if mark == "'":
        return partner and (before in _BEFORE) and after.isalpha()
    if mark == "‘":  # also an apostrophe typed the wrong way round: ‘90s
        return before in _BEFORE and not after.isdigit() and after != " "
    if mark in ('"', "”"):
        return before in _BEFORE and (after not in (" ", "", ".", ",") or (after == " " and partner))
    return mark in _OPENERS or mark == "''"


def _may_close(part: _Paragraph, match: re.Match[str], mark: str, partner: bool) -> bool:
    before, after = part.before(match), part.after(match)
    if mark == "'":  # "the dogs' bowl" goes on where a mark behind a point is still to come
        return not after.isalnum() and (before in _POINTS or not (before == "s" and partner))
    if mark in _SINGLE:
        return not after.isalnum()
    if mark in ('"', "”"):  # the same mark at both ends: a closing one has its word before it
        return before != " " or not after.isalnum()
    return True
