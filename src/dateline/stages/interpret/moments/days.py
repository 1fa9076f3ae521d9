"""What expressions of days mean: dates, weekdays, yesterday, tonight, "that evening".

Decides the day, and the part of it that the words tell; a day without a year is the nearest to the report.
Does not find the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateline.stages.interpret.moments.anniversaries import year_of_name
from dateline.stages.interpret.moments.calendar import (
    WEEKDAYS,
    day_of,
    moved,
    weekday,
)
from dateline.stages.interpret.moments.story import Expression, Value, full_year, month_at, year_told
from dateline.stages.interpret.moments.words import BRIEF_DAYS
from dateline.stages.interpret.moments.written import day_comes_first

PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_BACK = frozenset({"last", "past", "previous", "preceding"})
_ON = frozenset({"next", "following", "coming"})
#: Tokens in which the second day of a pair, and their month, stand behind the first.
_PAIR = 6
#: Tokens behind a day in which the words stand that make it a name.
_NAME = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def on(day: date | None, part: str = "") -> Value | None:
    """A day, or a part of it, as TIMEX3 writes it."""
    if day is None:
        return None
    stamp = PARTS.get(part, "")
    return "TIME" if stamp else "DATE", day.isoformat() + stamp


def iso_date(said: Expression) -> Value | None:
    """2024-06-04."""
    year, month, day = (int(said.written(said.first + step)) for step in (0, 2, 4))
    return on(day_of(month, day, year, None))


def slashed_date(said: Expression) -> Value | None:
    """4/6/2024, in the order of the country that the report comes from."""
    written = "".join(said.written(position) for position in range(said.first, said.last))
    first, second, year = map(int, written.split("/"))
    year = full_year(year, said.today) if year < 100 else year
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    orders = [day_of(second, first, year, None), day_of(first, second, year, None)]
    if all(orders) and orders[0] != orders[1]:
        day_first = day_comes_first(said.story.view, said.today, (orders[0], orders[1]))
        return None if day_first is None else on(orders[0] if day_first else orders[1])
    return on(orders[0] or orders[1])


def full_date(said: Expression) -> Value | None:
    """4 June 2024, Tuesday, June 4, "25 June that year", 3 JAN 90."""
    at = said.at("MONTH", "WEAKMONTH")
    return _month_day(said, at, said.at("DAY"))


def dateline_date(said: Expression) -> Value | None:
    """4 JUN 25: the year in two figures, at the head of a report of an agency."""
    year = full_year(int(said.written(said.last - 1)), said.today)
    return on(day_of(month_at(said.word("MONTH")), int(said.written(said.first)), year, None))


def day_before_month(said: Expression) -> Value | None:
    """The first of "24 and 25 June"."""
    view = said.story.view
    near = range(said.last, min(said.last + _PAIR, len(view.lower)))
    at = next((i for i in near if month_at(view.lower[i])), None)
    if at is None:
        return None
    return _month_day(said, at, said.first, _year_behind(said, at))


def _year_behind(said: Expression, at: int) -> int | None:
    view = said.story.view
    behind = view.lower[at + 1 : at + 3]
    word = behind[1] if behind[:1] == (",",) and len(behind) > 1 else behind[0] if behind else ""
    return int(word) if re.fullmatch(r"(?:19|20)\d\d", word) else None


def day_after_month(said: Expression) -> Value | None:
    """The second of "June 24 and 25"; a count of other things is none: "on June 4 and 12 people …"."""
    if said.story.view.tags[said.last : said.last + 1] in (("N",), ("NS",), ("J",)):
        return None
    found = _month_day(said, said.first - 3, said.first)
    first = said.story.told[-1].day if said.story.told else None
    return found if found and first and found[1][:10] > first.isoformat() else None


def _month_day(said: Expression, at: int, day: int, year: int | None = None) -> Value | None:
    """A day of the month at a token, in the year that the words, its name or the story tell."""
    month, number = month_at(said.story.view.lower[at]), int(said.written(day))
    year = year or year_told(said)
    if year is None and said.has("YEARWORD"):
        return None
    year = year or year_of_name((month, number), _words_behind(said), said.today)
    year = year or said.story.year_of_narrative(said.first)
    return on(day_of(month, number, year, said.today), said.word("PART"))


def _words_behind(said: Expression) -> frozenset[str]:
    return frozenset(said.after(step) for step in range(_NAME))


def weekday_value(said: Expression) -> Value | None:
    """Tuesday, "last Tuesday", "Tuesday of next week", "Tuesday night"."""
    name = said.word("WEEKDAY", "BRIEFDAY")
    number = BRIEF_DAYS.get(name, -1) if name not in WEEKDAYS else WEEKDAYS.index(name)
    if said.today is None or (name in BRIEF_DAYS and not _brief(said, name)):
        return None
    which = said.word("PAST", "NEXT", "PREVIOUS", "FOLLOWING", "THAT", "THIS")
    if which in ("previous", "preceding", "following", "that"):
        day = _from_story(said, number, which)
    elif said.has("UNIT"):
        week = {"last": -1, "past": -1, "next": 1}.get(which, 0)
        monday = said.today - timedelta(days=said.today.weekday())
        day = moved(monday, 7 * week + number)
    else:
        day = _nearest(said, said.today, number, which)
    part = said.at("PART")
    if part >= 0 and said.capital(part) and said.capital(said.last):  # "Monday Night Football"
        return None
    return on(day, said.word("PART"))


def _brief(said: Expression, name: str) -> bool:
    """Whether a short name is a day here: "Sat" is also a verb."""
    return len(name) > 3 or said.before() in ("on", "last", "next") or said.has("DOT")


def _from_story(said: Expression, number: int, which: str) -> date | None:
    day = said.story.day_before(said.first)
    if day is None:
        return None
    if which == "following":
        return moved(day, (number - day.weekday() - 1) % 7 + 1)
    if which == "that":
        return day if day.weekday() == number else moved(day, (number - day.weekday()) % 7)
    return moved(day, -((day.weekday() - number - 1) % 7 + 1))


def _nearest(said: Expression, today: date, number: int, which: str) -> date | None:
    ahead = which in _ON or (which not in _BACK and said.ahead)
    day = weekday(WEEKDAYS[number], today, ahead)
    if day == today and which in _BACK | _ON:
        return moved(day, -7 if which in _BACK else 7)
    return day


def weekdays(said: Expression) -> Value | None:
    """Mondays."""
    return "SET", f"XXXX-WXX-{WEEKDAYS.index(said.word('WEEKDAYS').removesuffix('s')) + 1}"


def near_day(said: Expression) -> Value | None:
    """Yesterday, "tomorrow morning"."""
    shouted = said.story.view.words[said.at("NEAR")].isupper() and not said.story.view.capitals
    if said.today is None or shouted or (said.word("NEAR") == "today" and said.after() == "'s"):
        return None
    return on(moved(said.today, _STEPS[said.word("NEAR")]), said.word("PART"))


def day_beside_a_day(said: Expression) -> Value | None:
    """The day before yesterday."""
    step = {"yesterday": -2, "tomorrow": 2}.get(said.word("NEAR"))
    back = said.word("BEFORE") == "before"
    if said.today is None or step is None or said.word("UNIT") != "day" or back != (step < 0):
        return None
    return on(moved(said.today, step))


def night(said: Expression) -> Value | None:
    """Tonight, last night, overnight: the night that began the day before."""
    if said.today is None or (said.has("PAST") and said.word("PART") != "night"):
        return None
    if said.has("OVERNIGHT") and said.ahead:
        return on(said.today, "night")
    return on(moved(said.today, 0 if said.has("TONIGHT") else -1), "night")


def this_part(said: Expression) -> Value | None:
    """This morning."""
    return on(said.today, said.word("PART"))


def that_part(said: Expression) -> Value | None:
    """That evening: of the day that was named before."""
    return on(said.story.day_before(said.first), said.word("PART"))


def day_beside(said: Expression) -> Value | None:
    """The day before, the day after: of the day that was named before."""
    day = said.story.day_before(said.first)
    if day is None or said.word("UNIT") != "day":
        return None
    return on(moved(day, -1 if said.word("BEFORE") == "before" else 1))


READERS: Mapping[str, Callable[[Expression], Value | None]] = {
    "iso date": iso_date,
    "slashed date": slashed_date,
    "full date": full_date,
    "dateline date": dateline_date,
    "day before month": day_before_month,
    "day after month": day_after_month,
    "weekday": weekday_value,
    "weekdays": weekdays,
    "near day": near_day,
    "day beside a day": day_beside_a_day,
    "night": night,
    "this part": this_part,
    "that part": that_part,
    "day beside": day_beside,
}
