"""What a revision changed, word by word.

Decides how a difference is shown. Does NOT find out that something changed; ``narrate`` does. How a
correction is told ``corrections`` says, which lines are new to a reader who was here before ``news``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from dateline.core.pages import Change, Page, Revision

#: Two sentences with less than this in common are shown as one struck out and one put in.
_ALIKE = 0.5
_SHOWN = 8
_LINES = 12
#: Comparing takes the product of both lengths; no sentence is so long.
_WORDS = 600
#: The reason of a first publication is the house's own; any other is told as ``narrate`` or the desk did.
_FIRST = phrase("First publication.")
#: The changes of a revision that are of figures and not of lines: "figures/killed".
_FIGURES = "figures/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words that stayed (``same``), went (``del``) or came (``ins``)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that changed: "killed", "3", before "2"."""

    measure: str
    now: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A revision as the page shows it, with so many changed lines left out."""

    number: int
    at: When | None
    reason: str | Phrase
    correction: bool
    figures: tuple[Figure, ...]
    changes: tuple[tuple[Piece, ...], ...]
    left_out: int = 0


# --- the log ------------------------------------------------------------------------------


def log(page: Page) -> tuple[Revised, ...]:
    """The latest revisions of a page, newest first; every correction among them, however old."""
    newest_first = page.revisions[::-1]
    kept = [revision for place, revision in enumerate(newest_first) if place < _SHOWN or revision.corrects]
    return tuple(revised(revision) for revision in kept)


def revised(revision: Revision) -> Revised:
    """A revision with its differences: figures by name, lines word by word."""
    lines = [change for change in revision.changes if not change.line.startswith(_FIGURES)]
    return Revised(
        number=revision.number,
        at=when(revision.at),
        reason=_FIRST if revision.reason == _FIRST.message else revision.reason,
        correction=revision.corrects,
        figures=tuple(_figure(change) for change in revision.changes if change.line.startswith(_FIGURES)),
        changes=tuple(difference(change) for change in lines[:_LINES]),
        left_out=max(0, len(lines) - _LINES),
    )


def _figure(change: Change) -> Figure:
    measure = change.line.removeprefix(_FIGURES)
    now, before = (side.removeprefix(f"{measure}: ") for side in (change.after, change.before))
    return Figure(measure=measure, now=now, before=before)


def difference(change: Change) -> tuple[Piece, ...]:
    """One line as it was and as it is, as pieces in reading order."""
    before, after = change.before.split(), change.after.split()
    if before and after and len(before) + len(after) <= _WORDS:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            return tuple(_pieces(matcher, before, after))
    whole = (Piece(kind="del", text=change.before), Piece(kind="ins", text=change.after))
    return tuple(piece for piece in whole if piece.text)


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(kind="same", text=" ".join(after[new_start:new_end]))
            continue
        if end > start:
            yield Piece(kind="del", text=" ".join(before[start:end]))
        if new_end > new_start:
            yield Piece(kind="ins", text=" ".join(after[new_start:new_end]))
