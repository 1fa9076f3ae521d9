"""How many: the figures of a report, counts of people and measures, with whose figure each is.

Puts together what the grammars of verbs (``counts``), nouns (``harms``), homes left (``departures``) and
units (``measures``) find, and what ``choosing`` and ``headline`` make of it. Decides nothing but order and
attribution: a figure belongs to the speaker of the statement that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Figure, Qualifier, Span, Statement
from dateline.stages.interpret.figures.choosing import choices, may_choose, telling_of, told
from dateline.stages.interpret.figures.counts import REFLEXIVE, on_oneself, verb_counts
from dateline.stages.interpret.figures.departures import departures
from dateline.stages.interpret.figures.groups import HARM, SAID_OF, Ground, Told
from dateline.stages.interpret.figures.harms import MULTIPLES, NOUNS, multiple, noun_count
from dateline.stages.interpret.figures.headline import Standing, standings
from dateline.stages.interpret.figures.measures import measures
from dateline.stages.interpret.figures.prominence import prominent
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.reading.numerals import numbers
from dateline.stages.interpret.statements.voices import Voices

if TYPE_CHECKING:
    from dateline.stages.interpret.figures.choosing import Choice
    from dateline.stages.interpret.figures.tally import Count
    from dateline.stages.interpret.figures.weighing import Mention
    from dateline.stages.interpret.reading.number import Number
    from dateline.stages.interpret.reading.view import Annotation

#: Letters of a word that a title would set with a capital, less one.
_LONG = 3
_TRIGGERS = frozenset((*HARM, *REFLEXIVE, *MULTIPLES))
#: A unit right behind a number, with a hyphen or a blank between.
_UNIT_BEHIND = re.compile(
    r"[-‑ ]?(?:kg|kilos?|kilograms?|lbs?|pounds?|tons?|tonnes?|km|kilomet(?:re|er)s?|met(?:re|er)s?|feet|foot"
    r"|inch(?:es)?|yards?|miles?|mph|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|per cent"
    r"|dollars?|euros?)\b(?![-‑ ](?:year-)?old)|%",
    re.IGNORECASE,
)


def figures(view: Annotation, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a report in the order of the text."""
    found = numbers(view)
    scopes, voices = Scopes(view), Voices(statements)
    mentions = told(view, (*people(view, found), *departures(view, found)), scopes)
    counted = prominent(view, standings(mentions, _choices(view, mentions)))
    made = [_figure(view, each, voices) for each in counted]
    told_by = [each.count for each in counted if each.count.stated or each.bearers]
    taken = {token for count in told_by for token in range(count.first, count.last)}
    made += measures(view, found, taken, scopes, voices)
    return tuple(sorted(made, key=lambda each: (each.phrase.span.start, each.phrase.span.end, each.measure)))


def people(view: Annotation, found: Sequence[Number]) -> tuple[Count, ...]:
    """The counts of people harmed in a text, in the order of the words that tell who they are."""
    free = (
        number for number in found if not _UNIT_BEHIND.match(view.report.text, view.ends[number.last - 1])
    )
    numbered = {i: number for number in free for i in range(number.first, number.last)}
    kept: dict[tuple[str, int, bool], Count] = {}
    ground = Ground(view=view, first=0, last=0, numbers=numbered)
    for at in view.positions(_TRIGGERS):
        if _is_titular(view, at):
            continue
        if at >= ground.last:
            tokens = view.tokens_of(view.sentences[view.sentence_at(view.starts[at])])
            ground = replace(ground, first=tokens.start, last=max(tokens.stop, at + 1))
        for count in _told_at(ground, at):
            kept.setdefault((count.measure, count.who, count.part), count)
    return tuple(sorted(kept.values(), key=lambda count: (count.first, count.last)))


def _is_titular(view: Annotation, at: int) -> bool:
    """Whether a word of harm is part of a film's or a band's name: hardly another word has a capital."""
    if view.capitals or not view.words[at].istitle() or view.lower[at] in SAID_OF:
        return False
    tokens = view.tokens_around(at)
    first, last = at, at + 1
    while first > tokens.start and view.words[first - 1][0].isupper():
        first -= 1
    while last < tokens.stop and view.words[last][0].isupper():
        last += 1
    if first == tokens.start or last - first == 1:
        return False
    others = (view.words[i] for i in (*range(tokens.start + 1, first), *range(last, tokens.stop)))
    long = [word for word in others if len(word) > _LONG and word[0].isalpha()]
    return 2 * len([word for word in long if word[0].islower()]) > len(long)


def _told_at(ground: Ground, at: int) -> Iterator[Count]:
    """The counts that the word at a token tells, as a noun or else as a verb."""
    word = ground.word(at)
    if word in MULTIPLES:
        return multiple(ground, at)
    uses = HARM.get(word)
    if uses is None:
        return on_oneself(ground, at)
    noun = noun_count(ground, at, uses) if NOUNS & uses.keys() else None
    return verb_counts(ground, at, uses) if noun is None else iter((noun,))


def _choices(view: Annotation, mentions: Sequence[Mention]) -> tuple[Choice, ...]:
    """What a whole report with its title means by its dead and injured, nothing for a short one."""
    if not may_choose(view, mentions):
        return ()
    title = titled(view)
    heading = told(title, people(title, numbers(title)), Scopes(title))
    return choices(telling_of(view, mentions, title, heading))


def titled(view: Annotation) -> Annotation:
    """The title of a report, read like a text: only where people were harmed, so it is loaded here."""
    from dateline.stages.interpret.reading.annotate import annotate

    return annotate(replace(view.report, text=view.report.title or ""))


def _figure(view: Annotation, standing: Standing, voices: Voices) -> Figure:
    count = standing.count
    phrase = view.phrase_of(count.first, count.last)
    start, end = phrase.span.start, phrase.span.end
    some = count.told is Told.SOME
    return Figure(
        measure=count.measure,
        low=count.low,
        high=count.high,
        phrase=phrase,
        evidence=_evidence(view, (count, *standing.bearers)),
        qualifier=Qualifier.AT_LEAST if some else count.qualifier,
        unit="person",
        scope=standing.scope,
        headline=standing.headline,
        speaker=voices.at(start, end),
        stated=count.stated,
        part=count.part,
        detail=count.detail,
    )


def _evidence(view: Annotation, bearers: Sequence[Count]) -> tuple[Span, ...]:
    """The sentences of all that bears a figure, each once, in the order of the text."""
    spans = {
        (span.start, span.end): span
        for count in bearers
        for span in view.evidence(view.starts[count.first], view.ends[count.last - 1])
    }
    return tuple(span for _, span in sorted(spans.items()))
