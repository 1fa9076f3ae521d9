"""The words of a sentence by which it is laid beside another: each with its key and its place.

Decides what counts as one word: a number is one however many words it takes ("1.3 million"), and two
halves of a hyphenated word are two. It does not decide what a word stands for (``roots`` gives the key).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.core.text import fold
from dateline.stages.proof.alignment.roots import number_key, root
from dateline.stages.proof.ground.numerals import numerals
from dateline.stages.proof.ground.spelling import bare
from dateline.stages.proof.ground.words import STOP

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+(?:['’]\w+)*")
#: How a desk says who speaks: an attribution carries no matter of its own.
_SAYS = re.compile(r"(?i)report(?:ed|s)|told|tells|according")
_MULTIPLE = re.compile(r"\d|illion|hundred|thousand|dozen|ty\b|teen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in parallel: key, and where each begins and ends."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def first(self, most: int) -> Words:
        """No more than that many of the words."""
        if len(self.keys) <= most:
            return self
        return Words(self.keys[:most], self.starts[:most], self.ends[:most])

    def at(self, offset: int) -> int:
        """The number of the word that holds or follows an offset of the text."""
        return next((place for place, end in enumerate(self.ends) if end > offset), len(self.ends))


def keys_of(text: str) -> list[str]:
    """The keys of a text's words without their places, numbers of several words not put together."""
    return [root(word) for word in _TOKEN.findall(text)]


def unsaid(text: str, said: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that carry matter and of which nothing that was said has a form, in order."""
    known = {_form(key) for one in said for key in words_of(one).keys}
    found = words_of(text)
    cut = (text[start:end] for start, end in zip(found.starts, found.ends, strict=True))
    return tuple(
        word
        for key, word in zip(found.keys, cut, strict=True)
        if _form(key) not in known and bare(fold(word)) not in STOP and not _SAYS.fullmatch(word)
    )


def _form(key: str) -> str:
    """A key by which "decide" is a form of "decided", whose ending takes the vowel with it."""
    return key.removesuffix("e")


@lru_cache(maxsize=1024)  # each rule asks for the words of one passage
def words_of(text: str) -> Words:
    """The words of a text in order."""
    numbers = numerals(text) if _MULTIPLE.search(text) else ()
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    following = iter(numbers)
    numeral = next(following, None)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while numeral is not None and numeral.end <= start:
            numeral = next(following, None)
        if numeral is not None and numeral.start < end:
            if starts and starts[-1] >= numeral.start:
                continue
            key, start, end = number_key(numeral.value), numeral.start, numeral.end
        else:
            key = root(match.group())
        keys.append(key)
        starts.append(start)
        ends.append(end)
    return Words(tuple(keys), tuple(starts), tuple(ends))
