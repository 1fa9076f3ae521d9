"""What the desk decided on a printed line: that it was wrong, what is right, and which words bear that out.

Plain values, as in ``core.types``. How a decision comes onto a page ``narrate`` says.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.pages import Fault
from dateline.core.types import Phrase, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A line taken back, or replaced, by the desk (HOUSE_STYLE rule 15). It is kept for ever.

    ``line`` is the id of the line on the page of ``story``, ``wrong`` its words as they stood. ``right`` is
    the desk's own line in its place, "" where nothing is, and stands in ``part``: "headline", "standfirst",
    "summary" or the heading of a section. ``struck`` are the words that the wrong line rested on, ``grounds``
    those that bear the right one out: each is found again by its words in a later version of its report.
    """

    story: str
    line: str
    wrong: str
    right: str = ""
    part: str = ""
    fault: Fault = Fault.OURS
    at: Stamp | None = None
    note: str = ""
    struck: tuple[Phrase, ...] = ()
    grounds: tuple[Phrase, ...] = ()

    @property
    def reports(self) -> frozenset[str]:
        """The reports whose words it is about: it goes where they go."""
        return frozenset(phrase.span.report for phrase in (*self.struck, *self.grounds))
