"""The statistics of an edition: how many stories, reports, origins, lines; where from; what was withheld.

Decides what is counted for readers and how it is set out: as tables, each row with a small bar. Counts are
sums over listings; nothing is estimated.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Tally, Totals
from dateline.core.types import Precision
from dateline.stages.publish.issue import Asked, Shelf, Subject, Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import up
from dateline.stages.publish.listing.outlets import UNKNOWN_LANGUAGE
from dateline.stages.publish.lists.names import link_to, told
from dateline.stages.publish.times import When
from dateline.stages.publish.wording import Phrase, phrase, tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_LANGUAGES, _WITHHELD = Asked(Facet.LANGUAGE), Asked(Facet.WITHHELD)
_OUTLETS, _COUNTRIES = Asked(Facet.OUTLET, 20), Asked(Facet.COUNTRY, 20)
_MONTHS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row: what is counted, how often, and how long its bar is (1 to 100)."""

    name: str | Phrase | When
    count: int
    share: int
    href: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The page: single counts, then tables."""

    counts: tuple[tuple[Phrase, int], ...]
    months: tuple[Bar, ...]
    languages: tuple[Bar, ...]
    outlets: tuple[Bar, ...]
    countries: tuple[Bar, ...]
    withheld: tuple[Bar, ...]


def wants(_: Address, __: Subject) -> Wants:
    """All that is counted."""
    return Wants(tallies=(_LANGUAGES, _WITHHELD, _OUTLETS, _COUNTRIES), totals=True, days=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page."""
    title = told(phrase("Statistics"), shelf)
    yield document(
        "statistics.html", address.page, title, shelf.edition, statistics=statistics(shelf, up(address.page))
    )


def statistics(shelf: Shelf, root: str) -> Statistics:
    """The view of the page."""
    language = shelf.edition.language
    spoken = tongue(language)
    return Statistics(
        counts=tuple(_counts(shelf.totals)),
        months=_months(shelf.days),
        languages=_bars(
            (spoken.language_name(t.mention.name) if t.mention.key != UNKNOWN_LANGUAGE else _UNKNOWN, t.count)
            for t in shelf.tallies[_LANGUAGES]
        ),
        outlets=_bars(
            (t.mention.name, t.count, link_to(t.mention, root, language, t.stories).href)
            for t in shelf.tallies[_OUTLETS]
        ),
        countries=_bars(
            (spoken.territory(t.mention.country), t.stories, f"{root}place/{t.mention.key}/index.html")
            for t in shelf.tallies[_COUNTRIES]
        ),
        withheld=_withheld(shelf.tallies[_WITHHELD]),
    )


_UNKNOWN = phrase("not known")


def _counts(totals: Totals) -> Iterator[tuple[Phrase, int]]:
    yield phrase("Stories"), totals.stories
    yield phrase("Reports"), totals.reports
    yield phrase("Independent origins, story by story"), totals.origins
    yield phrase("Lines printed"), totals.lines
    yield phrase("Stories that rest on one origin"), totals.one_origin
    yield phrase("Stories with a line or a figure that is disputed, denied or unverified"), totals.contested
    yield phrase("Stories with lines worded by a language model"), totals.modelled
    yield phrase("Corrections"), totals.corrections


def _bars(rows: Iterable[tuple[str | Phrase | When, int] | tuple[str, int, str]]) -> tuple[Bar, ...]:
    """The rows, the most first; bars are as long as their share of the greatest."""
    held = sorted(rows, key=lambda row: -row[1])
    most = max((row[1] for row in held), default=1)
    return tuple(
        Bar(name=row[0], count=row[1], share=_share(row[1], most), href=row[2] if len(row) > 2 else "")
        for row in held
    )


def _months(days: Mapping[str, int]) -> tuple[Bar, ...]:
    """The newest months, newest first, each with the stories of its days; what has no day has no row."""
    counts: Counter[str] = Counter()
    for day, count in days.items():
        counts[day[:7]] += count
    shown = [(month, counts[month]) for month in sorted(filter(None, counts), reverse=True)[:_MONTHS]]
    most = max((count for _, count in shown), default=1)
    return tuple(Bar(name=_month(month), count=count, share=_share(count, most)) for month, count in shown)


def _month(month: str) -> When:
    year, number = month.split("-")
    return When(at=datetime(int(year), int(number), 1, tzinfo=UTC), precision=Precision.MONTH)


def _withheld(tallies: Iterable[Tally]) -> tuple[Bar, ...]:
    held = sorted(tallies, key=lambda tally: (-tally.count, tally.mention.key))
    most = max((tally.count for tally in held), default=1)
    return tuple(
        Bar(
            name=tally.mention.name.replace("-", " "),
            count=tally.count,
            share=_share(tally.count, most),
            why=tally.mention.kind,
        )
        for tally in held
    )


def _share(count: int, most: int) -> int:
    return max(1, round(100 * count / max(1, most)))
