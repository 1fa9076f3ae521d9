"""Support of whole statements: does any source sentence say this at all?

Decides by how much of a passage's weight the source sentences beside it hold, word for word in order. A
sentence that nothing is like is an error; one that is like its sources in part only is a warning, for an
honest paraphrase may share few words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.pages import LineKind
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.spelling import content_words
from dateline.stages.proof.ground.stretches import span_of

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.aligning import Aligned

#: Share of a passage's weight that the nearest sentence holds, below which nothing bears it out.
_NOTHING = 0.2
#: The same for all sentences beside it together.
_NOTHING_TOGETHER = 0.4
#: Share that the nearest sentence holds, below which we ask.
_IN_PART = 0.4
_WORDS = 6


def invented_statement(case: Case) -> Iterator[Objection]:
    """Sentences that hardly share a word with any source (HOUSE_STYLE rule 1)."""
    for passage, aligned in _stated(case):
        if _invented(aligned):
            yield _objection(passage, aligned, "No source sentence is like this one: nothing bears it out.")


def unsupported_statement(case: Case) -> Iterator[Objection]:
    """Sentences of which no one source sentence tells the greater part (HOUSE_STYLE rule 1)."""
    for passage, aligned in _stated(case):
        if _best(aligned) < _IN_PART and not _invented(aligned):
            if aligned.covered < _IN_PART:
                why = "Hardly a word of this stands in the sources: nothing bears it out."
            else:
                why = (
                    "No one source says this: its words are put together from several that tell other things."
                )
            yield _objection(passage, aligned, why)


def _stated(case: Case) -> Iterator[tuple[Passage, Aligned]]:
    for passage in case.passages:
        ground = passage.ground
        composed = passage.kind is LineKind.COMPOSED and passage.cites
        if not ground.stretches or composed or len(content_words(passage.text)) < _WORDS:
            continue
        if not ground.says(passage.text):  # a report's own title is borne out by it
            yield passage, ground.aligned(passage.text)


def _best(aligned: Aligned) -> float:
    return max((held.share for held in aligned.held), default=0.0)


def _invented(aligned: Aligned) -> bool:
    return _best(aligned) < _NOTHING and aligned.covered < _NOTHING_TOGETHER


def _objection(passage: Passage, aligned: Aligned, why: str) -> Objection:
    sentences = passage.ground.sentences
    best = max(aligned.held, key=lambda held: held.share, default=None)
    evidence = (span_of(sentences[best.place]),) if best and best.share >= _NOTHING else ()
    return Objection(start=passage.start, end=passage.end, why=why, evidence=evidence)
