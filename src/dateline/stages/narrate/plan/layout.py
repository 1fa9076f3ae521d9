"""The layout of a page: its parts below the headline, and how many lines each may have.

Decides room alone: one report is told briefly, each further origin gives more. Does NOT choose lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.pages import Line, Section
    from dateline.stages.narrate.facts.material import Material

#: A story of so few sentences is a brief: its summary tells it, and a standfirst would only say it twice.
_BRIEF = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a page says below its headline, in reading order."""

    standfirst: Line | None
    summary: tuple[Line, ...]
    body: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many lines each section may have; a ``brief`` has no standfirst."""

    happened: int
    said: int
    figures: int = 3
    disputed: int = 3
    unknown: int = 3
    background: int = 3
    brief: bool = False


def room_for(material: Material) -> Room:
    """The room of a story by its origins and sentences."""
    origins, brief = len(material.origins), len(material.passages) <= _BRIEF
    if origins < 2:
        return Room(happened=2, said=3, figures=1, disputed=1, unknown=1, background=1, brief=brief)
    return Room(happened=min(3 + origins, 8), said=min(2 + origins, 6), brief=brief)
