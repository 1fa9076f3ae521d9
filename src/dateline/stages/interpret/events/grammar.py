"""What happened: the events of a report, by PLOVER's categories and two of our own.

Decides which trigger words tell an event, and puts it together: kind, mode, who, to whom, with what, where,
when, how many, and what ties it to an earlier one. A planned, feared, denied or earlier event is marked so
and never counts as a happening. What stands inside a quotation is its speaker's, and is left out. Does not
decide whether two sentences or two reports tell of one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Event, Figure, Mode, Moment, Phrase, Place, Span
from dateline.stages.interpret.events.links import Link, link_of
from dateline.stages.interpret.events.modes import mode_of
from dateline.stages.interpret.events.near import Near, out_of_news
from dateline.stages.interpret.events.phrases import right, timed
from dateline.stages.interpret.events.roles import Parts, parts_of, spoken_for
from dateline.stages.interpret.events.senses import Politics, settled
from dateline.stages.interpret.events.words import Site, candidates, grammar, trigger_at, triggers

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.sentences import Sentence
    from dateline.stages.interpret.reading.view import Annotation

#: Kinds that are acts of words or of people: nobody named who acts or is acted on, no event.
_VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"}
)
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
#: Verbs that tell another thing where they have an object: "demonstrates skill", "overturned the verdict".
_INTRANSITIVE = frozenset({"demonstrate", "overturn"})
#: Before a bare noun, which then names a kind of deed: "caused by rape".
_LEADS = frozenset({"I", "TO", "C", ","})
_HEADLINE = 200
_NOUNS = frozenset({"N", "NS"})


def events(
    view: Annotation, places: Sequence[Place], moments: Sequence[Moment], figures: Sequence[Figure]
) -> tuple[Event, ...]:
    """The events of a report in its order, those of one sentence that are one folded into one."""
    near, politics = Near(view, places, moments, figures), Politics(view)
    found: dict[int, list[Event]] = {}
    end = 0
    for at in candidates(view):
        site = _site(view, at) if at >= end else None
        if site is None:
            continue
        end, kind = site.end, politics.kind(site)
        if not kind:
            continue
        held = found.setdefault(view.sentence_of[at], [])
        for event in _events(view, site, near):
            if not _generic(view, site, event):
                _fold(held, event if kind == event.type else replace(event, type=kind))
    return tuple(settled(event for held in found.values() for event in held))


def _site(view: Annotation, at: int) -> Site | None:
    """The trigger at a token, None where the word tells no event there."""
    capital = view.words[at][0].isupper() and not view.capitals and not _opens(view, at)
    titled = capital and _titled(view, view.sentences[view.sentence_of[at]])
    if capital and not titled:
        return None
    hit = trigger_at(view, at, titled=titled)
    if hit is None or (not hit[0].verb and _modifies(view, hit[1])):
        return None
    if view.quotation_at(view.starts[at]) is not None:
        return None
    sentence = view.tokens_around(at)
    site = Site(trigger=hit[0], at=at, end=hit[1], first=sentence.start, last=sentence.stop)
    return None if hit[0].verb and not spoken_for(view, site) else site


def _opens(view: Annotation, at: int) -> bool:
    return at == 0 or view.sentence_of[at] != view.sentence_of[at - 1]


def _titled(view: Annotation, sentence: Sentence) -> bool:
    """Whether a sentence is a headline in capitals: no full stop, and hardly a long word in small letters."""
    text = view.report.text[sentence.start : min(sentence.end, sentence.start + _HEADLINE)]
    if text.rstrip().endswith("."):
        return False
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(map(str.istitle, long)) >= 0.8 * len(long)


def _modifies(view: Annotation, end: int) -> bool:
    """Whether a noun only describes the next one ("a protest leader"), and that one presupposes no event."""
    return (
        end < len(view.tags)
        and view.tags[end] in _NOUNS
        and view.lower[end] not in grammar()["presupposes"]
        and view.lower[end] not in triggers()
        and view.sentence_of[end] == view.sentence_of[end - 1]
    )


def _events(view: Annotation, site: Site, near: Near) -> Iterator[Event]:
    """The event of a trigger, and the earlier one that its words tie to it."""
    parts = parts_of(view, site)
    if site.trigger.verb and _no_event(view, site, parts):
        return
    mode = mode_of(view, site)
    when = near.time(site)
    if when and mode is Mode.ACTUAL:
        mode = out_of_news(when, view.report.published) or mode
    link = link_of(view, site, near) if mode in (Mode.ACTUAL, Mode.HISTORICAL) else None
    words = view.phrase_of(link.first, link.end) if link else None
    if link is None or words is None or not link.same:
        yield _event(view, site, mode, parts, when, near)
    if link and words and link.same:
        yield _event(view, site, Mode.HISTORICAL, parts, when, near, words.text)
    elif link and words:
        yield _tied(view, site, parts, near.place(site), link, words)


def _no_event(view: Annotation, site: Site, parts: Parts) -> bool:
    """Whether a verb tells no event: an act of words by and of nobody, a shot at oneself."""
    if site.trigger.kind in _VERBAL and not (parts.actors or parts.targets):
        return True
    if site.trigger.kind == "ASSAULT" and not parts.actors and _natural(parts.means):
        return True
    if site.end >= site.last:
        return False
    return view.lower[site.end] in _REFLEXIVE or (
        view.lemma(site.at) in _INTRANSITIVE and _has_object(view, site)
    )


def _natural(means: str) -> bool:
    """Whether it was done by fire or water, and by nobody: "a fire killed a guard"."""
    return bool(means) and means.lower().split()[-1].removesuffix("s") in grammar()["disaster"]


def _has_object(view: Annotation, site: Site) -> bool:
    at = site.end + (view.tags[site.end] == "R")
    found = right(view, at, site.last)
    return found is not None and not timed(view, found[0])


def _generic(view: Annotation, site: Site, event: Event) -> bool:
    """Whether a bare noun names a kind of deed and no deed: nobody, nowhere, at no time."""
    if event.mode is not Mode.ACTUAL or site.trigger.verb or site.trigger.then:
        return False
    if site.at == site.first or view.tags[site.at] != "N":
        return False
    told = event.actors or event.targets or event.place or event.time or event.figures or event.means
    return not told and view.tags[site.at - 1] in _LEADS and not event.link


def _event(
    view: Annotation, site: Site, mode: Mode, parts: Parts, when: str, near: Near, link: str = ""
) -> Event:
    return Event(
        type=site.trigger.kind,
        mode=mode,
        phrase=view.phrase_of(site.at, site.end),
        evidence=_evidence(view, site),
        actors=parts.actors,
        targets=parts.targets,
        means=parts.means,
        place=near.place(site),
        time=when,
        figures=near.counts(site, site.trigger.kind, mode),
        link=link,
    )


def _tied(view: Annotation, site: Site, parts: Parts, place: str, link: Link, words: Phrase) -> Event:
    """The earlier happening that a link tells of: of the same kind and target, its time as far as said."""
    return Event(
        type=site.trigger.kind,
        mode=Mode.HISTORICAL,
        phrase=words,
        evidence=_evidence(view, site),
        targets=parts.targets,
        place=place,
        time=link.time,
        link=words.text,
    )


def _evidence(view: Annotation, site: Site) -> tuple[Span, ...]:
    sentence = view.sentences[view.sentence_of[site.at]]
    return (view.span(sentence.start, sentence.end),)


def _fold(held: list[Event], event: Event) -> None:
    """Add an event of a sentence, or give what it knows to the one that it is."""
    for number, other in enumerate(held):
        if other.type == event.type and other.mode == event.mode and _same(other, event):
            held[number] = replace(
                other,
                actors=other.actors or event.actors,
                targets=other.targets or event.targets,
                place=other.place or event.place,
                time=other.time or event.time,
                figures=other.figures or event.figures,
                means=other.means or event.means,
                link=other.link or event.link,
            )
            return
        if other.type == event.type and other.mode == event.mode and other.figures == event.figures:
            event = replace(event, figures=())  # whoever adds up what events did counts it once
    held.append(event)


def _same(one: Event, other: Event) -> bool:
    """Whether two events of one kind and mode in one sentence are one: who one names, the other names too."""
    return any(
        set(less.actors) <= set(more.actors) and set(less.targets) <= set(more.targets)
        for less, more in ((one, other), (other, one))
    )
