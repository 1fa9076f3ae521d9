"""Saying without a verb: "the claim that …", "a video verified by …", "unverified reports of …".

Decides what is said and by whom where a noun or an adjective carries the attribution, and what the
report says nobody could verify. Does not look inside quotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.core.types import Stance
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import mapping
from dateline.stages.interpret.reading.noun_phrases import (
    BOUNDARIES,
    DETERMINERS,
    PREPOSITIONS,
    VERBS,
    Range,
    phrase_after,
    phrase_start,
    starts_clause,
    subject_before,
    trimmed,
)

_NOUNS = {noun: Stance(stance) for noun, stance in mapping("statements/nouns_of_saying").items()}
_DOUBTED = frozenset({"unverified", "unconfirmed", "uncorroborated"})
_CHECKED = frozenset(
    {
        "verify",
        "verified",
        "confirm",
        "confirmed",
        "authenticate",
        "authenticated",
        "corroborate",
        "corroborated",
    }
)
_UNABLE = frozenset({"not", "cannot", "couldn't", "can't", "unable", "never"})
_POSSESSIVES = frozenset({"his", "her", "their", "its"})

_REPORTED = frozenset({"reported", "stated", "announced", "described", "noted", "quoted"})

#: Words that call for a look at their sentence.
TRIGGERS = frozenset(_NOUNS) | _DOUBTED | _CHECKED | {"by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A statement that no finite verb of saying makes: tokens of speaker and cue, offsets of content."""

    speaker: Range | None
    cue: Range
    content: Range
    stance: Stance


def nominals(view: Annotation, first: int, last: int) -> Iterator[Nominal]:
    """The statements of this kind among the tokens of a sentence."""
    for at in range(first, last):
        word = view.lower[at]
        if word == "by" and view.lower[at - 1] in _REPORTED and view.lower[at - 2] == "as":
            found = _as_reported(view, at, first, last)
            if found is not None:
                yield found
            continue
        if word not in TRIGGERS or view.quotation_at(view.starts[at]) is not None:
            continue
        if word == "by":
            continue
        if word in _NOUNS:
            found = _noun(view, at, first, last)
        elif word in _DOUBTED:
            found = _doubted(view, at, last)
        else:
            found = _checked(view, at, first, last)
        if found is not None:
            yield found


def _as_reported(view: Annotation, at: int, first: int, last: int) -> Nominal | None:
    """“…, as reported by the ministry”."""
    start, end = at - 2, phrase_after(view, at + 1, last)
    if end == at + 1 or start - first < 4 or view.lower[start - 1] != ",":
        return None
    return Nominal(
        speaker=(at + 1, end),
        cue=(start, at + 1),
        content=trimmed(view, first, start - 1),
        stance=Stance.SAID,
    )


def _noun(view: Annotation, at: int, first: int, last: int) -> Nominal | None:
    """“Cole's claim that …”, “a warning from the ministry that …”."""
    opened = next((i for i in range(at + 1, min(at + 8, last)) if view.lower[i] == "that"), None)
    if opened is None or not starts_clause(view, opened + 1, last):
        return None
    speaker: Range | None = None
    if opened > at + 1:
        if (
            view.lower[at + 1] not in ("by", "from", "of", "in")
            or phrase_after(view, at + 2, opened) != opened
        ):
            return None
        speaker = (at + 2, opened) if view.lower[at + 1] in ("by", "from") else None
    elif at > first and view.lower[at - 1] in _POSSESSIVES:
        speaker = (at - 1, at)
    elif at - 1 > first and view.lower[at - 1] == "'s":
        start = phrase_start(view, at - 2, first)
        speaker = (start, at - 1) if start is not None else None
    stop = next((i for i in range(opened + 2, last) if view.lower[i] in (",", ";", "—")), last)
    return Nominal(
        speaker=speaker,
        cue=(at, at + 1),
        content=trimmed(view, opened + 1, stop),
        stance=_NOUNS[view.lower[at]],
    )


def _doubted(view: Annotation, at: int, last: int) -> Nominal | None:
    """“Unverified claims of …”."""
    end = phrase_after(view, at + 1, last)
    if end == at + 1:
        return None
    return Nominal(
        speaker=None, cue=(at, at + 1), content=trimmed(view, at + 1, end), stance=Stance.UNVERIFIED
    )


def _checked(view: Annotation, at: int, first: int, last: int) -> Nominal | None:
    """“… verified by the BBC”, “… could not be independently verified”, “X could not verify the report”."""
    group = at
    while group > first and at - group < 5 and _helps(view.lower[group - 1]):
        group -= 1
    helpers = set(view.lower[group:at])
    if helpers & _UNABLE:
        subject = subject_before(view, group, first)
        if "be" in helpers or "been" in helpers:
            if subject is None:
                return None
            content = trimmed(view, *subject)
            return Nominal(speaker=None, cue=(group, at + 1), content=content, stance=Stance.UNVERIFIED)
        end = phrase_after(view, at + 1, last)
        if end == at + 1 or subject is None or view.lower[at + 1] in BOUNDARIES:
            return None
        content = trimmed(view, at + 1, end)
        return Nominal(speaker=subject, cue=(group, at + 1), content=content, stance=Stance.UNVERIFIED)
    if view.lower[at].endswith("ied") and view.lower[at + 1 : at + 2] == ("by",):
        start = phrase_start(view, group - 1, first) if group > first else None
        end = phrase_after(view, at + 2, last)
        if start is not None and end > at + 2:
            content = trimmed(view, start, group)
            return Nominal(speaker=(at + 2, end), cue=(at, at + 2), content=content, stance=Stance.VERIFIED)
    return None


def _helps(word: str) -> bool:
    return (
        (word in VERBS and word not in PREPOSITIONS)
        or word in _UNABLE
        or word in ("to", "yet")
        or (word.endswith("ly") and word not in DETERMINERS)
    )
