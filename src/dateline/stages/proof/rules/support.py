"""Support of whole statements: does any source sentence speak of this at all?

Decides by shared rare words alone, so it only ever warns: an honest paraphrase may share few.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.core.pages import LineKind
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.ground import content_words, span_of

#: Share of a sentence's rare words that the nearest source sentence holds, below which we ask.
_LEAST = 0.15
#: Share of its words that the sources hold at all, below which we ask.
_KNOWN = 0.5
_WORDS = 6


def unsupported_statement(case: Case) -> Iterator[Objection]:
    """Sentences that hardly share a word with what they stand on (HOUSE_STYLE rule 1)."""
    for passage in case.passages:
        words = content_words(passage.text)
        composed = passage.kind is LineKind.COMPOSED and passage.cites
        if composed or len(words) < _WORDS or not passage.ground.stretches:
            continue
        found = passage.ground.nearest_sentence(passage.text)
        known = sum(word in passage.ground.words for word in words) / len(words)
        if found is None or (found[1] < _LEAST and known < _KNOWN):
            yield Objection(
                start=passage.start,
                end=passage.end,
                why="No source sentence is like this one: nothing bears it out.",
                evidence=(span_of(found[0]),) if found else (),
            )
