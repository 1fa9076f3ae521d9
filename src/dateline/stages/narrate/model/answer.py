"""A model's answer, read as what it is: text from outside.

Decides which of its lines have the form of a line (words and known evidence, no more), and refuses each other
one with a reason that can be sent back. Whether a line is true is not decided here: that is for ``proof``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.core.text import count_words
from dateline.core.types import Span
from dateline.stages.narrate.model.screening import markup, ordering, unseen
from dateline.stages.narrate.wording.standing import balanced, standalone, typographic

if TYPE_CHECKING:
    from dateline.stages.narrate.model.shape import Shape
    from dateline.stages.narrate.model.sheet import Sheet

#: Longest answer that is read, in letters, and most sentences that one line may cite.
_LONGEST = 200_000
_MOST_EVIDENCE = 6
_LEAST_WORDS = 4
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
#: What some models think aloud before they answer.
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
#: A model that speaks of itself or to somebody, and names of ids in the text.
_CHAT = re.compile(
    r"\b(?:as an ai|language model|i cannot|i can’t|i am sorry|i’m sorry|here is the|sure,|certainly[,!])"
    r"|\bs\d+\b(?=[\],).]|$)|^\W*(?:headline|standfirst|summary|evidence|note)\s*:",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•·>#|]|\d{1,2}[.)]\s)")
_MARKS = re.compile(r"[<>{}\[\]|\\^`]")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a line stands: a part of the page, the section in it by its number on the page, the line.

    Read and written as ``standfirst``, ``summary/0``, ``body/2/1``. The headline has no place here: it is an
    outlet's own, and credited (HOUSE_STYLE rule 13).
    """

    part: int
    section: int = 0
    line: int = 0

    def __str__(self) -> str:
        name = _PARTS[self.part]
        numbers = {"summary": (self.line,), "body": (self.section, self.line)}.get(name, ())
        return "/".join((name, *map(str, numbers)))


_PARTS = ("standfirst", "summary", "body")
STANDFIRST, SUMMARY, BODY = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A line of a model that has the form of one. ``evidence`` are whole sentences, in order of their ids."""

    place: Place
    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line that may not be printed, and why, as it can be told to its writer."""

    place: Place
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an answer came to. ``unreadable`` says why nothing of it could be read."""

    proposals: tuple[Proposal, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unreadable: str = ""


@dataclass(slots=True)
class _Reading:
    sheet: Sheet
    shape: Shape
    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def take(self, raw: Any, place: Place) -> None:
        """A line, or a refusal of it."""
        form = raw if isinstance(raw, dict) else {"text": raw}
        text, ids = form.get("text"), form.get("evidence")
        shown = text if isinstance(text, str) else ""
        why = self._objection(text, ids)
        if why:
            self.refusals.append(Refusal(place=place, text=shown[:500], why=why))
            return
        cited = sorted(set(ids or ()), key=lambda name: int(name[1:]))
        spans = tuple(self.sheet.sentences[name] for name in cited)
        self.proposals.append(Proposal(place=place, text=_clean(shown), evidence=spans))

    def _objection(self, text: Any, ids: Any) -> str:
        if not isinstance(text, str) or not text.strip():
            return "it is no sentence"
        if not isinstance(ids, list) or not ids:
            return "it cites no evidence"
        unknown = [name for name in ids if not isinstance(name, str) or name not in self.sheet.sentences]
        if unknown:
            return f"it cites what is not among the facts: {str(unknown[0])[:20]}"
        if len(set(ids)) > _MOST_EVIDENCE:
            return f"it cites more than {_MOST_EVIDENCE} sentences"
        return self._fault_of_form(text)

    def _fault_of_form(self, text: str) -> str:
        most = self.shape.most_words
        length = count_words(text, most + 1)
        faults = (
            (length > most, f"it has more than {most} words"),
            (length < _LEAST_WORDS, "it is too short to be a sentence"),
            (unseen(text), "it has a break or a character that nobody sees in it"),
            (
                markup(text) or _MARKS.search(text) or _BULLET.search(text),
                "it has markup or an address in it",
            ),
            (ordering(text) or _CHAT.search(text), "it is no line of news"),
            (not balanced(typographic(text)), "a quotation mark in it has no counterpart"),
            (
                not standalone(typographic(text)),
                "it cannot be read without other lines: a pronoun, “today”, or no verb",
            ),
        )
        return next((why for wrong, why in faults if wrong), "")


def read_page(text: str, sheet: Sheet, shape: Shape) -> Answer:
    """The lines of a whole page, in order of reading."""
    form = _json(text)
    if not isinstance(form, dict):
        return Answer(unreadable="its answer is no JSON object")
    reading = _Reading(sheet, shape)
    if form.get("standfirst") is not None:
        reading.take(form["standfirst"], Place(STANDFIRST))
    for count, raw in enumerate(_list(form.get("summary"))[: shape.summary_lines]):
        reading.take(raw, Place(SUMMARY, line=count))
    for number, lines in _sections(_list(form.get("sections")), sheet.headings):
        for count, raw in enumerate(lines[: shape.section_lines]):
            reading.take(raw, Place(BODY, number, count))
    if not reading.proposals and not reading.refusals:
        return Answer(unreadable="its answer has no line in it")
    return Answer(proposals=tuple(reading.proposals), refusals=tuple(reading.refusals))


def read_again(text: str, sheet: Sheet, shape: Shape, asked: Iterable[Place]) -> Answer:
    """The lines that were written anew, each for a place that was asked for, and once."""
    form = _json(text)
    if not isinstance(form, dict):
        return Answer(unreadable="its answer is no JSON object")
    wanted = {str(place): place for place in asked}
    reading = _Reading(sheet, shape)
    for raw in _list(form.get("lines")):
        named = raw.get("place") if isinstance(raw, dict) else None
        place = wanted.pop(named, None) if isinstance(named, str) else None
        if place is not None:
            reading.take(raw, place)
    return Answer(proposals=tuple(reading.proposals), refusals=tuple(reading.refusals))


def _sections(raw: list[Any], headings: tuple[str, ...]) -> Iterator[tuple[int, list[Any]]]:
    """The lines of each section that the page has; a heading of the model's own is none of ours."""
    numbers = {heading: number for number, heading in enumerate(headings)}
    for section in raw:
        heading = section.get("heading") if isinstance(section, dict) else None
        number = numbers.pop(heading, None) if isinstance(heading, str) else None
        if number is not None:
            yield number, _list(section.get("lines"))


def _json(text: str) -> Any:
    """The JSON in an answer: bare, behind thoughts, or in a fenced block; None where there is none."""
    bare = _THOUGHTS.sub("", text[:_LONGEST]).strip()
    block = _FENCED.search(bare)
    for candidate in (bare, block.group(1) if block else "", bare[bare.find("{") : bare.rfind("}") + 1]):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _clean(text: str) -> str:
    """A line as we print it: typographic quotation marks, and a stop behind it."""
    line = typographic(text)
    return line if line.endswith((".", "!", "?", "”", "…")) else f"{line}."
