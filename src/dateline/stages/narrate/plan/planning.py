"""The plan of a page: which sections it has, how many lines in each, in which order.

Decides like a desk: what happened first, then who says what, the figures, what is in dispute, what
nobody knows yet, and what went before. A section without anything to say does not appear. Does NOT
choose the top (``opening``), weigh sentences (``pool``), or word lines (``writing``, ``composition``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dateline.core.pages import Line, Section
from dateline.core.text import fold
from dateline.core.types import Form, Statement
from dateline.stages.narrate.facts.counting import Entry, replaced_counts
from dateline.stages.narrate.facts.material import Material, Passage
from dateline.stages.narrate.plan.layout import Plan, room_for
from dateline.stages.narrate.plan.opening import Opener, Opening
from dateline.stages.narrate.plan.pool import Pool
from dateline.stages.narrate.plan.selection import Ranking, informative, matter
from dateline.stages.narrate.plan.traits import disputes, historic_present, leaves_open, looks_back
from dateline.stages.narrate.wording.composition import Sentence, replacements, tolls
from dateline.stages.narrate.wording.voices import is_person, naming

if TYPE_CHECKING:
    from dateline.stages.narrate.plan.traits import Traits
    from dateline.stages.narrate.wording.writing import Writer

#: A question left open longer than this before the latest report has probably been answered.
_STILL_OPEN = timedelta(days=1)
#: So many sentences of a report tell its news.
_LEAD = 3
#: Lines by one speaker.
_MOST_OF_ONE = 2
#: Where fewer sentences can be told in our words, others are quoted in part.
_THIN = 3
#: For each line of what was said so many statements are tried.
_TRIES = 4
#: Measures of things that a page tells as figures; people have the toll.
_TELLING = frozenset(("money", "distance", "area", "speed", "mass", "volume", "temperature", "share"))

#: A thing of which only its report has told: "the recording could not be verified".
_THE_THING = re.compile(
    r"^(?:It (?:is|was|has) [^,]{3,40} (?:whether|if|what|why|how) )?[Tt]he (recording|video"
    r"|footage|clip|photo|photos|picture|pictures|image|images|letter|leaflet|message|messages|claim|claims|claimant|document|documents|post)"
    r" (?:could|can|has|have|is|are|was|were)\b"
)

Written = tuple[Passage, Line]


class Planner:
    """Chooses sentences for one page and has them written, from the top of the page down."""

    def __init__(
        self, material: Material, ranking: Ranking, writer: Writer, entries: Sequence[Entry]
    ) -> None:
        self._writer = writer
        self._pool = Pool(material, ranking, writer.told, replaced_counts(entries))
        counts = list(tolls(_counted(entries, material), writer.phrases))
        self._tolls = self._composed(one for one in counts if _foremost(one, material))
        self._others = self._composed(o for o in counts if not _foremost(o, material) and _borne(o, material))
        self._replaced = self._composed(replacements(entries, writer.phrases))
        self._room = room_for(material)

    def plan(self, headline: frozenset[str] = frozenset(), report: str = "") -> Plan:
        """The page below its headline, whose terms the opening takes up and whose ``report`` it tells of."""
        top = Opener(self._pool, self._writer, self._tolls, headline, report).open(brief=self._room.brief)
        headings, room, several = self._writer.phrases.headings, self._room, self._pool.several
        write = self._writer.extract
        # Written in this order so that what is rare is not used up by what is plentiful ...
        unknown, known = _parted(several(room.unknown, self._open_still, write), leaves_open)
        disputed, settled = _parted(several(room.disputed, lambda p, t: t.disputed, write), disputes)
        happened = [*known, *settled]
        happened += several(room.happened - len(happened), _fresh, write)
        happened += several(_THIN - len(happened), _fresh, self._writer.quoted_in_part)
        said = self._said()
        if not (top.standfirst or top.summary):
            top, happened, said = raised(happened, said)
        told = _lines(several(room.figures - 1, _counts, write))
        figures = [*self._tolls, *self._others, *self._replaced, *told]
        # A sentence that lost its "last year" would tell an earlier happening as this one.
        earlier, _ = _parted(several(room.background, _went_before, write), looks_back)
        # ... and printed in this one.
        sections = (
            Section(heading=headings.happened, lines=_lines(sorted(happened, key=_narrative))),
            Section(heading=headings.said, lines=said),
            Section(heading=headings.figures, lines=tuple(figures)),
            Section(heading=headings.disputed, lines=_lines(disputed)),
            Section(heading=headings.unknown, lines=_lines(unknown)),
            Section(heading=headings.background, lines=_lines(earlier)),
        )
        body = tuple(section for section in with_antecedents(top, sections) if section.lines)
        return Plan(standfirst=top.standfirst, summary=top.summary, body=body)

    def _said(self) -> tuple[Line, ...]:
        """Statements by centrality, at most two of one speaker, each speaker's together."""
        lines: dict[str, list[Line]] = {}
        for passage, statement in self._statements()[: _TRIES * self._room.said]:
            speaker = _speaker(statement)
            if len(lines.get(speaker, ())) == _MOST_OF_ONE:
                continue
            if line := self._writer.statement(passage, statement):
                self._pool.note(passage)
                lines.setdefault(speaker, []).append(line)
            if sum(map(len, lines.values())) == self._room.said:
                break
        return tuple(line for spoken in lines.values() for line in spoken)

    def _statements(self) -> list[tuple[Passage, Statement]]:
        """Statements of people with a name first, their own words before retelling."""
        found = [
            (passage, statement)
            for passage in self._pool.free
            for statement in passage.statements
            if statement.spoken and _speaker(statement)
        ]
        voices = Counter(_speaker(statement) for _, statement in found)

        def worth(pair: tuple[Passage, Statement]) -> float:
            passage, statement = pair
            value = self._pool.wish(passage) * (1.0 + 0.15 * min(voices[_speaker(statement)], 6))
            value *= 1.5 if statement.speaker and is_person(naming(statement.speaker)) else 1.0
            value *= 1.4 if statement.form is Form.DIRECT else 1.0
            return value * (0.6 if informative(statement.content[0].text) < 4 else 1.0)

        return sorted(found, key=lambda pair: (-worth(pair), pair[0].key, pair[1].content[0].span.start))

    def _open_still(self, passage: Passage, trait: Traits) -> bool:
        stamp, latest = passage.clipping.report.published, self._pool.latest
        recent = latest is None or stamp is None or latest - stamp.at <= _STILL_OPEN
        return recent and trait.unknown and not trait.background

    def _composed(self, sentences: Iterable[Sentence]) -> Iterator[Line]:
        for sentence in sentences:
            line = self._writer.composed(sentence.text, sentence.matter, sentence.evidence, sentence.status)
            if line:
                yield line


def raised(
    happened: list[Written], said: tuple[Line, ...]
) -> tuple[Opening, list[Written], tuple[Line, ...]]:
    """A page without a top opens with the best of its lines: what happened, or else what somebody says."""
    if happened:
        return Opening(standfirst=None, summary=(happened[0][1],)), happened[1:], said
    return Opening(standfirst=None, summary=said[:1]), happened, said[1:]


def _parted(written: Iterable[Written], shows: Callable[[str], bool]) -> tuple[list[Written], list[Written]]:
    """The lines that show why they stand in their section, and those that were cut so that they do not."""
    held = list(written)
    return [one for one in held if shows(one[1].text)], [one for one in held if not shows(one[1].text)]


def with_antecedents(top: Opening, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections without lines on "the recording" of which no line before them tells."""
    told = matter(" ".join(line.text for line in (top.standfirst, *top.summary) if line))
    kept: list[Section] = []
    for section in sections:
        lines: list[Line] = []
        for line in section.lines:
            own = matter(line.text)
            if not (found := _THE_THING.match(line.text)) or matter(found[1]) <= told:
                lines.append(line)
            told |= own
        kept.append(replace(section, lines=tuple(lines)))
    return tuple(kept)


def _counted(entries: Sequence[Entry], material: Material) -> tuple[Entry, ...]:
    """The entries that a page counts people by: that nobody was hurt takes more than one origin's word."""
    several = len(material.origins) > 1
    return tuple(e for e in entries if not (several and e.row.low == e.row.high == 0 and len(e.origins) < 2))


def _foremost(count: Sentence, material: Material) -> bool:
    """Whether a report counts so in its first sentences: a toll further down may be another happening's."""
    leads = ((span, material.report_passages(span.report)[:_LEAD]) for span in count.evidence)
    return any(passages and span.start < passages[-1].span.end for span, passages in leads)


def _borne(count: Sentence, material: Material) -> bool:
    """Whether two origins count so: what one report says in passing may be of another happening."""
    reports = {span.report for span in count.evidence}
    return len({clipping.origin for clipping in material.clippings if clipping.report.id in reports}) > 1


def _fresh(passage: Passage, trait: Traits) -> bool:
    return trait.fresh


def _went_before(passage: Passage, trait: Traits) -> bool:
    return trait.background and not historic_present(passage)


def _counts(passage: Passage, trait: Traits) -> bool:
    return trait.fresh and any(figure.measure in _TELLING for figure in passage.figures)


def _narrative(written: Written) -> tuple[int, float, tuple[str, int]]:
    """News order: what stands high in its report first, of these the earlier report."""
    passage, _ = written
    published = passage.clipping.report.published
    return (passage.order // 3, published.at.timestamp() if published else 0.0, passage.key)


def _lines(written: Iterable[Written]) -> tuple[Line, ...]:
    return tuple(line for _, line in written)


def _speaker(statement: Statement) -> str:
    return fold(naming(statement.speaker)) if statement.speaker else ""
