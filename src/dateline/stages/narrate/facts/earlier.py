"""Earlier happenings that the reports tie to this one: "the second fire at the yard since March".

Decides which sentences tell of a happening of its own, before the story's: one that a report counts together
with this one or names beside it, or whose dead it gives with its date. What one person did before, and what
came a day after, is none. Does NOT find the page of the earlier story (``group`` links stories).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.pages import Earlier
from dateline.core.text import words
from dateline.core.types import Mode, Scope, Span
from dateline.stages.narrate.plan.selection import Told
from dateline.stages.narrate.wording.compression import finite, guarded
from dateline.stages.narrate.wording.cuts import cuts
from dateline.stages.narrate.wording.standing import standalone, typographic

if TYPE_CHECKING:
    from dateline.core.types import Event, Moment
    from dateline.stages.narrate.facts.material import Material, Passage
    from dateline.stages.narrate.plan.selection import Ranking
    from dateline.stages.narrate.wording.limits import Allowance

MOST_EARLIER = 4
_MOST_WORDS = 24
#: A noun phrase of so many words at most is still a name for a happening.
_NAMED = 10
#: A year alone dates a statistic; a happening has a month.
_DATED = len("2024-06")
#: Kinds of happening (PLOVER's) that stand beside one another; talks and deals are background.
_KINDS = frozenset(["ASSAULT", "ACCIDENT", "DISASTER", "PROTEST", "COERCE", "MOBILIZE", "SEIZE"])
#: Words that count a happening with others, or set it before them.
_TIES = re.compile(
    r"^(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest"
    r"|another|earlier|previous|similar|deadliest|worst|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: What is somebody's own past and no happening beside this one.
_OWN_PAST = re.compile(
    r"\b(?:arrests?|convictions?|charges?|offen[cs]es?|talks|meetings?|marriage|season|degree)$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:!?()“”\"–—\n]|\.\s*$|\b(?:which|that|who|when|where|after|as|and|but|while|or|than)\b"
)
#: A name for a happening has somebody's or some place's name in it, or says since when; and is whole.
_TELLS = re.compile(
    r"^(?!.*\bbetween\b)(?!\S+ (?:following|after|by|in|on|with)\b)(?=.* (?:[A-Z]\w|since |this ))"
)
#: "At least the third" is no third.
_OPEN = re.compile(r"\b(?:at least|perhaps|maybe|only)(?: the)?\s*$", re.IGNORECASE)
_VALUE = re.compile(r"\d{4}(?:-\d\d){0,2}$")


def earlier(
    material: Material, ranking: Ranking, allowance: Allowance, happened: str = ""
) -> tuple[Earlier, ...]:
    """The earlier happenings, the oldest first and undated ones last, at most ``MOST_EARLIER``.

    ``happened`` is the story's own day as TIMEX3 writes it, "" where it is not known.
    """
    told, found = Told(), []
    tied = [pair for pair in _tied(material, happened) if ranking.relevant(pair[0])]
    for passage, tie in sorted(tied, key=lambda pair: (-ranking.score(pair[0]), pair[0].key, pair[1].start)):
        named = passage.clipping.report.quote(tie)
        text = _name(passage, tie) if _TIES.match(named) else _sentence(passage, tie, allowance)
        if text and not told.repeats(text):
            told.add(text)
            found.append(
                Earlier(text=text, evidence=(passage.span,), date=_date(passage, tie, text, happened))
            )
        if len(found) == MOST_EARLIER:
            break
    return tuple(sorted(found, key=lambda one: (not one.date, one.date)))


def _tied(material: Material, happened: str) -> Iterator[tuple[Passage, Span]]:
    """The sentences that tie an earlier happening to this one, with the words that do."""
    for clipping in material.clippings:
        events = [event for event in clipping.facts.events if _ties(event)]
        for passage in material.report_passages(clipping.report.id):
            for event in events:
                at = passage.text.find(event.link) if _within(event.phrase.span, passage) else -1
                if at >= 0:
                    start = passage.span.start + at
                    yield passage, Span(report=clipping.report.id, start=start, end=start + len(event.link))
            for figure in passage.figures:
                dated = any(
                    _past(moment, happened) and len(moment.value) >= _DATED for moment in passage.moments
                )
                if figure.scope is Scope.HISTORICAL and figure.measure in ("killed", "injured") and dated:
                    yield passage, figure.phrase.span


def _ties(event: Event) -> bool:
    link = event.link.strip()
    return (
        event.type in _KINDS
        and event.mode is Mode.HISTORICAL
        and bool(_TIES.match(link))
        and not _OWN_PAST.search(link)
    )


def _within(span: Span, passage: Passage) -> bool:
    return passage.span.start <= span.start < passage.span.end


def _name(passage: Passage, tie: Span) -> str:
    """The happening in the report's noun phrase, from the words that tie it on: "The 2019 fire at the yard".

    "" where the sentence leaves open whether it is so.
    """
    at = tie.start - passage.span.start
    if guarded(passage.text) or _OPEN.search(passage.text[:at]):
        return ""
    rest = typographic(passage.text[at:])
    taken: list[str] = []
    for word in _STOP.split(rest, maxsplit=1)[0].split()[: _NAMED + 1]:
        if taken and word.islower() and finite(word):
            break
        taken.append(word)
    named = " ".join(taken).rstrip(".")
    if len(taken) > _NAMED or len(named) < tie.end - tie.start or not _TELLS.search(named):
        return ""
    return named[:1].upper() + named[1:] if named.lower().startswith("the ") else f"The {named}"


def _sentence(passage: Passage, tie: Span, allowance: Allowance) -> str:
    """The sentence, shortened to what a line holds, with the words that tell of the earlier happening."""
    at = tie.start - passage.span.start
    key = passage.text[at : at + tie.end - tie.start]
    for body in cuts(passage.text):
        kept = typographic(key) in body and len(words(body)) <= _MOST_WORDS
        if kept and "“" not in body and standalone(body) and allowance.free(body):
            return body + "."
    return ""


def _date(passage: Passage, tie: Span, text: str, happened: str) -> str:
    """The past day, month or year in the words of the earlier happening."""
    past = [moment for moment in passage.moments if _past(moment, happened) and moment.phrase.text in text]
    nearest = min(past, key=lambda moment: abs(moment.phrase.span.start - tie.start), default=None)
    return nearest.value if nearest else ""


def _past(moment: Moment, happened: str) -> bool:
    """Whether a time is a date before the story's own, in as many digits as it has."""
    if moment.type != "DATE" or not _VALUE.match(moment.value):
        return False
    return not happened or moment.value < happened[: len(moment.value)]
