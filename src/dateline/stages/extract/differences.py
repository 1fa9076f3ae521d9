"""What changed between two versions of a report: the title, paragraphs, and words within them.

Decides what counts as one change, and how it is told. Typography is none (``versions.level``). Does not
judge what a change means: whether a figure was corrected is ``narrate``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from dateline.core.text import paragraphs
from dateline.core.types import Report, Stamp
from dateline.stages.extract.versions import level

_TOKEN = re.compile(r"\w+(?:['’.,:\-]\w+)*|[^\w\s]")
#: Tokens of a paragraph that are compared one by one: difflib is quadratic at worst.
_MOST_TOKENS = 800
#: Paragraphs of a text that are set beside each other; more are compared by their places.
_MOST_PARAGRAPHS = 1_500
#: Paragraphs that share less are one that went and one that came, not one that was reworded.
_REWORDED = 0.4


class Kind(StrEnum):
    """What became of a stretch of text."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


class Part(StrEnum):
    """Which part of a report changed."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that stood where others stand now; either may be empty."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A title or a paragraph that came, went or was reworded.

    ``start`` and ``end`` point into the new text, in code points, half open: at the new paragraph, or at
    the place that the old one stood before. They are 0 for a title.
    """

    kind: Kind
    part: Part
    old: str = ""
    new: str = ""
    start: int = 0
    end: int = 0
    edits: tuple[Edit, ...] = ()


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """What changed from one version to the next, in the order of the new one, its title first."""
    return (*_title(old.title, new.title), *_text(old.text, new.text))


def _title(old: str, new: str) -> Iterator[Change]:
    if level(old) != level(new):
        kind = Kind.ADDED if not old else Kind.REMOVED if not new else Kind.REWORDED
        edits = _edits(old, new) if kind is Kind.REWORDED else ()
        yield Change(kind=kind, part=Part.TITLE, old=old, new=new, edits=edits)


def _text(old: str, new: str) -> Iterator[Change]:
    before = [old[start:end] for start, end in paragraphs(old)]
    places = list(paragraphs(new))
    after = [new[start:end] for start, end in places]
    for was, now in _stretches([level(part) for part in before], [level(part) for part in after]):
        for left, right in _pairs(before, after, was, now):
            at = places[right] if right is not None else _gap(places, now, len(new))
            change = _paragraph(
                before[left] if left is not None else "", after[right] if right is not None else "", at
            )
            if change:
                yield change


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[range, range]]:
    """The indices of paragraphs that differ, old beside new."""
    if max(len(before), len(after)) > _MOST_PARAGRAPHS:
        for at, (old, new) in enumerate(zip_longest(before, after)):
            if old != new:
                yield range(at, min(at + 1, len(before))), range(at, min(at + 1, len(after)))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield range(i1, i2), range(j1, j2)


def _pairs(
    before: Sequence[str], after: Sequence[str], was: range, now: range
) -> Iterator[tuple[int | None, int | None]]:
    """Each new paragraph with the old one that it was made from, in order; those without a fellow alone."""
    waiting = list(was)
    for right in now:
        left = next((at for at in waiting if _share(before[at], after[right]) >= _REWORDED), None)
        if left is None:
            yield None, right
            continue
        gone = waiting[: waiting.index(left)]
        waiting = waiting[len(gone) + 1 :]
        yield from ((at, None) for at in gone)
        yield left, right
    yield from ((at, None) for at in waiting)


def _share(old: str, new: str) -> float:
    """How much of two paragraphs is in both, by the words that they use."""
    matcher = SequenceMatcher(None, _tokens(old), _tokens(new), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _REWORDED else 0.0


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)[:_MOST_TOKENS]


def _gap(places: Sequence[tuple[int, int]], now: range, length: int) -> tuple[int, int]:
    """Where in the new text a paragraph that went would stand."""
    at = places[now.stop][0] if now.stop < len(places) else length
    return at, at


def _paragraph(old: str, new: str, at: tuple[int, int]) -> Change | None:
    if level(old) == level(new):
        return None
    kind = Kind.ADDED if not old else Kind.REMOVED if not new else Kind.REWORDED
    edits = _edits(old, new) if kind is Kind.REWORDED else ()
    return Change(kind=kind, part=Part.TEXT, old=old, new=new, start=at[0], end=at[1], edits=edits)


def _edits(old: str, new: str) -> tuple[Edit, ...]:
    """The words that differ, as they are written."""
    before, after = list(_TOKEN.finditer(old))[:_MOST_TOKENS], list(_TOKEN.finditer(new))[:_MOST_TOKENS]
    matcher = SequenceMatcher(
        None, [level(found[0]) for found in before], [level(found[0]) for found in after], autojunk=False
    )
    return tuple(
        Edit(old=_stretch(old, before[i1:i2]), new=_stretch(new, after[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _stretch(text: str, found: Sequence[re.Match[str]]) -> str:
    return text[found[0].start() : found[-1].end()] if found else ""


# --- a way to look ------------------------------------------------------------------------


def version_form(versions: Sequence[Report]) -> Iterator[dict[str, Any]]:
    """All versions of one report, the first one first, as JSON: each with what changed since the last."""
    before: tuple[Report | None, ...] = (None, *versions[:-1])
    for number, (old, new) in enumerate(zip(before, versions, strict=True), 1):
        yield {
            "report": new.id,
            "version": number,
            "title": new.title,
            "published": _time(new.published),
            "updated": _time(new.updated),
            "changes": [_change_form(change) for change in changes(old, new)] if old else [],
        }


def _time(stamp: Stamp | None) -> str | None:
    return stamp.rfc3339() if stamp else None


def _change_form(change: Change) -> dict[str, Any]:
    form: dict[str, Any] = {"kind": str(change.kind), "part": str(change.part)}
    form |= {name: held for name, held in (("old", change.old), ("new", change.new)) if held}
    if change.part is Part.TEXT:
        form |= {"start": change.start, "end": change.end}
    if change.edits:
        form["edits"] = [{"old": edit.old, "new": edit.new} for edit in change.edits]
    return form
