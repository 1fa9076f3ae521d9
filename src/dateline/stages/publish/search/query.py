"""What a reader asks: words, "words side by side", -without, begin*, and filters by name or by day.

Decides how a line of text is read as a query. It never fails: what cannot be read as a filter or a day is
taken as words, for a reader knows no grammar. Which stories answer, the catalogue finds (``Lookup``); which
come first, :mod:`rank` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.core.listings import Lookup, Order
from dateline.core.text import tidy
from dateline.stages.publish.search.words import FILTERS, MARK, plain, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.core.types import Theme

Run = tuple[str, ...]

#: What is read of a query, in letters, in runs of words, and in words of a run: a reader asks no more.
_LETTERS, _RUNS, _IN_RUN = 300, 12, 12
_PART = re.compile(
    r'(?P<minus>-)?(?:(?P<name>[a-z]+):)?(?:["“”«»„](?P<quoted>[^"“”«»„]*)["“”«»„]?|(?P<bare>\S+))', re.I
)
_NAMES = {name: name for name in FILTERS.values()} | {"outlet": "source", "lang": "language"}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SINCE, _UNTIL = frozenset({"after", "since"}), frozenset({"before", "until"})
#: A word that is cut off has so many letters.
_LEAST_PREFIX = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it was read.

    ``text`` is what was typed, ``phrases`` and ``without`` are runs of words as they are searched, ``filed``
    the runs that stand for filters. ``theme`` is what ``theme:`` asked for, ``theme_id`` the theme it means.
    """

    text: str = ""
    phrases: tuple[Run, ...] = ()
    without: tuple[Run, ...] = ()
    filed: tuple[Run, ...] = ()
    theme: str = ""
    theme_id: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.phrases or self.filed or self.theme_id or self.since or self.until)

    def lookup(self, limit: int) -> Lookup:
        """The question to the catalogue: the newest stories that have all that is asked for."""
        return Lookup(
            order=Order.NEWEST,
            limit=limit,
            theme=self.theme_id,
            phrases=(*self.phrases, *self.filed),
            without=self.without,
            since=self.since,
            until=self.until,
        )


def read(text: str) -> Query:
    """A query out of any text. One with a ``theme`` has still to be resolved against the themes that are."""
    query = Query(text=tidy(text)[:_LETTERS])
    for part in _PART.finditer(query.text):
        query = _taken(query, part)
    return replace(
        query, phrases=query.phrases[:_RUNS], without=query.without[:_RUNS], filed=query.filed[:_RUNS]
    )


def resolve(query: Query, themes: Iterable[Theme]) -> Query:
    """The query with the theme that it asks for: by id, by its whole name, else the largest with its words.

    Where no theme is called so, its words are searched like any others.
    """
    if not query.theme:
        return query
    wanted = set(words(query.theme))
    near = [
        (theme.id != query.theme, named != wanted, -len(theme.stories), theme.id)
        for theme in themes
        for named in (set(words(theme.name)),)
        if theme.id == query.theme or (wanted and wanted <= named)
    ]
    if near:
        return replace(query, theme_id=min(near)[-1])
    return replace(query, phrases=(*query.phrases, *_runs(query.theme))[:_RUNS])


def _taken(query: Query, part: re.Match[str]) -> Query:
    """The query with one part more."""
    told = part["quoted"] if part["quoted"] is not None else part["bare"]
    name = (part["name"] or "").lower()
    if name in _NAMES and not part["minus"]:
        filed = tuple((f"{_NAMES[name]}{MARK}{word}",) for word in words(told))
        return replace(query, filed=(*query.filed, *filed)) if filed else query
    if name == "theme" and not part["minus"]:
        return replace(query, theme=told)
    if (day := _day(told)) and name in _SINCE | _UNTIL:
        return replace(query, since=day[0]) if name in _SINCE else replace(query, until=day[name == "until"])
    runs = tuple(_runs(f"{part['name']} {told}" if name else told, quoted=part["quoted"] is not None))
    if part["minus"]:
        return replace(query, without=(*query.without, *runs))
    return replace(query, phrases=(*query.phrases, *runs))


def _runs(text: str, *, quoted: bool = True) -> Iterator[Run]:
    """The run of words that a text asks for: a bare word that ends in "*" stands for all that begin so, a
    letter of a script without spaces for all pairs that it begins.
    """
    if not quoted and text.endswith("*"):
        begun = [word for word in plain(text) if len(word) >= _LEAST_PREFIX]
        if begun:
            yield (*map(stem, begun[:-1]), f"{begun[-1]}*")
            return
    run = tuple(words(text))[:_IN_RUN]
    if len(run) == 1 and len(run[0]) == 1 and not run[0].isascii():
        run = (f"{run[0]}*",)
    if run:
        yield run


def _day(text: str) -> tuple[datetime, datetime] | None:
    """When a day, a month or a year begins and ends; None where the text is none."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        start = datetime(year, month if found[2] else 1, day if found[3] else 1, tzinfo=UTC)
        if day:
            return start, start + timedelta(days=1)
        ahead = (start.year + 1, 1) if not month or month == 12 else (start.year, month + 1)
        return start, datetime(*ahead, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
