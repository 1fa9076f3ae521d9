"""What stands beside what on a proof sheet: each passage of a draft, its marks, and its nearest sources.

Decides where a mark begins and ends where findings overlap, and how much of a source is shown around its
evidence. It judges nothing, and writes no HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.core.pages import Alignment, Clipping, Finding, Severity
from dateline.core.text import fold
from dateline.core.types import Span
from dateline.stages.proof.drafts.draft import Draft
from dateline.stages.proof.drafts.passages import passages_of
from dateline.stages.proof.ground.spelling import WORD

#: So many characters of a source are shown on either side of its evidence.
_AROUND = 160
#: So many source sentences stand beside one of the draft.
_MOST = 3
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of characters under the same marks. ``mark`` is "error", "warning", "shared" or ""."""

    text: str
    mark: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as the sheet prints it, under the number that its mark bears."""

    number: int
    severity: Severity
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What a source says, with a little of what stands around it; words that the draft has too are marked."""

    credit: str
    title: str
    url: str
    before: str
    words: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage of the draft beside its sources. ``likeness`` is a share, 0 to 1; None without sources."""

    words: tuple[Piece, ...]
    notes: tuple[Note, ...]
    excerpts: tuple[Excerpt, ...]
    likeness: float | None = None


def rows(
    draft: Draft, findings: Sequence[Finding], alignments: Iterable[Alignment], sources: Iterable[Clipping]
) -> Iterator[Row]:
    """The rows of a sheet in the order of the draft. Findings are numbered in that order, from one."""
    numbered = list(enumerate(sorted(findings, key=lambda found: (found.start, found.end, found.rule)), 1))
    aligned = {alignment.start: alignment for alignment in alignments}
    clippings = {clipping.report.id: clipping for clipping in sources}
    for passage in passages_of(draft, ()):
        here = [(n, found) for n, found in numbered if passage.start <= found.start < passage.end]
        alignment = aligned.get(passage.start)
        spans = _evidence(alignment, passage.evidence, [found for _, found in here])
        yield Row(
            words=tuple(_marked(draft.text, passage.start, passage.end, here)),
            notes=tuple(
                Note(number=n, severity=found.severity, rule=found.rule, why=found.why) for n, found in here
            ),
            excerpts=tuple(_excerpts(spans, clippings, passage.text)),
            likeness=alignment.likeness if alignment else None,
        )


def _evidence(
    alignment: Alignment | None, own: Sequence[Span], findings: Sequence[Finding]
) -> tuple[Span, ...]:
    """What the passage cites or is aligned with, then what its findings point to and that does not show."""
    told = list(own or (alignment.evidence if alignment else ()))
    for span in (span for found in findings for span in found.evidence):
        if not any(s.report == span.report and s.start <= span.start < s.end for s in told):
            told.append(span)
    return tuple(dict.fromkeys(told))[:_MOST]


def _marked(text: str, start: int, end: int, findings: Sequence[tuple[int, Finding]]) -> Iterator[Piece]:
    """The passage cut wherever a finding begins or ends; the graver of two marks shows."""
    inner = {at for _, found in findings for at in (found.start, found.end) if start < at < end}
    cuts = [start, *sorted(inner), end]
    for first, last in pairwise(cuts):
        over = [(n, found) for n, found in findings if found.start <= first < found.end]
        error = any(found.severity is Severity.ERROR for _, found in over)
        mark = ("error" if error else "warning") if over else ""
        numbers = tuple(n for n, found in over if min(found.end, end) == last)
        yield Piece(text=text[first:last], mark=mark, numbers=numbers)


def _excerpts(spans: Iterable[Span], clippings: dict[str, Clipping], passage: str) -> Iterator[Excerpt]:
    known = {fold(word) for word in WORD.findall(passage)}
    for span in spans:
        clipping = clippings.get(span.report)
        if clipping is None:
            continue
        report = clipping.report
        yield Excerpt(
            credit=report.outlet or report.source or report.id,
            title=report.title,
            url=report.url if report.url.startswith(("https://", "http://")) else "",
            before=_before(report.text, span.start),
            words=tuple(_shared(report.quote(span), known)),
            after=_after(report.text, span.end),
        )


def _before(text: str, at: int) -> str:
    """What stands in front within the paragraph, from a whole word on."""
    start = max(0, at - _AROUND)
    own = text[start:at].rpartition("\n\n")
    cut = start > 0 and not own[1]
    return "… " + own[2].partition(" ")[2] if cut else own[2]


def _after(text: str, at: int) -> str:
    """What stands behind within the paragraph, up to a whole word."""
    end = at + _AROUND
    own = text[at:end].partition("\n\n")
    cut = end < len(text) and not own[1]
    return own[0].rpartition(" ")[0] + " …" if cut else own[0]


def _shared(text: str, known: set[str]) -> Iterator[Piece]:
    """The words of the evidence that the draft has as well."""
    at = 0
    for match in WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        telling = len(word) >= _LEAST_LETTERS or (word.isdigit() and len(word) > 1)
        if telling and fold(word) in known:
            yield Piece(text=text[at:start])
            yield Piece(text=word, mark="shared")
            at = end
    yield Piece(text=text[at:])
