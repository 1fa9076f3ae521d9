"""How alike two reports are, and what that is enough for.

Decides nothing about addresses: a name in common brings two reports here, and says which of these tests
they must stand. The figures are general: a title that was edited keeps three quarters of itself (NewsBlur's
bound, which also looks no further than two days), a text that was revised keeps most of its runs of words,
and another article shares next to none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.core.text import fold, words
from dateline.core.types import Report
from dateline.stages.extract.versions import SHORT

#: Words in a run: three in a row seldom come together by chance.
_RUN = 3
#: Fewer runs than this are a teaser, of which its words alone tell nothing.
LEAST_RUNS = 40
#: What is looked at of a text.
_MOST_WORDS = 20_000
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two reports beside each other. Shares are 0 to 1, None where there is nothing to compare.

    ``titles``: the words that both titles have, in order. ``contained``: of the shorter text's runs of
    words, those that the other has; ``common``: of all runs, those that both have. ``days`` between their
    times of publication. ``titled_numbers``: whether the titles have the same numbers; ``figures``: whether
    one text has all numbers of the other. ``shorter`` and ``longer``: words of the two texts.
    """

    titles: float | None
    contained: float | None
    common: float | None
    days: float | None
    titled_numbers: bool
    figures: bool
    shorter: int
    longer: int

    @property
    def unlike(self) -> bool:
        """Another title and another text."""
        return (
            (self.titles is None or self.titles < 0.5)
            and self.contained is not None
            and self.contained < 0.15
        )

    @property
    def resembling(self) -> bool:
        """Some of the text, or an edited title: enough under an address that a link names."""
        edited = self.titles is not None and self.titles >= 0.75
        return edited or self.contained is None or self.contained >= 0.15

    @property
    def replaced(self) -> bool:
        """Another title and text, a day or more apart; or nothing in common after two, whatever the title."""
        if self.days is None or self.contained is None:
            return False
        fresh = self.contained < 0.05 and self.shorter >= SHORT and self.days >= 2
        return fresh or (self.unlike and self.days >= 1)

    @property
    def alike(self) -> bool:
        """Alike enough for two reports that a weak name brings together."""
        return self._worded or self._titled

    @property
    def _worded(self) -> bool:
        if self.contained is None or self.contained < 0.6:
            return False
        return self.titles is None or self.titles >= 0.6 or (self.shorter >= SHORT and self.contained >= 0.8)

    @property
    def _titled(self) -> bool:
        """The title of before, within two days, and words that do not speak against it."""
        if self.titles is None or self.titles < 0.75 or not self.titled_numbers:
            return False
        if self.days is not None and self.days > 2:
            return False
        teaser = self.titles >= 0.9 and self.longer >= 2 * self.shorter and self.shorter < SHORT
        at_once = self.titles >= 0.85 and self.days == 0
        return self.contained is None or self.contained >= 0.2 or teaser or at_once

    @property
    def posted_again(self) -> bool:
        """Nearly the same words: a revision under another address, and no form that is filled in anew."""
        if self.common is None or self.shorter < LEAST_RUNS or not (self.titled_numbers and self.figures):
            return False
        return self.common >= (0.8 if self.titles is None or self.titles >= 0.9 else 0.95)


def likeness(one: Report, other: Report) -> Likeness:
    """Two reports compared, in time linear in their texts."""
    runs, others = word_runs(one.text), word_runs(other.text)
    lengths = sorted((_count(one.text), _count(other.text)))
    shared = len(runs & others)
    least = min(len(runs), len(others))
    return Likeness(
        titles=_titles(one.title, other.title),
        contained=shared / least if least else None,
        common=shared / len(runs | others) if least else None,
        days=_days(one, other),
        titled_numbers=_numbers(one.title) == _numbers(other.title),
        figures=_has_all(_numbers(one.text), _numbers(other.text)),
        shorter=lengths[0],
        longer=lengths[1],
    )


@lru_cache(maxsize=128)
def word_runs(text: str) -> frozenset[str]:
    """The runs of three words in a text, as two spellings of it compare."""
    tokens = words(fold(text))[:_MOST_WORDS]
    return frozenset(" ".join(tokens[at : at + _RUN]) for at in range(len(tokens) - _RUN + 1))


def _count(text: str) -> int:
    return len(words(text))


def _titles(one: str, other: str) -> float | None:
    first, second = words(fold(one))[:60], words(fold(other))[:60]
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else None


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _has_all(one: Counter[str], other: Counter[str]) -> bool:
    return one <= other or other <= one


def _days(one: Report, other: Report) -> float | None:
    if one.published is None or other.published is None:
        return None
    return abs((one.published.at - other.published.at).total_seconds()) / _DAY
