"""What kind of thing happened: events by PLOVER's categories, found by trigger words.

Decides the category of a word and its mode: a planned, feared, denied or earlier event is marked so
and never counts as a happening. Accidents and disasters, which PLOVER leaves out, get types of
their own. Modest on purpose: one event for each type, mode and sentence, no actors guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.types import Event, Figure, Mode, Moment, Place
from dateline.stages.interpret.figures.scope import is_historical
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes, rows
from dateline.stages.interpret.reading.sentences import Sentence

_TRIGGERS = {word: (kind, use) for kind, use, words in rows("events/events.tsv") for word in words.split()}
_GRAMMAR = classes("events/grammar")
_FUTURE = _GRAMMAR["future"]
_HYPOTHETICAL = _GRAMMAR["hypothetical"]
_NEGATED = _GRAMMAR["negated"]


def events(
    view: Annotation, places: Sequence[Place], moments: Sequence[Moment], figures: Sequence[Figure]
) -> tuple[Event, ...]:
    """The events of a report, each with the place, time and counts of its sentence."""
    near = _Near(view, places, moments, figures)
    found: dict[tuple[int, str, Mode], Event] = {}
    for at in view.positions(_TRIGGERS):
        kind, use = _TRIGGERS[view.lower[at]]
        quotation = view.quotation_at(view.starts[at])
        if quotation is not None or (view.words[at][0].isupper() and not view.capitals):
            continue
        number = view.sentence_at(view.starts[at])
        sentence = view.sentences[number]
        if use == "v" and not _finite(view, at, sentence):
            continue
        mode = _mode(view, at, sentence)
        if (number, kind, mode) not in found:
            found[number, kind, mode] = _event(view, at, (kind, mode), near)
    return tuple(found.values())


class _Near:
    """The places, dates and counts of people of a report by the sentence that they stand in."""

    def __init__(
        self, view: Annotation, places: Sequence[Place], moments: Sequence[Moment], figures: Sequence[Figure]
    ) -> None:
        self.place: dict[int, str] = {}
        self.time: dict[int, str] = {}
        self.counts: dict[int, list[Figure]] = {}
        for place in sorted(places, key=lambda place: place.kind == "country"):  # a town tells more
            self.place.setdefault(view.sentence_at(place.phrase.span.start), place.name)
        for moment in moments:
            if moment.type in ("DATE", "TIME") and not moment.value.endswith("_REF"):
                self.time.setdefault(view.sentence_at(moment.phrase.span.start), moment.value)
        for figure in figures:
            if figure.unit == "person":
                self.counts.setdefault(view.sentence_at(figure.phrase.span.start), []).append(figure)


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


def _event(view: Annotation, at: int, what: tuple[str, Mode], near: _Near) -> Event:
    number = view.sentence_at(view.starts[at])
    sentence = view.sentences[number]
    return Event(
        type=what[0],
        mode=what[1],
        phrase=view.phrase_of(at, at + 1),
        evidence=(view.span(sentence.start, sentence.end),),
        place=near.place.get(number, ""),
        time=near.time.get(number, ""),
        figures=tuple(near.counts.get(number, ())),
    )
