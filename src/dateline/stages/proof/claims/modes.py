"""How sure a sentence is of what it tells: done, planned, possible, urged, alleged (after PLOVER's modes).

Decides by phrases that make the next words less than a fact: "may close", "accused of stealing",
"called for a vote". It does not decide whether a source is as sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dateline.core.text import fold
from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.claims.tables import numbers, phrases, words
from dateline.stages.proof.ground.words import STOP


class Mode(StrEnum):
    """What a sentence says of an act that is less than a fact, as a desk would put it."""

    POSSIBLE = "possible"
    PLANNED = "planned"
    URGED = "urged"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A phrase of doubt by its offsets, and the roots of the words that it bears upon."""

    start: int
    end: int
    mode: Mode
    reach: tuple[str, ...]


_REACH = numbers("modes", "reach")
_LIGHT = STOP | words("denial", "between") | {"also", "still", "now", "then", "further"}
_MODE = {phrase: mode for mode in Mode for phrase in phrases("modes", mode)}
_PHRASE = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in sorted(_MODE, key=lambda p: (-len(p), p)))})(?!\w)"
)
_NEXT = re.compile(r"\w+(?:['’]\w+)*|[.;:!?()—–]")
#: "May" before a number or behind "in" is a month.
_MONTH = re.compile(r"(?:\b(?:in|since|until|by|of|from|last|this|next|early|late|\d)\s*$)")


@lru_cache(maxsize=4096)  # each source sentence is asked for by several passages
def hedges(text: str) -> tuple[Hedge, ...]:
    """The phrases of doubt in a text, in order."""
    folded = fold(text)
    if len(folded) != len(text):
        folded = text.lower()
    return tuple(_hedges(folded))


def hedged_roots(text: str) -> dict[str, Hedge]:
    """Each root that stands within the reach of a phrase of doubt, with the first that it follows."""
    found: dict[str, Hedge] = {}
    for hedge in hedges(text):
        for key in hedge.reach:
            found.setdefault(key, hedge)
    return found


def _hedges(folded: str) -> Iterator[Hedge]:
    for match in _PHRASE.finditer(folded):
        if match.group() == "may" and _is_month(folded, match):
            continue
        mode = _MODE[match.group()]
        reach = tuple(_reach(folded, match.end(), _REACH[mode]))
        yield Hedge(start=match.start(), end=match.end(), mode=mode, reach=reach)


def _is_month(folded: str, match: re.Match[str]) -> bool:
    before, after = folded[max(0, match.start() - 8) : match.start()], folded[match.end() :]
    return bool(_MONTH.search(before) or re.match(r",? \d", after))


def _reach(folded: str, at: int, most: int) -> Iterator[str]:
    carried = 0
    for match in _NEXT.finditer(folded, at):
        word = match.group()
        if not word[0].isalnum() or carried == most:
            return
        if word not in _LIGHT:
            carried += 1
            yield root(word)
