"""Days that have a name: Christmas, Labor Day, "9/11".

Decides the day of a feast: the latest, or the next where it is in sight or the sentence looks ahead. Of the
feasts that follow the moon only Easter is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateline.stages.interpret.moments.calendar import moved
from dateline.stages.interpret.moments.story import Expression, Story, Told, expression
from dateline.stages.interpret.reading.lexicon import rows

#: Days before a feast in which it is in sight.
_IN_SIGHT = 21
_WEEK = 7


def occasions(story: Story) -> list[Told]:
    """The named days of a report, in order."""
    names, view = _names(), story.view
    found: list[Told] = []
    for first in sorted(at for word in names if word in view.index for at in view.index[word]):
        for words, rule in names[view.lower[first]]:
            last = first + len(words)
            if view.lower[first:last] == words and _is_named(story, first, last):
                value = _value(expression(story, first, last), rule)
                if value:
                    found.append(Told(first=first, last=last, kind="DATE", value=value))
                break
    return [each for n, each in enumerate(found) if not n or each.first >= found[n - 1].last]


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in rows("moments/occasions.tsv"):
        words = tuple(name.replace("'s", " 's").split())
        names.setdefault(words[0], []).append((words, rule))
    return names


def _is_named(story: Story, first: int, last: int) -> bool:
    """Whether the words are the name of the day and no part of another: "Easter Island"."""
    said = expression(story, first, last)
    if story.view.words[first][0].isdigit():
        return True
    alone = story.view.tags[last : last + 1] not in (("N",), ("NS",), ("NP",))
    return alone and (story.view.capitals or said.capital(first))


def _value(said: Expression, rule: str) -> str:
    if len(rule) > len("01-01") + 4:
        return rule
    if said.today is None:
        return ""
    year = said.today.year
    days = [day for each in (year - 1, year, year + 1) if (day := _in_year(rule, each))]
    if said.ahead:
        return min((day for day in days if day >= said.today), default=days[-1]).isoformat()
    known = [day for day in days if (day - said.today).days <= _IN_SIGHT]
    return max(known, default=days[0]).isoformat()


def _in_year(rule: str, year: int) -> date | None:
    if not 1 < year < 9999:
        return None
    if rule == "election":  # the Tuesday behind the first Monday of November, in the United States
        return _nth(year, 11, 1, 0) + timedelta(1)
    if rule.startswith("easter"):
        return moved(easter(year), int(rule.removeprefix("easter")))
    month, _, day = rule.partition("-")
    number, dash, name = day.rpartition("-")
    if not dash:
        return date(year, int(month), int(day))
    return _nth(year, int(month), int(number), int(name) - 1)


def _nth(year: int, month: int, number: int, weekday: int) -> date:
    """The nth weekday of a month; -1 is the last."""
    first = date(year, month, 1) if number > 0 else date(year + month // 12, month % 12 + 1, 1)
    step = (weekday - first.weekday()) % _WEEK
    return first + timedelta(days=step + _WEEK * (number - 1 if number > 0 else number))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus prints)."""
    golden, hundreds, rest = year % 19, year // 100, year % 100
    leaps, over = divmod(hundreds, 4)
    moon = (hundreds - (hundreds + 8) // 25 + 1) // 3
    epact = (19 * golden + hundreds - leaps - moon + 15) % 30
    fours, last = divmod(rest, 4)
    sunday = (32 + 2 * over + 2 * fours - epact - last) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
