"""What expressions of how long and how often mean: durations, sets, "now".

Decides the length or the rhythm. Does not decide when something began or ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.stages.interpret.moments.calendar import WEEKDAYS, duration, singular
from dateline.stages.interpret.moments.story import Expression, Value, count_told
from dateline.stages.interpret.moments.words import count_of

_SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
}
_CLOCKED = frozenset({"second", "minute", "hour"})
_AGE = frozenset({"old", "older", "younger", "age"})
_MONEY = frozenset({"$", "£", "€", "-"})


def length(said: Expression) -> Value | None:
    """Three days, "a few weeks", "more than two hours", "five-hour"."""
    if said.has("SPAN"):
        return _span(said)
    unit = singular(said.word("UNITS", "UNIT", "YEARWORD", "QUARTERS", "SECOND"))
    count = count_told(said)
    if said.after() in _AGE or _of_age(said):
        return None
    if said.before() in _MONEY and said.story.view.ends[said.first - 1] == said.story.view.starts[said.first]:
        return None
    single = said.has("A") and not said.has("SEVERAL")
    if unit == "second" and (single or not said.has("UNITS", "DASH")):
        return None
    if single and _is_rate(said):
        return rate(said) if unit not in _CLOCKED else None
    if count is not None and _is_name(said):
        return None
    return "DURATION", duration("X" if count is None else str(count), unit)


def _span(said: Expression) -> Value | None:
    parts = said.word("SPAN").removesuffix("-long").split("-")
    unit = singular(parts[-1])
    if parts[0] == "half":
        return ("DURATION", "PT30M") if unit == "hour" else ("DURATION", "P6M") if unit == "year" else None
    if len(parts) == 1:
        return "DURATION", duration("X" if parts[0] != unit else "1", unit)
    count = count_of(parts[0])
    return "DURATION", duration("X" if count is None else str(count), unit)


def _of_age(said: Expression) -> bool:
    return said.after() == "of" and said.after(1) == "age"


def _is_rate(said: Expression) -> bool:
    """Whether "a day" tells how often: it stands behind what there is so much of."""
    before = said.story.view.tags[said.first - 1] if said.before() else "."
    return (
        before in ("N", "NS", "CD")
        and said.before() not in ("half",)
        and said.after() not in ("ago", "later")
    )


def _is_name(said: Expression) -> bool:
    """Whether it is the name of something: "48 Hours"."""
    at = said.at("UNITS", "UNIT", "YEARWORD")
    return at >= 0 and said.capital(at) and said.first != 0 and said.written(said.first)[0].isdigit()


def rate(said: Expression) -> Value | None:
    """Three times a week, per year."""
    unit = said.word("UNIT", "YEARWORD")
    return None if not unit or unit in _CLOCKED else ("SET", duration("1", unit))


def past_count(said: Expression) -> Value | None:
    """The past three years."""
    unit, count = singular(said.word("UNITS", "UNIT", "YEARWORD")), count_told(said)
    if said.has("A") and not said.has("SEVERAL"):
        return None
    return "DURATION", duration("X" if count is None else str(count), unit)


def past_unit(said: Expression) -> Value | None:
    """Over the past week."""
    if said.has("UNITS"):
        return "DURATION", duration("X", singular(said.word("UNITS")))
    return "DURATION", duration("1", said.word("UNIT", "YEARWORD"))


def vague_length(said: Expression) -> Value | None:
    """For years, in recent weeks, "hours later"."""
    if said.after() in ("ago", "old"):
        return None
    return "DURATION", duration("X", singular(said.word("UNITS")))


def and_a_half(said: Expression) -> Value | None:
    """Two years and a half."""
    count, unit = count_told(said), singular(said.word("UNITS", "UNIT", "YEARWORD"))
    smaller = {"hour": ("PT", 60, "M"), "year": ("P", 12, "M"), "day": ("PT", 24, "H")}.get(unit)
    if count is None or smaller is None:
        return None
    return "DURATION", f"{smaller[0]}{int((count + 0.5) * smaller[1])}{smaller[2]}"


def half_unit(said: Expression) -> Value | None:
    """Half an hour."""
    unit = said.word("UNIT", "YEARWORD")
    value = {"hour": "PT30M", "year": "P6M", "day": "PT12H", "century": "P50Y", "decade": "P5Y"}.get(unit)
    return ("DURATION", value) if value else None


def repeated(said: Expression) -> Value | None:
    """Every day, each Monday, every two weeks."""
    if said.has("WEEKDAY"):
        return "SET", f"XXXX-WXX-{WEEKDAYS.index(said.word('WEEKDAY')) + 1}"
    if said.has("WEEKEND"):
        return "SET", "P1WE"
    if said.has("PART"):
        return "SET", {"morning": "XXXX-XX-XXTMO", "night": "XXXX-XX-XXTNI"}.get(said.word("PART"), "P1D")
    count = 2 if said.has("OTHER") else count_of(said.word("NUMBER") or "one")
    if said.has("SEVERAL"):
        count = None
    return "SET", duration(
        "X" if count is None else str(count), singular(said.word("UNITS", "UNIT", "YEARWORD"))
    )


def daily(said: Expression) -> Value | None:
    """Daily; but a daily of that name is a newspaper."""
    paper = said.word("DAILY") in ("daily", "weekly", "monthly")
    if paper and (said.capital(said.last) or (said.capital(said.first) and said.before())):
        return None
    return "SET", _SETS[said.word("DAILY")]


def reference(said: Expression) -> Value | None:
    """Now, recently; "from now on" tells how long, and "Now, …" nothing."""
    if said.word("NOW") == "now" and (said.before() == "from" or _conjoined(said)):
        return None
    return "DATE", "PAST_REF" if said.has("RECENTLY") else "PRESENT_REF"


def nothing(said: Expression) -> Value | None:
    """What looks like a length and is none: "24 hours a day"."""
    return "", ""


def _conjoined(said: Expression) -> bool:
    """Whether "now" joins sentences: "Now, …", "Now that …"."""
    return said.after() == "that" or (said.after() == "," and not said.before())


def present(said: Expression) -> Value | None:
    """At present, at the moment, for the time being."""
    if said.has("PERIOD") and said.word("PERIOD") != "time":
        return None
    if said.has("MOMENT") and said.after() in ("of", "when", "that", "he", "she", "it", "they"):
        return None
    return "DATE", "PRESENT_REF"


def future(said: Expression) -> Value | None:
    """The future; not the future of a name."""
    owned = said.story.view.tags[said.first - 1] == "PS" if said.before() else False
    return None if owned or said.capital(said.last) else ("DATE", "FUTURE_REF")


READERS: Mapping[str, Callable[[Expression], Value | None]] = {
    "duration": length,
    "nothing": nothing,
    "past count": past_count,
    "past unit": past_unit,
    "vague duration": vague_length,
    "unit and a half": and_a_half,
    "half unit": half_unit,
    "set": repeated,
    "rate": rate,
    "reference": reference,
    "present": present,
    "future": future,
    "daily": daily,
}
