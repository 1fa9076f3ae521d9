"""Where sentences begin and end.

sentencex decides for each paragraph; the rules here put together again what it takes apart:
"at 7 a.m. Monday", initials, a closing quotation mark left alone. Does not look at meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

#: Ends a piece that is no sentence yet, where the next begins with a word of time or place.
_OPEN = re.compile(r"\b(?:[ap]\.m|[AP]\.M)\.$")
_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May |June|July|Aug|Sept|Oct|Nov|Dec"
    r"|[A-Z]{2,4}\b|local|Eastern|Pacific|Central|GMT|UTC"
)
_TITLE = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Reps|Sens|Lt|Col|Gen|Capt|Sgt|Maj|Rev|Prof|Supt|Insp|Det|St|No|vs|Jan"
    r"|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z]\.[A-Z])\.$"
)
_PORTION = 4_000
_PRONOUN_I = re.compile(r"(?:^|\s)I\.$")
_CLOSING = re.compile(r"[”’\"»')\]]+[.,]?$")
_LOWER = re.compile(r"[\s”’\"»')\]—–-]*[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's offsets, half open, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def sentences(text: str, paragraphs: Iterable[tuple[int, int]], language: str = "") -> tuple[Sentence, ...]:
    """The sentences of a text in order, blanks at their ends left out."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        for first, last in _joined(text, list(_pieces(text, start, end, language or "en"))):
            found.append(Sentence(start=first, end=last, paragraph=number))
    return tuple(found)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    for opened, closed in _portions(text, start, end):
        portion = text[opened:closed].replace("\n", " ")
        for piece in get_sentence_boundaries(language.split("-", maxsplit=1)[0], portion):
            first, last = opened + piece["start_index"], opened + piece["end_index"]
            words = text[first:last]
            kept = words.strip()
            if kept:
                first += len(words) - len(words.lstrip())
                yield first, first + len(kept)


def _portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in portions: sentencex takes a time that grows with the square of the quotation marks."""
    while end - start > _PORTION:
        stop = text.rfind(". ", start, start + _PORTION) + 1 or text.rfind(" ", start, start + _PORTION) + 1
        stop = stop or start + _PORTION
        yield start, stop
        start = stop
    yield start, end


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        short = joined and end - joined[-1][0] <= _PORTION
        if short and _one_sentence(text[joined[-1][0] : joined[-1][1]][-60:], text[start:end][:60]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _one_sentence(before: str, after: str) -> bool:
    if _CLOSING.match(after) or _LOWER.match(after):
        return True
    if _OPEN.search(before):
        return bool(_GOES_ON.match(after))
    return bool(_TITLE.search(before)) and not _PRONOUN_I.search(before)
