"""Numbers in a report, in figures and in words, with how exact they claim to be.

Decides the value: "1,300", "two dozen", "between 30 and 35", "dozens" (a floor of 24 and no top).
Does not decide what is counted. Dates, times of day, ordinals, telephone numbers and years are no
numbers here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.core.types import Qualifier
from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import rows, words

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_MONTHS = frozenset(MONTHS) | {f"{month}." for month in MONTHS}
_VALUES = {word: (kind, float(value)) for word, kind, value in rows("reading/numerals.tsv")}
_QUALIFIERS = {tuple(phrase.split()): Qualifier(kind) for phrase, kind in rows("reading/qualifiers.tsv")}
_LONGEST = max(map(len, _QUALIFIERS))
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = words("reading/before_a_year")
_DASHES = frozenset({"-", "–", "—"})
_CURRENCY = frozenset("$£€¥₴₽₹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at tokens ``first`` to ``last`` (exclusive), its qualifier's words included.

    ``core`` is the first token of the number itself; ``high`` is None where there is no top.
    """

    first: int
    core: int
    last: int
    low: float
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT


def numbers(view: Annotation) -> tuple[Number, ...]:
    """The numbers of a report in order."""
    found: list[Number] = []
    taken = 0
    for at in _candidates(view):
        if at < taken:
            continue
        number = _number(view, at)
        if number is not None:
            number = _qualified(view, _range(view, number))
            found.append(number)
            taken = number.last
    return tuple(found)


def _candidates(view: Annotation) -> list[int]:
    places = [i for word, positions in view.index.items() if word[0].isdigit() for i in positions]
    places += [i for word in view.index.keys() & _VALUES for i in view.index[word]]
    places += [
        i for word, positions in view.index.items() if "-" in word and _compound(word) for i in positions
    ]
    return sorted(places)


def _number(view: Annotation, at: int, within: bool = False) -> Number | None:
    """The number that begins at a token, without qualifier; ``within`` a range a dash may stand before it."""
    word = view.lower[at]
    if word[0].isdigit():
        if not _FIGURES.fullmatch(word) or (not within and _is_elsewhere(view, at)):
            return None
        value = float(word.replace(",", "")) if word.count(".") < 2 else float(word.replace(".", ""))
        return _scaled(view, at, at + 1, value)
    return _in_words(view, at)


def _scaled(view: Annotation, first: int, last: int, value: float) -> Number:
    """A number with the scale behind it: 1.2 million, $5m."""
    if last < len(view.lower):
        kind, scale = _VALUES.get(view.lower[last], ("", 0.0))
        money = first > 0 and view.words[first - 1][-1] in _CURRENCY
        if kind == "scale" or (kind == "abbreviation" and money):
            value = round(value * scale, 6)  # 4.1 million is no 4,099,999.9999999995
            return Number(first=first, core=first, last=last + 1, low=value, high=value)
    return Number(first=first, core=first, last=last, low=value, high=value)


def _in_words(view: Annotation, at: int) -> Number | None:
    kind, value = _VALUES.get(view.lower[at], ("", 0.0))
    if kind == "vague":
        return _vague(view, at, value)
    if kind == "abbreviation":
        return None
    if kind == "scale":  # "a hundred", "a dozen"
        if at == 0 or view.lower[at - 1] not in ("a", "the", "one"):
            return None
        return Number(first=at - 1, core=at - 1, last=at + 1, low=value, high=value)
    total, part, last = 0.0, 0.0, at
    while last < len(view.lower):
        word = view.lower[last]
        kind, value = _VALUES.get(word, ("", 0.0))
        compound = _compound(word)
        if compound:
            part += compound
        elif kind in ("unit", "ten"):
            if last > at and part % 100 and not (kind == "unit" and part % 10 == 0 and value < 10):
                break
            part += value
        elif kind == "scale" and last > at:
            part, total = (part * value, total) if value <= 100 else (0.0, total + max(part, 1) * value)
        elif not (
            word == "and"
            and last > at
            and _VALUES.get(view.lower[last - 1], ("",))[0] == "scale"
            and last + 1 < len(view.lower)
            and _VALUES.get(view.lower[last + 1], ("",))[0] in ("unit", "ten")
        ):
            break
        last += 1
    total += part
    return Number(first=at, core=at, last=last, low=total, high=total) if last > at else None


def _vague(view: Annotation, at: int, floor: float) -> Number | None:
    """“Dozens” and its like: a floor and no top. “Tens of thousands” is twenty thousand."""
    last = at + 1
    if view.lower[last : last + 1] == ("of",) and last + 1 < len(view.lower):
        kind, scale = _VALUES.get(view.lower[last + 1], ("", 0.0))
        if kind == "vague" and scale >= 200:
            floor, last = floor * scale / 2, last + 2
    elif view.lower[at] == "several" and last < len(view.lower):
        kind, scale = _VALUES.get(view.lower[last], ("", 0.0))
        if kind == "scale" or view.lower[last] in ("dozen", "hundred", "thousand"):
            floor, last = 3 * scale, last + 1
    if view.lower[at] == "tens" and last == at + 1:
        return None
    if view.lower[at] == "scores" and view.lower[last : last + 1] not in (
        ("of",),
        ("were",),
        ("more",),
        ("injured",),
    ):
        return None
    return Number(first=at, core=at, last=last, low=floor, high=None, qualifier=Qualifier.VAGUE)


def _compound(word: str) -> float:
    """The value of "thirty-five", 0 for a word that is none."""
    tens, dash, units = word.partition("-")
    if not dash:
        return 0.0
    ten, unit = _VALUES.get(tens, ("", 0.0)), _VALUES.get(units, ("", 0.0))
    return ten[1] + unit[1] if ten[0] == "ten" and unit[0] == "unit" and 0 < unit[1] < 10 else 0.0


def _range(view: Annotation, number: Number) -> Number:
    """“30-35”, “30 to 35”, “between 30 and 35”: one number with two ends."""
    lower, last = view.lower, number.last
    if last + 1 >= len(lower) or number.high is None:
        return number
    between = number.first > 0 and lower[number.first - 1] == "between" and lower[last] == "and"
    if not (between or lower[last] in _DASHES or lower[last] == "to"):
        return number
    if lower[last] in _DASHES and (
        view.starts[last] != view.ends[last - 1] or view.starts[last + 1] != view.ends[last]
    ):
        return number
    skip = 1 if lower[last + 1] in _CURRENCY and last + 2 < len(lower) else 0
    other = _number(view, last + 1 + skip, within=True)
    if other is None or other.high is None or other.low <= number.low:
        return number
    low = number.low
    scale = (
        other.low / (float(re.sub(r"[^\d.]", "", lower[other.core]) or 1))
        if lower[other.core][0].isdigit()
        else 1
    )
    if scale >= 1000 and number.last == number.core + 1 and low < other.low / scale:
        low *= scale  # "2 to 3 million"
    first = number.first - 1 if between else number.first
    return replace(number, first=first, last=other.last, low=low, high=other.high)


def _qualified(view: Annotation, number: Number) -> Number:
    """A number with the words before it that say how exact it is."""
    before = number.first
    while before > 0 and view.words[before - 1][-1] in _CURRENCY:
        before -= 1
    for size in range(min(_LONGEST, before), 0, -1):
        kind = _QUALIFIERS.get(view.lower[before - size : before])
        if kind is not None:
            vague = number.qualifier is Qualifier.VAGUE
            return replace(number, first=before - size, qualifier=number.qualifier if vague else kind)
    if view.lower[number.last : number.last + 2] == ("or", "more"):
        return replace(number, qualifier=Qualifier.AT_LEAST, last=number.last + 2)
    return number


def _is_elsewhere(view: Annotation, at: int) -> bool:
    """Whether the figures are part of a date, a time, a name or a longer string of digits."""
    before = view.lower[at - 1] if at else ""
    after = view.lower[at + 1] if at + 1 < len(view.lower) else ""
    if _YEAR.fullmatch(view.lower[at]) and (
        before in _YEAR_BEFORE or before in _MONTHS or after in (",", ".", "")
    ):
        return True
    touching = at + 1 < len(view.starts) and view.starts[at + 1] == view.ends[at]
    if before in _MONTHS or before in (
        "may",
        "no.",
        "#",
        "route",
        "highway",
        "interstate",
        "section",
        "article",
    ):
        return True
    if after in _MONTHS or (touching and after in ("st", "nd", "rd", "th", "s")):
        return True
    if after.rstrip(".") in ("a.m", "p.m", "am", "pm", "st", "nd", "rd", "th"):
        return True
    if (
        at
        and view.starts[at] == view.ends[at - 1]
        and (before in _DASHES or before in ("/", "_", ":", "#") or before[-1].isalpha())
    ):
        return True
    return touching and after in ("/", "_")


def small_number(written: str) -> int | None:
    """The whole number that a few words tell: "3", "a", "twenty". None for "several" and its like."""
    word = " ".join(written.lower().split())
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    if word.removeprefix("a ").startswith("couple"):
        return 2
    kind, value = _VALUES.get(word, ("", 0.0))
    return int(value) if kind in ("unit", "ten") else None
