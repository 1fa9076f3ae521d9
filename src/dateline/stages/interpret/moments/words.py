"""The class of each token, as the patterns of time expressions see it: one character a token.

Decides which words can belong to an expression of time, by ``words.tsv`` and, for numbers and words made with
a hyphen, by their shape. Does not decide what stands together: that is for ``patterns``. "May", "March" and
"Sun" are months and days only with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.calendar import MONTHS, WEEKDAYS
from dateline.stages.interpret.reading.lexicon import classes, rows

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

_TABLE = {word: name for name, words in rows("moments/words.tsv") for word in words.split()}
#: The number of each weekday by its short names.
BRIEF_DAYS = {
    name: number
    for number, names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"))
    for name in names.split()
}
#: The character of each class, out of a part of Unicode for private use; that of no class is a full stop.
CHARACTERS: Mapping[str, str] = {
    name: chr(0xE000 + number)
    for number, name in enumerate(sorted({*_TABLE.values(), *classes("moments/starts")["shaped"]}))
}
NONE = "."
_VALUES = {word: int(value) for word, kind, value in rows("reading/numerals.tsv") if kind in ("unit", "ten")}
#: Words that are a month or a day only with a capital.
_FULL = frozenset({"may", "march", "august"})
_CASED = (_FULL | BRIEF_DAYS.keys() | {month for month in MONTHS if len(month) < len("march")}) - {
    "june",
    "july",
}
_NUMERALS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("YEAR", r"(?:19|20)\d\d"),
        ("OLDYEAR", r"1[0-8]\d\d"),
        ("DAY", r"0?[1-9]|[12]\d|3[01]"),
        ("SHORT", r"[4-9]\d|3[2-9]"),
        ("CLOCK", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
        ("DOTTED", r"\d?\d\.[0-5]\d"),
        ("SLASHED", r"\d?\d/\d?\d/(?:\d\d)?\d\d"),
        ("INTEGER", r"\d{1,5}"),
    )
)
_MID_YEAR = re.compile(r"(?:19|20)\d\d(s?)")
_DIGITS = frozenset("0123456789")
_UNIT_CLASSES = frozenset({"UNIT", "UNITS", "YEARWORD", "SECOND"})


def coded(view: Annotation) -> str:
    """The classes of a report's tokens, one character for each."""
    index = view.index
    codes = list(map(_CHARACTER_OF.get, view.lower, repeat(NONE)))
    for word in index:
        if (word[0] in _DIGITS or "-" in word) and (name := _shape(word)):
            for position in index[word]:
                codes[position] = CHARACTERS[name]
    if not view.capitals:
        for word in _CASED & index.keys():
            small = CHARACTERS["WEAKMONTH"] if word in _FULL else NONE
            for position in index[word]:
                if view.words[position].islower():
                    codes[position] = small
    return "".join(codes)


@lru_cache(maxsize=4096)
def _shape(word: str) -> str:
    """The class of a number or of a word made with a hyphen, "" for one that tells no time."""
    if word[0].isdigit():
        return next((name for name, shape in _NUMERALS if shape.fullmatch(word)), "")
    return _compound(word) if "-" in word[1:] else ""


def count_of(word: str) -> int | None:
    """The whole number that one word tells: "3", "a", "twenty-five". None for "several" and its like."""
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    tens, dash, units = word.partition("-")
    if not dash:
        return _VALUES.get(word)
    ten, unit = _VALUES.get(tens, 0), _VALUES.get(units, 0)
    return ten + unit if ten >= 20 and 0 < unit < 10 else None


def _compound(word: str) -> str:
    """The class of a word made with a hyphen."""
    parts = word.split("-")
    lead, rest = parts[0], parts[-1]
    if count_of(word) is not None:
        return "NUMBER"
    if lead in ("mid", "early", "late") and len(parts) == 2:
        year = _MID_YEAR.fullmatch(rest)
        return "MIDMONTH" if rest in MONTHS else ("MIDDECADE" if year[1] else "MIDYEAR") if year else ""
    if len(parts) == 2 and rest == "quarter" and lead in ("first", "second", "third", "fourth"):
        return "NTHQUARTER"
    return "SPAN" if _is_span(parts) else ""


def _is_span(parts: list[str]) -> bool:
    """Whether the parts are a length: "five-hour", "day-long", "decades-long", "two-year-long"."""
    if parts[-1] == "long":
        parts = parts[:-1]
    elif len(parts) < 2:
        return False
    unit = parts[-1]
    known = _TABLE.get(unit) in _UNIT_CLASSES
    if len(parts) == 1:
        return known
    return known and len(parts) == 2 and (count_of(parts[0]) is not None or parts[0] in ("half", "several"))


_NAMED: dict[str, str] = {
    **dict.fromkeys(BRIEF_DAYS, "BRIEFDAY"),
    **_TABLE,
    **{name: "MONTH" for month in MONTHS for name in (month, f"{month}.")},
    **dict.fromkeys(WEEKDAYS, "WEEKDAY"),
    **{f"{name}s": "WEEKDAYS" for name in WEEKDAYS},
}
_CHARACTER_OF = {word: CHARACTERS[name] for word, name in _NAMED.items()}
