"""What reports say first, packed, for as long as nobody has asked what they share with other languages.

Decides how a lead is kept. Anchors (``languages.anchors``) cost as much as all other reading, and tell
something only where a second language is in the window: until then their source is kept in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import compress, decompress

from dateline.core.types import Report
from dateline.stages.group.languages.anchors import READ

_PARTS = "\0"
_QUICK = 1


class Leads:
    """Title, opening and language by row."""

    def __init__(self) -> None:
        self._held: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._held)

    def keep(self, rows: Iterable[int], reports: Sequence[Report]) -> None:
        """Keep what anchors are read from."""
        for row, report in zip(rows, reports, strict=True):
            parts = (report.language, report.title.replace(_PARTS, " "), report.text[: READ + 1])
            self._held[row] = compress(_PARTS.join(parts).encode("utf-8", "surrogatepass"), _QUICK)

    def forget(self, rows: Iterable[int]) -> None:
        """Let rows go."""
        for row in rows:
            self._held.pop(row, None)

    def take(self, most: int) -> tuple[list[int], list[tuple[str, str, str]]]:
        """Give up to so many of them up, by row: text, title and language of each."""
        rows = sorted(self._held)[:most]
        told = [decompress(self._held.pop(row)).decode("utf-8", "surrogatepass") for row in rows]
        parts = (lead.split(_PARTS, 2) for lead in told)
        return rows, [(text, title, language) for language, title, text in parts]
