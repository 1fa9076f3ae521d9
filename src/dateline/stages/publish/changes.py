"""What a revision changed, word by word, and which revisions are corrections.

Decides how a difference is shown. Does NOT find out that something changed; ``narrate`` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dateline.core.pages import Change, Page, Revision
from dateline.stages.publish.issue import is_correction
from dateline.stages.publish.times import When, when

#: Two sentences with less than this in common are shown as one struck out and one put in.
_ALIKE = 0.5
_SHOWN = 8
_LINES = 12
#: Comparing takes the product of both lengths; no sentence is so long.
_WORDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words that stayed (``same``), went (``del``) or came (``ins``)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A revision as the page shows it, with so many changed lines left out."""

    number: int
    at: When | None
    reason: str
    correction: bool
    changes: tuple[tuple[Piece, ...], ...]
    left_out: int = 0


def log(page: Page) -> tuple[Revised, ...]:
    """The latest revisions of a page, newest first; every correction among them, however old."""
    newest_first = page.revisions[::-1]
    kept = [
        revision for place, revision in enumerate(newest_first) if place < _SHOWN or is_correction(revision)
    ]
    return tuple(revised(revision) for revision in kept)


def revised(revision: Revision) -> Revised:
    """A revision with its differences."""
    return Revised(
        number=revision.number,
        at=when(revision.at),
        reason=revision.reason,
        correction=is_correction(revision),
        changes=tuple(difference(change) for change in revision.changes[:_LINES]),
        left_out=max(0, len(revision.changes) - _LINES),
    )


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
