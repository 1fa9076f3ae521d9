"""Names that the gazetteer knows and that are no place here, whatever else speaks for them.

Decides by what a weight cannot tell: a planet in a report of the sky, the number of a flight or the make of
a rocket, a day of the week cut short, a seat of government that bears a town's name, and a name that the
rest of the report holds for somebody or something else. Does not weigh signs (``finding``), choose among
places, nor see the state behind a name ("White House, Tennessee"), which overrules all of this (``grammar``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.names import given_names

if TYPE_CHECKING:
    from dateline.stages.interpret.places.toponyms import Candidate
    from dateline.stages.interpret.reading.view import Annotation

_CLASSES = classes("places/mistaken")
_PLANETS, _SKY, _DAYS, _SEATS, _BEGUN = (_CLASSES[name] for name in ("planet", "sky", "day", "seat", "begun"))
_PAPERS, _VERSUS, _STATES_CUT, _TITLES_CUT = (
    _CLASSES[name] for name in ("paper", "versus", "state_cut", "title_cut")
)
_SIGNS = classes("places/signs")
_WITHIN = _SIGNS["within"] | _SIGNS["at"]
#: Words of the sky that make a planet's name the planet's.
_STARRY = 2
#: "HA446", "Falcon9": a name that its digits hang on to.
_GLUED = re.compile(r"\d")
#: The number of a make or a flight: one or two digits, more are a year or a count.
_NUMBER = re.compile(r"\d{1,2}(?:-[A-Z]\w*)?$")
_SMALL = frozenset({"city", "county"})
_UNIVERSITY = ("university", "of")
#: How often a name is told before the rest of a report overrules a single place of it, the share of places
#: among them below which it does, and how likely none of them may be.
_OFTEN, _FEW, _CERTAIN = 3, 0.35, 0.8
_LARGE = 100_000


def mistaken(view: Annotation, found: Sequence[Candidate], likely: Sequence[float], least: float) -> set[int]:
    """The numbers of the names that are no place here; likelier than ``least`` they would be one."""
    sky = sum(len(view.index.get(word, ())) for word in _SKY) >= _STARRY
    wrong = {n for n, each in enumerate(found) if _otherwise(view, each, sky)}
    return wrong | _lending(view, found) | _held_for_another(view, found, likely, least)


def _otherwise(view: Annotation, each: Candidate, sky: bool) -> bool:
    key = each.key.replace(" ", "_")
    if key in _SEATS or key in _DAYS or (sky and key in _PLANETS):
        return True
    if each.last < len(view.lower) and f"{key}_{view.lower[each.last]}" in _BEGUN:
        return True
    if _somebody(view, each) or _cut_short(view, each) or _compared(view, each):
        return True
    return is_paper(view, each) or _numbered(view, each)


def _somebody(view: Annotation, each: Candidate) -> bool:
    """Whether a name is a side ("Bush v. Gore") or a given name: "Homer L. Hull", "Bruce, Irene and"."""
    before = view.lower[each.first - 1] if each.first else ""
    after = view.words[each.last : each.last + 2]
    if before in _VERSUS or (after and after[0].lower() in _VERSUS):
        return True
    if each.key not in given_names() or each.readings[0].entry.kind not in _SMALL or not after:
        return False
    initial = len(after[0].rstrip(".")) == 1 and after[0][0].isupper() and after[0] not in ("A", "I")
    return initial or (len(after) > 1 and after[0] == "," and after[1].lower() in given_names())


def _cut_short(view: Annotation, each: Candidate) -> bool:
    """Whether a word is the short form of a state without its full stop, or of a title: "Mass shooting"."""
    if each.key in _TITLES_CUT:
        return True
    text, before = view.report.text, view.lower[each.first - 1] if each.first else ""
    told = text[each.end : each.end + 1] == "." or text[each.end - 1] == "." or before in (",", "(")
    return each.key in _STATES_CUT and not told and text[each.start - 1 : each.start] != "-"


def is_paper(view: Annotation, each: Candidate) -> bool:
    """Whether a name is that of a paper by its article: "told The Atlantic", not "the Atlantic"."""
    article = each.first - 1
    if each.key not in _PAPERS or article < 1 or view.words[article] != "The":
        return False
    return view.sentence_of[article] == view.sentence_of[article - 1]


def _compared(view: Annotation, each: Candidate) -> bool:
    """Whether a place is only what something is as large as: "the size of Hull", "bigger than Hull"."""
    before = view.lower[max(each.first - 2, 0) : each.first]
    return before == ("size", "of") or (
        len(before) > 1 and before[1] in ("as", "than") and before[0] in _CLASSES["sized"]
    )


def _lending(view: Annotation, found: Sequence[Candidate]) -> set[int]:
    """Names that only a university bears, of a land that nothing else of the report lies in."""
    lent = {n for n, each in enumerate(found) if view.lower[each.first - 2 : each.first] == _UNIVERSITY}
    lands = {each.readings[0].entry.country for number, each in enumerate(found) if number not in lent}
    entries = ((number, found[number].readings[0].entry) for number in lent)
    return {number for number, entry in entries if entry.kind == "city" and entry.country not in lands}


def _numbered(view: Annotation, each: Candidate) -> bool:
    """Whether a name goes on in a number: "Delta 4-Heavy", "flight HA446"; "in Hull 5 May" does not."""
    text, end = view.report.text, each.end
    if end < len(text) and _GLUED.match(text[end]):
        return True
    at, entry = each.last, each.readings[0].entry
    road = entry.kind == "country" or (entry.kind, entry.country) == ("region", "US")  # "Ohio 63", "U.S. 50"
    if (
        road
        or " " in each.key
        or at >= len(view.words)
        or view.starts[at] != end + 1
        or not _NUMBER.match(view.words[at])
    ):
        return False
    following = view.lower[at + 1].rstrip(".") if at + 1 < len(view.lower) else ""
    return following not in MONTHS and view.sentence_of[at] == view.sentence_of[each.first]


def _held_for_another(
    view: Annotation, found: Sequence[Candidate], likely: Sequence[float], least: float
) -> set[int]:
    """Names that a report tells often and mostly holds for no place: "Prince sang", "a hologram of Prince".

    Where one of them stands as places do ("in Arlington"), it is a place.
    """
    together: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        together[each.key].append(number)
    wrong: set[int] = set()
    for numbers in together.values():
        places = [number for number in numbers if likely[number] >= least]
        if len(numbers) < _OFTEN or len(places) >= _FEW * len(numbers) or _is_known(found[numbers[0]]):
            continue
        certain = max(likely[number] for number in numbers) >= _CERTAIN
        if not certain and not any(_stands_in(view, found[number]) for number in places):
            wrong.update(numbers)
    return wrong


def _is_known(each: Candidate) -> bool:
    """Whether a name is first that of a land or of a large town: no report overrules it."""
    entry = each.readings[0].entry
    return entry.kind not in _SMALL or entry.population >= _LARGE


def _stands_in(view: Annotation, each: Candidate) -> bool:
    return each.first > 0 and view.lower[each.first - 1] in _WITHIN
