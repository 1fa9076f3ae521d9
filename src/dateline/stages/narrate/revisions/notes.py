"""Where a report speaks of itself: that it was corrected, withdrawn, or brought up to date.

Decides which stretches of a report's text are such notes, by ``notes.toml``, and of which kind. A note is
about the article and not about the world: it is never printed as news, and what it says was wrong must not
stand. What becomes of our own lines by it, ``correcting`` says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from dateline.core.text import paragraphs, words
from dateline.core.types import Report, Span

#: A paragraph that begins as a note and is no longer than this is a note to its end.
_MOST_WORDS = 90
_END = re.compile(r"[.!?][”\"’)\]]*(?=\s|$)")
#: Where a note may begin: at the beginning of a paragraph or of a sentence.
_STARTS = re.compile(r"^|(?<=[.!?:”\"’)\]*•|]) ")
#: What may stand before it there: a bullet, a bracket, whose note it is, when it was made.
_BEFORE = (
    r"\s*[\[(*•–—_-]{0,3}\s*"
    r"(?:editor(?:['’]?s|s['’])? note\s*[:–—-]\s*|note\s*[:–—-]\s*|updated?[^:\n]{0,20}:\s*"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2},? \d{4}\s*[:–—-]?\s*)?"
)


class NoteKind(StrEnum):
    """What a report says of itself."""

    CORRECTION = "correction"
    RETRACTION = "retraction"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A stretch of a report in which it speaks of itself."""

    kind: NoteKind
    span: Span


def notes(report: Report) -> tuple[Note, ...]:
    """The notes of a report, in order, none inside another. Linear in the length of the text."""
    return _notes(report.id, report.text)


@lru_cache(maxsize=1024)
def _notes(report: str, text: str) -> tuple[Note, ...]:
    if not _signed(text):
        return ()
    return tuple(
        note
        for start, end in paragraphs(text)
        if _signed(text[start:end])
        for note in _of_paragraph(report, text, start, end)
    )


def _signed(text: str) -> bool:
    """Whether there is a word that every note has: most paragraphs have none, and are not looked at."""
    lowered = text.lower()
    return any(sign in lowered for sign in _table().signs)


def _of_paragraph(report: str, text: str, start: int, end: int) -> Iterator[Note]:
    """The whole paragraph where it begins as a note; else from each note to the end of its sentence."""
    told, until = text[start:end], 0
    for place in _STARTS.finditer(told):
        found = _table().forms.match(told, place.end()) if place.end() >= until else None
        if found is None:
            continue
        begin = found.start() + len(found.group()) - len(found.group().lstrip())
        most = _MOST_WORDS if not begin else _MOST_WORDS // 2
        whole = len(words(told[begin:])) <= most
        until = len(told) if whole else _sentence_end(told, found.end())
        kind = _strongest(NoteKind(found.lastgroup or NoteKind.UPDATE), told[begin:until])
        yield Note(kind=kind, span=Span(report=report, start=start + begin, end=start + until))


def _strongest(kind: NoteKind, told: str) -> NoteKind:
    """A note of an update that goes on to say what was wrong is a correction."""
    if kind is not NoteKind.UPDATE:
        return kind
    found = (_table().forms.match(told, place.end()) for place in _STARTS.finditer(told))
    kinds = {NoteKind(one.lastgroup or kind) for one in found if one}
    return next((one for one in (NoteKind.RETRACTION, NoteKind.CORRECTION) if one in kinds), kind)


def _sentence_end(text: str, start: int) -> int:
    found = _END.search(text, start)
    return found.end() if found else len(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The forms of ``notes.toml`` in one pattern, whose group is the kind, and the words that they need."""

    forms: re.Pattern[str]
    signs: tuple[str, ...]


@cache
def _table() -> _Table:
    source = resources.files("dateline.stages.narrate.revisions") / "notes.toml"
    table = tomllib.loads(source.read_text("utf-8"))
    kinds: dict[str, list[str]] = {kind: [] for kind in NoteKind}
    for form in table["form"]:
        named = form["pattern"].replace("{own}", table["own"]).replace("{thing}", table["thing"])
        kinds[form["kind"]].append(named)
    arms = "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())
    forms = re.compile(f"{_BEFORE}(?:{arms})", re.IGNORECASE)
    return _Table(forms=forms, signs=tuple(table["signs"]))
