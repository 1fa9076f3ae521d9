"""Whose a stretch of the text is: the speaker of the statement that it stands in.

Decides nothing else; where statements lie in one another, the innermost counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.types import Statement


def speaker_at(statements: Sequence[Statement], start: int, end: int) -> str:
    """The speaker of the innermost statement whose content holds a stretch of the text."""
    holding = [
        (phrase.span.end - phrase.span.start, statement.speaker.name)
        for statement in statements
        if statement.speaker is not None
        for phrase in statement.content
        if phrase.span.start <= start and end <= phrase.span.end
    ]
    return min(holding)[1] if holding else ""
