"""The sentences that a page may choose from, best first, and which of them are printed.

Decides the order: central sentences first, of these what is new, from reports that have said less; and
what is left out altogether: asides, another article's text, what time has overtaken. Does NOT know
sections, and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from dateline.stages.narrate.plan.traits import Traits, caption, passing, run_in, traits

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.core.pages import Clipping, Line
    from dateline.stages.narrate.facts.material import Material, Passage
    from dateline.stages.narrate.plan.selection import Ranking, Told

#: So many sentences are looked at, the best of the story: what comes after them is never reached.
_MOST = 240
#: So many of those that fit are weighed again for what is new in them.
_WEIGHED = 36
#: For each line that a section may have, so many sentences are tried before it stays short.
_TRIES = 5
#: For one line so many are tried.
_FIRST = 14
#: Each line that a report has given makes its next one so much less wanted.
_AGAIN = 0.8
#: A report that is so much older than the latest is wanted half as much.
_OLD = timedelta(days=30)
#: A sentence whose figure the page has given already is wanted so much less.
_GIVEN = 0.6
#: What belongs to other sections than the first may matter so much less.
_ASIDE = 0.4
#: What a report older than this, counted from the latest, says will happen, has happened or not; what it says
#: is being done, is done or given up.
_FORECAST_HOLDS = timedelta(hours=12)

Wanted = Callable[["Passage", Traits], bool]
Write = Callable[["Passage"], "Line | None"]


@dataclass(slots=True)
class _Candidate:
    """A sentence with what is known of it: its traits once somebody asks."""

    passage: Passage
    score: float
    trait: Traits | None = None
    printed: bool = False


class Pool:
    """The sentences of one story while its page is planned.

    ``outdated`` are the counts (measure and number) that later ones replaced.
    """

    def __init__(
        self, material: Material, ranking: Ranking, told: Told, outdated: Collection[tuple[str, float]]
    ) -> None:
        self.latest = latest(material)
        self._ranking = ranking
        self._told = told
        self._outdated = outdated
        self._used: Counter[str] = Counter()
        self._given: set[tuple[str, float]] = set()
        self._recency = {clipping.report.id: self._recent(clipping) for clipping in material.clippings}
        scored = ((ranking.score(passage), passage) for passage in material.passages)
        able = [_Candidate(passage, score) for score, passage in scored if score >= _ASIDE * ranking.least]
        able.sort(key=lambda one: (-one.score, one.passage.key))
        self._candidates = [one for one in able[:_MOST] if not self._left_out(one.passage)]
        self._by_key = {one.passage.key: one for one in self._candidates}

    @property
    def free(self) -> list[Passage]:
        """Every sentence that is not printed, the most central first."""
        return [one.passage for one in self._candidates if not one.printed]

    def told_of(self, report: str) -> bool:
        """Whether a line has been made of some sentence of a report."""
        return self._used[report] > 0

    def wish(self, passage: Passage) -> float:
        """How much a sentence is wanted now: less, the more its report has given."""
        report = passage.span.report
        return self._ranking.score(passage) * self._recency[report] * _AGAIN ** self._used[report]

    def among(self, wanted: Wanted, least: float = 0.0) -> list[Passage]:
        """The sentences that fit, best first; ``least`` is a share of the best score of the story."""
        fitting: list[_Candidate] = []
        for one in self._candidates:
            if one.score < least * self._ranking.best or len(fitting) == _WEIGHED:
                break
            if one.printed:
                continue
            one.trait = one.trait or traits(one.passage)
            if wanted(one.passage, one.trait) and self._weighty(one, one.trait):
                fitting.append(one)
        worth = [self.wish(one.passage) * self._new(one.passage) for one in fitting]
        best = sorted(zip(worth, fitting, strict=True), key=lambda pair: (-pair[0], pair[1].passage.key))
        return [one.passage for _, one in best]

    def _new(self, passage: Passage) -> float:
        """How much of a sentence the page has not said yet; a figure that it has given makes it less."""
        new = 0.2 + self._told.novelty(passage.terms)
        return new * (1.0 if self._given.isdisjoint(_measured(passage)) else _GIVEN)

    def first(self, candidates: Iterable[Passage], *ways: Write) -> Line | None:
        """The first line that can be written, each sentence tried in every way before the next."""
        for passage in islice(candidates, _FIRST):
            for write in ways:
                if line := write(passage):
                    self.note(passage)
                    return line
        return None

    def several(self, count: int, wanted: Wanted, write: Write) -> list[tuple[Passage, Line]]:
        """So many lines, the choice made anew after each: what was told is not wanted again."""
        written: list[tuple[Passage, Line]] = []
        tried: set[tuple[str, int]] = set()

        def untried(passage: Passage, trait: Traits) -> bool:
            return wanted(passage, trait) and passage.key not in tried

        while len(written) < count:
            left = self.among(untried)
            for passage in left:
                if len(tried) == _TRIES * count:
                    return written
                tried.add(passage.key)
                if line := write(passage):
                    self.note(passage)
                    written.append((passage, line))
                    break
            else:
                return written
        return written

    def note(self, passage: Passage) -> None:
        """A line has been made of this sentence."""
        self._by_key[passage.key].printed = True
        self._used[passage.span.report] += 1
        self._given.update(_measured(passage))

    def _weighty(self, one: _Candidate, trait: Traits) -> bool:
        """Whether a sentence matters enough; a denial or an open question may matter less and be news.

        What went before must name what the story is of, or it is another article's on the same page.
        """
        if self._expired(one.passage, trait):
            return False
        if one.score >= self._ranking.least or trait.disputed or trait.unknown:
            return True
        return trait.background and self._ranking.anchored(one.passage)

    def _recent(self, clipping: Clipping) -> float:
        """How much of a report's weight is left by its age, counted from the latest."""
        stamp = clipping.report.published
        return 1.0 / (1.0 + (self.latest - stamp.at) / _OLD) if self.latest and stamp else 1.0

    def _left_out(self, passage: Passage) -> bool:
        """Whether a sentence gives a toll replaced since, describes a picture, or begins with a heading."""
        replaced = any((figure.measure, figure.low) in self._outdated for figure in passage.figures)
        return replaced or caption(passage) or run_in(passage)

    def _expired(self, passage: Passage, trait: Traits) -> bool:
        """Whether a sentence gives a forecast, or the state of things, that time has passed."""
        return overtaken(passage, self.latest) and (trait.ahead or passing(passage))


def latest(material: Material) -> datetime | None:
    """When the newest report of a story was published; None where no report says when it was."""
    return max((c.report.published.at for c in material.clippings if c.report.published), default=None)


def overtaken(passage: Passage, latest: datetime | None) -> bool:
    """Whether a sentence is so much older than the story that what it says of now and later holds no more."""
    stamp = passage.clipping.report.published
    return latest is not None and stamp is not None and latest - stamp.at > _FORECAST_HOLDS


def _measured(passage: Passage) -> set[tuple[str, float]]:
    """The figures of a sentence above one: "one man" and "one day" are no news of their own."""
    return {(figure.measure, figure.low) for figure in passage.figures if figure.low > 1}
