"""Counts of people who had to leave: "about 900 people have left their homes", "were told to leave".

Decides which number of people goes with words of leaving home. Does not count who leaves a hall or
a job: the report must name homes, or that the leaving was told or forced; of those who "fled" only many
have left their homes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.tally import Count
from dateline.stages.interpret.reading.lexicon import classes, words

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.number import Number
    from dateline.stages.interpret.reading.view import Annotation

_PEOPLE = words("reading/people")
_GRAMMAR = classes("figures/grammar")
_LEAVE, _HOMES, _MADE = _GRAMMAR["leave"], _GRAMMAR["homes"], _GRAMMAR["made_to"]
_FROM = frozenset({"from", "of"})
_STOPS = frozenset({";", ":", "—", "–", '"', "“", "”", "!", "?", "."})
_EVACUATION = frozenset({"evacuated", "evacuation", "evacuations"})
_REACH = 16
_FLED = _GRAMMAR["fled"]
#: Fewer who fled are the robbers, or the witnesses.
_MANY = 20
#: Who fled there did not leave home.
_ELSEWHERE = frozenset(
    {"scene", "store", "stores", "mall", "police", "club", "stadium", "shots", "gunfire", "school", "hall"}
)
_SUBORDINATE = frozenset({"that", "which", "who", "because", "if", "when", "where"})


def departures(view: Annotation, numbers: tuple[Number, ...]) -> Iterator[Count]:
    """The counts of those who left their homes, in the order of the text."""
    by_token = {number.last - 1: number for number in numbers}
    for at in view.positions(_LEAVE | _HOMES | _FLED):
        edge = _leaving(view, at)
        if edge is None:
            continue
        first = view.tokens_of(view.sentences[view.sentence_at(view.starts[at])]).start
        number = _number_before(view, edge, max(first, edge - _REACH), by_token)
        fled = view.lower[at] in _FLED and view.lower[at] == view.lower[edge]
        if number is not None and not (fled and number.low < _MANY):
            yield Count(
                measure="evacuated",
                first=number.first,
                last=at + 1,
                low=number.low,
                high=number.high,
                qualifier=number.qualifier,
            )


def _leaving(view: Annotation, at: int) -> int | None:
    """The verb by which people leave home, where the word at a token tells so, by its first token."""
    lower = view.lower
    if lower[at] in _HOMES:
        if at < 2 or lower[at - 1] != "their":
            return None
        if lower[at - 2] in _LEAVE:
            return at - 2
        made = lower[at - 2] in _FROM and bool(_MADE & set(lower[max(at - _REACH, 0) : at - 2]))
        return at - 2 if made else None
    if set(lower[at + 1 : at + 3]) & (_HOMES | {"their"}):
        return None  # counted at "homes"
    if lower[at] in _FLED:
        return None if _ELSEWHERE & set(lower[at + 1 : at + 6]) else at
    if lower[at] == "leave" and lower[at - 1 : at] == ("to",):
        return at if _MADE & set(lower[max(at - _REACH, 0) : at]) or lower[at - 2] == "had" else None
    ends = lower[at + 1 : at + 2] in ((",",), (".",), (";",)) and lower[at - 1 : at] in (("had",), ("have",))
    return at if ends and (_EVACUATION | _HOMES) & view.index.keys() else None


def _number_before(view: Annotation, edge: int, first: int, numbers: dict[int, Number]) -> Number | None:
    """The number of people before the verb, in its clause."""
    for i in range(edge - 1, first - 1, -1):
        word = view.lower[i]
        if word in _STOPS or word in _SUBORDINATE:
            return None
        number = numbers.get(i)
        if number is not None and number.first > first - _REACH and _of_people(view, number, edge):
            return number
    return None


def _of_people(view: Annotation, number: Number, edge: int) -> bool:
    following = view.lower[number.last : min(number.last + 4, edge)]
    alone = number.high is None and not following  # "hundreds | fled"
    return alone or any(word in _PEOPLE for word in following)
