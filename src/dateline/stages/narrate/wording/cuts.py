"""The shorter forms of a sentence, made once for all who ask: lines, labels, course, earlier happenings.

Decides nothing: ``compression`` says what may be cut. Keeps the forms of the last sentences that were asked
for, since a page asks for those of its central ones again and again.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def cuts(sentence: str) -> tuple[str, ...]:
    """Its forms with typographic marks, without the full stop, from the fullest to the barest."""
    # Loaded when the first sentence is cut: below it stands all the grammar.
    from dateline.stages.narrate.wording.compression import shorter
    from dateline.stages.narrate.wording.standing import typographic

    return tuple(shorter(typographic(sentence)))
