"""Times as a reader needs them: when it happened, in whose zone, and still true when it is read.

Decides by the draft's text, and by the clocks of its sources (HOUSE_STYLE rule 16). Whether a day is
the right one is for ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.pages import LineKind
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.datemarks import date_marks
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.words import MEASURES

_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening|week|month)|"
    r"last (?:night|week)|next week|hours ago|minutes ago)\b",
    re.IGNORECASE,
)
_RECENT = re.compile(r"\b(?:recent|recently|lately|in recent days|the other day)\b", re.IGNORECASE)
_ZONE = r"GMT|UTC|BST|CEST|CET|EEST|EET|EST|EDT|PST|PDT|MSK|IST|JST|AEST"
_ZONED = re.compile(
    rf"\b\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)? (?P<zone>{_ZONE})\b"
    rf"|\b\d{{1,2}} ?[ap]\.?m\.? (?P<zone2>{_ZONE})\b"
)
_NAMED_ZONE = re.compile(rf"\b(?:{_ZONE})\b|\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")
_HARM = frozenset(word for words in MEASURES.values() for word in words)
_NOTICE = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}\s*[-–]\s*)?(?P<year>20\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
#: A text shorter than this is a brief; running text has lines at least this long.
_STORY, _RUNNING = 100, 12


def relative_day(case: Case) -> Iterator[Objection]:
    """A day that is only right on the day of printing, in a line of a page that stays (rule 16)."""
    for passage in case.passages:
        if not passage.cites or passage.kind in {LineKind.QUOTATION, LineKind.HEADLINE}:
            continue
        marks = list(quoted(passage.text))
        for match in _RELATIVE.finditer(passage.text):
            if not any(start <= match.start() < end for start, end in marks):
                why = f"“{match.group()}” is wrong tomorrow: give the day."
                start, end = passage.start + match.start(), passage.start + match.end()
                yield Objection(start=start, end=end, why=why)


def added_zone(case: Case) -> Iterator[Objection]:
    """A time with a zone that no source gives: a time without one stays floating."""
    for passage in case.passages:
        ground = passage.ground
        if not ground.stretches or _NAMED_ZONE.search(ground.text):
            continue
        for match in _ZONED.finditer(passage.text):
            zone = match["zone"] or match["zone2"]
            why = f"No source gives the zone {zone}: a time without a zone stays without one."
            start, end = passage.start + match.start(), passage.start + match.end()
            yield Objection(start=start, end=end, why=why, evidence=passage.nearest())


def undated_happening(case: Case) -> Iterator[Objection]:
    """A story of harm that never says on which day it happened; a vague "recently" is no day."""
    running = [p for p in case.passages if not p.cites and _is_running(p.text)]
    words = [word.lower() for passage in running for word in WORD.findall(passage.text)]
    if len(words) < _STORY or not _HARM.intersection(words):
        return
    marks = (mark for passage in running for mark in date_marks(passage.text))
    if any(mark.day or mark.weekday is not None for mark in marks):
        return
    if any(_RELATIVE.search(passage.text) for passage in running):
        return
    first = running[0]
    yield Objection(start=first.start, end=first.end, why="The text never says on which day this happened.")


def _is_running(text: str) -> bool:
    """Whether a passage is a sentence of a story, not a title or a stamp."""
    return len(WORD.findall(text)) >= _RUNNING and text.rstrip("\"”'’)").endswith((".", "!", "?"))


def vague_time(case: Case) -> Iterator[Objection]:
    """A "recently" where no day stands beside it: when?"""
    for passage in case.passages:
        if passage.cites or any(mark.day or mark.weekday is not None for mark in date_marks(passage.text)):
            continue
        marks = list(quoted(passage.text))
        for match in _RECENT.finditer(passage.text):
            if not any(start <= match.start() < end for start, end in marks):
                start, end = passage.start + match.start(), passage.start + match.end()
                yield Objection(start=start, end=end, why=f"“{match.group()}”: say when.")


def stale_notice(case: Case) -> Iterator[Objection]:
    """A notice of rights that is older than what stands above it."""
    text = case.draft.text
    for match in _NOTICE.finditer(text):
        years = [int(found.group()) for found in _YEAR.finditer(text, 0, match.start())]
        newest = max((year for year in years if year <= int(match["year"]) + 5), default=0)
        if newest > int(match["year"]):
            why = f"The notice is of {match['year']}; the text is of {newest}."
            yield Objection(start=match.start(), end=match.end(), why=why)
