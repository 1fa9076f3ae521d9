"""The ground that a passage stands on: the stretches of sources that have to bear it out.

Decides what a source can bear out at all: its words, names, numbers, days, and which of its
sentences is nearest. It does not decide what a draft claims, nor whether that is enough: the rules
do. A stretch is read once, however many lines stand on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import log

from dateline.core.pages import Clipping
from dateline.core.text import fold
from dateline.core.types import Figure, Qualifier, Span
from dateline.stages.proof.ground.forms import family, shortened
from dateline.stages.proof.ground.numerals import Numeral, clock_times, loose_values, numerals
from dateline.stages.proof.ground.words import RELATIVE_DAYS, STOP, TITLES, WEEKDAYS

WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?![\s\"'”’)]*\s|$)[^.!?\n]*)*[.!?]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_FULL_NAME = re.compile(r"\b([A-Z]\w+)(?= ([A-Z]\w+))")
_DOTTED_CLOCK = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a report's text that counts as evidence, at its offset there."""

    report: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A number of a source: what it is worth and where it stands."""

    numeral: Numeral
    span: Span
    text: str


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
        return Counter(bare(word) for word in WORD.findall(self.folded))

    @cached_property
    def letters(self) -> str:
        """The text as letters and digits alone: what a quotation must be a part of."""
        return squeeze(self.folded)

    @cached_property
    def values(self) -> set[float]:
        """Every number that the ground can bear out."""
        found = loose_values(self.text)
        for figure in self._figures():
            if figure.qualifier is not Qualifier.VAGUE:
                found.update(value for value in (figure.low, figure.high) if value is not None)
        return found

    @cached_property
    def clocks(self) -> frozenset[tuple[int, int]]:
        """The times of day that the ground gives, and those of publication; see ``clock_times``."""
        found = {clock for _, _, clock in clock_times(self.text)}
        found.update((int(m[1]) % 12, int(m[2])) for m in _DOTTED_CLOCK.finditer(self.text))
        stamps = (clipping.report.published for clipping in self.clippings)
        found.update((stamp.at.hour % 12, stamp.at.minute) for stamp in stamps if stamp)
        return frozenset(found | {(hour, 0) for hour, _ in found if _})

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
    def spellings(self) -> dict[str, Span]:
        """Each capitalised word of the stretches, as it stands there, with its first place."""
        found: dict[str, Span] = {}
        for stretch in self.stretches:
            for match in WORD.finditer(stretch.text):
                word = _POSSESSIVE.sub("", match.group())
                if word[:1].isupper() and word not in found:
                    start = stretch.start + match.start()
                    found[word] = Span(report=stretch.report, start=start, end=start + len(word))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The folded words that stand with a capital and never without one."""
        capital = {fold(word) for word in (*self.spellings, *_capitals(self.credits))}
        plain = {fold(_POSSESSIVE.sub("", word)) for word in WORD.findall(self.text) if word[:1].islower()}
        return frozenset(capital - plain)

    @cached_property
    def given(self) -> dict[str, str]:
        """First halves of names, folded, with the word that follows them there most often."""
        pairs: dict[str, Counter[str]] = {}
        for match in _FULL_NAME.finditer(self.text):
            first, last = fold(match[1]), match[2]
            if first in self.names and first not in TITLES and fold(last) in self.names:
                pairs.setdefault(first, Counter())[last] += 1
        return {first: lasts.most_common(1)[0][0] for first, lasts in pairs.items()}

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """The words that stand with a capital, folded, by their first three letters and their family."""
        found: dict[str, set[str]] = {}
        for word in {fold(word) for word in (*self.spellings, *_capitals(self.credits))}:
            for start in (word[:3], *(member[:3] for member in family(word))):
                found.setdefault(start, set()).add(word)
        return {start: tuple(sorted(words)) for start, words in found.items()}

    @cached_property
    def slips(self) -> dict[str, tuple[str, ...]]:
        """Spellings of names by each form with at most one letter left out."""
        found: dict[str, list[str]] = {}
        for spelling in self.spellings:
            key = fold(spelling)
            if len(key) > 3 and key in self.names:
                for variant in {key, *shortened(key)}:
                    found.setdefault(variant, []).append(spelling)
        return {variant: tuple(spellings) for variant, spellings in found.items()}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The initials of each run of capitalised words, folded: "united nations" gives "un"."""
        runs = re.findall(r"(?:\b[A-Z]\w*(?:[ -](?:of|and|for|the|de) |[ -]))+[A-Z]\w*", self.text)
        found = {squeeze(dotted.lower()) for dotted in re.findall(r"(?:\b[A-Za-z]\.){2,}", self.text)}
        for run in runs:
            words = [word for word in re.split(r"[ -]", run) if word[:1].isupper()][:12]
            initials = "".join(word[0] for word in words).lower()
            found.update(
                initials[first:last]
                for first in range(len(initials))
                for last in range(first + 2, min(len(initials), first + 6) + 1)
            )
        return frozenset(found)

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that the ground is about: resolved times, and the days of publication."""
        found = {
            clipping.report.published.at.date() for clipping in self.clippings if clipping.report.published
        }
        for clipping in self.clippings:
            for moment in clipping.facts.moments:
                if self._within(moment.evidence) and (match := _ISO.match(moment.value)) and match[3]:
                    found.update(_day(match))
        if self.words.keys() & RELATIVE_DAYS:
            found.update({day + timedelta(days=step) for day in set(found) for step in (-1, 1)})
        return frozenset(found)

    @cached_property
    def months(self) -> frozenset[tuple[int, int]]:
        """(year, month) of the days and of the times that are known to the month."""
        found = {(day.year, day.month) for day in self.days}
        for clipping in self.clippings:
            for moment in clipping.facts.moments:
                if self._within(moment.evidence) and (match := _ISO.match(moment.value)):
                    found.add((int(match[1]), int(match[2])))
        return frozenset(found)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of all known times."""
        found = {year for year, _ in self.months}
        for clipping in self.clippings:
            for moment in clipping.facts.moments:
                if self._within(moment.evidence) and moment.value[:4].isdigit():
                    found.add(int(moment.value[:4]))
        return frozenset(found)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The days of the week that the ground names or is about; Monday is 0."""
        named = {number for name, number in WEEKDAYS.items() if name in self.words or name[:3] in self.words}
        return frozenset(named | {day.weekday() for day in self.days})

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The stretches cut into sentences."""
        return tuple(
            Stretch(report=stretch.report, start=stretch.start + match.start(), text=match.group())
            for stretch in self.stretches
            for match in _SENTENCE.finditer(stretch.text)
            if match.group().strip()
        )

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for word in content_words(sentence.text):
                found.setdefault(word, []).append(place)
        return found

    def nearest_sentence(self, text: str) -> tuple[Stretch, float] | None:
        """The sentence most like the text, and which share (0 to 1) of its rare words it holds."""
        words = content_words(text)
        total = len(self.sentences)
        scores: dict[int, float] = {}
        whole = 0.0
        for word in sorted(words):
            places = self._postings.get(word, ())
            weight = log(1 + total / (1 + len(places)))
            whole += weight
            if len(places) <= _COMMON:
                for place in places:
                    scores[place] = scores.get(place, 0.0) + weight
        if not scores:
            return None
        best = max(scores, key=lambda place: (scores[place], -place))
        return self.sentences[best], scores[best] / whole

    def nearest(self, text: str) -> tuple[Span, ...]:
        """Where the sentence most like the text stands."""
        if text not in self._nearest:
            found = self.nearest_sentence(text)
            self._nearest[text] = (span_of(found[0]),) if found else ()
        return self._nearest[text]

    def _figures(self) -> Iterable[Figure]:
        for clipping in self.clippings:
            yield from (figure for figure in clipping.facts.figures if self._within(figure.evidence))

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


#: A word in more sentences than this tells nothing of which is nearest; it also bounds the work.
_COMMON = 200


def bare(word: str) -> str:
    """A folded word without its possessive."""
    return _POSSESSIVE.sub("", word)


def squeeze(folded: str) -> str:
    """Letters and digits alone."""
    return "".join(letter for letter in folded if letter.isalnum())


def content_words(text: str) -> set[str]:
    """The folded words that carry meaning."""
    return {word for found in WORD.findall(fold(text)) if (word := bare(found)) not in STOP}


def span_of(stretch: Stretch) -> Span:
    """Where a stretch stands, without the blanks around it."""
    lead = len(stretch.text) - len(stretch.text.lstrip())
    start = stretch.start + lead
    return Span(report=stretch.report, start=start, end=start + len(stretch.text.strip()))


def _capitals(texts: Iterable[str]) -> list[str]:
    return [_POSSESSIVE.sub("", w) for text in texts for w in WORD.findall(text) if w[:1].isupper()]


def _day(match: re.Match[str]) -> Iterable[date]:
    try:
        yield date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return
