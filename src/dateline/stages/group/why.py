"""Why a report is in its story, in one plain line.

Decides nothing: it reads the same numbers that the decision went by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.types import Report
from dateline.stages.group.filing import Desk
from dateline.stages.group.likeness import Likeness
from dateline.stages.group.origins import Copied
from dateline.stages.group.vectors import Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that was gone by: the working set, the story and the agency of each report, what was measured."""

    desk: Desk
    stories: tuple[str, ...]
    copies: Copied
    vectors: Vectors
    like: Likeness
    agencies: tuple[str, ...] = ()

    def why(self, at: int) -> str:
        """The reason for the story of a new report: "shares 'crest', 'gauge' with report r1 (0.41); …"."""
        near = self.like.near.get(at, [])
        story = self.stories[at]
        inside = next(((other, like) for other, like in near if self.stories[other] == story), None)
        outside = next(((other, like) for other, like in near if self.stories[other] != story), None)
        rival = f"{self.stories[outside[0]]} {outside[1]:.2f}" if outside else ""
        own = self._own(at, inside)
        matter = f"; its matter is from {self.agencies[at]}" if self.agencies and self.agencies[at] else ""
        if not own:
            nearest = f"; the nearest other is {rival}" if rival else ""
            return f"alone in its story{nearest}{matter}"
        return f"{own}; {f'next best story {rival}' if rival else 'no other story is near'}{matter}"

    def _own(self, at: int, inside: tuple[int, float] | None) -> str:
        reports, first = self.desk.reports, self.copies.first[at]
        if reports[at].story:
            return "its story came with it"
        if first != at and self.stories[first] == self.stories[at]:
            share = f" ({self.copies.share[at]:.0%} of it)" if at in self.copies.share else ""
            return f"same text as report {reports[first].id}{share}"
        if inside is None:
            return ""
        other, like = inside
        words = ", ".join(f"'{_as_printed(word, reports[at])}'" for word in self._shared(at, other))
        return f"shares {words or 'few words'} with report {reports[other].id} ({like:.2f})"

    def _shared(self, at: int, other: int) -> Sequence[str]:
        return self.vectors.shared(at, other)


def _as_printed(word: str, report: Report) -> str:
    """A folded word as the report prints it, a name with its capitals."""
    forms = (word.capitalize(), word.upper(), word)
    return next((form for form in forms if form in report.text or form in report.title), word)
