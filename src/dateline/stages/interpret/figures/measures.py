"""Quantities of every kind but people harmed: with a unit, as a share, as an age, or as a count of things.

Puts together what the grammars of units, ages, shares and counted nouns find, decides which of them a number
belongs to, and that a number which is none of them is a bare count only where it cannot be a label. A number
whose tokens ``taken`` says tell a count of people is no concern of this file. Two units of one quantity are
one figure (``pairs``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.types import Figure, Qualifier, Scope
from dateline.stages.interpret.figures.ages import age
from dateline.stages.interpret.figures.craft import with_fates
from dateline.stages.interpret.figures.nouns import counted
from dateline.stages.interpret.figures.pairs import joined
from dateline.stages.interpret.figures.quantities import Quantity, Unit
from dateline.stages.interpret.figures.scope import since_a_day
from dateline.stages.interpret.figures.shares import ratio, shares, tokens_of
from dateline.stages.interpret.figures.units import named, unit_of
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.number import Number
from dateline.stages.interpret.reading.numeral_values import COMPOUNDS, kind_of
from dateline.stages.interpret.reading.qualifying import CHANGING
from dateline.stages.interpret.reading.signs import touches
from dateline.stages.interpret.statements.voices import Voices

if TYPE_CHECKING:
    from dateline.stages.interpret.figures.scope import Scopes
    from dateline.stages.interpret.reading.view import Annotation

#: Digits that no number of things is written in: a live blog's "2149", emergency calls, pensions, keys.
_LABEL = re.compile(r"[012]\d[0-5]\d|911|999|112|401|\d{5,}(?<!00)")
_COUNTED = classes("figures/counted")
#: A whole number below this that nothing follows may be a label ("alert level 5").
_LABELS = 100
#: So many tokens before "to" may stand the verb of a change: "rose from 12 to 15".
_CHANGE_NEAR = 5
#: Measures that no happening owns: how old somebody is, how long something takes.
_TIMELESS = frozenset({"age", "duration"})


def measures(
    view: Annotation, numbers: Sequence[Number], taken: Collection[int], scopes: Scopes, voices: Voices
) -> Iterator[Figure]:
    """The quantities of a report in order, the first of each measure marked but for ages and bare counts.

    ``taken`` are tokens that tell counts of people.
    """
    free = [number for number in (*numbers, *_in_compounds(view)) if number.core not in taken]
    free.sort(key=lambda number: number.first)
    parts = [*shares(view), *_ratios(view, free)]
    used = tokens_of(parts)
    found = [Quantity(number=number, unit=unit) for number, unit in parts]
    found += [
        Quantity(number=number, unit=unit)
        for number in free
        if number.core not in used and (unit := _unit(view, number))
    ]
    found.sort(key=lambda quantity: quantity.unit.first)
    marked = {"age", "count"}
    for unsigned in with_fates(view, joined(view, found)):
        quantity = _signed(view, unsigned)
        unit = quantity.unit
        scope = Scope.HAPPENING if unit.measure in _TIMELESS else scopes.of(unit.first, unit.last)
        if scope is Scope.HAPPENING and unit.measure == "count" and since_a_day(view, unit.last):
            scope = Scope.CUMULATIVE
        first = scope is Scope.HAPPENING and unit.measure not in marked
        if first:
            marked.add(unit.measure)
        yield _figure(view, quantity, scope, first, voices)


def _signed(view: Annotation, quantity: Quantity) -> Quantity:
    """A temperature with its sign: "15 degrees below zero", "minus 12 degrees", "20 below zero"."""
    number, unit = quantity.number, quantity.unit
    below = view.lower[unit.last : unit.last + 2] == ("below", "zero")
    minus = unit.measure == "temperature" and view.lower[max(unit.first - 1, 0)] in ("minus", "negative")
    if not (below or minus) or unit.measure not in ("temperature", "count") or number.low <= 0:
        return quantity
    high = None if number.high is None else -number.low
    low = -number.low if number.high is None else -number.high
    name = unit.name if unit.measure == "temperature" else "degree"
    first, last = unit.first - minus, unit.last + 2 * below
    unit = replace(unit, measure="temperature", name=name, first=first, last=last)
    return replace(quantity, number=replace(number, low=low, high=high), unit=unit)


def _ratios(view: Annotation, numbers: Sequence[Number]) -> Iterator[tuple[Number, Unit]]:
    for left, right in pairwise(numbers):
        if right.first - left.last <= 2 and (found := ratio(view, left, right)):
            yield found


def _in_compounds(view: Annotation) -> Iterator[Number]:
    """Numbers that open a compound word: "ten-year-old", "a four-mile drive"."""
    for word in [word for word in view.index if "-" in word]:
        kind, value = kind_of(word.partition("-")[0])
        if value and kind in ("unit", "ten") and word not in COMPOUNDS:
            for at in view.index[word]:
                yield Number(first=at, core=at, last=at + 1, low=value, high=value)


def _unit(view: Annotation, number: Number) -> Unit | None:
    """What a number tells, None where that is no quantity."""
    word = view.lower[number.core]
    if word == "several" and number.last == number.core + 1:
        return None  # it tells no number of things
    if "-" in word and word not in COMPOUNDS:
        return _of_compound(view, number)
    if word == "one" and _idle(view, number):
        return None
    found = age(view, number) or unit_of(view, number) or _magnitude(view, number)
    if found is not None:
        return None if found.measure == "duration" and _dates(view, found.last) else found
    if touches(view, number.last) and _labelled(view, number.last):
        return None
    if word == "one" and number.low == 1:
        return _single(view, number)
    return _count(view, number) or _bare(view, number)


def _of_compound(view: Annotation, number: Number) -> Unit | None:
    """The unit within a compound word: "ten-year-old" tells an age, "third-party" nothing."""
    rest = view.lower[number.core].split("-")[1:]
    known = named(rest, 0, touching=False)
    if known is None:
        return None
    (measure, name), last = known
    if set(rest[last : last + 1] or view.lower[number.last : number.last + 1]) & {"old", "olds"}:
        measure = "age"
    if rest[last : last + 1] == ["a"] and len(rest) == last + 2:
        name = f"{name} per {rest[-1]}"
    return Unit(measure=measure, name=name, first=number.first, last=number.last)


def _dates(view: Annotation, at: int) -> bool:
    """Whether what stands behind a length of time makes a date of it: "two weeks ago"."""
    return view.lower[at : at + 1] in (("ago",), ("later",), ("earlier",))


def _labelled(view: Annotation, at: int) -> bool:
    """Whether what stands right behind digits makes a label of them: "5G", "30-floor"; not "2,000-strong"."""
    if view.lower[at] in ("-", "‑"):
        return view.lower[at + 1 : at + 2] != ("strong",)
    return view.lower[at][0].isalnum() or view.lower[at] in "–/:_"


def _count(view: Annotation, number: Number) -> Unit | None:
    """A count of things, of persons not harmed, or of units with words between: "50 previous years"."""
    noun = counted(view, number)
    if noun is None or noun.head in _COUNTED["harm"]:
        return None
    measure, name = "votes" if noun.head in _COUNTED["votes"] else "count", noun.unit
    known = named((noun.head,), 0, touching=False)
    if known:
        measure, name = known[0]
    return Unit(measure=measure, name=name, first=number.first, last=noun.last)


def _single(view: Annotation, number: Number) -> Unit | None:
    """“One proposal”, “one of the best speakers”; not "no one", "each one"."""
    before = view.lower[number.core - 1] if number.core else ""
    return None if before in _COUNTED["not_one"] else _count(view, number)


def _idle(view: Annotation, number: Number) -> bool:
    """“One day”, “at one point”, “one another”: no count, unless a length is meant ("for one day")."""
    before = view.lower[number.first - 1] if number.first else ""
    following = view.lower[number.last : number.last + 1]
    return bool(set(following) & _COUNTED["idle"]) and before not in ("for", "in", "within", "just", "only")


def _bare(view: Annotation, number: Number) -> Unit | None:
    """A number that stands alone, where it is too large or exact for a label, or told as a change."""
    if number.high is None or not view.lower[number.core][0].isdigit():
        return None
    last = number.last
    if number.last == number.core + 1 and _LABEL.fullmatch(view.lower[number.core]):
        return None
    if view.lower[last : last + 2] == ("-", "strong"):
        last += 2
    elif last < len(view.tags) and view.tags[last] == "NP" and view.words[last][0].isupper():
        return None  # "the 787 Dreamliner"
    elif _like_a_label(number) and not _reached(view, number.first):
        return None
    return Unit(measure="count", name="", first=number.first, last=last)


def _like_a_label(number: Number) -> bool:
    """Whether a number without a noun may be a label: small, whole, and nothing said of how exact it is."""
    return number.low < _LABELS and number.low == int(number.low) and number.qualifier is Qualifier.EXACT


def _reached(view: Annotation, at: int) -> bool:
    """Whether a number is what something rose or fell to: "cases climbed to 17", "fell by 12"."""
    if at < 2 or view.lower[at - 1] not in ("to", "by", "from"):
        return False
    return bool(CHANGING & set(view.lower[max(at - _CHANGE_NEAR, 0) : at - 1]))


def _magnitude(view: Annotation, number: Number) -> Unit | None:
    """“Magnitude 7.1”, “a 7.1-magnitude quake”, “a magnitude of 7.1”, “6.1 on the Richter scale”."""
    lower, first, last = view.lower, number.first, number.last
    if lower[last : last + 3] == ("on", "the", "richter"):
        return Unit(measure="magnitude", name="magnitude", first=first, last=last)
    behind = last + (lower[last : last + 1] == ("-",))
    if lower[behind : behind + 1] == ("magnitude",):
        return Unit(measure="magnitude", name="magnitude", first=first, last=behind + 1)
    for size in (1, 2):
        if first >= size and lower[first - size] == "magnitude" and (size == 1 or lower[first - 1] == "of"):
            return Unit(measure="magnitude", name="magnitude", first=first - size, last=last)
    return None


def _figure(view: Annotation, quantity: Quantity, scope: Scope, headline: bool, voices: Voices) -> Figure:
    unit, number = quantity.unit, quantity.number
    phrase = view.phrase_of(unit.first, unit.last)
    start, end = phrase.span.start, phrase.span.end
    return Figure(
        measure=unit.measure,
        low=number.low,
        high=number.high,
        phrase=phrase,
        evidence=view.evidence(start, end),
        qualifier=number.qualifier,
        unit=unit.name,
        scope=scope,
        headline=headline,
        speaker=voices.at(start, end),
        stated=not unit.worded,
    )
