"""Which sentences tell of a day, and which of them may stand for it as a line.

A sentence tells of the days that it names, else of its report's news. A line is near to all that was told of
its day and to the theme, stands alone, and is unlike the lines taken before it. It is the report's own
sentence without its dateline and connective, and nothing else; how many lines and which days is not
decided here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from dateline.core.text import words
from dateline.core.types import Report, Span
from dateline.stages.narrate.facts.material import terms_of, usable
from dateline.stages.narrate.timelines.days import Reading, furniture
from dateline.stages.narrate.wording.compression import openings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence, the ``at``-th of report number ``owner``, and the days that it names."""

    owner: int
    at: int
    span: Span
    report: Report
    named: tuple[date, ...]

    @property
    def text(self) -> str:
        return self.report.quote(self.span)

    def line(self, day: date) -> str:
        """The sentence as a line of that day, "" where it can be none or may not be printed."""
        text = " ".join(self.text.split())
        line = openings(text)
        fit = _whole(text) and _stands_alone(line) and _allowed(line, self.report) and not furniture(text)
        return (undated(line) if self.named == (day,) else line) if fit else ""


#: A line of a timeline is a sentence of six to forty words: less is a scrap, more is a paragraph.
_SHORTEST, _LONGEST = 6, 40
#: A sentence that begins with one of these needs the one before it.
_LEANS = frozenset(
    re.findall(
        r"\w+",
        """he she it they we i you his her its our their my this that these those such there here
        and but or so yet also then thus however meanwhile moreover instead still nor both another
        others many some most""",
    )
)
#: A pronoun among the first words stands for somebody that the reader has not met.
_PERSONS = frozenset({"he", "she", "they", "we", "i", "you"})
_START = 4
#: Sentences at the start of a report tell its news; the weight is half at this place.
_NEWS, _THEME_NEWS = 10, 5
#: How surely a sentence without a day tells of the day of its report and of the two days before it.
_TELLS = (1.0, 0.3, 0.1)
#: The same where the news was of the day before the report.
_TELLS_BEFORE = (0.3, 1.0, 0.1)
#: What is too far down to tell of a day.
_LEAST = 0.02
#: The power with which that weighs in the choice of a line, and the share of the theme in it beside the day.
_SURELY, _OF_THEME = 0.25, 1.0
#: A report is at most so much more of the theme than the one in the middle.
_MOST_RELEVANT = 1.5
#: A word for the day on which a report was written, or the one before, that hangs on no other word.
_OPENS_WITH_DAY = re.compile(r"^(?:Today|Yesterday), ")
_OF_THE_DAY = re.compile(
    r"(?<!\bof)(?<!\bby)(?<!\bto)(?<!\bor)(?<!\band)(?<!\bfrom)(?<!\bthan)(?<!\buntil)(?<!\bsince)(?<!\bbefore)"
    r"(?<=\w) (?:today|yesterday)"
    r"(?= (?:in|at|to|that|by|with|after|when|on|for|as|over|against|the|a)\b(?! [\d:.]+ ?[ap]\.?m)|[.;])"
)
#: Two lines that share this much are the same line.
_SAME = 0.5


class Telling:
    """All that is told of a theme: its sentences by what they share, and the lines taken so far.

    Memory and time are linear in the sentences.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        import numpy as np

        self._reports = len(readings)
        self._sentences = [
            one for number, reading in enumerate(readings) for one in _sentences(number, reading)
        ]
        self._told = _told(self._sentences, readings)
        self._rows = _rows([sentence.text for sentence in self._sentences])
        news = np.array([1 / (1 + one.at / _THEME_NEWS) for one in self._sentences])
        self._theme = _unit(self._rows.T @ news)
        self._taken: list[int] = []

    def relevance(self) -> list[float]:
        """How near each report is to the theme, 1 for the one in the middle."""
        import numpy as np
        from scipy.sparse import csr_matrix

        owners = [sentence.owner for sentence in self._sentences]
        shape = (self._reports, len(owners))
        bodies = csr_matrix((np.ones(len(owners)), (owners, range(len(owners)))), shape=shape) @ self._rows
        lengths = np.sqrt(np.asarray(bodies.multiply(bodies).sum(axis=1)).ravel())
        near = (bodies @ self._theme) / np.where(lengths > 0, lengths, 1.0)
        middle = float(median(near)) if self._reports else 0.0
        return [min(_MOST_RELEVANT, float(one) / middle) if middle > 0 else 1.0 for one in near]

    def lines(self, day: date, most: int) -> list[tuple[str, Span]]:
        """At most so many lines for a day, the best first, each with the sentence that it was made of."""
        found: list[tuple[str, Span]] = []
        for number in self._ranked(day):
            if len(found) == most:
                break
            line = "" if self._known(number) else self._sentences[number].line(day)
            if line:
                found.append((line, self._sentences[number].span))
                self._taken.append(number)
        return found

    def _ranked(self, day: date) -> Iterator[int]:
        """The sentences that tell of a day, nearest first to all that is told of it and to the theme."""
        import numpy as np

        told = self._told.get(day, ())
        if not told:
            return
        numbers, surely = [number for number, _ in told], np.array([weight for _, weight in told])
        mine = self._rows[numbers]
        centre = _unit(mine.T @ surely) + _OF_THEME * self._theme
        scores = (mine @ centre) * surely**_SURELY
        yield from (numbers[int(place)] for place in np.argsort(-scores, kind="stable"))

    def _known(self, number: int) -> bool:
        """Whether a line that was taken says much the same."""
        return bool(self._taken) and (self._rows[self._taken] @ self._rows[number].T).max() >= _SAME


def _sentences(number: int, reading: Reading) -> Iterator[_Sentence]:
    for at, span in enumerate(reading.clipping.facts.sentences):
        yield _Sentence(
            owner=number, at=at, span=span, report=reading.clipping.report, named=reading.named[at]
        )


def undated(line: str) -> str:
    """The line without "today" or "yesterday", which would be false beside the day it stands for.

    Left as it is where the word hangs on another ("since yesterday", "yesterday evening").
    """
    cut = _OPENS_WITH_DAY.sub("", line, count=1)
    cut = _OF_THE_DAY.sub("", cut)
    return cut[:1].upper() + cut[1:]


def _whole(text: str) -> bool:
    return (text[:1].isupper() or text[:1].isdigit()) and text.rstrip("\"”'’)").endswith((".", "!", "…"))


def _stands_alone(line: str) -> bool:
    """Whether a sentence can be a line: of a fair length, and leaning on no other sentence."""
    tokens = words(line)
    if not _SHORTEST <= len(tokens) <= _LONGEST:
        return False
    first = [token.casefold() for token in tokens[:_START]]
    return first[0] not in _LEANS and not _PERSONS.intersection(first)


def _allowed(text: str, report: Report) -> bool:
    """Whether the report's own terms let this much of it be printed (HOUSE_STYLE, Rights)."""
    most = report.rights.quote_words
    return usable(report) and (most is None or len(words(text)) <= most)


def _told(sentences: Sequence[_Sentence], readings: Sequence[Reading]) -> dict[date, list[tuple[int, float]]]:
    """For each day the sentences that tell of it, and how surely: those that name it, and its news."""
    told: dict[date, list[tuple[int, float]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        reading = readings[sentence.owner]
        named = reading.named[sentence.at]
        for day in named:
            told[day].append((number, 1.0))
        if not named and reading.published:
            for day, surely in _news_of(reading.published, reading.news, sentence.at):
                told[day].append((number, surely))
    return told


def _news_of(published: date, news: date | None, at: int) -> Iterator[tuple[date, float]]:
    """The days that a sentence without a day may tell of."""
    tells = _TELLS if news == published else _TELLS_BEFORE
    for back, surely in enumerate(tells):
        weight = surely / (1 + at / _NEWS)
        if weight > _LEAST and published.toordinal() > back:
            yield published - timedelta(back), weight


def _rows(texts: Sequence[str]) -> Any:
    """TF-IDF rows of the sentences, of length one."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    documents = [sorted(terms_of(text)) for text in texts]
    if not any(documents):
        return csr_matrix((len(documents), 1))
    return TfidfVectorizer(analyzer=tuple).fit_transform(documents).tocsr()


def _unit(vector: Any) -> Any:
    import numpy as np

    length = np.linalg.norm(vector)
    return vector / length if length > 0 else vector
