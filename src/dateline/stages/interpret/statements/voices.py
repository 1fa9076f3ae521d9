"""Whose a stretch of the text is: the speaker of the statement that it stands in.

Decides nothing else; where statements lie in one another, the innermost counts. What somebody only thinks
or wants makes no figure theirs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.core.types import Statement

#: How many contents before a stretch are looked at: statements lie in one another two or three deep.
_DEPTH = 8


class Voices:
    """The contents of a report's statements by where they begin."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted(
            (phrase.span.start, phrase.span.end, statement.speaker.name)
            for statement in statements
            if statement.speaker is not None and statement.spoken
            for phrase in statement.content
        )

    def at(self, start: int, end: int) -> str:
        """The name of who says what stands between two offsets, empty where nobody is said to."""
        last = bisect_right(self._contents, start, key=lambda content: content[0])
        near = self._contents[max(last - _DEPTH, 0) : last]
        holding = [(stop - begun, name) for begun, stop, name in near if end <= stop]
        return min(holding)[1] if holding else ""
