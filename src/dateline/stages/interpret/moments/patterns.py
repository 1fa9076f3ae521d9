"""Where expressions of time stand: patterns over the classes of words, not over letters.

Decides which tokens belong together and which reader says what they mean. Does not decide the meaning.
``patterns.tsv`` is the grammar. At each word that can begin an expression only the patterns are tried that
can begin with its class, so the cost grows with the number of such words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.moments.words import CHARACTERS, NONE
from dateline.stages.interpret.reading.lexicon import classes, rows

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

_NAME = re.compile(r"[A-Z]+")
_STARTS = classes("moments/starts")
#: How deep one part names another.
_DEPTH = 3
_GROUPS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")

#: A reader, its first token and the one behind its last.
Candidate = tuple[str, int, int]


def candidate(view: Annotation, codes: str, position: int) -> Candidate | None:
    """The first candidate at or behind a token: its reader, its first token and the one behind its last."""
    while (start := _starters().search(codes, position)) is not None:
        first = start.start()
        pattern = _beginning_with(codes[first])
        match = pattern.match(codes, first)
        if match is not None and view.sentence_of[first] != view.sentence_of[match.end() - 1]:
            match = pattern.match(codes, first, _sentence_end(view, first))
        if match is not None:
            return _patterns()[int((match.lastgroup or "_0")[1:])][0], first, match.end()
        position = first + 1
    return None


def _sentence_end(view: Annotation, first: int) -> int:
    number = view.sentence_of[first]
    return next(i for i in range(first, len(view.lower)) if view.sentence_of[i] != number)


@cache
def _starters() -> re.Pattern[str]:
    inner, lone = _STARTS["inner"], _STARTS["alone"]
    alone = "".join(CHARACTERS[name] for name in sorted(lone))
    opening = "".join(character for name, character in CHARACTERS.items() if name not in inner | lone)
    return re.compile(f"[{alone}]|[{opening}](?=[^{NONE}])")


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    """Reader and pattern of each row, over the characters of the classes."""
    parts = [(row[0], row[1]) for row in rows("moments/parts.tsv")]
    return tuple((reader, _compiled(pattern, parts)) for reader, pattern in rows("moments/patterns.tsv"))


@cache
def _beginning_with(character: str) -> re.Pattern[str]:
    """The patterns that can begin with a class in one, each in a group of its number."""
    chosen = (
        f"(?P<_{number}>{pattern})"
        for number, (_, pattern) in enumerate(_patterns())
        if character in _first(pattern)
    )
    return re.compile("|".join(chosen) or r"(?!)")


def _compiled(pattern: str, parts: list[tuple[str, str]]) -> str:
    """A pattern over names of classes as one over their characters."""
    for _ in range(_DEPTH):
        for name, part in parts:
            pattern = pattern.replace(name, part)
    return _NAME.sub(lambda match: CHARACTERS[match.group()], pattern).replace(" ", "")


@cache
def _first(pattern: str) -> frozenset[str]:
    """The characters that a match of a pattern can begin with."""
    return _choice(pattern, 0)[0]


def _choice(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    """What the alternatives up to the end of their group begin with, and whether one may be empty."""
    first: frozenset[str] = frozenset()
    empty, branch_empty = False, True
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            empty, branch_empty, at = empty or branch_empty, True, at + 1
            continue
        characters, optional, at = _piece(pattern, at)
        if branch_empty:
            first, branch_empty = first | characters, optional
    return first, empty or branch_empty, at


def _piece(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    """The same of one class, set or group with the question mark behind it; a look-around is empty."""
    optional = False
    if pattern[at] == "(":
        opening = next(group for group in _GROUPS if pattern.startswith(group, at))
        characters, optional, end = _choice(pattern, at + len(opening))
        if opening != _GROUPS[0]:
            characters, optional = frozenset(), True
        at = end + 1
    elif pattern[at] == "[":
        end = pattern.index("]", at)
        characters, at = frozenset(pattern[at + 1 : end]), end + 1
    else:
        characters, at = frozenset(pattern[at]), at + 1
    return (characters, True, at + 1) if pattern[at : at + 1] == "?" else (characters, optional, at)
