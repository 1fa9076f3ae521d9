"""A draft cut into passages, each beside the ground that has to bear it out.

Decides what a passage is held against: a printed line against its own evidence, a headline against
all that its reports say (HOUSE_STYLE rule 13), a sentence of free text against every source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.core.pages import Clipping, LineKind
from dateline.core.text import paragraphs
from dateline.core.types import Span
from dateline.stages.proof.case import Passage
from dateline.stages.proof.drafts.draft import Draft, DraftLine
from dateline.stages.proof.ground.ground import Ground
from dateline.stages.proof.ground.stretches import Stretch


def passages_of(draft: Draft, sources: Sequence[Clipping]) -> tuple[Passage, ...]:
    """The passages of a draft in order: its lines, or its sentences where it has none."""
    if draft.lines:
        library = _Library(sources)
        return tuple(_line(draft, line, library) for line in draft.lines)
    ground = Ground([_whole(clipping) for clipping in sources], sources)
    return tuple(
        Passage(start=start, text=draft.text[start:end], ground=ground)
        for start, end in sentences(draft.text)
    )


class _Library:
    """The sources by id, and one ground for all lines that stand on the same evidence."""

    def __init__(self, sources: Sequence[Clipping]) -> None:
        self._clippings = {clipping.report.id: clipping for clipping in sources}
        self._grounds: dict[tuple[tuple[Span, ...], bool], Ground] = {}

    def ground(self, evidence: tuple[Span, ...], whole: bool) -> Ground:
        """What the spans point to, or the whole of the reports that they are in."""
        key = (evidence, whole)
        if key not in self._grounds:
            names = dict.fromkeys(span.report for span in evidence)
            cited = [self._clippings[name] for name in names if name in self._clippings]
            stretches = list(map(_whole, cited)) if whole else list(self._stretches(evidence))
            self._grounds[key] = Ground(stretches, cited)
        return self._grounds[key]

    def _stretches(self, evidence: tuple[Span, ...]) -> Iterator[Stretch]:
        for span in evidence:
            if clipping := self._clippings.get(span.report):
                yield Stretch(report=span.report, start=span.start, text=clipping.report.quote(span))


def _whole(clipping: Clipping) -> Stretch:
    return Stretch(report=clipping.report.id, start=0, text=clipping.report.text)


def _line(draft: Draft, line: DraftLine, library: _Library) -> Passage:
    return Passage(
        start=line.start,
        text=draft.text[line.start : line.end],
        ground=library.ground(line.evidence, line.kind is LineKind.HEADLINE),
        line=line.id,
        kind=line.kind,
        evidence=line.evidence,
        cites=True,
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each sentence of a text, without the blanks around it.

    A line break within a paragraph ends a sentence unless the line was only wrapped there.
    """
    from sentencex import get_sentence_boundaries

    for first, last in _pieces(text):
        for found in get_sentence_boundaries("en", text[first:last]):
            raw = text[first + found["start_index"] : first + found["end_index"]]
            if body := raw.strip():
                start = first + found["start_index"] + raw.index(body)
                yield start, start + len(body)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, cut where a short line without a stop is followed by a capital: a title, a time."""
    for first, last in paragraphs(text):
        at = first
        for match in _TITLE_END.finditer(text, first, last):
            if match.start() - (text.rfind("\n", at, match.start()) + 1 or at) < _WRAPPED:
                yield at, match.start()
                at = match.end()
        yield at, last


#: Lines at least this long are taken for wrapped ones.
_WRAPPED = 60
_TITLE_END = re.compile(r"(?<![,;:.!?\n])\n(?=[^a-z\s])")
