"""What a word of force means in the report where it stands: a blow, a blast, or hard words.

Decides that an explosion is an attack where a bomb made it or the report tells of an attack, and that in a
report of a campaign an attack is made of words: what one does to a rival there is to accuse. Does not decide
whether anything happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Event, Mode
from dateline.stages.interpret.events.words import Site, grammar

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_BLASTS = frozenset({"explosion", "explosions", "blast", "blasts"})
#: Words of a campaign that make a report one, and how many times as many they must be as those of violence.
_CAMPAIGN, _TIMES = 4, 3


def settled(found: Iterable[Event]) -> Iterator[Event]:
    """Events with explosions told apart: those of bombs, and those behind an attack, are assaults."""
    attacked = False
    for event in found:
        attacked = attacked or (event.type == "ASSAULT" and event.mode is Mode.ACTUAL)
        blast = event.type == "ACCIDENT" and event.phrase.text.lower() in _BLASTS
        yield replace(event, type="ASSAULT") if blast and (attacked or _of_a_bomb(event)) else event


def _of_a_bomb(event: Event) -> bool:
    return not grammar()["bomb"].isdisjoint(event.means.lower().split())


class Politics:
    """Whether a report tells of a campaign, counted once and only where a word of force asks for it."""

    def __init__(self, view: Annotation) -> None:
        self._view = view
        self._campaign: bool | None = None

    def kind(self, site: Site) -> str:
        """The kind of a trigger: "" for a battle of words, ACCUSE for an attack of words, else its own."""
        word = self._view.lower[site.at]
        verbal, dropped = word in grammar()["hard_words"], word in grammar()["contest"]
        if not (verbal or dropped) or self._violent(site) or not self._told():
            return site.trigger.kind
        return "ACCUSE" if verbal else ""

    def _told(self) -> bool:
        if self._campaign is None:
            index = self._view.index
            campaign, violence = (
                sum(len(index.get(word, ())) for word in grammar()[name]) for name in ("campaign", "violence")
            )
            self._campaign = campaign >= max(_CAMPAIGN, _TIMES * violence)
        return self._campaign

    def _violent(self, site: Site) -> bool:
        return not grammar()["violence"].isdisjoint(self._view.lower[site.first : site.last])
