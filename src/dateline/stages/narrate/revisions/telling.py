"""Whether two lines tell the same: by their words, and by what they tell apart from who is credited with it.

Decides what is no difference: punctuation, case, which outlets a line is credited to, at which end of it the
speaker is named, and how fully. Who *says* something and what is said are never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from dateline.core.text import fold
from dateline.stages.narrate.phrasebook.vocabulary import CUES

#: Two lines with at least this share of their words in common are one line that was reworded.
ALIKE = 0.5
_TOKEN = re.compile(r"(?<!\w)[-−+]?\d[\d.,]*(?<![.,])|\w+|[?%°]")
_QUOTED = re.compile(r"“([^“”]*)”")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def tokens(text: str) -> list[str]:
    """The words of a line as they are compared: no case, no punctuation but what changes the sense."""
    return _TOKEN.findall(_THOUSANDS.sub("", fold(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same words in the same order."""
    return one == other or tokens(one) == tokens(other)


def likeness(one: str, other: str) -> float:
    """The share of words that two lines have in common and in the same order, 0 to 1."""
    matcher = SequenceMatcher(None, tokens(one), tokens(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


class Ear:
    """Hears what lines tell on a page that is made of the reports of some outlets."""

    def __init__(self, outlets: Iterable[str]) -> None:
        named = sorted({fold(name) for name in outlets if name}, key=lambda name: (-len(name), name))
        self._credit = _credit(named) if named else None
        self._heard: dict[str, list[str]] = {}

    def matter(self, text: str) -> list[str]:
        """The words of a line without the outlets that it is credited to."""
        if text not in self._heard:
            folded = fold(text)
            bare = self._credit.sub(" ", folded) if self._credit else folded
            self._heard[text] = tokens(bare) or tokens(text)
        return self._heard[text]

    def key(self, text: str) -> tuple[str, ...]:
        """What lines that tell the same have in common: a first sieve, not a proof."""
        return tuple(sorted(self.matter(text)))

    def same(self, one: str, other: str) -> bool:
        """Whether two lines tell the same; who says it may be named at either end, and in fewer words."""
        a, b = self.matter(one), self.matter(other)
        if a == b or (len(a) == len(b) and sorted(a) == sorted(b) and _turned(a, b)):
            return True
        return _same_quotation(one, other)


def _credit(outlets: list[str]) -> re.Pattern[str]:
    """How a line is credited to outlets: "according to A and B", "A reported (that)", "(A)"."""
    one = "(?:" + "|".join(map(re.escape, outlets)) + ")"
    several = rf"{one}(?:(?:, | and ){one})*(?: and other outlets)?"
    return re.compile(rf"\baccording to {several}\b|(?<!\w){several} reported\b(?: that\b)?|\({several}\)")


def _turned(a: list[str], b: list[str]) -> bool:
    """Whether one is the other with the words that name its speaker moved from one end to the other."""
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y), 0)
    end = next((at for at, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=True)) if x != y), 0)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return any(
        left[cut:] + left[:cut] == right and not CUES.isdisjoint(piece)
        for cut in range(1, len(left))
        if left[cut] == right[0]
        for piece in (left[:cut], left[cut:])
    )


def _same_quotation(one: str, other: str) -> bool:
    """Whether two lines quote the same of one speaker, who is named in fewer words by one of them."""
    quoted = [[tokens(words) for words in _QUOTED.findall(line)] for line in (one, other)]
    if not quoted[0] or quoted[0] != quoted[1]:
        return False
    about = sorted((set(tokens(_QUOTED.sub(" ", line))) for line in (one, other)), key=len)
    return about[0] <= about[1] and not CUES.isdisjoint(about[0]) and len(about[0]) > 1
