"""What kind of thing happened: events by PLOVER's categories, found by trigger words.

Decides the category of a word and its mode: a planned, feared, denied or earlier event is marked so
and never counts as a happening. Accidents and disasters, which PLOVER leaves out, get types of
their own. Modest on purpose: one event for each type, mode and sentence, no actors guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.types import Event, Figure, Mode, Moment, Place, Span
from dateline.stages.interpret.annotate import Annotation
from dateline.stages.interpret.headline import is_historical
from dateline.stages.interpret.lexicon import classes, rows
from dateline.stages.interpret.sentences import Sentence

_TRIGGERS = {word: (kind, use) for kind, use, words in rows("events.tsv") for word in words.split()}
_GRAMMAR = classes("event_grammar")
_FUTURE = _GRAMMAR["future"]
_HYPOTHETICAL = _GRAMMAR["hypothetical"]
_NEGATED = _GRAMMAR["negated"]


def events(
    view: Annotation, places: Sequence[Place], moments: Sequence[Moment], figures: Sequence[Figure]
) -> tuple[Event, ...]:
    """The events of a report, each with the place, time and counts of its sentence."""
    found: dict[tuple[int, str, Mode], Event] = {}
    for at in view.positions(_TRIGGERS):
        kind, use = _TRIGGERS[view.lower[at]]
        quotation = view.quotation_at(view.starts[at])
        if quotation is not None or (view.words[at][0].isupper() and not view.capitals):
            continue
        number = view.sentence_at(view.starts[at])
        sentence = view.sentences[number]
        mode = _mode(view, at, sentence)
        if use == "v" and not _finite(view, at, sentence):
            continue
        event = _event(view, (kind, mode, at), sentence, (places, moments, figures))
        found.setdefault((number, kind, mode), event)
    return tuple(found.values())


def _mode(view: Annotation, at: int, sentence: Sentence) -> Mode:
    tokens = view.tokens_of(sentence)
    near = set(view.lower[max(at - 6, tokens.start) : at])
    if near & _NEGATED:
        return Mode.NEGATED
    if near & _HYPOTHETICAL:
        return Mode.HYPOTHETICAL
    if near & _FUTURE:
        return Mode.FUTURE
    return Mode.HISTORICAL if is_historical(view, view.starts[at]) else Mode.ACTUAL


def _finite(view: Annotation, at: int, sentence: Sentence) -> bool:
    """Whether a past form is a verb here and no adjective ("the attacked village")."""
    tokens = view.tokens_of(sentence)
    before = view.lower[at - 1] if at > tokens.start else ""
    return before not in ("the", "a", "an", "of", "its", "their", "his", "her") and at > tokens.start


def _event(
    view: Annotation,
    what: tuple[str, Mode, int],
    sentence: Sentence,
    facts: tuple[Sequence[Place], Sequence[Moment], Sequence[Figure]],
) -> Event:
    kind, mode, at = what
    places, moments, figures = facts
    near = [each for each in places if _within(each.phrase.span, sentence)]
    place = next((each.name for each in sorted(near, key=lambda each: each.kind == "country")), "")
    time = next(
        (m.value for m in moments if m.type in ("DATE", "TIME") and _within(m.phrase.span, sentence)), ""
    )
    counted = tuple(f for f in figures if f.unit == "person" and _within(f.phrase.span, sentence))
    return Event(
        type=kind,
        mode=mode,
        phrase=view.phrase_of(at, at + 1),
        evidence=(view.span(sentence.start, sentence.end),),
        place=place,
        time="" if time.endswith("_REF") else time,
        figures=counted,
    )


def _within(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
