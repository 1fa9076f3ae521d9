"""The open window: reports in memory, and which of them are worth comparing.

Decides which pairs of reports are candidates of one happening, and measures them; ``pairs`` says what the
measures mean. Counts how rare a word is as it goes. Does not group, and forgets what is retired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan

import numpy as np

from dateline.core.types import Report
from dateline.stages.group.arrays import Array
from dateline.stages.group.filing import order
from dateline.stages.group.options import FIXED, Options
from dateline.stages.group.reading.agencies import credited
from dateline.stages.group.reading.impressions import Impressions, anchors_alone, impressions
from dateline.stages.group.reading.keys import (
    Facet,
    all_keys,
    facets_of,
    is_word,
    keys_of,
    renumbered,
    terms_of,
)
from dateline.stages.group.reading.vocabulary import Vocabulary
from dateline.stages.group.window.candidates import Candidates
from dateline.stages.group.window.columns import stretches
from dateline.stages.group.window.comparing import MEASURES, NEAR, Comparing
from dateline.stages.group.window.leads import Leads
from dateline.stages.group.window.memory import Memory
from dateline.stages.group.window.postings import Postings
from dateline.stages.group.window.rarity import DAMPED, Rarity

__all__ = ["MEASURES", "Pairs", "Window"]

_BATCH, _BLOCK = 8192, 256
#: Weights are told apart to this part of one.
_FINE = 1 << 16
#: Reports that tell well how rare a word is: until there are more, those that are gone still count.
_ENOUGH = 5000
#: The number of no word.
_UNKNOWN = 2**28
#: Reports that must hold a word for it to be remembered when no row holds it.
_MET = 2
#: Share by which the window grows before all rows are measured anew against how rare words have become.
_GROWTH = 1.25
#: Retired rows are freed when there are more than these, and more than this share of all.
_FEW, _TOO_MANY = 1000, 0.25
#: Anchors of countries and of kinds of happening: too common to find anything by.
_WIDE = np.array([ord("^"), ord("!")], np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Candidate pairs and what was measured of them.

    ``one``: a row asked for; ``other``: any row of the window; ``measures``: float32[n, len(MEASURES)], one
    column for each name in MEASURES. A pair of which both rows were asked for comes once.
    """

    one: Array
    other: Array
    measures: Array


class Window:
    """Reports of the last weeks, by rows that keep their number until they are retired."""

    def __init__(self, options: Options = FIXED) -> None:
        self._options = options
        self._vocabulary = Vocabulary()
        self._rarity = Rarity()
        self._memory = Memory((options.crowd, NEAR))
        self._postings = Postings()
        self._candidates = Candidates(self._memory, self._postings, self._rarity, options)
        self._comparing = Comparing(self._memory, self._rarity, options)
        self._leads = Leads()
        self._languages: set[str] = set()
        self._indexed = 0
        self._credits: dict[int, frozenset[str]] = {}
        self._dropped = 0
        self._measured = 0.0

    def __len__(self) -> int:
        return len(self._memory) - self._dropped

    # --- filing ---------------------------------------------------------------------------

    def add(self, reports: Sequence[Report]) -> Array:
        """Take reports in; their rows, in the order given. The order has no bearing on anything else."""
        by_time = sorted(range(len(reports)), key=lambda at: order(reports[at]))
        rows = np.empty(len(reports), np.int64)
        rows[by_time] = self._memory.base + len(self._memory) + np.arange(len(reports))
        self._languages |= {report.language for report in reports if report.language}
        if self._crosses and len(self._leads):
            self._read_leads()
        for start in range(0, len(by_time), _BATCH):
            self._take([reports[at] for at in by_time[start : start + _BATCH]])
        self._index()
        return rows

    @property
    def _crosses(self) -> bool:
        """Whether there is a second language, so that anchors have something to tell."""
        return len(self._languages) > 1

    def pairs(self, rows: Array) -> Pairs:
        """The candidates of these rows among all rows, and what was measured of them."""
        base = self._memory.base
        one, other = self._candidates.of(np.asarray(rows, np.int64) - base)
        measures = self._comparing.measures(one, other)
        return Pairs(one=one + base, other=other + base, measures=measures)

    def retire(self, before_day: float) -> Array:
        """Forget reports from before this day (days since 1970); their rows, which mean nothing any more.

        Reports without a time, or with one in the future, go with those that came when they came.
        """
        memory = self._memory
        gone = memory.leaving(before_day)
        rows: Array = gone + memory.base
        if not len(rows):
            return rows
        memory.drop(gone)
        for row in rows.tolist():
            self._credits.pop(row, None)
        self._leads.forget(rows.tolist())
        self._dropped += len(gone)
        self._rarity.lose(min(len(gone), max(0, self._rarity.total - _ENOUGH)))
        if self._dropped > max(_FEW, len(memory) * _TOO_MANY):
            self._shrink()
        return rows

    # --- asking ---------------------------------------------------------------------------

    def report_id(self, row: int) -> str:
        """The id of the report in a row; empty where it was retired."""
        return self._memory.ids[row - self._memory.base]

    def day(self, row: int) -> float:
        """Its day since 1970; not a number where that is unknown."""
        return float(self._memory.days.values[row - self._memory.base])

    def shared(self, one: int, other: int, most: int = 5) -> tuple[str, ...]:
        """The words, names and numbers that two rows share, most telling first, names with a capital."""
        base = self._memory.base
        found = self._comparing.shared(one - base, other - base)[:most]
        words = ((self._vocabulary.word(number), name) for number, name in found)
        return tuple(word.title() if name else word for word, name in words)

    def overlaps(self, one: Array, other: Array) -> tuple[Array, Array]:
        """Share of the shorter text that stands in the longer one, and Jaccard, for each pair of rows."""
        return self._comparing.overlaps(one - self._memory.base, other - self._memory.base)

    def credits(self, row: int) -> frozenset[str]:
        """The agencies that the text of a row credits (``agencies.credited``)."""
        return self._credits.get(row, frozenset())

    def order(self, row: int) -> tuple[float, str]:
        """What a row comes before another by (``filing.order``): its time, then its id; undated ones last."""
        time = self.day(row)
        return inf if isnan(time) else time, self.report_id(row)

    def anchors(self, row: int) -> tuple[str, ...]:
        """The anchors of a row."""
        return self._held(row, Facet.ANCHORS)

    def words(self, row: int) -> tuple[str, ...]:
        """The weightiest folded words of a row."""
        return self._held(row, Facet.BODY)

    def rarity(self, word: str) -> float:
        """How rare a folded word or an anchor is: ln((1 + reports) / (1 + those that have it)) + 1.

        What was never met is the rarest; a word counts under its stem.
        """
        number = self._vocabulary.find(word)
        terms = np.array([_UNKNOWN if number is None else number])
        stems = terms if number is None else self._vocabulary.stems[terms]
        keys = np.concatenate([keys_of(stems, Facet.BODY), keys_of(terms, Facet.ANCHORS)])
        return float(self._rarity.weights(keys).min())

    @property
    def size(self) -> int:
        """Bytes held in columns and posting lists; words and ids come on top."""
        return self._memory.size + self._postings.size + self._rarity.size

    def _held(self, row: int, facet: Facet) -> tuple[str, ...]:
        place = row - self._memory.base
        keys = self._memory.keys.values[self._memory.texts(place, place + 1)]
        held = keys[is_word(keys) & (facets_of(keys) == facet)]
        return tuple(self._vocabulary.word(number) for number in terms_of(held))

    # --- keeping --------------------------------------------------------------------------

    def _take(self, reports: Sequence[Report]) -> None:
        """Read and count all of these before the weightiest words are chosen: their order tells nothing."""
        parts = []
        for start in range(0, len(reports), _BLOCK):
            block = reports[start : start + _BLOCK]
            parts.append((block, impressions(block, self._vocabulary, self._options, anchored=self._crosses)))
            self._rarity.learn(parts[-1][1].keys, len(block))
            self._vocabulary.tidy()
        for block, held in parts:
            first = self._memory.base + len(self._memory)
            self._credits |= {
                first + at: found for at, one in enumerate(block) if (found := credited(one.text))
            }
            if not self._crosses:
                self._leads.keep(range(first, first + len(block)), block)
            self._memory.take(block, held.only(self._weightiest(held)))

    def _read_leads(self) -> None:
        """Read the anchors of all that came while there was one language."""
        while len(self._leads):
            rows, told = self._leads.take(_BATCH)
            held = anchors_alone(told, self._vocabulary)
            self._rarity.learn(held.keys, 0)
            self._memory.insert(np.array(rows) - self._memory.base, held.only(self._weightiest(held)))
        self._postings.clear()
        self._indexed, self._measured = 0, 0.0

    def _weightiest(self, held: Impressions) -> Array:
        """A mask of the keys that are kept: of each facet of each report the weightiest."""
        flat = held.lengths.ravel()
        limits = np.tile(np.array(self._options.kept), len(held.lengths))
        kept = np.ones(len(held.keys), np.bool_)
        starts = np.cumsum(flat) - flat
        long = np.flatnonzero(flat > limits)
        at = stretches(starts[long], flat[long])
        owner = np.repeat(np.arange(len(long)), flat[long])
        weights = self._rarity.weights(held.keys[at]) * DAMPED[held.times[at]]
        ranked = np.argsort((owner << 32) - (weights * _FINE).astype(np.int64), kind="stable")
        rank = np.arange(len(at)) - np.repeat(np.cumsum(flat[long]) - flat[long], flat[long])
        kept[at[ranked]] = rank < limits[long][owner]
        return kept

    def _index(self) -> None:
        end = len(self._memory)
        if self._rarity.total > self._measured * _GROWTH:
            self._measured = self._rarity.total
            start = 0
        else:
            start = self._indexed
        for at in range(start, end, _BATCH):
            self._comparing.norm(at, min(at + _BATCH, end))
        self._postings.extend(end, len(self._vocabulary), self._forward)
        self._indexed = end

    def _forward(self, start: int, end: int) -> tuple[Array, Array]:
        """The words by which places are found: those of the body, and anchors that are not too common."""
        memory = self._memory
        keys = memory.keys.values[memory.texts(start, end)]
        facet, term = facets_of(keys), np.maximum(terms_of(keys), 0)
        wide = np.isin(self._vocabulary.first_signs, _WIDE)
        found = is_word(keys) & ((facet == Facet.BODY) | ((facet == Facet.ANCHORS) & ~wide[term]))
        owner = np.repeat(np.arange(end - start), memory.lengths.values[start:end].sum(axis=1))
        return np.bincount(owner[found], minlength=end - start), term[found]

    def _shrink(self) -> None:
        """Free what retired rows held, words that nothing holds any more among it."""
        memory, rarity = self._memory, self._rarity
        memory.shrink()
        held = memory.keys.values
        known = np.zeros(len(self._vocabulary), np.bool_)
        for keys in (held, rarity.common(_MET)):
            known[terms_of(keys[is_word(keys)])] = True
        for kin in (self._vocabulary.stems, self._vocabulary.forms):
            known[kin[known]] = True
        used = np.flatnonzero(known)
        memory.keys.put(renumbered(held, np.cumsum(known) - 1))
        self._vocabulary.keep(used)
        rarity.keep(all_keys(used))
        self._dropped = int(np.count_nonzero(~memory.live.values))
        self._postings.clear()
        self._indexed, self._measured = 0, 0.0
        self._index()
