"""What an event was done with or came of: its weapon or its cause, and whose forces a weapon tells of.

Decides by the words around a trigger: a weapon before the noun, "with", "using", "caused by", "were used in".
A weapon whose phrase has the adjective of a country names that country as the one who acts. Does not decide
who suffered.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.events.phrases import NOMINAL, REACH, Range, head, left, right, words_of
from dateline.stages.interpret.events.verbs import BE, group_start
from dateline.stages.interpret.events.words import Site, grammar
from dateline.stages.interpret.reading.lexicon import rows

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

CAUSED = frozenset(
    {
        "inspired",
        "prompted",
        "provoked",
        "driven",
        "fuelled",
        "fueled",
        "marred",
        "followed",
        "caused",
        "triggered",
        "sparked",
        "started",
        "ignited",
        "blamed",
    }
)
_USED = (("used", "in"), ("used", "during"))
_FINITE = frozenset({"VD", "VZ", "MD", "V"})
#: Words between a country's adjective and the noun that is its deed.
_BETWEEN = frozenset({"military", "new", "latest", "second", "third", "first"})


def armed(view: Annotation, phrase: Range) -> bool:
    """Whether a phrase is about a weapon or a vehicle, and not about somebody."""
    return _is_means(view.lower[head(view, phrase)])


def _is_means(word: str) -> bool:
    return word in grammar()["means"] or word.removesuffix("s") in grammar()["means"]


def means_of(view: Annotation, site: Site) -> str:
    """The weapon or the cause that the words around a trigger name."""
    if used := _used_in(view, site):
        return used
    if not site.trigger.verb:
        if site.trigger.then and _weapon(view, site.at):
            return words_of(view, (site.at, site.end - 1))
        first = site.at
        while first > site.first and _weapon(view, first - 1) and site.at - first < 3:
            first -= 1
        if first < site.at:
            return words_of(view, (first, site.at))
    for i in range(site.end, min(site.last - 1, site.end + 20)):
        word = view.lower[i]
        if word in ("with", "using") or (word in ("by", "to") and view.lower[i - 1] in CAUSED):
            phrase = right(view, i + 1, site.last)
            if phrase and (armed(view, phrase) or word in ("by", "to")):
                return words_of(view, phrase)
        if (view.tags[i] in _FINITE and word not in BE) or word in (";", "—"):
            break
    return ""


def _used_in(view: Annotation, site: Site) -> str:
    """The weapon of "drones were used in the attack", before its noun."""
    start = site.at
    while start > site.first and view.tags[start - 1] in ("D", "J", "N", "NP", "CD"):
        start -= 1
    if start - 3 < site.first or view.lower[start - 2 : start] not in _USED:
        return ""
    group = group_start(view, start - 2, site.first)
    end = group
    for i in range(group - 1, max(site.first, group - REACH) - 1, -1):
        if view.tags[i] in ("VN", "VG") and view.tags[i - 1] in NOMINAL:
            end = i
    found = left(view, end, site.first)
    return words_of(view, found) if found and armed(view, found) else ""


def _weapon(view: Annotation, at: int) -> bool:
    return view.tags[at] in ("N", "NS", "NP", "J") and _is_means(view.lower[at])


@cache
def _countries() -> dict[str, str]:
    """The name of a country by the adjectives that tell it ("Danish")."""
    found: dict[str, str] = {}
    for _, _, _, names, adjectives, *_ in (row for row in rows("places/countries.tsv") if len(row) > 4):
        for adjective in adjectives.split("|"):
            found.setdefault(adjective.lower(), names.split("|")[0])
    return found


def nation(view: Annotation, phrase: Range, bare: bool = False) -> str:
    """The country whose adjective stands in a phrase: of its forces, or (``bare``) of a noun's own words."""
    for i in range(phrase[1] - 1, phrase[0] - 1, -1):
        country = _countries().get(view.lower[i])
        if country:
            return country
        if bare and not (_weapon(view, i) or view.lower[i] in _BETWEEN):
            return ""
    return ""
