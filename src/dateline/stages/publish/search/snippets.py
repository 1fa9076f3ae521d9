"""Where a story has the words: its headline and the best of its lines, with the words marked.

Decides which line is shown, and how much of it. Gives parts of text, each with whether it is marked; who
prints them escapes them. Nothing is added to a line but the dots that show where it was cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.stages.publish.search.rank import fits
from dateline.stages.publish.search.words import pairs, plain, unspaced, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.stages.publish.search.query import Run

Parts = tuple[tuple[str, bool], ...]

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
#: A line longer than this is cut around the first word found.
_LONGEST, _BEFORE = 240, 60
_CUT = "…"


def marked(text: str, runs: Sequence[Run]) -> Parts:
    """A text in parts, those marked that have a word that was asked for."""
    wanted = [word for run in runs for word in run]
    parts: list[tuple[str, bool]] = []
    for piece, hit in _pieces(text, wanted):
        if not piece:
            continue
        if parts and parts[-1][1] == hit:
            parts[-1] = (parts[-1][0] + piece, hit)
        elif hit and len(parts) > 1 and not parts[-1][0].strip():  # a blank between two marked words
            blank, _ = parts.pop()
            parts[-1] = (parts[-1][0] + blank + piece, True)
        else:
            parts.append((piece, hit))
    return tuple(parts)


def snippet(lines: Iterable[str], runs: Sequence[Run]) -> Parts:
    """The first of the lines that have most of the words, cut where it is long; empty where none has any."""
    best, most = "", 0
    for line in lines:
        told = set(words(line))
        found = sum(any(fits(word, wanted) for word in told) for run in runs for wanted in run)
        if found > most:
            best, most = line, found
    return marked(_around(best, runs), runs) if best else ()


def _around(line: str, runs: Sequence[Run]) -> str:
    """The stretch of a long line that has the first word found, whole words alone."""
    if len(line) <= _LONGEST:
        return line
    wanted = [word for run in runs for word in run]
    at = 0
    for piece, hit in _pieces(line, wanted):
        if hit:
            break
        at += len(piece)
    start = max(0, min(at - _BEFORE, len(line) - _LONGEST))
    start = line.find(" ", start) + 1 if start else 0
    cut = line[start : start + _LONGEST]
    whole = cut if start + _LONGEST >= len(line) else cut[: max(cut.rfind(" "), 1)]
    return f"{_CUT if start else ''}{whole}{_CUT if start + len(whole) < len(line) else ''}"


def _pieces(text: str, wanted: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words of a text and what stands between them, each with whether it is wanted."""
    at = 0
    for match in _TOKEN.finditer(text):
        yield text[at : match.start()], False
        yield from _of_token(match.group(), wanted)
        at = match.end()
    yield text[at:], False


def _of_token(token: str, wanted: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """A word is marked whole; of a script without spaces the letters of the pairs that are wanted."""
    if not unspaced(token):
        yield token, any(fits(word, one) for word in words(token) for one in wanted)
        return
    hits = [False] * len(token)
    for at, letter in enumerate(token):
        pair = "".join(plain(token[at : at + 2]))
        for told in (letter, *pairs(pair)):
            if told and any(fits(told, one) for one in wanted if len(one.rstrip("*")) <= len(told)):
                hits[at : at + len(told)] = [True] * len(hits[at : at + len(told)])
    for letter, hit in zip(token, hits, strict=True):
        yield letter, hit
