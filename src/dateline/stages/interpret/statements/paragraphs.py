"""Quotations beyond the sentence of a cue: whose words they are.

Decides that a quotation which has a cue in its own sentence is not another cue's too, and that a paragraph
which is a quotation and names no speaker goes on with what the last speaker of the paragraph before says,
where that one is quoted there. Does not decide what belongs to a cue within its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.noun_phrases import Range
from dateline.stages.interpret.statements.drafts import Draft

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: The share of its paragraph that such a quotation fills.
_MOSTLY = 0.8
#: Drafts before and behind one whose content it may share.
_NEAR = 4


def settled(view: Annotation, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in the order of their cues, without what is another's whose cue stands beside it."""
    found = list(drafts)
    for number, draft in enumerate(found):
        own = view.sentences[view.sentence_of[draft.cue[0]]]
        if all(own.start <= start < own.end for start, _ in draft.content):
            continue
        near = found[max(number - _NEAR, 0) : number + _NEAR + 1]
        content = tuple(
            piece
            for piece in draft.content
            if own.start <= piece[0] < own.end or not any(_has(view, other, piece) for other in near)
        )
        if content and content != draft.content:
            found[number] = replace(draft, content=content)
    return found


def _has(view: Annotation, draft: Draft, piece: Range) -> bool:
    """Whether a piece of content stands in the sentence of a draft's cue, and is its."""
    sentence = view.sentences[view.sentence_of[draft.cue[0]]]
    here = sentence.start <= piece[0] < sentence.end
    return here and any(start < piece[1] and end > piece[0] for start, end in draft.content)


def carried_on(view: Annotation, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in the order of their cues, with the quotations that go on with them."""
    found = list(drafts)
    cues = [view.sentences[view.sentence_of[draft.cue[0]]].paragraph for draft in found]
    last = {paragraph: number for number, paragraph in enumerate(cues)}
    for paragraph, quotation in _alone(view):
        number = last.get(paragraph - 1)
        if paragraph in last or number is None:
            continue
        draft = found[number]
        covered = any(start < quotation[1] and end > quotation[0] for start, end in draft.content)
        if not covered and any(view.quotation_at(end - 1) is not None for _, end in draft.content):
            found[number] = replace(draft, content=(*draft.content, quotation))
            last[paragraph] = number
    return found


def _alone(view: Annotation) -> list[tuple[int, Range]]:
    """The paragraphs that open with a quotation which fills them, with its offsets."""
    ends: dict[int, tuple[int, int]] = {}
    for sentence in view.sentences:
        start = ends.get(sentence.paragraph, (sentence.start, 0))[0]
        ends[sentence.paragraph] = start, sentence.end
    found = []
    for quotation in view.quotations:
        if not quotation.single:
            paragraph = view.sentences[view.sentence_at(quotation.start)].paragraph
            start, end = ends[paragraph]
            if quotation.start == start and quotation.end - start >= _MOSTLY * (end - start):
                found.append((paragraph, (quotation.start, quotation.end)))
    return found
