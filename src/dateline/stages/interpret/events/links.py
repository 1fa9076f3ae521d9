"""What ties an earlier happening to the report's own: "the second attack on the plant since November".

Decides which words say that there was an earlier one, and of which time: an ordinal, "again", "for the third
time", "the previous", "a year after", "the anniversary of", a year before the noun. Does not decide which
happening of another report it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.events.near import Near
from dateline.stages.interpret.events.words import Site, grammar

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_UNITS = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades"})
_LONG = frozenset({"year", "years", "months", "decade", "decades"})
_INSIDE = frozenset({"N", "NS", "NP", "J", "JR", "CD", "VN", "VG", "PS", "D"})
_BEFORE_ORDINAL = frozenset({"the", "a", "its", "their", "his", "her"})
#: Kinds of which a second follows a first; the second of two agreements does not.
_REPEATED = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "PROTEST"})
_REACH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The tokens that tie, the time of the earlier happening as far as said, and whether the trigger is it.

    ``same`` is true of "the previous attack" (the trigger is the earlier one) and false of "the second
    attack" (the trigger is this one, and there was another before it).
    """

    first: int
    end: int
    time: str
    same: bool


def link_of(view: Annotation, site: Site, near: Near) -> Link | None:
    """The link that a trigger's words make, None where they make none."""
    if site.trigger.verb:
        return _again(view, site, near)
    start = _phrase_start(view, site)
    return _after(view, start, site) or _earlier(view, start, site) or _counted(view, start, site, near)


def _phrase_start(view: Annotation, site: Site) -> int:
    start = site.at
    while (
        start > site.first
        and site.at - start < 8
        and (view.tags[start - 1] in _INSIDE or view.lower[start - 1] == "'s")
    ):
        start -= 1
    return start


def _after(view: Annotation, start: int, site: Site) -> Link | None:
    """Of "a year after the attack" or "the anniversary of it"; "hours after" is of this one."""
    before = start - 1
    if before - 1 < site.first:
        return None
    if view.lower[before] in ("after", "since") and view.lower[before - 1] in _UNITS:
        first = before - 1
        while first > site.first and view.tags[first - 1] in ("CD", "D", "J", "R"):
            first -= 1
        if view.lower[first] in ("last", "this", "next", "earlier", "later"):
            return None
        return Link(first=first, end=site.end, time="", same=True)
    if view.lower[before] in ("of", "since") and view.lower[before - 1] == "anniversary":
        return Link(first=before - 1, end=site.end, time="", same=True)
    return None


def _long_after(view: Annotation, site: Site) -> Link | None:
    """Of "ten years after gunmen attacked the camp"."""
    for i in range(site.at - 1, max(site.first, site.at - _REACH // 2), -1):
        word = view.lower[i]
        if word in ("after", "since") and view.lower[i - 1] in _LONG:
            first = i - 1
            while first > site.first and view.tags[first - 1] in ("CD", "D", "J", "R"):
                first -= 1
            return Link(first=first, end=site.end, time="", same=True)
        if word in (",", ";", ":") or view.tags[i] in ("VD", "VZ", "W", "C"):
            break
    return None


def _earlier(view: Annotation, start: int, site: Site) -> Link | None:
    """Of "the previous attack", "last year's attack", "the 2009 attack"."""
    for i in range(start, site.at):
        word = view.lower[i]
        year = len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")
        past = year and _past(view, word)
        if past or (
            word in grammar()["earlier"] and not (word == "last" and view.lower[i + 1] in ("night", "week"))
        ):
            return Link(first=i, end=site.end, time="", same=True)
    return None


def _past(view: Annotation, year: str) -> bool:
    published = view.report.published
    return published is not None and int(year) < published.at.year


def _counted(view: Annotation, start: int, site: Site, near: Near) -> Link | None:
    """Of "the second attack", "the first attack since November"."""
    for i in range(start, site.at):
        word = view.lower[i]
        if word not in grammar()["ordinal"] or i == site.first or view.lower[i - 1] not in _BEFORE_ORDINAL:
            continue
        end = _since(view, site)
        if end == site.end and site.trigger.kind not in _REPEATED:
            return None
        moment = near.since(site.end - 1, end)
        if word in ("first", "latest") and end == site.end:
            return None
        return Link(first=i, end=end, time=moment.value if moment else "", same=False)
    return None


def _since(view: Annotation, site: Site) -> int:
    """The end of "since November" or "in a week" behind a noun and its phrases; its own end without."""
    for i in range(site.end, min(site.last - 1, site.end + _REACH)):
        word = view.lower[i]
        if word in (",", ";", ":") or view.tags[i] in ("VD", "VZ", "MD", "W"):
            break
        timed = [j for j in range(i + 1, min(site.last, i + 5)) if _is_time(view, j)]
        if (word == "since" or (word in ("in", "within") and view.tags[i + 1] in ("D", "CD", "J"))) and timed:
            return timed[-1] + 1
    return site.end


def _is_time(view: Annotation, at: int) -> bool:
    word = view.lower[at]
    if word == "may":
        return view.words[at] == "May"
    return word in _UNITS or word in grammar()["time_word"] or (len(word) == 4 and word.isdigit())


def _again(view: Annotation, site: Site, near: Near) -> Link | None:
    """Of "again hit", "hit … for the third time since June"."""
    if since := _long_after(view, site):
        return since
    if view.lower[site.at - 1 : site.at] == ("again",) and site.at > site.first:
        return Link(first=site.at - 1, end=site.end, time="", same=False)
    for i in range(site.end, min(site.last, site.end + _REACH)):
        word = view.lower[i]
        if (
            word == "time"
            and view.lower[i - 1] in grammar()["ordinal"] - {"first", "latest"}
            and view.lower[i - 3] == "for"
        ):
            end = _since(view, Site(trigger=site.trigger, at=i, end=i + 1, first=site.first, last=site.last))
            moment = near.since(i, end)
            return Link(first=i - 3, end=end, time=moment.value if moment else "", same=False)
        if word in (";", ":") or view.tags[i] in ("VD", "VZ", "MD", "W"):
            return None
        if word == "again" and all(view.tags[j] in _INSIDE for j in range(site.end, i)):
            return Link(first=i, end=i + 1, time="", same=False)
    return None
