"""Where sentences begin and end.

sentencex decides for each paragraph; the rules here put together again what it takes apart ("at 7 a.m.
Monday", initials, abbreviations and ordinals of the report's language, a dateline and its dash, a closing
quotation mark left alone), and give an opening mark that it leaves behind to the sentence that it opens.
Does not look at meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from dateline.stages.interpret.reading.lexicon import classes

_ENDS = classes("reading/sentence_ends")
_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May |June|July|Aug|Sept|Oct|Nov|Dec"
    r"|[A-Z]{2,4}\b|local|Eastern|Pacific|Central|GMT|UTC"
)
#: An hour written apart: "at 7 a. m.".
_APART = re.compile(r"[ap]\. m\.$", re.IGNORECASE)
#: "Der 3. Weltkrieg", "im 19. Jahrhundert": an ordinal between what asks for a noun and its noun.
_ORDINAL = re.compile(r"\b(?:d(?:e[rmns]|ie|as)|[ai]m|vom|zu[mr]|beim|seit)\s\d{1,3}\.$", re.I)
#: A number of a list, before its item.
_ITEM = re.compile(r"\(?\d{1,3}[.)]$")
_DATELINE = re.compile(r"[A-Z]{3}[A-Z .,'’-]*[\w .,]{0,40}\.$")
_DASHES = ("-- ", "- ", "— ", "– ", "_ ")
_PORTION = 4_000
_CLOSING = re.compile(r"[”’\"»')\]]+[.,]?$")
_LOWER = re.compile(r"[\s”’\"»')\]—–-]*[a-z]")
_MARKS = "\"“„«‘`'"

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's offsets, half open, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def sentences(
    text: str, paragraphs: Iterable[Piece], language: str = "", openings: Set[int] = frozenset()
) -> tuple[Sentence, ...]:
    """The sentences of a text in order, blanks at their ends left out.

    ``openings`` are the offsets at which quotations begin.
    """
    found: list[Sentence] = []
    spoken = (language or "en").split("-", maxsplit=1)[0]
    for number, (start, end) in enumerate(paragraphs):
        pieces = _handed_on(text, list(_pieces(text, start, end, spoken)), openings)
        joined = _joined(text, pieces, spoken)
        found += [Sentence(start=first, end=last, paragraph=number) for first, last in joined]
    return tuple(found)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[Piece]:
    for opened, closed in _portions(text, start, end):
        portion = text[opened:closed].replace("\n", " ")
        for piece in get_sentence_boundaries(language, portion):
            first, last = opened + piece["start_index"], opened + piece["end_index"]
            words = text[first:last]
            kept = words.strip()
            if kept:
                first += len(words) - len(words.lstrip())
                yield first, first + len(kept)


def _portions(text: str, start: int, end: int) -> Iterator[Piece]:
    """A paragraph in portions: sentencex takes a time that grows with the square of the quotation marks."""
    while end - start > _PORTION:
        stop = text.rfind(". ", start, start + _PORTION) + 1 or text.rfind(" ", start, start + _PORTION) + 1
        stop = stop or start + _PORTION
        yield start, stop
        start = stop
    yield start, end


def _handed_on(text: str, pieces: list[Piece], openings: Set[int]) -> list[Piece]:
    """The pieces, an opening mark at the end of one given to the next: ``he said. " | We left``."""
    for number in range(len(pieces) - 1):
        start, end = pieces[number]
        if text[end - 1] not in _MARKS:
            continue
        mark = end - 2 if text[end - 2 : end] in ("``", "''") else end - 1
        kept = text[start:mark].rstrip()
        if mark in openings and kept:
            pieces[number] = (start, start + len(kept))
            pieces[number + 1] = (mark, pieces[number + 1][1])
    return pieces


def _joined(text: str, pieces: list[Piece], language: str) -> list[Piece]:
    joined: list[Piece] = []
    shortened = _ENDS.get(language, frozenset())
    for start, end in pieces:
        short = joined and end - joined[-1][0] <= _PORTION
        before = text[max(joined[-1][0], joined[-1][1] - 60) : joined[-1][1]] if short else ""
        after = text[start:end][:60]
        if short and (_one_sentence(before, after) or _shortened(before, after, shortened, language)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _one_sentence(before: str, after: str) -> bool:
    """Whether two pieces, the end of one and the beginning of the next, are one sentence."""
    if not after[0].isupper() and (_CLOSING.match(after) or _LOWER.match(after)):
        return True
    if before[-1] != ".":
        return bool(_ITEM.match(before))
    last = before.rsplit(maxsplit=1)[-1].lstrip('(“"‘–')
    if last in _ENDS["hour"] or _APART.search(before):
        return bool(_GOES_ON.match(after))
    if before[-2:-1].isupper() and not before[-3:-2].isalnum():  # an initial
        return last != "I." and after.split(maxsplit=1)[0] not in _ENDS["starter"]
    if after.startswith(_DASHES):
        return bool(_DATELINE.match(before))
    word = last.rpartition("-")[2].capitalize()  # GEN. BERG in a text in capitals
    figure = after[0].isdigit() and word in _ENDS["figure"]
    return figure or word in _ENDS["title"] or bool(_ITEM.match(before))


def _shortened(before: str, after: str, shortened: Set[str], language: str) -> bool:
    """Whether a piece ends with a word that its language writes short, or, in German, with an ordinal."""
    if language == "de" and after[0].isupper() and _ORDINAL.search(before):
        return True
    *others, last = before.split()
    measured = bool(others) and others[-1][-1].isdigit()  # "5 м." are metres, and may end a sentence
    return not measured and last.lstrip("(„«").lower() in shortened
