"""What becomes of stories beyond their reports, and what the desk rules on them.

Plain values, as in ``core.types``: nothing here does I/O, reads a clock or knows a library.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dateline.core.types import Span, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is known of a story beyond its reports. Its id is its address, for ever.

    ``forerunner`` is the earlier story that its reports name as the one before ("the second strike since
    November"), ``evidence`` the words that do. ``into`` is where its reports went when it ended: one story
    (its address leads there) or several (its address shows the way to each); a story that goes on and lost
    some of its reports to others has them in ``parted``.
    """

    id: str
    forerunner: str = ""
    evidence: tuple[Span, ...] = ()
    into: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    ended: Stamp | None = None


class RulingKind(StrEnum):
    """What the desk can decide of stories."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    PIN = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision of the desk, kept for ever: each of ``reports`` belongs to ``story``, whatever others say.

    A later ruling on a report takes the place of an earlier one. ``stories`` are those that it was made on.
    """

    kind: RulingKind
    story: str
    reports: tuple[str, ...]
    stories: tuple[str, ...] = ()
    at: Stamp | None = None
    note: str = ""


def heirs(story: str, known: Mapping[str, Story], live: Container[str]) -> tuple[str, ...]:
    """The live stories that an address leads to: itself where it lives, none where nothing is left of it."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [story]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in live:
            found[name] = None
        elif name in known:
            waiting += known[name].into
    return tuple(found)
