"""What the codes of ``core`` are called: status words, positions, faults, measures, units.

One table; ``word`` looks into it. A code without an entry is printed as it is, so that a new one is seen (and
missed by its test) instead of lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.core.pages import Fault, Occasion, Position, Status
from dateline.core.types import Qualifier, Scope
from dateline.stages.publish.times import Note
from dateline.stages.publish.wording.phrases import Phrase, Value, phrase

__all__ = ["WORDS", "fate", "word"]

WORDS: Mapping[str, Phrase] = {
    # how well a line is borne out
    Status.REPORTED: phrase("reported"),
    Status.CONFIRMED: phrase("confirmed"),
    Status.DENIED: phrase("denied"),
    Status.DISPUTED: phrase("disputed"),
    Status.UNVERIFIED: phrase("said to be unverified"),
    Status.WITHDRAWN: phrase("withdrawn by its source"),
    # where an outlet stands on a claim
    Position.SAYS: phrase("says"),
    Position.DIFFERS: phrase("differs"),
    Position.DENIES: phrase("denies"),
    Position.SILENT: phrase("silent"),
    # whose mistake a correction puts right
    Fault.SOURCE: phrase("the source corrected its report"),
    Fault.OURS: phrase("our error"),
    Fault.MERGE: phrase("reports of two happenings were put together"),
    # why a page was published anew
    Occasion.FIRST: phrase("first publication"),
    Occasion.NEW_REPORT: phrase("new report"),
    Occasion.SOURCE_EDITED: phrase("source edited"),
    Occasion.SOURCE_WITHDRAWN: phrase("source withdrawn"),
    Occasion.TERMS: phrase("terms of a source changed"),
    Occasion.CORRECTION: phrase("correction by the desk"),
    Occasion.MERGED: phrase("stories merged"),
    Occasion.SPLIT: phrase("story split"),
    Occasion.REWRITTEN: phrase("rewritten"),
    # what must be said of a time
    Note.GUESSED: phrase("estimated"),
    Note.FLOATING: phrase("local time, zone not given"),
    # what a figure counts, and how exact it claims to be
    Scope.HAPPENING: phrase("happening"),
    Scope.CUMULATIVE: phrase("in all so far"),
    Scope.HISTORICAL: phrase("earlier happening"),
    Qualifier.EXACT: phrase("exactly"),
    Qualifier.AT_LEAST: phrase("at least"),
    Qualifier.ABOUT: phrase("about"),
    Qualifier.UP_TO: phrase("up to"),
    Qualifier.VAGUE: phrase("an unknown number"),
    # measures of figures
    "killed": phrase("killed"),
    "injured": phrase("injured"),
    "missing": phrase("missing"),
    "evacuated": phrase("evacuated"),
    "detained": phrase("detained"),
    "rescued": phrase("rescued"),
    "displaced": phrase("displaced"),
    "kidnapped": phrase("kidnapped"),
    "infected": phrase("infected"),
    "stranded": phrase("stranded"),
    "charged": phrase("charged"),
    "survived": phrase("survived"),
    "casualties": phrase("casualties"),
    "victims": phrase("victims"),
    "distance": phrase("distance"),
    "area": phrase("area"),
    "volume": phrase("volume"),
    "mass": phrase("mass"),
    "speed": phrase("speed"),
    "temperature": phrase("temperature"),
    "magnitude": phrase("magnitude"),
    "duration": phrase("duration"),
    "money": phrase("money"),
    "share": phrase("share"),
    "age": phrase("age"),
    "count": phrase("count"),
    "launched": phrase("launched"),
    # units whose short form does not follow the number
    "km": phrase("km", context="unit"),
    "m": phrase("m", context="unit"),
    "cm": phrase("cm", context="unit"),
    "mm": phrase("mm", context="unit"),
    "hectare": phrase("hectare", context="unit"),
    "kg": phrase("kg", context="unit"),
    "g": phrase("g", context="unit"),
    "mg": phrase("mg", context="unit"),
    "tonne": phrase("tonne", context="unit"),
    "l": phrase("l", context="unit"),
    "ml": phrase("ml", context="unit"),
    "km/h": phrase("km/h", context="unit"),
    "m/s": phrase("m/s", context="unit"),
    "mph": phrase("mph", context="unit"),
    "percent": phrase("percent", context="unit"),
    "celsius": phrase("celsius", context="unit"),
    "fahrenheit": phrase("fahrenheit", context="unit"),
}

#: Figures of people in a line: how many, and what became of them.
_FATES: Mapping[str, Callable[[Value], Phrase]] = {
    "killed": lambda amount: phrase("%(amount)s killed", amount=amount),
    "injured": lambda amount: phrase("%(amount)s injured", amount=amount),
    "missing": lambda amount: phrase("%(amount)s missing", amount=amount),
    "evacuated": lambda amount: phrase("%(amount)s evacuated", amount=amount),
    "detained": lambda amount: phrase("%(amount)s detained", amount=amount),
    "rescued": lambda amount: phrase("%(amount)s rescued", amount=amount),
    "displaced": lambda amount: phrase("%(amount)s displaced", amount=amount),
    "kidnapped": lambda amount: phrase("%(amount)s kidnapped", amount=amount),
    "infected": lambda amount: phrase("%(amount)s infected", amount=amount),
    "stranded": lambda amount: phrase("%(amount)s stranded", amount=amount),
    "charged": lambda amount: phrase("%(amount)s charged", amount=amount),
    "survived": lambda amount: phrase("%(amount)s survived", amount=amount),
}


def word(code: str) -> Phrase:
    """What a code is called: a member of an enum of ``core``, or the name of a measure."""
    return WORDS.get(code) or Phrase(message=code.replace("%", "%%"))


def fate(measure: str, amount: Value) -> Phrase:
    """A figure of people with what became of them: "3 killed", "at least 12 missing"."""
    known = _FATES.get(measure)
    if known:
        return known(amount)
    return phrase("%(measure)s: %(amount)s", measure=word(measure), amount=amount)
