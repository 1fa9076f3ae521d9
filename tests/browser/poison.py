"""Hostile editions: every word that a source, a feed or a report's own ids can fill is somebody's payload.

Decides which fields those are: all text of the flow's values, whatever their type, but what is of our own
making (enumerations, our own names of rules). So a field that is added tomorrow is poisoned tomorrow. Which
payload goes where is fixed by numbers: payload ``n`` of page ``k`` stands in the field that takes its turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, cast

from dateline.core.pages import Page
from dateline.core.sources import Outline, SourceList
from dateline.core.types import Facts, Report, Span, Theme
from tests import newsroom
from tests.edition import Issue

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "hostile" / "xss.jsonl"
#: What stands in for the payloads where ``../shared`` is missing: one of each way that is known.
FEW = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "{{7*7}}{%print(1)%}${alert(1)}",
    "</title><svg/onload=alert(1)>",
    "<!--<script>",
    "\u2028alert(1)//",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "=cmd|' /C calc'!A0",
)
#: Values of one of these names tie records together: the same value is the same payload all over an edition.
NAMES = frozenset(
    {"id", "story", "theme", "report", "origin", "line", "forerunner", "rival", "stories", "related"}
)
#: Names of our own making, which no source fills: what ends a record, how the page knows which it is.
OURS = frozenset({"rule", "model", "reviewed_by", "subjects"})
_DATE = re.compile(r"\d{4}(-\d\d){0,2}(T[\d:]+)?")
Value = TypeVar("Value")


def payloads() -> tuple[str, ...]:
    """All payloads, in the order of their file; a few of our own where it is missing."""
    if not SHARED.is_file():
        return FEW
    with SHARED.open(encoding="utf-8") as lines:
        return (*FEW, *(json.loads(line)["payload"] for line in lines))


@dataclass
class Poison:
    """Gives the payloads out, one for each word; the same name gets the same one."""

    given: Sequence[str]
    turn: int = 0

    def __post_init__(self) -> None:
        self.names: dict[str, str] = {}
        self.lengths: dict[str, int] = {}

    def word(self, name: str, value: str) -> str:
        """What stands in place of a value."""
        if not value or name in OURS:
            return value
        if name in NAMES:
            if value not in self.names:
                self.names[value] = f"{value} {self._next()}"
            return self.names[value]
        if name in ("date", "happened", "time") and _DATE.fullmatch(value) and self.turn % 2:
            return value  # a day that can be read leads to other parts of a page than one that cannot
        return self._next()

    def _next(self) -> str:
        self.turn += 1
        return self.given[self.turn % len(self.given)]

    def into(self, value: Value, name: str = "") -> Value:
        """The same value with every word of it replaced."""
        return cast("Value", self._into(value, name))

    def _into(self, value: object, name: str) -> object:
        made = value
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            made = self.word(name, value)
        elif isinstance(value, tuple):
            made = tuple(self.into(item, name) for item in value)
        elif isinstance(value, Span):
            report = self.word("report", value.report)
            made = Span(report=report, start=0, end=self.lengths.get(report, 0))
        elif is_dataclass(value) and not isinstance(value, type):
            made = replace(
                value, **{one.name: self.into(getattr(value, one.name), one.name) for one in fields(value)}
            )
        return made

    def report(self, report: Report) -> Report:
        """A report, as the spans of what follows point to it."""
        made = self.into(report)
        self.lengths[made.id] = len(made.text)
        return made


def poisoned(number: int, given: Sequence[str]) -> tuple[Page, Theme, dict[str, Report], dict[str, Facts]]:
    """The ferry's page with all that it rests on, in the ``number``-th way to poison it."""
    poison = Poison(given, turn=number)
    known = {
        report.id: replace(report, section="Seefahrt", **_rights(report))
        for report in newsroom.REPORTS.values()
    }

    def renamed(name: str) -> str:
        return f"{name}{number}"

    reports = [poison.report(replace(report, id=renamed(report.id))) for report in known.values()]
    page = poison.into(_renamed(newsroom.FERRY_PAGE, renamed))
    theme = poison.into(replace(newsroom.THEMES[0], id=renamed("tsea"), stories=(renamed("sferry"),)))
    facts = [poison.into(_renamed(one, renamed)) for one in newsroom.FACTS.values()]
    return page, theme, {one.id: one for one in reports}, {one.report: one for one in facts}


def _rights(report: Report) -> dict[str, Any]:
    return {"rights": replace(report.rights, licence=report.rights.licence or "licence", basis="basis")}


def _renamed(value: Value, renamed: Callable[[str], str], name: str = "") -> Value:
    """The same with the names of stories, themes and reports numbered, so that copies stand side by side."""
    return cast("Value", _numbered(value, renamed, name))


def _numbered(value: object, renamed: Callable[[str], str], name: str) -> object:
    made = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str) and name in ("story", "theme", "report"):
        made = renamed(value)
    elif isinstance(value, tuple):
        made = tuple(_renamed(item, renamed, name) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        held = {one.name: _renamed(getattr(value, one.name), renamed, one.name) for one in fields(value)}
        made = replace(value, **held)
    return made


def issue(numbers: Sequence[int], given: Sequence[str]) -> Issue:
    """An edition of so many poisoned pages."""
    made = [poisoned(number, given) for number in numbers]
    return replace(
        newsroom.ISSUE,
        edition=replace(newsroom.EDITION, base_url="https://dateline.example"),
        sources=sources(given),
        pages=tuple(page for page, *_ in made),
        themes=tuple(theme for _, theme, *_ in made),
        reports={name: report for _, _, reports, _ in made for name, report in reports.items()},
        facts={name: one for *_, facts in made for name, one in facts.items()},
    )


def sources(given: Sequence[str], count: int = 50) -> SourceList:
    """A list of sources as somebody else may have sent it."""
    poison = Poison(given)
    names = ("text", "title", "description", "category", "htmlUrl", "xmlUrl", "language")
    outlines = (tuple((name, poison.word(name, name)) for name in names) for _ in range(count))
    return SourceList(outlines=tuple(Outline(attributes=(*held, ("type", "rss"))) for held in outlines))


def spread(count: int, given: Sequence[str]) -> Iterator[int]:
    """So many numbers that their pages together hold every payload, if their fields suffice."""
    yield from range(0, len(given), max(1, len(given) // count))
