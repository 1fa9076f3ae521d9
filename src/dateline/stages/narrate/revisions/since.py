"""What happened to a story since its last page: the values that the log of its revisions is made of.

Decides which words a report had when a page was made of it. What is told of all this, ``reasons`` and
``correcting`` say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.ids import digest, line_id
from dateline.core.types import Report, Stamp

if TYPE_CHECKING:
    from dateline.core.corrections import Amendment
    from dateline.core.pages import Correction

#: The part of a page that an amendment of the headline names.
HEADLINE = "headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What became of a story since its last page: others ended in it; so many reports went to another.

    ``at`` is when that was, where it is known. ``ruled``: the newsroom put them right, and says why in
    ``note``, if it does.
    """

    merged: bool = False
    parted: int = 0
    at: Stamp | None = None
    ruled: bool = False
    note: str = ""


NOT_REGROUPED = Regrouped()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A report as the last page was made of it, and as it reads now."""

    before: Report
    after: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """All that happened to a story since its last page, beside the reports that came.

    ``amendments`` are all that the desk ever decided on lines that rest on its reports. ``inherited`` are the
    corrections of other pages whose reports are here now.
    """

    regrouped: Regrouped = NOT_REGROUPED
    edited: tuple[Edited, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    inherited: tuple[Correction, ...] = ()

    def desk_lines(self, story: str) -> frozenset[str]:
        """The ids of the lines that the desk worded: nobody else words them anew."""
        return frozenset(desk_id(amendment, story) for amendment in self.amendments if amendment.right)


NOTHING = Since()


def wording(report: Report) -> str:
    """A short name for the words of a report: another one, and a page made of it was made of other words."""
    return digest("wording", report.title, report.text)


def desk_id(amendment: Amendment, story: str) -> str:
    """The id of the desk's line in place of a wrong one."""
    if amendment.part == HEADLINE:
        return line_id(story, HEADLINE)
    return line_id(story, "desk", amendment.line, amendment.right)
