"""The matrix of a page: claims by origins, each origin under the names of its outlets.

Decides which origins have a column, what a row says beside its claim, that a figure which a later one
replaced is earlier and no contradiction, and that an origin whose language was not read is never shown as
silent. Does NOT find claims or judge who is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.pages import Claim, Page, Position, Status
from dateline.core.text import fold
from dateline.core.types import Span
from dateline.stages.publish.story.evidence import TONES, Chip, EvidenceFile, excerpt
from dateline.stages.publish.times import When, when

#: What a cell says of an origin that has no position because its words were not taken apart.
NOT_READ = "not read"
#: What it says of a figure that differs because it is out of date.
EARLIER = "earlier"
_COLUMNS = 5
_CELL_WORDS = 6
_NAMELESS = "an outlet without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where an origin stands on a claim; ``column`` names it where cells stand one below the other."""

    column: str
    position: str
    words: str
    chip: Chip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its cells. ``speaker`` is "" where the label names who says so, or nobody does.

    ``since`` is when the first report had it; ``status`` is "" where it is no more than reported.
    """

    label: str
    cells: tuple[Cell, ...]
    speaker: str = ""
    since: When | None = None
    status: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An outlet that has no column because its language was not read; ``language`` is its code."""

    outlet: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Claims by origins. ``left_out`` origins had no column left."""

    columns: tuple[str, ...]
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
    names = _columns(shown, page)
    return Matrix(
        columns=tuple(names.values()),
        rows=tuple(_row(claim, names, _overtaken(page), evidence) for claim in page.claims),
        left_out=len(ranked) - len(shown),
        unread=tuple(_unread(page)),
    )


def _columns(shown: Sequence[str], page: Page) -> dict[str, str]:
    """What each column is called; two reports of one outlet are told apart by their time."""
    names: dict[str, str] = {}
    for origin in shown:
        credits = [credit for credit in page.sources if (credit.origin or credit.report) == origin]
        named = dict.fromkeys(credit.outlet for credit in credits if credit.outlet)
        first = next(iter(named), _NAMELESS)
        name = f"{first}, {len(named)} outlets" if len(named) > 1 else first
        at = when(credits[0].published) if credits else None
        names[origin] = f"{name}, {at.text}" if name in names.values() and at else name
    return names


def _overtaken(page: Page) -> frozenset[Span]:
    """The words of figures that later ones replaced, where they give none that stands."""
    standing = {span for entry in page.figures if not entry.replaced for span in entry.evidence}
    return frozenset(span for entry in page.figures for span in entry.evidence if span not in standing)


def _row(
    claim: Claim, names: Mapping[str, str], overtaken: frozenset[Span], evidence: EvidenceFile
) -> ClaimRow:
    named = fold(claim.speaker) in fold(claim.label)
    told = claim.status is not Status.REPORTED
    return ClaimRow(
        label=claim.label,
        cells=tuple(_cells(claim, names, overtaken, evidence)),
        speaker="" if named else claim.speaker,
        since=when(claim.since),
        status=str(claim.status) if told else "",
        tone=TONES[claim.status],
    )


def _cells(
    claim: Claim, names: Mapping[str, str], overtaken: frozenset[Span], evidence: EvidenceFile
) -> Iterator[Cell]:
    stands = {stand.origin: stand for stand in claim.stands}
    for origin, column in names.items():
        stand = stands.get(origin)
        if stand is None:
            yield Cell(column=column, position=NOT_READ, words="", chip=None)
            continue
        chip = evidence.chip(stand.evidence) if stand.position is not Position.SILENT else None
        told = excerpt(stand.words, _CELL_WORDS)
        late = (
            stand.position is Position.DIFFERS
            and bool(stand.evidence)
            and overtaken.issuperset(stand.evidence)
        )
        yield Cell(column=column, position=EARLIER if late else str(stand.position), words=told, chip=chip)


def _unread(page: Page) -> Iterator[Unread]:
    """The outlets of which no claim tells a position, not even silence, each once."""
    placed = {stand.origin for claim in page.claims for stand in claim.stands}
    told = set()
    for credit in page.sources:
        key = (credit.outlet, credit.language)
        if (credit.origin or credit.report) not in placed and key not in told:
            told.add(key)
            language = credit.language if credit.language != page.language else ""
            yield Unread(outlet=credit.outlet or _NAMELESS, language=language)
