"""What is claimed, and where each independent origin stands on it: the matrix of a page.

Decides which reports make the same claim, who says so, since when, and which origin says it, differs, denies
it or is silent. An origin in a language that we do not read has no stand: it is not silent. Does NOT decide
who is right, nor how a claim is put in few words (``labels``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING

from dateline.core.pages import Claim, Position, Stand, Status
from dateline.core.text import words
from dateline.core.types import Report, Scope, Span, Stamp, Statement
from dateline.stages.narrate.facts.counting import Entry, amount, numeral, same_number
from dateline.stages.narrate.facts.material import Material, Passage, outlet_name, terms_of
from dateline.stages.narrate.facts.spelled import spelled
from dateline.stages.narrate.facts.status import denies, status_of
from dateline.stages.narrate.phrasebook.phrases import COUNTS, ENGLISH, Phrases
from dateline.stages.narrate.plan.selection import Ranking, Told, negated

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.people import Person
    from dateline.stages.narrate.wording.limits import Allowance

MOST_CLAIMS = 8
#: So many of the most central sentences are tried: what is far from the centre has no second origin.
_TRIED = 30
#: A denial is of a claim where it has so much of the claim's words.
_OF_THE_CLAIM = 0.6
_CELL_WORDS = 8
#: So many letters of a figure's own words a cell takes, in whole words.
_CELL = 40
#: So much of a label's weight must stand in another origin's sentence: in few words each one counts.
_ALIKE = 0.7
#: Who denies this denies what is made of the facts that are told beside it, and none of them.
_GUILT = re.compile(r"^(?:any|all|that )?\s*(?:wrongdoing|guilt|liability)\b", re.IGNORECASE)


def matrix(
    material: Material,
    ranking: Ranking,
    entries: Sequence[Entry],
    persons: Mapping[tuple[str, str], Person] | None = None,
    allowance: Allowance | None = None,
) -> tuple[Claim, ...]:
    """The claims that most origins speak of, figures first, at most ``MOST_CLAIMS``.

    A saying in its speaker's own words is a row where ``allowance`` has room for one more quotation.
    A claim that one origin alone makes is a row only where another denies it or differs.
    """
    if len(material.origins) < 2:
        return ()
    table = _Table(material)
    told = Told()
    rows = list(_figures(table, entries))
    rows += _sayings(table, persons or {}, told, allowance)
    rows += islice(_sentences(table, ranking, told, allowance), MOST_CLAIMS)
    spoken = sorted((row for row in rows if len(row.stands) > 1), key=lambda row: -len(row.stands))
    return tuple(table.claim(row) for row in spoken[:MOST_CLAIMS])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row before the silent origins are put in: ``stands`` are those that speak of it."""

    label: str
    stands: Mapping[str, Stand]
    speaker: str = ""
    status: Status = Status.REPORTED


class _Table:
    """What every row needs of a story: its origins, its outlets, its denials."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._stamps = {c.report.id: c.report.published for c in material.clippings}
        self.reports = {c.report.id: c.report for c in material.clippings}
        self._outlets = {c.report.id: outlet_name(c.report) for c in material.clippings}
        self.denials = tuple(_denials(material))

    def stand(self, origin: str, position: Position, spans: Sequence[Span], text: str = "") -> Stand:
        """A cell with the outlets of its evidence."""
        outlets = dict.fromkeys(filter(None, (self._outlets[span.report] for span in spans)))
        return Stand(
            origin=origin, position=position, words=text, evidence=tuple(spans), outlets=tuple(outlets)
        )

    def claim(self, row: _Row) -> Claim:
        """The row over all origins that are read; silent ones have no evidence."""
        origins = dict.fromkeys((*self.material.read, *row.stands))
        stands = tuple(row.stands.get(o, Stand(origin=o, position=Position.SILENT)) for o in origins)
        saying = [span for stand in stands if stand.position is Position.SAYS for span in stand.evidence]
        named = spelled(row.speaker, saying, self.material.clippings)
        return Claim(
            label=row.label,
            stands=stands,
            evidence=tuple(dict.fromkeys((*saying, *named))),
            speaker=row.speaker,
            since=self._since(saying),
            status=row.status,
        )

    def _since(self, spans: Iterable[Span]) -> Stamp | None:
        stamps = [stamp for span in spans if (stamp := self._stamps[span.report])]
        return min(stamps, key=lambda stamp: stamp.at, default=None)


def _figures(table: _Table, entries: Sequence[Entry], phrases: Phrases = ENGLISH) -> Iterator[_Row]:
    for measure, counting in phrases.counts.items():
        live = [e for e in entries if e.row.measure == measure and e.row.scope is Scope.HAPPENING]
        told = [entry for entry in live if not entry.row.replaced and numeral(entry.given[-1])]
        if not told:
            continue
        main = max(told, key=lambda entry: (len(entry.origins), entry.newest, entry.row.low))
        stands = {origin: stand for e in reversed(live) for origin, stand in _figure_stands(table, e, main)}
        label = counting.label.format(n=amount(main, phrases).removesuffix(" of"))
        status = Status.DISPUTED if main.row.disputed else Status.REPORTED
        yield _Row(
            label=label,
            stands=stands,
            speaker=main.row.speaker if len(main.voices) == 1 else "",
            status=status,
        )


def _figure_stands(table: _Table, entry: Entry, main: Entry) -> Iterator[tuple[str, Stand]]:
    # "At least 20" does not say 34, though both may be right: its own words stand in the cell.
    position = Position.SAYS if same_number(entry.row, main.row) else Position.DIFFERS
    for given in entry.given:
        spans = [span for span in entry.row.evidence if span.report == given.clipping.report.id]
        origin = given.clipping.origin
        yield (
            origin,
            table.stand(origin, position, spans, shorten(given.figure.phrase.text, _CELL, placeholder="")),
        )


def _sayings(
    table: _Table, persons: Mapping[tuple[str, str], Person], told: Told, allowance: Allowance | None
) -> Iterator[_Row]:
    from dateline.stages.narrate.facts.sayings import sayings  # as labels: it makes them

    for saying in islice(sayings(table.material, persons), MOST_CLAIMS):
        if not _allowed(saying.label, table.reports[saying.passages[0].span.report], allowance):
            continue
        told.add(saying.text)
        stands = _says(table, saying.passages) | _denied(table, saying.text)
        yield _Row(
            label=saying.label, stands=stands, speaker=saying.speaker, status=_status(saying.passages, stands)
        )


def _sentences(table: _Table, ranking: Ranking, told: Told, allowance: Allowance | None) -> Iterator[_Row]:
    # Loaded when a label is wanted: below it stands all the grammar of shorter forms.
    from dateline.stages.narrate.facts.labels import label_of

    central = sorted(table.material.passages, key=lambda p: (-ranking.score(p), p.key))[:_TRIED]
    for passage in central:
        label = label_of(passage)
        if not label or told.repeats(label, 0.6) or _counted(label, passage):
            continue
        support = ranking.supporters(label, passage, _ALIKE)
        against = _denied(table, label)
        if not support and not against.keys() - {passage.origin}:
            continue
        # A cell may credit any who tells so: what it quotes is counted for all of them.
        if not all(_allowed(label, one.clipping.report, allowance) for one in (passage, *support)):
            continue
        told.add(label)
        bearing = (passage, *support)
        stands = _says(table, bearing) | against
        yield _Row(label=label, stands=stands, status=_status(bearing, stands))


def _allowed(label: str, report: Report, allowance: Allowance | None) -> bool:
    """Whether a page may still quote what a label does; if so, it is counted."""
    if allowance is None:
        return True
    if not allowance.quotable(label, report):
        return False
    allowance.use(label, report)
    return True


def _counted(label: str, passage: Passage) -> bool:
    """Whether a label gives a number of people: the rows of figures have it, and all who differ."""
    counts = (figure for figure in passage.figures if figure.measure in COUNTS and figure.stated)
    return any(figure.phrase.text.split()[0] in label.split() for figure in counts)


def _status(passages: Sequence[Passage], stands: Mapping[str, Stand]) -> Status:
    denied = any(stand.position is Position.DENIES for stand in stands.values())
    return Status.DENIED if denied else status_of(passages)


def _says(table: _Table, passages: Iterable[Passage]) -> dict[str, Stand]:
    spans: dict[str, list[Span]] = {}
    for passage in passages:
        spans.setdefault(passage.origin, []).append(passage.span)
    return {origin: table.stand(origin, Position.SAYS, held) for origin, held in spans.items()}


def _denied(table: _Table, label: str) -> dict[str, Stand]:
    """The origins that report a denial of a claim, by whomever, and in which words."""
    terms = frozenset(term for term in terms_of(label) if not term.isdigit())
    if len(terms) < 3 or negated(label):
        return {}
    found: dict[str, Stand] = {}
    for passage, statement, content in table.denials:
        if len(terms & content) >= _OF_THE_CLAIM * len(terms):
            text = _denial_words(statement)
            found.setdefault(
                passage.origin, table.stand(passage.origin, Position.DENIES, [passage.span], text)
            )
    return found


def _denials(material: Material) -> Iterator[tuple[Passage, Statement, frozenset[str]]]:
    """Every denial of a story with the words of the sentence that tells it."""
    for passage in material.passages:
        for statement in passage.statements:
            if denies(statement) and not _GUILT.match(statement.content[0].text):
                yield passage, statement, passage.terms


def _denial_words(statement: Statement) -> str:
    """Who denies it, for a cell: "Aas denied that the points were worn out"."""
    who = statement.speaker.phrase.text if statement.speaker else ""
    cue = statement.cue.text if statement.cue else ""
    content = " ".join(words(statement.content[0].text)[:_CELL_WORDS])
    return " ".join(part for part in (who, cue, content) if part)
