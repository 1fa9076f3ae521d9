"""What stands above a story as it stood: from when to when, the way to others, what was put right since.

Decides the links from one state to the next and which corrections concern what stands here. A state is made
once and stays as it is: so it leads to the next one by number, whose address leads to the story while that is
the latest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.stages.publish import addresses
from dateline.stages.publish.links import up
from dateline.stages.publish.times import When, when

if TYPE_CHECKING:
    from dateline.core.pages import Correction, Page
    from dateline.core.types import Stamp
    from dateline.stages.publish.issue import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """A correction made since: what stood here (the page has it in its own language), and what is right."""

    wrong: str
    right: str
    at: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """From when to when a page stood so, None where that is not known, and where its neighbours are.

    ``former`` is "" where none is kept, ``next`` where the story ended with this one (``last``). ``withheld``
    counts the lines and entries that may no longer be shown.
    """

    number: int
    began: When | None
    ended: When | None
    story: str
    list: str
    former: str
    next: str
    last: bool
    withheld: int
    corrected: tuple[PutRight, ...]


def at_revision(page: Page, latest: Page) -> Page:
    """A page with the log of its time, as the latest page has it: what may not be told is struck there."""
    number = page.revision.number
    told = tuple(revision for revision in latest.revisions if revision.number <= number)
    return replace(page, revisions=told or page.revisions, corrections=())


def state(page: Page, latest: Page, shelf: Shelf, withheld: int) -> State:
    """What stands above a page. ``latest`` is the last page of its story: itself where the story ended so."""
    number = page.revision.number
    last = number == latest.revision.number
    followed = next((one for one in latest.revisions if one.number > number), None)
    end = followed.at if followed else _end(shelf)
    former = max((one for one in shelf.subject.kept if one < number), default=0)
    root = up(addresses.revision(page.story, number).page)
    return State(
        number=number,
        began=when(page.revision.at),
        ended=when(end),
        story=root + addresses.story(page.story).page,
        list=root + addresses.revisions(page.story).page,
        former=root + addresses.revision(page.story, former).page if former else "",
        next="" if last else root + addresses.revision(page.story, followed.number if followed else 0).page,
        last=last,
        withheld=withheld,
        corrected=tuple(
            PutRight(wrong=one.wrong, right=one.right, at=when(one.at))
            for one in reversed(latest.corrections)
            if _concerns(one, page)
        ),
    )


def _concerns(correction: Correction, page: Page) -> bool:
    """Whether a correction puts right what stands on a page, and did not stand beneath it already."""
    lines = {line.id for line in page.lines} | {line.text for line in page.lines}
    return correction not in page.corrections and bool({correction.line, correction.wrong} & lines)


def _end(shelf: Shelf) -> Stamp | None:
    fate = shelf.subject.story
    return fate.ended if fate else None
