"""Where and when an event took place and how many it touched: the facts of its sentence that are its own.

Decides which place, time and counts of people of a sentence belong to a trigger: the place behind a
preposition of place next to it, the time that dates no statement, the counts that its kind of event can have.
Does not find any of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from dateline.core.types import Figure, Mode, Moment, Phrase, Place, Scope, Stamp
from dateline.stages.interpret.events.phrases import timed
from dateline.stages.interpret.events.words import Site, grammar

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: What an event of a kind can do to people, by the measures of figures.
_HURT = frozenset({"killed", "injured", "missing", "casualties", "shot", "seriously injured", "hospitalised"})
_FLED = frozenset({"displaced", "homeless", "stranded", "rescued", "evacuated", "trapped"})
_MEASURES: Mapping[str, frozenset[str]] = {
    "ASSAULT": _HURT | _FLED | {"kidnapped", "hostages"},
    "ACCIDENT": _HURT | _FLED,
    "DISASTER": _HURT | _FLED,
    "COERCE": frozenset({"detained", "arrested", "displaced"}),
    "AID": frozenset({"rescued", "evacuated"}),
    "RETREAT": frozenset({"released", "freed"}),
    "PROTEST": frozenset({"killed", "injured", "detained", "people", "protesters"}),
}
_NO_PLACE = frozenset({"people", "street", "line", "distance"})
_VALUE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
#: A report still tells news of so many days ago.
_NEWS = timedelta(days=14)
#: What a clause's end between a time and an event adds to their distance.
_CROSSED = {"VD": 8, "VZ": 8, "MD": 8, "W": 8, ":": 8, ",": 4, "C": 4}
#: What a time before a noun may stand before.
_DESCRIBED = frozenset({"N", "NS", "J"})
_FAR, _WINDOW = 1000, 22
#: Prepositions before a time that bounds a stretch and dates no event.
_BOUNDS = frozenset({"since", "until", "till", "by", "than", "from"})

#: Before "of" and a name, which is then that of the place: "the town of".
_SETTLEMENTS = frozenset({"town", "city", "village", "port", "region", "province", "district", "state"})

_Fact = TypeVar("_Fact", Place, Moment, Figure)
#: Where facts start in the text, in order, and the facts.
_Facts = tuple[list[int], list[_Fact]]


class Near:
    """The places, moments and counts of people of a report by the sentence that they stand in."""

    def __init__(
        self, view: Annotation, places: Sequence[Place], moments: Sequence[Moment], figures: Sequence[Figure]
    ) -> None:
        self._view = view
        self._places = _by_start([p for p in places if p.kind not in _NO_PLACE])
        self._moments = _by_start(
            [m for m in moments if m.type in ("DATE", "TIME") and not m.value.endswith("_REF")]
        )
        self._figures = _by_start([f for f in figures if f.unit == "person"])

    def _inside(self, facts: _Facts[_Fact], number: int) -> Iterator[tuple[int, int, _Fact]]:
        """The facts of a sentence, with the tokens of each."""
        sentence = self._view.sentences[number]
        starts, held = facts
        for fact in held[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
            first, end = tokens_of(self._view, fact.phrase)
            yield first, end, fact

    def place(self, site: Site) -> str:
        """The name of the place of an event, empty where the sentence does not give it."""
        best, name = _FAR, ""
        for first, end, place in self._inside(self._places, self._view.sentence_of[site.at]):
            rank = self._place_rank(site, first, end, place.kind)
            if rank < best:
                best, name = rank, place.name
        return name

    def _place_rank(self, site: Site, first: int, end: int, kind: str) -> int:
        """How far a place is from being the event's: 0 is next to it."""
        view = self._view
        away = first - site.end if first >= site.end else site.at - end
        if away > _WINDOW or view.lower[end : end + 1] in (("'s",), ("'",)) or self._describes(end, site):
            return _FAR
        before = view.lower[first - 1] if first > site.first else ""
        if view.lower[first - 2 : first - 1] and before == "the":
            before = view.lower[first - 2]
        town = before == "of" and first - 2 >= site.first and view.lower[first - 2] in _SETTLEMENTS
        within = before == "," and first - 2 >= site.first
        left = before == "from" and site.trigger.kind == "RETREAT"
        beside = end == site.at and not site.trigger.verb
        if not (before in grammar()["locative"] or within or town or left or beside):
            return _FAR
        behind = 0 if first >= site.end or end == site.at else 8
        if behind and "," in view.lower[end : site.at] and view.tags[site.first] != "I":
            return _FAR
        return (
            away
            + behind
            + (6 if kind == "country" else 0)
            + (2 if within else 0)
            + (9 if before == "of" and not town else 0)
        )

    def _describes(self, end: int, site: Site) -> bool:
        """Whether a place only describes the noun behind it, and that one is not the event."""
        view = self._view
        named = end < site.last and view.tags[end] in ("N", "NS") and not timed(view, end)
        return named and not end <= site.at <= end + 3

    def time(self, site: Site) -> str:
        """The value of the moment that dates an event, empty where none does."""
        best, value = _FAR, ""
        for first, end, moment in self._inside(self._moments, self._view.sentence_of[site.at]):
            rank = self._time_rank(site, first, end)
            if rank < best:
                best, value = rank, moment.value
        return value

    def _time_rank(self, site: Site, first: int, end: int) -> int:
        view = self._view
        away = first - site.end if first >= site.end else site.at - end
        before = view.lower[first - 1] if first > site.first else ""
        if before in _BOUNDS or away > _WINDOW or self._reported(first, end, site) or self._owned(end, site):
            return _FAR
        between = view.tags[site.end : first] if first >= site.end else view.tags[end : site.at]
        rank = away + sum(_CROSSED.get(tag, 0) for tag in between)
        return rank if rank <= _WINDOW else _FAR

    def _owned(self, end: int, site: Site) -> bool:
        """Whether a time describes another noun: "the 2005 wedding", "last year's vote"."""
        view = self._view
        end += view.lower[end : end + 1] in (("'s",), ("'",))
        if end >= site.last or view.tags[end] not in _DESCRIBED:
            return False
        return end > site.at or any(tag not in _DESCRIBED for tag in view.tags[end : site.at])

    def _reported(self, first: int, end: int, site: Site) -> bool:
        """Whether a time tells when something was said: "said on Monday"."""
        view, words = self._view, grammar()["said_when"]
        start = first
        while start > site.first and (
            view.lower[start - 1] in ("on", "late", "early", "in", "a", ",") or view.tags[start - 1] == "R"
        ):
            start -= 1
        return (start > site.first and view.lower[start - 1] in words) or view.lower[end : end + 1] == (
            "that",
        )

    def since(self, first: int, last: int) -> Moment | None:
        """The first moment between two tokens that follows "since"."""
        if first >= len(self._view.sentence_of):
            return None
        for at, _, moment in self._inside(self._moments, self._view.sentence_of[first]):
            if first < at < last and "since" in self._view.lower[max(first, at - 3) : at]:
                return moment
        return None

    def counts(self, site: Site, kind: str, mode: Mode) -> tuple[Figure, ...]:
        """The counts of people that an event of a kind and mode may own."""
        allowed = _MEASURES.get(kind, frozenset())
        if not allowed:
            return ()
        held = self._inside(self._figures, self._view.sentence_of[site.at])
        return tuple(figure for _, _, figure in held if figure.measure in allowed and _fits(figure, mode))


def _fits(figure: Figure, mode: Mode) -> bool:
    """Whether the scope of a count and the mode of an event are of one time."""
    if figure.scope is Scope.CUMULATIVE:
        return False
    return (figure.scope is Scope.HISTORICAL) == (mode is Mode.HISTORICAL)


def _by_start(facts: Sequence[_Fact]) -> _Facts[_Fact]:
    held = sorted(facts, key=lambda fact: fact.phrase.span.start)
    return [fact.phrase.span.start for fact in held], held


def tokens_of(view: Annotation, phrase: Phrase) -> tuple[int, int]:
    """The tokens of a phrase."""
    first = view.token_from(phrase.span.start)
    return first, max(view.token_from(phrase.span.end), first + 1)


def out_of_news(value: str, published: Stamp | None) -> Mode | None:
    """HISTORICAL or FUTURE for a time too far from the day of the report, None for news and the unknown."""
    bounds = _bounds(value)
    if bounds is None or published is None:
        return None
    day = published.at.date()
    if bounds[1] < day - _NEWS:
        return Mode.HISTORICAL
    return Mode.FUTURE if bounds[0] > day + timedelta(days=1) else None


def _bounds(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 value."""
    try:
        if week := _WEEK.match(value):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + timedelta(days=6)
        if found := _VALUE.match(value):
            year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
            if day:
                return date(year, month, day), date(year, month, day)
            if month:
                return date(year, month, 1), date(year, month, 28)
            return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
    return None
