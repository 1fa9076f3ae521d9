"""When and where: the day of the happening, how it went, and its places.

Decides which dated sentences make the short course of events beside a page, and which place is the
main one. Times are those that the reports resolve; nothing is inferred. Does NOT write timelines
of themes (``timeline``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from dateline.core.pages import Clipping, TimelineEntry
from dateline.core.text import words
from dateline.core.types import Mode, Moment, Place
from dateline.stages.narrate.facts.material import Material, Passage
from dateline.stages.narrate.plan.selection import Ranking, Told
from dateline.stages.narrate.wording.cuts import cuts
from dateline.stages.narrate.wording.limits import Allowance, quoted_at_all
from dateline.stages.narrate.wording.standing import standalone

MOST_ENTRIES = 8
#: So many spans tell where a place is named.
_MOST_NAMED = 12
MOST_PLACES = 8
_ENTRY_WORDS = 18
#: How much more a place weighs that a report has in its title: that is where the news is.
_TITLED = 1.0
#: How much more one weighs at which a lead says that it happened.
_SCENE = 2.0
#: Where trains go to and between which towns tells not where they crashed.
_JOINED = re.compile(r"(?:[-–—]|\b(?:to|from|for|between|and) )\Z", re.IGNORECASE)
_LEAD = 6
#: So many sentences of a report tell what its happening is.
_OPENING = 3
#: A happening is reported within so many days.
_NEWS_DAYS = 10
_WIDE = ("country", "continent", "region", "county", "area", "ocean", "sea")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?$")


#: What was still to come when it was written: no part of the course of events.
_TO_COME = re.compile(
    r"\b(?:will|would|could|may|might|shall|should|(?:is|are|was|were|due|set|expected) to"
    r"|(?:planned|scheduled|slated) (?:for|on))\b"
)
#: A time that hangs on another sentence's: "the day before" what?
_HANGING = re.compile(r"\b(?:before|after|earlier|later|same|that|next|following|previous)\b", re.IGNORECASE)
#: A course of events is of days near to its reports; what lies further back is an earlier happening.
_COURSE_DAYS = 90


def happened(material: Material) -> str:
    """The day (TIMEX3 value) that most independent origins give, "" where none does.

    Where a report dates its own happening, only such days count; else those that the leads name.
    """
    return _voted(material, lambda moment: moment.happening, len(material.passages)) or _voted(
        material, lambda _: True, _LEAD
    )


def _voted(material: Material, counts: Callable[[Moment], bool], passages: int) -> str:
    """The day with most weight among the moments that count, in so many passages of each report."""
    votes: Counter[str] = Counter()
    voted: set[tuple[str, str]] = set()
    for passage in material.passages:
        if passage.order >= passages:
            continue
        for moment in filter(counts, passage.moments):
            day = _news_day(moment, passage)
            if day and (passage.origin, day) not in voted:
                voted.add((passage.origin, day))
                votes[day] += max(_LEAD - passage.order, 1)
    # A story cannot be reported before it happens: a later day is taken only where no other is named (zones).
    first = min(filter(None, map(_published, material.clippings)), default="")
    past = [day for day in votes if not first or day <= first] or votes
    return max(sorted(past), key=lambda day: votes[day], default="")


def _published(clipping: Clipping) -> str:
    """The day of publication as TIMEX3 writes it, "" where it is not known."""
    stamp = clipping.report.published
    return stamp.at.date().isoformat() if stamp else ""


def _news_day(moment: Moment, passage: Passage) -> str:
    """The day of a moment if the report may be news of it."""
    found = _DAY.match(moment.value)
    published = passage.clipping.report.published
    if not found:
        return ""
    if published is None:
        return found[1]
    try:
        age = published.at.date() - date.fromisoformat(found[1])
    except ValueError:
        return ""
    return found[1] if timedelta(-1) <= age <= timedelta(_NEWS_DAYS) else ""


def course(
    material: Material,
    ranking: Ranking,
    allowance: Allowance,
    outdated: Collection[tuple[str, float]] = (),
) -> tuple[TimelineEntry, ...]:
    """As it went: for each day or hour the most central sentence on it, in order, at most eight.

    One day alone is no course of events and gives nothing. Sentences with an ``outdated`` count
    (measure and number) are passed over.
    """
    dated: dict[str, list[Passage]] = {}
    current = (
        passage
        for passage in material.passages
        if not any((figure.measure, figure.low) in outdated for figure in passage.figures)
    )
    for passage in current:
        for value in dict.fromkeys(m.value for m in passage.moments if _of_course(m, passage)):
            dated.setdefault(value, []).append(passage)
    ranked = sorted(dated, key=lambda value: (-_weight(dated[value], ranking), value))
    told, entries = Told(), []
    for value in ranked:
        entry = _entry(value, dated[value], ranking, allowance, told, material.dossier.theme)
        if entry:
            entries.append(entry)
        if len(entries) == MOST_ENTRIES:
            break
    return tuple(sorted(entries, key=lambda entry: entry.date)) if len(entries) > 1 else ()


def _of_course(moment: Moment, passage: Passage) -> bool:
    """Whether a time is a day or an hour of its own, past but not long past for its report."""
    found = _DAY.match(moment.value)
    if not found or _HANGING.search(moment.phrase.text):
        return False
    published = passage.clipping.report.published
    try:
        age = published.at.date() - date.fromisoformat(found[1]) if published else timedelta(0)
    except ValueError:
        return False
    return timedelta(-1) <= age <= timedelta(_COURSE_DAYS)


def _weight(passages: list[Passage], ranking: Ranking) -> float:
    return len({passage.origin for passage in passages}) * max(map(ranking.score, passages))


def _entry(
    value: str, passages: list[Passage], ranking: Ranking, allowance: Allowance, told: Told, theme: str
) -> TimelineEntry | None:
    for passage in sorted(passages, key=lambda p: (-ranking.score(p), p.key))[:6]:
        for body in cuts(passage.text):
            # What is cheap to ask comes first: few sentences of a day are printed.
            if quoted_at_all(body) or not _tells(body, value, passage) or len(words(body)) > _ENTRY_WORDS:
                continue
            if _TO_COME.search(body) or not allowance.free(body) or told.repeats(body):
                continue
            if not standalone(body):
                continue
            told.add(body)
            return TimelineEntry(theme=theme, date=value, text=body + ".", evidence=(passage.span,))
    return None


def _tells(body: str, value: str, passage: Passage) -> bool:
    """Whether the shortened sentence still holds the words that give the time, and only that day."""
    held = [moment for moment in passage.moments if moment.phrase.text in body]
    days = {moment.value[:10] for moment in held if _DAY.match(moment.value)}
    return any(moment.value == value for moment in held) and len(days) == 1


def places(material: Material) -> tuple[Place, ...]:
    """The places of a story: where the leads say that it happened, then what most origins name, and early."""
    weights: dict[str, float] = {}
    found: dict[str, list[Place]] = {}
    origins: dict[str, set[str]] = {}
    for clipping in material.clippings:
        length = max(1, len(clipping.report.text))
        scenes = _scenes(clipping)
        for place in clipping.facts.places:
            if place.lat is None or place.lon is None or place.kind == "people":
                continue
            key = str(place.geonames or place.name)
            early = 1.0 - place.phrase.span.start / length
            first = clipping.origin not in origins.setdefault(key, set())
            told = _TITLED * _heads(place, clipping.report.title) + _SCENE * (first and place.name in scenes)
            weights[key] = weights.get(key, 0.0) + (1.0 if first else 0.2) * (0.3 + early + told)
            origins[key].add(clipping.origin)
            found.setdefault(key, []).append(place)
    ordered = sorted(found, key=lambda key: (-weights[key] * _fineness(found[key][0]), key))
    return tuple(_together(found[key]) for key in ordered[:MOST_PLACES])


def _scenes(clipping: Clipping) -> frozenset[str]:
    """The places at which the opening of a report says that something happened, and not an earlier time."""
    opening = clipping.facts.sentences[:_OPENING]
    end = opening[-1].end if opening else 0
    return frozenset(
        event.place
        for event in clipping.facts.events
        if event.place and not event.link and event.mode is Mode.ACTUAL and event.phrase.span.start < end
    )


def _heads(place: Place, title: str) -> bool:
    """Whether a title names a place as where its news is: not as an end of a line or a way."""
    before, name, after = title.partition(place.phrase.text)
    return bool(name) and not _JOINED.search(before) and not after.startswith(("-", "–", "—"))


def _together(named: Sequence[Place]) -> Place:
    """One place out of all that name it, with where the first of them do."""
    spans = list(islice((span for place in named for span in place.evidence), _MOST_NAMED))
    return replace(named[0], evidence=tuple(dict.fromkeys(spans)))


def _fineness(place: Place) -> float:
    """A town says more about where than its county or its country."""
    return 0.4 if place.kind in _WIDE else 1.0
