"""Which digits are no number: parts of dates, times of day, scores, names, addresses and telephone numbers.

Decides by the tokens beside the digits. Does not decide what a number is worth or counts. A year is no
number; four digits are one unless what follows is counted ("1,900 people" has a comma, "1900 people" has
people).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.calendar import MONTHS, WEEKDAYS
from dateline.stages.interpret.reading.lexicon import classes, words
from dateline.stages.interpret.reading.signs import CURRENCY, DASHES, touches

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

_MONTHS = frozenset(MONTHS) | {f"{month}." for month in MONTHS}
_AROUND = classes("reading/around_digits")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_RECENT = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = words("reading/before_a_year")
#: So many words may stand before a name's number.
_NAME = 6
_JOINS = frozenset({"and", "to", "or", "through", ","})
_GLUED_BEFORE = frozenset({"/", "_", ":", "#", "."})
_PLURAL = frozenset({"NS", "J", "JR", "%"})


def is_elsewhere(view: Annotation, at: int) -> bool:
    """Whether the digits at a token belong to something that is no number."""
    before, after = _beside(view, at, -1), _beside(view, at, 1)
    return (
        _glued(view, at, before, after)
        or _in_a_date(view, at, before, after)
        or before in _AROUND["designation"]
        or (before in _AROUND["numbered"] and not _counts(view, at + 1))
        or after in _AROUND["clock"]
        or (after in ("a", "p") and view.lower[at + 2 : at + 4] in (("m",), ("m", "."), (".", "m")))
        or (before == "(" and after == ")" and _beside(view, at, 2)[:1].isdigit())
        or (after in ("block", "blocks") and _beside(view, at, 2) == "of")
        or (before.isdigit() and not _YEAR.fullmatch(before) and "," not in view.lower[at])
        or _is_year(view, at, before, after)
        or _is_result(view, at)
        or _in_a_name(view, at)
    )


def spelled_name(view: Annotation, at: int) -> bool:
    """Whether a word of number is a name's: "BBC One", "Formula One racing"; not "Police Hold Six Men"."""
    if at == 0 or view.capitals or not (view.words[at][0].isupper() and view.words[at - 1][0].isupper()):
        return False
    if view.sentence_of[at] != view.sentence_of[at - 1]:
        return False
    if view.lower[at - 1] in _AROUND["series"]:
        return True
    follows = view.words[at + 1] if at + 1 < len(view.words) else "."
    return not follows[0].isupper()


def _beside(view: Annotation, at: int, step: int) -> str:
    return view.lower[at + step] if 0 <= at + step < len(view.lower) else ""


def _counts(view: Annotation, at: int) -> bool:
    """Whether a token begins what a number before it counts."""
    if at >= len(view.tags):
        return False
    return view.tags[at] in _PLURAL or view.lower[at] in _AROUND["counted"] or view.lower[at] in CURRENCY


def _glued(view: Annotation, at: int, before: str, after: str) -> bool:
    """Whether the digits are part of a longer string: "F-16", "G20", "816-474", "22nd", "#4"."""
    if touches(view, at + 1) and (after in _AROUND["ordinal"] or after in ("/", "_")):
        return True
    if not touches(view, at):
        return False
    if before in DASHES:
        return touches(view, at - 1) and (view.words[at - 2][-1].isalnum() or view.words[at - 2] in DASHES)
    if before in _GLUED_BEFORE or before == "@":
        return True
    return before[-1].isalpha() and not (
        view.words[at - 1].isupper() and 2 <= len(before) <= 3 and before.isalpha()
    )


def _in_a_date(view: Annotation, at: int, before: str, after: str) -> bool:
    """“5 June”, “June 5”, “June 5 and 6”, “5-7 June”."""
    if before in _MONTHS and (before != "may" or view.words[at - 1][0].isupper() or view.capitals):
        return True
    if after in _MONTHS and (after not in ("may", "march") or view.words[at + 1][0].isupper()):
        return True
    if at >= 3 and before in _JOINS and view.lower[at - 3] in _MONTHS and view.lower[at - 2].isdigit():
        return len(view.lower[at]) <= 2 or _RECENT.fullmatch(view.lower[at]) is not None
    joined = after in DASHES or after in _JOINS
    return (
        joined and at + 3 < len(view.lower) and view.lower[at + 2].isdigit() and view.lower[at + 3] in _MONTHS
    )


def _is_year(view: Annotation, at: int, before: str, after: str) -> bool:
    if not _YEAR.fullmatch(view.lower[at]):
        return False
    if before in _YEAR_BEFORE or before in _MONTHS:
        return True
    if before == "between" and after == "and" and _YEAR.fullmatch(_beside(view, at, 2)):
        return _beside(view, at, 3) not in _AROUND["counted"]
    if not _RECENT.fullmatch(view.lower[at]) or before[-1:] in CURRENCY or after in _AROUND["counted"]:
        return False
    return not (
        before in ("than", "least", "about", "nearly", "some", "over", "rs", "usd") and after.isalpha()
    )


def _is_result(view: Annotation, at: int) -> bool:
    """“Won 3-1”, “2-0 down”, “a 6-4 vote”, “2019-20”: two numbers, a dash between, that are no range."""
    lower = view.lower
    if at + 2 >= len(lower) or lower[at + 1] not in DASHES or not lower[at + 2][0].isdigit():
        return False
    if not (touches(view, at + 1) and touches(view, at + 2)):
        return False
    if not (lower[at].isdigit() and lower[at + 2].isdigit()):
        return not lower[at + 2].replace(".", "").replace(",", "").isdigit()
    if (
        int(lower[at]) >= int(lower[at + 2])
        or (len(lower[at]), len(lower[at + 2])) == (3, 4)
        or lower[at + 3 : at + 4] in (("-",), ("–",))
    ):
        return True
    near = {*lower[max(at - 2, 0) : at], *lower[at + 3 : at + 4]}
    return int(lower[at + 2]) < 100 and bool(near & _AROUND["result"])


def _in_a_name(view: Annotation, at: int) -> bool:
    """“Boeing 737”, “iPhone 11 Pro”, “Fortune 100”, “123 Random Street”; not "in Kyiv 30 people"."""
    if view.capitals or at == 0:
        return False
    tags, lower, end = view.tags, view.lower, len(view.words)
    following = range(at + 1, min(at + 4, end))
    if any(lower[i] in _AROUND["street"] and view.words[i][0].isupper() for i in following):
        return tags[at + 1] == "NP" and view.words[at + 1][0].isupper()
    before = view.words[at - 1]
    named = tags[at - 1] == "NP" and any(map(str.isupper, before)) and before[-1].isalnum()
    named = named or (before[0].islower() and any(map(str.isupper, before)))
    if not named or view.sentence_of[at - 1] != view.sentence_of[at] or lower[at - 1] in WEEKDAYS:
        return False
    if lower[at - 1] in _AROUND["money"] or (touches(view, at + 1) and view.words[at + 1].isalpha()):
        return False
    plain = at + 1 < end and tags[at + 1] in _PLURAL and not view.words[at + 1][0].isupper()
    if _beside(view, at, 1) in _AROUND["counted"]:
        return False
    if plain:  # "Boeing 737 jets", but "in Kyiv 30 homes burned"
        start = at - 1
        while start > 0 and tags[start] == "NP" and at - start < _NAME:
            start -= 1
        return tags[start] not in ("I", "TO")
    return "," not in lower[at] and not kind_is_scale(view, at + 1)


def kind_is_scale(view: Annotation, at: int) -> bool:
    """Whether a token is a scale: a name's number has none behind it."""
    return _beside(view, at, 0) in ("hundred", "thousand", "million", "billion", "trillion", "lakh", "crore")
