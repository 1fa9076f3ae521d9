"""What a page prints twice or prints raw: times, lines, and titles that are not of the matter.

Decides by the draft's text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dateline.core.text import fold, paragraphs
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.spelling import WORD, bare
from dateline.stages.proof.ground.words import MONTHS, OPENERS, STOP, TITLES, WEEKDAYS

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_TIME = re.compile(
    rf"(?:\b[A-Z][a-z]{{2,8}},? )?\b(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? \d{{4}},? (?:at )?"
    r"\d{1,2}:\d\d(?::\d\d)?"
    r"(?: (?:GMT|UTC|[A-Z]{2,4}T))?(?:[+-]\d{4}| ?[+-]\d\d:\d\d)?(?: \([A-Z][\w ]{1,40}\))?"
    r"|\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_RAW = re.compile(r"GMT[+-]\d{4}|\d{4}-\d\d-\d\dT\d\d:\d\d")
#: Two printings this near each other belong to one item.
_NEAR = 400
_RELATED = re.compile(
    r"^(?:more on|related|see also|read more|read next|more stories|also in)\b.{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_MATTER = 150
#: A word with a capital inside a sentence.
_NAME = re.compile(r"(?<=[\w,;–—’'-] )([A-Z]\w+)")
#: Words of a title at least, of running text more than; how often a name is what a text is about; and
#: how many letters of it tell ("Ukraine", "Ukrainian").
_TITLE, _RUNNING, _OFTEN, _STEM = 5, 12, 3, 6


def duplicated_time(case: Case) -> Iterator[Objection]:
    """The same time printed twice for one item (rule 16 wants three different times, each once)."""
    text = case.draft.text
    last: dict[str, int] = {}
    for match in _TIME.finditer(text):
        said = match.group()
        if said in last and match.start() - last[said] <= _NEAR:
            why = f"“{said}” is printed twice for the same item."
            yield Objection(start=match.start(), end=match.end(), why=why)
            del last[said]
        else:
            last[said] = match.end()


def raw_time(case: Case) -> Iterator[Objection]:
    """A time in the form that a program prints, not as a reader reads it; once for each item."""
    last: dict[str, int] = {}
    for match in _TIME.finditer(case.draft.text):
        said = match.group()
        fresh = said not in last or match.start() - last[said] > _NEAR
        last[said] = match.end()
        if fresh and _RAW.search(said):
            why = f"“{said}” is a machine's form of a time: print the day and the hour."
            yield Objection(start=match.start(), end=match.end(), why=why)


def duplicated_line(case: Case) -> Iterator[Objection]:
    """A line of four words or more that stands there twice."""
    seen: set[str] = set()
    text = case.draft.text
    for start, end in _lines(text):
        words = WORD.findall(fold(text[start:end]))
        key = " ".join(words)
        if len(words) > 3 and key in seen and not _TIME.fullmatch(text[start:end]):
            yield Objection(start=start, end=end, why="This line is printed twice.")
        seen.add(key)


def off_theme(case: Case) -> Iterator[Objection]:
    """Titles under "more on this theme" that share no name with what the text above is about."""
    text = case.draft.text
    heading = next((found for found in _RELATED.finditer(text) if found.start() > _MATTER), None)
    if heading is None:
        return
    names = _names(text[: heading.start()])
    for start, end in _lines(text[heading.end() :]):
        title = text[heading.end() + start : heading.end() + end]
        words = {bare(word) for word in WORD.findall(fold(title.replace(".", "")))}
        if len(words) < _TITLE or _TIME.search(title) or "©" in title:
            continue
        if not any(word[:_STEM] in names for word in words):
            why = "This title shares no name with the story that it is listed under."
            yield Objection(start=heading.end() + start, end=heading.end() + end, why=why)


def _names(text: str) -> frozenset[str]:
    """What a text is about: the stems of names in its first third, and of those that come again and again."""
    found: Counter[str] = Counter()
    early: set[str] = set()
    for start, end in paragraphs(text):
        words = WORD.findall(text[start:end])
        if len(words) <= _RUNNING or sum(word[:1].isupper() for word in words) >= len(words) / 2:
            continue
        for match in _NAME.finditer(text.replace("U.S.", "US  "), start, end):
            stem = bare(fold(match[1]))[:_STEM]
            found[stem] += 1
            if start < len(text) / 3:
                early.add(stem)
    plain = {word[:_STEM] for word in STOP | OPENERS | TITLES | MONTHS.keys() | WEEKDAYS.keys()}
    return frozenset((early | {stem for stem, times in found.items() if times >= _OFTEN}) - plain)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            yield start, start + len(body)
        at += len(line) + 1
