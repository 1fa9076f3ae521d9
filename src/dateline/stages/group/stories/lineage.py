"""Which story came before: the forerunner that a story's own reports name.

Decides, of the earlier stories that are remembered, which one a report means by "the second derailment since
November": one of that kind, that far back, that shares names and places which few stories share. Where none
is plain, none: a wrong forerunner is worse than no forerunner. It does not decide what is one story.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan, log, nan

from dateline.core.types import Report, Span
from dateline.stages.group.filing import day
from dateline.stages.group.options import Options
from dateline.stages.group.stories.sequels import OPENING, Cue, cues, kinds_in

#: One to three words with a capital.
_NAME = re.compile(r"[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]+(?: [A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]+){0,2}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: Names that are kept of a report, and of a story.
_NAMES = 12
#: Code points that tell what kind of happening it is: title and first sentence.
_FIRST = 250
#: Kinds that one word may mean, or that reporters put one for another.
_KIN = (
    frozenset({"walkout", "strike_air", "attack", "blast"}),
    frozenset({"fire", "blast"}),
    frozenset({"train", "crash"}),
    frozenset({"ship", "crash"}),
    frozenset({"aircraft", "crash"}),
    frozenset({"shooting", "attack", "murder"}),
    frozenset({"flood", "storm"}),
    frozenset({"election", "vote"}),
)
#: Stories that may have a name in common for it to tell one of them: so many, or such a share of all.
_FEW, _SHARE = 4, 0.1
#: How many such names two stories must share.
_SHARED = 2
#: Stories that are noted before all are looked through for those to forget.
_SWEEP = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What is kept of a report to know its happening again, and what it says of earlier ones."""

    day: float
    names: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forerunner:
    """The story that came before, and the words that name it (none, if they stand in titles)."""

    story: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trace:
    first: float
    last: float
    names: frozenset[str]
    kinds: frozenset[str]
    cues: tuple[Cue, ...]


def echo(report: Report) -> Echo:
    """What a report leaves behind for the lineage of stories."""
    names: dict[str, None] = {}
    opening = report.text[:OPENING]
    for match in _NAME.finditer(opening):
        before = opening[max(0, match.start() - 2) : match.start()]
        if len(before) == 2 and (before[0].islower() or before[0] in ",;:") and before[1] == " ":
            names.setdefault(sys.intern(_POSSESSIVE.sub("", match.group()).casefold()))
    return Echo(
        day=day(report),
        names=tuple(names)[:_NAMES],
        kinds=kinds_in(f"{report.title} {report.text[:_FIRST]}", report.language[:2] or "en"),
        cues=cues(report),
    )


class Lineage:
    """What is remembered of stories, open and closed, for ``Options.lineage`` days."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._traces: dict[str, _Trace] = {}
        self._named: dict[str, set[str]] = {}
        self._noted = 0

    def read(self, report: Report) -> Echo:
        """What a report leaves behind, read when it comes."""
        return echo(report)

    def note(self, story: str, echoes: Sequence[Echo]) -> None:
        """Remember a story by what its reports leave behind, in place of what was known of it."""
        self.forget(story)
        trace = _trace(echoes)
        if isnan(trace.first) or not trace.kinds:
            return
        self._traces[story] = trace
        for name in trace.names:
            self._named.setdefault(name, set()).add(story)
        self._noted += 1

    def retire(self, today: float) -> None:
        """Forget, now and then, what is older than ``Options.lineage`` on this day (days since 1970)."""
        if self._noted >= _SWEEP:
            self._noted = 0
            before = today - self._options.lineage
            for story in [story for story, trace in self._traces.items() if trace.last < before]:
                self.forget(story)

    def forget(self, story: str) -> None:
        """Forget a story: it ended, or is too old."""
        if trace := self._traces.pop(story, None):
            for name in trace.names:
                self._named[name].discard(story)
                if not self._named[name]:
                    del self._named[name]

    def forerunner(self, story: str) -> Forerunner | None:
        """The earlier story that the reports of this one name, if one stands out."""
        trace = self._traces.get(story)
        if trace is None:
            return None
        for cue in trace.cues:
            ranked = sorted(
                (-self._shared(trace, earlier), -earlier.first, name)
                for name in self._candidates(trace, cue)
                if (earlier := self._traces[name])
            )
            if ranked:
                evidence = tuple(
                    each.evidence for each in trace.cues if each.evidence and each.kinds == cue.kinds
                )
                return Forerunner(story=ranked[0][2], evidence=evidence)
        return None

    def _candidates(self, trace: _Trace, cue: Cue) -> Iterable[str]:
        """The stories that a cue can mean: of its kind, as far back as it says, sharing what few share."""
        kinds = _with_kin(cue.kinds or trace.kinds)
        met = Counter(story for name in self._telling(trace) for story in self._named[name])
        for story, shared in met.items():
            earlier = self._traces[story]
            back = trace.first - earlier.first
            if (
                shared >= _SHARED
                and trace.first - earlier.last >= 0.5
                and cue.nearest <= back <= min(cue.farthest, self._options.lineage)
                and not kinds.isdisjoint(earlier.kinds)
            ):
                yield story

    def _telling(self, trace: _Trace) -> list[str]:
        most = max(_FEW, _SHARE * len(self._traces))
        return [name for name in trace.names if len(self._named.get(name, ())) <= most]

    def _shared(self, trace: _Trace, earlier: _Trace) -> float:
        """How much of what is rare two stories share."""
        total = len(self._traces) + 1
        return sum(log(total / len(self._named[name])) for name in trace.names & earlier.names)


def _trace(echoes: Sequence[Echo]) -> _Trace:
    days = [each.day for each in echoes if not isnan(each.day)]
    names = Counter(name for each in echoes for name in each.names)
    kinds = Counter(kind for each in echoes for kind in each.kinds)
    ranked = sorted(names, key=lambda name: (-names[name], name))
    return _Trace(
        first=min(days, default=nan),
        last=max(days, default=nan),
        names=frozenset(ranked[: 2 * _NAMES]),
        kinds=frozenset(kind for kind, count in kinds.items() if 2 * count >= len(echoes)),
        cues=tuple(cue for each in echoes for cue in each.cues),
    )


def _with_kin(kinds: frozenset[str]) -> frozenset[str]:
    return kinds.union(*(kin for kin in _KIN if kinds & kin))
