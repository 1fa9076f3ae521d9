"""A draft: the text to be judged, and which stretch of it is which printed line.

Decides how a page is laid out as one text, so that every finding has an offset. It does not read
files (``reading``) and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.core.pages import Claim, LedgerEntry, Line, LineKind, Page
from dateline.core.text import number
from dateline.core.types import Qualifier, Span

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One printed line of a draft: ``draft.text[start:end]`` is its text.

    ``kind`` is None where the draft does not tell how the line came to be.
    """

    id: str
    start: int
    end: int
    kind: LineKind | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text to be judged. Without ``lines`` it is free text, judged sentence by sentence."""

    text: str
    lines: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of a draft before it has an offset; a heading has no id and no evidence."""

    text: str
    id: str = ""
    kind: LineKind | None = None
    evidence: tuple[Span, ...] = ()
    heading: bool = False


def lay_out(blocks: Iterable[Block]) -> Draft:
    """The blocks as one text, separated by blank lines, with the offsets of every line."""
    texts: list[str] = []
    lines: list[DraftLine] = []
    at = 0
    for block in blocks:
        if not block.heading:
            end = at + len(block.text)
            lines.append(DraftLine(id=block.id, start=at, end=end, kind=block.kind, evidence=block.evidence))
        texts.append(block.text)
        at += len(block.text) + len(PARAGRAPH)
    return Draft(text=PARAGRAPH.join(texts), lines=tuple(lines))


def draft_of(page: Page) -> Draft:
    """A page as a draft: its lines in reading order, then its figures, claims and timeline.

    Those last are printed too, so they are judged too: their ids are ``figures/0``, ``claims/0``,
    ``claims/0/1`` (a stand) and ``timeline/0``, by position.
    """
    return lay_out(_blocks(page))


def _blocks(page: Page) -> Iterable[Block]:
    yield _line(page.headline)
    if page.standfirst:
        yield _line(page.standfirst)
    yield from map(_line, page.summary)
    for section in page.body:
        yield Block(text=section.heading, heading=True)
        yield from map(_line, section.lines)
    for place, entry in enumerate(page.figures):
        yield Block(
            text=ledger_words(entry), id=f"figures/{place}", kind=LineKind.COMPOSED, evidence=entry.evidence
        )
    for place, claim in enumerate(page.claims):
        yield from _claim(claim, f"claims/{place}")
    for place, moment in enumerate(page.timeline):
        yield Block(text=moment.text, id=f"timeline/{place}", kind=LineKind.EXTRACT, evidence=moment.evidence)


def _line(line: Line) -> Block:
    return Block(text=line.text, id=line.id, kind=line.kind, evidence=line.evidence)


def _claim(claim: Claim, identifier: str) -> Iterable[Block]:
    yield Block(text=claim.label, id=identifier, kind=LineKind.COMPOSED, evidence=claim.evidence)
    for place, stand in enumerate(claim.stands):
        if stand.words:
            name = f"{identifier}/{place}"
            yield Block(text=stand.words, id=name, kind=LineKind.COMPOSED, evidence=stand.evidence)


def ledger_words(entry: LedgerEntry) -> str:
    """A figure as it stands in the draft: "killed: 3 to 5". A vague one shows no number (rule 12)."""
    if entry.qualifier is Qualifier.VAGUE:
        return f"{entry.measure}: {entry.qualifier}"
    sign = "%" if entry.unit in {"%", "percent"} else ""
    words = f"{entry.measure}: {number(entry.low)}{sign}"
    return words if entry.high in (None, entry.low) else f"{words} to {number(entry.high)}{sign}"
