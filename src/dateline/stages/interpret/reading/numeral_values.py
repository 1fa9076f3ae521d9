"""What words and digits of number are worth: "1,300", "thirty-five", "a hundred and twenty thousand".

Decides values alone, over plain sequences of lower-case tokens. Does not decide whether a number is meant (a
year, a score, a part of a name), nor how exact it is: see ``numerals`` and ``not_numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.stages.interpret.reading.lexicon import rows

#: Word of number: its kind (unit, ten, scale, abbreviation, vague, part) and its value.
VALUES = {word: (kind, float(value)) for word, kind, value in rows("reading/numerals.tsv")}

_DIGITS = re.compile(
    r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:\.\d{3}){2,}"
)
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
#: What a fraction in figures is written over; 9/11 and 24/7 are none.
_DENOMINATORS = frozenset({2, 3, 4, 5, 8})
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
#: "Thirty-five", "half-a-dozen": words of number with a hyphen.
COMPOUNDS = {
    f"{tens}-{units}": ten + unit
    for tens, (kind, ten) in VALUES.items()
    for units, (other, unit) in VALUES.items()
    if kind == "ten" and other == "unit" and 0 < unit < 10
} | {f"half-a-{word}": value / 2 for word, (kind, value) in VALUES.items() if kind == "scale"}
#: Every word that may begin a number told in words or by a sign.
STARTING = frozenset(VALUES) | frozenset(COMPOUNDS) | frozenset(_GLYPHS) | {"half", "quarter", "quarters"}
_NOTHING = ("", 0.0)
_ADDED = frozenset({"half", "quarter"})


def kind_of(word: str) -> tuple[str, float]:
    """The kind and value of a word of number, ``("", 0.0)`` for any other word."""
    return VALUES.get(word, _NOTHING)


def digits(word: str) -> float | None:
    """The value of a token of digits; None for times of day, dates and versions."""
    if not _DIGITS.fullmatch(word) or (word[0] == "0" and word[1:2].isdigit()):
        return None
    return float(word.replace(",", "")) if word.count(".") < 2 else float(word.replace(".", ""))


def fraction(word: str) -> float | None:
    """The value of "1/4" or "½", of nothing else."""
    if word in _GLYPHS:
        return _GLYPHS[word]
    match = _FRACTION.fullmatch(word)
    if match is None:
        return None
    over, under = int(match[1]), int(match[2])
    return over / under if under in _DENOMINATORS and 0 < over < under else None


def spelled(lower: Sequence[str], at: int, part: float = 0.0) -> tuple[float, int]:
    """The value of the words of number from a token on, and the token behind them (``at``: none).

    ``part`` is what stands before them already: 1 for "a" before "hundred".
    """
    total, last, start = 0.0, at, at if not part else -1
    while last < len(lower):
        word = lower[last]
        kind, value = kind_of(word)
        value = value if kind in ("unit", "ten", "scale") else COMPOUNDS.get(word, 0.0)
        if kind == "scale" and last > start:
            part, total = _times(part, total, value)
        elif kind in ("unit", "ten") or value:
            if not _fits(part, value):
                break
            part += value
        elif not _joins(lower, last, start):
            break
        last += 1
    return total + part, last


def _times(part: float, total: float, scale: float) -> tuple[float, float]:
    """What a scale makes of the number before it: "two hundred", "a hundred thousand million"."""
    if scale <= 100:
        return part * scale, total
    return 0.0, total * scale if total and not part else total + max(part, 1) * scale


def _fits(part: float, value: float) -> bool:
    """Whether a number goes on: "two hundred five", "forty one"; not "ten five" or "one two"."""
    rest = part % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < value < 10)


def _joins(lower: Sequence[str], at: int, start: int) -> bool:
    """Whether "and" joins two parts of one number: "a hundred and twenty"."""
    if lower[at] != "and" or at <= start or at + 1 >= len(lower) or kind_of(lower[at - 1])[0] != "scale":
        return False
    return kind_of(lower[at + 1])[0] in ("unit", "ten") or lower[at + 1] in COMPOUNDS


def scaled(lower: Sequence[str], value: float, last: int, short: bool) -> tuple[float, int]:
    """A value with what stands behind it: "1.2 million", "two and a half", "10 1/2", "5m" if ``short``."""
    if lower[last : last + 2] == ("and", "a") and lower[last + 2 : last + 3] and lower[last + 2] in _ADDED:
        kind, scale = kind_of(lower[last - 1]) if last else _NOTHING
        part = 0.5 if lower[last + 2] == "half" else 0.25
        value, last = value + part * (scale if kind == "scale" else 1), last + 3
    elif last < len(lower) and float(value).is_integer() and (more := fraction(lower[last])):
        value, last = value + more, last + 1
    while last < len(lower):
        kind, scale = kind_of(lower[last])
        if kind != "scale" and not (short and kind == "abbreviation"):
            break
        value, last = round(value * scale, 6), last + 1  # 4.1 million is no 4,099,999.9999999995
    return value, last


def in_parts(lower: Sequence[str], at: int) -> tuple[float, int]:
    """“Half a million”, “a quarter of a million”: the value and the token behind it (``at``: none)."""
    part = 0.5 if lower[at] == "half" else 0.25 if lower[at] in ("quarter", "quarters") else 0.0
    if not part:
        return 0.0, at
    last = at + 1
    if lower[last : last + 1] == ("of",):
        last += 1
    if lower[last : last + 1] == ("a",):
        last += 1
    kind, scale = kind_of(lower[last]) if last < len(lower) else _NOTHING
    if kind != "scale":
        return 0.0, at
    several = kind_of(lower[at - 1])[1] if lower[at] == "quarters" and at else 1.0
    return part * several * scale, last + 1
