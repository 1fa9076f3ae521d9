"""The plan of a page: which sentence goes into which section, how many, in which order.

Decides like a desk: what happened first, then who says what, the figures, what is in dispute, what
nobody knows yet, and what went before. A section without anything to say does not appear. Does NOT
word lines (``writing``, ``composition``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dateline.core.pages import Line, Section
from dateline.core.text import fold
from dateline.core.types import Form, Scope, Stance, Statement
from dateline.stages.narrate.facts.ledger import Entry, replaced_counts
from dateline.stages.narrate.facts.material import Material, Passage
from dateline.stages.narrate.phrasebook.vocabulary import AHEAD, EARLIER, UNKNOWN, UNVERIFIED
from dateline.stages.narrate.plan.selection import Ranking, informative
from dateline.stages.narrate.wording.attribution import is_person, naming
from dateline.stages.narrate.wording.composition import Sentence, replacements, tolls
from dateline.stages.narrate.wording.writing import Writer

#: How far down its report the sentence may stand that opens a page.
_LEAD = 3
#: So many terms of the headline stand in a sentence that tells of the same thing.
_TAKEN_UP = 3
#: A question left open longer than this before the latest report has probably been answered.
_STILL_OPEN = timedelta(days=1)
#: What a report older than this, counted from the latest, says will happen, has happened or not.
_FORECAST_HOLDS = timedelta(hours=12)
#: So many of the best sentences are weighed again for what is new in them.
_WEIGHED = 36
#: Each line that a report has given makes its next one so much less wanted.
_AGAIN = 0.8
#: Lines by one speaker.
_MOST_OF_ONE = 2
#: What belongs to other sections than the first may matter so much less.
_ASIDE = 0.4
#: Measures of things that a page tells as figures; people have the toll.
_TELLING = frozenset(("money", "distance", "area", "speed", "mass", "volume", "temperature", "share"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many lines each section may have, by how much there is to say."""

    happened: int
    said: int
    figures: int = 3
    disputed: int = 3
    unknown: int = 3
    background: int = 3


def room_for(material: Material) -> Room:
    """One report alone is told briefly; each further origin gives more room, up to a page."""
    origins = len(material.origins)
    if origins < 2:
        return Room(happened=2, said=3, figures=1, disputed=1, unknown=1, background=1)
    return Room(happened=min(3 + origins, 8), said=min(2 + origins, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a sentence is for: an earlier happening, a denial, an open question, what is to come."""

    background: bool
    disputed: bool
    unknown: bool
    ahead: bool

    @property
    def fresh(self) -> bool:
        """Whether it tells what happened now, and is not another section's."""
        return not (self.background or self.disputed or self.unknown)


Wanted = Callable[[Passage, Traits], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a page says below its headline, in reading order."""

    standfirst: Line | None
    summary: tuple[Line, ...]
    body: tuple[Section, ...]


class Planner:
    """Chooses sentences for one page and has them written, from the top of the page down."""

    def __init__(
        self, material: Material, ranking: Ranking, writer: Writer, entries: Sequence[Entry]
    ) -> None:
        self._writer = writer
        self._tolls = tuple(tolls(entries, writer.phrases))
        self._replaced = tuple(replacements(entries, writer.phrases))
        self._outdated = replaced_counts(entries)
        self._used: Counter[str] = Counter()
        self._printed: set[tuple[str, int]] = set()
        self._scores = {passage.key: ranking.score(passage) for passage in material.passages}
        self._least = ranking.least
        self._relevant = [p for p in material.passages if self._scores[p.key] >= _ASIDE * ranking.least]
        self._traits = {passage.key: traits(passage) for passage in self._relevant}
        self._latest = max(
            (c.report.published.at for c in material.clippings if c.report.published), default=None
        )
        self._room = room_for(material)

    def plan(self, headline: frozenset[str] = frozenset()) -> Plan:
        """The whole page but its headline, whose terms the standfirst takes up."""
        standfirst, summary = self._standfirst(headline), self._summary()
        headings, room = self._writer.phrases.headings, self._room
        # Written in this order so that what is rare is not used up by what is plentiful ...
        unknown = self._several(room.unknown, self._open_still)
        disputed = self._several(room.disputed, lambda p, t: t.disputed)
        happened = sorted(self._several(room.happened, _fresh), key=_narrative)
        said = self._said()
        figures = [*self._figures(), *_lines(self._several(room.figures - 1, _counts))]
        earlier = self._several(room.background, lambda p, t: t.background)
        # ... and printed in this one.
        sections = (
            Section(heading=headings.happened, lines=_lines(happened)),
            Section(heading=headings.said, lines=said),
            Section(heading=headings.figures, lines=tuple(figures)),
            Section(heading=headings.disputed, lines=_lines(disputed)),
            Section(heading=headings.unknown, lines=_lines(unknown)),
            Section(heading=headings.background, lines=_lines(earlier)),
        )
        return Plan(standfirst=standfirst, summary=summary, body=tuple(s for s in sections if s.lines))

    # --- the top --------------------------------------------------------------------------

    def _standfirst(self, headline: frozenset[str]) -> Line | None:
        """How many died, where somebody did; else the most central lead that the headline is about."""
        deaths = [sentence for sentence in self._tolls if sentence.matter[:2] == ("toll", "killed")]
        leads = self._among(lambda p, t: p.order < _LEAD and not t.background)
        near = [passage for passage in leads if len(passage.terms & headline) >= _TAKEN_UP]
        deep = [p for p in self._among(_fresh) if len(p.terms & headline) >= _TAKEN_UP]
        write = self._writer
        return (
            next(self._composed(deaths), None)
            or self._first([passage for passage in near if passage.order == 0], write.extract)
            or self._first(near, write.extract)
            or self._first(near, write.quoted_in_part)
            or self._first(deep, write.extract)
            or self._first(leads, write.extract)
            or self._first(leads, write.quoted_in_part)
            or self._first(self._among(_fresh), write.extract)
            or self._first(leads, write.quoted_whole)
        )

    def _summary(self) -> tuple[Line, ...]:
        """What; how many and according to whom; what next; and what else matters, up to three lines."""
        write = self._writer
        what = self._first(self._among(lambda p, t: p.order < 2 * _LEAD and t.fresh), write.extract)
        count = next(self._composed(self._tolls), None)
        ahead = self._first(self._among(lambda p, t: t.ahead and t.fresh), write.extract)
        lines = [line for line in (what, count, ahead) if line]
        while len(lines) < 3:
            rest = self._among(_fresh)
            more = self._first(rest, write.extract) or self._first(rest, write.quoted_in_part)
            if more is None:
                break
            lines.append(more)
        return tuple(lines)

    # --- the sections ---------------------------------------------------------------------

    def _said(self) -> tuple[Line, ...]:
        """Statements by centrality, at most two of one speaker, each speaker's together."""
        lines: dict[str, list[Line]] = {}
        for passage, statement in self._statements():
            speaker = _speaker(statement)
            if len(lines.get(speaker, ())) == _MOST_OF_ONE:
                continue
            if line := self._writer.statement(passage, statement):
                self._note(passage)
                lines.setdefault(speaker, []).append(line)
            if sum(map(len, lines.values())) == self._room.said:
                break
        return tuple(line for spoken in lines.values() for line in spoken)

    def _statements(self) -> list[tuple[Passage, Statement]]:
        """Statements of people with a name first, their own words before retelling."""
        found = [
            (passage, statement)
            for passage in self._relevant
            for statement in passage.statements
            if statement.spoken
            and _speaker(statement)
            and passage.key not in self._printed
            and not self._overtaken(passage)
        ]
        voices = Counter(_speaker(statement) for _, statement in found)

        def worth(pair: tuple[Passage, Statement]) -> float:
            passage, statement = pair
            value = self._wish(passage) * (1.0 + 0.15 * min(voices[_speaker(statement)], 6))
            value *= 1.5 if statement.speaker and is_person(naming(statement.speaker)) else 1.0
            value *= 1.4 if statement.form is Form.DIRECT else 1.0
            return value * (0.6 if informative(statement.content[0].text) < 4 else 1.0)

        return sorted(found, key=lambda pair: (-worth(pair), pair[0].key, pair[1].content[0].span.start))

    def _figures(self) -> Iterator[Line]:
        yield from self._composed((*self._tolls, *self._replaced))

    def _open_still(self, passage: Passage, trait: Traits) -> bool:
        stamp = passage.clipping.report.published
        recent = self._latest is None or stamp is None or self._latest - stamp.at <= _STILL_OPEN
        return recent and trait.unknown and not trait.background

    # --- choosing -------------------------------------------------------------------------

    def _among(self, wanted: Wanted) -> list[Passage]:
        """The sentences that fit, best first: central, new, and from reports that have said less."""
        fitting = [
            passage
            for passage in self._relevant
            if passage.key not in self._printed
            and wanted(passage, self._traits[passage.key])
            and self._weighty(passage)
        ]
        best = sorted(fitting, key=lambda p: (-self._wish(p), p.key))[:_WEIGHED]
        told = self._writer.told
        return sorted(best, key=lambda p: (-self._wish(p) * (0.2 + told.novelty(p.terms)), p.key))

    def _weighty(self, passage: Passage) -> bool:
        """Whether a sentence matters enough; a denial or an open question may matter less and be news.

        One with a toll that was replaced since is left to the ledger.
        """
        return not self._overtaken(passage) and (
            self._scores[passage.key] >= self._least or not self._traits[passage.key].fresh
        )

    def _overtaken(self, passage: Passage) -> bool:
        """Whether a sentence gives a toll that was replaced since, or a forecast that time has passed."""
        if any((figure.measure, figure.low) in self._outdated for figure in passage.figures):
            return True
        stamp = passage.clipping.report.published
        old = self._latest is not None and stamp is not None and self._latest - stamp.at > _FORECAST_HOLDS
        return old and bool(AHEAD.search(passage.text))

    def _wish(self, passage: Passage) -> float:
        return self._scores[passage.key] * _AGAIN ** self._used[passage.span.report]

    def _first(self, candidates: Iterable[Passage], write: Callable[[Passage], Line | None]) -> Line | None:
        """The first line that can be written."""
        for passage in candidates:
            if line := write(passage):
                self._note(passage)
                return line
        return None

    def _several(self, count: int, wanted: Wanted) -> list[tuple[Passage, Line]]:
        """So many extracts, the choice made anew after each: what was told is not wanted again."""
        written: list[tuple[Passage, Line]] = []
        tried: set[tuple[str, int]] = set()
        while len(written) < count:
            left = [passage for passage in self._among(wanted) if passage.key not in tried]
            for passage in left:
                tried.add(passage.key)
                if line := self._writer.extract(passage):
                    self._note(passage)
                    written.append((passage, line))
                    break
            else:
                return written
        return written

    def _composed(self, sentences: Iterable[Sentence]) -> Iterator[Line]:
        for sentence in sentences:
            line = self._writer.composed(sentence.text, sentence.matter, sentence.evidence, sentence.status)
            if line:
                yield line

    def _note(self, passage: Passage) -> None:
        self._printed.add(passage.key)
        self._used[passage.span.report] += 1


def traits(passage: Passage) -> Traits:
    """What a sentence is for, by its words, its figures and its stances."""
    stances = {statement.stance for statement in passage.statements}
    return Traits(
        background=background(passage),
        disputed=bool(stances & {Stance.DENIED, Stance.UNVERIFIED} or UNVERIFIED.search(passage.text)),
        unknown=bool(UNKNOWN.search(passage.text)),
        ahead=bool(AHEAD.search(passage.text)),
    )


def background(passage: Passage) -> bool:
    """Whether a sentence tells of an earlier happening: by a figure's scope, or by "last year"."""
    if any(figure.scope is Scope.HISTORICAL for figure in passage.figures):
        return True
    found, published = EARLIER.search(passage.text), passage.clipping.report.published
    this_year = found and found["year"] and published and int(found["year"]) >= published.at.year
    return bool(found and not this_year)


def _fresh(passage: Passage, trait: Traits) -> bool:
    return trait.fresh


def _counts(passage: Passage, trait: Traits) -> bool:
    return trait.fresh and any(figure.measure in _TELLING for figure in passage.figures)


def _narrative(written: tuple[Passage, Line]) -> tuple[int, float, tuple[str, int]]:
    """News order: what stands high in its report first, of these the earlier report."""
    passage, _ = written
    published = passage.clipping.report.published
    return (passage.order // 3, published.at.timestamp() if published else 0.0, passage.key)


def _lines(written: Iterable[tuple[Passage, Line]]) -> tuple[Line, ...]:
    return tuple(line for _, line in written)


def _speaker(statement: Statement) -> str:
    return fold(naming(statement.speaker)) if statement.speaker else ""
