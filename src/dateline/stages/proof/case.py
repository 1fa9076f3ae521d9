"""What a rule is given and what it gives back.

Holds the draft cut into passages, each beside the ground that has to bear it out. Decides nothing:
the rules do, and ``rules`` says which there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.pages import LineKind, Severity
from dateline.core.types import Facts, Span

if TYPE_CHECKING:
    from dateline.stages.proof.drafts.draft import Draft
    from dateline.stages.proof.ground.ground import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A printed line or, in free text, a sentence; ``start`` is its offset in the draft's text.

    ``cites`` tells whether the passage names its own evidence (a line of a page) or is held
    against everything there is.
    """

    start: int
    text: str
    ground: Ground
    line: str = ""
    kind: LineKind | None = None
    evidence: tuple[Span, ...] = ()
    cites: bool = False

    @property
    def end(self) -> int:
        """The offset in the draft's text behind the passage."""
        return self.start + len(self.text)

    def nearest(self) -> tuple[Span, ...]:
        """The evidence that the passage names itself, else the source sentence most like it."""
        return self.evidence or self.ground.nearest(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A draft on trial. ``facts`` is what was read out of the draft itself, where that is known."""

    draft: Draft
    passages: tuple[Passage, ...]
    facts: Facts | None = None

    def line_at(self, start: int, end: int) -> str:
        """The id of the line that a stretch of the draft stands in, or ""."""
        place = bisect_right(self.draft.lines, start, key=lambda line: line.start) - 1
        if place < 0 or end > self.draft.lines[place].end:
            return ""
        return self.draft.lines[place].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a rule objects to, by offsets in the draft's text, and why, as a desk would say it.

    ``rule`` is given only where one check finds two kinds of fault.
    """

    start: int
    end: int
    why: str
    evidence: tuple[Span, ...] = ()
    rule: str = ""


Check = Callable[[Case], Iterator[Objection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the house: its name, how grave it is, what it needs, and where it comes from.

    ``style`` names the rule of HOUSE_STYLE, or says in a few words why a desk would not print it.
    """

    name: str
    severity: Severity
    needs_sources: bool
    check: Check
    style: str
