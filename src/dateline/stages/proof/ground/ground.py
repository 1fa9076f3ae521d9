"""The ground that a passage stands on: the stretches of sources that have to bear it out.

Decides what a source can bear out at all: its words and numbers, and which of its sentences is nearest; its
names are in ``naming``, its days in ``calendar``. It does not decide what a draft claims, nor whether that is
enough: the rules do. A stretch is read once, however many lines stand on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.core.types import Figure, Form, Qualifier, Span
from dateline.stages.proof.ground.calendar import Calendar
from dateline.stages.proof.ground.naming import Naming
from dateline.stages.proof.ground.numerals import loose_values, numerals
from dateline.stages.proof.ground.spelling import WORD, squeeze, word_key
from dateline.stages.proof.ground.stretches import Sighting, Stretch, cut_as_read, cut_at_stops, span_of

if TYPE_CHECKING:
    from dateline.core.pages import Clipping
    from dateline.stages.proof.alignment.aligning import Aligned
    from dateline.stages.proof.alignment.index import Index

#: A sentence that holds less of a text's weight is not like it at all.
_LIKE = 0.15


class Ground:
    """What some stretches of sources, and what is known of their reports, can bear out.

    ``credits`` are the words that bear out an attribution: outlet, author and title of the cited
    reports. Of their facts only times and figures within the stretches count: a name that the
    interpreter resolved has to stand in the evidence itself (rule 1).
    """

    def __init__(
        self,
        stretches: Sequence[Stretch],
        clippings: Sequence[Clipping],
    ) -> None:
        self.stretches = tuple(stretches)
        self.clippings = tuple(clippings)
        self._nearest: dict[str, tuple[Span, ...]] = {}
        self._aligned: dict[str, Aligned] = {}
        self.credits = tuple(
            part
            for clipping in clippings
            for part in (clipping.report.outlet, clipping.report.author, clipping.report.title)
            if part
        )

    @cached_property
    def text(self) -> str:
        """All words of the ground in one text, for looking up what it says anywhere."""
        return "\n\n".join((*(stretch.text for stretch in self.stretches), *self.credits))

    @cached_property
    def folded(self) -> str:
        """The text without case and accents."""
        return fold(self.text)

    @cached_property
    def words(self) -> Counter[str]:
        """Each word, folded and without a possessive, with how often it stands there."""
        return Counter(map(word_key, WORD.findall(self.text)))

    @cached_property
    def naming(self) -> Naming:
        """The names of the ground."""
        return Naming(self.stretches, self.credits, self.text)

    @cached_property
    def calendar(self) -> Calendar:
        """The days and times of the ground."""
        moments = tuple(m for c in self.clippings for m in c.facts.moments if self._within(m.evidence))
        published = tuple(c.report.published.at for c in self.clippings if c.report.published)
        return Calendar(self.text, self.words, moments, published)

    @cached_property
    def letters(self) -> str:
        """The text as letters and digits alone: what a quotation must be a part of."""
        return squeeze(self.folded)

    @cached_property
    def values(self) -> set[float]:
        """Every number that the ground can bear out."""
        found = loose_values(self.text)
        for figure in self.figures:
            if figure.qualifier is not Qualifier.VAGUE:
                found.update(value for value in (figure.low, figure.high) if value is not None)
        return found

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """The numbers of the stretches, in order."""
        return tuple(
            Sighting(
                numeral=numeral,
                span=Span(
                    report=stretch.report,
                    start=stretch.start + numeral.start,
                    end=stretch.start + numeral.end,
                ),
                text=stretch.text[numeral.start : numeral.end],
            )
            for stretch in self.stretches
            for numeral in numerals(stretch.text)
        )

    @cached_property
    def _by_value(self) -> dict[float, list[Sighting]]:
        found: dict[float, list[Sighting]] = {}
        for sighting in self.sightings:
            found.setdefault(sighting.numeral.value, []).append(sighting)
        return found

    def sighted(self, value: float) -> list[Sighting]:
        """Where the stretches have a number of this value, in order."""
        return self._by_value.get(value, [])

    def around(self, span: Span, letters: int) -> tuple[str, int]:
        """The text about a place, that many letters on either side, and where the place stands in it."""
        for stretch in self._by_report.get(span.report, ()):
            first = span.start - stretch.start
            if 0 <= first < len(stretch.text):
                cut = max(0, first - letters)
                return stretch.text[cut : span.end - stretch.start + letters], first - cut
        return "", 0

    @cached_property
    def _by_report(self) -> dict[str, list[Stretch]]:
        found: dict[str, list[Stretch]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.report, []).append(stretch)
        return found

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The stretches cut into sentences: the interpreter's where it has read the report, else by stops."""
        known = {clipping.report.id: clipping.facts.sentences for clipping in self.clippings}
        return tuple(
            sentence
            for stretch in self.stretches
            for sentence in (cut_as_read(stretch, known.get(stretch.report, ())) or cut_at_stops(stretch))
        )

    @cached_property
    def index(self) -> Index:
        """The sentences by their words; places in it are places in ``sentences``."""
        from dateline.stages.proof.alignment.index import Index

        return Index([sentence.text for sentence in self.sentences])

    def aligned(self, text: str) -> Aligned:
        """The sentences that a text stands on, word linked to word."""
        from dateline.stages.proof.alignment.aligning import align

        if text not in self._aligned:
            self._aligned[text] = align(text, self.index)
        return self._aligned[text]

    def says(self, text: str) -> bool:
        """Whether it has the text word for word, whatever the marks and capitals; a report's title counts."""
        return squeeze(fold(text)) in self.letters

    def nearest_sentence(self, text: str) -> tuple[Stretch, float] | None:
        """The sentence most like the text, and which share (0 to 1) of its words' weight it holds."""
        from dateline.stages.proof.alignment.words import keys_of

        found = self.index.candidates(keys_of(text), 1)
        return (self.sentences[found[0][0]], found[0][1]) if found else None

    @cached_property
    def spoken(self) -> tuple[tuple[str, str, Span], ...]:
        """What the interpreter read as quoted speech: its letters, its speaker's name, where it stands."""
        return tuple(
            (squeeze(fold(part.text)), statement.speaker.name, part.span)
            for clipping in self.clippings
            for statement in clipping.facts.statements
            if statement.speaker and statement.form is not Form.INDIRECT
            for part in statement.content
        )

    def nearest(self, text: str) -> tuple[Span, ...]:
        """Where the sentence most like the text stands, if one is like it."""
        if text not in self._nearest:
            found = self.nearest_sentence(text)
            self._nearest[text] = (span_of(found[0]),) if found and found[1] >= _LIKE else ()
        return self._nearest[text]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What the interpreter read as figures in the stretches."""
        return tuple(f for c in self.clippings for f in c.facts.figures if self._within(f.evidence))

    def _within(self, spans: Iterable[Span]) -> bool:
        """Whether one of the spans overlaps one of the stretches."""
        return any(
            span.start < last and first < span.end
            for span in spans
            for first, last in self._extents.get(span.report, ())
        )

    @cached_property
    def _extents(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.report, []).append((stretch.start, stretch.start + len(stretch.text)))
        return found
