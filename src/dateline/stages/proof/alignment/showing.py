"""What of the sources is shown beside each sentence of a draft.

Decides which of the sentences that a passage was held against are worth showing: those that bear out words
that none before them did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.core.pages import Alignment

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.aligning import Aligned, Held
    from dateline.stages.proof.case import Passage

#: The share of a passage's weight that a sentence has to add to be shown.
_ADDS = 0.1


def alignments(passages: Iterable[Passage]) -> Iterator[Alignment]:
    """Each passage with the source sentences that bear it out, best first; none where nothing is like it."""
    from dateline.stages.proof.ground.stretches import span_of

    for passage in passages:
        aligned = passage.ground.aligned(passage.text)
        shown = _shown(aligned)
        sentences = passage.ground.sentences
        yield Alignment(
            start=passage.start,
            end=passage.end,
            likeness=round(aligned.covered, 4) if shown else 0.0,
            evidence=tuple(span_of(sentences[held.place]) for held in shown),
        )


def _shown(aligned: Aligned) -> list[Held]:
    whole = sum(aligned.weights) or 1.0
    borne: set[int] = set()
    shown: list[Held] = []
    for held in sorted(aligned.held, key=lambda held: (-held.share, held.place)):
        new = sum(aligned.weights[here] for here, _ in held.links if here not in borne)
        if new / whole >= _ADDS:
            shown.append(held)
            borne.update(here for here, _ in held.links)
    return shown
