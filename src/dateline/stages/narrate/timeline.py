"""The days of a theme that mattered, and the sentence that tells each of them best.

Decides which days to print (those that most reports were published on or speak of) and which sentence
stands for a day: the one nearest to all that was written of that day, which mentions it or was published on
it. It prints the reports' own sentences and nothing else, and does not decide what a theme is, nor read
times: ``interpret`` did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.core.text import words
from dateline.core.types import Clipping, Precision, Report, Span, TimelineEntry
from dateline.stages.narrate.material import usable


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineOptions:
    """What may be asked of a timeline: its first and last day (ISO dates), how many days, lines for each.

    Without ``dates`` as many as matter are given, without ``lines`` one for each.
    """

    start: str | None = None
    end: str | None = None
    dates: int | None = None
    lines: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A sentence that tells of a day; ``weight`` is how surely, ``printable`` whether it may be a line."""

    day: str
    text: str
    span: Span
    weight: float
    printable: bool


#: A day, or a time of a day, as TIMEX3 writes it.
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?", re.DOTALL)
#: A line of a timeline is a sentence of six to forty words: less is a scrap, more is a paragraph.
_SHORTEST, _LONGEST = 6, 40
#: A sentence that begins with one of these needs the one before it.
_LEANS = frozenset(
    re.findall(
        r"\w+",
        """he she it they we i you his her its their our my this that these those such there here
        and but or so yet also then thus however meanwhile moreover instead still nor both another
        others many some most""",
    )
)
#: A pronoun among the first words stands for somebody that the reader has not met.
_PERSONS = frozenset({"he", "she", "they", "we", "i", "you"})
_START = 4
#: What pages print about themselves.
_FURNITURE = re.compile(r"[|©]|last updated|\bupdated? \d|\b[ap]m [A-Z]{2,4}\b|\[email", re.IGNORECASE)
#: A sentence that names the day is surer to tell of it than one that was only published on it.
_MENTIONED = 1.5
#: Sentences at the start of a report tell the news of its day; further down they tell what was before.
_NEWS = 5
#: A day matters by default from this share of the weight of the day that matters most.
_MATTERS = 0.25
#: Two lines that share this much are the same line.
_SAME = 0.5
FIXED = TimelineOptions()


def timeline(
    theme: str, clippings: Sequence[Clipping], options: TimelineOptions = FIXED
) -> tuple[TimelineEntry, ...]:
    """The theme's timeline in order of date, each line with the sentence that it is as evidence.

    A report without a day of publication counts for the days that it names. A report whose terms allow no
    extract counts for its days and gives no line. Raises ``ValueError`` where
    ``start`` or ``end`` is no ISO date.
    """
    tellings = [
        telling
        for clipping in sorted(clippings, key=lambda clipping: clipping.report.id)
        for telling in _tellings(clipping)
        if _inside(telling.day, options)
    ]
    rows = _rows([telling.text for telling in tellings])
    days: dict[str, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        days[telling.day].append(at)
    printed: list[int] = []
    for day in sorted(_chosen({day: [tellings[at] for at in told] for day, told in days.items()}, options)):
        printed += _lines(days[day], tellings, rows, printed, options.lines or 1)
    return tuple(
        TimelineEntry(theme=theme, date=told.day, text=told.text, evidence=(told.span,))
        for told in (tellings[at] for at in printed)
    )


def _inside(day: str, options: TimelineOptions) -> bool:
    start = date.fromisoformat(options.start) if options.start else date.min
    end = date.fromisoformat(options.end) if options.end else date.max
    return start <= date.fromisoformat(day) <= end


def _tellings(clipping: Clipping) -> Iterator[_Telling]:
    """Each sentence with each day that it tells of: those that it names, else that of publication."""
    report = clipping.report
    published = _published(report)
    named = _named(clipping)
    for at, span in enumerate(clipping.facts.sentences):
        text = report.quote(span)
        printable = _stands_alone(text) and _allowed(text, report)
        if named[at]:
            surely = [(day, _MENTIONED) for day in dict.fromkeys(named[at])]
        else:
            surely = [(published, 1 / (1 + at / _NEWS))] if published else []
        for day, weight in surely:
            yield _Telling(day=day, text=text, span=span, weight=weight, printable=printable)


def _published(report: Report) -> str:
    stamp = report.published
    if stamp is None or stamp.precision in (Precision.MONTH, Precision.YEAR, Precision.UNKNOWN):
        return ""
    return stamp.at.date().isoformat()


def _named(clipping: Clipping) -> list[list[str]]:
    """The days that each sentence names, in order."""
    sentences = clipping.facts.sentences
    starts = [sentence.start for sentence in sentences]
    named: list[list[str]] = [[] for _ in sentences]
    for moment in clipping.facts.moments:
        found = _DAY.fullmatch(moment.value)
        at = bisect_right(starts, moment.phrase.span.start) - 1
        if found and at >= 0 and moment.phrase.span.start < sentences[at].end and _is_date(found.group(1)):
            named[at].append(found.group(1))
    return named


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _chosen(days: dict[str, list[_Telling]], options: TimelineOptions) -> list[str]:
    """The days that mattered: by how many reports were published on them or speak of them."""
    weights = {day: _weight(told) for day, told in days.items() if any(telling.printable for telling in told)}
    ranked = sorted(weights, key=lambda day: (-weights[day], day))
    if options.dates is not None:
        return ranked[: options.dates]
    most = max(weights.values(), default=0.0)
    return [day for day in ranked if weights[day] >= _MATTERS * most]


def _weight(told: Sequence[_Telling]) -> float:
    """How many reports tell of a day; one that names it from another day's report counts as more."""
    reports: dict[str, float] = {}
    for telling in told:
        reports[telling.span.report] = max(telling.weight, reports.get(telling.span.report, 0.0))
    return sum(reports.values())


def _stands_alone(text: str) -> bool:
    """Whether a sentence can be a line: of a fair length, and leaning on no other sentence."""
    tokens = words(text)
    if not _SHORTEST <= len(tokens) <= _LONGEST or _FURNITURE.search(text):
        return False
    first = [token.casefold() for token in tokens[:_START]]
    whole = (text[0].isupper() or text[0].isdigit()) and text.rstrip("\"”'’)").endswith((".", "!", "…"))
    return whole and first[0] not in _LEANS and not _PERSONS.intersection(first)


def _allowed(text: str, report: Report) -> bool:
    """Whether the report's own terms let this much of it be printed (HOUSE_STYLE, Rights)."""
    most = report.rights.quote_words
    return usable(report) and (most is None or len(words(text)) <= most)


def _rows(texts: Sequence[str]) -> Any:
    """TF-IDF rows of the sentences, of length one."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

    folded = ([word.casefold() for word in words(text)] for text in texts)
    documents = [[word for word in tokens if word not in ENGLISH_STOP_WORDS] for tokens in folded]
    if not any(documents):
        return csr_matrix((len(documents), 1))
    return TfidfVectorizer(sublinear_tf=True, analyzer=tuple).fit_transform(documents).tocsr()


def _lines(
    at: Sequence[int], tellings: Sequence[_Telling], rows: Any, used: Sequence[int], most: int
) -> list[int]:
    """The sentences nearest to all that was told of a day, none like another or like one used before."""
    import numpy as np

    weights = np.array([tellings[number].weight for number in at])
    mine = rows[at]
    centre = mine.T @ weights
    scores = (mine @ centre) * weights**0.5
    taken: list[int] = []
    for place in np.argsort(-scores, kind="stable"):
        number = at[int(place)]
        before = [*used, *taken]
        if not tellings[number].printable:
            continue
        if before and (rows[before] @ rows[number].T).max() >= _SAME:
            continue
        taken.append(number)
        if len(taken) == most:
            break
    return taken
