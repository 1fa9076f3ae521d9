"""The top of a page: the standfirst that tells the happening, and a summary of up to three lines.

Decides what a reader must know first: what happened; how many and according to whom; what comes next
or is in dispute; then what else matters most. Does NOT word lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from dateline.core.types import Form
from dateline.stages.narrate.facts.material import terms_of

if TYPE_CHECKING:
    from dateline.core.pages import Line
    from dateline.stages.narrate.facts.material import Passage
    from dateline.stages.narrate.plan.pool import Pool
    from dateline.stages.narrate.plan.traits import Traits
    from dateline.stages.narrate.wording.writing import Writer

#: A summary has so many lines.
SUMMARY = 3
#: How far down its report the sentence may stand that opens a page.
_LEAD = 3
#: So many terms of the headline stand in a sentence that tells of the same thing.
_TAKEN_UP = 3
#: Shares of the score of the story's best sentence: of what opens the page, the first before the second ...
_OPENS = (0.65, 0.5)
#: ... and of what sums it up.
_SUMS = 0.3
#: Each further term of the headline makes a lead so much more wanted.
_EACH_TERM = 0.1
#: The forecast that closes a summary matters at least so much.
_NEXT = 0.35
#: Terms of headlines over happenings that have a toll.
_OF_PEOPLE = terms_of(
    "kills killed dead dies died death toll hurt injured injures wounded victims casualties fatal survivors"
    " missing rescued shot shooting stabbed murder gunman attack bomb bombing blast explosion crash collision"
    " derails collapse sinks capsizes fire blaze quake earthquake flood storm hurricane typhoon tornado"
    " landslide avalanche eruption tsunami outbreak massacre tram train plane bus ferry ship"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands above the sections."""

    standfirst: Line | None
    summary: tuple[Line, ...]


class Opener:
    """Has the top of one page written. ``counts`` are composed lines on casualties, made when asked for.

    ``headline`` are its terms, ``report`` is the report whose headline it is, "" where it is none's.
    """

    def __init__(
        self, pool: Pool, writer: Writer, counts: Iterator[Line], headline: frozenset[str], report: str = ""
    ) -> None:
        self._report = report
        self._pool = pool
        self._writer = writer
        self._counts = counts
        self._headline = headline
        self._quoting = (writer.quoted_in_part, writer.quoted_whole)

    def open(self, *, brief: bool) -> Opening:
        """Standfirst and summary; a ``brief`` has the summary alone, for the one would say the other."""
        standfirst = None if brief else self._standfirst()
        return Opening(standfirst=standfirst, summary=self._summary(fresh=not brief))

    def _standfirst(self) -> Line | None:
        """The lead that best tells what the headline is about, else a deeper sentence; then the count.

        None where none can be printed: a page opens with the happening, and not with what may be quoted.
        """
        write, pool = self._writer, self._pool
        for least in _OPENS:
            leads = self._leads(least)
            if line := pool.first(leads, write.extract, self._said) or pool.first(leads, *self._quoting):
                return line
        deep = pool.among(lambda p, t: t.fresh and len(p.terms & self._headline) >= _TAKEN_UP, _OPENS[-1])
        return pool.first(deep, write.extract, self._said) or self._count()

    def _count(self) -> Line | None:
        """How many, where the headline is of such or two origins count so: else it is left to the summary."""
        line = next(self._counts, None)
        if line and line.origins < 2 and not self._headline & _OF_PEOPLE:
            self._counts = chain([line], self._counts)
            return None
        return line

    def _leads(self, least: float) -> Sequence[Passage]:
        """Sentences high in their report that take up the headline, the most central first."""
        leads = self._pool.among(lambda p, t: p.order < _LEAD and not t.background, least)
        near = [passage for passage in leads if len(passage.terms & self._headline) >= _TAKEN_UP] or leads
        worth = {p.key: self._pool.wish(p) * (1 + _EACH_TERM * len(p.terms & self._headline)) for p in near}
        return sorted(near, key=lambda p: (-worth[p.key], p.key))

    def _summary(self, *, fresh: bool) -> tuple[Line, ...]:
        """What; how many and according to whom; what next; and what else matters, up to three lines."""
        first = self._titled() or self._what()
        lines = [line for line in (first, next(self._counts, None), self._next()) if line]
        while len(lines) < SUMMARY:
            more = self._more(_SUMS) or (None if fresh and lines else self._more(0.0))
            if more is None:
                break
            lines.append(more)
        return tuple(lines)

    def _titled(self) -> Line | None:
        """The news of the report that gave the headline, unless the page has told of it."""
        if not self._report or self._pool.told_of(self._report):
            return None
        write = self._writer
        leads = self._pool.among(lambda p, _: p.span.report == self._report and p.order < _LEAD)
        taking_up = [passage for passage in leads if len(passage.terms & self._headline) >= _TAKEN_UP]
        return self._pool.first(taking_up, write.extract, self._said, write.quoted_in_part)

    def _what(self) -> Line | None:
        write = self._writer
        ways = (write.extract, self._said, write.quoted_in_part)
        return self._pool.first(self._leads(_OPENS[0]), *ways) or self._more(_OPENS[-1])

    def _next(self) -> Line | None:
        ahead = self._pool.among(lambda p, t: t.ahead and t.fresh, _NEXT)
        return self._pool.first(ahead, self._writer.extract)

    def _more(self, least: float) -> Line | None:
        rest, write = self._pool.among(_fresh, least), self._writer
        return self._pool.first(rest, write.extract, self._said) or self._pool.first(
            rest, write.quoted_in_part
        )

    def _said(self, passage: Passage) -> Line | None:
        """What somebody says in a sentence, retold: many a lead is a statement, but none is a quotation."""
        told = (one for one in passage.statements if one.spoken and one.speaker and one.form is Form.INDIRECT)
        return next(filter(None, (self._writer.statement(passage, one) for one in told)), None)


def _fresh(passage: Passage, trait: Traits) -> bool:
    return trait.fresh
