"""Which words of a text are names, days or months, and whether they stand in what bears them out.

A short form and its long one are read as the same where the house writes one for the other. Does NOT decide
whom a name means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.judge.numerals import value_of
from tests.judge.reading import bare, plain

#: A name inside a sentence, for whoever wants to change one.
NAME = re.compile(r"(?<![.!?:“\"(—] )(?<!^)\b[A-Z][\w’'-]{2,}")
#: A word as it stands, with what joins its parts; of "10News" the letters count.
_WORD = re.compile(r"[^\W\d]\w*(?:['.&-]\w+)*|\d+[^\W\d]\w*")
_JOINT = re.compile(r"['.&-]")
#: Where a word is capital because it comes first.
_OPENS = re.compile(r"(?:^|[.!?:;…]['\")\]]* |[\"“(\[—–-] ?|\n)\W*$")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
#: What the house writes for what a report wrote.
_SAME = {
    "us": ("u.s", "usa", "united", "america", "american"), "uk": ("u.k", "united", "britain", "british"),
    "un": ("u.n", "united"), "eu": ("e.u", "european"), "senator": ("sen",), "senators": ("sens",),
    "governor": ("gov",), "general": ("gen",), "lieutenant": ("lt",), "sergeant": ("sgt",),
    "captain": ("capt",), "major": ("maj",), "professor": ("prof",), "representative": ("rep",),
    "representatives": ("reps",),
    "september": ("sep", "sept"), **{month: (month[:3],) for month in _MONTHS if month != "september"},
}  # fmt: skip
#: Words of the house that may open a sentence.
_HOUSE = frozenset((
    "a", "an", "the", "one", "another", "some", "several", "most", "both", "that", "this", "those", "its",
    "he", "she", "it", "they", "his", "her", "their", "nobody", "two", "reports", "days", "other", "about",
    "according", "after", "as", "at", "before", "by", "in", "of", "on", "with", "not", "no", "and", "but",
    "if", "when", "where", "while", "first", "later", "up", "now",
))  # fmt: skip


def names(text: str) -> Iterator[str]:
    """The words of a text that have a capital, but for words of the house that have it as the first.

    A number that opens a sentence is spelled for its place; whether it is borne out ``numerals`` judges.
    """
    text = plain(text)
    for match in _WORD.finditer(text):
        word = match.group().removesuffix("'s")
        if word[0].isupper() and not (_ours(bare(word)) and _OPENS.search(text[: match.start()])):
            yield word


def _ours(word: str) -> bool:
    return word in _HOUSE or value_of(word) is not None


def untold(text: str, borne: str) -> Iterator[str]:
    """The names of a text that do not stand in what bears it out, whole or by their parts."""
    held = _words(borne)
    for name in names(text):
        parts = [part for part in _JOINT.split(bare(name)) if part]
        if bare(name) not in held and not all(_held(part, held) for part in parts):
            yield name


def _held(word: str, held: set[str]) -> bool:
    return word in held or any(other in held for other in _SAME.get(word, ()))


def _words(text: str) -> set[str]:
    found: set[str] = set()
    for match in _WORD.findall(plain(text)):
        word = bare(match.removesuffix("'s"))
        found |= {word, word.lstrip("0123456789"), *_JOINT.split(word)}
    return found
