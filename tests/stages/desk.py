"""Dossiers made by hand for tests of ``narrate``: invented outlets, people and happenings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from dateline.core.pages import Clipping, Dossier
from dateline.core.types import (
    Event,
    Facts,
    Figure,
    Form,
    Moment,
    Phrase,
    Place,
    Qualifier,
    Report,
    Rights,
    Scope,
    Span,
    Speaker,
    Stamp,
    Stance,
    Statement,
)

_SENTENCE = re.compile(r"[^\s].*?[.!?][”\"]?(?=\s|$)", re.DOTALL)


def at(day: int, hour: int = 12) -> Stamp:
    return Stamp(at=datetime(2024, 6, day, hour, tzinfo=UTC))


def report(
    name: str, text: str, *, outlet: str = "", title: str = "", day: int = 4, hour: int = 12, **more: object
) -> Report:
    known: dict[str, object] = {"language": "en", "published": at(day, hour)} | more
    return Report(id=name, text=text, outlet=outlet or name.title(), title=title, **known)  # type: ignore[arg-type]


def phrase(own: Report, words: str, nth: int = 0) -> Phrase:
    start = -1
    for _ in range(nth + 1):
        start = own.text.index(words, start + 1)
    return Phrase(text=words, span=Span(report=own.id, start=start, end=start + len(words)))


def sentences(own: Report) -> tuple[Span, ...]:
    return tuple(Span(report=own.id, start=m.start(), end=m.end()) for m in _SENTENCE.finditer(own.text))


def said(
    own: Report,
    content: str,
    speaker: str,
    cue: str = "said",
    *,
    name: str = "",
    form: Form = Form.INDIRECT,
    stance: Stance = Stance.SAID,
    spoken: bool = True,
) -> Statement:
    voice = phrase(own, speaker)
    held = phrase(own, content)
    return Statement(
        content=(held,),
        form=form,
        stance=stance,
        evidence=(held.span,),
        cue=phrase(own, cue),
        speaker=Speaker(phrase=voice, name=name or speaker),
        spoken=spoken,
    )


def figure(
    own: Report,
    words: str,
    low: float,
    *,
    measure: str = "injured",
    high: float | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    scope: Scope = Scope.HAPPENING,
    speaker: str = "",
    unit: str = "person",
) -> Figure:
    held = phrase(own, words)
    return Figure(
        measure=measure,
        low=low,
        high=low if high is None and qualifier is Qualifier.EXACT else high,
        phrase=held,
        evidence=(held.span,),
        qualifier=qualifier,
        scope=scope,
        headline=True,
        speaker=speaker,
        unit=unit,
    )


def moment(own: Report, words: str, value: str) -> Moment:
    held = phrase(own, words)
    return Moment(phrase=held, type="DATE", value=value, evidence=(held.span,))


def place(own: Report, name: str, number: int, kind: str = "city") -> Place:
    held = phrase(own, name)
    return Place(
        phrase=held, name=name, evidence=(held.span,), kind=kind, lat=51.0, lon=13.0, geonames=number
    )


def clip(own: Report, *facts: Statement | Figure | Moment | Place | Event, origin: str = "") -> Clipping:
    return Clipping(
        report=own,
        origin=origin or f"o-{own.id}",
        facts=Facts(
            report=own.id,
            sentences=sentences(own),
            statements=tuple(fact for fact in facts if isinstance(fact, Statement)),
            figures=tuple(fact for fact in facts if isinstance(fact, Figure)),
            moments=tuple(fact for fact in facts if isinstance(fact, Moment)),
            places=tuple(fact for fact in facts if isinstance(fact, Place)),
            events=tuple(fact for fact in facts if isinstance(fact, Event)),
        ),
    )


def dossier(clippings: Sequence[Clipping], story: str = "s1") -> Dossier:
    return Dossier(story=story, theme="t1", clippings=tuple(clippings))


BOTE = report(
    "bote",
    "A goods train left the rails near Riesa on Tuesday. Twelve people were injured, the "
    "rescue service said. "
    "The line to Dresden was closed until the evening. “The points were inspected in "
    "May,” said Jana Wiesner, "
    "the operator's spokeswoman. The cause of the accident was not known. In 2019 two "
    "wagons left the rails at "
    "the same points.",
    outlet="Meissner Bote",
    title="Goods train leaves the rails near Riesa - Meissner Bote",
    hour=9,
)
KURIER = report(
    "kurier",
    "A goods train left the rails near Riesa on Tuesday morning. The rescue service "
    "counted 14 people injured. "
    "The line to Dresden will stay closed until Thursday. Wiesner denied that the "
    "points were worn out. Two cranes arrived from Leipzig to lift the wagons.",
    outlet="Sachsen Kurier",
    title="Goods train derails near Riesa, line to Dresden closed",
    hour=11,
)


def accident() -> Dossier:
    """Two outlets on one derailment: they agree on the train and differ on the injured."""
    bote = clip(
        BOTE,
        said(BOTE, "Twelve people were injured", "the rescue service"),
        said(
            BOTE, "“The points were inspected in May,”", "Jana Wiesner", name="Jana Wiesner", form=Form.DIRECT
        ),
        figure(BOTE, "Twelve people", 12),
        moment(BOTE, "Tuesday", "2024-06-04"),
        place(BOTE, "Riesa", 1),
        place(BOTE, "Dresden", 2),
    )
    kurier = clip(
        KURIER,
        said(
            KURIER,
            "that the points were worn out",
            "Wiesner",
            "denied",
            name="Jana Wiesner",
            stance=Stance.DENIED,
        ),
        figure(KURIER, "14 people", 14),
        moment(KURIER, "Tuesday morning", "2024-06-04"),
        place(KURIER, "Riesa", 1),
    )
    return dossier((bote, kurier))


RESERVED = Rights(reserved=True)
OPEN = Rights(licence="CC BY 4.0")
