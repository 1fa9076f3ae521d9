"""Sourcing: whose word a sentence is, and whether the draft speaks as a desk would.

Decides by tables of English phrases: sources that are nobody, a plural for one source, contentious
matter without a source, judgement words, a stance that no source took. Warnings, for a table knows
no context; only a raised stance on a printed line is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.pages import LineKind
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.words import (
    ATTRIBUTION,
    CONTENTIOUS,
    JUDGEMENTS,
    SPEAKING,
    STANCES,
    VAGUE_PHRASES,
    VAGUE_SOURCES,
)


def _any_of(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_VAGUE = re.compile(
    rf"\b(?:(?:{_any_of(VAGUE_SOURCES)}) (?:have |has |also |now )?(?:{_any_of(SPEAKING)})"
    rf"|{_any_of(VAGUE_PHRASES)}|according to (?:{_any_of(VAGUE_SOURCES)})(?! (?:of|from|at|in|for|on) ))\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(rf"\b(?:{_any_of(JUDGEMENTS)})\b", re.IGNORECASE)
#: Plurals of speakers, and the one who may have been made several.
_SINGULAR = {
    "officials": "official",
    "sources": "source",
    "witnesses": "witness",
    "spokesmen": "spokesman",
    "residents": "resident",
    "doctors": "doctor",
    "lawyers": "lawyer",
    "diplomats": "diplomat",
}
_PLURAL = re.compile(
    rf"\b(?P<plural>{_any_of(tuple(_SINGULAR))})\b"
    r"(?= (?:have |had )?(?:say|said|told|claim|claimed|confirmed|report|reported)\b)",
    re.IGNORECASE,
)
_STANCE = re.compile(
    r"\b(?P<verb>confirm(?:s|ed)?|verif(?:y|ies|ied)|admit(?:s|ted)?|claim(?:s|ed)|alleg(?:es|ed)|den(?:y|ies|ied))\b",
    re.IGNORECASE,
)


def vague_source(case: Case) -> Iterator[Objection]:
    """Sources that are nobody: "observers say" (HOUSE_STYLE rule 5)."""
    for passage in case.passages:
        marks = list(quoted(passage.text))
        for match in _VAGUE.finditer(passage.text):
            if not _within(marks, match.start()):
                said = match.group()
                why = f"“{said}” names nobody: say who, of what, or leave it out."
                yield _at(passage, match.start(), match.end(), why)


def plural_source(case: Case) -> Iterator[Objection]:
    """Several speakers where the evidence has one (rule 3)."""
    for passage in case.passages:
        words = passage.ground.words
        for match in _PLURAL.finditer(passage.text):
            plural = match["plural"].lower()
            if plural not in words and _SINGULAR[plural] in words:
                why = f"The evidence has one {_SINGULAR[plural]}, not “{plural}”."
                yield _at(passage, match.start("plural"), match.end("plural"), why, sources=True)


def unattributed_statement(case: Case) -> Iterator[Objection]:
    """Casualties, blame or crime with no word on who says so (rule 2); page lines show their reports,
    and titles stand above a text that may.
    """
    for passage in case.passages:
        words = [word.lower() for word in WORD.findall(passage.text)]
        if passage.cites or len(words) < 8 or not passage.text.rstrip("\"”'’)").endswith((".", "!", "?")):
            continue
        found = CONTENTIOUS.intersection(words)
        if found and not ATTRIBUTION.intersection(words) and not any(quoted(passage.text)):
            word = next(word for word in words if word in found)
            why = f"“{word}” is stated as fact: say who says so."
            yield _at(passage, 0, len(passage.text), why)


def judgement(case: Case) -> Iterator[Objection]:
    """Judgement words in the desk's own voice (rule 14); inside a quotation they are the speaker's."""
    for passage in case.passages:
        if passage.kind in {LineKind.QUOTATION, LineKind.EXTRACT}:
            continue
        marks = list(quoted(passage.text))
        for match in _JUDGED.finditer(passage.text):
            if not _within(marks, match.start()):
                why = f"“{match.group()}” is a judgement: quote somebody who makes it, or leave it out."
                yield _at(passage, match.start(), match.end(), why)


def raised_stance(case: Case) -> Iterator[Objection]:
    """A printed line that says confirmed, denied, claimed where its evidence has no such word (rule 4)."""
    yield from _stances(case, cites=True)


def raised_stance_in_text(case: Case) -> Iterator[Objection]:
    """The same in free text, where the word may come from what the whole source says."""
    yield from _stances(case, cites=False)


def _stances(case: Case, *, cites: bool) -> Iterator[Objection]:
    for passage in case.passages:
        if passage.cites is not cites or not passage.ground.stretches:
            continue
        for match in _STANCE.finditer(passage.text):
            verb = match["verb"].lower()
            stems = next(stems for start, stems in STANCES.items() if verb.startswith(start))
            if not any(stem in passage.ground.folded for stem in stems):
                why = f"No source says “{verb}”: keep the word that the report used."
                yield _at(passage, match.start(), match.end(), why, sources=True)


def _within(marks: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in marks)


def _at(passage: Passage, start: int, end: int, why: str, *, sources: bool = False) -> Objection:
    return Objection(
        start=passage.start + start,
        end=passage.start + end,
        why=why,
        evidence=passage.nearest() if sources else (),
    )
