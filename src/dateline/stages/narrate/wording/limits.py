"""The limits on other people's words, and the ledger of what a page has used of them.

Decides whether a line may stand: words in quotation by outlet and by article, and runs of words
shared with a source outside quotation (HOUSE_STYLE, Rights). Does NOT choose or write lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.core.pages import Clipping
from dateline.core.text import fold, words
from dateline.core.types import Report
from dateline.stages.narrate.facts.material import plainly, usable
from dateline.stages.narrate.wording.letters import QUOTED

#: What stands in single marks, as headlines and some outlets quote: no apostrophe opens or closes it.
_SINGLE = re.compile(r"(?<!\w)['‘](\w[^'’‘]*(?:['’]\w[^'’‘]*)*)['’](?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a source a page may use (HOUSE_STYLE, Rights); all are settings.

    ``quote_words``: words of one quotation. ``quotes_per_outlet``: quotations from one outlet in a
    story. ``quoted_share``: of an article's words in quotation, in total. ``run_words``: a run of
    this many words shared outside quotation is too many.
    """

    quote_words: int = 25
    quotes_per_outlet: int = 3
    quoted_share: float = 0.1
    run_words: int = 12


def quotations(text: str) -> tuple[str, ...]:
    """What a line has in quotation marks."""
    return tuple(QUOTED.findall(text))


def quoted_at_all(text: str) -> tuple[str, ...]:
    """What a line has in quotation marks, and outside these in single ones."""
    return (*quotations(text), *(said for piece in plain(text) for said in _SINGLE.findall(piece)))


def plain(text: str) -> tuple[str, ...]:
    """The stretches of a line outside quotation marks."""
    return tuple(QUOTED.split(text)[::2])


class Allowance:
    """What may still be used of each report of a story.

    Quotations are counted as lines are printed; runs are measured against every report of the
    story, for a line that is free of one source's wording may still be another's.
    """

    def __init__(self, clippings: Iterable[Clipping], limits: Limits) -> None:
        self._limits = limits
        self._quotes: Counter[str] = Counter()
        self._quoted: Counter[str] = Counter()
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        self._length: dict[str, int] = {}
        self._runs: set[int] = set()
        for clipping in clippings:
            report = clipping.report
            folded = words(plainly(report.text))
            self._length[report.id] = len(folded)
            if not report.rights.open_licence:
                self._runs.update(_runs(folded, limits.run_words))

    def quotable(self, text: str, report: Report) -> bool:
        """Whether the quotations in ``text`` may still be taken from ``report``."""
        quoted = [len(words(quotation)) for quotation in quoted_at_all(text)]
        if not quoted:
            return True
        if not usable(report):
            return False
        longest = self._longest(report)
        more = [len(words(quotation)) for quotation in self._untaken(text, report)]
        within_outlet = self._quotes[_outlet(report)] + len(more) <= self._limits.quotes_per_outlet
        share = self._limits.quoted_share * self._length[report.id]
        within_share = report.rights.open_licence or self._quoted[report.id] + sum(more) <= share
        return max(quoted) <= longest and within_outlet and within_share

    def free(self, text: str) -> bool:
        """Whether no run of ``run_words`` words outside quotation is shared with a closed source."""
        size = self._limits.run_words
        return not any(self._runs.intersection(_runs(folded, size)) for folded in _folded(text))

    def parted(self, text: str) -> bool:
        """Whether words put inside ``text`` could make it free: no shared run is too long for that."""
        size = self._limits.run_words
        shared = (sum(run in self._runs for run in _runs(folded, size)) for folded in _folded(text))
        return max(shared, default=0) < size

    def use(self, text: str, report: Report) -> None:
        """Counts the quotations of a printed line."""
        for quotation in self._untaken(text, report):
            self._quotes[_outlet(report)] += 1
            self._quoted[report.id] += len(words(quotation))
            self._taken[report.id].add(_spoken(quotation))

    def _untaken(self, text: str, report: Report) -> list[str]:
        """The quotations of a line that the page does not have yet: one printed twice is taken once."""
        taken = self._taken[report.id]
        return [
            quotation
            for quotation in quoted_at_all(text)
            if not any(_spoken(quotation) in whole for whole in taken)
        ]

    def _longest(self, report: Report) -> int:
        own = report.rights.quote_words
        return self._limits.quote_words if own is None else min(own, self._limits.quote_words)


def _spoken(quotation: str) -> str:
    """A quotation as two spellings of it compare."""
    return " ".join(words(plainly(quotation)))


def _outlet(report: Report) -> str:
    return fold(report.outlet) or report.id


def _folded(text: str) -> Iterator[list[str]]:
    """The words of each stretch outside quotation marks, as runs are compared."""
    return (words(plainly(piece)) for piece in plain(text))


def _runs(folded: list[str], size: int) -> Iterator[int]:
    """A number for each run of ``size`` words; equal runs have equal numbers within one process."""
    return map(hash, zip(*(folded[start:] for start in range(size)), strict=False))
