"""What the readers of time expressions share: the expression, and what the report has told before it.

Decides from which day an expression is reckoned: "that day", "a week later" and "in May" lean on the last day
or year that the text named near by, everything else on the day of the report. Does not decide values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.moments.outlook import looks_ahead
from dateline.stages.interpret.moments.words import CHARACTERS, count_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

#: TIMEX3 type and value.
Value = tuple[str, str]

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_PERIOD = re.compile(r"\d{4}-(?:\d\d|Q\d)")
#: The last year that two figures may mean in a report without a day.
_LAST_YEAR = 1999
#: Sentences back in which "that day" finds its day.
_NEAR = 3
#: Tokens within which a sentence opens with its year.
_OPENING = 3
#: What stands before an end of a span of time, which says nothing of what is told next.
_BOUNDS = frozenset({"since", "until", "by", "from", "to", "through"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An expression that has its value, at tokens ``first`` up to, not including, ``last``.

    ``with_year`` is true where the words themselves name the year.
    """

    first: int
    last: int
    kind: str
    value: str
    with_year: bool = False

    @property
    def day(self) -> date | None:
        """The day of the value, None where it is no day or none at all."""
        return _day(self.value) if self.kind in ("DATE", "TIME") else None


@lru_cache(maxsize=1024)
def _day(value: str) -> date | None:
    found = _DAY.fullmatch(value)
    return date.fromisoformat(found[1]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a report has told of time: its own day, and the expressions so far, in order."""

    view: Annotation
    codes: str
    today: date | None
    told: list[Told]

    def day_before(self, at: int) -> date | None:
        """The last day named before a token, in its sentence or the few before."""
        sentence = self.view.sentence_of[at]
        for each in reversed(self.told):
            if sentence - self.view.sentence_of[each.first] > _NEAR:
                return None
            if (day := each.day) is not None:
                return day
        return None

    def month_before(self, at: int) -> str:
        """The last month (or the month of the last day) named before a token, "" where none is near."""
        for each in reversed(self.told):
            if self.view.sentence_of[at] - self.view.sentence_of[each.first] > _NEAR:
                return ""
            if each.kind == "DATE" and re.match(r"\d{4}-\d\d", each.value):
                return each.value[:7]
        return ""

    def year_before(self, at: int) -> int | None:
        """The year of the last date near by; what "that year" means."""
        for each in reversed(self.told):
            if self.view.sentence_of[at] - self.view.sentence_of[each.first] > _NEAR:
                return None
            if each.kind in ("DATE", "TIME") and each.value[:4].isdigit():
                return int(each.value[:4])
        return None

    def period_before(self, at: int) -> str:
        """The last month or quarter named before a token, "" where none is near."""
        for each in reversed(self.told):
            if self.view.sentence_of[at] - self.view.sentence_of[each.first] > _NEAR:
                return ""
            if each.kind == "DATE" and _PERIOD.fullmatch(each.value):
                return each.value
        return ""

    def year_of_narrative(self, at: int) -> int | None:
        """A past year that the words before name and that goes on: "in 2009 …; in May …"."""
        if not self.told or self.today is None:
            return None
        last = self.told[-1]
        dated = last.with_year and last.kind == "DATE" and last.value[:4].isdigit()
        if not dated or not self._goes_on(last, at):
            return None
        if last.first and self.view.lower[last.first - 1] in _BOUNDS:
            return None
        year = int(last.value[:4])
        return year if year < self.today.year and not looks_ahead(self.view, at, at + 1) else None

    def _goes_on(self, last: Told, at: int) -> bool:
        """Whether a token is in the sentence of an expression, or in the next of one that opens with it."""
        number = self.view.sentence_of
        if number[at] == number[last.first]:
            return True
        opening = last.first < _OPENING or number[last.first - _OPENING] != number[last.first]
        one = self.view.sentences[number[at]].paragraph == self.view.sentences[number[last.first]].paragraph
        return opening and one and number[at] - number[last.first] == 1


def count_told(said: Expression) -> int | None:
    """The number in an expression; None for "several" and its like."""
    if said.has("SEVERAL"):
        return 2 if said.word("SEVERAL") == "couple" else None
    return count_of(said.word("NUMBER", "DAY", "SHORT", "INTEGER", "YEAR") or said.word("A"))


@cache
def _characters(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(CHARACTERS[name] for name in names)


def expression(story: Story, first: int, last: int) -> Expression:
    """Some tokens as an expression of a story."""
    return Expression(story=story, first=first, last=last, marks=story.codes[first:last])


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Tokens ``first`` up to, not including, ``last`` that may tell a time, and their classes."""

    story: Story
    first: int
    last: int
    marks: str

    @property
    def today(self) -> date | None:
        """The day of the report."""
        return self.story.today

    def at(self, *names: str) -> int:
        """The first token of one of some classes, -1 where there is none."""
        best = -1
        for name in names:
            position = self.marks.find(CHARACTERS[name])
            if position >= 0 and (best < 0 or position < best):
                best = position
        return best if best < 0 else self.first + best

    def has(self, *names: str) -> bool:
        """Whether a token of one of some classes is part of it."""
        return not _characters(names).isdisjoint(self.marks)

    def word(self, *names: str) -> str:
        """The first token of one of some classes in lower case, "" where there is none."""
        position = self.at(*names)
        return self.story.view.lower[position] if position >= 0 else ""

    def before(self, back: int = 1) -> str:
        """The word so many tokens before, "" at the beginning of the sentence."""
        return self._beside(self.first - back, self.first)

    def after(self, ahead: int = 0) -> str:
        """The word so many tokens behind, "" at the end of the sentence."""
        return self._beside(self.last + ahead, self.last - 1)

    def written(self, position: int) -> str:
        """A token as it is written."""
        return self.story.view.words[position]

    def capital(self, position: int) -> bool:
        """Whether a token of the same sentence is written with a capital and may be a name."""
        view = self.story.view
        if not 0 <= position < len(view.words):
            return False
        inside = view.sentence_of[position] == view.sentence_of[self.first]
        return inside and view.words[position][0].isupper() and not view.capitals

    @property
    def ahead(self) -> bool:
        """Whether its sentence looks ahead; a clock time that stands before it is passed over."""
        told = self.story.told
        clock = bool(told) and told[-1].last == self.first and told[-1].kind == "TIME"
        return looks_ahead(self.story.view, told[-1].first if clock else self.first, self.last)

    def _beside(self, position: int, own: int) -> str:
        view = self.story.view
        if not 0 <= position < len(view.lower) or view.sentence_of[position] != view.sentence_of[own]:
            return ""
        return view.lower[position]


def month_at(word: str) -> int:
    """The number of the month that a word names, 0 for none."""
    return MONTHS.get(word.rstrip(".").rpartition("-")[2], 0)


def year_told(said: Expression) -> int | None:
    """The year that the words of an expression tell: 2009, "last year", "that year", 90."""
    if said.has("YEAR", "OLDYEAR"):
        return int(said.word("YEAR", "OLDYEAR"))
    if said.has("SHORT"):
        return full_year(int(said.word("SHORT")), said.today)
    if not said.has("YEARWORD"):
        return None
    if said.has("THAT", "SAME"):
        return said.story.year_before(said.first)
    if said.has("PREVIOUS", "FOLLOWING"):
        near = said.story.year_before(said.first)
        return near and near + (-1 if said.has("PREVIOUS") else 1)
    step = -1 if said.has("PAST") else 1 if said.has("NEXT") else 0
    return said.today.year + step if said.today else None


def full_year(short: int, today: date | None) -> int:
    """The year of two figures: the latest that is not far ahead of the report."""
    latest = today.year + 1 if today else _LAST_YEAR
    return short + max(century for century in (1900, 2000) if short + century <= max(latest, 1999))
