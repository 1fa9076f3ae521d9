"""The matrix of a page: claims by origins, each origin under the names of its outlets.

Decides which origins have a column, what a row says beside its claim, that a figure which a later one
replaced is earlier and no contradiction, and that an origin whose language was not read is never shown as
silent. Does NOT find claims or judge who is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.core.pages import Claim, Page, Position, Stand, Status
from dateline.core.text import fold
from dateline.core.types import Span
from dateline.stages.publish.direction import direction
from dateline.stages.publish.story.evidence import TONES, Chip, EvidenceFile, excerpt
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase, word

#: The code of a cell whose origin has no position because its words were not taken apart.
NOT_READ = "not-read"
#: That of a figure that differs because it is out of date.
EARLIER = "earlier"
_WORDS = {NOT_READ: phrase("not read"), EARLIER: phrase("earlier")} | {one: word(one) for one in Position}
_COLUMNS = 5
_CELL_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An origin: the outlet that has it first, and of how many. ``at`` tells two of one name apart."""

    outlet: str
    outlets: int = 1
    at: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where the origin of ``column`` stands on a claim. ``position`` is a code, ``told`` its word.

    ``words`` are the report's own where they differ, in ``language`` where it is not the house's.
    """

    column: Column
    position: str
    told: Phrase
    words: str
    chip: Chip | None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its cells. ``speaker`` is "" where the label names who says so, or nobody does.

    ``since`` is when the first report had it; ``status`` is None where it is no more than reported.
    """

    label: str
    cells: tuple[Cell, ...]
    speaker: str = ""
    since: When | None = None
    status: Phrase | None = None
    tone: str = ""
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An outlet that has no column because its language was not read; ``language`` is its code."""

    outlet: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Claims by origins. ``left_out`` origins had no column left."""

    columns: tuple[Column, ...]
    rows: tuple[ClaimRow, ...]
    left_out: int = 0
    unread: tuple[Unread, ...] = ()


def matrix(page: Page, evidence: EvidenceFile) -> Matrix | None:
    """Origins that say something about any claim are the columns, the most outspoken first."""
    spoken: dict[str, int] = {}
    for claim in page.claims:
        for stand in claim.stands:
            if stand.position is not Position.SILENT:
                spoken[stand.origin] = spoken.get(stand.origin, 0) + 1
    if not spoken:
        return None
    order = {credit.origin or credit.report: n for n, credit in reversed([*enumerate(page.sources)])}
    ranked = sorted(spoken, key=lambda origin: (-spoken[origin], order.get(origin, 0), origin))
    shown = ranked[:_COLUMNS]
    columns = _columns(shown, page)
    overtaken = _overtaken(page)
    return Matrix(
        columns=tuple(columns.values()),
        rows=tuple(_row(claim, columns, overtaken, evidence) for claim in page.claims),
        left_out=len(ranked) - len(shown),
        unread=tuple(_unread(page, evidence)),
    )


def _columns(shown: Sequence[str], page: Page) -> dict[str, Column]:
    """What each column is called; two reports of one outlet are told apart by their time."""
    columns: dict[str, Column] = {}
    for origin in shown:
        credits = [credit for credit in page.sources if (credit.origin or credit.report) == origin]
        named = tuple(dict.fromkeys(credit.outlet for credit in credits if credit.outlet))
        column = Column(outlet=next(iter(named), ""), outlets=max(1, len(named)))
        twin = column in columns.values() and credits
        columns[origin] = replace(column, at=when(credits[0].published)) if twin else column
    return columns


def _overtaken(page: Page) -> frozenset[Span]:
    """The words of figures that later ones replaced, where they give none that stands."""
    standing = {span for entry in page.figures if not entry.replaced for span in entry.evidence}
    return frozenset(span for entry in page.figures for span in entry.evidence if span not in standing)


def _row(
    claim: Claim, columns: Mapping[str, Column], overtaken: frozenset[Span], evidence: EvidenceFile
) -> ClaimRow:
    named = fold(claim.speaker) in fold(claim.label)
    language = evidence.spoken(claim.evidence)
    return ClaimRow(
        label=claim.label,
        cells=tuple(_cells(claim, columns, overtaken, evidence)),
        speaker="" if named else claim.speaker,
        since=when(claim.since),
        status=None if claim.status is Status.REPORTED else word(claim.status),
        tone=TONES[claim.status],
        language=language,
        direction=direction(language),
    )


def _cells(
    claim: Claim, columns: Mapping[str, Column], overtaken: frozenset[Span], evidence: EvidenceFile
) -> Iterator[Cell]:
    stands = {stand.origin: stand for stand in claim.stands}
    for origin, column in columns.items():
        stand = stands.get(origin)
        position = _position(stand, overtaken)
        spoken = stand.evidence if stand and stand.position is not Position.SILENT else ()
        language = evidence.spoken(spoken) if spoken else ""
        yield Cell(
            column=column,
            position=position,
            told=_WORDS[position],
            words=excerpt(stand.words, _CELL_WORDS) if stand else "",
            chip=evidence.chip(spoken),
            language=language,
            direction=direction(language),
        )


def _position(stand: Stand | None, overtaken: frozenset[Span]) -> str:
    """The code of a cell: a figure that differs since a later one replaced it is earlier."""
    if stand is None:
        return NOT_READ
    differs = stand.position is Position.DIFFERS
    late = differs and bool(stand.evidence) and overtaken.issuperset(stand.evidence)
    return EARLIER if late else str(stand.position)


def _unread(page: Page, evidence: EvidenceFile) -> Iterator[Unread]:
    """The outlets of which no claim tells a position, not even silence, each once."""
    placed = {stand.origin for claim in page.claims for stand in claim.stands}
    told = set()
    for credit in page.sources:
        key = (credit.outlet, credit.language)
        if (credit.origin or credit.report) not in placed and key not in told:
            told.add(key)
            yield Unread(outlet=credit.outlet, language=evidence.foreign(credit.language))
