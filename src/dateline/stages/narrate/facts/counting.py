"""A figure as reports give it: what its words allow, when two cannot both be right, how it is written.

Decides on pairs of figures alone. Which of them stand in a story's table is ``ledger``'s, which one took the
place of another ``replacement``'s. Nothing is averaged or added (HOUSE_STYLE rules 9 and 12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.core.types import Figure, Qualifier
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.core.pages import Clipping, LedgerEntry

#: "About" leaves so much room on either side.
_ABOUT = 0.1
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_IN_WORDS = {word: value for value, word in enumerate(_SMALL)} | _TENS
_VAGUE = frozenset(["dozens", "scores", "hundreds", "thousands", "several"])
_OF = _VAGUE - {"several"}
#: A count as a report writes it: digits, a word, or a vague word of number.
_NUMERAL = re.compile(
    rf"\b\d+(?:,\d{{3}})*\b(?!-year|\s+years? old)|\b(?:{'|'.join([*_SMALL[1:], *_TENS])}|hundred)(?:-\w+)?\b"
    rf"|\b(?:{'|'.join(sorted(_VAGUE))})\b",
    re.IGNORECASE,
)
#: From here on a numeral beside a noun is a count of its own, and no item of a sum.
_LARGE = 10
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure as one report gave it. ``voice`` is who said so, one name for one person; "" is the report."""

    figure: Figure
    clipping: Clipping
    voice: str = ""

    @property
    def at(self) -> datetime:
        """When it was published; the beginning of time where that is not known."""
        stamp = self.clipping.report.published
        return stamp.at if stamp else _BEGINNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger with all the reports that gave the figure; ``row`` is what is printed."""

    row: LedgerEntry
    given: tuple[Given, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins that gave it, first ones first."""
        return tuple(dict.fromkeys(given.clipping.origin for given in self.given))

    @property
    def voices(self) -> frozenset[str]:
        """Everybody who is said to have given it."""
        return frozenset(given.voice for given in self.given if given.voice)

    @property
    def newest(self) -> datetime:
        """When it was last given."""
        return max(given.at for given in self.given)


def bounds(row: LedgerEntry | Figure) -> tuple[float, float]:
    """The least and the greatest number that a figure, as it is qualified, allows."""
    high = row.low if row.high is None else row.high
    if row.qualifier in (Qualifier.AT_LEAST, Qualifier.VAGUE):
        return row.low, float("inf")
    if row.qualifier is Qualifier.UP_TO:
        return 0.0, high
    if row.qualifier is Qualifier.ABOUT:
        return row.low * (1 - _ABOUT), high * (1 + _ABOUT)
    return row.low, high


def differ(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether two figures cannot both be right as they are worded."""
    low, high = bounds(one)
    other_low, other_high = bounds(other)
    return high < other_low or other_high < low


def same_number(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether two figures name one number, however they are qualified: "seven", "at least seven"."""
    return (one.low, one.high or one.low) == (other.low, other.high or other.low)


def numeral(given: Given) -> str:
    """The number in the report's own form, or "" where the report only implies it.

    A numeral of another value in the same words (an age, a part of a sum) is not the figure's.
    """
    figure = given.figure
    if not figure.stated:
        return ""
    found = [match.lower() for match in _NUMERAL.findall(figure.phrase.text)]
    fitting = [word for word in found if _value(word) in (None, figure.low, figure.high)]
    return fitting[0] if len(fitting) == 1 else ""


def miscounted(figure: Figure) -> bool:
    """Whether the only numeral of a figure's words is a large one, and another than its number.

    "Two men and a girl" may be summed up, and "a man, 25," is one; "Ollerau and 25 people" are not 26.
    """
    found = [_value(match.lower()) for match in _NUMERAL.findall(figure.phrase.text)]
    if figure.low <= 1 or len(found) != 1 or found[0] is None or found[0] < _LARGE:
        return False
    return found[0] not in (figure.low, figure.high)


def _value(word: str) -> float | None:
    """What a numeral is worth; None where it is too vague, or too long, to tell."""
    if word[0].isdigit():
        return float(word.replace(",", ""))
    tens, _, ones = word.partition("-")
    if tens not in _IN_WORDS or (ones and ones not in _IN_WORDS):
        return None
    return float(_IN_WORDS[tens] + (_IN_WORDS[ones] if ones else 0))


def amount(entry: Entry, phrases: Phrases = ENGLISH) -> str:
    """The figure in words with its qualifier: "at least 12", "dozens of"."""
    number = numeral(entry.given[-1])
    number = f"{number} of" if number in _OF else number
    return phrases.qualifiers[str(entry.row.qualifier)].format(n=number)


def replaced_counts(entries: Sequence[Entry]) -> frozenset[tuple[str, float]]:
    """The counts that a later one replaced, as measure and number."""
    return frozenset((entry.row.measure, entry.row.low) for entry in entries if entry.row.replaced)
