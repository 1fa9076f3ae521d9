"""The figures of a story: who gave which, when, what replaced what, and where reports disagree.

Decides which figures stand in the table, and beside which others. Scopes are kept apart, killed is never
added to injured, nothing is averaged (HOUSE_STYLE rules 9, 10 and 12). ``counting`` compares two figures,
``replacement`` says what took whose place, ``measured`` what a quantity is of, ``tolls`` sums up. Does NOT
word sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.pages import Clipping, LedgerEntry
from dateline.core.text import fold
from dateline.core.types import Figure, Qualifier, Scope, Span
from dateline.stages.narrate.facts.asof import as_of, elsewhen
from dateline.stages.narrate.facts.counting import (
    Entry,
    Given,
    miscounted,
)
from dateline.stages.narrate.facts.material import outlet_name, sentence_of
from dateline.stages.narrate.facts.measured import alike, detail_of
from dateline.stages.narrate.facts.replacement import found, settled
from dateline.stages.narrate.facts.spelled import spelled
from dateline.stages.narrate.phrasebook.phrases import COUNTS

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.people import Person

#: An age, or a part of a number told elsewhere.
_NOT_A_COUNT = re.compile(r"year-old|\bone of\b|^\d{1,3},(?!\d{3})", re.IGNORECASE)
#: Measures that a table of the story has no use for; of the "shot" the dead and the hurt are counted.
_PASSING = frozenset(["count", "duration", "age", "shot"])
#: Measures that count something and so need no words of what they measure.
_PLAIN = frozenset(["magnitude", "votes", "launched", "kidnapped", "stranded", "casualties"])
#: People of a kind: where others count more of all, a number of these is a part of it.
_KIND = re.compile(
    r"\b(?:child(?:ren)?|kids?|girls?|boys?|sons?|daughters?|(?:wo)?m[ae]n|officers?|soldiers?|students?|teens?"
    r"|teenagers?|brothers?|sisters?|wife|husband|mother|father|civilians|passengers|police|crew|infants?|toddlers?"
    r"|[A-Z][a-z]+(?:ans|ese|ish|is))\b"
)
#: Of these a single one is news, told with a numeral or without.
_HARM = ("killed", "injured", "missing")
#: What an outlet sets before a sentence; nobody says it.
_MARKS = frozenset(["UPDATE", "UPDATED", "BREAKING", "EXCLUSIVE", "VIDEO", "WATCH", "LIVE", "NEW", "WE DO"])
#: So many sentences of a report tell its news.
_LEAD = 5
#: Of so many origins not one alone knows of somebody hurt in this happening.
_CROWD = 5
#: Where somebody counts so many, one person is a part of them.
_MANY = 5
#: Of other measures than people, so many entries at most: a table, not an inventory.
_OTHERS = 6
#: So many figures of one measure are compared: those that most origins give, and the newest.
_ROWS = 24

#: What a figure is compared with is no part of who gives it: "the district office, up from 600 on Monday".
_COMPARED = re.compile(r", (?:up|down|compared|against) ")
#: A speaker of more words is cut, or none: "the sheriff and an officer of ...".
_LONGEST_NAME = 8

Persons = Mapping[tuple[str, str], "Person"]


def ledger(
    clippings: Sequence[Clipping],
    relevant: Callable[[Span], bool] = lambda _: True,
    *,
    persons: Persons | None = None,
    happened: str = "",
) -> tuple[Entry, ...]:
    """The ledger: measures of people in the order of a desk, then others; newest first in each.

    ``relevant`` tells of a figure's span whether it stands in what belongs to the story at all, ``persons``
    who is one person under several names (``people``), ``happened`` the day of the story as TIMEX3 writes it.
    """
    tables: dict[tuple[str, Scope, str], list[Given]] = {}
    for clipping in clippings:
        for figure in _figures(clipping):
            if relevant(figure.phrase.span) and not elsewhen(figure, clipping, happened):
                given = Given(figure=figure, clipping=clipping, voice=_voice(figure, clipping, persons or {}))
                tables.setdefault((figure.measure, figure.scope, figure.unit), []).append(given)
    order = sorted(tables, key=_place)
    people = [_table(tables[key], clippings) for key in order if key[0] in COUNTS]
    others = [_agreed(tables[key]) for key in order if key[0] not in COUNTS]
    shown = [entry for table in others for entry in table][:_OTHERS]
    return (*(entry for table in people for entry in table), *shown)


def _figures(clipping: Clipping) -> Iterable[Figure]:
    """Of people the figure that a page would print, and one that somebody else sets against it."""
    figures = [figure for figure in clipping.facts.figures if _counts(figure)]
    heads = {(figure.measure, figure.scope): figure for figure in figures if figure.headline}
    for figure in figures:
        head = heads.get((figure.measure, figure.scope))
        if figure.measure not in COUNTS:
            # What a report counts beside people, how long and how old is of its sentence, not of the story.
            if figure.stated and figure.measure not in _PASSING:
                yield figure
        elif figure is head or (head and _set_against(figure, head, clipping)):
            yield figure


def _counts(figure: Figure) -> bool:
    """Whether a figure is one of this happening or of all so far, and a whole one."""
    if figure.part or figure.scope is Scope.HISTORICAL or _NOT_A_COUNT.search(figure.phrase.text):
        return False
    return not miscounted(figure) and not _added_up(figure)


def _added_up(figure: Figure) -> bool:
    """Whether a number is the sum of what several sentences tell: a good guess, and no report says it."""
    return not figure.stated and figure.low > 1 and len(figure.evidence) > 1


def _set_against(figure: Figure, head: Figure, clipping: Clipping) -> bool:
    """Whether it is another voice's beside a report's own figure: "900; the state says 1,400"."""
    if (
        figure.headline
        or not figure.stated
        or not figure.speaker
        or fold(figure.speaker) == fold(head.speaker)
    ):
        return False
    return sentence_of(clipping, figure.phrase.span) == sentence_of(clipping, head.phrase.span)


def _speaker(given: Given) -> str:
    """Who gave a figure, "" where the words are a place's name or a mark of the outlet's."""
    name = _COMPARED.split(given.figure.speaker)[0]
    places = {place.name for place in given.clipping.facts.places}
    if len(name.split()) > _LONGEST_NAME:
        name = name.split(" and ")[0]
    nobody = name in places or name.upper() in _MARKS or len(name.split()) > _LONGEST_NAME
    return "" if nobody else name


def _voice(figure: Figure, clipping: Clipping, persons: Persons) -> str:
    person = persons.get((clipping.report.id, figure.speaker))
    return fold(person.name if person else figure.speaker).removeprefix("the ")


def _place(key: tuple[str, Scope, str]) -> tuple[int, str, str, str]:
    measure, scope, unit = key
    order = list(COUNTS)
    return (order.index(measure) if measure in order else len(order), measure, scope, unit)


def _table(given: Sequence[Given], clippings: Sequence[Clipping]) -> list[Entry]:
    """One measure of people in one scope: equal figures put together, replaced and disputed marked."""
    crowd = len({clipping.origin for clipping in clippings}) >= _CROWD
    rows = settled(_foremost(_telling(_wholes(_entries(given)), crowd=crowd)))
    return found(rows, clippings) if given[0].figure.measure == "missing" else rows


def _entries(given: Iterable[Given]) -> list[Entry]:
    """Equal figures put together, newest first."""
    alike: dict[tuple[float, float | None, Qualifier], list[Given]] = {}
    for one in given:
        figure = one.figure
        alike.setdefault((figure.low, figure.high, figure.qualifier), []).append(one)
    entries = [_entry(sorted(group, key=lambda one: one.at)) for group in alike.values()]
    entries.sort(key=lambda entry: (len(entry.origins), entry.newest, entry.row.low), reverse=True)
    return sorted(entries[:_ROWS], key=lambda entry: (entry.newest, entry.row.low), reverse=True)


def _wholes(entries: list[Entry]) -> list[Entry]:
    """Without those who are only a part: one of many, some of a kind, where others count more of all."""
    most = max((e.row.low for e in entries if any(one.figure.stated for one in e.given)), default=0.0)
    return [entry for entry in entries if entry.row.low >= most or not _part(entry, most)]


def _telling(entries: list[Entry], *, crowd: bool) -> list[Entry]:
    """Without "several" and "dozens" where a number as old says how many, and without passing mentions."""
    return [e for e in entries if not _passing(e, crowd=crowd) and not any(_fills(o, e) for o in entries)]


def _foremost(entries: list[Entry]) -> list[Entry]:
    """Without what one report alone counts further down, where others count in what they open with.

    Down there stand the earlier attack's dead and the other crash's hurt.
    """
    told = [entry for entry in entries if len(entry.origins) > 1 or any(map(_in_lead, entry.given))]
    return told or entries


def _in_lead(given: Given) -> bool:
    """Whether a report counts so in its first sentences."""
    sentences = given.clipping.facts.sentences[:_LEAD]
    return not sentences or given.figure.phrase.span.start < sentences[-1].end


def _fills(other: Entry, vague: Entry) -> bool:
    """Whether a figure gives the number that a vague one, no older than it, leaves open."""
    if vague.row.qualifier is not Qualifier.VAGUE or other.row.qualifier is Qualifier.VAGUE:
        return False
    return other.row.low >= vague.row.low and other.newest <= vague.newest


def _passing(entry: Entry, *, crowd: bool) -> bool:
    """Whether one origin mentions somebody by the way, without a number: "the jailed writer".

    Somebody killed or hurt is news, unless a ``crowd`` of other origins knows nothing of it.
    """
    stated = any(one.figure.stated for one in entry.given)
    return not stated and len(entry.origins) < 2 and (crowd or entry.row.measure not in _HARM)


def _part(entry: Entry, most: float) -> bool:
    figures = [one.figure for one in entry.given]
    told = not any(figure.stated for figure in figures) or all(_KIND.search(f.phrase.text) for f in figures)
    return (entry.row.low == 1 and most >= _MANY) or (told and entry.row.low > 0)


def _agreed(given: Sequence[Given]) -> list[Entry]:
    """Of other measures what two independent origins give alike, with the words for what is measured."""
    rows: list[Entry] = []
    same: dict[tuple[float, float | None], list[Given]] = {}
    for one in given:
        same.setdefault((one.figure.low, one.figure.high), []).append(one)
    for group in same.values():
        shared = alike(group)
        if len({one.clipping.origin for one in shared}) > 1:
            entry = _entry(sorted(shared, key=lambda one: one.at))
            detail = detail_of(entry.given)
            if detail or entry.row.measure in _PLAIN:
                rows.append(replace(entry, row=replace(entry.row, detail=detail)))
    return sorted(rows, key=lambda entry: (len(entry.origins), entry.newest, entry.row.low), reverse=True)


def _entry(group: Sequence[Given]) -> Entry:
    first = group[0]
    figure, report = first.figure, first.clipping.report
    speaker, teller = next(((name, one) for one in group if (name := _speaker(one))), ("", first))
    sentences = tuple(dict.fromkeys(sentence_of(one.clipping, one.figure.phrase.span) for one in group))
    row = LedgerEntry(
        measure=figure.measure,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=figure.unit,
        scope=figure.scope,
        speaker=speaker,
        outlet=outlet_name(report),
        as_of=as_of(first),
        evidence=(*sentences, *spelled(speaker, sentences, (teller.clipping,))),
        outlets=tuple(dict.fromkeys(filter(None, (outlet_name(one.clipping.report) for one in group)))),
        detail=figure.detail,
    )
    return Entry(row=row, given=tuple(group))
