"""What expressions of weeks, months, seasons, quarters, years and longer times mean.

Decides the period, reckoned from the day of the report or, for "that year" and "a month later", from what the
report named before. Does not decide how long something lasted: that is for ``lengths``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dateline.stages.interpret.moments.calendar import (
    duration,
    month_of,
    moved,
    quarter,
    season,
    shifted,
    singular,
    week,
)
from dateline.stages.interpret.moments.story import Expression, Value, count_told, month_at, year_told
from dateline.stages.interpret.reading.lexicon import classes

_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_BESIDE = {"previous": -1, "preceding": -1, "following": 1, "that": 0, "same": 0}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
#: What a number that looks like a year may count; makes of cars; words of games; words before a month.
_BESIDE_IT = classes("moments/beside")
_COUNTED, _MAKES = _BESIDE_IT["counted"], _BESIDE_IT["makes"]
_GAMES, _LEADS = _BESIDE_IT["games"], _BESIDE_IT["leads"]
#: Classes of a word that a month's name before it may belong to; the tagger takes some nouns there for verbs.
_BEHIND_IT = (("N",), ("NS",), ("J",), ("V",))
#: What stands behind MAY where it is no month.
_VERBAL = (("V",), ("R",))
#: What stands before four digits that are no year, and what touches them there.
_NO_YEAR = frozenset({"$", "£", "€", "no", "no.", "#", "©", "copyright"})
_JOINED_BEFORE = frozenset("/-:.,$£€#_")


def month_year(said: Expression) -> Value | None:
    """June 2024, "mid-July 2009"."""
    month = month_at(said.word("MONTH", "WEAKMONTH", "MIDMONTH"))
    return "DATE", f"{int(said.word('YEAR', 'OLDYEAR')):04d}-{month:02d}"


def month_before_month(said: Expression) -> Value | None:
    """The first of "May and June 2009"."""
    view = said.story.view
    year = next(word for word in view.lower[said.last + 1 : said.last + 4] if word.isdigit())
    return "DATE", f"{year}-{month_at(said.word('MONTH')):02d}"


def month(said: Expression) -> Value | None:
    """A month without a year: the latest one, the next where the sentence looks ahead."""
    at = said.at("MONTH", "MIDMONTH")
    number = month_at(said.story.view.lower[at])
    if said.has("YEARWORD"):
        year = year_told(said)
        return ("DATE", f"{year:04d}-{number:02d}") if year else None
    if said.today is None or not _names_month(said, at):
        return None
    which = said.word("PAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING")
    step = _STEPS.get(said.word("PAST") or which)
    if said.word("PAST") == "past" and not said.has("THIS"):
        return None
    if step is not None:
        later = number >= said.today.month if step < 0 else number <= said.today.month
        return "DATE", f"{said.today.year + step * later:04d}-{number:02d}"
    this = said.today.year if which in ("this", "current") and not said.has("PAST") else None
    year = this or said.story.year_of_narrative(said.first)
    if year is not None:
        return "DATE", f"{year:04d}-{number:02d}"
    if which in ("previous", "following"):
        return None
    return "DATE", month_of(number, said.today, said.ahead or said.before() == "come")


def _names_month(said: Expression, at: int) -> bool:
    """Whether the word is a month here, and no name, verb or first word."""
    view, word = said.story.view, said.story.view.lower[at]
    led = at > said.first or said.before() in _LEADS
    if said.before().isdigit():  # of a day that the month does not have
        return False
    if "-" in word:
        return True
    if view.capitals and word == "may" and view.tags[said.last : said.last + 1] in _VERBAL:
        return False
    if word.rstrip(".") in ("may", "march", "august", "april", "june", "jan") and not led:
        noun_behind = view.tags[said.last : said.last + 1] in _BEHIND_IT
        if view.capitals or not said.before() or _named_before(said) or not noun_behind:
            return False
    if len(word) < 4 and word != "may":  # "Jan" and "Dec" without a full stop
        return led and said.before() not in ("and", "or") and said.capital(at) and not said.capital(said.last)
    return led or not _named_before(said)


def _named_before(said: Expression) -> bool:
    """Whether a name stands before it: "Black September", "Theresa May"."""
    return said.capital(said.first - 1) and said.story.view.tags[said.first - 1] == "NP"


def this_unit(said: Expression) -> Value | None:
    """This week, "last year", "the previous month", "that week"."""
    which = said.word("PAST", "NEXT", "PREVIOUS", "FOLLOWING", "THAT", "SAME", "THIS")
    unit = said.word("UNIT", "YEARWORD", "WEEKEND")
    if unit == "century":
        return century(said)
    if unit in ("hour", "minute"):
        return None
    if which == "past" and unit != "weekend":
        return "DURATION", duration("1", unit)
    if which in _BESIDE or (unit == "day" and which == "next"):
        return _beside(said, unit, _BESIDE.get(which, 1))
    return _of_report(said.today, unit, _STEPS.get(which, 0))


def _of_report(today: date | None, unit: str, step: int) -> Value | None:
    """The unit of the report's day, the one before or the one behind; its day itself is "today"."""
    if today is None or unit == "day":
        return None
    if unit == "weekend":
        return _weekend(today, step)
    value = shifted(today, step, unit)
    return ("DATE", value) if value else None


def _weekend(today: date, step: int) -> Value | None:
    """A weekend; on a Saturday or Sunday "this" and "last" mean that of the week, or of the week before."""
    back = step - (step == 0 and today.weekday() < 3)
    day = moved(today, 7 * (back if step else 0))
    return ("DATE", week(day) + "-WE") if day else None


def _beside(said: Expression, unit: str, step: int) -> Value | None:
    """The unit that holds, precedes or follows the time named before."""
    if unit == "year":
        year = said.story.year_before(said.first) or (said.today.year if said.today and step else None)
        return ("DATE", f"{year + step:04d}") if year and 1 < year < 9999 else None
    if unit == "month":
        near = said.story.month_before(said.first)
        value = shifted(date(int(near[:4]), int(near[5:]), 1), step, "month") if near else None
        return ("DATE", value) if value else None
    day = said.story.day_before(said.first)
    if day is None:
        return None
    if unit == "weekend":
        return _weekend(day, step)
    value = shifted(day, step, unit)
    return ("DATE", value) if value else None


def inside(said: Expression) -> Value | None:
    """Later in the day, the beginning of the year: of the day named before, of the year of the report."""
    unit = said.word("UNIT", "YEARWORD")
    if unit == "day":
        return None if said.word("START") == "end" else _beside(said, unit, 0)
    value = shifted(said.today, 0, unit) if said.today and unit in ("week", "month", "year") else None
    return ("DATE", value) if value else None


def the_weekend(said: Expression) -> Value | None:
    """Over the weekend: the last one, on its own days this one, the next where the sentence looks ahead."""
    if said.today is None:
        return None
    ahead = said.today.weekday() >= 3 and said.ahead
    day = moved(said.today, 0 if said.today.weekday() >= 5 or ahead else -7)
    return ("DATE", week(day) + "-WE") if day else None


def ago(said: Expression) -> Value | None:
    """Two weeks ago, "years ago"."""
    if said.today is None:
        return None
    count = count_told(said)
    if count is None:
        return "DATE", "PAST_REF"
    value = shifted(said.today, -count, singular(said.word("UNITS", "UNIT", "YEARWORD")))
    return ("DATE", value) if value else None


def later(said: Expression) -> Value | None:
    """Two days later, "a year earlier": from what was named before; else how long."""
    count, unit = count_told(said), singular(said.word("UNITS", "UNIT", "YEARWORD"))
    how_long = ("DURATION", duration("X" if count is None else str(count), unit))
    step = -1 if said.word("LATER") == "earlier" else 1
    day = said.story.day_before(said.first)
    if count is None or unit in ("hour", "minute", "second"):
        return how_long
    if unit == "year" and (year := said.story.year_before(said.first)):
        near = said.story.month_before(said.first)
        same = count == 1 and near.startswith(f"{year:04d}")
        return "DATE", f"{year + step * count:04d}{near[4:] if same else ''}"
    value = shifted(day, step * count, unit) if day else None
    return ("DATE", value) if value else how_long


def same_period(said: Expression) -> Value | None:
    """The same month a year ago: the month or quarter named before, in another year."""
    near = said.story.period_before(said.first)
    if not near or said.today is None:
        return None
    return "DATE", f"{int(near[:4]) - 1:04d}{near[4:]}"


def quarter_value(said: Expression) -> Value | None:
    """The third quarter, Q3 2009."""
    view, sentence = said.story.view, said.story.view.sentence_of[said.first]
    if any(view.sentence_of[i] == sentence for word in _GAMES & view.index.keys() for i in view.index[word]):
        return None
    number = _ordinal(said)
    year = int(said.word("YEAR")) if said.has("YEAR") else year_told(said)
    if number is None or (said.has("Q") and not said.capital(said.first)):
        return None
    if year is not None:
        return "DATE", f"{year:04d}-Q{number}"
    return ("DATE", quarter(number, said.today)) if said.today else None


def _ordinal(said: Expression) -> int | None:
    if said.has("Q"):
        number = int(said.word("DAY"))
        return number if number <= len(_ORDINALS) else None
    return _ORDINALS.get(said.word("ORDINAL", "SECOND", "NTHQUARTER").partition("-")[0])


def this_quarter(said: Expression) -> Value | None:
    """Last quarter."""
    step = _STEPS.get(said.word("PAST", "NEXT", "THIS"), 0)
    if said.today is None or said.has("THAT", "PREVIOUS", "FOLLOWING"):
        return None
    number = said.today.year * 4 + (said.today.month - 1) // 3 + step
    return "DATE", f"{number // 4:04d}-Q{number % 4 + 1}"


def half(said: Expression) -> Value | None:
    """The first half of 2009, "of the year"."""
    number = _ordinal(said)
    year = year_told(said) if said.has("YEAR", "PAST", "NEXT", "THAT", "SAME", "PREVIOUS") else None
    if year is None and said.today and said.has("YEARWORD"):
        year = said.today.year
    return ("DATE", f"{year:04d}-H{number}") if year and number in (1, 2) else None


def century(said: Expression) -> Value | None:
    """The 19th century is 18 in TIMEX3, this one 20."""
    if said.word("UNIT") != "century":
        return None
    if said.has("THIS", "PAST"):
        return ("DATE", f"{said.today.year // 100 - said.has('PAST'):02d}") if said.today else None
    number = int(said.word("DAY") or 0) or _ORDINALS.get(said.word("ORDINAL", "SECOND"), 0)
    return ("DATE", f"{number - 1:02d}") if number else None


def season_value(said: Expression) -> Value | None:
    """Last summer, the spring of 1999."""
    name = said.word("SEASON")
    code = season(name, date(2000, 12, 31))[5:]
    if said.has("YEAR", "OLDYEAR", "YEARWORD"):
        year = year_told(said)
        return ("DATE", f"{year:04d}-{code}") if year else None
    which = said.word("PAST", "NEXT", "PREVIOUS", "FOLLOWING")
    plain = not said.has("PAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING", "EARLY", "THE")
    if said.today is None or (name in ("fall", "spring") and plain) or said.capital(said.last):
        return None
    if said.has("PREVIOUS", "FOLLOWING"):
        return None
    if said.has("THIS") and not said.has("PAST"):
        return "DATE", f"{said.today.year:04d}-{code}"
    step = _STEPS.get(which, 1 if said.ahead else 0)
    if step > 0 and not said.has("NEXT") and season(name, said.today, 0) == _now(name, said.today):
        step = 0
    return "DATE", season(name, said.today, step)


def _now(name: str, today: date) -> str:
    """The season of a name if it is now, "" else."""
    past = season(name, today, -1)
    current = season(name, today)
    return current if past != current else ""


def fiscal_year(said: Expression) -> Value | None:
    """Fiscal 2009."""
    return "DATE", said.word("YEAR")


def decade(said: Expression) -> Value | None:
    """The 1990s, the '60s."""
    if said.has("MIDDECADE"):
        return "DATE", said.word("MIDDECADE").partition("-")[2][:3] + "X"
    if said.has("YEAR"):
        year = said.word("YEAR")
        return ("DATE", year[:3] + "X") if year.endswith("0") else None
    short = said.word("SHORT")
    return ("DATE", f"19{short[0]}X") if short.endswith("0") and said.has("APOSTROPHE", "EARLY") else None


def year(said: Expression) -> Value | None:
    """2009, "early 2014"."""
    if said.has("MIDYEAR"):
        return "DATE", said.word("MIDYEAR").rpartition("-")[2]
    return None if _is_other_number(said) else ("DATE", said.word("YEAR", "OLDYEAR"))


def _is_other_number(said: Expression) -> bool:
    """Whether four digits are money, a count, a part of a longer number, a car, a mark of rights."""
    view, at = said.story.view, said.at("YEAR", "OLDYEAR")
    before, behind = said.before(), said.after()
    if before in _NO_YEAR or behind in ("%", "percent", "per") or behind in _COUNTED | _MAKES:
        return True
    if before and view.ends[at - 1] == view.starts[at] and (before[-1].isalpha() or before in _JOINED_BEFORE):
        return True
    if behind and view.ends[at] == view.starts[said.last]:
        number = said.after(1)
        return (
            behind in "%_"
            or (behind in "/:" and number.isdigit())
            or (behind == "-" and number.isdigit() and len(number) == len("555"))
        )
    return said.has("OLDYEAR") and bool(behind) and view.tags[said.last] in ("N", "NS")


READERS: Mapping[str, Callable[[Expression], Value | None]] = {
    "month year": month_year,
    "month before month": month_before_month,
    "month": month,
    "this unit": this_unit,
    "inside": inside,
    "the weekend": the_weekend,
    "ago": ago,
    "later": later,
    "same period": same_period,
    "quarter": quarter_value,
    "this quarter": this_quarter,
    "half": half,
    "century": century,
    "season": season_value,
    "fiscal year": fiscal_year,
    "decade": decade,
    "year": year,
}
