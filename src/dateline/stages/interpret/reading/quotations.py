"""Where quotations begin and end, whatever marks the report uses.

Decides which marks belong together, and that a quotation that a paragraph leaves open goes on in
the next one where that begins with a mark. Does not decide who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARK = re.compile("''|``|[\"“”„«»‘’‚]")
_CLOSES = {
    "“": '”"',
    "„": "“”",
    "«": "»",
    "‘": "’",
    "‚": "‘’",
    "``": ("''",),
    "''": ("''",),
    '"': '"',
    "”": "”",
}
#: Marks that may close a quotation, as tokens.
CLOSING = ("”", '"', "»", "’", "''")
_OPENERS = set("“„«‘‚") | {"``"}
_BEFORE = set(" \t\n(—–-[:,…/>") | {"", "“", "‘", '"'}


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


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; ``paragraphs`` are the offsets of its paragraphs."""
    found: list[Quotation] = []
    left_open = False
    for start, end in paragraphs:
        inside = _in_paragraph(text, start, end)
        if inside and left_open and inside[0].start == start:
            first = inside[0]
            inside[0] = Quotation(start=first.start, end=first.end, closed=first.closed, goes_on=True)
        found += inside
        left_open = bool(inside) and not inside[-1].closed
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened, mark = -1, ""
    for match in _MARK.finditer(text, start, end):
        if mark:
            if match.group() in _CLOSES[mark] and _may_close(text, match, end, mark):
                found.append(Quotation(start=opened, end=match.end(), single=mark in "‘‚"))
                mark = ""
        elif _may_open(text, match, start, end):
            opened, mark = match.start(), match.group()
    if mark and mark not in "‘‚":
        found.append(Quotation(start=opened, end=end, closed=False))
    return found


def _may_open(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group()
    symmetrical = mark in ('"', "”", "''")
    if mark not in _OPENERS and not symmetrical:
        return False
    before = text[match.start() - 1] if match.start() > start else ""
    after = text[match.end()] if match.end() < end else ""
    if mark == "‘":  # also an apostrophe typed the wrong way round: ‘90s
        return before in _BEFORE and not after.isdigit() and after != " "
    if mark in '"”':
        return before in _BEFORE and after not in (" ", "", ".", ",")
    return True


def _may_close(text: str, match: re.Match[str], end: int, mark: str) -> bool:
    after = text[match.end()] if match.end() < end else ""
    if mark in "‘‚":
        return not after.isalnum()
    if mark in '"”':  # the same mark at both ends: a closing one has its word before it
        return text[match.start() - 1] != " " or not after.isalnum()
    return True
