"""Counts that a noun tells: "three deaths", "no injuries", "a death toll of 34", "the killing of Tom Berg".

Decides how many people nouns of harm count, with the words around them: tolls, lives lost, bodies found,
wounds suffered, people taken to hospital or in serious condition, victims. Verbs are for ``counts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.groups import HARM, ORDINALS, STOP, Ground, Group, Told, group_at
from dateline.stages.interpret.figures.subjects import ending_at, object_of, subject, unnamed
from dateline.stages.interpret.figures.tally import Count, count_of, told_nobody
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.number import Number

_GRAMMAR = classes("figures/grammar")
_PERSONS = classes("figures/persons")
_TOLL, _BROUGHT, _SUFFERED = _GRAMMAR["toll"], _GRAMMAR["brought"], _GRAMMAR["suffered"]
_BE, _TAKEN, _GRAVE = (_GRAMMAR[name] for name in ("be", "taken", "grave"))
_NONE = _PERSONS["none"]
#: How many a word tells before the deed: "a double murder".
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_DEEDS = frozenset({"assassination", "murder", "execution", "slaying"})
_FOUND = frozenset({"found", "finding", "recovered", "recovering", "discovered", "located", "pulled"})
_BROKEN = frozenset({"in", "and", "were", "was", "the", "of", "at", "for", "to", "from", "being"})
_TOLL_REACH = 14


_PARTICIPLES = frozenset(
    word for word, uses in HARM.items() if {"noun", "done"} <= uses.keys() or "state" in uses
)


def multiple(ground: Ground, at: int) -> Iterator[Count]:
    """“A triple homicide” tells three deaths, "a quadruple shooting" four people shot."""
    for i in range(at + 1, at + 3):
        uses = HARM.get(ground.word(i), {})
        measure = uses.get("act", uses.get("doing", "")) if "act" in uses else ""
        if measure:
            several = MULTIPLES[ground.word(at)]
            kind = "shot" if ground.word(i).startswith("shooting") else measure
            yield Count(measure=kind, first=at, last=i + 1, low=several, high=several, who=at)
            return


def noun_count(ground: Ground, at: int, uses: Mapping[str, str]) -> Count | None:
    """The count that a noun at a token tells, None where it tells none."""
    for use, read in _READ.items():
        if use in uses:
            found = read(ground, at, uses[use])
            if found is not None:
                return found
    return None


def _noun(ground: Ground, at: int, measure: str) -> Count | None:
    """“Three deaths”, “no injuries”, “a death toll of 34”, “the number of dead rose to 34”."""
    word = ground.word(at)
    if ground.word(at - 1) in ("the", "those") and ground.word(at - 2) == "among":
        people = subject(ground, at - 2)
        fits = people is not None and people.told in (Told.NUMBER, Told.ONE, Told.NAME)
        return (
            replace(count_of(measure, people, at), part=people.stated)
            if people is not None and fits
            else None
        )
    for i in range(at - 1, max(ground.first, at - 5) - 1, -1):
        before = ground.word(i)
        if before in _NONE or (before == "without" and word not in ("dead", "killed")):
            return told_nobody(
                ground, Count(measure=measure, first=i, last=at + 1, low=0, high=0, told=Told.NOBODY, who=i)
            )
        number = ground.numbers.get(i)
        if number is not None:
            if word in _PARTICIPLES or word == "injury":
                break
            return _of(measure, number, at)
        some = ground.numbers.get(i - 1) if before == "of" else None
        if some is not None and some.high is None:
            return _of(measure, some, at)
        if not before.isalpha() or before in _BROKEN:
            break
    return _toll(ground, at, measure)


def _of(measure: str, number: Number, at: int) -> Count:
    return Count(
        measure=measure,
        first=min(number.first, at),
        last=max(number.last, at + 1),
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        who=number.first,
    )


def _toll(ground: Ground, at: int, measure: str) -> Count | None:
    """The number behind "death toll" or "the number of people killed": what it rose to, not what it rose
    from.
    """
    begins = at if ground.word(at + 1) in _TOLL else 0
    if not begins:
        begins = next(
            (i for i in range(at - 1, max(at - 5, ground.first) - 1, -1) if ground.word(i) in _TOLL), 0
        )
        if not begins or not any(ground.word(i) == "of" for i in range(begins, at)):
            return None
    behind = None
    for i in range(at + 1, min(at + _TOLL_REACH, ground.last)):
        number = ground.numbers.get(i)
        if number is None or number.first != i:
            if ground.word(i) in STOP or ground.word(i) in ("with", "and", "including"):
                break
            continue
        if ground.word(i - 1) == "from" and number.high == number.low:
            continue
        behind = replace(number, low=number.high) if ground.word(i - 1) == "from" and number.high else number
        break
    return replace(_of(measure, behind, at), first=begins) if behind is not None else None


def _wound(ground: Ground, at: int, measure: str) -> Count | None:
    """“Suffered a gunshot wound”: who suffered it is hurt."""
    for i in range(at - 1, max(ground.first, at - 8) - 1, -1):
        word = ground.word(i)
        if word in STOP or word in _NONE or word == ",":
            return None
        if word in _SUFFERED:
            people = subject(ground, i)
            if people is None or people.told is Told.NOBODY:
                return None
            return replace(count_of(measure, people, i), last=at + 1)
    return None


def _in_hospital(ground: Ground, at: int, measure: str) -> Count | None:
    """“Four teenagers were taken to a hospital”, “sent four people to hospital”."""
    for i in range(at - 1, max(ground.first, at - 12) - 1, -1):
        if ground.word(i) in _BROUGHT:
            passive = any(ground.word(j) in _BE for j in range(i - 3, i))
            people = subject(ground, i) if passive else object_of(ground, i)
            fits = people is not None and people.known and (passive or people.told is not Told.NAME)
            return count_of(measure, people, i) if people is not None and fits else None
        if ground.word(i) in STOP:
            return None
    return None


def _condition(ground: Ground, at: int, measure: str) -> Count | None:
    """“Ten of them are in serious condition”: some of those who were hurt."""
    kind = next((ground.word(i) for i in range(at - 1, at - 4, -1) if ground.word(i) in _GRAVE), "")
    start = next((i for i in range(at - 1, max(ground.first, at - 6), -1) if ground.word(i) == "in"), None)
    people = subject(ground, start) if start is not None else None
    if people is None or people.told in (Told.NOBODY, Told.SOME):
        return None
    count = replace(count_of(measure, people, at), last=at + 1)
    return replace(count, measure="injured", part=True, detail=kind) if kind and people.stated else count


def _act(ground: Ground, at: int, measure: str) -> Count | None:
    """“The killing of Cole”, “the fatal shooting of a student”, “the murders of two men”."""
    word = ground.word(at)
    if word == "shooting" and ground.word(at - 1) not in ("fatal", "deadly"):
        return None
    if ground.word(at + 1) != "of" or any(
        ground.word(i) in ("attempted", "attempt") for i in range(at - 3, at)
    ):
        return None
    people = object_of(ground, at + 1) or (unnamed(ground, at + 1) if word in _DEEDS else None)
    if people is None or people.told in (Told.PRONOUN, Told.NOBODY):
        return None
    if not people.known or (people.told is Told.SOME and word == "death"):
        return None
    return count_of(measure, people, at)


def _fallen(ground: Ground, at: int, measure: str) -> Count | None:
    """“Fell to her death”, “have fallen to their deaths”."""
    if ground.word(at - 1) not in ("his", "her", "their") or ground.word(at - 2) != "to":
        return None
    people = subject(ground, at - 3)
    fits = people is not None and people.told not in (Told.SOME, Told.NOBODY)
    return count_of(measure, people, at) if people is not None and fits else None


def _bodies(ground: Ground, at: int, measure: str) -> Count | None:
    """“The bodies of three men”, “found two bodies”, “the body of Tom Berg”."""
    found = any(ground.word(i) in _FOUND for i in range(at - 6, at + 6))
    if ground.word(at + 1) == "of":
        people = group_at(ground, at + 2)
        fits = people is not None and people.told in (Told.NUMBER, Told.ONE, Told.NAME)
        return count_of(measure, people, at) if people is not None and fits and found else None
    people = ending_at(ground, at, near=False) if found else None
    return count_of(measure, people, at) if people is not None and people.told is Told.NUMBER else None


def _lives(ground: Ground, at: int, measure: str) -> Count | None:
    """“Claimed 12 lives”, “lost their lives”, “claimed the life of a boy”, “took his own life”."""
    verb = next(
        (i for i in range(at - 1, max(at - 6, ground.first) - 1, -1) if ground.word(i) in _TAKEN), None
    )
    if verb is None:
        return None
    number = next((n for i in range(verb, at) if (n := ground.numbers.get(i))), None)
    if number is not None:
        return _of(measure, number, at)
    people: Group | None = None
    if ground.word(at + 1) == "of":
        people = group_at(ground, at + 2)
    elif ground.word(at - 1) == "own":
        people = Group(first=verb, last=at, low=1, high=1, told=Told.ONESELF)
    elif ground.word(at - 1) in ("their", "his", "her"):
        people = subject(ground, verb)
    return count_of(measure, people, at) if people is not None and people.told is not Told.NOBODY else None


def _charge(ground: Ground, at: int, measure: str) -> Count | None:
    """“Two counts of murder”: what somebody is charged with, which tells of others but is no fact."""
    for i in range(at - 1, max(at - 8, ground.first) - 1, -1):
        word = ground.word(i)
        if word in STOP or word == "attempted":
            return None
        number = ground.numbers.get(i)
        if number is not None and ground.word(number.last) in ("count", "counts", "charges"):
            return _of("charged", number, at)
    return None


def _victims(ground: Ground, at: int, measure: str) -> Count | None:
    """“Three victims”, “a fourth victim”: so many were harmed, nobody says how."""
    rank = ground.word(at - 1)
    if rank in ORDINALS and ground.word(at) == "victim" and ground.word(at - 2) in ("a", "an"):
        number = ORDINALS.index(rank) + 2
        return Count(
            measure=measure, first=at - 1, last=at + 1, low=number, high=number, told=Told.ONE, who=at
        )
    people = ending_at(ground, at, near=False)
    fits = people is not None and people.told is Told.NUMBER and not people.part
    return count_of(measure, people, at) if people is not None and fits else None


_READ = {
    "noun": _noun,
    "wound": _wound,
    "hospital": _in_hospital,
    "condition": _condition,
    "charge": _charge,
    "fallen": _fallen,
    "act": _act,
    "bodies": _bodies,
    "lives": _lives,
    "victims": _victims,
}
#: The uses that are read here.
NOUNS = frozenset(_READ)
