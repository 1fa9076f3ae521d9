"""What a revision changed, and why: the log of a page.

Decides which revisions are told and how much of each. Does NOT find out that something changed; ``narrate``
does. How a line changed word by word ``differences`` says, how a correction is told ``corrections``, which
lines are new to a reader who was here before ``news``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.stages.publish.story.differences import difference
from dateline.stages.publish.story.occasions import told
from dateline.stages.publish.times import When, when

if TYPE_CHECKING:
    from dateline.core.pages import Change, Page, Revision
    from dateline.stages.publish.story.differences import Piece
    from dateline.stages.publish.wording import Phrase

_SHOWN = 8
_LINES = 12
#: The changes of a revision that are of figures and not of lines: "figures/killed".
_FIGURES = "figures/"
_NOWHERE: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that changed: "killed", "3", before "2"."""

    measure: str
    now: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A revision as the page shows it, with so many changed lines left out.

    ``href`` leads to the page as it stood, "" where it stands here or was not kept.
    """

    number: int
    at: When | None
    reasons: tuple[Phrase | str, ...]
    correction: bool
    figures: tuple[Figure, ...]
    changes: tuple[tuple[Piece, ...], ...]
    left_out: int = 0
    href: str = ""


# --- the log ------------------------------------------------------------------------------


def log(page: Page, pages: Mapping[int, str] = _NOWHERE) -> tuple[Revised, ...]:
    """The latest revisions of a page, newest first; every correction among them, however old.

    ``pages`` are the links to those that have a page of their own, by number.
    """
    newest_first = page.revisions[::-1]
    shown = [revision for place, revision in enumerate(newest_first) if place < _SHOWN or revision.corrects]
    return tuple(revised(one, pages.get(one.number, "")) for one in shown)


def revised(revision: Revision, href: str = "") -> Revised:
    """A revision with its differences: figures by name, lines word by word."""
    lines = [change for change in revision.changes if not change.line.startswith(_FIGURES)]
    return Revised(
        number=revision.number,
        at=when(revision.at),
        reasons=told(revision),
        correction=revision.corrects,
        figures=tuple(_figure(change) for change in revision.changes if change.line.startswith(_FIGURES)),
        changes=tuple(difference(change) for change in lines[:_LINES]),
        left_out=max(0, len(lines) - _LINES),
        href=href,
    )


def _figure(change: Change) -> Figure:
    measure = change.line.removeprefix(_FIGURES)
    now, before = (side.removeprefix(f"{measure}: ") for side in (change.after, change.before))
    return Figure(measure=measure, now=now, before=before)
