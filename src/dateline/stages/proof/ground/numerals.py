"""Numbers as English news writes them: digits, words, scales, percentages, money.

Decides what a numeral is and what it is worth. It does not decide whether a number is borne out
(``numbers``) nor what a date is (``dates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dateline.stages.proof.ground.words import (
    LOOSE_VALUES,
    NUMBER_SCALES,
    NUMBER_UNITS,
    SCALE_LETTERS,
)


class Sort(StrEnum):
    """What kind of thing a numeral counts: a share is no sum of money, and neither is a count."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and where it stands. ``step`` is the last place that it claims to know.

    ``approximate`` is the word that marks it as rounded ("about", "more than"), or empty.
    """

    start: int
    end: int
    value: float
    step: float
    sort: Sort = Sort.COUNT
    approximate: str = ""
    words: bool = False


_SCALE = "|".join(sorted(NUMBER_SCALES, key=len, reverse=True))
_UNIT = "|".join(sorted(NUMBER_UNITS, key=len, reverse=True))
#: Digits with commas between thousands; a letter before them makes a name ("A320", "F-16").
_DIGITS = re.compile(
    r"(?<![\w.,])(?<![A-Z]-)(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    rf"(?:[ -]?(?P<scale>{_SCALE})\b|(?P<letter>bn|tn|m|k)(?![\w²³]))?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?:(?<!half )a(?= (?:{_SCALE})\b)|{_UNIT})(?:(?:[ -]|,? and )(?:{_UNIT}|{_SCALE})\b)*\b",
    re.IGNORECASE,
)
_WORD_PARTS = re.compile(r"[a-z]+", re.IGNORECASE)
_ANY_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LOOSE = re.compile(r"[a-z]+", re.IGNORECASE)
_SHARE = re.compile(r"[ -]?(?:%|per ?cent\b|percent|pc\b|percentage\b|pct\b)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥#]|\b(?:USD|EUR|GBP|US\$|A\$|Rs\.?)) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"[ -](?:us |australian |canadian )?"
    r"(?:dollars?|euros?|pounds?|pence|yen|yuan|rupees?|roubles?|rubles?|hryvnias?)\b",
    re.IGNORECASE,
)
_HALF_DAY = r"(?: ?(?:[ap]\.m\b\.?|[ap]m\b|o'clock|hrs\b))"
_CLOCK = re.compile(
    rf"(?<![\w.,:])(?:(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?!\d)(?::\d\d)?{_HALF_DAY}?"
    rf"|(?P<hour2>\d{{1,2}})(?:\.(?P<minute2>\d\d))?{_HALF_DAY})",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"\b(about|around|roughly|approximately|some|nearly|almost|more than|over|"
    r"fewer than|less than|under|close to|just over|just under|an estimated|estimated|"
    r"approx\.?|circa|or so|above|below|exceeding) (?:US)?[$€£¥]?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # several rules ask for the numbers of one passage
def numerals(text: str) -> tuple[Numeral, ...]:
    """Every number that the text claims, in order; numbers inside names are passed over.

    A lone "one" is passed over (it is mostly a pronoun), and so are "first" and "second".
    """
    found = [*_in_digits(text), *_in_words(text)]
    return tuple(sorted(found, key=lambda numeral: numeral.start))


def loose_values(text: str) -> set[float]:
    """Every value that the text could be meant to give: what a source can bear out.

    Wider than :func:`numerals` on purpose: a number inside a name, both readings of "1.300", "both",
    "a dozen", ordinals.
    """
    clocks = {at for start, end, _ in clock_times(text) for at in range(start, end)}
    values = {numeral.value for numeral in numerals(text) if numeral.start not in clocks}
    for match in _ANY_DIGITS.finditer(text):
        if match.start() in clocks:
            continue
        digits = match.group()
        if len(parts := re.split(r"[.,]", digits)) != 2:  # a day, a version; of 7.9 nobody means the nine
            values.update(map(float, parts))
        values.add(float(re.sub(r"[.,]", "", digits)))
        if digits.count(".") == 1:
            values.add(float(digits.replace(",", "")))
    for match in _LOOSE.finditer(text):
        values.update(LOOSE_VALUES.get(match.group().lower(), ()))
    return values


def _in_digits(text: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        digits, fraction = match["digits"].replace(",", ""), match["fraction"] or ""
        if text[match.end() : match.end() + 1].isalpha() and match["letter"]:
            continue
        scale = NUMBER_SCALES.get((match["scale"] or "").lower(), 1.0)
        end = match.end()
        if match["letter"]:
            money = bool(_MONEY_BEFORE.search(text, max(0, match.start() - 5), match.start()))
            if money or match["letter"] != "m":
                scale = SCALE_LETTERS[match["letter"].lower()]
            else:  # "100m": metres, or a million of something: not ours to say
                end = match.end() - 1
        yield _numeral(
            text, match.start(), end, float(digits + fraction) * scale, _step(digits, fraction, scale)
        )


def _step(digits: str, fraction: str, scale: float) -> float:
    if fraction:
        return scale * 10.0 ** (1 - len(fraction))
    return scale * 10.0 ** (len(digits) - len(digits.rstrip("0") or digits))


def _in_words(text: str) -> Iterator[Numeral]:
    for match in _WORDS.finditer(text):
        parts = [part.lower() for part in _WORD_PARTS.findall(match.group())]
        if parts[-1] == "and":
            continue
        if (value := words_value(parts)) is None:
            yield from _one_by_one(text, match)
        elif parts not in (["one"], ["a"], ["zero"]):
            yield _numeral(
                text, match.start(), match.end(), value, _step(str(int(value)), "", 1.0), words=True
            )


def _one_by_one(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    """A run that is no one number ("two and three"): each of its words that is one."""
    for part in _WORD_PARTS.finditer(text, match.start(), match.end()):
        value = words_value([part.group().lower()])
        if value is not None and value > 1 and part.group().lower() not in NUMBER_SCALES:
            yield _numeral(text, part.start(), part.end(), value, 1.0, words=True)


def words_value(parts: list[str]) -> float | None:
    """What number words are worth together ("three hundred and five"), or None."""
    total, current, last = 0.0, 0.0, 1e18
    for part in parts:
        if part in {"and"}:
            continue
        if part in NUMBER_SCALES:
            scale = NUMBER_SCALES[part]
            if scale == 100:
                current = max(current, 1) * 100
                last = 100
            else:
                total += max(current, 1) * scale
                current, last = 0.0, scale
        else:
            unit = 1.0 if part == "a" else float(NUMBER_UNITS[part])
            if current and not (last >= 100 or (last >= 20 and unit < 10)):
                return None
            current += unit
            last = unit
    return total + current


def _numeral(text: str, start: int, end: int, value: float, step: float, words: bool = False) -> Numeral:
    before = text[max(0, start - 24) : start]
    marked = _APPROXIMATE.search(before)
    sort = Sort.COUNT
    if _SHARE.match(text, end):
        sort = Sort.SHARE
    elif _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, end):
        sort = Sort.MONEY
    approximate = marked.group(1).lower() if marked else ""
    return Numeral(
        start=start, end=end, value=value, step=step, sort=sort, approximate=approximate, words=words
    )


def clock_times(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Times of day with offsets, as hour of the half day (0 to 11) and minute."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or match["minute2"] or 0)
        yield match.start(), match.end(), (hour % 12 if hour < 24 else hour, minute)
